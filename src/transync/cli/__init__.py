"""The command line: arguments -> settings -> exit code; nothing else prints or exits."""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import takewhile

import click

from transync.cli.options import BUG, OK, USAGE
from transync.errors import UsageError

_NAMES = (
    "check",
    "fix",
    "report",
    "worklist",
    "diff",
    "history",
    "hook",
    "stamp",
    "baseline",
    "rule",
    "schema",
    "clean",
)
# What a full disk, or a terminal that has gone, says to who writes: nothing that we could mend.
_NOT_TAKEN = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EBADF))


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 0 clean, 1 findings, 2 usage, 3 a bug."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # An old code page on Windows lacks most of the world's characters.
            stream.reconfigure(errors="replace")
    try:
        result = _commands.main(args=arguments, prog_name="transync", standalone_mode=False)
        return result if isinstance(result, int) else OK
    except click.exceptions.Abort:
        return 130
    except click.ClickException as error:
        from transync.cli.console import tell_lines

        said = io.StringIO()
        error.show(said)
        tell_lines(said.getvalue())
        return USAGE
    except UsageError as error:
        from transync.cli.console import tell

        tell(str(error))
        return USAGE
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _NOT_TAKEN:
            from transync.cli.console import tell

            tell(f"the output can't be written: {os.strerror(error.errno).lower()}")
            return USAGE
        import traceback

        from transync.cli.console import tell, tell_lines

        tell_lines(traceback.format_exc())
        tell("this is a bug of transync; please report it with the text above")
        return BUG


def _require_options(arguments: Sequence[str]) -> None:
    """Raise UsageError where what looks like an option can be the name of a file.

    pre-commit and shells put names into the command that strangers have chosen.
    """
    for argument in takewhile(lambda argument: argument != "--", arguments):
        if argument.startswith("-") and os.path.lexists(argument):
            raise UsageError(
                f"{argument}: there is a file of this name here, so it is no option; write names of"
                " files behind `--`, as in `transync hook -- FILE…`"
            )


def run() -> None:
    """The console script."""
    # It would look in vain: hardly anything is garbage before the end. That is a tenth of the time.
    gc.disable()
    _open_standard_streams()
    # No plugin has anything to do with our models, and looking for some is a part of the start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "true")
    code = main()
    try:
        if sys.stdout:
            sys.stdout.flush()
    except OSError:
        # That has been said; Python would try once more, and exit with a code of its own.
        from transync.cli.console import discard

        discard(sys.stdout)
    sys.exit(code)


def _open_standard_streams() -> None:
    """Take the place of standard streams that are closed, lest another file gets their number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


class _Commands(click.Group):
    """The commands by name, one module each, imported when it is asked for."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # On Windows, click has put in here what patterns stand for.
        _require_options(args)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks so
        return list(_NAMES)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002
        cmd_name: str,
    ) -> click.Command | None:
        if cmd_name not in _NAMES:
            return None
        command: click.Command = import_module(f"{__name__}.{cmd_name}").command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="transync", prog_name="transync")
def _commands() -> None:
    """Keep the translations of a documentation repository true to their sources."""

"""What commands show: text on stdout, on stderr or in a file, and a bar while they work."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from transync.errors import UsageError

if TYPE_CHECKING:
    from transync.model import Fault, Finding

# Our outputs have no control characters but line ends and the colours of `click.style`.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_STEERING = re.compile(
    "\x1b(?!\\[(?:0|1|2|4|3[0-7])m)|\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]"
)


def write(output: str | bytes, file: Path | None = None) -> None:
    """Print a text, or write it to a file without its colours; bytes are printed as they are.

    Raises UsageError where it can't be written.
    """
    if file is None:
        _print(output if isinstance(output, bytes) else _without_steering(output))
        return
    require_place(file)
    text = output.decode() if isinstance(output, bytes) else output
    try:
        file.write_text(
            click.unstyle(_without_steering(text)), encoding="utf-8", errors="replace", newline="\n"
        )
    except OSError as error:
        raise UsageError(f"{file}: can't be written: {_reason(error)}") from None


def write_beside(output: str) -> None:
    """Print a text on stderr, where it is none of what is asked for."""
    try:
        click.echo(_without_steering(output), nl=False, err=True, color=wants_colour(sys.stderr))
    except OSError:
        # There is nobody to tell that nothing can be told.
        discard(sys.stderr)


def tell(said: str) -> None:
    """Say something on stderr, in one line."""
    from transync.output.inert import inert_text
    from transync.output.terminal import printable

    write_beside(inert_text(f"transync: {printable(said)}\n"))


def tell_lines(said: str) -> None:
    """Say on stderr what has lines of its own, such as a traceback."""
    from transync.output.inert import inert_text
    from transync.output.terminal import printable

    write_beside(inert_text("".join(f"{printable(line)}\n" for line in said.splitlines())))


def tell_stops(findings: Iterable[Finding | Fault]) -> None:
    """Say on stderr which pages were not compared, and on which transync failed."""
    from transync.untrusted.isolation import STOPS

    stops = (f"{each.path}: {each.text}" for each in findings if each.rule in STOPS)
    for said in dict.fromkeys(stops):
        tell(said)


def require_place(file: Path | None) -> None:
    """Raise UsageError before the work begins where the file has no folder, or is elsewhere.

    A file that is named in the checked folder is not written where a link there leads, out of it or
    into what git keeps.
    """
    if not file:
        return
    if not file.absolute().parent.is_dir():
        raise UsageError(f"{file}: can't be written: there is no such folder")
    from transync.untrusted.regular_file import is_named_in

    here = Path.cwd().resolve()
    root = next((above for above in (here, *here.parents) if (above / ".git").exists()), here)
    if is_named_in(root, file):
        real = Path(os.path.realpath(file))
        if not real.is_relative_to(root) or ".git" in real.relative_to(root).parts:
            raise UsageError(f"{file}: can't be written: a link leads out of the checked folder")


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody sees what is written there; a stream that is closed is None."""
    return stream is not None and stream.isatty()


def wants_colour(stream: TextIO | None) -> bool:
    """Whether somebody sees colours there, and wants to."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def terminal_width() -> int | None:
    """The columns of the terminal that shows stdout; None where it goes elsewhere."""
    if is_terminal(sys.stdout):
        return shutil.get_terminal_size().columns
    return None


def discard(stream: TextIO) -> None:
    """Let nothing more be written to a standard stream, at the end of the program included."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


@contextmanager
def progress() -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr, for people only, once the work has taken a second."""
    if not is_terminal(sys.stderr):
        yield lambda done, total: None
        return
    started, bar = time.monotonic(), None

    def advance(done: int, total: int) -> None:
        nonlocal bar
        seconds = time.monotonic() - started
        if bar is None and seconds > 1:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

            columns = (BarColumn(), MofNCompleteColumn(), "{task.fields[rate]}")
            bar = Progress(
                "reading",
                *columns,
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            bar.start()
            bar.add_task("", total=total, rate="")
        if bar:
            rate = f"files, {done / seconds:.0f} a second"
            bar.update(bar.task_ids[0], completed=done, total=total, rate=rate)

    try:
        yield advance
    finally:
        if bar:
            bar.stop()


def _print(shown: str | bytes) -> None:
    if sys.stdout is None:
        raise UsageError("standard output is closed, so that nothing can be written to it")
    if isinstance(shown, str) and "\r\n" in shown:
        # Where a form ends its lines with CR and LF itself, Windows would add another CR.
        shown = click.unstyle(shown).encode(errors="replace")
    try:
        # Colours are stripped by click where stdout is no terminal; NO_COLOR is for terminals too.
        click.echo(shown, nl=False, color=wants_colour(sys.stdout))
    except BrokenPipeError:
        # The reader went away (`transync check | head`); the exit code is as it would be.
        discard(sys.stdout)


def _without_steering(output: str) -> str:
    """The output without what could steer a terminal, whatever forms have let through."""
    if not _CONTROL.search(output):
        return output
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", output)


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()

"""What commands show: text on stdout or in a file, and a bar while they work."""

from __future__ import annotations

import os
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


def write(output: str, file: Path | None = None) -> None:
    """Print a text, or write it to a file without its colours."""
    if file is None:
        if not sys.stdout:
            raise UsageError("standard output is closed, so that nothing can be written to it")
        # Where a form ends its lines with CR and LF itself, Windows would add another CR.
        shown = output.encode() if "\r\n" in output else output
        # Colours are stripped by click where stdout is no terminal; NO_COLOR is for terminals too.
        click.echo(shown, nl=False, color=wants_colour())
        return
    require_place(file)
    try:
        file.write_text(click.unstyle(output), encoding="utf-8", newline="\n")
    except OSError as error:
        reason = (error.strerror or "").lower()
        raise UsageError(f"{file}: can't be written: {reason}") from None


def tell(said: str) -> None:
    """Say something on stderr, beside what is printed."""
    from transync.output.terminal import printable

    with suppress(OSError):  # There is nowhere else to say it.
        click.echo(f"transync: {printable(said)}", err=True)


def tell_stops(findings: Iterable[Finding | Fault]) -> None:
    """Say on stderr which pages were not compared, and on which transync failed."""
    from transync.isolation import STOPS

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
    from transync.regular_file import is_named_in

    here = Path.cwd().resolve()
    root = next((above for above in (here, *here.parents) if (above / ".git").exists()), here)
    if is_named_in(root, file):
        real = Path(os.path.realpath(file))
        if not real.is_relative_to(root) or ".git" in real.relative_to(root).parts:
            raise UsageError(f"{file}: can't be written: a link leads out of the checked folder")


def wants_colour() -> bool:
    """Whether somebody sees colours, and wants to."""
    return is_terminal(sys.stdout) and not os.environ.get("NO_COLOR")


def terminal_width() -> int | None:
    """The columns of the terminal that shows stdout; None where it goes elsewhere."""
    return shutil.get_terminal_size().columns if is_terminal(sys.stdout) else None


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody sees what is written there; a stream that is closed is None."""
    return stream is not None and stream.isatty()


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

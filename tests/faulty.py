"""The command with a parser and a rule that fail where a text says so.

No text is known at which they do. Run it as `python -m tests.faulty`: the processes that the
command begins import it anew, under another name.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import sys
from pathlib import Path

import transync.rules
from transync.documents.document import Document
from transync.documents.parse import markdown
from transync.errors import NotComparedError

RULES = Path(__file__).parent / "faulty_rules"
SECRET = "/home/somebody/secret"

_read_markdown = markdown.read_markdown


def trip(text: str, where: str) -> None:
    """Fail as `parser: KeyError` in the text says, if that is `where`."""
    found = re.search(rf"\b{where}: (\w+)", text)
    how = found[1] if found else ""
    if how == "KeyError":
        raise KeyError("\x1b[31m::error::##[error] words of the page")
    if how == "OSError":
        raise FileNotFoundError(2, "No such file or directory", SECRET)
    if how == "RecursionError":
        trip(text, where)
    if how == "MemoryError":
        raise MemoryError
    if how == "NotComparedError":
        raise NotComparedError("its rows could be anything")
    if how == "kill":
        _end(signal.SIGKILL)
    if how == "crash":
        _end(signal.SIGSEGV)


def read_markdown(text: str, is_mdx: bool = False) -> Document:
    trip(text, "parser")
    return _read_markdown(text, is_mdx)


def _end(number: signal.Signals) -> None:
    # Nobody replaces the process that was begun first.
    if multiprocessing.parent_process():
        os.kill(os.getpid(), number)


if __name__ in ("__main__", "__mp_main__"):
    transync.rules.__path__.append(str(RULES))
    vars(markdown)["read_markdown"] = read_markdown

if __name__ == "__main__":
    from transync.cli import main

    sys.exit(main(sys.argv[1:]))

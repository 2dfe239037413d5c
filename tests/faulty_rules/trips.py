"""Fails as the text says.

It stands in for a fault of transync, which no repository is known to reach.

Fails: `<!-- trips: KeyError -->`, in a source by itself or in a translation.

Passes: any other text.

What to do: nothing.
"""

import re
from collections.abc import Iterator

from transync.comparison import Comparison, Page
from transync.errors import NotComparedError
from transync.model import Problem, Severity
from transync.rules._groups import Group

GROUP = Group.PROGRAM
SEVERITY = Severity.WARNING
_TRIP = re.compile(r"trips (\w+)")
# What an exception says may be anything, folders of the machine included.
_SAID: dict[str, tuple[object, ...]] = {
    "KeyError": ("\x1b[31m::error::##[error] text of the page",),
    "OSError": (2, "No such file or directory", "/home/somebody/secret"),
}


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    return _tripped(comparison.translation)


def check_source(page: Page) -> Iterator[Problem]:
    return _tripped(page)


def _tripped(page: Page) -> Iterator[Problem]:
    yield from ()
    text = "\n".join(line or "" for line in page.text.lines) if page.text else ""
    found = _TRIP.search(text)
    if found is None:
        return
    if found[1] == "recursion":
        _nested()
    if found[1] == "entangled":
        raise NotComparedError("its rows could be anything")
    if found[1] == "memory":
        raise MemoryError
    if kind := _KINDS.get(found[1]):
        raise kind(*_SAID[found[1]])


def _nested() -> None:
    _nested()


_KINDS: dict[str, type[Exception]] = {"KeyError": KeyError, "OSError": OSError}

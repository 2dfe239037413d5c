"""Fails as the text says.

It stands in for a fault of transync, which no repository is known to reach.

Fails: `<!-- rule: KeyError -->`, in a source by itself or in a translation.

Passes: any other text.

What to do: nothing.
"""

from collections.abc import Iterator

from tests.faulty import trip
from transync.comparison import Comparison, Page
from transync.model import Problem, Severity
from transync.rules._groups import Group

GROUP = Group.PROGRAM
SEVERITY = Severity.WARNING


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    return _tripped(comparison.translation)


def check_source(page: Page) -> Iterator[Problem]:
    return _tripped(page)


def _tripped(page: Page) -> Iterator[Problem]:
    yield from ()
    lines = page.text.lines if page.text else ()
    trip("\n".join(line or "" for line in lines), "rule")

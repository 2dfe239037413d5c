"""Fails as the text says.

It stands in for a fault of transync, which no repository is known to reach.

Fails: `<!-- rule: KeyError -->`, in a source by itself or in a translation.

Passes: any other text.

What to do: nothing.
"""

from collections.abc import Iterator

from tests.faulty import trip
from transync.comparison import Page
from transync.comparison.comparison import Comparison
from transync.model import Leftovers, Pair, Problem, Severity, TranslatedImage
from transync.rules._groups import Group

GROUP = Group.PROGRAM
SEVERITY = Severity.WARNING


def check_pair(pair: Pair) -> Iterator[Problem]:
    yield from _tripped(pair.record.source_file if pair.record else "", "record")


def check_image(image: TranslatedImage) -> Iterator[Problem]:
    yield from _tripped(image.record.language_code, "image")


def check_sidecar(leftovers: Leftovers) -> Iterator[Problem]:
    for path, _ in leftovers.records:
        yield from _tripped(path, "leftover")


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    yield from _tripped(_text(comparison.translation), "rule")


def check_source(page: Page) -> Iterator[Problem]:
    yield from _tripped(_text(page), "rule")


def _text(page: Page) -> str:
    lines = page.text.lines if page.text else ()
    return "\n".join(line or "" for line in lines)


def _tripped(text: str, where: str) -> Iterator[Problem]:
    trip(text, where)
    yield from ()

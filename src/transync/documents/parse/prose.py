"""A sample of a document's running text, enough to tell its language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from transync.co_op_translator import ADDRESS_WITHOUT_SCHEME, BORDER_OF_DISCLAIMER
from transync.documents.document import NO_PROSE, Prose
from transync.documents.parse.blocks import running_text

# A language is told as well from this as from the whole text.
_LENGTH, _MOST_PIECES = 2000, 8


class ProseReader:
    """Takes the paragraphs of a document, one after the other."""

    def __init__(self) -> None:
        self._paragraphs: list[Prose] = []
        self._is_in_disclaimer = False

    def look_into(self, html: str) -> None:
        """Take note of a block of HTML, which may begin or end the disclaimer."""
        for marker in BORDER_OF_DISCLAIMER.finditer(html):
            self._is_in_disclaimer = marker[1].upper() == "START"

    def add(self, content: str, line: int) -> None:
        """Take a paragraph's inline Markdown, which begins at a line."""
        if not self._is_in_disclaimer:
            self._paragraphs.append(Prose(content, line))

    def sample(self) -> Prose:
        """Running text of the document, from all of its parts."""
        return sample(self._paragraphs)


def sample(texts: Sequence[Prose]) -> Prose:
    """The beginnings of the parts into which these texts are divided, as running text.

    Each has some texts that follow each other: in a page of two languages that take turns, both.
    """
    pieces = min(len(texts), _MOST_PIECES)
    if pieces == 0:
        return NO_PROSE
    starts = [len(texts) * number // pieces for number in range(pieces + 1)]
    parts = (texts[start:end] for start, end in pairwise(starts))
    beginnings = [_beginning(part, _LENGTH // pieces) for part in parts]
    found = [piece for piece in beginnings if piece.text]
    if found:
        return Prose(" ".join(piece.text for piece in found), found[0].line)
    return NO_PROSE


def _beginning(texts: Sequence[Prose], length: int) -> Prose:
    """The beginning of these texts, as running text of at most a length."""
    taken: list[str] = []
    first = 0
    for text, line in _sentences(texts):
        first = first or line
        taken.append(text)
        if sum(map(len, taken)) >= length:
            break
    return Prose(" ".join(taken)[:length], first)


def _sentences(texts: Sequence[Prose]) -> Iterator[Prose]:
    """The running text of each, but for what has none and for the translator's disclaimer."""
    for content, line in texts:
        if "](" in content and ADDRESS_WITHOUT_SCHEME in content.lower():
            continue
        if text := " ".join(running_text(content).split()):
            yield Prose(text, line)

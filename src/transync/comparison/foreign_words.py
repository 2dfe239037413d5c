"""Which words of a text that was left in the source's language are none of the translation's."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cached_property

from transync.comparison.page import Page
from transync.documents.document import BlockKind
from transync.documents.parse.blocks import visible_prose

# A word in Latin letters, unless it is part of a path, an address, a number or an identifier.
_WORD = re.compile(r"(?<![\w./\\@=$%-])[A-Za-z][^\W\d_]+(?:['’-][^\W\d_]+)*+(?![\w/\\@=%]|[.-]\w)")
_ABBREVIATED = re.compile(r"([^()]{3,200})\(([A-Z]{2,8}s?)\)\W*\Z")
_PART = re.compile(r"\w+")
# One word with a colon behind it, at the beginning of a text.
_LABEL = re.compile(r"[\s>*+\-\d.)]*+([^\W\d_]{3,})[*_]*+ ?[:：]")
_SHOUTED_WORDS = 3
_BAR = re.compile(r"(?<!\\)\|")


class ForeignWords:
    """Tells words of the source's language in texts that a translation was left with.

    What the translation says in texts that are translated is a word of its language, a name, or a
    term that its readers know: it is not foreign in a text that was left.
    """

    def __init__(self, translation: Page, left: Collection[int]) -> None:
        self._translation, self._left = translation, left

    def on_lines(self, first: int, last: int) -> Sequence[str]:
        """The foreign words from one line to another, as they are written."""
        return self.of(
            "\n".join(self._translation.line(number) for number in range(first, last + 1))
        )

    def in_cell(self, line: int, cell: int) -> Sequence[str]:
        """The foreign words in a cell of a row, counted from 0."""
        row = self._translation.line(line).lstrip(" >\t")
        cells = _BAR.split(row.removeprefix("|"))
        return self.of(cells[cell]) if cell < len(cells) else ()

    def of(self, content: str) -> Sequence[str]:
        """The foreign words of inline Markdown; no names such as `OAuth` or `API`."""
        visible = visible_prose(content)
        words = _WORD.findall(visible)
        # In a text of capitals, these tell no names.
        is_shouted = visible.isupper() and len(words) >= _SHOUTED_WORDS
        found = [word for word in words if is_shouted or word[1:].islower()]
        return [word for word in found if not self._is_spoken(word)]

    def is_label(self, line: int) -> bool:
        """Whether the text on a line begins with a label, which is a foreign word."""
        found = _LABEL.match(self._translation.line(line))
        return found is not None and not self._is_spoken(found[1])

    def is_abbreviated(self, line: int) -> bool:
        """Whether what stands on a line is a term with its abbreviation: `Threat Hunting (TH)`."""
        found = _ABBREVIATED.search(visible_prose(self._translation.line(line)))
        if found is None:
            return False
        initials = "".join(word[0] for word in _PART.findall(found[1]) if word[0].isupper())
        return initials.endswith(found[2].rstrip("s"))

    def _is_spoken(self, word: str) -> bool:
        """Whether a word, in whatever letters, stands in what is translated."""
        return self._spoken.issuperset(_PART.findall(word.casefold()))

    @cached_property
    def _spoken(self) -> frozenset[str]:
        """What readers see of all that was not left, word by word, in small letters."""
        spoken = list[str]()
        for block in self._translation.document.blocks:
            if block.kind is not BlockKind.CODE:
                lines = enumerate(self._translation.written_lines(block), block.line)
                spoken += [line for number, line in lines if number not in self._left]
        return frozenset(_PART.findall(visible_prose("\n".join(spoken)).casefold()))

"""Markup that readers see, because it does not do what its author meant."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

# What translators make of backticks and asterisks, and Markdown does not know.
FULL_WIDTH = "｀＊"


class StrayKind(StrEnum):
    """What markup was meant to be that does not do it."""

    BOLD = "bold"
    LINK = "link"
    CODE = "code"
    ADDRESS = "address"
    LINK_TEXT = "link-text"
    FOOTNOTE = "footnote"


class Stray(NamedTuple):
    """Markup that does not do what its author meant, so that readers see it.

    `mark` is `**` where nothing becomes bold, backticks where nothing becomes code, what stands
    between the text and the target of something that is no link, such as `] (`, and `[](` before
    the target of a link without a text. It is an address where GitHub's link goes on behind it,
    with the letters or marks that follow, and the mark of a footnote that is escaped.
    """

    mark: str
    line: int
    column: int
    kind: StrayKind = StrayKind.BOLD

    @property
    def is_link(self) -> bool:
        return self.kind is StrayKind.LINK

    @property
    def hides_links(self) -> bool:
        """Whether links of its text may be none because of it: an address goes on with them."""
        return self.kind in (StrayKind.LINK, StrayKind.ADDRESS)

    @property
    def hides_code(self) -> bool:
        """Whether code spans of its text may be none because of it."""
        return self.kind in (StrayKind.CODE, StrayKind.ADDRESS)

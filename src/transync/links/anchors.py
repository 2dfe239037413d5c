"""The anchors of a document: what a fragment names in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from transync.documents.outline import Outline

_INVISIBLE = str.maketrans("", "", "\ufe0f\u200d")


class Anchors(NamedTuple):
    """The places in a document that a `#fragment` can name, by the keys of their names.

    Of `ids` that stand at a heading, it is the heading's index, of others, the id itself.
    """

    headings: Mapping[str, int]
    ids: Mapping[str, int | str]

    def find(self, fragment: str) -> int | str | None:
        """The index of the heading or the id that the fragment names, None if it names nothing."""
        key = _anchor_key(fragment).removeprefix("user-content-")
        if key in self.ids:
            return self.ids[key]
        if key in self.headings:
            return self.headings[key]
        return "top" if key in ("", "top") else None


def anchors_of(document: Outline) -> Anchors:
    headings: dict[str, int] = {}
    for index, heading in enumerate(document.headings):
        headings.setdefault(_anchor_key(heading.slug), index)
        if document.is_notebook:
            # Jupyter keeps case and punctuation and only replaces spaces.
            headings.setdefault(_anchor_key(heading.text.replace(" ", "-")), index)
    ids: dict[str, int | str] = {}
    for name, heading_index in document.ids:
        key = _anchor_key(name)
        ids.setdefault(key, key if heading_index is None else heading_index)
    return Anchors(headings, ids)


def _anchor_key(name: str) -> str:
    # Emoji keep an invisible variation selector in GitHub's slugs, which authors leave out.
    return name.translate(_INVISIBLE).casefold()

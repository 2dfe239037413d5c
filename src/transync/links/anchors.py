"""The anchors of a document: what a fragment names in it."""

from __future__ import annotations

from transync.documents.outline import Outline

_INVISIBLE = str.maketrans("", "", "\ufe0f\u200d")


class Anchors:
    """The places in a document that a `#fragment` can name."""

    def __init__(self, document: Outline) -> None:
        self._headings: dict[str, int] = {}
        for index, heading in enumerate(document.headings):
            self._headings.setdefault(_anchor_key(heading.slug), index)
            if document.is_notebook:
                # Jupyter keeps case and punctuation and only replaces spaces.
                self._headings.setdefault(_anchor_key(heading.text.replace(" ", "-")), index)
        self._ids: dict[str, int | str] = {}
        for name, at in document.ids:
            self._ids.setdefault(_anchor_key(name), _anchor_key(name) if at is None else at)

    def find(self, fragment: str) -> int | str | None:
        """The index of the heading or the id that the fragment names, None if it names nothing."""
        key = _anchor_key(fragment).removeprefix("user-content-")
        if key in self._ids:
            return self._ids[key]
        if key in self._headings:
            return self._headings[key]
        return "top" if key in ("", "top") else None


def _anchor_key(name: str) -> str:
    # Emoji keep an invisible variation selector in GitHub's slugs, which authors leave out.
    return name.translate(_INVISIBLE).casefold()

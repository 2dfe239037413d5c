"""What a translation makes browsers do, and its source does not."""

from __future__ import annotations

import re
from typing import TypeAlias

from transync.comparison.page import Page
from transync.documents.document import ActiveTag
from transync.links.target import Target

# A tag's name, and its attributes with values that are the same for the same in both files.
_Action: TypeAlias = tuple[str, tuple[tuple[str, str], ...]]

# Attributes that hold several addresses, some with a size behind each.
_LISTS = frozenset(("archive", "imagesrcset", "ping", "srcset"))
_BETWEEN = re.compile(r"[\s,]+")


def added_actions(source: Page, translation: Page) -> list[ActiveTag]:
    """The tags of the translation that act as none of the source's does, wherever that stands.

    Addresses are compared by what they lead to, all else as it is written.
    """
    if not translation.document.active:
        return []
    source_actions = {_action(source, tag) for tag in source.document.active}
    tags = translation.document.active
    return [tag for tag in tags if _action(translation, tag) not in source_actions]


def _action(page: Page, tag: ActiveTag) -> _Action:
    return tag.name, tuple((name, meaning_of(page, name, value)) for name, value in tag.attributes)


def meaning_of(page: Page, name: str, value: str) -> str:
    """The value of an attribute in one spelling; of addresses, what they lead to from the page."""
    # Few pages have such tags, and most runs read no page.
    from transync.documents.parse.active import is_address

    if not is_address(name):
        return " ".join(value.split())
    parts = _BETWEEN.split(value) if name in _LISTS else [value]
    return " ".join(_shown(page.resolve(part).target) for part in parts)


def _shown(target: Target) -> str:
    query = f"?{target.query}" if target.query else ""
    return f"{target.place}{query}#{target.fragment}"

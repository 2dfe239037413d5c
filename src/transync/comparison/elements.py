"""The elements of HTML that tags make up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from transync.document import HtmlTag


def element_ends(tags: Sequence[HtmlTag]) -> Mapping[int, int]:
    """The index of each start tag that has an end tag, and the index of that."""
    ends: dict[int, int] = {}
    started: list[int] = []
    for index, tag in enumerate(tags):
        if not tag.name.startswith("/"):
            started.append(index)
        elif tag.name[1:] in (tags[n].name for n in started):
            while tags[started[-1]].name != tag.name[1:]:
                started.pop()
            ends[started.pop()] = index
    return ends

"""The elements of HTML that tags make up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from transync.documents.document import HtmlTag


def element_ends(tags: Sequence[HtmlTag]) -> Mapping[int, int]:
    """The index of each start tag that has an end tag, and the index of that."""
    ends: dict[int, int] = {}
    started: list[int] = []
    # How often each name is among those that are started: no search for what is not there.
    names: Counter[str] = Counter()
    for index, tag in enumerate(tags):
        name = tag.name[1:]
        if not tag.name.startswith("/"):
            started.append(index)
            names[tag.name] += 1
        elif names[name]:
            while tags[started[-1]].name != name:
                names[tags[started.pop()].name] -= 1
            ends[started.pop()] = index
            names[name] -= 1
    return ends

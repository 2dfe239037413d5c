"""Images that became links, with the mark that makes them images again."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from transync.comparison import ResolvedLink
from transync.comparison.comparison import Comparison
from transync.documents.document import Link, LinkKind
from transync.documents.editing import EditedText
from transync.model import Edit, Fix
from transync.repairs.edited import container, lines_with, read_apart

_MARKS = ("!", "！")


def restore_image(comparison: Comparison, link: ResolvedLink) -> Fix | None:
    """The mark that makes an image of a link, at the link's brackets."""
    edit = comparison.once(_ImageEdits).edits.get(link.spot)
    return Fix((edit,)) if edit else None


class _Marked(NamedTuple):
    """A link with the edit that makes it an image, of the characters from `first` to `end`."""

    link: Link
    edit: Edit
    first: int
    end: int


class _ImageEdits:
    """The edits of all links of a page that should be images, by their lines and columns.

    Those of a line are worked out together.
    """

    def __init__(self, comparison: Comparison) -> None:
        page, by_line = comparison.translation, defaultdict[int, list[_Marked]](list)
        for image, link in comparison.images_as_links:
            is_image = image.written.kind is LinkKind.IMAGE
            found = _marked(page.text, link.written) if page.text and is_image else None
            if found:
                by_line[link.written.line].append(found)
        edits = [each.edit for marked in by_line.values() for each in marked]
        lines = lines_with(page, edits, by_line)
        self.edits: dict[tuple[int, int], Edit] = {}
        for marked, line, read in zip(by_line.values(), lines, read_apart(lines), strict=True):
            images = set(read.links)
            # Each edit moves what stands behind it.
            moved = -len(container(line))
            for each in sorted(marked, key=lambda each: each.first):
                expected = Link(LinkKind.IMAGE, each.link.target, 1, each.first + moved + 1)
                if expected in images:
                    self.edits[each.link[2:4]] = each.edit
                moved += 1 - (each.end - each.first)


def _marked(text: EditedText, link: Link) -> _Marked | None:
    line, end = text.line(link.line), link.column - 1
    if line is None or not line.startswith("[", end):
        return None
    before, first = line[:end].rstrip(" \t"), end
    if before.endswith(_MARKS):
        before, first = before[:-1], len(before) - 1
        if before != container(line) and not before.rstrip().endswith(("|", "[")):
            # The mark may be that of a sentence.
            return None
    return _Marked(link, text.replace(link.line, first, end, "!"), first, end)

"""Images that became links, with the mark that makes them images again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
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
    edit = comparison.once(_image_edits).get(link.spot)
    if edit:
        return Fix((edit,))
    return None


class _Marked(NamedTuple):
    """A link with the edit that makes it an image, of the characters from `first` to `end`."""

    link: Link
    edit: Edit
    first: int
    end: int


def _image_edits(comparison: Comparison) -> Mapping[tuple[int, int], Edit]:
    """The edits of all links of a page that should be images, by their lines and columns.

    Those of a line are worked out together.
    """
    by_line = _marked_by_line(comparison)
    edits = [each.edit for marked in by_line.values() for each in marked]
    lines = lines_with(comparison.translation, edits, by_line)
    found: dict[tuple[int, int], Edit] = {}
    for marked, line, read in zip(by_line.values(), lines, read_apart(lines), strict=True):
        images = {(found.kind, found.target, found.column) for found in read.links}
        # Each edit moves what stands behind it.
        moved = -len(container(line))
        for each in sorted(marked, key=lambda each: each.first):
            expected = LinkKind.IMAGE, each.link.target, each.first + moved + 1
            if expected in images:
                found[each.link.line, each.link.column] = each.edit
            moved += 1 - (each.end - each.first)
    return found


def _marked_by_line(comparison: Comparison) -> Mapping[int, Sequence[_Marked]]:
    """The links of a page that can be marked as the images that they should be, by their lines."""
    by_line = defaultdict[int, list[_Marked]](list)
    text = comparison.translation.text
    for image, link in comparison.images_as_links:
        if text is None or image.written.kind is not LinkKind.IMAGE:
            continue
        if marked := _marked(text, link.written):
            by_line[link.written.line].append(marked)
    return by_line


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
    return _Marked(link, text.replace(link.line, first, end, "!"), first, end=end)

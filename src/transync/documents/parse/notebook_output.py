"""What of a notebook's cells is shown as HTML, beside its Markdown.

These are outputs, attachments, raw cells, and cells of code that say that they are HTML.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from transync.documents.document import ActiveTag, LinkKind
from transync.documents.parse.active import ActiveReader
from transync.documents.parse.digest import digest
from transync.documents.parse.html import link_of
from transync.documents.parse.markup import Tag, read_html
from transync.documents.parse.span import Span

# What a browser reads as HTML. https://nbformat.readthedocs.io/en/latest/format_description.html
_HTML = frozenset(("text/html", "text/markdown", "image/svg+xml"))
_SHOWN = frozenset(("text/plain", "text/latex"))
_PICTURES = ("data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp")
# In characters: a picture that a library draws with its whole script is compared as it is.
_LARGEST = 2**18


def active_in_cell(
    cell: dict[str, Any], source: str, line: int, language: str
) -> Iterator[ActiveTag]:
    """What of a cell at a line, in a language, makes a browser do more than show a text.

    Links and pictures count as well: nothing else compares those of an output.
    """
    kind = cell.get("cell_type")
    if kind == "raw":
        yield from _of_html("raw cell", source, line)
    elif kind == "code" and language == "html":
        yield from _of_html("cell of HTML", source, line)
    outputs, attachments = cell.get("outputs"), cell.get("attachments")
    for output in outputs if isinstance(outputs, list) else ():
        if isinstance(output, dict):
            yield from _of_data("output", output.get("data"), line)
    for attachment in attachments.values() if isinstance(attachments, dict) else ():
        yield from _of_data("attachment", attachment, line)


def _of_data(name: str, data: object, line: int) -> Iterator[ActiveTag]:
    """What of data by its types acts: pictures and plain texts do not."""
    for kind, value in data.items() if isinstance(data, dict) else ():
        text = "".join(map(str, value)) if isinstance(value, list) else str(value)
        if kind in _HTML:
            yield from _of_html(f"{name} {kind}", text, line)
        elif kind not in _SHOWN and not kind.startswith("image/"):
            yield ActiveTag(f"{name} {kind}", (("", digest(text)),), line, 1)


def _of_html(name: str, text: str, line: int) -> Iterator[ActiveTag]:
    if len(text) > _LARGEST:
        yield ActiveTag(name, (("", digest(text)),), line, 1)
        return
    reader, span = ActiveReader(), Span(text, [(line, 0)])
    for markup in read_html(text):
        reader.add(markup, span, markup.offset)
        link = link_of(markup) if isinstance(markup, Tag) else None
        if link and not link[1].startswith(_PICTURES):
            is_picture = link[0] is LinkKind.HTML_IMAGE
            attribute = ("src" if is_picture else "href", link[1])
            yield ActiveTag("img" if is_picture else "a", (attribute,), line, 1)
    yield from (tag._replace(line=line, column=1) for tag in reader.found)

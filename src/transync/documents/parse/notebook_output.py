"""What of a notebook is shown as HTML or with links, beside its cells of Markdown.

These are outputs, attachments, raw cells, cells of code that say that they are HTML, and what the
notebook keeps of widgets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from transync.documents.document import ActiveTag, LinkKind
from transync.documents.parse.active import ActiveReader
from transync.documents.parse.bare_url import bare_urls
from transync.documents.parse.digest import digest
from transync.documents.parse.html import link_of
from transync.documents.parse.markdown import read_markdown
from transync.documents.parse.markup import Tag, read_html
from transync.documents.parse.span import Span
from transync.untrusted.json_value import as_list, as_object

# What a browser reads as HTML. https://nbformat.readthedocs.io/en/latest/format_description.html
_MARKDOWN = "text/markdown"
_HTML = frozenset(("text/html", _MARKDOWN, "image/svg+xml"))
# Texts whose addresses are links in Jupyter.
_SHOWN = frozenset(("text/plain", "text/latex"))
# What stands behind an address in LaTeX.
_BRACES = re.compile(r"[{}]")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*+")
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
    for output in map(as_object, as_list(cell.get("outputs"))):
        yield from _of_data("output", output.get("data"), line)
        for name in ("text", "traceback"):
            yield from _of_text(_joined(output.get(name), name), line)
    for attachment in as_object(cell.get("attachments")).values():
        yield from _of_data("attachment", attachment, line)


def active_in_metadata(metadata: object, text: str) -> Iterator[ActiveTag]:
    """The state of widgets in a notebook with this text, which outputs show: any of it may act."""
    for kind, state in as_object(as_object(metadata).get("widgets")).items():
        line = text.count("\n", 0, max(0, text.rfind('"widgets"'))) + 1
        written = json.dumps(state, sort_keys=True)
        yield ActiveTag(f"output {kind}", (("", digest(written)),), line, 1)


def _of_data(name: str, data: object, line: int) -> Iterator[ActiveTag]:
    """What of data by its types acts: pictures do not, of plain texts the addresses do."""
    for kind, value in as_object(data).items():
        text = _joined(value, kind)
        if kind in _HTML:
            yield from _of_html(f"{name} {kind}", text, line)
            if kind == _MARKDOWN and len(text) <= _LARGEST:
                yield from _of_markdown(text, line)
        elif kind in _SHOWN:
            yield from _of_text(_BRACES.sub(" ", text), line)
        elif not (kind.startswith("image/") and _BASE64.fullmatch(text)):
            yield ActiveTag(f"{name} {kind}", (("", digest(text)),), line, 1)


def _joined(value: object, name: str) -> str:
    """A text of a notebook, which may come in pieces: those of a traceback are lines."""
    if isinstance(value, list):
        pieces = map(str, value)
        if name == "traceback":
            return "\n".join(pieces)
        return "".join(pieces)
    if value is None:
        return ""
    return str(value)


def _of_markdown(text: str, line: int) -> Iterator[ActiveTag]:
    for link in read_markdown(text.replace("\r\n", "\n").replace("\r", "\n")).links:
        if link.kind is LinkKind.IMAGE and not link.target.startswith(_PICTURES):
            yield ActiveTag("img", (("src", link.target),), line, 1)
        elif link.kind in (LinkKind.LINK, LinkKind.AUTOLINK, LinkKind.BARE):
            yield ActiveTag("a", (("href", link.target),), line, 1)


def _of_text(text: str, line: int) -> Iterator[ActiveTag]:
    for target in sorted({target for _, target in bare_urls(text) if ":/" in target}):
        yield ActiveTag("output link", (("href", target),), line, 1)


def _of_html(name: str, text: str, line: int) -> Iterator[ActiveTag]:
    if len(text) > _LARGEST:
        yield ActiveTag(name, (("", digest(text)),), line, 1)
        return
    reader, span = ActiveReader(), Span(text, [(line, 0)])
    for markup in read_html(text):
        reader.add(markup, span, markup.offset)
        if isinstance(markup, Tag):
            yield from _of_link(markup, line)
    yield from (tag._replace(line=line, column=1) for tag in reader.found)


def _of_link(tag: Tag, line: int) -> Iterator[ActiveTag]:
    """The link or the picture that a tag is."""
    link = link_of(tag)
    if link is None or link[1].startswith(_PICTURES):
        return
    kind, target = link
    if kind is LinkKind.HTML_IMAGE:
        yield ActiveTag("img", (("src", target),), line, 1)
    else:
        yield ActiveTag("a", (("href", target),), line, 1)

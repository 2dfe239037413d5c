"""What the rest of a project needs to know of a document, small enough to hold them all."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from transync.documents.document import Directive, Document, Embedded, ExplicitAnchor, Heading
from transync.documents.notebook import NotebookCell


class Outline(NamedTuple):
    """The facts of a document that others than its own comparison ask for.

    `anchored` are the destinations of its links with a fragment, `images` those of its images.
    `digest` stands for all that links to the document depend on.
    """

    headings: tuple[Heading, ...] = ()
    ids: tuple[ExplicitAnchor, ...] = ()
    is_notebook: bool = False
    embedded: Embedded | None = None
    directives: tuple[Directive, ...] = ()
    cells: tuple[NotebookCell, ...] = ()
    has_own_regions: bool = False
    anchored: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    digest: str = ""


def outline_of(document: Document) -> Outline:
    """The outline of a document: a pure function of its bytes, as the document is."""
    targets = dict.fromkeys(link.target for link in document.links if "#" in link.target)
    images = dict.fromkeys(link.target for link in document.links if link.is_image)
    headings = [(heading.level, heading.text, heading.slug) for heading in document.headings]
    named = repr((headings, document.ids, document.is_notebook))
    return Outline(
        document.headings,
        document.ids,
        document.is_notebook,
        embedded=document.embedded,
        directives=document.directives,
        cells=document.cells,
        has_own_regions=document.has_own_regions,
        anchored=tuple(targets),
        images=tuple(images),
        digest=sha256(named.encode(errors="surrogatepass")).hexdigest()[:16],
    )

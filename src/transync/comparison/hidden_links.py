"""Links of a translation that only GitHub's parser sees, and that its source does not have."""

from __future__ import annotations

from transync.comparison.page import Page
from transync.documents.document import HiddenLink


def added_hidden_links(source: Page, translation: Page) -> list[HiddenLink]:
    """The hidden links of the translation that lead where nothing of the source leads."""
    if not translation.document.hidden:
        return []
    known = {link.target.place for link in source.links}
    known |= {_place(source, link) for link in source.document.hidden}
    return [link for link in translation.document.hidden if _place(translation, link) not in known]


def _place(page: Page, link: HiddenLink) -> str:
    return page.resolve(link.target).target.place

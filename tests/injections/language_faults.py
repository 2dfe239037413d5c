"""Faults of language: text left in the source's, or written in another one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

from tests.injections.blocks import Block, find_blocks, paired
from tests.injections.edits import fault, without
from tests.injections.pages import Page, read_text
from tests.injections.rawtext import IMAGE, disclaimer_line, find_links
from tests.injections.verdict import Injection, Kind

# Languages that nobody takes for one another, and of which every text is surely one of them.
CLEAR = ("ar", "de", "el", "fi", "fr", "he", "hu", "ja", "ko", "ru", "sw", "ta", "th", "tr", "vi")
_COGNATE = {"ar": ("fa", "ur"), "ru": ("bg", "uk", "sr"), "fi": ("et",)}


def leave_untranslated(count: int | None, *kinds: str) -> Kind:
    """Puts the source's text in the place of so many long blocks of prose (None: all)."""

    def inject(page: Page, rng: Random) -> Injection | None:
        pairs = [pair for pair in paired(page) if _is_translated(*pair) and pair[1].kind in kinds]
        # Sentences of Nigerian Pidgin may well be English ones.
        if len(pairs) < (count or 5) or page.folder in ("en", "pcm"):
            return None
        chosen = rng.sample(pairs, count) if count else pairs
        after = page
        for source, translation in sorted(chosen, key=lambda pair: -pair[1].start):
            after = without(after, translation.start, translation.stop, *source.text.split("\n"))
        lines = {line for _, block in chosen for line in block.lines}
        sources = {line for block, _ in chosen for line in block.lines}
        also = set() if count else {"wrong-language"}
        if also:
            lines = set(range(1, after.translation.count("\n") + 2))
        return fault(page, after, "untranslated", lines, sources, also=also)

    return inject


def _is_translated(source: Block, translation: Block) -> bool:
    """Whether both are long prose of ordinary words, in two languages."""
    words = re.findall(r"(?<!\w)[a-z]+(?!\w)", source.text)
    long = source.is_long if source.kind != "heading" else len(words) >= 3
    prose = (source.is_prose and translation.is_prose) or source.kind == "heading"
    is_plain = not re.search(r"[`\[\]<>{}$]", source.text + translation.text)
    return long and prose and is_plain and len(words) >= 3 and source.text != translation.text


def leave_headings(page: Page, rng: Random) -> Injection | None:
    """Leaves a heading of ordinary words in the source's language, to which no link leads."""
    if "](#" in page.translation:
        return None
    return leave_untranslated(1, "heading")(page, rng)


def borrow_language(page: Page, rng: Random) -> Injection | None:
    """Puts another language's translation of the page in its place."""
    near = {page.folder, page.folder.partition("-")[0]}
    folders = [code for code in CLEAR if not near & {code, *_COGNATE.get(code, ())}]
    present = [code for code in folders if (page.root / "translations" / code).is_dir()]
    if not present or len(page.translation) < 1500:
        return None
    folder = rng.choice(present)
    path = f"translations/{folder}/{page.source_path}"
    if not (page.root / path).is_file():
        return None
    body = _body(read_text(page.root / path), folder, page.folder)
    if not all(page.exists(link.url) for link in find_links(body, IMAGE) if link.local):
        return None
    lines = page.translation.split("\n")
    start, end = _extent(page.translation)
    after = without(page, start, end, *body.split("\n"))
    prose = range(start + 1, len(lines) + len(body.split("\n")))
    injection = fault(page, after, "wrong-language", {1, *prose})
    return injection._replace(borrowed=path)


def _extent(text: str) -> tuple[int, int]:
    """The lines (from 0) of the text between the record and the disclaimer."""
    blocks = [b for b in find_blocks(text) if b.kind not in {"html", "rule"}]
    return blocks[0].start, min(blocks[-1].stop, disclaimer_line(text))


def _body(text: str, folder: str, new_folder: str) -> str:
    """The text between record and disclaimer, with the images of another language."""
    start, end = _extent(text)
    body = "\n".join(text.split("\n")[start:end])
    body = body.replace(f"translated_images/{folder}/", f"translated_images/{new_folder}/")
    return re.sub(rf"(translated_images/[^)\s]+)\.{folder}\.", rf"\1.{new_folder}.", body)


LANGUAGE_FAULTS: Mapping[str, Kind] = {
    "a paragraph untranslated": leave_untranslated(1, "paragraph"),
    "a list item untranslated": leave_untranslated(1, "item"),
    "three blocks untranslated": leave_untranslated(3, "paragraph", "item", "quote"),
    "every block untranslated": leave_untranslated(None, "paragraph", "item", "quote", "heading"),
    "a heading untranslated": leave_headings,
    "another language's text": borrow_language,
}

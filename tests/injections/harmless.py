"""Harmless changes: what Co-op Translator or a translator may do, of which a check says nothing."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from random import Random
from urllib.parse import unquote

from tests.injections.markup_harmless import MARKUP_HARMLESS
from tests.injections.pages import CODE_FILE, FOLDER, Page, appended, relative
from tests.injections.rawtext import (
    INLINE,
    Link,
    find_headings,
    find_links,
    find_tables,
    plain_lines,
    slug,
)
from tests.injections.structure_harmless import STRUCTURE_HARMLESS
from tests.injections.verdict import Injection, Kind
from tests.injections.words import ENGLISH, Words

# --- links ------------------------------------------------------------------------------------


def rebase_code_links(page: Page, rng: Random) -> Injection:
    """Links to a file, to a folder and from the root lead to the source tree."""

    def block(words: Words, *urls: str) -> str:
        links = [f"[{word}]({url})" for word, url in zip(words, urls, strict=False)]
        return f"{words[3]}: {', '.join(links)}\n"

    source = [*(relative(path, page.source_path) for path in (CODE_FILE, FOLDER)), f"/{CODE_FILE}"]
    rebased = [relative(path, page.translation_path) for path in (CODE_FILE, FOLDER, CODE_FILE)]
    after = appended(page, block(ENGLISH, *source), block(page.words, *rebased))
    return Injection(page, after)


def rebase_document_link(page: Page, rng: Random) -> Injection | None:
    """A link to a document leads to the source, as in README-only mode."""
    for link in _shuffled(page, rng):
        is_document = link.local and link.url.endswith(".md") and page.exists(link.url)
        if is_document and f"]({link.url})" in page.source:  # not the language switcher's
            folder, url = posixpath.dirname(page.source_path), unquote(link.url)
            target = posixpath.normpath(posixpath.join(folder, url))
            if (page.root / target).is_file():
                new = f"[{link.text}]({relative(target, page.translation_path)})"
                return Injection(page, _replaced(page, {link: new}))
    return None


def swap_links_in_sentence(page: Page, rng: Random) -> Injection | None:
    """Two links change places within a sentence, as word order asks for."""
    links = find_links(page.translation, INLINE)
    lines = page.translation.split("\n")
    candidates = [
        (first, second)
        for first, second in pairwise(links)
        if first.line == second.line
        and first.url != second.url
        and not first.in_table
        and not re.search(r"[.!?|。！？।။]", lines[first.line][first.end : second.start])
    ]
    if not candidates:
        return None
    first, second = rng.choice(candidates)
    texts = [lines[link.line][link.start : link.end] for link in (first, second)]
    return Injection(page, _replaced(page, {first: texts[1], second: texts[0]}))


def space_links(page: Page, rng: Random) -> Injection | None:
    """Spaces come to stand around every link, as in CJK text; but not inside of emphasis."""
    lines = page.translation.split("\n")
    links = [
        link
        for link in find_links(page.translation, INLINE)
        if link.start > 0
        and not re.search(r"[*_]\Z", lines[link.line][: link.start])
        and not re.match(r"[*_]", lines[link.line][link.end :])
    ]
    spaced = {link: f" [{link.text}]({link.url}) " for link in links}
    return Injection(page, _replaced(page, spaced)) if spaced else None


def translate_anchor_text(page: Page, rng: Random) -> Injection | None:
    guide, _, appendix, _ = page.words
    for link in _shuffled(page, rng):
        if link.url.startswith("#"):
            new = {link: f"[{appendix} {guide} {appendix}]({link.url})"}
            return Injection(page, _replaced(page, new))
    return None


def translate_heading(page: Page, rng: Random) -> Injection | None:
    """A heading gets other words, and every link to it the anchor of these words."""
    lines = page.translation.split("\n")
    anchors = [slug(heading) for _, heading in find_headings(page.translation)]
    links = find_links(page.translation, INLINE)
    guide, reference, appendix, _ = page.words
    new_heading = f"{reference} {appendix} {guide}"
    for number, heading in find_headings(page.translation):
        anchor = slug(heading)
        uses = [link for link in links if link.url == f"#{anchor}"]
        everywhere = page.translation.count(f"#{anchor}")
        if uses and len(uses) == everywhere and anchors.count(anchor) == 1:
            lines[number] = lines[number].replace(heading, new_heading)
            translated = replace(page, translation="\n".join(lines))
            new = {link: f"[{link.text}](#{slug(new_heading)})" for link in uses}
            return Injection(page, _replaced(translated, new))
    return None


# --- marks, padding, line endings -------------------------------------------------------------


def move_emphasis(page: Page, rng: Random) -> Injection | None:
    """`**[link](url)**` and `[**link**](url)` change into each other, `**text**` into `*text*`."""
    lines = page.translation.split("\n")
    for number, line in plain_lines(page.translation):
        if re.search(r"https?://|<", INLINE.sub("", line)):
            continue
        pieces = re.split(r"(\*\*\[[^\[\]*_]+\]\([^()\s]+\)\*\*)", line)
        lines[number] = "".join(
            f"[**{match[1]}**]({match[2]})"
            if (match := re.fullmatch(r"\*\*\[([^\[\]*]+)\]\(([^()\s]+)\)\*\*", piece))
            else _emphasised(piece)
            for piece in pieces
        )
    after = replace(page, translation="\n".join(lines))
    return Injection(page, after) if after != page else None


def _emphasised(text: str) -> str:
    text = re.sub(r"\*\*([^*\[\]]+)\*\*", r"*\1*", text)
    # Beside a letter, `**` does not close behind a parenthesis.
    return re.sub(r"(?<![!*\\])(\[[^\[\]*_]+\]\([^()\s]+\))(?![\w*])", r"**\1**", text)


def pad_tables(page: Page, rng: Random) -> Injection | None:
    """Every cell of every table gets other space around it."""
    lines = page.translation.split("\n")
    for table in find_tables(page.translation):
        for number in range(table.start - 2, table.stop):
            cells = re.split(r"(?<!\\)\|", lines[number].strip())
            padded = [
                f"{' ' * rng.randint(1, 5)}{c.strip()}{' ' * rng.randint(1, 9)}" for c in cells
            ]
            lines[number] = (
                "|".join(["", *padded[1:-1], ""]) if not cells[-1].strip() else lines[number]
            )
    after = replace(page, translation="\n".join(lines))
    return Injection(page, after) if after != page else None


def add_empty_row(page: Page, rng: Random) -> Injection | None:
    lines = page.translation.split("\n")
    rows = [n for table in find_tables(page.translation) for n in table if "](" in lines[n]]
    if not rows:
        return None
    row = rng.choice(rows)
    lines.insert(row + 1, "|" + "  |" * (len(re.findall(r"(?<!\\)\|", lines[row])) - 1))
    return Injection(page, replace(page, translation="\n".join(lines)))


def end_source_lines_with_crlf(page: Page, rng: Random) -> Injection | None:
    return Injection(page, replace(page, source=_crlf(page.source)))


def end_translation_lines_with_crlf(page: Page, rng: Random) -> Injection | None:
    return Injection(page, replace(page, translation=_crlf(page.translation)))


def _crlf(text: str) -> str:
    return re.sub(r"\r?\n", "\r\n", text)


# --- what they share --------------------------------------------------------------------------


def _shuffled(page: Page, rng: Random) -> list[Link]:
    links = find_links(page.translation, INLINE)
    return rng.sample(links, len(links))


def _replaced(page: Page, new: Mapping[Link, str]) -> Page:
    """The page with other markup in the place of some links."""
    lines = page.translation.split("\n")
    for link in sorted(new, reverse=True):  # from the end, so that spans stay right
        line = lines[link.line]
        lines[link.line] = line[: link.start] + new[link] + line[link.end :]
    return replace(page, translation="\n".join(lines))


HARMLESS: Mapping[str, Kind] = {
    "code links re-based to the source tree": rebase_code_links,
    "a document link re-based to its source": rebase_document_link,
    "two links swapped within a sentence": swap_links_in_sentence,
    "spaces around links": space_links,
    "an anchor's text translated": translate_anchor_text,
    "a heading translated with its anchors": translate_heading,
    "emphasis moved": move_emphasis,
    "tables padded": pad_tables,
    "an empty table row added": add_empty_row,
    "CRLF in the source": end_source_lines_with_crlf,
    "CRLF in the translation": end_translation_lines_with_crlf,
}

STRUCTURAL_HARMLESS: Mapping[str, Kind] = {**STRUCTURE_HARMLESS, **MARKUP_HARMLESS}

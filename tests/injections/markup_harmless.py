"""Harmless changes of code, images, HTML, front matter and notebooks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from random import Random

from tests.injections.blocks import SPAN, Block, find_blocks, stands_alone
from tests.injections.edits import at_random, changed, without
from tests.injections.notebook_faults import as_notebook
from tests.injections.pages import Page, appended
from tests.injections.rawtext import IMAGE, find_links
from tests.injections.verdict import Injection, Kind
from tests.injections.words import ENGLISH, Words

# --- code -------------------------------------------------------------------------------------


def _fences(page: Page) -> list[Block]:
    lines, blocks = page.translation.split("\n"), find_blocks(page.translation)
    return [
        block
        for block in blocks
        if block.kind == "fence" and len(block.lines) > 2 and stands_alone(lines, block)
        if re.fullmatch(r"```\s*", block.text.split("\n")[-1]) and "~~~" not in block.text
    ]


def refence(mark: str) -> Callable[[Page, Block, Random], Injection]:
    def edit(page: Page, fence: Block, rng: Random) -> Injection:
        opening, *code, _ = fence.text.split("\n")
        opening = opening.replace("```", mark, 1)
        return Injection(page, without(page, fence.start, fence.stop, opening, *code, mark))

    return edit


def rewrite_code(
    languages: tuple[str, ...], pattern: str, change: Callable[[Page, re.Match[str]], str]
) -> Kind:
    """Rewrites what a pattern matches on the lines of one block of code."""

    def inject(page: Page, rng: Random) -> Injection | None:
        fences = [fence for fence in _fences(page) if fence.language in languages]
        for fence in rng.sample(fences, len(fences)):
            opening, *code, closing = fence.text.split("\n")
            new = [re.sub(pattern, lambda match: change(page, match), line) for line in code]
            if new != code:
                after = without(page, fence.start, fence.stop, opening, *new, closing)
                return Injection(page, after)
        return None

    return inject


def swap_spans(page: Page, rng: Random) -> Injection | None:
    """Swaps two code spans of a sentence."""
    lines = page.translation.split("\n")
    blocks = [b for b in find_blocks(page.translation) if b.kind in {"paragraph", "item"}]
    for number in rng.sample([b.start for b in blocks], len(blocks)):
        spans = list(SPAN.finditer(lines[number]))
        for first, second in pairwise(spans):
            between = lines[number][first.end() : second.start()]
            if first[0] != second[0] and re.fullmatch(r"[\w ,]+", between):
                line = lines[number]
                new = line[: first.start()] + second[0] + between + first[0] + line[second.end() :]
                return Injection(page, without(page, number, number + 1, new))
    return None


# --- images, links, HTML, front matter, notebooks ---------------------------------------------


def translate_alt(page: Page, rng: Random) -> Injection | None:
    images = find_links(page.translation, IMAGE)
    if not images:
        return None
    image = rng.choice(images)
    line = page.translation.split("\n")[image.line]
    new = f"![{page.words[2]} {page.words[1]}]({image.url})"
    line = line[: image.start] + new + line[image.end :]
    return Injection(page, without(page, image.line, image.line + 1, line))


def translate_title(page: Page, rng: Random) -> Injection:
    def block(words: Words) -> str:
        return f'{words[3]}: [{words[0]}](https://example.com/titled "{words[1]}")\n'

    return Injection(page, appended(page, block(ENGLISH), block(page.words)))


def close_tags(page: Page, rng: Random) -> Injection | None:
    """Writes `<br>` as `<br/>`."""
    return changed(page, replace(page, translation=page.translation.replace("<br>", "<br/>")))


def restyle_front_matter(page: Page, rng: Random) -> Injection | None:
    """Quotes the title, and writes a list on lines of its own."""
    if not page.translation.startswith("---\ntitle: "):
        return None
    text = re.sub(r"title: (.*)", r'title: "\1"', page.translation, count=1)
    text = text.replace("[azure, security]", "\n  - azure\n  - security", 1)
    return changed(page, replace(page, translation=text))


def rerun_notebook(page: Page, rng: Random) -> Injection | None:
    """Counts the cells' executions anew, and writes each cell's text as one string."""
    before = as_notebook(page)
    if not before:
        return None
    notebook = json.loads(before.translation)
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
        if cell["cell_type"] == "code":
            cell["execution_count"] = None
    text = json.dumps(notebook, indent=2, ensure_ascii=True)
    return Injection(before, replace(before, translation=text))


MARKUP_HARMLESS: Mapping[str, Kind] = {
    "a fence of more backticks": at_random(_fences, refence("````")),
    "a fence of tildes": at_random(_fences, refence("~~~")),
    "comments of code translated": rewrite_code(
        ("bash", "sh", "python"), r"(?<=^# )\w.*", lambda page, match: " ".join(page.words)
    ),
    "string literals translated": rewrite_code(
        ("python", "javascript"),
        r'(?<=")[A-Z][a-z]+ [\w ,.!:]+(?=")',
        lambda page, match: " ".join(page.words),
    ),
    "names to fill in translated": rewrite_code(
        ("bash", "sh"), r"(?<=<)[a-z-]+(?=>)", lambda page, match: page.words[0].replace(" ", "-")
    ),
    "a block of plain text translated": rewrite_code(
        ("", "text", "txt"), r"[A-Za-z]{4,}", lambda page, match: page.words[0]
    ),
    "labels of a diagram translated": rewrite_code(
        ("mermaid",), r"(?<=\[)[A-Za-z ]+(?=\])", lambda page, match: " ".join(page.words[:2])
    ),
    "code spans in another order": swap_spans,
    "an image's text translated": translate_alt,
    "a link's title translated": translate_title,
    "br elements closed": close_tags,
    "front matter in another style": restyle_front_matter,
    "a notebook run again": rerun_notebook,
}

"""Harmless changes of paragraphs, lists and headings."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from random import Random

from tests.injections.blocks import (
    ITEM,
    Block,
    find_blocks,
    is_linked,
    long_paragraphs,
    stands_alone,
)
from tests.injections.edits import at_random, changed, without
from tests.injections.pages import Page
from tests.injections.rawtext import disclaimer_line
from tests.injections.verdict import Injection, Kind

_SENTENCE_END = re.compile(r"[.!?](?= )|[。！？]|।(?= )|။(?= )")
_ZERO = {  # the digit zero of scripts with digits of their own
    **dict.fromkeys(("ar",), "٠"),
    **dict.fromkeys(("fa", "ur"), "۰"),
    **dict.fromkeys(("hi", "mr", "ne"), "०"),
    "bn": "০",
    "my": "၀",
    "pa": "੦",
    "ta": "௦",
    "th": "๐",
}


# --- paragraphs -------------------------------------------------------------------------------


def _sentences(page: Page) -> list[tuple[Block, list[str]]]:
    """Paragraphs of one line with several sentences, outside emphasis."""
    found = []
    for block in long_paragraphs(page):
        ends = [match.end() for match in _SENTENCE_END.finditer(block.text)]
        bounds = [0, *(end for end in ends if 15 < end < len(block.text) - 15), len(block.text)]
        parts = [block.text[start:end].strip() for start, end in pairwise(bounds)]
        is_plain = "\n" not in block.text and not re.search(r"[*_]|\d\.", block.text)
        if is_plain and len(parts) > 1 and not any(re.match(r"[-+#>\d]", p) for p in parts):
            found.append((block, parts))
    return found


def split_paragraph(page: Page, place: tuple[Block, list[str]], rng: Random) -> Injection:
    block, sentences = place
    at = rng.randint(1, len(sentences) - 1)
    parts = " ".join(sentences[:at]), "", " ".join(sentences[at:])
    return Injection(page, without(page, block.start, block.stop, *parts))


def swap_sentences(page: Page, place: tuple[Block, list[str]], rng: Random) -> Injection:
    block, sentences = place
    at = rng.randint(1, len(sentences) - 1)
    text = " ".join([*sentences[at:], *sentences[:at]])
    return Injection(page, without(page, block.start, block.stop, text))


def _neighbours(page: Page) -> list[tuple[Block, Block]]:
    paragraphs = long_paragraphs(page)
    return [(a, b) for a, b in pairwise(paragraphs) if b.start == a.stop + 1]


def merge_paragraphs(page: Page, place: tuple[Block, Block], rng: Random) -> Injection:
    first, second = place
    text = f"{first.text.rstrip()} {second.text}".split("\n")
    return Injection(page, without(page, first.start, second.stop, *text))


def wrap_paragraph(page: Page, block: Block, rng: Random) -> Injection | None:
    text = " ".join(line.strip() for line in block.text.split("\n"))
    lines = textwrap.wrap(text, 60, break_long_words=False, break_on_hyphens=False)
    if any(re.match(r"[-+*#>=|~\d]", line) for line in lines):
        return None
    return changed(page, without(page, block.start, block.stop, *lines))


def rewrite_prose(change: Callable[[Page, str], str]) -> Kind:
    """Rewrites a paragraph or item of prose that this changes, behind the item's marker."""

    def inject(page: Page, rng: Random) -> Injection | None:
        blocks = [b for b in find_blocks(page.translation) if b.is_prose]
        for block in rng.sample(blocks, len(blocks)):
            marker = ITEM.match(block.text)
            head = marker[0] if marker else ""
            text = head + change(page, block.text.removeprefix(head))
            if text != block.text and block.kind != "quote":
                after = without(page, block.start, block.stop, *text.split("\n"))
                return Injection(page, after)
        return None

    return inject


def _local_digits(page: Page, text: str) -> str:
    zero = _ZERO.get(page.folder)
    return re.sub("[0-9]", lambda m: chr(ord(zero) + int(m[0])), text) if zero else text


def _local_quotes(page: Page, text: str) -> str:
    return re.sub(r'"([^"\n]+)"', r"«\1»", text)


def _hard_spaces(page: Page, text: str) -> str:
    return re.sub(r"(?<=\w) (?=\w)", "\N{NO-BREAK SPACE}", text, count=3)


# --- lists, headings, blank lines -------------------------------------------------------------


def rewrite_items(change: Callable[[Page, re.Match[str]], str]) -> Kind:
    """Rewrites the marker of every item of the page."""

    def inject(page: Page, rng: Random) -> Injection | None:
        lines = page.translation.split("\n")
        for block in find_blocks(page.translation):
            if block.kind == "item" and (match := ITEM.match(lines[block.start])):
                lines[block.start] = change(page, match) + lines[block.start][match.end() :]
        return changed(page, replace(page, translation="\n".join(lines)))

    return inject


def _other_bullet(page: Page, marker: re.Match[str]) -> str:
    other = {"-": "*", "*": "-"}.get(marker["mark"], marker["mark"])
    return f"{marker['indent']}{other}{marker['space']}"


def _all_ones(page: Page, marker: re.Match[str]) -> str:
    mark = re.sub(r"^[2-9]\b", "1", marker["mark"])
    return f"{marker['indent']}{mark}{marker['space']}"


def _nested_lists(page: Page) -> list[list[Block]]:
    """Lists of bullets, one line each, of which some are nested by two spaces."""
    runs: list[list[Block]] = []
    for above, block in pairwise(find_blocks(page.translation)):
        if block.kind == "item" and runs and above == runs[-1][-1] and block.start == above.stop:
            runs[-1].append(block)
        elif block.kind == "item":
            runs.append([block])
    return [
        run
        for run in runs
        if {item.level for item in run} in ({0, 2}, {0, 2, 4}) and run[0].level == 0
        if all(b.level <= a.level + 2 for a, b in pairwise(run))
        if all(re.fullmatch(r" *[-*] \S.*", item.text) for item in run)
    ]


def indent_list(page: Page, items: list[Block], rng: Random) -> Injection:
    """Doubles the indentation of bullets under bullets."""
    lines = [" " * item.level + item.text for item in items]
    return Injection(page, without(page, items[0].start, items[-1].stop, *lines))


def _headings(page: Page) -> list[Block]:
    lines, blocks = page.translation.split("\n"), find_blocks(page.translation)
    return [b for b in blocks if b.kind == "heading" and stands_alone(lines, b)]


def close_heading(page: Page, heading: Block, rng: Random) -> Injection:
    text = f"{heading.text.rstrip()} {'#' * heading.level}"
    return Injection(page, without(page, heading.start, heading.stop, text))


def underline_heading(page: Page, heading: Block, rng: Random) -> Injection | None:
    if heading.level > 2 or re.match(r"#+ +(?:\d|[-+*>#])", heading.text):
        return None
    text = heading.text.strip("# ")
    lines = [text, ("===", "---")[heading.level - 1]]
    return Injection(page, without(page, heading.start, heading.stop, *lines))


def rephrase_heading(page: Page, heading: Block, rng: Random) -> Injection | None:
    """Gives a heading without links to it other words."""
    if is_linked(page.translation, heading) or not re.fullmatch(r"#+ [^`\[\]<>]+", heading.text):
        return None
    guide, reference, appendix, _ = page.words
    text = f"{'#' * heading.level} {reference} {appendix} {guide}"
    return Injection(page, without(page, heading.start, heading.stop, text))


def add_blank_lines(page: Page, rng: Random) -> Injection:
    lines = page.translation.split("\n")
    for block in reversed(find_blocks(page.translation)):
        if block.kind in {"heading", "paragraph", "fence", "table"} and stands_alone(lines, block):
            lines.insert(block.stop, "")
    return Injection(page, replace(page, translation="\n".join(lines)))


def change_rules(page: Page, rng: Random) -> Injection | None:
    """Draws the horizontal lines with other characters."""
    lines = page.translation.split("\n")
    for block in find_blocks(page.translation):
        if block.kind == "rule":
            lines[block.start] = "***"
    return changed(page, replace(page, translation="\n".join(lines)))


def drop_disclaimer(page: Page, rng: Random) -> Injection | None:
    lines = page.translation.split("\n")
    kept = lines[: disclaimer_line(page.translation)]
    return changed(page, replace(page, translation="\n".join(kept).rstrip() + "\n"))


STRUCTURE_HARMLESS: Mapping[str, Kind] = {
    "a paragraph split in two": at_random(_sentences, split_paragraph),
    "two paragraphs merged": at_random(_neighbours, merge_paragraphs),
    "sentences in another order": at_random(_sentences, swap_sentences),
    "a paragraph wrapped": at_random(long_paragraphs, wrap_paragraph),
    "digits of the language's script": rewrite_prose(_local_digits),
    "quotation marks of another language": rewrite_prose(_local_quotes),
    "non-breaking spaces": rewrite_prose(_hard_spaces),
    "other bullets": rewrite_items(_other_bullet),
    "every number of a list 1": rewrite_items(_all_ones),
    "a nested list indented deeper": at_random(_nested_lists, indent_list),
    "a heading with closing hashes": at_random(_headings, close_heading),
    "a heading underlined": at_random(_headings, underline_heading),
    "a heading rephrased": at_random(_headings, rephrase_heading),
    "blank lines added": add_blank_lines,
    "horizontal lines of other characters": change_rules,
    "the disclaimer dropped": drop_disclaimer,
}

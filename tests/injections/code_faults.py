"""Faults of code: of blocks, of spans, and of what stands for them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from random import Random
from typing import NamedTuple

from tests.injections.blocks import SPAN, Block, find_blocks, source_of, stands_alone
from tests.injections.edits import around_gap, at_random, fault, without
from tests.injections.pages import Page
from tests.injections.verdict import Injection, Kind

_PROGRAMS = {"bash", "sh", "python", "javascript", "typescript", "powershell", "sql", "bicep"}
_DATA = {"yaml", "json"}
_STRING_OR_COMMENT = re.compile(r"\"[^\"]*\"|'[^']*'|(?:#|//|--(?=\s)).*")
_PROSE_IN_CODE = re.compile(r'"""|\'\'\'|<<|`|<[^>]*>|your|echo|print|Write-|\bREM\b|[^\x00-\x7F]')
_WORD = re.compile(r"(?<![\w$.%-])[A-Za-z_][A-Za-z_]{3,}(?![\w-])")


class CodeLine(NamedTuple):
    """A line of code: its fence, its line (from 0), and where a word of it begins and ends."""

    fence: Block
    line: int
    start: int
    end: int


# --- blocks of code ---------------------------------------------------------------------------


def _fences(page: Page) -> list[Block]:
    """Closed fences with empty lines around them, or the text's ends."""
    lines = page.translation.split("\n")
    return [
        block
        for block in find_blocks(page.translation)
        if block.kind == "fence" and len(block.lines) > 2 and stands_alone(lines, block)
        if re.fullmatch(r" {0,3}(`{3,}|~{3,})\s*", block.text.split("\n")[-1])
        if block.level < 4
    ]


def _named_fences(page: Page) -> list[Block]:
    return [fence for fence in _fences(page) if fence.language]


def _code_lines(page: Page, languages: Collection[str]) -> list[CodeLine]:
    """A word of each line of code that is neither comment nor string nor text to be filled in."""
    found = []
    for fence in _fences(page):
        lines = fence.text.split("\n")
        if fence.language not in languages or re.search(r'"""|\'\'\'|<<', fence.text):
            continue
        for number, line in enumerate(lines[1:-1], fence.start + 1):
            code = _STRING_OR_COMMENT.sub(lambda match: " " * len(match[0]), line)
            is_prose = _PROSE_IN_CODE.search(line) or re.match(
                r"\s*[A-Z][a-z]+ [a-z]+ [a-z]+", line
            )
            words = [] if is_prose else list(_WORD.finditer(code))
            found += [CodeLine(fence, number, *word.span()) for word in words[:1]]
    return found


def _program_lines(page: Page) -> list[CodeLine]:
    return _code_lines(page, _PROGRAMS)


def _keys(page: Page) -> list[CodeLine]:
    """The keys of YAML and JSON."""
    lines = page.translation.split("\n")
    found = []
    for fence in _fences(page):
        if fence.language in _DATA:
            for number in range(fence.start + 1, fence.stop - 1):
                match = re.match(r"[\s-]*\"?(?P<key>[A-Za-z_]+)\"?:(?:\s|$)", lines[number])
                found += [CodeLine(fence, number, *match.span("key"))] if match else []
    return found


def _indented_python(page: Page) -> list[CodeLine]:
    lines = page.translation.split("\n")
    return [
        place
        for place in _code_lines(page, {"python"})
        if lines[place.line].startswith("    ") and lines[place.line - 1].rstrip().endswith(":")
    ]


def _source_line(page: Page, place: CodeLine) -> set[int]:
    lines = sorted(source_of(page, place.fence))
    is_aligned = len(lines) == len(place.fence.lines)
    return {lines[place.line - place.fence.start]} if is_aligned else set()


def remove_fence(page: Page, fence: Block, rng: Random) -> Injection:
    after = without(page, fence.start, fence.stop)
    gap, source = around_gap(after, fence.start), source_of(page, fence)
    return fault(page, after, "code-block", gap, source)


def add_fence(page: Page, block: Block, rng: Random) -> Injection:
    new = ["```bash", "cd build", "make install", "```"]
    after = without(page, block.stop, block.stop, "", *new)
    return fault(page, after, "code-block", range(block.stop + 2, block.stop + 6))


def _paragraphs(page: Page) -> list[Block]:
    lines, blocks = page.translation.split("\n"), find_blocks(page.translation)
    return [b for b in blocks if b.kind == "paragraph" and b.is_prose and stands_alone(lines, b)]


def change_info(page: Page, fence: Block, rng: Random) -> Injection:
    old = fence.language
    new = rng.choice([name for name in ("ruby", "python", "json", "xml") if name != old])
    return _with_info(
        page, fence, re.sub(rf"(?i)({re.escape(old)})", new, _opening(fence), count=1)
    )


def drop_info(page: Page, fence: Block, rng: Random) -> Injection:
    return _with_info(page, fence, re.sub(r"(`{3,}|~{3,}).*", r"\1", _opening(fence)))


def _opening(fence: Block) -> str:
    return fence.text.split("\n")[0]


def _with_info(page: Page, fence: Block, opening: str) -> Injection:
    after = without(page, fence.start, fence.start + 1, opening)
    return fault(page, after, "code-block", {fence.start + 1}, source_of(page, fence))


def change_code(page: Page, place: CodeLine, rng: Random) -> Injection:
    line = page.translation.split("\n")[place.line]
    return _with_word(page, place, f"{line[place.start : place.end]}_changed")


def translate_code(page: Page, place: CodeLine, rng: Random) -> Injection:
    return _with_word(page, place, rng.choice(page.words).replace(" ", "_"))


def _with_word(page: Page, place: CodeLine, word: str) -> Injection:
    line = page.translation.split("\n")[place.line]
    new = line[: place.start] + word + line[place.end :]
    return _with_line(page, place, new)


def unindent_code(page: Page, place: CodeLine, rng: Random) -> Injection:
    """Takes the indentation of a line of Python away."""
    return _with_line(page, place, page.translation.split("\n")[place.line].removeprefix("    "))


def _with_line(page: Page, place: CodeLine, *new: str) -> Injection:
    after = without(page, place.line, place.line + 1, *new)
    lines = {place.line + 1} if new else around_gap(after, place.line)
    lines = {*lines, *place.fence.lines}  # which line of the block it names is its own choice
    return fault(page, after, "code-block", lines, _source_line(page, place))


def delete_line(page: Page, place: CodeLine, rng: Random) -> Injection:
    return _with_line(page, place)


def _long_fence_lines(page: Page) -> list[CodeLine]:
    return [place for place in _program_lines(page) if len(place.fence.lines) > 4]


def lose_closing(page: Page, fence: Block, rng: Random) -> Injection:
    after = without(page, fence.stop - 1, fence.stop)
    return _unclosed(page, after, fence)


def glue_closing(page: Page, fence: Block, rng: Random) -> Injection:
    """Puts a word behind the closing fence, which makes an info string of it."""
    closing = fence.text.split("\n")[-1].rstrip()
    after = without(page, fence.stop - 1, fence.stop, f"{closing}{page.words[3]}")
    return _unclosed(page, after, fence)


def _unclosed(page: Page, after: Page, fence: Block) -> Injection:
    source = source_of(page, fence)
    return fault(page, after, "code-block", fence.lines, source, also={"link-syntax"})


# --- spans of code ----------------------------------------------------------------------------


class Span(NamedTuple):
    """A code span: its block, its line (from 0), where it begins and ends, and its code."""

    block: Block
    line: int
    start: int
    end: int
    code: str


def _spans(page: Page, *kinds: str) -> list[Span]:
    """Spans of surely code, as often in the source as in the translation."""
    found = []
    lines = page.translation.split("\n")
    for block in find_blocks(page.translation):
        if block.kind not in kinds:
            continue
        for number in range(block.start, block.stop):
            for match in SPAN.finditer(lines[number]):
                code, span = match["code"], match[0]
                is_kept = page.source.count(span) == page.translation.count(span)
                if is_kept and _looks_like_code(code) and lines[number].strip() != span:
                    found.append(Span(block, number, *match.span(), code))
    return found


def _looks_like_code(code: str) -> bool:
    """Whether it is a path, a flag, an identifier, or a command, and nothing to be filled in."""
    if not code.isascii() or re.search(r"[<>{}|@]|your|\.\.\.", code):
        return False
    return bool(
        re.fullmatch(r"[\w.-]*[/.][\w./-]*\w", code)
        or re.fullmatch(r"--[a-z][\w-]+", code)
        or re.fullmatch(r"[A-Za-z]+(?:_[A-Za-z]+)+", code)
        or re.fullmatch(r"[a-z]+(?:[A-Z][a-z]+)+", code)
        or re.fullmatch(r"(?:azd|az|npm|git|pip|docker) [a-z][\w -]*\w", code)
    )


def _text_spans(page: Page) -> list[Span]:
    return _spans(page, "paragraph", "item", "quote")


def _table_spans(page: Page) -> list[Span]:
    return _spans(page, "table")


def _source_spans(page: Page, span: Span) -> set[int]:
    """The source's lines with this code, if few have it."""
    lines = {n for n, line in enumerate(page.source.split("\n"), 1) if f"`{span.code}`" in line}
    return lines if len(lines) == 1 else set()


def lose_span(page: Page, span: Span, rng: Random) -> Injection:
    """Puts plain words in the place of a code span."""
    return _with_span(page, span, f"{page.words[0]} {page.words[1]}")


def change_span(page: Page, span: Span, rng: Random) -> Injection:
    changed = re.sub(r"([A-Za-z]{2,})(?=[^A-Za-z]*$)", r"\1-changed", span.code)
    return _with_span(page, span, f"`{changed}`")


def translate_span(page: Page, span: Span, rng: Random) -> Injection:
    return _with_span(page, span, f"`{rng.choice(page.words)}`")


def leave_placeholder(page: Page, span: Span, rng: Random) -> Injection:
    return _with_span(page, span, f"@@INLINE_CODE_{rng.randint(0, 40)}@@", "placeholder")


def _with_span(page: Page, span: Span, new: str, rule: str = "inline-code") -> Injection:
    line = page.translation.split("\n")[span.line]
    new_line = line[: span.start] + new + line[span.end :]
    after = without(page, span.line, span.line + 1, new_line)
    return fault(page, after, rule, {span.line + 1}, _source_spans(page, span))


def leave_block_placeholder(page: Page, fence: Block, rng: Random) -> Injection:
    after = without(page, fence.start, fence.stop, f"@@CODE_BLOCK_{rng.randint(0, 9)}@@")
    return fault(page, after, "placeholder", {fence.start + 1}, source_of(page, fence))


CODE_FAULTS: Mapping[str, Kind] = {
    "a code block removed": at_random(_fences, remove_fence),
    "a code block added": at_random(_paragraphs, add_fence),
    "a code block's language changed": at_random(_named_fences, change_info),
    "a code block's language dropped": at_random(_named_fences, drop_info),
    "a line of code changed": at_random(_program_lines, change_code),
    "an identifier translated": at_random(_program_lines, translate_code),
    "a line of code deleted": at_random(_long_fence_lines, delete_line),
    "a line of Python unindented": at_random(_indented_python, unindent_code),
    "a key of YAML or JSON translated": at_random(_keys, translate_code),
    "a closing fence lost": at_random(_fences, lose_closing),
    "a closing fence glued to a word": at_random(_fences, glue_closing),
    "a code span replaced by words": at_random(_text_spans, lose_span),
    "a code span changed": at_random(_text_spans, change_span),
    "a code span translated": at_random(_text_spans, translate_span),
    "a code span in a table replaced by words": at_random(_table_spans, lose_span),
    "a placeholder in place of a code span": at_random(_text_spans, leave_placeholder),
    "a placeholder in place of a code block": at_random(_fences, leave_block_placeholder),
}

"""Imports and exports in MDX: the lines of a module, and what they say.

A module goes from a line that begins with `import ` or `export ` to the next empty line, whatever
Markdown would make of these lines. Where its brackets are open there, it goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from transync.documents.document import ActiveTag
from transync.documents.parse.code import bare_lines
from transync.documents.parse.digest import digest
from transync.documents.parse.markup import read_html

IMPORT, EXPORT = "{import}", "{export}"

_BEGINNINGS = ("import ", "export ")
_SOURCE = re.compile(r"(?:\bfrom\b|^import)\s*+([\"'])(?P<name>\.[^\"'\n]*+)\1", re.MULTILINE)
# What could act with a string that it is given.
_ACTING = re.compile(r"[(`<]|=>")
# An item that begins far behind its mark: for MDX, what is less indented is no part of it.
_ITEMS = re.compile(r"(?:[ \t>]*+(?:[*+-]|\d{1,9}+[.)])(?![^ \t]))*+[ \t]*+")
_FAR = re.compile(r"[^ \t>](?: {5}| {0,4}\t[ \t])")
# The value of an attribute, without its end.
_OPEN_VALUE = re.compile(r"=\s*+(?:\"[^\"]*+|'[^']*+)\Z")
_FENCE = re.compile(r"[ \t]*+(?P<mark>`{3,}+(?=[^`]*+\Z)|~{3,}+)(?P<info>.*)")


def modules(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[ActiveTag]:
    """The modules in the lines of a page, of which the tokens are what Markdown makes of them."""
    others = _lines_of_others(tokens, lines)
    number = 0
    while number < len(lines):
        if number in others or not lines[number].startswith(_BEGINNINGS):
            number += 1
            continue
        end = _end_of_module(lines, number)
        yield _module("\n".join(lines[number:end]), number + 1)
        number = end


def meaning(code: str) -> str:
    """Code in one spelling; without its strings where nothing could act with them."""
    if _ACTING.search(code):
        return " ".join(code.split())
    return " ".join(line for _, line in bare_lines(code, "js")) or code


def lines_of_code(tokens: Sequence[Token], lines: Sequence[str]) -> set[int]:
    """The lines of blocks of code that MDX sees as well: none behind what it has not closed."""
    found = set[int]()
    for token in tokens:
        if not token.map:
            continue
        if token.type == "list_item_open" and _begins_far(lines[token.map[0]]):
            break
        if token.type == "fence":
            found.update(range(*token.map))
        elif token.type in ("inline", "html_block") and _is_left_open(lines[slice(*token.map)]):
            break
    return found


def _begins_far(line: str) -> bool:
    items = _ITEMS.match(line)
    return items is not None and _FAR.search(items[0]) is not None


def _is_left_open(lines: Sequence[str]) -> bool:
    """Whether an element or an expression that begins a line may go on behind these lines."""
    first = next((n for n, line in enumerate(lines) if line.lstrip()[:1] in ("<", "{")), None)
    if first is None:
        return False
    text = "\n".join(lines[first:])
    return (
        text.count("{") != text.count("}")
        or text.count("/*") != text.count("*/")
        or ("{" in text and text.count("`") % 2 == 1)
        or _OPEN_VALUE.search(text) is not None
    )


def _module(written: str, line: int) -> ActiveTag:
    # A path leads from the page to the module, and another one from its translation.
    paths = [found["name"] for found in _SOURCE.finditer(written)]
    rest = _SOURCE.sub("", written)
    name, said = IMPORT, " ".join(rest.split())
    if written.startswith("export "):
        name = EXPORT
        if not paths and " from " not in rest:
            said = meaning(rest)
    attributes = (("", digest(said)), *(("src", path) for path in paths))
    return ActiveTag(name, attributes, line, 1)


def _end_of_module(lines: Sequence[str], first: int) -> int:
    """The number of the line behind a module."""
    opened, nearest, begin = 0, 0, first
    for number in range(first, len(lines) + 1):
        if number < len(lines) and lines[number].strip():
            continue
        nearest = nearest or number
        code = "".join(line for _, line in bare_lines("\n".join(lines[begin:number]), "js"))
        opened += sum(map(code.count, "([{")) - sum(map(code.count, ")]}"))
        if opened <= 0:
            return number
        begin = number + 1
    return nearest


def _lines_of_others(tokens: Sequence[Token], lines: Sequence[str]) -> set[int]:
    """The lines on which no module begins: those of code, and those that go on with a text."""
    others = lines_of_code(tokens, lines)
    opening = ""
    for token in tokens:
        if token.type == "html_block" and token.map:
            others.update(token.map[0] + n for n in _fenced("\n".join(lines[slice(*token.map)])))
        elif token.type == "inline" and opening == "paragraph_open" and token.map:
            first, end = token.map
            others.update(n for n in range(first + 1, end) if not _may_end_text(lines[n - 1]))
        opening = token.type
    return others


def _may_end_text(line: str) -> bool:
    """Whether MDX may see an element, an expression or a directive where Markdown sees a text."""
    return line.rstrip().endswith((">", "}")) or line.lstrip().startswith(":::")


def _fenced(content: str) -> Iterator[int]:
    """The lines of blocks of code in elements, which Markdown reads none in."""
    if "```" not in content and "~~~" not in content:
        return
    inside = [(each.offset, each.end) for each in read_html(content)]
    mark, at, depth, span = "", 0, 0, 0
    for number, line in enumerate(content.split("\n")):
        while span < len(inside) and inside[span][1] <= at:
            span += 1
        is_inside = span < len(inside) and inside[span][0] < at
        fence = _FENCE.fullmatch(line)
        if mark:
            yield number
            if fence and fence["mark"].startswith(mark) and not fence["info"].strip():
                mark = ""
        elif fence and not depth and not is_inside:
            mark = fence["mark"]
            yield number
        else:
            depth += line.count("{") - line.count("}")
        at += len(line) + 1

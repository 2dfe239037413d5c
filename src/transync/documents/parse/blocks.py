"""Blocks of Markdown as facts: what a translator keeps of a paragraph or a piece of code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import filterfalse
from typing import NamedTuple

from transync.co_op_translator import START_OF_DISCLAIMER
from transync.documents.code_span import plain_code
from transync.documents.document import SENTENCE_WORDS, Block, BlockKind
from transync.documents.parse.digest import digest
from transync.documents.parse.math import (
    formulas,
    formulas_in_backticks,
    without_formulas,
)
from transync.documents.parse.variables import variables_in

# Of no more backticks than this, lest each of many runs, all longer than others, be looked for.
_CODE_SPAN = re.compile(r"(?<!`)(`{1,16})(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
# Possessive (`++`), lest a link that is cut off costs the square of its length.
_DESTINATION = re.compile(r"\]\((?:[^()]++|\([^()]*\))*+\)|https?://\S+|<[^<>]*>")
_MARKUP = re.compile(r"[*_~`\[\]!#>|\\]+")
# Python reads no longer ones, and nobody else does.
_NUMBER = re.compile(r"\d{1,4000}")
# Names begin with a capital; small words outside links and quotations make up sentences. What
# stands before a word is looked at behind its first letter: a search for a letter is fast.
_SMALL_WORD = re.compile(r"[a-z](?<![\w./-].)[a-z]++(?![\w/-]|\.\w)")
_ENGLISH_WORD = re.compile(r"\b(?:the|and|with|your|this|that|you)\b")
_LINK = re.compile(r"!?\[(?:[^\[\]]++|\[[^\[\]]*\])*+\]\((?:[^()]++|\([^()]*\))*+\)")
_IMAGE = re.compile(r"!\[[^\[\]]*\]\((?:[^()]++|\([^()]*\))*+\)")
_ADDRESS = re.compile(r"<[^<>]*>|https?://\S+")
_QUOTATION = re.compile(r"\"[^\"\n]*\"|“[^“”\n]*”")
_WORD = re.compile(r"[^\W\d_]{2}")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
# Full stops of many scripts; Greek and Armenian have question marks of their own.
_ENDINGS = {mark: mark for mark in ".:?!"} | dict(
    zip("。．｡।॥။።۔։：？！؟;՞", ".........:?!???", strict=True)
)
# Closing marks, and all white space that there is.
_BEHIND_ENDING = (
    '*_)"”»』」 \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006'
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_ALERT = re.compile(r"\[!([^\]\n]+)\]\s*(?:\n|\Z)")
# The language of the next block, whose opening fence is taken for code.
_INFO = re.compile(r"[A-Za-z0-9+#.-]+\s*")
_CUT = re.compile(r"!?\[[^\[\]]*\Z|\]\([^()\s]*\Z")
# What tells a command from the text that an open block holds.
_COMMAND = re.compile(
    r"\|[ \t]*+(?:sudo )?(?:\w{0,4}sh|iex|python3?)\b|\$\(|&&|`"
    r"|\A[ \t]*+(?:\$ )?(?:sudo )?(?:apt|apt-get|az|azd|bash|brew|cargo|chmod|choco|cmd|conda|cp"
    r"|curl|dnf|docker|dotnet|eval|exec|export|gcloud|gem|gh|git|go|helm|iex|irm|iwr|java|kubectl|ls"
    r"|make|mkdir|mv|mvn|nc|node|npm|npx|pip|pip3|pnpm|powershell|pwsh|python|python3|rm|ruby|scoop|sh"
    r"|source|ssh|tar|terraform|uv|uvx|wget|winget|yarn|yum|zsh)(?![^ \t])"
)
# A line of code that stands outside of its fence: an import, an assignment or a call, to its end.
_NAME = r"[A-Za-z_][\w.]*+"
_CODE_LINE = re.compile(
    rf"[ \t]*+(?:import {_NAME}(?: as \w++)?(?:, ?{_NAME})*+;?|from {_NAME} import [\w.*, ()]++;?"
    rf"|(?:(?:const|let|var) )?{_NAME}(?:\[[^\[\]\n]*+\])?+ = [^\n]++"
    rf"|(?:await |return )?{_NAME}\([^\n]*(?<=[);({{,])|[\]\)}}]++[;,]?)[ \t]*+",
    re.ASCII,
)
# What is longer is seldom the same.
_LONGEST_KNOWN = 2000
_FENCES_WITH_TEXT = {
    mark: re.compile(rf"^ {{0,3}}({mark}{{3,}}+)[ \t]*+([^\s{mark}].*)$", re.MULTILINE)
    for mark in "`~"
}


def text_block(content: str, line: int, nesting: str, links: tuple[int, int]) -> Block:
    """A paragraph, or another run of inline text."""
    # Most texts lack most of what is looked for here. Whether they have a character is known many
    # times as fast as where they have a pattern: half of the time went into patterns in vain.
    prose, codes = _without_codes(content)
    visible = _visible(prose)
    words = seen = visible.split()
    if "![" in prose:
        seen = _visible(_IMAGE.sub("", prose)).split()
    alert = nesting.endswith("q") and _ALERT.match(content)
    small = len(_SMALL_WORD.findall(_running(prose)))
    is_cut = ("[" in prose or "](" in prose) and _CUT.search(prose)
    return Block(
        BlockKind.TEXT,
        line,
        line + content.count("\n"),
        nesting,
        length=sum(map(len, seen)) + sum(map(len, codes)),
        codes=codes,
        plain=plain_code(visible),
        numbers=tuple([str(int(digits)) for digits in _NUMBER.findall(visible)]),
        variables=variables_in(without_formulas(prose)),
        formulas=formulas(prose) + formulas_in_backticks(content),
        names=tuple(dict.fromkeys(filterfalse(str.islower, _LATIN_WORD.findall(visible)))),
        emphasis=content.count("**"),
        ending=_ending(prose),
        info=alert[1] if alert else "",
        digest=digest(" ".join(words)),
        words=0 if small and _is_code(content) else small,
        is_english=_ENGLISH_WORD.search(prose) is not None,
        cut_line=line if is_cut else 0,
        links=links,
    )


def _is_code(content: str) -> bool:
    """Whether each line is code that stands outside of its fence."""
    return all(map(_CODE_LINE.fullmatch, content.split("\n")))


def _without_codes(content: str) -> tuple[str, tuple[str, ...]]:
    """The content with a space for each code span, and what these hold."""
    if "`" not in content:
        return content, ()
    parts = _CODE_SPAN.split(content)
    return " ".join(parts[::3]), tuple([code.strip() for code in parts[2::3]])


def _visible(prose: str) -> str:
    """The prose without markup and destinations of links."""
    if "](" in prose or "://" in prose or "<" in prose:
        prose = _DESTINATION.sub("]", prose)
    return _MARKUP.sub("", prose)


def _ending(prose: str) -> str:
    """The mark at the end of the prose, behind which only spaces and closing marks may stand."""
    return _ENDINGS.get(prose.rstrip(_BEHIND_ENDING)[-1:], "")


def code_block(
    content: str, info: str, markup: str, lines: tuple[int, int], nesting: str, is_closed: bool
) -> Block:
    """A block of code; `markup` is its fence, empty where it is indented."""
    line, last_line = lines
    if not is_closed:
        # The disclaimer behind a text that ends inside code is no code.
        content = content.partition(START_OF_DISCLAIMER)[0].rstrip() + "\n"
        last_line = line + content.count("\n")
    facts = _code_facts(content, info)
    compared, below = facts.compared, _NO_DIGESTS
    cut_line = _cut_line(content, markup, line, is_closed) if markup else 0
    if cut_line:
        # Code that goes on has a text below it, which may be translated.
        above = content.partition("\n\n")[0]
        compared, below = _compared_lines(above, info), _lines_below(content, info, above)
    first = line + bool(markup)
    return Block(
        BlockKind.CODE,
        line,
        last_line,
        nesting,
        length=facts.length,
        info=info.strip(),
        is_fenced=bool(markup),
        code=compared.digests,
        code_lines=tuple([first + number for number in compared.numbers]),
        code_below=below.digests,
        lines_below=tuple([first + number - line for number in below.numbers]),
        cut_line=cut_line,
        digest=facts.digest,
    )


class _CodeDigests(NamedTuple):
    """The digests of lines of code, one behind the other, and their numbers from 0."""

    digests: str
    numbers: tuple[int, ...]


_NO_DIGESTS = _CodeDigests("", ())


class _CodeFacts(NamedTuple):
    """What there is to know of code without its place."""

    length: int
    digest: str
    compared: _CodeDigests


def _code_facts(content: str, info: str) -> _CodeFacts:
    if len(content) + len(info) > _LONGEST_KNOWN:
        return _read_code(content, info)
    return _known_code(content, info)


def _read_code(content: str, info: str) -> _CodeFacts:
    lines = content.strip("\n").split("\n")
    return _CodeFacts(
        len("".join(content.split())),
        digest("\n".join([line.rstrip() for line in lines])),
        _compared_lines(content, info),
    )


# Half of all code is the same in all translations of a page.
_known_code = lru_cache(2**12)(_read_code)


def _compared_lines(content: str, info: str) -> _CodeDigests:
    # Many pages have no code, and what reads it has many patterns.
    from transync.documents.parse.code import bare_lines

    return _digested(bare_lines(content, info))


def _lines_below(content: str, info: str, above: str) -> _CodeDigests:
    """The commands below some code, and of what else stands there, which is text, the addresses."""
    from transync.documents.parse.code import bare_lines

    commands = (each for each in bare_lines(content, info) if _COMMAND.search(each[1]))
    every = dict(bare_lines(content, "text")) | dict(commands)
    end = above.count("\n")
    return _digested(sorted(each for each in every.items() if each[0] > end))


def _digested(bare: Sequence[tuple[int, str]]) -> _CodeDigests:
    digests = "".join([digest(text) for _, text in bare])
    return _CodeDigests(digests, tuple([number for number, _ in bare]))


def _cut_line(content: str, markup: str, line: int, is_closed: bool) -> int:
    """The line of what should be the closing fence, but has text glued to it; 0 for none.

    Where the closing fence is missing, the line of the block.
    """
    if markup not in content:
        return 0 if is_closed else line
    fences = _FENCES_WITH_TEXT[markup[0]].finditer(content)
    found = next((fence for fence in fences if fence[1] == markup), None)
    if found and not _INFO.fullmatch(found[2]):
        return line + 1 + content.count("\n", 0, found.start())
    return line if found or not is_closed else 0


class CellText(NamedTuple):
    """What identifies the text of a cell, nothing of one without a word; and whether it runs."""

    digest: str = ""
    is_running: bool = False


def cell_text(content: str) -> CellText:
    """The text of a cell, without code."""
    prose, _ = _without_codes(content)
    visible = _visible(prose)
    if not _WORD.search(visible):
        return CellText()
    # Most cells have too few words for a sentence, and counting spaces is fast.
    may_run = content.count(" ") >= SENTENCE_WORDS - 1
    is_running = may_run and len(_SMALL_WORD.findall(_running(prose))) >= SENTENCE_WORDS
    return CellText(digest(" ".join(visible.split())), is_running)


def visible_prose(content: str) -> str:
    """What readers see of inline Markdown, without code."""
    prose, _ = _without_codes(content)
    return _visible(prose)


def running_text(content: str) -> str:
    """The sentences of inline Markdown: without code, links, quotations, HTML and addresses."""
    if "`" in content:
        content = _CODE_SPAN.sub(" ", content)
    running = _running(content)
    if "<" in running or "://" in running:
        return _ADDRESS.sub(" ", running)
    return running


def _running(prose: str) -> str:
    # Most texts have neither; looking for a character is many times as fast as for a pattern.
    if "](" in prose:
        prose = _LINK.sub("", _IMAGE.sub("", prose))
    if '"' in prose or "“" in prose:
        return _QUOTATION.sub("", prose)
    return prose

"""markdown-it-py, set up for facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from types import SimpleNamespace
from typing import Any, TypeVar

from markdown_it import MarkdownIt, helpers
from markdown_it.common.html_blocks import block_names
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore, normalize
from markdown_it.rules_inline import StateInline

from transync.documents.parse.bare_url import BEGINNING, bare_url
from transync.documents.parse.footnote_rule import empty_item, footnote, task_rule
from transync.documents.parse.html_rule import html_rule
from transync.documents.parse.link_rule import count_bracket, destination, image, label_end, link
from transync.documents.parse.text_rule import text_rule

_BlockRule = Callable[[StateBlock, int, int, bool], bool]
_InlineRule = Callable[[StateInline, bool], bool]
_Rule = TypeVar("_Rule", _BlockRule, _InlineRule)

# The parser asks each of its rules at each line and at each character that could be markup, and
# nearly all say no at once: that is half of its time. These are the characters at which they don't.
_BLOCK_RULES = {
    **dict.fromkeys("`~", ("fence",)),
    ">": ("blockquote",),
    **dict.fromkeys("*-", ("hr", "empty_item", "list")),
    "_": ("hr",),
    **dict.fromkeys("+0123456789", ("empty_item", "list")),
    "[": ("footnote", "task"),
    "<": ("html_block",),
    "#": ("heading",),
}
_INLINE_RULES = {
    "\n": ("newline",),
    "\\": ("escape",),
    "`": ("backticks",),
    "*": ("emphasis",),
    "_": ("emphasis",),
    "[": ("link",),
    "]": (),
    "!": ("image",),
    "<": ("autolink", "html_inline"),
    "&": ("entity",),
}
_END_OF_TEXT = re.compile(f"[{re.escape(''.join(_INLINE_RULES))}]|{BEGINNING}")
# At least three of one mark, and nothing else.
_RULE_ACROSS = re.compile(r"([*_-])[ \t]*+(?:\1[ \t]*+){2,}+")
# What of the rules may end what others began, by the parser's names for these.
_CHAINS = ("paragraph", "blockquote", "list")


_ODD_SPACE = re.compile(r"[^\S \t\n\v\f\r]")
# What a block of HTML begins with: CommonMark 0.31, section 4.6.
_NAME = "[A-Z][A-Z0-9-]*+"
_VALUE = "[^\\s\"'=<>`]++|'[^']*+'|\"[^\"]*+\""
_ATTRIBUTE = rf"\s++[A-Z_:][\w.:-]*+(?:\s*+=\s*+(?:{_VALUE}))?+"
_HTML = re.compile(
    r"<(?:script|pre|style|textarea)(?:[\s>]|$)|<!--|<\?|<![A-Z]|<!\[CDATA\["
    rf"|</?(?:{'|'.join(block_names)})(?:\s|/?>|$)"
    rf"|<(?:{_NAME}(?:{_ATTRIBUTE})*+\s*+/?>|/{_NAME}\s*+>)\s*+$",
    re.ASCII | re.IGNORECASE,
)
# What is nested deeper, markdown-it leaves out without a word.
MOST_LEVELS = 100


@cache
def parser(*, is_mdx: bool = False) -> MarkdownIt:
    """CommonMark with tables, whose links know where they stand; inline text is the caller's.

    MDX has no code by indentation: whatever stands behind more than three spaces begins a block.
    """
    markdown = MarkdownIt("commonmark", {"maxNesting": MOST_LEVELS})
    markdown.enable("table")
    markdown.core.ruler.disable("inline")
    markdown.core.ruler.at("normalize", _normalize)
    # Destinations are wanted as written, and judged by rules, not by the parser.
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    _set_up_blocks(markdown.block.ruler, is_mdx)
    _set_up_inline(markdown.inline.ruler)
    markdown.helpers = SimpleNamespace(  # type: ignore[assignment]
        parseLinkDestination=destination,
        parseLinkLabel=label_end,
        parseLinkTitle=helpers.parseLinkTitle,
    )
    markdown.inline.terminator_re = _END_OF_TEXT
    return markdown


def _normalize(state: StateCore) -> None:
    """Do what the parser does, where there is anything to do; only notebooks have it."""
    if "\r" in state.src or "\0" in state.src:
        normalize(state)


def _set_up_blocks(ruler: Ruler[_BlockRule], is_mdx: bool) -> None:
    every = _rules(ruler)
    names = {function: name for name, function in every.items()}
    every["footnote"], every["empty_item"] = footnote, empty_item
    every["hr"] = _rule_across(every["hr"])
    every["html_block"] = _by_plain_spaces(every["html_block"])
    ends: dict[str, _BlockRule] = {}
    for chain in _CHAINS:
        chosen = ["footnote", *(names[function] for function in ruler.getRules(chain))]
        if chain == "list":
            chosen.append("empty_item")
        rules = {name: every[name] for name in chosen}
        if chain == "blockquote":
            rules["html_block"] = _is_html
        ends[chain] = _marked(rules)
    every["text"] = text_rule(ends["paragraph"], ends["blockquote"])
    every["task"] = task_rule(every["text"])
    # The parser looks whether a rule of this name is active to know whether there is such code.
    name = "block" if is_mdx else "code"
    if is_mdx:
        ruler.push(name, _block(every))
    else:
        ruler.at(name, _block(every))
    for chain, rule in ends.items():
        ruler.push(f"end of {chain}", rule, {"alt": [chain]})
    ruler.enableOnly([name, *(f"end of {chain}" for chain in ends)])


def _set_up_inline(ruler: Ruler[_InlineRule]) -> None:
    ruler.at("link", link)
    ruler.at("image", image)
    rules = _rules(ruler)
    rules["html_inline"] = html_rule(rules["html_inline"])
    ruler.push("inline", _inline(rules))
    ruler.enableOnly("inline")


def _rules(ruler: Ruler[Any]) -> dict[str, Any]:
    """The functions of a ruler's active rules by their names."""
    return dict(zip(ruler.get_active_rules(), ruler.getRules(""), strict=True))


def _by_character(
    names: Mapping[str, tuple[str, ...]], rules: Mapping[str, _Rule]
) -> dict[str, tuple[_Rule, ...]]:
    return {
        character: tuple(rules[name] for name in some if name in rules)
        for character, some in names.items()
    }


def _block(rules: Mapping[str, _BlockRule]) -> _BlockRule:
    """The rule that reads any block."""
    marked = _marked(rules)
    code, text = rules["code"], rules["text"]

    def block(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        if state.is_code_block(line) and code(state, line, end, silent):
            return True
        return marked(state, line, end, silent) or text(state, line, end, silent)

    return block


def _marked(rules: Mapping[str, _BlockRule]) -> _BlockRule:
    """The rule that reads a block which one of these knows by its mark: all but plain text."""
    by_character = _by_character(_BLOCK_RULES, rules)

    def marked(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        start = state.bMarks[line] + state.tShift[line]
        rules = by_character.get(state.src[start : start + 1], ())
        return any(rule(state, line, end, silent) for rule in rules)

    return marked


def _by_plain_spaces(rule: _BlockRule) -> _BlockRule:
    """A block of HTML, as GitHub knows it: markdown-it takes any white space of Unicode there."""

    def other(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
        is_plain = _ODD_SPACE.search(line) is None
        return (is_plain or _is_html(state, start, end, silent)) and rule(state, start, end, silent)

    return other


def _is_html(state: StateBlock, start: int, _end: int, _silent: bool) -> bool:
    """Whether a line begins a block of HTML that has no paragraph above it to go on with."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    return (
        not state.is_code_block(start) and _HTML.match(_ODD_SPACE.sub("\ufffd", line)) is not None
    )


def _rule_across(rule: _BlockRule) -> _BlockRule:
    """The parser's own goes from character to character, once more for each list around a line."""

    def other(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        at = state.bMarks[start] + state.tShift[start]
        is_across = _RULE_ACROSS.fullmatch(state.src, at, state.eMarks[start])
        return is_across is not None and rule(state, start, end, silent)

    return other


def _inline(rules: Mapping[str, _InlineRule]) -> _InlineRule:
    """The rule that reads any piece of inline text.

    markdown-it gives inline tokens no position; it notes where each link's markup begins.
    """
    by_character = _by_character(_INLINE_RULES, rules)
    text = (rules["text"],)
    by_character.update(dict.fromkeys("hHfFw", (bare_url, *text)))

    def inline(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        character = state.src[start]
        for rule in by_character.get(character, text):
            if rule(state, silent):
                if not silent and character in "[!<":
                    _note_position(state, count, start)
                return True
        if not silent and character in "[]":
            count_bracket(state, 1 if character == "[" else -1)
        return False

    return inline


def _note_position(state: StateInline, first: int, at: int) -> None:
    for token in state.tokens[first:]:
        if token.type in ("link_open", "image", "html_inline") and "at" not in token.meta:
            token.meta["at"] = at
            break

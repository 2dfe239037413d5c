"""markdown-it-py, set up for facts."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, whose links know where they stand; inline text is the caller's."""
    markdown = MarkdownIt("commonmark", {"maxNesting": 100})
    markdown.enable("table")
    markdown.core.ruler.disable("inline")
    # Destinations are wanted as written, and judged by rules, not by the parser.
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    block_rules = _rules(markdown.block.ruler)
    markdown.block.ruler.at("reference", _but_for_footnotes(block_rules["reference"]))
    inline_rules = _rules(markdown.inline.ruler)
    for name in ("link", "image", "autolink", "html_inline"):
        markdown.inline.ruler.at(name, _with_position(inline_rules[name]))
    return markdown


def _rules(ruler: Ruler[Any]) -> dict[str, Any]:
    """The functions of a ruler's active rules by their names."""
    return dict(zip(ruler.get_active_rules(), ruler.getRules(""), strict=True))


def _with_position(
    rule: Callable[[StateInline, bool], bool],
) -> Callable[[StateInline, bool], bool]:
    """markdown-it gives inline tokens no position; note where each link's markup begins."""

    def positioned(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        matched = rule(state, silent)
        if matched and not silent:
            for token in state.tokens[count:]:
                if token.type in ("link_open", "image", "html_inline") and "at" not in token.meta:
                    token.meta["at"] = start
                    break
        return matched

    return positioned


def _but_for_footnotes(
    rule: Callable[[StateBlock, int, int, bool], bool],
) -> Callable[[StateBlock, int, int, bool], bool]:
    """GitHub reads `[^1]: text` as a footnote, not as the definition of a link to `text`."""

    def other(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        at = state.bMarks[start] + state.tShift[start]
        return not state.src.startswith("[^", at) and rule(state, start, end, silent)

    return other

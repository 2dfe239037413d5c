"""Tags in inline text, as GitHub's parser knows them where markdown-it knows others."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.rules_inline import StateInline

_Rule = Callable[[StateInline, bool], bool]

_SPACE = r"[ \t\r\n\v\f]"
_ATTRIBUTE = (
    rf"{_SPACE}++[A-Za-z_:][\w.:-]*+"
    rf"(?:{_SPACE}*+={_SPACE}*+(?:[^ \t\r\n\v\f\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?+"
)
# A value without quotes may hold control characters.
_TAG = re.compile(rf"<[A-Za-z][A-Za-z0-9-]*+(?:{_ATTRIBUTE})*+{_SPACE}*+/?>", re.ASCII)
# Others are text, in which tags may stand.
_DECLARATION = re.compile(rf"<!(?:[A-Z]++{_SPACE}|--|\[CDATA\[)")


def html_rule(rule: _Rule) -> _Rule:
    """The rule for a tag, made of the parser's."""

    def other(state: StateInline, silent: bool) -> bool:
        at = state.pos
        if state.src.startswith("<!", at) and not _DECLARATION.match(state.src, at):
            return False
        if rule(state, silent):
            return True
        tag = _TAG.match(state.src, at)
        if tag is None:
            return False
        if not silent:
            state.push("html_inline", "", 0).content = tag[0]
        state.pos = tag.end()
        return True

    return other

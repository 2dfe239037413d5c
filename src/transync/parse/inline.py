"""What the tokens inside a line say: how deep in links they are, what is seen, what is an id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from transync.parse import html
from transync.parse.markup import tags

_DEPTHS = {"link_open": 1, "link_close": -1}


def without_custom_id(text: str) -> tuple[str, list[str]]:
    """A heading's text and the id in braces at its end, as documentation sites write it."""
    before, found, name = text.rstrip().removesuffix("}").rpartition("{#")
    if not found or not text.rstrip().endswith("}") or not name or any(c in name for c in " {}"):
        return text, []
    return before.rstrip(), [name]


def link_depth_change(token: Token) -> int:
    """By how many links what follows is deeper than what stands before: 1, 0 or -1."""
    if token.type == "html_inline":
        if token.content[:3].lower() == "</a":
            return -1
        is_link = any(html.link_of(tag) for tag in tags(token.content) if tag.name == "a")
        return int(is_link and not token.content.endswith("/>"))
    return _DEPTHS.get(token.type, 0)


def visible_text(tokens: Sequence[Token]) -> Iterator[str]:
    """What a reader sees of these tokens."""
    for token in tokens:
        if token.type in ("text", "text_special", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "

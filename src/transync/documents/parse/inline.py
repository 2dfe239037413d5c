"""What the tokens inside a line say: what is seen, what is an id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markdown_it.token import Token


def without_custom_id(text: str) -> tuple[str, list[str]]:
    """A heading's text and the id in braces at its end, as documentation sites write it."""
    before, found, name = text.rstrip().removesuffix("}").rpartition("{#")
    if not found or not text.rstrip().endswith("}") or not name or any(c in name for c in " {}"):
        return text, []
    return before.rstrip(), [name]


def visible_text(tokens: Iterable[Token]) -> Iterator[str]:
    """What a reader sees of these tokens."""
    for token in tokens:
        if token.type in ("text", "text_special", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "

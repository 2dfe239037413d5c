"""What messages call a block."""

from __future__ import annotations

from transync.documents.document import Block, BlockKind

_NAMES = {
    BlockKind.HEADING: "heading",
    BlockKind.TEXT: "paragraph",
    BlockKind.CODE: "code block",
    BlockKind.TABLE: "table",
    BlockKind.HTML: "HTML element",
}


def name_of(block: Block) -> str:
    """The kind of a block as a noun: a text by what it stands in, a list or a quote."""
    if block.kind is BlockKind.TEXT and block.nesting:
        if block.nesting[-1] == "i":
            return "list item"
        return "quote"
    return _NAMES[block.kind]


def level_within(text: str) -> int:
    """The level that a heading's text says once more, as in `# ## Title`; 0 for none."""
    marks = len(text) - len(text.lstrip("#"))
    return marks if text[marks : marks + 1].isspace() else 0

"""A paragraph, list item or quote has no counterpart, or one that the source does not have.

Blocks are aligned by kind, nesting, links, code, numbers and length, so that one lost paragraph is
one finding. Paragraphs that were merged into a neighbour or split from one are not missing, nor are
empty ones. What a missing section or a cut-off end explains is not reported again.

Fails: the source's list has five items, the translation's four.

Passes: two paragraphs became one that says both.

What to do: translate the block, or take out what was added.
"""

from collections.abc import Iterator

from transync.comparison import Comparison
from transync.model import BlockKind, Problem, Severity

SEVERITY = Severity.ERROR


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    structure = comparison.structure
    for i in sorted(structure.lost):
        block = structure.source[i]
        is_text = block.kind is BlockKind.TEXT and structure.is_worth_a_word(block)
        if is_text and not structure.is_explained(i):
            yield Problem(
                f"{_name(block.nesting)} is missing",
                comparison.line_of(block.line),
                source_line=block.line,
                identity=f"lost {block.digest}",
                is_absent=True,
            )
    for j in sorted(structure.added):
        block = structure.translation[j]
        if block.kind is BlockKind.TEXT and structure.is_worth_a_word(block):
            yield Problem(
                f"{_name(block.nesting)} that the source does not have",
                block.line,
                identity=f"added {block.digest}",
            )


def _name(nesting: str) -> str:
    return {"i": "a list item", "q": "a quote"}.get(nesting[-1:], "a paragraph")

"""A heading is missing, added, at another level, or no heading any more.

Headings are the table of contents, the anchors and the way in which people scan a page. Headings
are aligned with all that stands between them, so that one lost heading is one finding. A section
that is lost with its heading is `section-missing`.

Fails: `### Costs` became `## Chi phí`; or a paragraph directly above `---` became a heading.

Passes: the same headings at the same levels, translated.

What to do: restore the heading or its level; put an empty line above the dashes.
"""

from collections.abc import Iterator

from transync.comparison import Comparison
from transync.document import Block, BlockKind
from transync.model import Problem, Severity

SEVERITY = Severity.ERROR


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    structure = comparison.structure
    if structure.swallowing:
        # Which headings are code then, and where, is not to be told apart: `code-block` reports it.
        return
    for i, j in structure.pairs:
        source, there = structure.source[i], structure.translation[j]
        if message := _message(comparison, source, there):
            yield Problem(
                message, there.line, detail=_text(comparison, there), source_line=source.line
            )
    for i in sorted(structure.lost):
        block = structure.source[i]
        if block.kind is BlockKind.HEADING and not structure.is_explained(i):
            text = comparison.source.document.headings[block.ordinal].text
            yield Problem(
                f"the heading {text!r} is missing",
                comparison.line_of(block.line),
                source_line=block.line,
                is_absent=True,
            )
    for j in sorted(structure.added):
        block = structure.translation[j]
        if block.kind is BlockKind.HEADING:
            text = comparison.translation.document.headings[block.ordinal].text
            yield Problem("a heading that the source does not have", block.line, detail=text)


def _message(comparison: Comparison, source: Block, there: Block) -> str:
    """What is wrong with a block that stands for another, as far as headings go."""
    was, is_now = source.kind is BlockKind.HEADING, there.kind is BlockKind.HEADING
    if was:
        text = comparison.source.document.headings[source.ordinal].text
        if not is_now:
            return f"the heading {text!r} is no heading here"
        if source.level != there.level:
            return f"the heading {text!r} has level {there.level}, not {source.level}"
    if is_now and not was and source.kind is BlockKind.TEXT:
        return "a text became a heading"
    return ""


def _text(comparison: Comparison, block: Block) -> str:
    if block.kind is not BlockKind.HEADING:
        return ""
    return comparison.translation.document.headings[block.ordinal].text

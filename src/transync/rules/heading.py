"""A heading is missing, added, at another level, or no heading any more.

Headings are the table of contents, the anchors and the way in which people scan a page. Headings
are aligned with all that stands between them, so that one lost heading is one finding. A section
that is lost with its heading is `text-missing`.

Fails: `### Costs` became `## Chi phí`, or `###Chi phí`; or a paragraph directly above `---` became
a heading.

Passes: the same headings at the same levels, translated.

What to do: restore the heading or its level; put an empty line above the dashes. `transync fix`
puts the space back behind the `#` of a heading.
"""

from collections.abc import Iterator

from transync import repairs
from transync.comparison import Page
from transync.comparison.comparison import Comparison
from transync.documents.document import Block, BlockKind
from transync.model import Problem, Severity
from transync.rules._block_names import level_within
from transync.rules._groups import Group

GROUP = Group.STRUCTURE
SEVERITY = Severity.ERROR


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    structure = comparison.structure
    for source, translation in structure.block_pairs():
        if message := _message(comparison.source, source, translation):
            text = comparison.translation.heading_text(translation)
            yield Problem(
                message,
                translation.line,
                detail=text,
                source_line=source.line,
                difference=str(translation.level),
            )
    for line in comparison.odd_markers:
        pair = structure.lines.pair_at(line)
        if pair and pair[1].kind is BlockKind.HEADING:
            yield Problem(
                f"the heading {comparison.source.heading_text(pair[0])!r} is no heading here",
                line,
                detail="a plain space has to stand behind its mark, and nothing before that",
                source_line=pair[0].line,
                fix=repairs.markers.restore_space(comparison, [line]),
            )
    for block in structure.lost_blocks(BlockKind.HEADING):
        text = comparison.source.heading_text(block)
        if not text:
            # It says nothing, and nobody misses it.
            continue
        if line := repairs.heading.line_without_space(comparison, block):
            yield Problem(
                f"the heading {text!r} is no heading here",
                line,
                detail=f"the space behind {'#' * block.level} is missing",
                source_line=block.line,
                fix=repairs.heading.restore_space(comparison, line),
            )
            continue
        yield Problem(
            f"the heading {text!r} is missing",
            comparison.line_of(block.line),
            source_line=block.line,
            is_absent=True,
        )
    for block in structure.added_blocks(BlockKind.HEADING):
        text = comparison.translation.heading_text(block)
        yield Problem("a heading that the source does not have", block.line, detail=text)


def _message(page: Page, source: Block, translation: Block) -> str:
    """What is wrong with a block that stands for another, as far as headings go."""
    was, is_now = source.kind is BlockKind.HEADING, translation.kind is BlockKind.HEADING
    if was:
        text = page.heading_text(source)
        if not is_now:
            return f"the heading {text!r} is no heading here"
        if translation.level not in (source.level, level_within(text)):
            return f"the heading {text!r} has level {translation.level}, not {source.level}"
    if is_now and not was and source.kind is BlockKind.TEXT:
        return "a text became a heading"
    return ""

"""Markup renders as text, or text as code: the translator broke its syntax.

Where the source has a link or bold text, readers of the translation see brackets or asterisks,
because of a space or a full-width parenthesis; `! [map](map.png)` is a link and no image. `**`
neither opens nor closes between a letter and punctuation, as in `**Note：**text`. A backtick too
many makes code of the text, or of nothing. GitHub's link of a bare address goes on to the next
blank, whatever letters follow: `https://example.com/a。` is dead. A list that is not indented as
far as the text of the item above it stands in it no more, which is a warning. A fence with text
glued to it closes nothing, so the text below becomes code; one that is glued to a text opens
nothing, so the code becomes text. Now and then a whole page is wrapped in a block of code. The
numbers of a list are such in ASCII's digits only.

Fails: `[guide] (guide.md)`; `[指南]（guide.md）`; `[指南(guide.md)`; `[](guide.md)`; `** bold**`;
`https://example.com/quiz에서`; a last line of code such as "```` ```done ````".

Passes: `[guide](guide.md)`; `**bold**`; `<https://example.com/quiz>에서`; what renders in the same
way in the source.

What to do: write the markup as the source does, and addresses in angle brackets; put fences on
lines of their own. `transync fix` restores the brackets of links and the marks of images that the
source has there, puts addresses that the source has into angle brackets, takes white space from
inside bold text, and puts a text and a fence that are glued on lines of their own. It leaves `**`
between a letter and punctuation alone, as there is more than one way to write it.
"""

from collections.abc import Iterator

from transync import repairs
from transync.comparison.comparison import Comparison
from transync.comparison.flat_lists import flat_items
from transync.comparison.swallowed_text import Swallow
from transync.documents.document import BlockKind
from transync.documents.stray import Stray, StrayKind
from transync.model import Fix, Problem, Severity
from transync.rules._groups import Group
from transync.rules._link_problems import of_two_links
from transync.wording import count

GROUP = Group.LINKS
SEVERITY = Severity.ERROR

# Items of one list stand no further apart.
_MOST_LINES_APART = 3

_MESSAGES = {
    StrayKind.BOLD: "readers see asterisks here instead of bold text",
    StrayKind.LINK: "readers see brackets here instead of a link",
    StrayKind.CODE: "readers see a backtick here",
    StrayKind.ADDRESS: "this link is dead, as it goes on with the text behind it",
    StrayKind.FOOTNOTE: "readers see the mark of a footnote here, and no link to it",
    StrayKind.LINK_TEXT: "this link has no text, so that nobody sees it",
}
# Of these, the message says which one it is.
_NAMED = (StrayKind.ADDRESS, StrayKind.FOOTNOTE)


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    structure = comparison.structure
    if swallow := structure.swallow:
        above = structure.pairs[-1][0] + 1 if structure.pairs else 0
        source = comparison.source.document.blocks[above:]
        yield Problem(
            "the whole page is one block of code"
            if swallow.is_whole
            else "this code does not end where it should: the text below it is shown as code",
            swallow.block.cut_line or swallow.block.line,
            source_line=source[0].line if source else None,
            identity=f"swallow {' '.join(_code_below(comparison, swallow))}",
            fix=repairs.fence.part_from_fences(comparison),
        )
    if numbered := comparison.numbered:
        yield Problem(
            "the digits of this list make none, and what is indented below them is code here",
            numbered[0],
            detail=f"{count(len(numbered), 'item')}, the last one on line {numbered[-1]}",
            identity="digits",
        )
    for lost in comparison.lost_breaks:
        if lost.is_fence:
            yield Problem(
                "the code below is none: its fence is glued to the text above it",
                lost.line,
                identity=f"glued {lost.below}",
                fix=repairs.lost_breaks.restore_break(comparison, lost),
            )
    for lines in _runs_of_items(comparison):
        yield Problem(
            "the items of this list are none",
            lines[0],
            detail="a plain space has to stand behind their marks, and nothing before them",
            source_line=_source_line(comparison, lines[0]),
            fix=repairs.markers.restore_space(comparison, lines),
        )
    for original, item in flat_items(structure):
        yield Problem(
            "this list no longer stands in the item above it",
            item.line,
            source_line=original.line,
            severity=Severity.WARNING,
        )
    for image, link in comparison.images_as_links:
        problem = of_two_links("readers see a link here instead of an image", image, link)
        yield problem._replace(fix=repairs.stray_images.restore_image(comparison, link))
    for stray in comparison.dead_disclaimer:
        yield Problem(
            "the link of the disclaimer is dead, as it goes on with the text behind it",
            stray.line,
            stray.column,
            severity=Severity.WARNING,
            fix=repairs.stray_address.part_from_text(comparison, stray),
            is_of_all_pages=True,
        )
    for stray, index in comparison.broken_markup:
        yield Problem(
            _MESSAGES[stray.kind],
            stray.line,
            stray.column,
            detail=stray.mark if stray.kind in _NAMED else "",
            source_line=structure.source[index].line,
            fix=_fix(comparison, stray, index),
        )


def _source_line(comparison: Comparison, line: int) -> int | None:
    pair = comparison.structure.lines.pair_at(line)
    return pair[0].line if pair else None


def _runs_of_items(comparison: Comparison) -> Iterator[list[int]]:
    """The lines of items that are none, those of one list together."""
    blocks = comparison.structure.lines.block_at
    items = [
        line
        for line in comparison.odd_markers
        if (block := blocks(line)) and block.kind is not BlockKind.HEADING
    ]
    run = list[int]()
    for line in items:
        if run and line > run[-1] + _MOST_LINES_APART:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _code_below(comparison: Comparison, swallow: Swallow) -> Iterator[str]:
    """What code the translation has where it is not compared: other code is another finding."""
    for block in comparison.translation.document.blocks[swallow.translation_above :]:
        if block.kind is BlockKind.CODE:
            yield block.digest


def _fix(comparison: Comparison, stray: Stray, index: int) -> Fix | None:
    if stray.is_link:
        return repairs.stray_links.restore_links(comparison, stray)
    if stray.kind is StrayKind.BOLD:
        return repairs.stray_bold.restore_bold(comparison, stray, index)
    if stray.kind is StrayKind.ADDRESS:
        return repairs.stray_address.part_from_text(comparison, stray)
    if stray.kind is StrayKind.FOOTNOTE:
        return repairs.stray_footnotes.restore_marks(comparison, stray)
    return None

"""A part of the source is missing: texts, sections, or all from a place on.

Translators work on pieces of a page, and lose the end of one, or pieces as a whole: the text breaks
off in the middle of a sentence and goes on with another one, perhaps on the next line. One finding
stands for such a hole, whatever it holds: headings, paragraphs, items, code, tables, images and
links are not reported one by one. Texts are aligned by what a translator keeps of them: their
place, links, code, numbers and length. A text that was merged with its neighbour, split, or put
into another form is not missing, because its neighbours are longer for it. A heading, an image, a
table or a block of code that is missing alone has a rule of its own.

Fails: the source has `## Costs` with three paragraphs, the translation has neither; the page ends
with `- [Open Web Application`, though the source goes on.

Passes: two paragraphs became one; a list became a paragraph.

What to do: translate what is missing, or the whole page again.
"""

from collections import Counter
from collections.abc import Iterator

from transync.comparison.comparison import Comparison
from transync.comparison.missing_text import MissingText
from transync.documents.document import BlockKind
from transync.model import Problem, Severity
from transync.rules._block_names import name_of
from transync.rules._groups import Group
from transync.wording import count

GROUP = Group.STRUCTURE
SEVERITY = Severity.ERROR
FORMER_IDS = ("block-missing", "section-missing", "truncated")
# So many headings are named.
_NAMED = 3
_LONGEST_NAME = 60


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    structure = comparison.structure
    for missing in structure.missing:
        yield _problem(comparison, missing)
    if structure.is_cut_short:
        yield Problem(
            "the text ends in the middle of a sentence",
            structure.translation[-1].last_line,
            source_line=structure.source[-1].line,
            identity="ends in a sentence",
        )


def _problem(comparison: Comparison, missing: MissingText) -> Problem:
    structure = comparison.structure
    source = structure.source
    lost = source[missing.first : missing.end]
    first = source[missing.above] if missing.breaks_off else lost[0]
    return Problem(
        _message(comparison, missing),
        _line(comparison, missing),
        detail=_detail(comparison, missing),
        source_line=first.line,
        identity=f"missing {' '.join(block.digest for block in lost)}",
        is_absent=not missing.breaks_off,
        group=f"before {missing.goes_on}",
    )


def _message(comparison: Comparison, missing: MissingText) -> str:
    goes_on = missing.goes_on
    if not comparison.structure.translation:
        return "the whole text is missing"
    if missing.is_end or goes_on is None:
        return "the text ends before the source does"
    if missing.breaks_off:
        return f"the text breaks off before line {goes_on} of the source"
    if missing.end - missing.first == 1:
        return f"a {name_of(comparison.structure.source[missing.first])} is missing"
    return f"the text before line {goes_on} of the source is missing"


def _line(comparison: Comparison, missing: MissingText) -> int:
    """The line of the translation behind which the text is missing."""
    structure = comparison.structure
    if missing.is_end and structure.translation:
        return structure.translation[-1].last_line
    return comparison.line_of(structure.source[missing.first].line)


def _detail(comparison: Comparison, missing: MissingText) -> str:
    """Lines of the source, how many things of which kind they hold, and their headings."""
    source = comparison.structure.source
    is_end = missing.is_end or missing.end == len(source)
    is_one = missing.end - missing.first == 1
    if is_one and not missing.breaks_off and not is_end:
        # The message says it.
        return ""
    lost = source[missing.first : missing.end]
    first, last = min((lost[0].line, *missing.rows)), max((lost[-1].last_line, *missing.rows))
    lines = f"line {first}" if first == last else f"lines {first} to {last}"
    if (missing.breaks_off or is_end) and comparison.structure.translation:
        lines += " is missing" if first == last else " are missing"
    kinds = Counter(map(name_of, lost))
    if missing.rows:
        kinds["row"] = len(missing.rows)
    things = ", ".join(count(number, kind) for kind, number in kinds.items())
    names = [comparison.source.heading_text(b) for b in lost if b.kind is BlockKind.HEADING]
    shown = ", ".join(repr(_short(name)) for name in names[:_NAMED])
    more = ", …" if len(names) > _NAMED else ""
    return f"{lines} ({things})" + (f": {shown}{more}" if names else "")


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"

"""A section stands at another place than in the source.

Sections are recognized by what no other one has: links, code spans, code and numbers. What stands
in a section that moved is compared with its source like any other text.

Fails: the source has `## Flour`, `## Water`, `## Oven`, the translation begins with the oven.

Passes: the same sections in the same order.

What to do: move the section, with all that stands below its heading.
"""

from collections.abc import Iterator

from transync.comparison.comparison import Comparison
from transync.documents.document import BlockKind
from transync.model import Problem, Severity
from transync.rules._groups import Group
from transync.wording import count

GROUP = Group.STRUCTURE
SEVERITY = Severity.WARNING


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    structure = comparison.structure
    for moved in structure.moved:
        blocks = [structure.source[i] for i in moved.source]
        headings = [block for block in blocks if block.kind is BlockKind.HEADING]
        name = comparison.source.heading_text(headings[0])
        more = f" with {count(len(headings) - 1, 'section')} below it" if headings[1:] else ""
        place = structure.translation[moved.translation.start]
        yield Problem(
            f"the section {name!r}{more} stands at another place here",
            place.line,
            source_line=blocks[0].line,
        )

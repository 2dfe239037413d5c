"""A whole section of the source is missing: its heading and everything under it.

One finding stands for all that the section held: its paragraphs, links, images, tables and code are
not reported one by one.

Fails: the source has `## Costs` with three paragraphs, the translation has neither.

Passes: the section is there, if only under a heading of another level (that is `heading`).

What to do: translate the section.
"""

from collections.abc import Iterator

from transync.comparison.comparison import Comparison
from transync.model import Problem, Severity
from transync.rules._groups import Group
from transync.wording import count

GROUP = Group.STRUCTURE
SEVERITY = Severity.ERROR


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    structure = comparison.structure
    for section in structure.sections:
        block = structure.source[section.first]
        text = comparison.source.heading_text(block)
        under = count(section.end - section.first - 1, "block")
        yield Problem(
            f"the section {text!r} is missing, with {under}",
            comparison.line_of(block.line),
            source_line=block.line,
            identity=f"section {text}",
            is_absent=True,
        )

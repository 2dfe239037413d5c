"""The text ends before the source does.

Translators that run out of room stop in the middle of a page, of a sentence or of a link, and the
disclaimer follows as if nothing had happened. One finding stands for all that is missing.

Fails: the source goes on for nine paragraphs, the translation ends with `- [Open Web Application`.

Passes: the translation's last block stands for the source's last one.

What to do: translate the page again, or the part of it that is missing.
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
    missing = len(structure.source) - structure.tail
    if not structure.translation and missing:
        yield Problem(
            "the whole text is missing",
            comparison.line_of(1),
            source_line=structure.source[0].line,
            identity="truncated",
        )
    elif missing:
        last = structure.translation[-1].last_line
        line = structure.source[structure.tail].line
        yield Problem(
            f"the text ends here, {count(missing, 'block')} too early",
            last,
            source_line=line,
            identity="truncated",
        )
    elif structure.is_cut_short:
        yield Problem(
            "the text ends in the middle of a sentence",
            structure.translation[-1].last_line,
            source_line=structure.source[-1].line,
            identity="truncated",
        )

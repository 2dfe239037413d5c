"""A link outside tables is missing, added, or has another target.

A link that only GitHub's own parser sees counts, too: it leads readers where nobody has looked.
Links are compared by what they resolve to, so what Co-op Translator re-bases on
purpose is equal, and so is a link that moved with the order of the words. Tracking parameters,
anchors and broken local targets have rules of their own.

Fails: `[docs](https://example.com/docs)` became `[tài liệu](https://example.com/doc)`, or is
gone.

Passes: `[code](code/a.py)` became `[mã](../../code/a.py)`.

What to do: restore the target that the source has.
"""

from collections.abc import Iterator

from transync import repairs
from transync.comparison import LinkDifference, LinkMatch
from transync.comparison.comparison import Comparison
from transync.comparison.hidden_links import added_hidden_links
from transync.model import Fix, Problem, Severity
from transync.rules._groups import Group
from transync.rules._link_problems import unlike

GROUP = Group.LINKS
SEVERITY = Severity.ERROR


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    for match in comparison.matches:
        if match.difference is LinkDifference.TARGET and not _is_anothers(match):
            for problem in unlike(comparison, match, "has another target"):
                yield problem._replace(fix=_fix(comparison, match))
    for link in added_hidden_links(comparison.source, comparison.translation):
        message = "GitHub shows a link here that the source does not have"
        yield Problem(message, link.line, detail=link.target, is_grave=True)


def _fix(comparison: Comparison, match: LinkMatch) -> Fix | None:
    return repairs.target.restore_target(comparison, match)


def _is_anothers(match: LinkMatch) -> bool:
    """Whether the link is another rule's: one in a table, or an image."""
    link = match.source or match.translation
    return link is not None and (link.written.cell is not None or link.written.is_image)

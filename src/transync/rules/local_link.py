"""A relative link or image resolves to nothing.

Reported on the translation where the source's link works. A target that is broken in the source
too is reported once, on the source, as a warning. What git's index knows exists, even when a
sparse checkout left it out; a translated page or image that is not there is no target.

Fails: `[code](code/a.py)` in `translations/vi/docs/x.md`, where only `docs/code/a.py` exists.

Passes: `[code](../../../docs/code/a.py)` in the same file.

What to do: re-base the link, or restore the file that it names.
"""

from collections.abc import Iterator

from transync import repairs
from transync.comparison import LinkDifference, LinkMatch, Page
from transync.comparison.comparison import Comparison
from transync.links.target import Reach
from transync.model import Fix, Problem, Severity
from transync.rules._groups import Group

GROUP = Group.LINKS
SEVERITY = Severity.ERROR
_NAMED_LANGUAGES = 5


def check_source(page: Page) -> Iterator[Problem]:
    broken = [link for link in page.links if link.target.reach is Reach.BROKEN]
    switchers = [link.written for link in broken if link.target.is_switcher]
    if switchers:
        yield Problem(
            f"the language table leads to {len(switchers)} languages that are not here",
            switchers[0].line,
            switchers[0].column,
            detail=", ".join(link.target for link in switchers[:_NAMED_LANGUAGES])
            + (" and others" if len(switchers) > _NAMED_LANGUAGES else ""),
            identity="language table",
            severity=Severity.WARNING,
        )
    for link in broken:
        if link.written.target and not link.target.is_switcher:
            message = f"{link.written.name} resolves to nothing"
        elif not link.written.target:
            message = "a link without target"
        else:
            continue
        yield Problem(message, link.written.line, link.written.column, severity=Severity.WARNING)


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    for match in comparison.matches:
        source, translation = match.source, match.translation
        if match.difference is not LinkDifference.BROKEN or translation is None:
            continue
        yield Problem(
            f"{source.written.name} resolves to nothing here"
            if source
            else f"{translation.written.name} resolves to nothing",
            translation.written.line,
            translation.written.column,
            detail=f"{translation.written.target}, that is {translation.target.path}",
            source_line=source.written.line if source else None,
            source_column=source.written.column if source else 1,
            fix=_fix(comparison, match),
        )


def _fix(comparison: Comparison, match: LinkMatch) -> Fix | None:
    return repairs.target.restore_target(comparison, match)

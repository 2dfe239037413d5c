"""A tracking parameter stands where no browser sends it.

After the fragment (`#section?WT.mc_id=…`) it is part of the fragment, and after a second `?` part
of the parameter before it: in both places the click is never counted. Reported once, on the
source, if the source has it; else on the translation.

Fails: `https://example.com/a#b?WT.mc_id=x`, `https://example.com/a?tabs=c?WT.mc_id=x`.

Passes: `https://example.com/a?WT.mc_id=x#b`, `https://example.com/a?tabs=c&WT.mc_id=x`.

What to do: move the parameter before the `#`, and separate it with `&`.
"""

from collections.abc import Iterator

from transync import repairs
from transync.comparison import LinkMatch, Page
from transync.comparison.comparison import Comparison
from transync.documents.document import Link
from transync.links.tracking import TrackingParameter
from transync.model import Fix, Problem, Severity
from transync.rules._groups import Group

GROUP = Group.LINKS
SEVERITY = Severity.WARNING


def check_source(page: Page) -> Iterator[Problem]:
    for link in page.links:
        for parameter in link.target.tracking:
            if parameter.is_dead:
                yield _problem(parameter, link.written, None)


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    for match in comparison.matches:
        source, translation = match.source, match.translation
        if translation is None or (source and any(p.is_dead for p in source.target.tracking)):
            continue
        for parameter in translation.target.tracking:
            if parameter.is_dead:
                problem = _problem(
                    parameter, translation.written, source.written.line if source else None
                )
                yield problem._replace(fix=_fix(comparison, match))


def _fix(comparison: Comparison, match: LinkMatch) -> Fix | None:
    return repairs.target.restore_tracking(comparison, match)


def _problem(parameter: TrackingParameter, link: Link, source_line: int | None) -> Problem:
    return Problem(
        f"the tracking ID {parameter} stands {parameter.where}, where no browser sends it",
        link.line,
        link.column,
        detail=link.target,
        source_line=source_line,
    )

"""The same link, but its tracking parameters are missing, added, changed or misspelt.

Tracking parameters tell whom a click came from; a translation that loses them takes its readers
out of the count. Which ones count is configurable (`tracking-parameters`); by default `WT.mc_id`
in any case, `ocid`, and `utm_*`. What merely stands in another order is equal.

Fails: `?WT.mc_id=academic-105485-koreyst` became `?WT_mc_id=academic-105485-koreyst`, or is gone.

Passes: `?wt.mc_id=academic-105485-koreyst`.

What to do: restore the parameter that the source has.
"""

from collections import Counter
from collections.abc import Iterator

from transync import repairs
from transync.comparison import LinkDifference, LinkMatch
from transync.comparison.comparison import Comparison
from transync.links.target import Target
from transync.model import Fix, Problem, Severity
from transync.rules._groups import Group
from transync.rules._link_problems import of_two_links

GROUP = Group.LINKS
SEVERITY = Severity.ERROR


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    for match in comparison.matches:
        source, translation = match.source, match.translation
        if match.difference is LinkDifference.TRACKING and source and translation:
            message, detail = _describe(source.target, translation.target)
            problem = of_two_links(message, source, translation, detail=detail)
            yield problem._replace(fix=_fix(comparison, match))


def _fix(comparison: Comparison, match: LinkMatch) -> Fix | None:
    return repairs.target.restore_tracking(comparison, match)


def _describe(source: Target, translation: Target) -> tuple[str, str]:
    source_parameters = Counter((p.identity, p.value) for p in source.tracking)
    translation_parameters = Counter((p.identity, p.value) for p in translation.tracking)
    missing = [p for p in source.tracking if (p.identity, p.value) not in translation_parameters]
    added = [p for p in translation.tracking if (p.identity, p.value) not in source_parameters]
    misspelt = [p for p in translation.tracking if p.is_misspelt]
    if missing and added:
        return f"the tracking ID {missing[0]} is changed", str(added[0])
    if missing:
        return f"the tracking ID {missing[0]} is missing", ""
    if added:
        return f"a tracking ID that the source does not have: {added[0]}", ""
    if misspelt:
        right = next(p for p in source.tracking if p.identity == misspelt[0].identity)
        return f"the tracking ID {right} is misspelt", str(misspelt[0])
    return "the tracking ID is repeated another number of times", ""

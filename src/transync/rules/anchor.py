"""A link to a heading leads nowhere, or elsewhere.

The anchors of headings follow their text, so a translated heading has another anchor than the
source's, and the links to it must follow. Anchors are GitHub's: lower case, punctuation removed,
spaces to hyphens, `-1`, `-2` for repetitions; or an `id` or `name` in HTML. A dead anchor of the
source itself is reported once, on the source, as a warning.

An id that its author gave a heading (`## Start {#start}`) stays: other pages may link to it.

Fails: `[Bắt đầu](#getting-started)` above `## Bắt đầu`; `[FAQ](#faq)` became
`[FAQ](../../../resources)`; `{#start}` became `{#bat-dau}`.

Passes: `[Bắt đầu](#bắt-đầu)` above `## Bắt đầu`.

What to do: write the anchor of the translated heading, which the finding names where it is known.
`transync fix` gives a heading the id of the source, unless a link leads to the one that it has.
"""

from collections.abc import Iterator

from transync import repairs
from transync.comparison import LinkDifference, LinkMatch, Page, ResolvedLink
from transync.comparison.comparison import Comparison
from transync.model import Fix, Problem, Severity
from transync.rules._groups import Group
from transync.rules._link_problems import of_two_links

GROUP = Group.LINKS
SEVERITY = Severity.ERROR


def check_source(page: Page) -> Iterator[Problem]:
    for link in page.links:
        if link.has_dead_anchor:
            yield Problem(
                f"{link.written.name} names no heading",
                link.written.line,
                link.written.column,
                severity=Severity.WARNING,
            )


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    changed = {f"#{each.name}": each for each in comparison.changed_ids}
    linked = {link.target for link in comparison.translation.document.links} if changed else ()
    for target, each in changed.items():
        yield Problem(
            f"the heading has another id than {{{target}}}"
            if each.other
            else f"the heading has lost its id {{{target}}}",
            each.line,
            detail=f"{{#{each.other}}}" if each.other else "",
            source_line=each.source_line,
            severity=None if target in linked else Severity.WARNING,
            difference=each.other,
            fix=repairs.heading_id.restore_id(comparison, each),
        )
    for match in comparison.matches:
        source, translation = match.source, match.translation
        if match.difference is not LinkDifference.ANCHOR or not source or not translation:
            continue
        if translation.written.target in changed:
            # It is the heading that went astray.
            continue
        message = _message(source, translation)
        advice = _advice(source, translation, comparison.expected.named(match))
        yield of_two_links(message, source, translation, detail=advice)._replace(
            # The advice changes with a heading, which may be another page's.
            identity=f"{message}\n{translation.written.target}",
            fix=_fix(comparison, match),
        )


def _fix(comparison: Comparison, match: LinkMatch) -> Fix | None:
    expected = comparison.expected
    is_sure = comparison.sure_links.is_aligned(match) or expected.is_left_as_it_was(match)
    if is_sure:
        return repairs.target.retarget(comparison, match, expected.named(match))
    return None


def _advice(source: ResolvedLink, translation: ResolvedLink, expected: str | None) -> str:
    """Where the link leads instead, unless it is as in the source, and what it should be."""
    target = translation.written.target
    parts = [target] if target != source.written.target else []
    if expected:
        parts.append(f"should be {expected}")
    return ", ".join(parts)


def _message(source: ResolvedLink, translation: ResolvedLink) -> str:
    link = source.written.name
    if source.target.place != translation.target.place:
        return f"{link} no longer leads to a heading"
    if not translation.target.fragment:
        return f"{link} has lost its anchor"
    if translation.has_dead_anchor:
        return f"{link} names no heading here"
    return f"{link} names another heading here"

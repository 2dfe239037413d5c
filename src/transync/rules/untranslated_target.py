"""A link to a document that is not translated into this language.

Co-op Translator leaves links to documents as they are, so that they lead to the page in the same
language. Where that page was never translated, the reader gets an error instead of the original.

Fails: `[FAQ](faq.md)` in `translations/vi/a.md`, where `faq.md` exists and
`translations/vi/faq.md` does not.

Passes: the translation exists, or the link leads to the original (`../../faq.md`).

What to do: translate the page, or link to the original.
"""

from collections.abc import Iterator

from transync import repairs
from transync.comparison import LinkDifference, LinkMatch
from transync.comparison.comparison import Comparison
from transync.model import Fix, Problem, Severity
from transync.rules._groups import Group

GROUP = Group.LINKS
SEVERITY = Severity.WARNING


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    for match in comparison.matches:
        translation = match.translation
        if match.difference is LinkDifference.UNTRANSLATED and translation:
            yield Problem(
                f"the page behind this link is not translated: {translation.target.place}",
                translation.written.line,
                translation.written.column,
                source_line=match.source.written.line if match.source else None,
                source_column=match.source.written.column if match.source else 1,
                fix=_fix(comparison, match),
            )


def _fix(comparison: Comparison, match: LinkMatch) -> Fix | None:
    """The link to the original, at which readers meet another language."""
    if match.source is None:
        return None
    return repairs.target.retarget(
        comparison, match, comparison.expected.rebased(match.source), is_safe=False
    )

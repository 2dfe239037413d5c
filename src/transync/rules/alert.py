"""An alert is lost, translated, or of another type.

GitHub shows `> [!NOTE]` and its kin as coloured boxes, as long as the word is one of `NOTE`, `TIP`,
`IMPORTANT`, `WARNING` and `CAUTION`. Translated, it is a quote that begins with a strange word. So
do sites with `:::note`, `!!! note` and `/// note`, whose titles may be translated. `![NOTE]` is no
alert, in the source either.

Fails: `> [!TIP]` became `> [!CONSEJO]`, or `> [!NOTE]`.

Passes: `> [!TIP]` above a translated text.

What to do: write the word that the source has. `transync fix` does; it also restores a line or the
marks of a quote that an alert has lost, as long as nothing but these is lost.
"""

from collections.abc import Iterator

from transync import repairs
from transync.comparison import Page
from transync.comparison.admonitions import find_changed_admonitions, find_unbalanced
from transync.comparison.comparison import Comparison
from transync.documents.admonition import Admonition
from transync.documents.document import BlockKind
from transync.model import Problem, Severity
from transync.rules._groups import Group

GROUP = Group.STRUCTURE
SEVERITY = Severity.WARNING
_TYPES = frozenset(("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"))


def check_source(page: Page) -> Iterator[Problem]:
    for mark, word, line in page.document.admonitions:
        if mark == "![":
            message = f"readers see ![{word}] here instead of an alert"
            yield Problem(message, line, detail=f"should be > [!{word}]")


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    yield from _admonitions(comparison)
    for source, translation in comparison.structure.block_pairs():
        source_type, translation_type = source.info.upper(), translation.info.upper()
        is_alert = source.kind is BlockKind.TEXT and source_type in _TYPES
        if is_alert and translation.kind is BlockKind.TEXT and source_type != translation_type:
            yield Problem(
                f"the alert [!{source_type}] is {'another one' if translation_type else 'lost'}",
                translation.line,
                detail=f"[!{translation.info}]" if translation_type else "",
                source_line=source.line,
                fix=repairs.alert.restore_alert(comparison, source, translation),
            )


def _admonitions(comparison: Comparison) -> Iterator[Problem]:
    """Boxes of sites that lost their type, their beginning or their end."""
    pages = comparison.source, comparison.translation
    if not pages[0].document.admonitions:
        return
    for source, translation in find_changed_admonitions(*pages, comparison.structure):
        written = _written(source)
        yield Problem(
            f"the admonition {written} is {'another one' if translation else 'lost'}",
            translation.line if translation else comparison.line_of(source.line),
            detail=_written(translation) if translation else "",
            source_line=source.line,
            difference=translation.type if translation else "",
            is_absent=translation is None,
            fix=repairs.alert.restore_type(comparison, source, translation),
        )
        if translation is None:
            # Its end may be left, or lost with it.
            return
    if (alone := find_unbalanced(*pages)) and alone.type:
        yield Problem(f"the admonition {_written(alone)} has no end", alone.line)
    elif alone:
        yield Problem(f"the mark {alone.mark} ends no admonition", alone.line)


def _written(admonition: Admonition) -> str:
    blank = "" if admonition.mark == ":::" else " "
    return f"{admonition.mark}{blank}{admonition.type}"

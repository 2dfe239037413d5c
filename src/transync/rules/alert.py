"""An alert is lost, translated, or of another type.

GitHub shows `> [!NOTE]` and its kin as coloured boxes, as long as the word is one of `NOTE`, `TIP`,
`IMPORTANT`, `WARNING` and `CAUTION`. Translated, it is a quote that begins with a strange word.

Fails: `> [!TIP]` became `> [!CONSEJO]`, or `> [!NOTE]`.

Passes: `> [!TIP]` above a translated text.

What to do: write the word that the source has. `transync fix` does; it also restores a line or the
marks of a quote that an alert has lost, as long as nothing but these is lost.
"""

from collections.abc import Iterator

from transync import repairs
from transync.comparison.comparison import Comparison
from transync.documents.document import BlockKind
from transync.model import Problem, Severity
from transync.rules._groups import Group

GROUP = Group.STRUCTURE
SEVERITY = Severity.WARNING
_TYPES = frozenset(("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"))


def check_texts(comparison: Comparison) -> Iterator[Problem]:
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

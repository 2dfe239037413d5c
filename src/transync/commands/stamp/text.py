"""What has become of the translations, for people: what is wrong first, then a line for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import click

from transync.commands.stamp.work import Outcome, Stamping, StampResult
from transync.output import text
from transync.output.inert import inert_text
from transync.output.terminal import printable, statement
from transync.wording import count

# Of a whole folder, nobody reads what has not changed.
_NAMED_CURRENT = 20
_COLOURS = {StampResult.STAMPED: "green", StampResult.CURRENT: None, StampResult.REFUSED: "red"}


def render(stamping: Stamping) -> str:
    """The outcome as text with ANSI colours."""
    found = text.render_errors(stamping.report) if stamping.report else ""
    return found + ("\n" if found else "") + inert_text("\n".join(_lines(stamping)) + "\n")


def _lines(stamping: Stamping) -> Iterator[str]:
    numbers = Counter(outcome.verdict for outcome in stamping.outcomes)
    for outcome in stamping.outcomes:
        is_current = outcome.verdict is StampResult.CURRENT
        if is_current and numbers[StampResult.CURRENT] > _NAMED_CURRENT and not outcome.drift:
            continue
        yield _line(outcome)
        if outcome.drift:
            yield f"  {_drift(outcome.drift)}"
    if any(outcome.errors for outcome in stamping.outcomes):
        yield "--force stamps translations with errors, too"
    if len(stamping.outcomes) > 1:
        yield ", ".join(f"{numbers[v]} {v.value}" for v in StampResult if numbers[v])


def _line(outcome: Outcome) -> str:
    verdict = click.style(outcome.verdict.value, fg=_COLOURS[outcome.verdict])
    if outcome.verdict is StampResult.REFUSED:
        verdict += ":"
    said = f" {statement(outcome.said)}" if outcome.said else ""
    return f"{printable(outcome.translation)}: {verdict}{said}"


def _drift(lines: int) -> str:
    length = "longer" if lines > 0 else "shorter"
    return (
        f"Co-op Translator will translate it anew all the same: it is {count(abs(lines), 'line')} "
        f"{length} than its source"
    )

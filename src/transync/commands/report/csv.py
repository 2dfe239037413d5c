"""The overview as comma-separated values (RFC 4180), a row for each page and language.

`docs/report.md` tells what the columns hold.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from transync.commands.report.overview import Overview, PageStatus
from transync.commands.report.words import changed_sections
from transync.model import Origin
from transync.output.inert import inert_text
from transync.output.terminal import printable

COLUMNS = (
    "source",
    "language",
    "translation",
    "state",
    "uncommitted",
    "translated",
    "days",
    "commits",
    "added",
    "removed",
    "sections",
    "errors",
    "warnings",
    "rules",
)
# What a spreadsheet takes for a formula at the beginning of a cell; where a semicolon separates
# cells, that is behind any. https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"(^|;)(?=\s*[=+\-@＝＋－＠])")


def render(overview: Overview) -> str:
    """A header and the rows, by source and language; they end as RFC 4180 says, with CR and LF."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for page in sorted(overview.pages, key=lambda p: (p.pair.source, p.pair.language)):
        writer.writerow(_row(page))
    return inert_text(written.getvalue())


def _row(page: PageStatus) -> Sequence[str | int]:
    pair, behind = page.pair, page.behind
    record = pair.record
    numbers: Sequence[str | int] = ("", "", "", "")
    if behind:
        numbers = (behind.days, behind.commits, behind.added, behind.removed)
    rules = sorted(Counter(finding.rule for finding in page.defects).items())
    return (
        _text(pair.source),
        _text(pair.language),
        _text(pair.translation),
        pair.state.value,
        "yes" if pair.origin is Origin.PHANTOM else "",
        _text(record.translation_date[:10] if record else ""),
        *numbers,
        _text(" · ".join(changed_sections(behind)) if behind else ""),
        page.errors,
        page.warnings,
        ", ".join(f"{number} {rule}" for rule, number in rules),
    )


def _text(text: str) -> str:
    """Text that a spreadsheet shows, and never computes."""
    return _FORMULA.sub(r"\1'", printable(text))

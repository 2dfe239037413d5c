"""Findings, of which no file has more of one rule than anybody will read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from transync.model import Finding, Severity
from transync.wording import is_or_are

# Of a rule in a file. In two repositories of 3,000 translations, no rule has a tenth of it.
MOST_LISTED = 1000


@dataclass(slots=True)
class _Rest:
    """What is not listed of a rule in a file: the first of it, and what all of it is known by."""

    first: Finding
    number: int = 0
    is_error: bool = False
    digest: Any = field(default_factory=sha256)

    def add(self, finding: Finding) -> None:
        self.number += 1
        self.is_error |= finding.severity is Severity.ERROR
        self.digest.update(finding.fingerprint.encode())

    def finding(self) -> Finding:
        """One finding for all of them, which is another one as soon as one of them is."""
        noun = "finding" if self.number == 1 else "findings"
        said = f"{self.number:,} more {noun} of this rule in this file"
        return replace(
            self.first,
            severity=Severity.ERROR if self.is_error else Severity.WARNING,
            message=f"{said} {is_or_are(self.number)} not listed",
            detail="",
            is_stale=False,
            is_absent=False,
            group=self.digest.hexdigest()[:16],
            fingerprint=self.digest.hexdigest()[16:32],
            share=1.0,
            fix=None,
        )


class Listing:
    """Takes findings, and holds as many of them as are listed; of the rest, only what they are.

    Without a limit, it holds all of them.
    """

    def __init__(self, limit: int | None = MOST_LISTED) -> None:
        self._limit = limit
        self._listed: list[Finding] = []
        self._numbers: Counter[tuple[str, str]] = Counter()
        self._rests: dict[tuple[str, str], _Rest] = {}

    def add(self, finding: Finding) -> None:
        """List a finding, or count it."""
        place = finding.rule, finding.path
        self._numbers[place] += 1
        if self._limit is None or self._numbers[place] <= self._limit:
            self._listed.append(finding)
        else:
            self._rests.setdefault(place, _Rest(finding)).add(finding)

    def in_order(self) -> list[Finding]:
        """What is listed, and one finding for each rule of a file of which more is not."""
        return sorted(
            (*self._listed, *(rest.finding() for rest in self._rests.values())),
            key=lambda f: (f.path, f.line, f.column, f.rule, f.text, f.fingerprint),
        )


def listed(findings: Sequence[Finding], limit: int | None = MOST_LISTED) -> list[Finding]:
    """All of these findings, as far as they are listed, in order."""
    if limit is None or len(findings) <= limit:
        return list(findings)
    listing = Listing(limit)
    for finding in findings:
        listing.add(finding)
    return listing.in_order()

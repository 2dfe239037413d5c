"""How well a check tells a fault: as one true finding, at its place, with nothing false beside."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tests.injections.verdict import Finding, Injection, Place

TOLERANCE = 3  # lines


class Telling(NamedTuple):
    """What a check said of what must be told.

    `told` are the places that the right rule names, wherever it sees them, `far` those of them that
    are more than three lines off. `sure` are the places whose finding says rightly where the text
    goes on. `false` are the findings that are neither of a place nor near one.
    """

    places: int
    findings: int
    told: int
    far: int
    sure: int
    false: int

    @property
    def is_exact(self) -> bool:
        """Whether each place is told as exactly one true finding, and nothing else is said."""
        return self.findings == self.places == self.told and not self.far


def telling(injection: Injection, findings: list[Finding]) -> Telling:
    """Hold what a check said against what must be told."""
    left = list(findings)
    told = far = sure = 0
    for place in injection.places:
        candidates = [finding for finding in left if finding["rule"] == place.rule]
        if not candidates:
            continue
        nearest = min(candidates, key=lambda finding: _off(finding, place.lines))
        left.remove(nearest)
        told += 1
        far += _off(nearest, place.lines) > TOLERANCE
        sure += _says_where(nearest, place)
    false = [finding for finding in left if not _is_near(finding, injection.places)]
    return Telling(len(injection.places), len(findings), told, far, sure, len(false))


def _is_near(finding: Finding, places: Iterable[Place]) -> bool:
    changed = ([*place.lines, *place.around] for place in places)
    return any(_off(finding, lines) <= TOLERANCE for lines in changed)


def _off(finding: Finding, lines: Iterable[int]) -> int:
    found: int = finding["line"]
    return min(abs(found - line) for line in lines)


def _says_where(finding: Finding, place: Place) -> bool:
    return place.goes_on is None or f"line {place.goes_on} " in f"{finding['message']} "

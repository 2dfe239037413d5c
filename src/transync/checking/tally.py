"""How many pages and findings each language has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from transync.model import Finding, LanguageTally, Pair, Severity, State


def tally(pairs: Iterable[Pair], findings: Iterable[Finding]) -> tuple[LanguageTally, ...]:
    """Each language's pairs by state and findings by severity, in alphabetical order."""
    states: dict[str, Counter[State]] = defaultdict(Counter)
    failed: Counter[str] = Counter()
    for pair in pairs:
        states[pair.language][pair.state] += 1
        failed[pair.language] += pair.failure is not None
    severities = Counter((f.language, f.severity) for f in findings)
    tallies = []
    for language, counts in sorted(states.items()):
        tallies.append(
            LanguageTally(
                language,
                counts.total() - counts[State.MISSING],
                dict(counts),
                failed=failed[language],
                errors=severities[language, Severity.ERROR],
                warnings=severities[language, Severity.WARNING],
            )
        )
    return tuple(tallies)

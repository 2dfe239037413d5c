"""The baseline: findings that a project knows, in a file that is committed and merged."""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from transync.checking.scope import Scope
from transync.documents.conflict_markers import conflict_line
from transync.errors import UsageError
from transync.model import Finding, KnownFinding
from transync.repository.atomic_write import replace_file
from transync.rules import all_rules, rule_names
from transync.untrusted.isolation import STOPS
from transync.untrusted.json_value import JsonFault, as_object, load_json
from transync.untrusted.regular_file import read_regular, reason_of

BASELINE_NAME = ".transync-baseline.json"
SCHEMA = "transync.baseline/1"
# In bytes, as of any text: more than 50,000 findings.
_LARGEST = 5 * 2**20


class Sifted(NamedTuple):
    """Findings that the baseline does not hold, the number of the others, and what is gone."""

    findings: list[Finding]
    known: int
    gone: frozenset[KnownFinding]


def read_baseline(root: Path) -> frozenset[KnownFinding] | None:
    """What the tree's baseline holds, None when there is none; raises UsageError for a bad one."""
    path = root / BASELINE_NAME
    if not os.path.lexists(path):
        return None
    try:
        return baseline_in(read_regular(path, _LARGEST, within=root))
    except OSError as error:
        raise _unusable(reason_of(error)) from None


def baseline_in(text: bytes) -> frozenset[KnownFinding]:
    """What a baseline holds; raises UsageError for a text that is none."""
    content = load_json(text)
    if isinstance(content, JsonFault):
        raise _unusable(_json_complaint(text, content))
    version = as_object(content).get("schema")
    if not isinstance(version, str):
        raise _unusable("no baseline of transync")
    if version != SCHEMA:
        raise _unusable(f"its schema is {version}, and this version of transync reads {SCHEMA}")
    # Most projects have no baseline, and to know what its entries are takes time.
    from transync.checking.baseline_entries import known_in

    try:
        return known_in(content)
    except ValueError as error:
        raise _unusable(str(error)) from None


def write_baseline(root: Path, baseline: Iterable[KnownFinding]) -> None:
    """Write the tree's baseline, whole or not at all; raises UsageError where that can't be."""
    try:
        replace_file(root / BASELINE_NAME, render(baseline).encode())
    except OSError as error:
        reason = (error.strerror or "").lower()
        raise UsageError(f"{BASELINE_NAME}: can't be written: {reason}") from None


def render(baseline: Iterable[KnownFinding]) -> str:
    """The baseline as JSON, with a line for each file and rule, so that branches merge."""
    fingerprints: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path, rule, fingerprint in sorted(baseline):
        fingerprints[path, rule].append(fingerprint)
    lines = [
        json.dumps({"path": path, "rule": rule, "count": len(every), "fingerprints": every})
        for (path, rule), every in fingerprints.items()
    ]
    entries = ",\n".join(lines)
    # Who prints the file in a job commands nothing.
    entries = entries.replace("##", r"#\u0023")
    return f'{{\n"schema": "{SCHEMA}",\n"findings": [\n{entries}\n]\n}}\n'


def sift(findings: Sequence[Finding], baseline: frozenset[KnownFinding], scope: Scope) -> Sifted:
    """Tell new findings from those that the baseline holds.

    A rule that has taken the place of others says in other words what they said: where
    the baseline holds what a former rule has found in a file, it holds as many findings of the new
    one there.
    """
    ids = rule_names()
    former = {k: ids[k.rule] for k in baseline if k.rule in ids and k.rule not in all_rules()}
    succeeded = _Succeeded(former)
    new = []
    for finding in findings:
        is_known = known_as(finding) in baseline or succeeded.take(finding)
        if finding.rule in STOPS or not is_known:
            new.append(finding)
    said = {(finding.path, finding.rule) for finding in findings}

    def is_gone(known: KnownFinding) -> bool:
        rules = former.get(known, (known.rule,))
        is_said = known in former and any((known.path, rule) in said for rule in rules)
        return not is_said and all(scope.has_run(rule, known.path) for rule in rules)

    unseen = baseline.difference(map(known_as, findings))
    gone = frozenset(filter(is_gone, unseen))
    return Sifted(new, len(findings) - len(new), gone)


class _Succeeded:
    """How many findings of the rules that took the place of others are known in each file."""

    def __init__(self, former: Mapping[KnownFinding, Sequence[str]]) -> None:
        self._left = Counter((known.path, known.rule) for known in former)
        self._former = defaultdict[tuple[str, str], set[str]](set)
        for known, rules in former.items():
            for rule in rules:
                self._former[known.path, rule].add(known.rule)

    def take(self, finding: Finding) -> bool:
        """Whether a finding is one of those; if so, it counts."""
        for rule in sorted(self._former.get((finding.path, finding.rule), ())):
            if self._left[finding.path, rule] > 0:
                self._left[finding.path, rule] -= 1
                return True
        return False


def known_as(finding: Finding) -> KnownFinding:
    """The entry of a baseline that holds a finding."""
    return KnownFinding(finding.path, finding.rule, finding.fingerprint)


def _json_complaint(text: bytes, fault: JsonFault) -> str:
    if conflict := conflict_line(text.decode(errors="replace").replace("\r\n", "\n")):
        return f"merge conflict markers in line {conflict}"
    return f"broken JSON in line {fault.line}: {fault.message}"


def _unusable(why: str) -> UsageError:
    cure = "restore it, or delete it and run `transync baseline`"
    return UsageError(f"{BASELINE_NAME}: {why}; {cure}")

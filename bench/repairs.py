"""How many faults `transync fix` takes back: each fixed, and held against the text before it."""

from __future__ import annotations

import contextlib
import difflib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from tests.injections.corpus import Corpus
from tests.injections.pages import on_disk
from tests.injections.verdict import Finding, Injection, brief, is_right
from transync.api import set_up
from transync.commands.fix import Repair, find_repair
from transync.model import Report
from transync.output.json import finding_as_json

GOAL = 0.98
_SHOWN_LINES = 30


@dataclass
class Repairs:
    """What became of the faults of one kind whose finding says how to repair it safely.

    `unfixable` are those that were found, but whose finding does not say so.
    """

    kind: str
    rule: str = ""
    injected: int = 0
    identical: int = 0
    different: int = 0
    left: int = 0
    unfixable: int = 0
    shown: list[str] = field(default_factory=list)  # each that is not byte for byte as it was

    @property
    def repairable(self) -> int:
        return self.identical + self.different + self.left


def measure_repairs(kind: str, injections: Iterable[Injection], corpus: Corpus) -> Repairs:
    """Fix each injection in memory, and compare what comes of it with what was there before."""
    repairs = Repairs(kind)
    for injection in injections:
        if injection.expected is None:
            continue
        repairs.rule = injection.expected.rule
        repairs.injected += 1
        repair = _repair(injection, corpus)
        verdict = _verdict(injection, repair)
        if verdict is None:
            continue
        setattr(repairs, verdict, getattr(repairs, verdict) + 1)
        if verdict in ("different", "left"):
            repairs.shown.append(_describe(kind, verdict, injection, repair))
    return repairs


def _repair(injection: Injection, corpus: Corpus) -> Repair:
    words = [*injection.checked, "--language"]
    paths, languages = words[: words.index("--language")], words[words.index("--language") + 1 : -1]
    with on_disk(injection.after), contextlib.chdir(corpus.root):
        return find_repair(*set_up(".", paths, languages=languages))


def _verdict(injection: Injection, repair: Repair) -> str | None:
    """What has become of a fault; None if it was not found in the first place."""
    expected = injection.expected
    assert expected
    found = _as_json(repair.before)
    right = [f for f in found if is_right(f, expected, injection.after)]
    # What is changed for any other finding is judged as well.
    if not repair.files and not any(map(_is_repairable, right)):
        return "unfixable" if right else None
    if _contents(injection, repair) == _before(injection):
        return "identical"
    return "left" if repair.after.findings else "different"


def _is_repairable(finding: Finding) -> bool:
    return bool(finding["fix"] and finding["fix"]["safe"])


def _as_json(report: Report) -> list[Finding]:
    return [dict(finding_as_json(finding)) for finding in report.findings]


def _before(injection: Injection) -> Mapping[str, bytes | None]:
    """What all files that the fault changes held without it."""
    root, others = injection.before.root, dict(injection.after.others)
    held = {p: (root / p).read_bytes() if (root / p).is_file() else None for p in others}
    return {**held, **injection.before.contents}


def _contents(injection: Injection, repair: Repair) -> Mapping[str, bytes | None]:
    return {**injection.after.contents, **repair.files}


def _describe(kind: str, verdict: str, injection: Injection, repair: Repair) -> str:
    """The fault and what is not as it was before it, with what is still found."""
    lines = [f"=== {kind}: {verdict}: {injection.after.translation_path}"]
    lines += [injection.before.differences(injection.after), "--- after the fix:"]
    before = _before(injection)
    for path, content in _contents(injection, repair).items():
        old, new = (_lines(c) for c in (before.get(path), content))
        lines += difflib.unified_diff(old, new, path, path, lineterm="", n=0)
    lines += [f"left: {left.reason}: {left.finding.text}" for left in repair.left]
    lines += [brief(finding) for finding in _as_json(repair.after)]
    return "\n".join(line[:300] for line in lines[:_SHOWN_LINES]) + "\n"


def _lines(content: bytes | None) -> list[str]:
    # Ends of lines matter.
    return [repr(line)[1:-1] for line in (content or b"").decode(errors="replace").split("\n")]


def as_markdown(repairs: Sequence[Repairs]) -> str:
    """A table of all kinds with a safe fix, the totals, and the kinds without."""
    fixable = [r for r in repairs if r.repairable]
    lines = [
        "| Fault | Rule | Injected | As it was | Different | Left | No safe fix |",
        "| --- | --- | --: | --: | --: | --: | --: |",
        *(
            f"| {r.kind} | `{r.rule}` | {r.injected} | {r.identical} | {r.different} "
            f"| {r.left} | {r.unfixable} |"
            for r in fixable
        ),
    ]
    total = totals(repairs)
    lines += [
        "",
        f"Of {total['repairable']} faults with a safe fix, {total['identical']} are byte for byte "
        f"as they were ({total['share']:.1%}; goal: at least {GOAL:.0%}), "
        f"{total['different']} are repaired otherwise, {total['left']} are left. "
        f"Of the same kinds, {total['unfixable']} findings have no safe fix.",
    ]
    if others := [r.kind for r in repairs if not r.repairable and r.injected]:
        lines += ["", f"Without a safe fix: {'; '.join(others)}."]
    return "\n".join(lines)


def totals(repairs: Sequence[Repairs]) -> dict[str, float]:
    """Of the kinds with a safe fix, how many faults ended how."""
    fixable = [r for r in repairs if r.repairable]
    count = {
        name: sum(getattr(r, name) for r in fixable)
        for name in ("repairable", "identical", "different", "left", "unfixable")
    }
    return {**count, "share": count["identical"] / max(count["repairable"], 1)}


def as_json(repairs: Sequence[Repairs]) -> str:
    content = {"totals": totals(repairs), "goal": GOAL, "repairs": [asdict(r) for r in repairs]}
    return json.dumps(content, indent=2, ensure_ascii=False)

"""How well a check tells holes and chunks: each as one true finding, at its place."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from tests.injections.corpus import Check, Corpus
from tests.injections.telling import Telling, telling
from tests.injections.verdict import Finding, Injection, brief

GOALS = {"exact": 0.95, "findings": 1.1, "false": 0.01, "near": 0.98}
_SHOWN_FINDINGS = 8


@dataclass
class Told:
    """What became of the pages of one kind, in one of its ways (`shape`)."""

    kind: str
    shape: str = ""
    pages: int = 0
    places: int = 0  # what must be told: two for two holes
    findings: int = 0
    exact: int = 0  # pages on which each place is exactly one true finding
    false: int = 0  # pages with something false
    told: int = 0  # places told by the right rule
    far: int = 0  # of these, more than three lines off
    sure: int = 0  # of these, with the line at which the text goes on
    shown: list[str] = field(default_factory=list)  # each page that is not told exactly

    def add(self, said: Telling) -> None:
        self.pages += 1
        self.exact += said.is_exact
        self.false += said.false > 0
        for name in ("places", "findings", "told", "far", "sure"):
            setattr(self, name, getattr(self, name) + getattr(said, name))


def measure_holes(
    kind: str, injections: Iterable[Injection], corpus: Corpus, check: Check
) -> list[Told]:
    """What is said of each page, by its shape."""
    shapes: dict[str, Told] = defaultdict(lambda: Told(kind))
    for injection in injections:
        findings = corpus.findings(injection.after, injection.checked, check)
        said = telling(injection, findings)
        told = shapes[injection.shape]
        told.shape = injection.shape
        told.add(said)
        if not said.is_exact or said.sure < said.places:
            told.shown.append(_describe(injection, said, findings))
    return [shapes[shape] for shape in sorted(shapes)]


def _describe(injection: Injection, said: Telling, findings: list[Finding]) -> str:
    """A page that is not told exactly: what was lost, and what is said of it."""
    marks = [name for name in ("far", "false") if getattr(said, name)]
    marks += [] if said.is_exact else ["not exact"]
    lines = [f"=== {injection.shape}: {injection.after.translation_path}: {', '.join(marks)}"]
    for place in injection.places:
        first, last = place.lines[0], place.lines[-1]
        lines.append(f"expected {place.rule} {first}-{last}, goes on at {place.goes_on}")
        lines.append(f"    {injection.after.translation.split(chr(10))[first - 1][-100:]!r}")
    lines += [f"said {brief(finding)}" for finding in findings[:_SHOWN_FINDINGS]]
    return "\n".join(lines) + "\n"


def as_markdown(found: Sequence[Told]) -> str:
    """A table of all shapes, and one of each kind beside the goals."""
    lines = [
        "| Kind | Shape | Pages | Told exactly | Findings | False on | Far | Where it goes on |",
        "| --- | --- | --: | --: | --: | --: | --: | --: |",
        *(
            f"| {t.kind} | {t.shape} | {t.pages} | {t.exact} | {t.findings} | {t.false} "
            f"| {t.far} | {t.sure} |"
            for t in found
        ),
        "",
        "| Of all pages | Pages | Exactly one true finding | Findings a place "
        "| With something false | Within three lines | Says where it goes on |",
        "| --- | --: | --: | --: | --: | --: | --: |",
    ]
    for kind, shares in totals(found).items():
        lines.append(
            f"| {kind} | {shares['pages']:.0f} | {shares['exact']:.1%} | {shares['findings']:.2f} "
            f"| {shares['false']:.1%} | {shares['near']:.1%} | {shares['sure']:.1%} |"
        )
    lines.append(
        f"| goal | | at least {GOALS['exact']:.0%} | at most {GOALS['findings']} "
        f"| at most {GOALS['false']:.0%} | at least {GOALS['near']:.0%} | |"
    )
    return "\n".join(lines)


def totals(found: Sequence[Told]) -> Mapping[str, Mapping[str, float]]:
    """The shares of each kind; those of places are of the ones that were told at all."""
    kinds: dict[str, list[Told]] = defaultdict(list)
    for told in found:
        kinds[told.kind].append(told)
    return {kind: _shares(members) for kind, members in kinds.items()}


def _shares(members: Sequence[Told]) -> Mapping[str, float]:
    names = ("pages", "places", "findings", "exact", "false", "told", "far", "sure")
    count = {name: sum(getattr(told, name) for told in members) for name in names}
    told = max(count["told"], 1)
    return {
        "pages": count["pages"],
        "exact": count["exact"] / count["pages"],
        "findings": count["findings"] / count["places"],
        "false": count["false"] / count["pages"],
        "near": (count["told"] - count["far"]) / told,
        "sure": count["sure"] / told,
    }


def as_json(found: Sequence[Told]) -> str:
    content = {"totals": totals(found), "goals": GOALS, "holes": [asdict(told) for told in found]}
    return json.dumps(content, indent=2, ensure_ascii=False)

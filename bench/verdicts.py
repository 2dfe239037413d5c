"""The groups of findings that are judged, and what somebody said of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Literal, NamedTuple, get_args

import click
from pydantic import BaseModel, ConfigDict, ValidationError

from transync.model import Finding, Severity

Kind = tuple[str, Severity]
Identity = tuple[str, str]
Place = tuple[str, str, str, int]
Judgement = Literal["true", "debatable", "badly-said", "false"]


class Verdict(BaseModel):
    """What somebody said of a group; `line` is the source's, 0 for what only translations have."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    corpus: str
    rule: str
    page: str
    line: int
    group: str
    verdict: Judgement
    why: str

    @property
    def identity(self) -> Identity:
        return self.corpus, self.group

    @property
    def place(self) -> Place:
        return self.corpus, self.rule, self.page, self.line


class Group(NamedTuple):
    """The findings that are one fault, in a corpus."""

    corpus: str
    findings: tuple[Finding, ...]

    @property
    def identity(self) -> Identity:
        return self.corpus, self.findings[0].group

    @property
    def place(self) -> Place:
        first = self.findings[0]
        line = first.source_line if first.language else first.line
        return self.corpus, first.rule, first.source_path or first.path, line or 0

    @property
    def kind(self) -> Kind:
        severities = {finding.severity for finding in self.findings}
        return self.findings[0].rule, min(severities, key=list(Severity).index)

    def draw(self, seed: int) -> tuple[str, Identity]:
        """What orders groups by chance; another wording does not change it."""
        return sha256(repr((seed, self.place)).encode()).hexdigest(), self.identity

    def verdict(self, judgement: str, why: str) -> Verdict:
        """This verdict on the group; raises ValidationError for an unknown one."""
        corpus, rule, page, line = self.place
        return Verdict.model_validate(
            {
                "corpus": corpus,
                "rule": rule,
                "page": page,
                "line": line,
                "group": self.findings[0].group,
                "verdict": judgement,
                "why": why,
            }
        )


class Standing(NamedTuple):
    """Groups and verdicts side by side."""

    judged: dict[Group, Verdict]
    reworded: list[Group]
    new: list[Group]
    vanished: list[Verdict]


def read_verdicts(file: Path) -> list[Verdict]:
    """The verdicts that were given before."""
    if not file.exists():
        return []
    return [Verdict.model_validate_json(line) for line in file.read_text("utf-8").splitlines()]


def with_verdicts(known: Iterable[Verdict], groups: Iterable[Group], file: Path) -> list[Verdict]:
    """The verdicts with those of the file, which replace older ones on the same group or place."""
    found = {group.findings[0].group: group for group in groups}
    given: list[Verdict] = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        fingerprint, judgement, why = (*line.split(maxsplit=2), "", "", "")[:3]
        if not fingerprint:
            continue
        if fingerprint not in found or not why:
            raise click.UsageError(f"{file}:{number}: must be `GROUP VERDICT WHY`, of a group here")
        try:
            given.append(found[fingerprint].verdict(judgement, why))
        except ValidationError:
            options = ", ".join(get_args(Judgement))
            raise click.UsageError(f"{file}:{number}: a verdict is one of {options}") from None
    anew = {verdict.identity for verdict in given}
    # Of what is found no more, a verdict on the same place takes over.
    places = {verdict.place for verdict in given}
    kept = [v for v in known if v.identity not in anew]
    return [*(v for v in kept if v.group in found or v.place not in places), *given]


def compared(groups: Iterable[Group], verdicts: Iterable[Verdict]) -> Standing:
    """Which groups are judged, by themselves or as what stood in the same place before."""
    left = {verdict.identity: verdict for verdict in verdicts}
    judged: dict[Group, Verdict] = {}
    unknown: list[Group] = []
    for group in groups:
        if verdict := left.pop(group.identity, None):
            judged[group] = verdict
        else:
            unknown.append(group)
    before = {verdict.place: verdict for verdict in left.values()}
    reworded = []
    for group in unknown:
        if verdict := before.pop(group.place, None):
            judged[group] = left.pop(verdict.identity)
            reworded.append(group)
    new = [group for group in unknown if group not in judged]
    return Standing(judged, reworded, new, list(left.values()))


def drawn(
    groups: Iterable[Group], judged: Iterable[Group], sample: int, seed: int
) -> Iterator[Group]:
    """The groups of each rule's sample that nobody has judged."""
    kinds: dict[Kind, list[Group]] = defaultdict(list)
    for group in groups:
        kinds[group.kind].append(group)
    known = set(judged)
    for _, members in sorted(kinds.items()):
        chosen = sorted(members, key=lambda group: group.draw(seed))[:sample]
        yield from (group for group in chosen if group not in known)

"""How much of what transync says is true, judged group by group on real repositories.

    python -m bench.precision CORPUS...                  the standing, and sheets to judge
    python -m bench.precision CORPUS --rule anchor       one rule only
    python -m bench.precision CORPUS --verdict FILE      take in verdicts on one corpus
    python -m bench.precision CORPUS... --summary        the table of docs/accuracy.md

A CORPUS is a clone of a translated repository; its folder's name is its name here. What is judged
is a group: one fault, in however many languages. The sheets show `--sample` groups of each rule,
drawn with `--seed`, as far as they have no verdict; a group keeps its place in the draw when others
come and go. Judge hard: `true` is what a maintainer wants to know, at the right line and in the
right words; `debatable` is correct, but nobody would care; `false` is wrong or misleading. FILE has
one verdict a line: the group, the verdict, and why in one short sentence of your own, because
`verdicts.jsonl` quotes nothing from the corpora.

A debatable group counts as half a true one. A verdict belongs to a group's rule, page, line and
message. When only the message is new, the verdict still counts, and the group is listed as
reworded, to be looked at again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Literal, NamedTuple, get_args

import click
from pydantic import BaseModel, ConfigDict, ValidationError

from transync.checking.run import run
from transync.config import load_settings
from transync.documents.decoding import decode
from transync.model import Finding, Severity
from transync.repository.tree import Tree, read_tree
from transync.rules import all_rules, rule_names
from transync.wording import count

VERDICTS = Path(__file__).with_name("verdicts.jsonl")
GOALS = {Severity.ERROR: 98, Severity.WARNING: 95}
_LINES_AROUND = 6
_LONGEST_LINE = 600

Kind = tuple[str, Severity]
Identity = tuple[str, str]
Place = tuple[str, str, str, int]
Judgement = Literal["true", "false", "debatable"]


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


@click.command()
@click.argument(
    "corpora",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, resolve_path=True),
)
@click.option("--rule", type=click.Choice(list(all_rules())), help="This rule only.")
@click.option("--seed", default=1, show_default=True, help="Which groups are drawn.")
@click.option("--sample", default=30, show_default=True, help="How many groups of each rule.")
@click.option("--verdict", "file", type=click.Path(path_type=Path, exists=True), help="Take it in.")
@click.option("--summary", is_flag=True, help="Print the table only.")
def main(
    corpora: tuple[Path, ...],
    rule: str | None,
    seed: int,
    sample: int,
    file: Path | None,
    summary: bool,
) -> None:
    """Measure how much of what transync says of CORPORA is true."""
    trees = {corpus.name: read_tree(corpus) for corpus in corpora}
    groups = [group for name, tree in trees.items() for group in groups_of(name, tree, rule)]
    known = read_verdicts(VERDICTS)
    if file:
        if len(trees) > 1:
            raise click.UsageError("--verdict: give the one corpus that was judged")
        known = with_verdicts(known, groups, file)
        lines = sorted(verdict.model_dump_json() for verdict in known)
        VERDICTS.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    ours = [v for v in known if v.corpus in trees and rule in (None, v.rule)]
    standing = compared(groups, ours)
    click.echo(table(groups, standing.judged))
    if not summary:
        click.echo(changes(standing))
        for group in drawn(groups, standing.judged, sample, seed):
            click.echo(sheet(group, trees[group.corpus], seed))


def groups_of(corpus: str, tree: Tree, rule: str | None) -> list[Group]:
    """What a check of the corpus finds, as groups in a stable order."""
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in run(tree, load_settings(tree.root, None, rule_names())).findings:
        if rule in (None, finding.rule):
            findings[finding.group].append(finding)
    groups = (Group(corpus, tuple(found)) for found in findings.values())
    return sorted(groups, key=lambda group: (group.place, group.identity))


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


def table(groups: Iterable[Group], judged: dict[Group, Verdict]) -> str:
    """What is known of each rule, as Markdown."""
    found = Counter(group.kind for group in groups)
    said: dict[Kind, Counter[str]] = defaultdict(Counter)
    for group, verdict in judged.items():
        said[group.kind][verdict.verdict] += 1
    lines = [
        "| Rule | Severity | Groups | Judged | True | Debatable | False | Precision | Goal |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for kind, number in sorted(found.items()):
        rule, severity = kind
        lines.append(
            f"| `{rule}` | {severity} | {number} | {_row(said[kind])} | {GOALS[severity]}% |"
        )
    for severity, goal in GOALS.items():
        every = sum((said[kind] for kind in found if kind[1] is severity), Counter[str]())
        number = sum(number for kind, number in found.items() if kind[1] is severity)
        lines.append(f"| all | {severity} | {number} | {_row(every)} | {goal}% |")
    return "\n".join(lines) + "\n"


def _row(said: Counter[str]) -> str:
    judged = said.total()
    true, debatable, false = said["true"], said["debatable"], said["false"]
    precision = f"{100 * (true + debatable / 2) / judged:.1f}%" if judged else "?"
    return f"{judged} | {true} | {debatable} | {false} | {precision}"


def changes(standing: Standing) -> str:
    """What is not as it was when the verdicts were given."""
    lines = [
        f"{len(standing.new)} groups are new (not judged), {len(standing.reworded)} reworded, "
        f"{len(standing.vanished)} vanished.",
        *(f"- new: {_named(g)}" for g in standing.new),
        *(f"- reworded: {_named(g)}, was {standing.judged[g].verdict}" for g in standing.reworded),
        *(f"- vanished: {_named(v)}, was {v.verdict}" for v in standing.vanished),
    ]
    return "\n".join(lines) + "\n"


def _named(what: Group | Verdict) -> str:
    corpus, rule, page, line = what.place
    return f"`{what.identity[1]}` {rule}, {corpus}: {page}:{line}"


def sheet(group: Group, tree: Tree, seed: int) -> str:
    """Everything that is needed to judge a group, as Markdown."""
    rule, severity = group.kind
    languages = sorted({finding.language for finding in group.findings if finding.language})
    finding = min(group.findings, key=lambda f: sha256(f"{seed}{f.fingerprint}".encode()).digest())
    whose = f"{count(len(languages), 'language')}: {' '.join(languages)}" if languages else "source"
    lines = [
        f"## `{finding.group}` {rule} ({severity})",
        "",
        finding.text,
        "",
        f"{group.corpus}, {whose}",
        "",
    ]
    if finding.source_path:
        lines += _excerpt(tree, finding.source_path, finding.source_line or 0, 1)
    if finding.path != finding.source_path:
        lines += _excerpt(tree, finding.path, finding.line, finding.column)
    return "\n".join(lines) + "\n"


def _excerpt(tree: Tree, path: str, line: int, column: int) -> list[str]:
    """The lines around a place, the place itself marked."""
    data = tree.read(path) if path in tree.files else b""
    text = decode(data) if isinstance(data, bytes) else data
    content = text.split("\n") if isinstance(text, str) else [f"({text.message})"]
    first = max(1, line - _LINES_AROUND)
    shown = enumerate(content[first - 1 : line + _LINES_AROUND], first)
    return [
        f"{path}:{line}:{column}",
        "",
        "~~~~~text",
        *(f"{'>' if n == line else ' '}{n:5} {said[:_LONGEST_LINE]}" for n, said in shown),
        "~~~~~",
        "",
    ]


if __name__ == "__main__":
    main()

"""How much of what transync says is true, judged group by group on real repositories.

    python -m bench.precision CORPUS...                  the standing, and sheets to judge
    python -m bench.precision CORPUS --rule anchor       one rule only
    python -m bench.precision CORPUS --verdict FILE      take in verdicts on one corpus
    python -m bench.precision CORPUS... --summary        the table of docs/accuracy.md

A CORPUS is a clone of a translated repository; its folder's name is its name here. What is judged
is a group: one fault, in however many languages. The sheets show `--sample` groups of each rule,
drawn with `--seed`, as far as they have no verdict; a group keeps its place in the draw when others
come and go. Judge hard: `true` is what a maintainer wants to know, at the right line and in the
right words; `badly-said` is a real fault, but in the wrong words, at a wrong line, or told more
than once; `debatable` is correct, but nobody would care; `false` is wrong or misleading. FILE has
one verdict a line: the group, the verdict, and why in one short sentence of your own, because
`verdicts.jsonl` quotes nothing from the corpora.

What is badly said counts for precision, and not as well said. A debatable group counts as half a
true one for both. A verdict belongs to a group's rule, page, line and
message. When only the message is new, the verdict still counts, and the group is listed as
reworded, to be looked at again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import get_args

import click

from bench.verdicts import (
    Group,
    Judgement,
    Kind,
    Standing,
    Verdict,
    compared,
    drawn,
    read_verdicts,
    with_verdicts,
)
from transync.checking.run import run
from transync.config import load_settings
from transync.documents.decoding import decode
from transync.model import Finding, Severity
from transync.repository.tree import Tree, read_tree
from transync.rules import all_rules, rule_names
from transync.wording import count

VERDICTS = Path(__file__).with_name("verdicts.jsonl")
GOALS = {Severity.ERROR: 98, Severity.WARNING: 95}
WELL_SAID = 92
_LINES_AROUND = 6
_LONGEST_LINE = 600


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


def table(groups: Iterable[Group], judged: dict[Group, Verdict]) -> str:
    """What is known of each rule, as Markdown."""
    found = Counter(group.kind for group in groups)
    said: dict[Kind, Counter[str]] = defaultdict(Counter)
    for group, verdict in judged.items():
        said[group.kind][verdict.verdict] += 1
    lines = [
        "| Rule | Severity | Groups | Judged | True | Debatable | Badly said | False "
        "| Precision | Goal | Well said | Goal |",
        f"| --- | --- |{' ---: |' * 10}",
    ]
    for kind, number in sorted(found.items()):
        rule, severity = kind
        lines.append(f"| `{rule}` | {severity} | {number} | {_row(said[kind], severity)} |")
    for severity in GOALS:
        every = sum((said[kind] for kind in found if kind[1] is severity), Counter[str]())
        number = sum(number for kind, number in found.items() if kind[1] is severity)
        lines.append(f"| all | {severity} | {number} | {_row(every, severity)} |")
    return "\n".join(lines) + "\n"


def _row(said: Counter[str], severity: Severity) -> str:
    well_said = said["true"] + said["debatable"] / 2
    counts = [said.total(), *(said[judgement] for judgement in get_args(Judgement))]
    shares = [
        _share(well_said + said["badly-said"], said.total()),
        f"{GOALS[severity]}%",
        _share(well_said, said.total()),
        f"{WELL_SAID}%",
    ]
    return " | ".join([*map(str, counts), *shares])


def _share(part: float, judged: int) -> str:
    return f"{100 * part / judged:.1f}%" if judged else "?"


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

"""The report as a short summary in GitHub's Markdown: what is wrong, by rule, with examples."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from transync.model import Diff, LanguageTally, Report, Severity
from transync.output import advice, switches
from transync.output.entry import Entry, gather, named, ranked
from transync.output.inert import inert_text
from transync.output.markup import cell, code, prose
from transync.output.summary import by_language, remarks, verdict
from transync.output.terminal import printable, statement
from transync.rules import all_rules
from transync.wording import count

_EXAMPLES = 5
_FEWEST_HIDDEN = 2


def render(report: Report) -> str:
    """Some lines for each rule that found something, errors first, and a table of languages.

    Its length depends on the rules and languages alone, so it suits a comment or a job's summary.
    """
    entries = ranked(gather(report.findings))
    parts = [
        f"## transync: {verdict(report, len(entries))}",
        *_switches(report),
        "\n".join(f"- {prose(remark)}" for remark in remarks(report)),
        *_sections(entries),
    ]
    if report.diff:
        parts += _beside(report.diff)
    elif report.languages:
        table = "\n".join(_table(report.languages))
        parts.append(f"<details><summary>By language</summary>\n\n{table}\n\n</details>")
    return inert_text("\n\n".join(parts)) + "\n"


def _sections(entries: Iterable[Entry]) -> Iterator[str]:
    """The faults by rule: the rule with the most findings first, its widest faults as examples."""
    by_rule: dict[tuple[Severity, str], list[Entry]] = defaultdict(list)
    sizes = Counter[tuple[Severity, str]]()
    for entry in entries:
        by_rule[entry.severity, entry.first.rule].append(entry)
        sizes[entry.severity, entry.first.rule] += len(entry.findings)
    rules = all_rules()
    for kind in sorted(by_rule, key=lambda kind: (kind[0], -sizes[kind], kind[1])):
        (severity, rule), found = kind, by_rule[kind]
        number = count(sizes[kind], severity.value)
        if len(found) < sizes[kind]:
            number += f", {count(len(found), 'fault')}"
        yield f"### `{rule}`: {number}\n\n{rules[rule].summary}"
        yield "\n".join(_examples(found))


def _switches(report: Report) -> Iterator[str]:
    """What a change brings that decides what is found, as an alert."""
    found = switches.of(report)
    if found is None:
        return
    said = switches.sentence(found)
    lines = ["[!WARNING]", f"{said[:1].upper()}{said[1:]}", ""]
    for place, said in switches.places(found):
        lines.append(f"- {code(place)} {prose(said)}" if place else f"- … {said}")
    for label, place, said in switches.effects(found):
        lines.append(f"- {label}: {code(place)} {prose(said)}" if place else f"- … {said}")
    yield "\n".join(f"> {line}" if line else ">" for line in lines)


def _beside(diff: Diff) -> Iterator[str]:
    """What a change leaves behind, and what was there before."""
    if stale := advice.by_source(diff.stale):
        yield f"### {advice.statement(stale).capitalize()}"
        rows = []
        for source, languages in islice(stale.items(), _EXAMPLES):
            rows.append(f"- {code(printable(source))} {prose(printable(' '.join(languages)))}")
        if more := len(stale) - len(rows):
            rows.append(f"- … and {count(more, 'more source')}")
        yield "\n".join(rows)
    if diff.before:
        number = count(len(diff.before), "finding")
        title = f"{number} that this change did not bring, in files that it touches"
        examples = "\n".join(_examples(ranked(gather(diff.before))))
        yield f"<details><summary>{title}</summary>\n\n{examples}\n\n</details>"


def _examples(entries: Sequence[Entry]) -> Iterator[str]:
    shown = entries[:_EXAMPLES]
    if len(entries) < _EXAMPLES + _FEWEST_HIDDEN:
        shown = entries
    for entry in shown:
        first = entry.first
        # The path names the language of one.
        languages = f" ({named(entry.languages)})" if len(entry.languages) > 1 else ""
        place = code(f"{printable(first.path)}:{first.line}")
        yield f"- {place} {prose(statement(first.text))}{languages}"
    if len(shown) < len(entries):
        yield f"- … and {len(entries) - len(shown)} more"


def _table(tallies: Sequence[LanguageTally]) -> Iterator[str]:
    columns, rows = by_language(tallies)
    names = ["language", *(column.name for column in columns)]
    yield f"| {' | '.join(names)} |"
    yield f"| --- |{' ---: |' * len(columns)}"
    for language, numbers in rows.items():
        cells = " | ".join(str(number or "·") for number in numbers)
        yield f"| {cell(prose(language))} | {cells} |"

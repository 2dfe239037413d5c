"""The report as GitHub Actions' workflow commands: an annotation for each fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from transync.model import Report
from transync.output import advice, switches
from transync.output.advice import by_source
from transync.output.entry import Entry, gather, named, ranked
from transync.output.summary import verdict
from transync.output.terminal import printable, statement
from transync.wording import count

# GitHub shows ten errors, ten warnings and ten notices of a step; its log holds them all.
_SHOWN_OF_EACH = 10
_NAMED_PLACES = 20
# Of the ten notices, one is the verdict.
_NAMED_SOURCES = 8


def render(report: Report) -> str:
    """The commands, the faults that matter most first; then notices: what else is to be known.

    Each line is a whole command, so that no text of a file can begin one of its own.
    https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts has the escapes.
    """
    entries = ranked(gather(report.findings))
    lines = (*_switches(report), *map(_annotation, entries), *_notices(report, entries))
    return "".join(f"{line}\n" for line in lines)


def _switches(report: Report) -> Iterator[str]:
    """A warning about what a change brings that decides what is found, where that begins."""
    found = switches.of(report)
    if found is None:
        return
    place: dict[str, str | int] = {}
    if first := switches.beginning(found):
        place = {"file": first[0], "line": first[1]}
    message = "\n".join((switches.sentence(found), *switches.lines(found)))
    yield _command("warning", message, **place, title="what decides the check")


def _annotation(entry: Entry) -> str:
    first = entry.first
    place: dict[str, str | int] = {"file": first.path, "line": first.line, "col": first.column}
    message = statement(first.text)
    if len(entry.findings) > 1:
        others = entry.findings[1:]
        places = (f"{each.language or each.path}:{each.line}" for each in others[:_NAMED_PLACES])
        message += f"\nalso {printable(' '.join(places))}"
        if len(others) > _NAMED_PLACES:
            message += f" and {len(others) - _NAMED_PLACES} more"
    languages = f" [{named(entry.languages)}]" if entry.languages else ""
    return _command(entry.severity, message, **place, title=first.rule + languages)


def _notices(report: Report, entries: list[Entry]) -> Iterator[str]:
    numbers = Counter(entry.severity for entry in entries)
    rest = ""
    if any(number > _SHOWN_OF_EACH for number in numbers.values()):
        rest = f"; GitHub shows {_SHOWN_OF_EACH} of each kind, the log of this step has all"
    yield _command("notice", verdict(report, len(entries)) + rest, title="transync")
    stale = by_source(report.diff.stale if report.diff else ())
    for source, languages in list(stale.items())[:_NAMED_SOURCES]:
        message = f"{count(len(languages), 'translation')}: {printable(' '.join(languages))}"
        yield _command("notice", message, file=source, line=1, title="stale with this change")
    if len(stale) > _NAMED_SOURCES:
        yield _command("notice", advice.statement(stale), title="transync")
    for note in report.notes:
        yield _command("notice", printable(note), title="transync")


def _command(name: str, message: str, **properties: str | int) -> str:
    said = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {said}::{_data(message)}"


def _property(value: str) -> str:
    return _data(printable(value)).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

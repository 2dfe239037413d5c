"""What a change brings that decides what is found, in words for every output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from transync.model import Finding, Report, SettingSwitch, Severity, SuppressionSwitch, Switches
from transync.output.entry import gather, named, ranked
from transync.output.terminal import printable, statement
from transync.wording import count

_BASELINE = ".transync-baseline.json"
_LONGER = "a longer baseline"
_SHOWN_VALUES = 3
_SHOWN = 10
_SHOWN_FAULTS = 5


def of(report: Report) -> Switches | None:
    """The switches of a report on a change that brings any."""
    return report.diff.switches if report.diff else None


def sentence(switches: Switches) -> str:
    """What kinds of them there are, and what they hide of the change itself."""
    kinds = ["other settings"] if switches.settings else []
    kinds += [_LONGER] if switches.known else []
    kinds += ["suppressions"] if switches.suppressions else []
    *first, last = kinds or ["other settings"]
    brought = f"{', '.join(first)} and {last}" if first else last
    is_one = kinds == [_LONGER]
    if switches.is_obeyed:
        return f"this change brings {brought}, which {_effect(switches, is_one)}"
    count_here, they = ("doesn't count", "it") if is_one else ("don't count", "they")
    would = f"{they} would {_effect(switches, False)}"
    return f"this change brings {brought}, which {count_here} here; {would}"


def verdict(switches: Switches | None) -> Iterator[str]:
    """What is to be said of them beside what the findings of a report are, if anything is."""
    if switches and switches.is_obeyed and switches.hidden:
        yield f"hides {_number(switches.hidden)}"
    if switches and switches.is_obeyed and switches.lowered:
        yield f"calls {count(len(switches.lowered), 'error')} a warning"


def beginning(switches: Switches) -> tuple[str, int] | None:
    """The file and line at which to look first; None where the change only takes a file away."""
    places = [(setting.path, 1) for setting in switches.settings if setting.path]
    places += [(_BASELINE, 1)] if switches.known else []
    places += [(each.path, each.line) for each in switches.suppressions]
    return places[0] if places else None


def places(switches: Switches, is_verbose: bool = False) -> Iterator[tuple[str, str]]:
    """Where each stands, and what it says; at the end how many more there are, without a place."""
    every = list(_places(switches))
    shown = every if is_verbose else every[:_SHOWN]
    yield from shown
    if len(shown) < len(every):
        yield "", f"and {len(every) - len(shown)} more"


def effects(switches: Switches, is_verbose: bool = False) -> Iterator[tuple[str, str, str]]:
    """What becomes of the findings: a word, the place, the statement; those that matter most first.

    At the end, there is how many more there are, without a place. What doesn't count hides nothing.
    """
    if not switches.is_obeyed:
        return
    for label, findings in (("hidden", switches.hidden), ("a warning now", switches.lowered)):
        every = ranked(gather(findings))
        shown = every if is_verbose else every[:_SHOWN_FAULTS]
        for entry in shown:
            first = entry.first
            languages = f" [{named(entry.languages)}]" if len(entry.languages) > 1 else ""
            said = f"{entry.severity} {first.rule}: {statement(first.text)}{languages}"
            yield label, printable(f"{first.path}:{first.line}"), said
        if len(shown) < len(every):
            yield label, "", f"and {len(every) - len(shown)} more {label}"


def lines(switches: Switches) -> Iterator[str]:
    """All of that in plain lines."""
    for place, said in places(switches):
        yield f"{place} {said}".strip()
    for label, place, said in effects(switches):
        yield f"{label}: {place} {said}" if place else said


def _effect(switches: Switches, is_one: bool) -> str:
    """The verbs, of one thing or of several, with what they say it of."""
    ending = "s" if is_one else ""
    what = _number(switches.hidden) if switches.hidden else "nothing"
    found = f"hide{ending} {what} that it introduces"
    if switches.lowered:
        found += f", and call{ending} {count(len(switches.lowered), 'error')} a warning"
    return found


def _number(findings: Iterable[Finding]) -> str:
    levels = [finding.severity for finding in findings]
    numbers = [(levels.count(level), level.value) for level in Severity]
    return " and ".join(count(number, name) for number, name in numbers if number)


def _places(switches: Switches) -> Iterator[tuple[str, str]]:
    for setting in switches.settings:
        yield printable(setting.path or "the defaults"), _setting(setting)
    if switches.known:
        yield _BASELINE, f"+{count(switches.known, 'finding')}"
    for suppression in switches.suppressions:
        yield printable(f"{suppression.path}:{suppression.line}"), _suppression(suppression)


def _setting(setting: SettingSwitch) -> str:
    values = [
        f"{sign}{value}"
        for sign, every in (("+", setting.added), ("-", setting.removed))
        for value in every
    ]
    more = ", …" if len(values) > _SHOWN_VALUES else ""
    return printable(f"{setting.key}: {', '.join(values[:_SHOWN_VALUES])}{more}")


def _suppression(suppression: SuppressionSwitch) -> str:
    word = "ignore-file" if suppression.is_for_file else "ignore"
    return f"{word} {printable(', '.join(suppression.rules)) or 'all rules'}"

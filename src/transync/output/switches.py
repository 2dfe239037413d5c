"""What a change brings that decides what is found, in words for every output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from transync.model import Finding, Report, SettingSwitch, Severity, SuppressionSwitch, Switches
from transync.output.entry import gather, named, ranked
from transync.output.terminal import printable, statement
from transync.wording import count, shortened

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
    kinds = []
    if switches.settings:
        kinds.append("other settings")
    if switches.known:
        kinds.append(_LONGER)
    if switches.suppressions:
        kinds.append("suppressions")
    *first, brought = kinds or ["other settings"]
    if first:
        brought = f"{', '.join(first)} and {brought}"
    is_one = kinds == [_LONGER]
    if switches.is_obeyed:
        return f"this change brings {brought}, which {_effect(switches, is_one)}"
    would = f"would {_effect(switches, False)}"
    if is_one:
        return f"this change brings {brought}, which doesn't count here; it {would}"
    return f"this change brings {brought}, which don't count here; they {would}"


def verdict(switches: Switches | None) -> Iterator[str]:
    """What is to be said of them beside what the findings of a report are, if anything is."""
    if not switches or not switches.is_obeyed:
        return
    if switches.hidden:
        yield f"hides {_number(switches.hidden)}"
    if switches.lowered:
        yield f"calls {count(len(switches.lowered), 'error')} a warning"


def beginning(switches: Switches) -> tuple[str, int] | None:
    """The file and line at which to look first; None where the change only takes a file away."""
    for setting in switches.settings:
        if setting.path:
            return setting.path, 1
    if switches.known:
        return _BASELINE, 1
    for suppression in switches.suppressions:
        return suppression.path, suppression.line
    return None


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
            said = f"{entry.severity} {first.rule}: {statement(first.text)}"
            if len(entry.languages) > 1:
                said += f" [{named(entry.languages)}]"
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
    what = _number(switches.hidden) or "nothing"
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
    values = [f"+{value}" for value in setting.added]
    values += [f"-{value}" for value in setting.removed]
    return printable(f"{setting.key}: {shortened(values, _SHOWN_VALUES)}")


def _suppression(suppression: SuppressionSwitch) -> str:
    word = "ignore-file" if suppression.is_for_file else "ignore"
    return f"{word} {printable(', '.join(suppression.rules)) or 'all rules'}"

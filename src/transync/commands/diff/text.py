"""The differences for people: what changed in the source, and where the translation has it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import click

from transync.commands.diff.differences import Differences, PageDifference, Spot, Task
from transync.comparison.common_items import CommonPart, steps
from transync.model import Behind, CellPlace
from transync.output.inert import inert_text
from transync.output.terminal import printable, wrapped
from transync.staleness.sections import SectionDifference, SectionText
from transync.wording import count

_CONTEXT = 2
# Nobody reads more sections than these.
_MOST_SECTIONS = 1_000
# A translation's section of more lines is shown around what is to be touched.
_LONG, _AROUND = 24, 3
# Lines that share less than this are not told apart word by word.
_ALIKE = 0.5
_WORD = re.compile(r"\w++(?:[.'’-]\w++)*+|\s+|[^\w\s]")

# A text, and what is done with it: `-` or `+` for a word that is gone or new.
Mark = Callable[[str, str], str]


def render(differences: Differences, has_colour: bool = False) -> str:
    """The differences as text; words that changed are in brackets, or underlined with colours."""
    lines: list[str] = []
    mark = _underlined if has_colour else _bracketed
    for translations in _alike(differences.translations):
        lines += _group(differences.source, translations, mark)
    lines += _reasons(differences.translations)
    if not differences.translations:
        lines.append(f"{printable(differences.source)} has no translation")
    lines += [f"note: {printable(note)}" for note in differences.notes]
    return inert_text("\n".join(lines)) + "\n"


def _reasons(translations: Iterable[PageDifference]) -> Iterator[str]:
    """Why there is nothing to compare; said once for the languages of which it is true."""
    found: dict[str, list[PageDifference]] = defaultdict(list)
    for difference in translations:
        if difference.reason:
            found[difference.reason].append(difference)
    for reason, alike in found.items():
        named = alike[0].pair.translation
        if len(alike) > 1:
            named = _languages(alike)
        yield from wrapped(f"{named}: {reason}".split(" "))


def _alike(translations: Iterable[PageDifference]) -> Iterable[Sequence[PageDifference]]:
    """The translations that are behind, those of the same version together."""
    found: dict[Behind, list[PageDifference]] = defaultdict(list)
    for difference in translations:
        if difference.behind:
            found[difference.behind].append(difference)
    return found.values()


def _group(source: str, translations: Sequence[PageDifference], mark: Mark) -> Iterator[str]:
    first = translations[0]
    if not first.behind:
        return
    names = _languages(translations)
    if len(translations) == 1:
        names = f"{first.pair.translation} [{names}]"
    yield click.style(printable(f"{source} → {names}"), bold=True)
    yield _extent(first.behind)
    yield ""
    changes = [task.change for task in first.tasks]
    said = [number for number, change in enumerate(changes) if not change.is_trivial]
    for number in said[:_MOST_SECTIONS]:
        yield from _section(source, first.tasks[number], mark)
        yield from _places([(difference, difference.tasks[number]) for difference in translations])
        yield ""
    if len(said) > _MOST_SECTIONS:
        yield f"… and {len(said) - _MOST_SECTIONS} more sections; --format json has all of them"
        yield ""
    trivial = [_title(change) for change in changes if change.is_trivial]
    if trivial:
        yield from wrapped([f"nothing to do in: {', '.join(trivial)}"])
        yield ""
    if not first.tasks:
        yield "nothing that a reader sees has changed"
        yield ""


def _languages(translations: Sequence[PageDifference]) -> str:
    return ", ".join(difference.pair.language for difference in translations)


def _extent(behind: Behind) -> str:
    commits, days = count(behind.commits, "commit"), count(behind.days, "day")
    lines = f"{count(behind.added, 'line')} added, {behind.removed} removed"
    extent = f"not committed yet: {lines}"
    if behind.commits:
        extent = f"{commits} and {days} behind: {lines} since {behind.since:%Y-%m-%d}"
    return f"{extent}, translated from {printable(behind.path)} of {printable(behind.commit[:8])}"


def _section(source: str, task: Task, mark: Mark) -> Iterator[str]:
    change = task.change
    place = "gone"
    if change.after:
        place = f"{printable(source)}:{change.after.first}"
    place += _cell(task.cell)
    status = click.style(change.status, fg="yellow")
    yield f"{click.style(_title(change), bold=True)}  {status}  {click.style(place, dim=True)}"
    before, after = change.before, change.after
    if before and after and before.heading != after.heading:
        yield f"    was: {_title(SectionDifference(before, None, 'removed', is_trivial=False))}"
    if change.status == "moved":
        return
    for line in _differences(_texts(before), _texts(after), mark):
        yield f"    {line}".rstrip()


def _title(change: SectionDifference) -> str:
    section = change.after or change.before
    if section is None or section.index < 0:
        return "the beginning"
    return printable(section.heading).strip() or "a heading without text"


def _differences(old: Sequence[str], new: Sequence[str], mark: Mark) -> Iterator[str]:
    """The lines that differ, with a few of those around them."""
    for number, group in enumerate(_groups(steps(old, new))):
        if number:
            yield "…"
        for step in group:
            if step.is_equal:
                lines = new[step.right.start : step.right.stop]
                yield from (f"  {printable(line)}".rstrip() for line in lines)
            else:
                yield from _replaced(_part(old, step.left), _part(new, step.right), mark)


def _groups(found: Iterable[CommonPart]) -> Iterator[list[CommonPart]]:
    """The steps that are near to each other; of what is equal, only what is near."""
    group: list[CommonPart] = []
    for step in found:
        if not step.is_equal:
            group.append(step)
            continue
        size, is_first = len(step.left), not group
        if not is_first and size <= 2 * _CONTEXT:
            group.append(step)
            continue
        if not is_first:
            yield [*group, _cut(step, 0, _CONTEXT)]
        group = [_cut(step, max(size - _CONTEXT, 0), size)]
    if any(not step.is_equal for step in group):
        if group[-1].is_equal:
            group[-1] = _cut(group[-1], 0, _CONTEXT)
        yield group


def _cut(step: CommonPart, start: int, end: int) -> CommonPart:
    return CommonPart(step.is_equal, step.left[start:end], step.right[start:end])


def _part(lines: Sequence[str], part: range) -> Sequence[str]:
    return lines[part.start : part.stop]


def _replaced(old: Sequence[str], new: Sequence[str], mark: Mark) -> Iterator[str]:
    """Lines for lines; where one became another, both with their words marked."""
    removed, added = list(map(printable, old)), list(map(printable, new))
    if len(old) == len(new):
        for number, both in enumerate(zip(old, new, strict=True)):
            removed[number], added[number] = _word_by_word(*both, mark)
    for line in removed:
        yield click.style(f"- {line}".rstrip(), fg="red")
    for line in added:
        yield click.style(f"+ {line}".rstrip(), fg="green")


def _word_by_word(old: str, new: str, mark: Mark) -> tuple[str, str]:
    """Both lines with the words marked that differ; as they are where they share too little."""
    old_words, new_words = _WORD.findall(old), _WORD.findall(new)
    found = list(steps(old_words, new_words))
    equal = sum(len(step.left) for step in found if step.is_equal)
    if 2 * equal < _ALIKE * (len(old_words) + len(new_words)):
        return printable(old), printable(new)
    removed = added = ""
    for is_same, was, now in _runs(old_words, new_words, found):
        if not is_same:
            # What is empty has nothing to mark.
            was, now = was and mark(was, "-"), now and mark(now, "+")
        removed += was
        added += now
    return removed, added


def _runs(
    old_words: Sequence[str], new_words: Sequence[str], found: Iterable[CommonPart]
) -> Iterator[tuple[bool, str, str]]:
    """What is the same and what is not, in turn; a space between two changes is part of them."""
    runs: list[tuple[bool, list[str], list[str]]] = []
    for step in found:
        was, now = _part(old_words, step.left), _part(new_words, step.right)
        is_behind_space = len(runs) > 1 and runs[-1][0] and not "".join(runs[-1][1]).strip()
        if is_behind_space and not step.is_equal:
            _, *space = runs.pop()
            runs[-1][1].extend((*space[0], *was))
            runs[-1][2].extend((*space[1], *now))
        else:
            runs.append((step.is_equal, list(was), list(now)))
    for is_same, old, new in runs:
        yield is_same, printable("".join(old)), printable("".join(new))


def _bracketed(text: str, sign: str) -> str:
    """As `git diff --word-diff` shows it."""
    if sign == "-":
        return f"[-{text}-]"
    return f"{{+{text}+}}"


def _underlined(text: str, sign: str) -> str:
    colour = "red" if sign == "-" else "green"
    # The line goes on in its colour.
    return click.style(text, fg=colour, underline=True) + click.style("", fg=colour, reset=False)


def _places(tasks: Sequence[tuple[PageDifference, Task]]) -> Iterator[str]:
    """Where each translation has the section; of one alone, its text too."""
    for difference, task in tasks:
        path = printable(difference.pair.translation)
        if task.spot is None:
            yield f"  {path}: can't be read"
            continue
        yield f"  {click.style(_place(path, task.spot), fg='cyan')}"
        if len(tasks) == 1:
            yield from _excerpt(task.spot)


def _place(path: str, spot: Spot) -> str:
    if not spot.lines:
        return f"{path}:{spot.line}{_cell(spot.cell)}, behind this line"
    until = f"-{spot.last}" if spot.last > spot.line else ""
    return f"{path}:{spot.line}{until}{_cell(spot.cell)}"


def _cell(place: CellPlace | None) -> str:
    if place:
        return f" (cell {place.number})"
    return ""


def _excerpt(spot: Spot) -> Iterator[str]:
    """The section's lines, those to look at marked; of a long section, what is around them."""
    width = len(str(spot.last))
    is_short = len(spot.lines) <= _LONG or not spot.touched
    touched = set(spot.touched)
    shown: set[int] = set()
    for number in touched:
        shown.update(range(number - _AROUND, number + _AROUND + 1))
    is_elided = False
    for line in spot.lines:
        if is_short or line.number in shown or line == spot.lines[0]:
            sign = ">" if line.number in touched else " "
            yield f"  {sign} {line.number:>{width}} | {printable(line.text)}".rstrip()
            is_elided = False
        elif not is_elided:
            yield "    …"
            is_elided = True


def _texts(section: SectionText | None) -> Sequence[str]:
    """The lines of a section without the empty ones at its end."""
    if section is None:
        return []
    lines = [line.text for line in section.lines]
    while lines and not lines[-1].strip():
        lines.pop()
    return lines

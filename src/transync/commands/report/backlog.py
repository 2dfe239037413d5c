"""What the overview asks for: the pages to translate again, those with errors, the next steps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from shlex import quote
from typing import NamedTuple

from transync.commands.report.overview import Overview, PageStatus
from transync.model import Behind, Finding, Origin, Severity, State
from transync.wording import count

_WORKLIST = "transync worklist --format co-op"
_FAILURES = "transync check --select failed-translation"


class Lack(NamedTuple):
    """A source that some languages have an old translation of, or none.

    `stale` leaves out the translations that were made from a text that was never committed:
    `uncommitted` are those. All are pages of different languages, in their order.
    """

    source: str
    stale: tuple[PageStatus, ...]
    uncommitted: tuple[PageStatus, ...]
    missing: tuple[PageStatus, ...]

    @property
    def behind(self) -> Behind | None:
        """That of the translation that is behind by most; None where history tells of none."""
        known = [page.behind for page in self.stale if page.behind]
        return max(known, key=_by_distance, default=None)

    @property
    def urgent(self) -> tuple[PageStatus, ...]:
        """The stale pages whose readers miss something, as far as anybody knows."""
        return tuple(page for page in self.stale if not (page.behind and page.behind.is_trivial))

    @property
    def to_translate(self) -> tuple[PageStatus, ...]:
        """What a reader misses."""
        return *self.urgent, *self.missing

    @property
    def failed(self) -> tuple[PageStatus, ...]:
        """Those that Co-op Translator does not try again before the source or itself changes."""
        return tuple(page for page in self.to_translate if page.pair.failure)


class Suspect(NamedTuple):
    """A source with errors in its translations, or in itself."""

    source: str
    findings: tuple[Finding, ...]
    languages: tuple[str, ...]

    @property
    def rules(self) -> Sequence[tuple[str, int]]:
        """The rules that found something, those with the most findings first."""
        numbers = Counter(finding.rule for finding in self.findings)
        return sorted(numbers.items(), key=lambda item: (-item[1], item[0]))


class NextStep(NamedTuple):
    """Something to do: words, in which `{}` stands for the paths that they name, and commands."""

    words: str
    paths: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()


def lacks(overview: Overview) -> list[Lack]:
    """The sources to translate, what hurts most first: most languages, then behind by most."""
    pages: dict[str, list[PageStatus]] = defaultdict(list)
    for page in overview.pages:
        if page.pair.state in (State.STALE, State.MISSING):
            pages[page.pair.source].append(page)
    found = [_lack(source, every) for source, every in pages.items()]
    return sorted(found, key=_by_pain)


def suspects(overview: Overview) -> list[Suspect]:
    """The sources whose translations have errors, most errors first."""
    errors: dict[str, list[Finding]] = defaultdict(list)
    for page in overview.pages:
        errors[page.pair.source] += (f for f in page.defects if f.severity is Severity.ERROR)
    return _ranked(errors)


def faulty(overview: Overview) -> list[Suspect]:
    """The sources that are wrong themselves, most faults first."""
    faults: dict[str, list[Finding]] = defaultdict(list)
    for finding in overview.faults:
        faults[finding.path].append(finding)
    return _ranked(faults)


def steps(overview: Overview) -> list[NextStep]:
    """What to do, in the order in which it costs least: sources before their translations."""
    found = lacks(overview)
    return [
        *_mend_sources(faulty(overview)),
        *_commit_sources(found),
        *_simplify(found),
        *_translate(found),
        *_mend_translations(suspects(overview)),
        *_mend_others(overview),
        *_delete(overview),
        *_wait(found),
    ]


def _lack(source: str, pages: Sequence[PageStatus]) -> Lack:
    stale, uncommitted, missing = list[PageStatus](), list[PageStatus](), list[PageStatus]()
    for page in pages:
        if page.pair.state is State.MISSING:
            missing.append(page)
        elif page.pair.origin is Origin.PHANTOM:
            uncommitted.append(page)
        else:
            stale.append(page)
    return Lack(source, tuple(stale), tuple(uncommitted), missing=tuple(missing))


def _by_distance(behind: Behind) -> tuple[bool, int, int]:
    return not behind.is_trivial, behind.days, behind.commits


def _by_pain(lack: Lack) -> tuple[object, ...]:
    behind = lack.behind
    ages = (-behind.commits, -behind.days) if behind else (0, 0)
    return (-len(lack.to_translate), -len(lack.stale), ages, lack.source)


def _ranked(findings: dict[str, list[Finding]]) -> list[Suspect]:
    found = []
    for source, every in findings.items():
        if every:
            languages = {finding.language for finding in every if finding.language}
            found.append(Suspect(source, tuple(every), tuple(sorted(languages))))
    return sorted(found, key=lambda suspect: (-len(suspect.findings), suspect.source))


def _sources(found: Iterable[Lack | Suspect]) -> tuple[str, ...]:
    return tuple(each.source for each in found)


def _number_of_findings(found: Iterable[Suspect]) -> int:
    return sum(len(suspect.findings) for suspect in found)


def _mend_sources(found: Sequence[Suspect]) -> Iterator[NextStep]:
    if found:
        number = count(_number_of_findings(found), "fault")
        words = f"mend {number} of the sources, before these are translated again: {{}}"
        yield NextStep(words, _sources(found))


def _commit_sources(found: Iterable[Lack]) -> Iterator[NextStep]:
    lacking = [lack for lack in found if lack.uncommitted]
    if lacking:
        number = count(sum(len(lack.uncommitted) for lack in lacking), "translation")
        verb = "was" if number == "1 translation" else "were"
        yield NextStep(
            f"commit {{}} together with the translations next time: {number} {verb} made from a "
            "text that was never committed",
            _sources(lacking),
        )


def _simplify(found: Iterable[Lack]) -> Iterator[NextStep]:
    lacking = [lack for lack in found if lack.failed]
    if lacking:
        number = count(sum(len(lack.failed) for lack in lacking), "page")
        words = f"simplify what Co-op Translator failed on ({number}), or use a newer one: {{}}"
        yield NextStep(words, _sources(lacking), (_FAILURES,))


def _translate(found: Iterable[Lack]) -> Iterator[NextStep]:
    lacking = [lack for lack in found if len(lack.to_translate) > len(lack.failed)]
    if not lacking:
        return
    pages = [page for lack in lacking for page in lack.to_translate if not page.pair.failure]
    missing = sum(page.pair.state is State.MISSING for page in pages)
    stale = len(pages) - missing
    numbers = []
    if stale:
        numbers.append(f"{stale} stale")
    if missing:
        numbers.append(f"{missing} missing")
    # The noun belongs to the number before it.
    noun = "page" if (missing or stale) == 1 else "pages"
    languages = count(len({page.pair.language for page in pages}), "language")
    words = f"translate {' and '.join(numbers)} {noun} in {languages}: {{}}"
    commands = [_WORKLIST]
    if told := next((lack.source for lack in lacking if lack.behind), None):
        commands.append(f"transync diff {quote(told)}")
    yield NextStep(words, _sources(lacking), tuple(commands))


def _mend_translations(found: Sequence[Suspect]) -> Iterator[NextStep]:
    if found:
        number = count(_number_of_findings(found), "error")
        words = f"mend {number} in the translations of {{}}"
        worst = f"transync check {quote(found[0].source)}"
        yield NextStep(words, _sources(found), (worst,))


def _mend_others(overview: Overview) -> Iterator[NextStep]:
    others = [finding for language in overview.languages for finding in language.findings]
    if others:
        number = count(len(others), "fault")
        words = f"mend {number} of records and translated images: {{}}"
        yield NextStep(words, tuple(sorted({finding.path for finding in others})))


def _delete(overview: Overview) -> Iterator[NextStep]:
    pairs = (page.pair for page in overview.pages)
    orphans = tuple(pair.translation for pair in pairs if pair.state is State.ORPHAN)
    if orphans:
        number = count(len(orphans), "translation")
        yield NextStep(f"delete {number} whose source is gone, or move it back: {{}}", orphans)


def _wait(found: Iterable[Lack]) -> Iterator[NextStep]:
    waiting = [lack for lack in found if lack.stale and not lack.urgent]
    if waiting:
        number = count(sum(len(lack.stale) for lack in waiting), "stale page")
        words = f"no hurry: {number} without anything that its readers miss: {{}}"
        yield NextStep(words, _sources(waiting))

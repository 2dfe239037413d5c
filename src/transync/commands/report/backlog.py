"""What the overview asks for: the pages to translate again, those with errors, the next steps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
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
        return max(known, key=lambda b: (not b.is_trivial, b.days, b.commits), default=None)

    @property
    def urgent(self) -> tuple[PageStatus, ...]:
        """The stale pages whose readers miss something, as far as anybody knows."""
        return tuple(p for p in self.stale if not (p.behind and p.behind.is_trivial))

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
        *_commit_sources([x for x in found if x.uncommitted]),
        *_simplify([x for x in found if x.failed]),
        *_translate([x for x in found if len(x.to_translate) > len(x.failed)]),
        *_mend_translations(suspects(overview)),
        *_mend_others(overview),
        *_delete(overview),
        *_wait([x for x in found if x.stale and not x.urgent]),
    ]


def _lack(source: str, pages: Sequence[PageStatus]) -> Lack:
    stale = [page for page in pages if page.pair.state is State.STALE]
    return Lack(
        source,
        tuple(page for page in stale if page.pair.origin is not Origin.PHANTOM),
        tuple(page for page in stale if page.pair.origin is Origin.PHANTOM),
        missing=tuple(page for page in pages if page.pair.state is State.MISSING),
    )


def _by_pain(lack: Lack) -> tuple[object, ...]:
    behind = lack.behind
    ages = (-behind.commits, -behind.days) if behind else (0, 0)
    return (-len(lack.to_translate), -len(lack.stale), ages, lack.source)


def _ranked(findings: dict[str, list[Finding]]) -> list[Suspect]:
    found = (
        Suspect(source, tuple(every), tuple(sorted({f.language for f in every if f.language})))
        for source, every in findings.items()
        if every
    )
    return sorted(found, key=lambda s: (-len(s.findings), s.source))


def _mend_sources(found: Sequence[Suspect]) -> Iterator[NextStep]:
    if found:
        number = count(sum(len(s.findings) for s in found), "fault")
        words = f"mend {number} of the sources, before these are translated again: {{}}"
        yield NextStep(words, tuple(s.source for s in found))


def _commit_sources(found: Sequence[Lack]) -> Iterator[NextStep]:
    if found:
        number = count(sum(len(x.uncommitted) for x in found), "translation")
        verb = "was" if number == "1 translation" else "were"
        yield NextStep(
            f"commit {{}} together with the translations next time: {number} {verb} made from a "
            "text that was never committed",
            tuple(x.source for x in found),
        )


def _simplify(found: Sequence[Lack]) -> Iterator[NextStep]:
    if found:
        number = count(sum(len(x.failed) for x in found), "page")
        words = f"simplify what Co-op Translator failed on ({number}), or use a newer one: {{}}"
        yield NextStep(words, tuple(x.source for x in found), (_FAILURES,))


def _translate(found: Sequence[Lack]) -> Iterator[NextStep]:
    if not found:
        return
    pages = [page for lack in found for page in lack.to_translate if not page.pair.failure]
    missing = sum(page.pair.state is State.MISSING for page in pages)
    stale = len(pages) - missing
    numbers = [f"{n} {what}" for n, what in ((stale, "stale"), (missing, "missing")) if n]
    languages = sorted({page.pair.language for page in pages})
    words = (
        f"translate {' and '.join(numbers)} {'page' if (missing or stale) == 1 else 'pages'} "
        f"in {count(len(languages), 'language')}: {{}}"
    )
    told = next((lack.source for lack in found if lack.behind), None)
    commands = (_WORKLIST, *([f"transync diff {quote(told)}"] if told else []))
    yield NextStep(words, tuple(lack.source for lack in found), commands)


def _mend_translations(found: Sequence[Suspect]) -> Iterator[NextStep]:
    if found:
        number = count(sum(len(s.findings) for s in found), "error")
        words = f"mend {number} in the translations of {{}}"
        worst = f"transync check {quote(found[0].source)}"
        yield NextStep(words, tuple(s.source for s in found), (worst,))


def _mend_others(overview: Overview) -> Iterator[NextStep]:
    others = [finding for language in overview.languages for finding in language.findings]
    if others:
        number = count(len(others), "fault")
        words = f"mend {number} of records and translated images: {{}}"
        yield NextStep(words, tuple(sorted({finding.path for finding in others})))


def _delete(overview: Overview) -> Iterator[NextStep]:
    orphans = [p.pair.translation for p in overview.pages if p.pair.state is State.ORPHAN]
    if orphans:
        number = count(len(orphans), "translation")
        yield NextStep(
            f"delete {number} whose source is gone, or move it back: {{}}", tuple(orphans)
        )


def _wait(found: Sequence[Lack]) -> Iterator[NextStep]:
    if found:
        number = count(sum(len(x.stale) for x in found), "stale page")
        words = f"no hurry: {number} without anything that its readers miss: {{}}"
        yield NextStep(words, tuple(x.source for x in found))

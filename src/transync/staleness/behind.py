"""Stale pairs and git's history: how far each translation is behind its source, and in what."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple

from transync.config import Settings
from transync.documents.decoding import Unreadable
from transync.documents.parse import parse
from transync.git_history import (
    HOW_TO_COMPLETE,
    HOW_TO_DEEPEN,
    Commits,
    History,
    Lines,
    Move,
    Version,
    about_misdated,
    open_history,
)
from transync.links.linked_project import LinkedProject
from transync.links.resolver import Resolver
from transync.model import Behind, Fault, Layout, Origin, Pair, SectionChange, State
from transync.records.hashes import possible_hashes
from transync.repository.project import Project
from transync.staleness.sections import (
    Read,
    SectionDifference,
    SectionText,
    compare_sections,
    identify_by,
    read_sections,
)
from transync.untrusted.budget import ORDINARY
from transync.untrusted.isolation import Stopped, attempt

_DAY = 24 * 60 * 60


class Gap(NamedTuple):
    """What lies between a source as it was translated and as it is: `then` are its bytes."""

    behind: Behind
    then: bytes
    changes: Sequence[SectionDifference]


class Gaps(NamedTuple):
    """Of stale translations, by their paths, what lies behind; and what to say of the history.

    Those that were made from a text that history does not hold are not there. Of `stopped` ones,
    it is not known what lies behind.
    """

    by_translation: Mapping[str, Gap]
    notes: tuple[str, ...]
    stopped: tuple[Fault, ...] = ()

    @property
    def behind(self) -> Mapping[str, Behind]:
        return {path: gap.behind for path, gap in self.by_translation.items()}


def find_behind(
    project: Project, settings: Settings, pairs: Sequence[Pair], read: Read = parse
) -> Gaps:
    """How far each of the stale pairs is behind; phantoms are not.

    `read` knows documents that were parsed before.
    """
    dated = (pair for pair in pairs if pair.state is State.STALE)
    stale = [pair for pair in dated if pair.origin is not Origin.PHANTOM]
    if not stale or not project.tree.is_git:
        return Gaps({}, ())
    resolver = Resolver(LinkedProject(project, lambda path: None, *settings.of_links))
    with open_history(project.tree.repository, {pair.source for pair in stale}) as history:
        found: dict[str, Gap] = {}
        stopped: list[Fault] = []
        for pair, gap in _gaps(resolver, history, stale, read):
            if isinstance(gap, Stopped):
                stopped.append(gap.fault(pair.translation, pair.language, pair.source))
            else:
                found[pair.translation] = gap
        is_any_unknown = len(found) + len(stopped) < len(stale)
        return Gaps(found, tuple(_notes(history.commits, is_any_unknown)), tuple(stopped))


class Held(NamedTuple):
    """The last commit that held a version of a source: its path there, and its bytes.

    `changed` is the commit after which the source was another one, if that is committed.
    """

    commit: str
    path: str
    data: bytes
    changed: str | None
    commits: int


def find_held(history: History, source: str, digests: Collection[str]) -> Mapping[str, Held]:
    """Where history holds the versions of a source with these hashes."""
    versions = history.versions.get(source, ())
    blobs: dict[str, dict[str, bytes]] = {digest: {} for digest in digests}
    for name, data in history.blobs(source):
        for digest in blobs.keys() & set(possible_hashes(data)):
            blobs[digest][name] = data
    held = {}
    for digest, found in blobs.items():
        if found:
            held[digest] = _held(history.commits, versions, found)
    return held


def _held(commits: Commits, versions: Sequence[Version], blobs: Mapping[str, bytes]) -> Held:
    """Where one of these blobs was held last: on the main line, if it was there."""
    main = [version for version in versions if commits.is_on_main_line(version.commit)]
    line: Sequence[Version] = main
    if not any(version.blob in blobs for version in main):
        line = versions
    at = next(n for n, version in enumerate(line) if version.blob in blobs)
    held = line[at]
    changed = line[at - 1].commit if at else None
    head = commits.head
    if line is not main:
        commit = held.commit
        changed = changed or commits.landing(held.commit)
    elif changed:
        commit = commits.parent(changed)
    else:
        commit = head.commit if head else held.commit
    touching = dict.fromkeys(v.commit for v in versions if not commits.is_merge(v.commit))
    later = commits.since(commit, touching)
    return Held(commit, held.path, blobs[held.blob], changed=changed, commits=len(later))


def _gaps(
    resolver: Resolver, history: History, stale: Sequence[Pair], read: Read
) -> Iterator[tuple[Pair, Gap | Stopped]]:
    wanted: dict[tuple[str, Layout], dict[str, list[Pair]]] = {}
    for pair in stale:
        if pair.record:
            of_source = wanted.setdefault((pair.source, pair.layout), {})
            of_source.setdefault(pair.record.original_hash, []).append(pair)
    found: dict[tuple[str, Layout, str], Held] = {}
    for (source, layout), by_hash in wanted.items():
        for digest, held in find_held(history, source, by_hash).items():
            found[source, layout, digest] = held
    moves = {key: Move(held.commit, held.path, key[0]) for key, held in found.items()}
    lines = history.count_lines(frozenset(moves.values()))

    @cache
    def sections_now(source: str) -> Sequence[SectionText]:
        data = resolver.read(source)
        if isinstance(data, Unreadable):
            return []
        return read_sections(source, data, read)

    def gap(source: str, layout: Layout, held: Held, counted: Lines) -> Gap:
        then = read_sections(held.path, held.data, read)
        changes = compare_sections(
            then,
            sections_now(source),
            identify_before=identify_by(resolver, held.path, layout),
            identify_after=identify_by(resolver, source, layout),
        )
        return Gap(_behind(history.commits, held, counted, changes), held.data, changes)

    for key, held in found.items():
        source, layout, digest = key
        limits = ORDINARY.limits(len(held.data), len(held.data))
        made = attempt(partial(gap, source, layout, held, lines[moves[key]]), limits)
        for pair in wanted[source, layout][digest]:
            yield pair, made


def _behind(
    commits: Commits, held: Held, lines: Lines, changes: Sequence[SectionDifference]
) -> Behind:
    head = commits.head
    since = commits.time(held.changed or held.commit)
    days = 0
    if head and held.changed:
        days = int((head.time - since).total_seconds() // _DAY)
    return Behind(
        commit=held.commit,
        path=held.path,
        since=since,
        commits=held.commits,
        days=max(days, 0),
        added=lines.added,
        removed=lines.removed,
        sections=tuple(map(_section_change, changes)),
    )


def _section_change(change: SectionDifference) -> SectionChange:
    section = change.after or change.before
    return SectionChange(
        heading=section.heading if section else "",
        line=change.after.first if change.after else None,
        status=change.status,
        is_trivial=change.is_trivial,
    )


def _notes(commits: Commits, is_any_unknown: bool) -> Iterator[str]:
    yield from about_misdated(commits.misdated)
    end = commits.end
    if end and is_any_unknown:
        yield (
            f"history ends at {end.commit[:8]} of {end.time:%Y-%m-%d}, as this clone is shallow: "
            f"what some translations were made from is not known; {HOW_TO_DEEPEN}"
        )
    if commits.is_partial and is_any_unknown:
        yield (
            "this is a partial clone, which lacks earlier texts: what some translations were made "
            f"from is not known; {HOW_TO_COMPLETE}"
        )

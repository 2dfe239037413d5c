"""Pairs -> groups: a source with its translations, and the older texts of that source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from transync.checking.evaluate import SourceGroup
from transync.checking.scope import Scope
from transync.model import Origin, Pair, State
from transync.repository.project import Project
from transync.staleness.origin import Origins


def source_groups(project: Project, origins: Origins, scope: Scope) -> Iterator[SourceGroup]:
    """The pairs by their sources.

    What a translation did not differ in from the source before a change, it does not owe to the
    one that it was made from, if nobody has that any more.
    """
    former = _former_sources(project, origins.pairs)
    by_source: dict[str, list[Pair]] = defaultdict(list)
    originals: dict[str, dict[str, bytes]] = defaultdict(dict)
    for pair in origins.pairs:
        by_source[pair.source].append(pair)
        if pair.source in former and pair.record and _is_of_lost_source(pair):
            originals[pair.source][pair.record.original_hash] = former[pair.source]
    for (path, digest), text in origins.texts.items():
        originals[path][digest] = text
    for source, pairs in by_source.items():
        yield SourceGroup(
            source,
            layout=pairs[0].layout,
            pairs=tuple(pairs),
            is_wanted=scope.is_wanted(source),
            originals=originals[source],
            former=former.get(source),
        )


def _former_sources(project: Project, pairs: Sequence[Pair]) -> Mapping[str, bytes]:
    """The sources before the change that is looked at, where records do not lead to a source."""
    if project.former is None:
        return {}
    found: dict[str, bytes] = {}
    for pair in pairs:
        if pair.source not in found and (pair.has_unusable_record or _is_of_lost_source(pair)):
            data = project.former.read(project.former_names.get(pair.source, pair.source))
            if isinstance(data, bytes):
                found[pair.source] = data
    return found


def _is_of_lost_source(pair: Pair) -> bool:
    return pair.state is State.STALE and pair.origin is Origin.UNKNOWN

"""Pairs -> groups: a source with its translations, and the older texts of that source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from transync.checking.evaluate import SourceGroup
from transync.checking.plan import Run
from transync.model import Origin, Pair, State
from transync.repository.project import Project
from transync.staleness.origin import Origins


def source_groups(run: Run, origins: Origins) -> Iterator[SourceGroup]:
    """The pairs by their sources.

    Where nobody has the source any more that a translation was made from, the source before the
    change that is looked at stands for it: what differs from that as well is not due to the change.
    """
    former = _former_sources(run.project, origins.pairs)
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
            is_wanted=run.asks_for(source),
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

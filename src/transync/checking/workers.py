"""Processes that parse files and evaluate groups; what goes to and fro is data only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from transync.checking.evaluate import Evaluated, SourceGroup, evaluate, result_of
from transync.checking.selection import chosen_rules
from transync.config import Settings
from transync.documents.document import Document
from transync.documents.kinds import largest_size
from transync.documents.outline import Outline, outline_of
from transync.links.linked_project import Asked, LinkedProject
from transync.repository.cache import Cache
from transync.repository.document_index import ReadFile, UnparsedFile, find_document, parse_file
from transync.repository.project import Project
from transync.untrusted.budget import OUT_OF_TIME, TOO_MUCH_TIME, Budget
from transync.untrusted.isolation import Stopped, failed, not_compared
from transync.untrusted.safe_path import children_obey

if TYPE_CHECKING:
    from transync.untrusted.pool import Ended, Pool

# Less is done before a process has started.
_FEWEST_BYTES = 2 * 2**20
_FEWEST_PAIRS = 200
_BATCHES_A_PROCESS = 8
# The exit code of a process that somebody has ended with SIGKILL.
_KILLED = -9

T = TypeVar("T")
R = TypeVar("R")


class Workers:
    """Up to `jobs` processes, begun when there is enough to do, and ended with the block."""

    def __init__(
        self, jobs: int, project: Project, settings: Settings, cache: Cache, budget: Budget
    ) -> None:
        # What a process imports must not come from the checked folder.
        self._jobs = jobs if children_obey() else 1
        self._budget = budget
        # A copy has nothing of what the original has worked out, which can't all be sent.
        self._tree = replace(project.tree)
        project = replace(project, tree=self._tree)
        # Only a process that can be replaced may be ended.
        self._held = project, settings, cache, budget._replace(ends_process=True)
        self._pool: Pool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._pool:
            self._pool.close()

    def parse(self, files: Sequence[UnparsedFile]) -> Iterator[tuple[str, ReadFile]] | None:
        """What is known of each file, in any order; None where they are too few for this.

        The documents go into the cache.
        """
        if self._jobs < 2 or sum(file.size for file in files) < _FEWEST_BYTES:
            return None
        batches = _batches(files, self._jobs, lambda file: file.size)
        return self._run(batches, _parse, self._seconds_to_parse, _one_file, given_up=_not_parsed)

    def evaluate(
        self, groups: Sequence[SourceGroup], digests: Mapping[str, str]
    ) -> Iterator[tuple[SourceGroup, Evaluated]] | None:
        """The groups with what the rules say, in any order; None where they are too few for this.

        A group may come in parts. `digests` are those of all documents that are known.
        """
        if self._jobs < 2 or sum(len(group.pairs) for group in groups) < _FEWEST_PAIRS:
            return None
        work = partial(_evaluate, digests)
        batches = _batches(groups, self._jobs, lambda group: len(group.pairs) + 1)
        seconds = self._seconds_to_evaluate
        return self._run(batches, work, seconds, _parts, given_up=_not_evaluated)

    def _run(
        self,
        batches: Iterable[Sequence[T]],
        work: Callable[[Any, T], R],
        seconds: Callable[[T], float],
        parts: Callable[[T], Sequence[T]],
        given_up: Callable[[T, Ended], R],
    ) -> Iterator[R]:
        """What processes make of each of these, in any order; as `PoolWork` has it."""
        # Most runs have too little to do for processes, and to import what begins them takes time.
        from transync.untrusted.pool import Pool, PoolWork

        if self._pool is None:
            self._pool = Pool(self._jobs, _ProcessState, self._held)
        return self._pool.run(PoolWork(work, seconds, parts, given_up), batches)

    def _seconds_to_parse(self, file: UnparsedFile) -> float:
        return self._budget.limits(file.size).seconds

    def _seconds_to_evaluate(self, group: SourceGroup) -> float:
        source = self._size(group.source)
        seconds = self._budget.limits(source).seconds if group.is_wanted else 0
        for pair in group.pairs:
            seconds += self._budget.limits(source, self._size(pair.translation)).seconds
        return seconds

    def _size(self, path: str) -> int:
        stamp = self._tree.stamp(path)
        if stamp:
            return stamp[0]
        return largest_size(path)


def _batches(items: Sequence[T], jobs: int, weight: Callable[[T], int]) -> Sequence[list[T]]:
    """The items in batches of about the same weight, the heaviest items first."""
    batches: list[list[T]] = [[] for _ in range(min(len(items), jobs * _BATCHES_A_PROCESS))]
    loads = [0] * len(batches)
    for item in sorted(items, key=weight, reverse=True):
        lightest = loads.index(min(loads))
        batches[lightest].append(item)
        loads[lightest] += weight(item)
    return batches


class _ProcessState:
    """What a process has made at its beginning, and holds: the project, its rules, the store."""

    def __init__(self, project: Project, settings: Settings, cache: Cache, budget: Budget) -> None:
        self.project, self.cache, self.settings, self.budget = project, cache, settings, budget
        self.rules = chosen_rules(settings)
        self.linked = LinkedProject(project, self.outline, *settings.of_links)
        self.digests: Mapping[str, str] = {}
        self._outlines: dict[str, Outline | None] = {}

    def document(self, path: str) -> Document | None:
        if path not in self.digests:
            return None
        return find_document(self.project.tree, path, self.cache, self.digests[path])

    def outline(self, path: str) -> Outline | None:
        if path not in self._outlines:
            document = self.document(path)
            self._outlines[path] = outline_of(document) if document else None
        return self._outlines[path]


def _parse(state: _ProcessState, file: UnparsedFile) -> tuple[str, ReadFile]:
    return file.path, parse_file(state.project.tree, file.path, state.cache, state.budget)


def _evaluate(
    digests: Mapping[str, str], state: _ProcessState, group: SourceGroup
) -> tuple[SourceGroup, Evaluated]:
    state.digests = digests
    return group, evaluate(group, state.rules, state.linked, state.document, state.budget)


def _one_file(file: UnparsedFile) -> Sequence[UnparsedFile]:
    return (file,)


def _parts(group: SourceGroup) -> Sequence[SourceGroup]:
    """The texts of a group, each by itself."""
    parts = [group._replace(pairs=(pair,), is_wanted=False) for pair in group.pairs]
    if group.is_wanted:
        parts.insert(0, group._replace(pairs=()))
    return parts


def _not_parsed(file: UnparsedFile, ended: Ended) -> tuple[str, ReadFile]:
    return file.path, ReadFile(None, stopped=_stopped(ended))


def _not_evaluated(group: SourceGroup, ended: Ended) -> tuple[SourceGroup, Evaluated]:
    result = result_of(_stopped(ended), Asked(set(), set()))
    translations = {pair.translation: result for pair in group.pairs}
    return group, Evaluated(result if group.is_wanted else None, translations)


def _stopped(ended: Ended) -> Stopped:
    """What to say of a page at which two processes have ended."""
    if ended.is_too_slow or ended.code == OUT_OF_TIME:
        return not_compared(TOO_MUCH_TIME)
    if ended.code == _KILLED:
        return not_compared("the system ends the process that works on it, as for want of memory")
    return failed(f"the process that works on it ends{_how(ended.code)}")


def _how(code: int | None) -> str:
    if code is None:
        return ", and no other can begin"
    if code < 0:
        return f" with signal {-code}"
    return f" with exit code {code}"

"""Findings -> the files as they should be: edits are tried out together before any is made."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from transync.checking.plan import ONE_PROCESS, Resources
from transync.checking.run import run
from transync.commands.fix.overlap import without_overlap
from transync.config import Settings
from transync.documents.editing import with_edits
from transync.model import Edit, Finding, Fix, KnownFinding, Report
from transync.repository.cache import Cache
from transync.repository.document_index import digest_of
from transync.repository.project import discover
from transync.repository.tree import Tree

# Edits that overlap are made one after the other; each time, what is left is looked for anew.
_MOST_ROUNDS = 10
# Edits that do something else than they should are sought by checking their file again. So much of
# it is checked in all, each line as a hundred bytes more, but once at least, unless it is too large
# for that.
_MOST_TRIED, _BYTES_A_LINE, _LARGEST_TRIED = 2**19, 100, 2**20
_TOO_MANY = "the file has too many fixes to try each of them: run `transync fix` again"
_TOO_LARGE = "all fixes of the file would bring up another finding, and it is too large to try each"


class Left(NamedTuple):
    """A finding whose fix is not made, and why."""

    finding: Finding
    reason: str


class Repair(NamedTuple):
    """What becomes of the findings: the report before, and the one after all edits.

    `files` have what they are to hold, by path, and `originals` what they held when they were
    checked; `fixed` are the findings that are gone. `refused` are sentences about files that could
    not be written.
    """

    before: Report
    after: Report
    files: Mapping[str, bytes]
    originals: Mapping[str, bytes]
    fixed: Sequence[Finding]
    left: Sequence[Left]
    refused: Sequence[str] = ()


def find_repair(
    tree: Tree,
    settings: Settings,
    paths: Sequence[Path] = (),
    resources: Resources = ONE_PROCESS,
    baseline: frozenset[KnownFinding] = frozenset(),
    unsafe: bool = False,
) -> Repair:
    """Make the edits of all findings that can be made, without writing anything.

    What the paths touch is checked, as by `run`, and checked again with the edits: where a finding
    is still there or a new one is, its edits are not made. Only safe ones are, unless `unsafe`.
    """
    with _remembering(resources) as resources:
        search = _Rounds(tree, settings, paths, resources, baseline, unsafe)
        for _ in range(_MOST_ROUNDS):
            if not search.go_on():
                break
        return search.repair()


@contextmanager
def _remembering(resources: Resources) -> Iterator[Resources]:
    """The resources with a cache, so that what is checked again is not parsed again."""
    with ExitStack() as stack:
        if resources.cache is None:
            with suppress(OSError):
                folder = stack.enter_context(TemporaryDirectory(prefix="transync-"))
                resources = replace(resources, cache=Cache(Path(folder)))
        yield resources


class _Rounds:
    """Rounds of edits; after each, the report is that of the files as they would be."""

    def __init__(
        self,
        tree: Tree,
        settings: Settings,
        paths: Sequence[Path],
        resources: Resources,
        baseline: frozenset[KnownFinding],
        unsafe: bool,
    ) -> None:
        self._tree, self._paths, self._unsafe = tree, paths, unsafe
        self._run = partial(run, settings=settings, baseline=baseline)
        self._resources = resources
        self._before = self._after = self._run(tree, paths=paths, resources=resources)
        # A bar that begins again tells nobody how much is left.
        self._resources = replace(resources, advance=ONE_PROCESS.advance)
        project = discover(tree, settings)
        # A translation is somebody's source now and then.
        mirrored = (t.source for folder in project.folders for t in folder.translations)
        self._sources = project.sources.union(mirrored)
        self._refused: dict[str, str] = {}
        self._originals: dict[str, bytes] = {}
        self._made: set[Finding] = set()
        self._tries: Counter[str] = Counter()

    def go_on(self) -> bool:
        """Make the edits that can be made together; whether there were any."""
        fixes = [f for f in self._after.findings if f.fix and not self._why_not(f)]
        changed = {p for p in set().union(*map(paths_of, fixes)) if not self._is_as_it_was(p)}
        late = [f for f in fixes if not changed.isdisjoint(paths_of(f))]
        self._refuse(late, "the file has changed since it was read")
        chosen = without_overlap(f for f in fixes if changed.isdisjoint(paths_of(f)))
        if not chosen:
            return False
        tree = self._edited(chosen)
        after = self._check(tree)
        if doubtful := _doubtful(self._after.findings, after.findings, chosen):
            split = [
                [f for f in chosen if paths_of(f).isdisjoint(doubtful) is s] for s in (True, False)
            ]
            chosen = self._tried_apart(*split)
            if not chosen:
                return True
            tree = self._edited(chosen)
            after = self._check(tree)
            if doubtful := _doubtful(self._after.findings, after.findings, chosen):
                wrong = [f for f in chosen if not paths_of(f).isdisjoint(doubtful)]
                self._refuse(wrong, "with it, something else would be found")
                return True
        self._tree, self._after = tree, after
        self._made.update(chosen)
        return True

    def repair(self) -> Repair:
        """What has come of it."""
        reasons = ((f, self._why_not(f)) for f in self._after.findings if f.fix)
        return Repair(
            self._before,
            self._after,
            self._tree.edited,
            self._originals,
            gone_findings(self._before.findings, self._after.findings, self._made),
            [Left(f, why or "its edits overlap with others") for f, why in reasons],
        )

    def _check(self, tree: Tree, paths: Sequence[Path] | None = None) -> Report:
        return self._run(
            tree, paths=self._paths if paths is None else paths, resources=self._resources
        )

    def _why_not(self, finding: Finding) -> str:
        """Why the fix of a finding is not to be made; nothing if it is."""
        if finding.fix and not finding.fix.is_safe and not self._unsafe:
            return "not safe: --unsafe makes it"
        if any(path in self._sources for path in paths_of(finding)):
            return "it would change a source"
        return self._refused.get(finding.fingerprint, "")

    def _refuse(self, findings: Iterable[Finding], reason: str) -> None:
        self._refused |= {finding.fingerprint: reason for finding in findings}

    def _is_as_it_was(self, path: str) -> bool:
        """Whether a file holds what was checked, which is kept."""
        data = self._tree.read(path)
        if not isinstance(data, bytes):
            return False
        self._originals.setdefault(path, data)
        return self._after.digests.get(path) in (None, digest_of(path, data))

    def _edited(self, findings: Iterable[Finding]) -> Tree:
        """The tree with the edits of these findings made, each once."""
        edits: dict[str, set[Edit]] = defaultdict(set)
        for finding in findings:
            for edit in finding.fix.edits if finding.fix else ():
                edits[edit.path].add(edit)
        # What another program writes meanwhile is not read.
        held = {**self._originals, **self._tree.edited}
        new = {path: with_edits(held[path], edits[path]) for path in edits}
        return replace(self._tree, edited={**self._tree.edited, **new})

    def _tried_apart(self, sure: Sequence[Finding], doubtful: Sequence[Finding]) -> list[Finding]:
        """The findings that are sure, and those of the others whose edits do what they should."""
        made = list(sure)
        by_path: dict[str, list[Finding]] = defaultdict(list)
        for finding in doubtful:
            by_path[finding.path].append(finding)
        for path, findings in by_path.items():
            # Of one file alone, it is known already that not all edits of it do.
            parts = [findings] if len(by_path) > 1 else _halves(findings)
            made = self._tried(made, parts, path)
        return made

    def _tried(
        self, made: list[Finding], parts: Sequence[Sequence[Finding]], path: str
    ) -> list[Finding]:
        """What is made, with those of the findings of a file that can be.

        They are halved until it shows which can't be: a few cost little among thousands. What there
        are too many of to be tried is left.
        """
        every = [finding for part in parts for finding in part]
        files = sorted({file for f in every for file in (f.path, *paths_of(f))})
        paths = [self._tree.root / file for file in files]
        before: Sequence[Finding] | None = None
        left = deque(parts)
        while left:
            findings = left.popleft()
            if reason := self._why_not_tried(path):
                self._refuse(findings, reason)
                continue
            if before is None:
                before = self._check(self._edited(made), paths).findings
            after = self._check(self._edited([*made, *findings]), paths).findings
            new = _unexpected(before, after, findings)
            if not new and len(_new(after, before)) >= len(findings):
                made, before = [*made, *findings], after
            elif len(findings) > 1:
                left.extend(_halves(findings))
            else:
                brings = f"it would bring up another finding: {new[0].text}" if new else ""
                self._refuse(findings, brings or "it would not repair it")
        return made

    def _why_not_tried(self, path: str) -> str:
        """Why a file is not to be checked once more to try edits of it; if it is, that counts."""
        self._tries[path] += 1
        data = self._originals.get(path, b"")
        size = len(data) + _BYTES_A_LINE * data.count(b"\n") + 1
        if size > _LARGEST_TRIED:
            return _TOO_LARGE
        return _TOO_MANY if self._tries[path] > max(1, _MOST_TRIED // size) else ""


def _halves(findings: Sequence[Finding]) -> list[Sequence[Finding]]:
    half = len(findings) // 2
    return [part for part in (findings[:half], findings[half:]) if part]


def paths_of(finding: Finding) -> set[str]:
    """The files that the fix of a finding changes."""
    return {edit.path for edit in (finding.fix or Fix(())).edits}


def _new(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    known = {finding.fingerprint for finding in before}
    return [finding for finding in after if finding.fingerprint not in known]


def _unexpected(
    before: Iterable[Finding], after: Iterable[Finding], fixed: Iterable[Finding]
) -> list[Finding]:
    """The findings that are new, but for those that the fixes of the others have to bring."""
    brought = {(f.path, rule) for f in fixed if f.fix for rule in f.fix.brings}
    return [f for f in _new(before, after) if (f.path, f.rule) not in brought]


def gone_findings(
    before: Sequence[Finding], after: Sequence[Finding], made: Collection[Finding]
) -> list[Finding]:
    """The findings that are gone, those with edits that were made first.

    Of several that say the same of a file, only their order tells the fingerprints apart.
    """
    gone = {finding.fingerprint for finding in _new(after, before)}
    alike: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
    for finding in before:
        alike[finding.rule, finding.path, finding.text].append(finding)
    for findings in alike.values():
        if 0 < (number := sum(f.fingerprint in gone for f in findings)) < len(findings):
            gone.difference_update(f.fingerprint for f in findings)
            first = sorted(findings, key=lambda finding: finding not in made)
            gone.update(f.fingerprint for f in first[:number])
    return [finding for finding in before if finding.fingerprint in gone]


def _doubtful(
    before: Sequence[Finding], after: Sequence[Finding], fixed: Sequence[Finding]
) -> set[str]:
    """The edited files in which a finding is still there, or that may have brought up a new one."""
    gone = Counter(finding.path for finding in _new(after, before))
    made: dict[str, list[Finding]] = defaultdict(list)
    for finding in fixed:
        made[finding.path].append(finding)
    found = {path for path, findings in made.items() if gone[path] < len(findings)}
    news = {finding.path for finding in _unexpected(before, after, fixed)}
    # What is new in a file without edits comes from any of those with some.
    found |= news if news <= made.keys() else made.keys()
    return {path for name in found for finding in made[name] for path in paths_of(finding)}

"""Findings -> the files as they should be: edits are tried out together before any is made."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, Protocol

from transync.checking.plan import ONE_PROCESS, Resources
from transync.checking.run import run
from transync.commands.fix.outcome import (
    doubtful_files,
    gone_findings,
    new_findings,
    paths_of,
    split_by_files,
    unexpected_findings,
)
from transync.commands.fix.overlap import without_overlap
from transync.config import Settings
from transync.documents.editing import with_edits
from transync.model import Edit, Finding, KnownFinding, Report
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
        before = run(tree, settings, paths, resources, baseline)
        # A bar that begins again tells nobody how much is left.
        silent = replace(resources, advance=ONE_PROCESS.advance)
        check = partial(run, settings=settings, resources=silent, baseline=baseline)
        search = _Rounds(tree, paths, before, check, _sources(tree, settings), unsafe)
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


def _sources(tree: Tree, settings: Settings) -> frozenset[str]:
    """The files that somebody translates: a translation is a source now and then."""
    project = discover(tree, settings)
    return project.sources | project.translated


class _Check(Protocol):
    """Checks what the paths of a tree touch."""

    def __call__(self, tree: Tree, /, *, paths: Sequence[Path]) -> Report: ...


class _Rounds:
    """Rounds of edits; after each, the report is that of the files as they would be.

    `before` is the report on the files as they are, and `check` makes those of other trees.
    """

    def __init__(
        self,
        tree: Tree,
        paths: Sequence[Path],
        before: Report,
        check: _Check,
        sources: frozenset[str],
        unsafe: bool,
    ) -> None:
        self._tree, self._paths, self._sources = tree, paths, sources
        self._before = self._after = before
        self._check_tree, self._unsafe = check, unsafe
        self._refused: dict[str, str] = {}
        self._originals: dict[str, bytes] = {}
        self._made: set[Finding] = set()
        self._tries: Counter[str] = Counter()

    def go_on(self) -> bool:
        """Make the edits that can be made together; whether there were any."""
        findings = (finding for finding in self._after.findings if finding.fix)
        fixable = [finding for finding in findings if not self._why_not(finding)]
        paths = set[str]().union(*map(paths_of, fixable))
        changed = {path for path in paths if not self._is_as_it_was(path)}
        unchanged, late = split_by_files(fixable, changed)
        self._refuse(late, "the file has changed since it was read")
        chosen = without_overlap(unchanged)
        if not chosen:
            return False
        tree = self._edited(chosen)
        after = self._check(tree)
        if doubtful := doubtful_files(self._after.findings, after.findings, chosen):
            chosen = self._tried_apart(*split_by_files(chosen, doubtful))
            if not chosen:
                return True
            tree = self._edited(chosen)
            after = self._check(tree)
            if doubtful := doubtful_files(self._after.findings, after.findings, chosen):
                _, wrong = split_by_files(chosen, doubtful)
                self._refuse(wrong, "with it, something else would be found")
                return True
        self._tree, self._after = tree, after
        self._made.update(chosen)
        return True

    def repair(self) -> Repair:
        """What has come of it."""
        left = []
        for finding in self._after.findings:
            if finding.fix:
                reason = self._why_not(finding) or "its edits overlap with others"
                left.append(Left(finding, reason))
        return Repair(
            self._before,
            self._after,
            self._tree.edited,
            self._originals,
            fixed=gone_findings(self._before.findings, self._after.findings, self._made),
            left=left,
        )

    def _check(self, tree: Tree, paths: Sequence[Path] | None = None) -> Report:
        """The report on a tree, on what was asked for or on these paths."""
        if paths is None:
            paths = self._paths
        return self._check_tree(tree, paths=paths)

    def _why_not(self, finding: Finding) -> str:
        """Why the fix of a finding is not to be made; nothing if it is."""
        if finding.fix and not finding.fix.is_safe and not self._unsafe:
            return "not safe: --unsafe makes it"
        if any(path in self._sources for path in paths_of(finding)):
            return "it would change a source"
        unchanged = self._tree.conversions.unchanged
        if attribute := next((unchanged[p] for p in paths_of(finding) if p in unchanged), ""):
            return f"git might store another text ({attribute} in .gitattributes)"
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
            if finding.fix:
                for edit in finding.fix.edits:
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
            parts: Sequence[Sequence[Finding]] = [findings]
            if len(by_path) == 1:
                # It is known already that not all edits of it do.
                parts = _halves(findings)
            made = self._tried(made, parts, path)
        return made

    def _tried(
        self, made: list[Finding], parts: Sequence[Sequence[Finding]], path: str
    ) -> list[Finding]:
        """What is made, with those of the findings of a file that can be.

        They are halved until it shows which can't be: a few cost little among thousands. What there
        are too many of to be tried is left.
        """
        files: set[str] = set()
        for finding in chain.from_iterable(parts):
            files |= {finding.path, *paths_of(finding)}
        paths = [self._tree.root / file for file in sorted(files)]
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
            new = unexpected_findings(before, after, findings)
            if not new and len(new_findings(after, before)) >= len(findings):
                made, before = [*made, *findings], after
            elif len(findings) > 1:
                left.extend(_halves(findings))
            else:
                reason = "it would not repair it"
                if new:
                    reason = f"it would bring up another finding: {new[0].text}"
                self._refuse(findings, reason)
        return made

    def _why_not_tried(self, path: str) -> str:
        """Why a file is not to be checked once more to try edits of it; if it is, that counts."""
        self._tries[path] += 1
        data = self._originals.get(path, b"")
        size = len(data) + _BYTES_A_LINE * data.count(b"\n") + 1
        if size > _LARGEST_TRIED:
            return _TOO_LARGE
        if self._tries[path] > max(1, _MOST_TRIED // size):
            return _TOO_MANY
        return ""


def _halves(findings: Sequence[Finding]) -> list[Sequence[Finding]]:
    half = len(findings) // 2
    return [part for part in (findings[:half], findings[half:]) if part]

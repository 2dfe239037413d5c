"""The story of a check, from the folder where it starts to the report."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

from transync.check import check, tally
from transync.config import Settings
from transync.discover import Project, discover
from transync.errors import UsageError
from transync.languages import canonical
from transync.links import Resolver
from transync.load import load_all
from transync.model import Document, Finding, Pair, Report
from transync.pairing import pair_up
from transync.parse import SUFFIXES, Unreadable, decode
from transync.tree import Tree


def run(
    tree: Tree,
    settings: Settings,
    paths: Sequence[Path] = (),
    advance: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Check the pairs that the paths touch; all of them without paths.

    `advance` hears how many of how many translations are done. Raises UsageError for a path or a
    language that can't be checked.
    """
    project = discover(tree, settings)
    wanted = _wanted(project, paths) if paths else None
    languages = _languages(project, settings)
    pairing = pair_up(project, wanted, languages, advance)
    documents = pairing.documents
    resolver = Resolver(project, documents, settings.tracking_parameters)
    documents |= load_all(tree, _linked_pages(resolver, pairing.pairs, documents))
    findings = check(
        pairing.pairs,
        pairing.faults,
        resolver,
        settings,
        lambda source: wanted is None or source in wanted,
    )
    return Report(
        sources=len(project.sources) if wanted is None else len({p.source for p in pairing.pairs}),
        languages=tally(pairing.pairs, findings),
        findings=tuple(findings),
        untranslated=_untranslated(project) if wanted is None else (),
        notes=(*tree.notes, *_notes(project, pairing.unchecked)),
        excerpts=_excerpts(tree, findings),
    )


def _wanted(project: Project, paths: Sequence[Path]) -> frozenset[str]:
    """The files of the tree that the paths name or hold."""
    tree = project.tree
    known = tree.files | {t.path for folder in project.folders for t in folder.translations}
    found: set[str] = set()
    for path in paths:
        # Not resolve(): a symbolic link is the file that it is, wherever it leads.
        full = Path(os.path.normpath(path if path.is_absolute() else Path.cwd() / path))
        if not full.is_relative_to(tree.root):
            full = full.parent.resolve() / full.name
        if not full.is_relative_to(tree.root):
            raise UsageError(f"{path}: outside {tree.root}, where the check runs")
        relative = full.relative_to(tree.root).as_posix()
        if relative == ".":
            return frozenset(known)
        inside = {p for p in known if p.startswith(relative + "/")}
        if relative not in known and not inside and not os.path.lexists(full):
            raise UsageError(f"{path}: no such file or folder")
        found |= inside | {relative}
    return frozenset(found)


def _languages(project: Project, settings: Settings) -> frozenset[str]:
    wanted = {code: canonical(code, settings.aliases) for code in settings.languages}
    for code, language in wanted.items():
        if language not in project.languages:
            known = ", ".join(project.languages) or "none"
            raise UsageError(f"language {code!r}: no translations here; there are {known}")
    return frozenset(wanted.values())


def _linked_pages(
    resolver: Resolver, pairs: Iterable[Pair], documents: dict[str, Document]
) -> Collection[str]:
    """The pages that these documents link to by heading and that were not read yet."""
    linked: set[str] = set()
    for pair in pairs:
        for path in (pair.source, pair.translation):
            for link in documents[path].links if path in documents else ():
                if "#" in link.target:
                    target = resolver.resolve(path, link.target, pair.layout)
                    linked |= {target.path, target.place} if target.fragment else set()
    return sorted(
        path
        for path in linked & resolver.tree.files
        if path not in documents and path.lower().endswith(SUFFIXES)
    )


def _untranslated(project: Project) -> tuple[str, ...]:
    translated = {t.source for folder in project.folders for t in folder.translations}
    return tuple(sorted(project.sources - translated))


def _notes(project: Project, unchecked: int) -> list[str]:
    notes = []
    if not project.folders:
        notes.append("no translations found: no folder here holds Co-op Translator's records")
    if unchecked:
        notes.append(f"{unchecked} translations are not checked out here, so they were not checked")
    return notes


def _excerpts(tree: Tree, findings: Iterable[Finding]) -> dict[tuple[str, int], str]:
    """The offending lines of source and translation, of the first finding of each group."""
    wanted: dict[str, set[int]] = defaultdict(set)
    shown: set[str] = set()
    for finding in findings:
        if finding.group not in shown:
            shown.add(finding.group)
            wanted[finding.path].add(finding.line)
            if finding.source_path and finding.source_line:
                wanted[finding.source_path].add(finding.source_line)
    excerpts: dict[tuple[str, int], str] = {}
    for path, lines in wanted.items():
        data = tree.read(path) if path in tree.files else Unreadable("absent")
        text = data if isinstance(data, Unreadable) else decode(data)
        if isinstance(text, str):
            content = text.split("\n")
            excerpts |= {(path, n): content[n - 1] for n in lines if n <= len(content)}
    return excerpts

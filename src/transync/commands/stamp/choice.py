"""The user's paths -> the pairs that they stand for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from transync.checking.wanted import relative_path
from transync.errors import UsageError
from transync.model import Pair, State, below
from transync.repository.project import Project


def choose_pairs(
    project: Project, pairs: Iterable[Pair], paths: Sequence[Path], languages: Collection[str]
) -> list[Pair]:
    """The pairs of these translations and sources, and of those below these folders.

    `pairs` are those of the languages, or all without any. Folders of hand-made translations count
    only where they are named, or their language. Raises UsageError for a path that stands for no
    pair.
    """
    pairs = list(pairs)
    chosen: set[str] = set()
    for path in paths:
        asked = relative_path(project.tree, path)
        if asked in project.tree.folders:
            found = _below(pairs, asked, path, languages)
        else:
            found = _named(project, pairs, asked, path, languages)
        chosen |= {pair.translation for pair in found}
    return [pair for pair in pairs if pair.translation in chosen]


def _below(pairs: Iterable[Pair], asked: str, path: Path, languages: Collection[str]) -> list[Pair]:
    """What stands below a folder; what lacks its other half there is passed over."""
    found = []
    for pair in pairs:
        is_below = {below(pair.translation, asked), below(pair.source, asked)} != {None}
        if is_below and _has_both(pair) and _is_meant(pair, asked, languages):
            found.append(pair)
    if not found:
        raise UsageError(f"{path}: no translations{_into(languages)} there, or all are excluded")
    return found


def _named(
    project: Project, pairs: Iterable[Pair], asked: str, path: Path, languages: Collection[str]
) -> list[Pair]:
    """The pair of a translation, or those of a source."""
    found = [pair for pair in pairs if asked in (pair.source, pair.translation)]
    every = project.translations
    if not found and asked in every and languages:
        raise UsageError(f"{path}: not a translation{_into(languages)}")
    if not found and asked in every:
        raise UsageError(f"{path}: it or its source is not checked out here")
    if not found and asked not in project.sources:
        raise UsageError(f"{path}: neither a source nor a translation, or the settings exclude it")
    if any(pair.state is State.ORPHAN for pair in found):
        raise UsageError(f"{path}: its source {found[0].source} does not exist")
    present = [p for p in found if _has_both(p) and _is_meant(p, asked, languages)]
    missing = set(languages) - {pair.language for pair in present}
    if missing or not present:
        raise UsageError(f"{path}: there is no translation{_into(missing)}")
    return present


def _has_both(pair: Pair) -> bool:
    return pair.state not in (State.ORPHAN, State.MISSING)


def _is_meant(pair: Pair, asked: str, languages: Collection[str]) -> bool:
    folder = pair.layout.folder(pair.folder)
    is_named = bool(languages) or asked == folder or below(asked, folder) is not None
    return is_named or not pair.is_left_alone


def _into(languages: Collection[str]) -> str:
    if languages:
        return f" into {', '.join(sorted(languages))}"
    return ""

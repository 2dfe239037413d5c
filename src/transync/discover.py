"""The tree -> its layouts: which folders hold translations, in which language, of which sources."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from hashlib import md5
from typing import NamedTuple

from transync.config import LayoutSettings, Settings
from transync.languages import canonical, is_known, looks_like_code
from transync.metadata import SIDECAR_NAME, posix
from transync.model import Layout, below, join
from transync.parse import SUFFIXES
from transync.tree import SKIPPED_FOLDERS, Tree

_HEAD_BYTES = 4096
_RECORDED = re.compile(r'"(original_hash|source_file|language_code)"\s*:\s*"((?:[^"\\]|\\.)*)"')
IMAGE_ROOTS = ("translated_images", "translated_images_fast")


class Translation(NamedTuple):
    """A translated file, and the source that it mirrors (which may not exist)."""

    path: str
    source: str


@dataclass(frozen=True)
class LanguageFolder:
    """One language's folder in one layout.

    `is_managed` says that a record was found for it, so that a file without one is an omission.
    """

    layout: Layout
    name: str
    language: str
    translations: tuple[Translation, ...]
    is_managed: bool

    @property
    def path(self) -> str:
        return self.layout.folder(self.name)

    @property
    def sidecar(self) -> str:
        return join(self.path, SIDECAR_NAME)


@dataclass(frozen=True)
class Project:
    """A tree with its layouts: every source, every language folder."""

    tree: Tree
    folders: tuple[LanguageFolder, ...]
    sources: frozenset[str]
    aliases: Mapping[str, str]

    @cached_property
    def layouts(self) -> tuple[Layout, ...]:
        return tuple(dict.fromkeys(folder.layout for folder in self.folders))

    @cached_property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted({folder.language for folder in self.folders}))

    @cached_property
    def _folders_by_name(self) -> Mapping[tuple[str, str], tuple[LanguageFolder, ...]]:
        found: dict[tuple[str, str], list[LanguageFolder]] = defaultdict(list)
        for folder in self.folders:
            found[folder.layout.translation_root, folder.name].append(folder)
        return {
            key: tuple(sorted(folders, key=lambda f: -len(f.layout.subdir)))
            for key, folders in found.items()
        }

    def folder_of(self, path: str) -> LanguageFolder | None:
        """The language folder that a path stands in, whether or not the file exists."""
        for root in dict.fromkeys(layout.translation_root for layout in self.layouts):
            rest = below(path, root)
            name = rest.partition("/")[0] if rest else ""
            for folder in self._folders_by_name.get((root, name), ()):
                if below(path, folder.path) is not None or path == folder.path:
                    return folder
        return None


class _Evidence(NamedTuple):
    """A record seen in a language folder: the translation's path in it, and what is recorded."""

    path: str
    source_file: str
    original_hash: str
    is_sidecar: bool


def discover(tree: Tree, settings: Settings) -> Project:
    """Every layout of the tree, found by Co-op Translator's records or named by the settings."""
    files = [path for path in tree.files if not _is_excluded(path, settings.exclude)]
    candidates = _candidates(files)
    if settings.layouts:
        found = list(_configured(tree, settings, candidates))
    else:
        found = list(_detected(tree, settings, candidates))
    found.sort(key=lambda folder: (folder.layout, folder.name))
    sources = _sources(files, {folder.layout for folder in found})
    return Project(tree, tuple(found), sources, settings.aliases)


def _is_excluded(path: str, patterns: Sequence[str]) -> bool:
    return any(
        fnmatchcase(path, pattern) or fnmatchcase(path, pattern.rstrip("/") + "/*")
        for pattern in patterns
    )


def _is_document(path: str) -> bool:
    return path.lower().endswith(SUFFIXES)


def _candidates(files: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """Every folder with a child that is named like a language: root -> name -> files below."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in files:
        name = path.rpartition("/")[2]
        if not _is_document(path) and name != SIDECAR_NAME:
            continue
        parts = path.split("/")
        for depth, part in enumerate(parts[:-1]):
            if part in SKIPPED_FOLDERS or part in IMAGE_ROOTS:
                break
            if looks_like_code(part):
                found["/".join(parts[:depth])][part].append("/".join(parts[depth + 1 :]))
    return found


def _configured(
    tree: Tree, settings: Settings, candidates: Mapping[str, Mapping[str, Sequence[str]]]
) -> Iterator[LanguageFolder]:
    for setting in settings.layouts:
        named = setting if isinstance(setting, LayoutSettings) else LayoutSettings(pattern=setting)
        root, _, rest = named.pattern.partition("{lang}")
        root, subdir = root.strip("/"), rest.removesuffix("{path}").strip("/")
        names = candidates.get(root, {})
        inside = {name: _below_all(paths, subdir) for name, paths in names.items()}
        source = named.source.strip("/").removeprefix("./") if named.source is not None else None
        if source is None:
            source = _source_root(tree, root, [p for ps in inside.values() for p in ps], ())
        layout = Layout("" if source == "." else source, root, subdir)
        for name in sorted(names):
            evidence = _evidence(tree, root, name, names[name], settings.aliases)
            yield _folder(layout, name, inside[name], evidence is not None, settings)


def _detected(
    tree: Tree, settings: Settings, candidates: Mapping[str, Mapping[str, Sequence[str]]]
) -> Iterator[LanguageFolder]:
    accepted: list[str] = []
    for root in sorted(candidates, key=lambda path: (path.count("/") if path else -1, path)):
        if any(below(root, outer) for outer in accepted if outer):
            continue
        names = candidates[root]
        evidence = {
            name: found
            for name in sorted(names)
            if (found := _evidence(tree, root, name, names[name], settings.aliases))
        }
        if not evidence:
            continue
        accepted.append(root)
        kept = {n: p for n, p in names.items() if n in evidence or is_known(n, settings.aliases)}
        for layout in _layouts(tree, root, kept, list(evidence.values())):
            for name in sorted(kept):
                paths = _below_all(kept[name], layout.subdir)
                if not layout.subdir:
                    paths = [p for p in paths if not _in_deeper_layout(p, kept[name])]
                if paths:
                    yield _folder(layout, name, paths, name in evidence, settings)


def _in_deeper_layout(path: str, paths: Sequence[str]) -> bool:
    """Whether a sidecar stands in a folder between the language folder and the path."""
    own = {p.rpartition("/")[0] for p in paths if p.endswith("/" + SIDECAR_NAME)}
    return any(below(path, folder) for folder in own)


def _folder(
    layout: Layout, name: str, paths: Iterable[str], is_managed: bool, settings: Settings
) -> LanguageFolder:
    folder = layout.folder(name)
    return LanguageFolder(
        layout,
        name,
        canonical(name, settings.aliases),
        tuple(
            Translation(join(folder, path), join(layout.source_root, path))
            for path in sorted(paths)
            if _is_document(path)
        ),
        is_managed,
    )


def _layouts(
    tree: Tree,
    root: str,
    names: Mapping[str, Sequence[str]],
    evidence: Sequence[_Evidence],
) -> Iterator[Layout]:
    """The layouts below one translation root: one, or one for each folder with sidecars."""
    everything = [path for paths in names.values() for path in paths]
    subdirs = {
        path.rpartition("/")[0] for path in everything if path.rpartition("/")[2] == SIDECAR_NAME
    }
    if not subdirs:
        # A comment's `source_file` may be shorter than the file's place in the language folder.
        subdirs = {_subdir(e) for e in evidence}
        counts = {s: _best_source_root(tree, root, _below_all(everything, s))[0] for s in subdirs}
        subdirs = {max(sorted(subdirs), key=lambda s: (counts[s], -len(s)))}
    elif any(_is_document(p) and not _in_deeper_layout(p, everything) for p in everything):
        subdirs.add("")
    for subdir in sorted(subdirs):
        inside = _below_all(everything, subdir)
        yield Layout(_source_root(tree, root, inside, evidence), root, subdir)


def _subdir(evidence: _Evidence) -> str:
    if evidence.is_sidecar or not evidence.path.endswith("/" + evidence.source_file):
        return ""
    return evidence.path.removesuffix("/" + evidence.source_file)


def _below_all(paths: Iterable[str], folder: str) -> list[str]:
    return [rest for path in paths if (rest := below(path, folder))]


def _source_root(tree: Tree, root: str, paths: Sequence[str], evidence: Sequence[_Evidence]) -> str:
    """The folder above the translation root in which most of these paths exist."""
    count, roots = _best_source_root(tree, root, paths)
    if len(roots) > 1 and count:
        for found in evidence:
            for candidate in roots:
                data = tree.read(join(candidate, found.source_file))
                if isinstance(data, bytes) and _md5(data) == found.original_hash:
                    return candidate
    return roots[0]


def _best_source_root(tree: Tree, root: str, paths: Sequence[str]) -> tuple[int, list[str]]:
    """How many of the paths exist at best, and the folders in which they do, the nearest first."""
    above = root
    counts: dict[str, int] = {}
    documents = [path for path in paths if _is_document(path)]
    while above:
        above = above.rpartition("/")[0]
        counts[above] = sum(join(above, path) in tree.files for path in documents)
    counts = counts or {"": sum(path in tree.files for path in documents)}
    best = max(counts.values())
    return best, [folder for folder, count in counts.items() if count == best]


def _evidence(
    tree: Tree, root: str, name: str, paths: Sequence[str], aliases: Mapping[str, str]
) -> _Evidence | None:
    """The first record in a language folder that speaks of this language."""
    language = canonical(name, aliases)
    for path in sorted(paths, key=lambda p: (p.rpartition("/")[2] != SIDECAR_NAME, p)):
        data = _head(tree, join(root, name, path))
        recorded = dict(_RECORDED.findall(data))
        if "original_hash" not in recorded:
            continue
        if canonical(recorded.get("language_code", ""), aliases) == language or "/" not in path:
            return _Evidence(
                path,
                posix(_unescaped(recorded.get("source_file", ""))),
                recorded["original_hash"].lower(),
                path.rpartition("/")[2] == SIDECAR_NAME,
            )
    return None


def _head(tree: Tree, path: str) -> str:
    """The part of a file in which its record stands: the top, or a notebook's end."""
    if path in tree.absent or (tree.root / path).is_symlink():
        return ""
    try:
        with (tree.root / path).open("rb") as file:
            data = file.read() if path.endswith(".ipynb") else file.read(_HEAD_BYTES)
    except OSError:
        return ""
    text = data.decode("utf-8", errors="replace")
    if path.endswith(".ipynb"):
        return text[max(text.rfind('"coopTranslator"'), 0) :]
    return text


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"'))
    except json.JSONDecodeError:
        return text


def _sources(files: Iterable[str], layouts: Iterable[Layout]) -> frozenset[str]:
    """What Co-op Translator would translate: documents below a source root."""
    layouts = list(layouts)
    roots = {layout.translation_root for layout in layouts}
    found = set()
    for path in files:
        if not _is_document(path) or not SKIPPED_FOLDERS.isdisjoint(path.split("/")[:-1]):
            continue
        if any(below(path, root) is not None and _in_language(path, root) for root in roots):
            continue
        if any(below(path, layout.source_root) is not None for layout in layouts):
            found.add(path)
    return frozenset(found)


def _in_language(path: str, root: str) -> bool:
    rest = below(path, root) or ""
    return bool(root) or looks_like_code(rest.partition("/")[0])


def _md5(data: bytes) -> str:
    return md5(data, usedforsecurity=False).hexdigest()

"""Where translations stand: found by Co-op Translator's records, or told by the user."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import md5
from typing import NamedTuple

from transync.co_op_translator import IMAGE_ROOTS, SKIPPED_FOLDERS
from transync.config import LayoutSettings, Settings
from transync.documents.kinds import is_document, is_notebook, largest_size
from transync.languages.codes import canonical, is_known, looks_like_code
from transync.model import Layout, below, join
from transync.records import SIDECAR_NAME, languages_in, posix
from transync.repository.tree import Tree
from transync.untrusted.json_value import load_json

_HEAD_BYTES = 4096
_FIELD = re.compile(r'"(original_hash|source_file|language_code)"\s*+:\s*+"((?:[^"\\]++|\\.)*+)"')
# A letter or other sign of ASCII, of which no text needs this; no quotation mark.
_ESCAPED = re.compile(r"\\u00(2[13-9a-f]|[3-7][0-9a-f])", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_LABEL = "CO_OP_TRANSLATOR_METADATA"


class FoundFolder(NamedTuple):
    """One language's folder in one layout: its name, and the paths that the layout mirrors.

    `is_managed` says that a record was found for it, `is_named` that the user named the layout.
    """

    layout: Layout
    name: str
    paths: tuple[str, ...]
    is_managed: bool
    is_named: bool = False


class _Mark(NamedTuple):
    """A record seen in a language folder: the file's path in it, and what it says, if readable."""

    path: str
    source_file: str = ""
    original_hash: str = ""


Folders = Mapping[str, Mapping[str, Sequence[str]]]


def find_places(tree: Tree, files: Iterable[str], settings: Settings) -> list[FoundFolder]:
    """Every language folder of every layout: those that the settings name, else what is found."""
    folders = _language_folders(files, settings)
    if settings.layouts:
        return [p for layout in settings.layouts for p in _named(tree, layout, folders, settings)]
    marks = {
        root: {
            name: found
            for name, paths in sorted(names.items())
            if (found := _first_mark(tree, root, name, paths, settings))
        }
        for root, names in folders.items()
    }
    places: list[FoundFolder] = []
    roots = sorted((root for root in folders if marks[root]), key=lambda path: (len(path), path))
    for number, root in enumerate(roots):
        if any(below(root, outer) for outer in roots[:number] if outer):
            continue
        names = {
            name: paths
            for name, paths in folders[root].items()
            if name in marks[root] or is_known(name, settings.aliases)
        }
        places += _detected(tree, root, names, marks[root])
    return places


def recorded_hash(tree: Tree, path: str) -> str:
    """The hash in the record that a document carries in itself, found without parsing it."""
    return _fields(_record_text(tree, path) or "").get("original_hash", "")


def _language_folders(files: Iterable[str], settings: Settings) -> Folders:
    """Every folder with a child named like a language: root -> child -> paths of documents."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    named: dict[str, list[tuple[str, str, int]]] = {}
    for path in sorted(files):
        folder, _, name = path.rpartition("/")
        if name != SIDECAR_NAME and not is_document(name):
            continue
        if folder not in named:
            named[folder] = list(_languages_above(folder, settings))
        for root, language, length in named[folder]:
            found[root][language].append(path[length:])
    return found


def _languages_above(folder: str, settings: Settings) -> Iterator[tuple[str, str, int]]:
    """The folders of a path that are named like a language: root, name, length of both."""
    start = 0
    for part in folder.split("/"):
        if part in SKIPPED_FOLDERS or part in IMAGE_ROOTS:
            return
        end = start + len(part) + 1
        if _may_be_language(part, settings):
            yield folder[: max(start - 1, 0)], part, end
        start = end


def _may_be_language(name: str, settings: Settings) -> bool:
    return looks_like_code(name) or name.lower() in settings.aliases


def _named(
    tree: Tree, named: LayoutSettings, folders: Folders, settings: Settings
) -> Iterator[FoundFolder]:
    """The language folders of a layout that the user names."""
    names = {
        name: paths
        for name, paths in folders.get(named.root, {}).items()
        if is_known(name, settings.aliases) or _first_mark(tree, named.root, name, paths, settings)
    }
    inside = {name: _all_below(paths, named.subdir) for name, paths in names.items()}
    source = named.source
    if source is None:
        every = [path for paths in inside.values() for path in paths]
        source = _source_root(tree, named.root, named.subdir, every, [])
    layout = Layout(source, named.root, named.subdir)
    for name, paths in sorted(inside.items()):
        if layout.folder(name) != source:
            is_managed = _first_mark(tree, named.root, name, names[name], settings) is not None
            yield FoundFolder(layout, name, tuple(filter(is_document, paths)), is_managed, True)


def _detected(
    tree: Tree, root: str, names: Mapping[str, Sequence[str]], marks: Mapping[str, _Mark]
) -> Iterator[FoundFolder]:
    """The language folders of the layouts at one translation root.

    There is one layout for the whole, and one for each folder below the languages that has
    sidecars of its own, or whose comments record paths relative to it.
    """
    documents = {path for paths in names.values() for path in filter(is_document, paths)}
    own = {path.rpartition("/")[0] for paths in names.values() for path in paths} - {""}
    subdirs = {
        folder
        for folder in own
        if any(join(folder, SIDECAR_NAME) in paths for paths in names.values())
    }
    subdirs |= {s for mark in marks.values() if (s := _short_by(tree, root, mark))}
    taken: set[str] = set()
    for subdir in (*sorted(subdirs, key=len, reverse=True), ""):
        inside = {p for p in documents - taken if below(p, subdir) is not None}
        taken |= inside
        relative = sorted(filter(None, (below(path, subdir) for path in inside)))
        if not relative:
            continue
        records = _records_below(tree, root, names, subdir)
        layout = Layout(_source_root(tree, root, subdir, relative, records), root, subdir)
        for name, paths in sorted(names.items()):
            here = [below(path, subdir) or "" for path in paths if path in inside]
            if here:
                yield FoundFolder(layout, name, tuple(here), name in marks)


def _short_by(tree: Tree, root: str, mark: _Mark) -> str:
    """The folder by which a recorded source is shorter than the place, where that is no mistake.

    It is one when the source as recorded does not exist below that folder, or is another file.
    """
    if mark.path.endswith(SIDECAR_NAME) or not mark.path.endswith("/" + mark.source_file):
        return ""
    subdir = mark.path.removesuffix("/" + mark.source_file)
    mirrored = {join(above, mark.path) for above in _folders_above(root)} & tree.files
    recorded = join(_source_root(tree, root, subdir, [mark.source_file], [mark]), mark.source_file)
    is_mistake = mirrored - {recorded} and _hash(tree, recorded) != mark.original_hash
    return "" if is_mistake else subdir


def _source_root(
    tree: Tree, root: str, subdir: str, paths: Sequence[str], records: Iterable[_Mark]
) -> str:
    """The folder in which most of these paths exist; of equals, the one that the hashes speak for.

    It is a folder above the translation root, or the subdir's namesake in one, or the translation
    root itself.
    """
    roots = [join(above, subdir) for above in _folders_above(root)]
    roots += [above for above in (*_folders_above(root), root) if above not in roots]
    counts = {r: sum(join(r, path) in tree.files for path in paths) for r in roots}
    best = [r for r in roots if counts[r] == max(counts.values())]
    if len(best) > 1 and counts[best[0]]:
        records = list(records)
        current = {
            r: sum(_hash(tree, join(r, m.source_file)) == m.original_hash for m in records)
            for r in best
        }
        return max(best, key=lambda r: (current[r], -best.index(r)))
    return best[0]


def _folders_above(root: str) -> list[str]:
    """The folders above a translation root, the nearest first; the root of the tree has itself."""
    found = []
    while root:
        root = root.rpartition("/")[0]
        found.append(root)
    return found or [""]


def _records_below(
    tree: Tree, root: str, names: Mapping[str, Sequence[str]], subdir: str
) -> Iterator[_Mark]:
    """Every record of these language folders below the subdir, as far as it can be read."""
    for name, paths in names.items():
        for path in paths:
            rest, full = below(path, subdir), join(root, name, path)
            if rest == SIDECAR_NAME:
                yield from _sidecar_marks(tree, full)
            elif rest and is_document(rest) and (text := _record_text(tree, full)):
                fields = _fields(text)
                yield _Mark(rest, fields.get("source_file", ""), fields.get("original_hash", ""))


def _sidecar_marks(tree: Tree, path: str) -> Iterator[_Mark]:
    data = tree.read(path)
    entries = load_json(data) if isinstance(data, bytes) else None
    for entry in entries.values() if isinstance(entries, dict) else ():
        if isinstance(entry, dict):
            source, original = entry.get("source_file"), entry.get("original_hash")
            if isinstance(source, str) and isinstance(original, str):
                yield _Mark(path, posix(source), original.lower())


def _first_mark(
    tree: Tree, root: str, name: str, paths: Sequence[str], settings: Settings
) -> _Mark | None:
    """The first record that speaks for a language folder, a damaged one included."""
    above = [part for part in root.split("/") if part]
    for path in sorted(paths, key=lambda p: (not p.endswith(SIDECAR_NAME), p)):
        read = _head if path.rpartition("/")[2] == SIDECAR_NAME else _record_text
        text = read(tree, join(root, name, path))
        if text is None:
            continue
        fields = _fields(text)
        parts = (*above, name, *path.split("/")[:-1])
        if any(
            _depth(parts, language, settings) == len(above)
            for language in _languages_of(tree, join(root, name, path), text)
        ):
            source = fields.get("source_file", "")
            return _Mark(path, source, fields.get("original_hash", ""))
    return None


def _depth(parts: Sequence[str], language: str, settings: Settings) -> int | None:
    """The number of the folder that a record belongs to, of those of its path.

    That is the outermost one that is named like its language; of one that names no language of its
    path, the outermost one named like any that is known.
    """
    recorded = canonical(language, settings.aliases)
    named = [
        number
        for number, part in enumerate(parts)
        if _may_be_language(part, settings) and canonical(part, settings.aliases) == recorded
    ]
    known = (n for n, part in enumerate(parts) if is_known(part, settings.aliases))
    return named[0] if named else next(known, None)


def _languages_of(tree: Tree, path: str, text: str) -> Iterator[str]:
    """The languages that a document's record or a sidecar's entries name; "" where none is.

    Most sidecars name one alone, so the whole of it is looked at only if the `text`, its beginning,
    is not enough.
    """
    yield _fields(text).get("language_code", "")
    if path.rpartition("/")[2] == SIDECAR_NAME:
        data = tree.read(path)
        languages = languages_in(data) if isinstance(data, bytes) else None
        if languages is not None:
            yield from languages
            return
        text = data.decode("utf-8", errors="replace") if isinstance(data, bytes) else text
    plain = _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), text)
    yield from (value for name, value in _FIELD.findall(plain) if name == "language_code")


def _record_text(tree: Tree, path: str) -> str | None:
    """The part of a document that holds its record, however damaged: None when there is none."""
    text = _head(tree, path)
    if is_notebook(path):
        at = text.rfind('"coopTranslator"')
        return text[at:] if at >= 0 else None
    fence = _FENCE.search(text)
    for comment in _COMMENT.finditer(text, 0, fence.start() if fence else len(text)):
        body = comment[1].strip()
        if body.startswith(_LABEL) or (body.startswith("{") and '"original_hash"' in body):
            return body
    return None


def _head(tree: Tree, path: str) -> str:
    """The beginning of a file, where its record stands; the whole of a notebook."""
    data = tree.read(path, largest_size(path) if is_notebook(path) else _HEAD_BYTES)
    return data.decode("utf-8", errors="replace") if isinstance(data, bytes) else ""


def _fields(text: str) -> dict[str, str]:
    """The first value of each field of a record."""
    found: dict[str, str] = {}
    for name, value in _FIELD.findall(text):
        found.setdefault(
            name, _unescaped(value).lower() if name == "original_hash" else _unescaped(value)
        )
    if "source_file" in found:
        found["source_file"] = posix(found["source_file"])
    return found


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"'))
    except json.JSONDecodeError:
        return text


def _all_below(paths: Iterable[str], folder: str) -> list[str]:
    return [rest for path in paths if (rest := below(path, folder))]


def _hash(tree: Tree, path: str) -> str | None:
    data = tree.read(path)
    return md5(data, usedforsecurity=False).hexdigest() if isinstance(data, bytes) else None

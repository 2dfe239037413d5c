"""The files and languages that are asked for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from transync.config import Settings
from transync.errors import UsageError
from transync.languages.codes import canonical
from transync.model import below
from transync.repository.project import Project
from transync.repository.tree import Tree


@dataclass(frozen=True, slots=True)
class Wanted:
    """The files that are asked for, by name or folder; those that should be there included.

    `paths` are the user's, as they were typed; of the `sidecars`, only what is wrong with the file
    itself is asked for, and not all that it tells of.
    """

    files: frozenset[str]
    folders: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()
    sidecars: frozenset[str] = frozenset()

    @classmethod
    def of(cls, project: Project, paths: Sequence[Path]) -> Wanted:
        """What these paths stand for; raises UsageError for one that stands for nothing here."""
        files = [relative_path(project.tree, path) for path in paths]
        folders = (path for path in files if path in project.tree.folders)
        return cls(frozenset(files), tuple(folders), tuple(paths))

    def __contains__(self, path: str) -> bool:
        return path in self.sidecars or self.holds_all_of(path)

    def holds_all_of(self, path: str) -> bool:
        """Whether the file is asked for, with all that it tells of if it is a sidecar."""
        return path in self.files or any(below(path, f) is not None for f in self.folders)

    def touches(self, folder: str) -> bool:
        """Whether the folder, or something in it, is asked for."""
        paths = (*self.files, *self.folders)
        return folder in self or any(below(path, folder) is not None for path in paths)


def relative_path(tree: Tree, path: Path) -> str:
    """The path as the tree knows it: a link to a file as itself, one to a folder as its target.

    Raises UsageError for a path outside of the tree, and for one where nothing is.
    """
    full = Path(os.path.abspath(path))  # noqa: PTH100 - a link is not to be followed yet
    # As it is spelt, with the links above it followed, and as what it links to itself.
    places = (full, _followed(full.parent) / full.name, _followed(full))
    inside = [p.relative_to(tree.root).as_posix() for p in places if p.is_relative_to(tree.root)]
    if not inside:
        raise UsageError(f"{path}: outside {tree.root}, where the check runs")
    names = ["" if name == "." else name for name in inside]
    in_tree = [name for name in names if name in tree.files or name in tree.folders]
    if not in_tree and not os.path.lexists(full):
        raise UsageError(f"{path}: no such file or folder")
    if in_tree and full.is_symlink() and full.is_dir():
        return in_tree[-1]
    return (in_tree or names)[0]


def _followed(path: Path) -> Path:
    """Where a path leads; `Path.resolve` refuses links that lead to themselves before 3.13."""
    return Path(os.path.realpath(path))


def chosen_languages(project: Project, settings: Settings) -> frozenset[str]:
    """The languages that the settings select, none for all; UsageError for one without folder."""
    wanted = {code: canonical(code, settings.aliases) for code in settings.languages}
    for code, language in wanted.items():
        if language not in project.languages:
            known = ", ".join(project.languages) or "none"
            raise UsageError(f"language {code!r}: no translations here; there are {known}")
    return frozenset(wanted.values())

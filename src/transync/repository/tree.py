"""The files of a repository or a plain folder: which there are, and what is in them."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from transync.documents.decoding import Unreadable
from transync.documents.kinds import SUFFIXES, largest_size
from transync.errors import UsageError
from transync.repository.git_client import Repository, find_repository, run_git
from transync.repository.git_conversion import Conversions, find_conversions
from transync.repository.git_errors import GitError, NoGitError
from transync.repository.walk import walk
from transync.untrusted.regular_file import read_regular, reason_of, too_large


@dataclass(frozen=True)
class Tree:
    """Every file below `root` that git knows or would add, as POSIX paths relative to it.

    `absent` are those that git's index holds but a sparse checkout left out: they exist, but can't
    be read. Without git, the files are what the file system holds. `stored` reads the files of a
    tree that is not on the disk: that of a commit. `edited` are files with what they are about to
    hold, instead of what they hold on the disk. What `unreadable` folders hold is not known: their
    paths, and why. The `conversions` are those that git makes of texts on the disk. The history of
    the files ends with the commit `newest`.
    """

    root: Path
    files: frozenset[str]
    absent: frozenset[str] = frozenset()
    repository: Repository | None = None
    notes: tuple[str, ...] = field(default=())
    stored: Callable[[str], bytes | Unreadable] | None = None
    edited: Mapping[str, bytes] = field(default_factory=dict, compare=False)
    unreadable: Mapping[str, str] = field(default_factory=dict, compare=False)
    newest: str = "HEAD"
    conversions: Conversions = field(default=Conversions({}, {}), compare=False)

    @property
    def is_git(self) -> bool:
        return self.repository is not None

    def with_edited(self, files: Mapping[str, bytes]) -> Tree:
        """This tree with other bytes in these files, some of which may be new."""
        edited = {**self.edited, **files}
        return replace(self, files=self.files | files.keys(), edited=edited)

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that holds a file."""
        found = {""}
        for path in self.files:
            folder = path.rpartition("/")[0]
            while folder and folder not in found:
                found.add(folder)
                folder = folder.rpartition("/")[0]
        return frozenset(found)

    def exists(self, path: str) -> bool:
        """Whether the path is a file, a folder, or something in a submodule."""
        if path in self.files or path in self.folders:
            return True
        end = path.find("/")
        while end >= 0:
            folder = path[:end]
            # git lists a submodule, or a link to a folder, as one entry without what is in it.
            if folder in self.files:
                # What it held in a commit that is not checked out is in doubt.
                return self.stored is not None or (self.root / folder).is_dir()
            if folder not in self.folders:
                return False
            end = path.find("/", end + 1)
        return False

    def read(self, path: str, size: int = -1) -> bytes | Unreadable:
        """The bytes of one of the files, or why they can't be had.

        Whatever a symbolic link or the caller says, only files of the repository are read: none
        outside of the root, none of git's own, and none that git ignores. With a `size`, that many
        bytes from the beginning are enough, which may be other ones than git stores.
        """
        if path not in self.files or path in self.absent:
            return Unreadable("not a file of the repository")
        stored = self.edited.__getitem__ if path in self.edited else self.stored
        if stored:
            data = stored(path)
            if isinstance(data, Unreadable):
                return data
            if complaint := too_large(len(data), largest_size(path)):
                return Unreadable(complaint)
            if size < 0:
                return data
            return data[:size]
        if size < 0 and (attribute := self.conversions.converted.get(path)):
            return Unreadable(
                "git writes another text to the disk than the repository holds "
                f"({attribute} in .gitattributes), and readers on the forge see that one"
            )
        full = self._full(path)
        try:
            if stray := self._stray_link(path):
                return Unreadable(f"a symbolic link {stray}, which is not followed")
            return read_regular(full, largest_size(path), size)
        except OSError as error:
            return Unreadable(reason_of(error))
        except (RuntimeError, ValueError):
            # Before Python 3.13, a loop of symbolic links is a RuntimeError.
            return Unreadable("can't be read: a loop of symbolic links")

    def stamp(self, path: str) -> tuple[int, int, int] | None:
        """Size in bytes, modification and change time in nanoseconds of a plain file on the disk.

        None of what is no such file, where only its content tells whether it is the same. The
        change time, which nobody can set, sees what was given an older modification time, and that
        nobody may read the file any more; on Windows, it is that of the file's creation.
        """
        kept_elsewhere = (self.absent, self.edited, self.conversions.converted)
        if self.stored or any(path in paths for paths in kept_elsewhere):
            return None
        try:
            status = os.lstat(self._full(path))
            is_plain = stat.S_ISREG(status.st_mode) and self._is_plain(path.rpartition("/")[0])
        except (OSError, RuntimeError, ValueError):
            return None
        if is_plain:
            return (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        return None

    def merge_base(self, name: str) -> str | None:
        """The commit that a commit, branch or tag has in common with HEAD; None without one."""
        found = None if name.startswith("-") else self._ask("merge-base", name, "HEAD")
        if found:
            return os.fsdecode(found).strip()
        return None

    def committed(self, path: str, commit: str = "HEAD") -> bytes | None:
        """The bytes of the file in a commit; None where it has none."""
        return self._ask("cat-file", "blob", f"{commit}:{path}")

    def had_folder(self, path: str, commit: str) -> bool:
        """Whether there was a folder with files at this path in a commit."""
        return self._ask("cat-file", "-t", f"{commit}:{path}") == b"tree\n"

    def removed(self, name: str, commit: str = "HEAD") -> frozenset[str]:
        """The files of this name that are in a commit, and not in the index.

        Of the commit that is checked out, they are what the next one removes.
        """
        options = ("--cached", "--no-renames", "--diff-filter=D", "--name-only", "-z")
        listed = self._ask("diff", *options, commit, "--") or b""
        paths = map(os.fsdecode, listed.split(b"\0"))
        return frozenset(path for path in paths if path.rpartition("/")[2] == name)

    def _ask(self, *arguments: str) -> bytes | None:
        """What git prints of this tree; None where it fails, as before the first commit."""
        if not self.repository:
            return None
        try:
            return run_git(self.repository, *arguments).stdout
        except GitError:
            return None

    def _full(self, path: str) -> str:
        # Asked of every file of every run: pathlib takes several times as long.
        return f"{self.root}/{path}"

    def _stray_link(self, path: str) -> str:
        """Where a symbolic link on the way to a file leads, if not to a file of the repository."""
        full = self._full(path)
        is_link = stat.S_ISLNK(os.lstat(full).st_mode)
        if not is_link and self._is_plain(path.rpartition("/")[0]):
            return ""
        resolved = Path(full).resolve(strict=True)
        if not resolved.is_relative_to(self.root):
            return "out of the repository"
        is_known = resolved.relative_to(self.root).as_posix() in self.files
        if is_known:
            return ""
        return "to what is no file of the repository"

    def _is_plain(self, folder: str) -> bool:
        """Whether no part of the way from the root to a folder is a symbolic link."""
        unknown = []
        while folder not in self._plain:
            unknown.append(folder)
            folder = folder.rpartition("/")[0]
        for below in reversed(unknown):
            is_link = stat.S_ISLNK(os.lstat(self._full(below)).st_mode)
            self._plain[below] = self._plain[folder] and not is_link
            folder = below
        return self._plain[folder]

    @cached_property
    def _plain(self) -> dict[str, bool]:
        """What `_is_plain` has found out: most files share their folders with others."""
        return {"": True}


def read_tree(folder: Path) -> Tree:
    """The tree that `folder` belongs to: its git work tree, or the folder itself.

    Raises UsageError where there is no such folder, and GitError where git refuses it.
    """
    try:
        folder = folder.resolve(strict=True)
    except (OSError, RuntimeError):
        raise UsageError(f"{folder}: there is no such folder") from None
    if not folder.is_dir():
        raise UsageError(f"{folder}: this is no folder")
    notes = []
    try:
        if repository := find_repository(folder):
            return _git_tree(repository)
    except NoGitError:
        notes.append(
            "the git program is not installed, so that every file counts which no .gitignore names"
        )
    unreadable: dict[str, str] = {}
    files = frozenset(walk(folder, notes, unreadable))
    return Tree(folder, files, notes=tuple(notes), unreadable=unreadable)


def _git_tree(repository: Repository) -> Tree:
    """From `git ls-files -t`: H is cached, S left out by a sparse checkout, R removed, ? new."""
    options = ("-z", "-t", "--cached", "--deleted", "--others", "--exclude-standard")
    done = run_git(repository, "ls-files", *options, matches_patterns=True)
    known: set[str] = set()
    absent: set[str] = set()
    removed: set[str] = set()
    for entry in done.stdout.split(b"\0"):
        tag, path = entry[:1], os.fsdecode(entry[2:]).rstrip("/")
        if not path:
            continue
        if tag == b"R":
            removed.add(path)
        else:
            known.add(path)
        if tag == b"S":
            absent.add(path)
    unreadable = {
        os.fsdecode(path): os.fsdecode(reason).lower()
        for path, reason in _UNOPENED.findall(done.stderr)
    }
    unreadable |= dict(_hiding(repository.root, removed))
    files = frozenset(known - removed)
    pages = {path for path in files - absent if path.lower().endswith(SUFFIXES)}
    return Tree(
        repository.root,
        files,
        frozenset(absent),
        repository=repository,
        unreadable=unreadable,
        conversions=find_conversions(repository, known, pages),
    )


# What git says of the folders that it can't list.
_UNOPENED = re.compile(rb"^warning: could not open directory '(.*?)/?': (.*)$", re.MULTILINE)


def _hiding(root: Path, removed: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The folders that can't be searched for files that git takes for removed; and why."""
    for folder in {path.rpartition("/")[0] for path in removed}:
        names = folder.split("/") if folder else []
        for number in range(1, len(names) + 1):
            above = "/".join(names[:number])
            try:
                os.lstat(f"{root}/{above}/.")
            except (FileNotFoundError, NotADirectoryError):
                break
            except OSError as error:
                yield above, (error.strerror or "unknown error").lower()
                break

"""A project that fails made small: whatever can go while it still fails in the same way goes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import md5
from typing import Any

from tests.fuzz.project import Commit, Project
from tests.fuzz.trials import attempt


def made_small(project: Project, kind: str, seconds: float) -> Project:
    """The smallest project that was found in so many seconds, and that fails in this way."""
    end = time.monotonic() + seconds

    def fails(candidate: Project) -> bool:
        return time.monotonic() < end and kind in {f.kind for f in attempt(candidate)[0]}

    is_smaller = True
    while is_smaller and time.monotonic() < end:
        is_smaller = False
        for step in (_fewer_parts, _fewer_files, _fewer_changes, _shorter_files, _shorter_changes):
            new = step(project, fails)
            is_smaller = is_smaller or new != project
            project = new
    return project


Fails = Callable[[Project], bool]


def _fewer_parts(project: Project, fails: Fails) -> Project:
    for name in project.trials if len(project.trials) > 1 else ():
        if fails(replace(project, trials=(name,))):
            project = replace(project, trials=(name,))
            break
    smaller: tuple[dict[str, Any], ...] = (
        {"links": {}},
        {"git": {}},
        {"commits": ()},
        {"is_git": False, "commits": ()},
    )
    for change in smaller:
        candidate = replace(project, **change)
        if candidate != project and fails(candidate):
            project = candidate
    for commit in project.commits:
        candidate = replace(project, commits=tuple(c for c in project.commits if c is not commit))
        if fails(candidate):
            project = candidate
    return project


def _fewer_files(project: Project, fails: Fails) -> Project:
    for path in sorted(project.files):
        candidate = project.with_files({p: d for p, d in project.files.items() if p != path})
        if fails(candidate):
            project = candidate
    return project


def _fewer_changes(project: Project, fails: Fails) -> Project:
    for at, commit in enumerate(project.commits):
        for path in sorted(commit.changes):
            changes = {p: d for p, d in project.commits[at].changes.items() if p != path}
            candidate = _with_commit(project, at, changes)
            if fails(candidate):
                project = candidate
    return project


def _shorter_files(project: Project, fails: Fails) -> Project:
    for path in sorted(project.files):
        found = project

        def still_fails(data: bytes, path: str = path) -> bool:
            nonlocal found
            candidate = _with_data(found, path, data)
            is_one = fails(candidate)
            found = candidate if is_one else found
            return is_one

        shorten(project.files[path], still_fails)
        project = found
    return project


def _shorter_changes(project: Project, fails: Fails) -> Project:
    for at, commit in enumerate(project.commits):
        for path, data in sorted(commit.changes.items()):
            if data is None:
                continue
            found = project

            def still_fails(data: bytes, at: int = at, path: str = path) -> bool:
                nonlocal found
                candidate = _with_commit(found, at, {**found.commits[at].changes, path: data})
                is_one = fails(candidate)
                found = candidate if is_one else found
                return is_one

            shorten(data, still_fails)
            project = found
    return project


def _with_commit(project: Project, at: int, changes: Mapping[str, bytes | None]) -> Project:
    commits = list(project.commits)
    commits[at] = Commit(commits[at].time, changes)
    return replace(project, commits=tuple(commits))


def _with_data(project: Project, path: str, data: bytes) -> Project:
    """The project with other bytes in a file, whose hash stands in records."""
    old, new = (md5(each).hexdigest().encode() for each in (project.files[path], data))
    files = {p: d.replace(old, new) for p, d in project.files.items()}
    return project.with_files({**files, path: data})


def shorten(data: bytes, still_fails: Callable[[bytes], bool]) -> bytes:
    """The shortest bytes that were found, by leaving out blocks, lines, and then bytes."""
    for mark in (b"\n\n", b"\n", b""):
        parts = data.split(mark) if mark else [data[at : at + 1] for at in range(len(data))]
        if not mark and len(parts) > 3000:
            break
        size = max(1, len(parts) // 2)
        while size and parts:
            at = 0
            while at < len(parts):
                candidate = parts[:at] + parts[at + size :]
                if still_fails(mark.join(candidate)):
                    parts = candidate
                else:
                    at += size
            size //= 2
        data = mark.join(parts)
    return data

"""Paths of a tree, as text: POSIX, relative to its root."""

from __future__ import annotations

from collections.abc import Iterator


def join(*parts: str) -> str:
    """Join POSIX path parts, leaving out the empty ones."""
    return "/".join(part for part in parts if part)


def below(path: str, folder: str) -> str | None:
    """The path relative to `folder`, or None when it does not stand below it."""
    if not folder:
        return path
    prefix = folder + "/"
    if path.startswith(prefix):
        return path[len(prefix) :]
    return None


def folders_above(path: str) -> Iterator[str]:
    """The folders that a path stands in, the nearest first, but for the root of the tree."""
    while path := path.rpartition("/")[0]:
        yield path

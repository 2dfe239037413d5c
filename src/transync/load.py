"""What is in a file, beside its text: the records of a sidecar, the hashes of its bytes."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import md5

from transync.budget import ORDINARY
from transync.isolation import Stopped, attempt
from transync.metadata import Sidecar, read_sidecar
from transync.model import Fault
from transync.parse import Unreadable, decode
from transync.tree import Tree

# Of so many bytes git reads whether a file is binary, so that its line endings are left alone.
_LOOKED_AT_BY_GIT = 8000


def load_sidecar(tree: Tree, path: str, language: str) -> Sidecar:
    """The sidecar at a path; an empty one where no file is, or none that is checked out."""
    if path not in tree.files or path in tree.absent:
        return Sidecar(path)
    text = read_text(tree, path)
    if isinstance(text, Unreadable):
        fault = Fault("metadata-invalid", path, text.line, text.column, text.message, language)
        return Sidecar(path, faults=(fault,), is_broken=True)
    limits = ORDINARY.limits(len(text))
    sidecar = attempt(lambda: read_sidecar(path, text, language), limits)
    if isinstance(sidecar, Stopped):
        return Sidecar(path, faults=(sidecar.fault(path, language),), is_broken=True)
    return sidecar


def read_text(tree: Tree, path: str) -> str | Unreadable:
    """The text of a file, or why it has none."""
    data = tree.read(path)
    return data if isinstance(data, Unreadable) else decode(data)


def hashes_at(tree: Tree, path: str) -> tuple[str, ...]:
    """The possible hashes of a file; none where it can't be read."""
    data = tree.read(path)
    return () if isinstance(data, Unreadable) else tuple(possible_hashes(data))


def possible_hashes(data: bytes) -> Iterable[str]:
    """The MD5 of the bytes as they are, and of a text with LF and CRLF line endings.

    A checkout may have other line endings than the file that was translated.
    """
    if b"\0" in data[:_LOOKED_AT_BY_GIT]:
        yield md5(data, usedforsecurity=False).hexdigest()
        return
    with_lf = data.replace(b"\r\n", b"\n")
    for variant in dict.fromkeys((data, with_lf, with_lf.replace(b"\n", b"\r\n"))):
        yield md5(variant, usedforsecurity=False).hexdigest()

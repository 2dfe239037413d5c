"""What is in a file, beside its text: the records of a sidecar, the hashes of its bytes."""

from __future__ import annotations

from transync.documents.decoding import Unreadable, decode
from transync.records import Sidecar, read_sidecar
from transync.records.hashes import possible_hashes
from transync.repository.tree import Tree
from transync.untrusted.budget import ORDINARY
from transync.untrusted.isolation import Stopped, attempt


def load_sidecar(tree: Tree, path: str, language: str) -> Sidecar:
    """The sidecar at a path; an empty one where no file is, or none that is checked out."""
    if path not in tree.files or path in tree.absent:
        return Sidecar(path)
    text = read_text(tree, path)
    if isinstance(text, Unreadable):
        fault = text.fault("metadata-invalid", path, language)
        return Sidecar(path, faults=(fault,), is_broken=True)
    limits = ORDINARY.limits(len(text))
    sidecar = attempt(lambda: read_sidecar(path, text, language), limits)
    if isinstance(sidecar, Stopped):
        return Sidecar(path, faults=(sidecar.fault(path, language),), is_broken=True)
    return sidecar


def read_text(tree: Tree, path: str) -> str | Unreadable:
    """The text of a file, or why it has none."""
    data = tree.read(path)
    if isinstance(data, Unreadable):
        return data
    return decode(data)


def hashes_at(tree: Tree, path: str) -> tuple[str, ...]:
    """The possible hashes of a file; none where it can't be read."""
    data = tree.read(path)
    if isinstance(data, Unreadable):
        return ()
    return tuple(possible_hashes(data))

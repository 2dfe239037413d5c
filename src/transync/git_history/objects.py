"""The bytes that git stores under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.documents.decoding import Unreadable
from transync.documents.kinds import NOTEBOOK_SUFFIX, largest_size

if TYPE_CHECKING:
    from transync.repository.git_python import SafeGit

# Whose blob it is, not every reader knows.
_LARGEST = largest_size(NOTEBOOK_SUFFIX)


def read_object(git: SafeGit, name: str) -> bytes | Unreadable:
    """The bytes of a blob by its hash in hex, unless they are too many to be checked.

    Raises GitError for one that is missing or damaged.
    """
    return git.objects.read(name, _LARGEST)

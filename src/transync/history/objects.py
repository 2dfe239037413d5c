"""The bytes that git stores under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from git import Repo

_LENGTH_OF_SHA1 = 40


def read_object(repo: Repo, name: str) -> bytes:
    """The bytes of a blob; `name` is its hash in hex."""
    data: bytes
    if len(name) == _LENGTH_OF_SHA1:
        data = repo.odb.stream(bytes.fromhex(name)).read()
    else:
        # GitPython's database knows no other names.
        data = repo.git.cat_file(
            "blob", name, stdout_as_string=False, strip_newline_in_stdout=False
        )
    return data

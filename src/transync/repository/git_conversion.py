"""Files of a repository that git writes to the disk as another text than it stores."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import sha1, sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

from transync.documents.kinds import largest_size
from transync.repository.git_client import Repository, run_git
from transync.untrusted.regular_file import read_regular

# Each can change every character; that of line endings changes nothing that is compared.
_ATTRIBUTES = ("working-tree-encoding", "ident", "filter")
_NAMED = re.compile("|".join(_ATTRIBUTES).encode())
# All that the attribute `ident` has an effect on: git writes the digest of the file behind it.
_IDENT, _ID = "ident", b"$Id"
_NAME = ".gitattributes"
_LARGEST = 2**20
# Of more, git is asked about all pages: they may be too many to be named in a command.
_MOST_NAMED = 100
_LENGTH_OF_SHA1 = 40


class Conversions(NamedTuple):
    """Pages that git converts on the way to the disk and from it, with the attribute's name.

    The text that is on the disk of `converted` ones is not what git stores of them. That of
    `unchanged` ones is, for now: git might store another one as soon as they are edited.
    """

    converted: dict[str, str]
    unchanged: dict[str, str]


def find_conversions(
    repository: Repository, files: Collection[str], pages: Iterable[str]
) -> Conversions:
    """What git converts of the pages.

    A page that is not in the index counts as converted, as git would store another text. Of the
    `files`, those count that are in the index and not on the disk, too. Git is asked only where a
    `.gitattributes` among them may name such an attribute.
    """
    if not _may_convert(repository, [path for path in files if _is_attributes(path)]):
        return Conversions({}, {})
    # A link has none of these attributes, but where it leads to may have.
    held_by = {page: _real(repository.root, page) for page in pages}
    asked = sorted(set(held_by.values()))
    # When git wrote the pages, it obeyed the attributes of the index; when it stores them, those of
    # the disk. A `.gitattributes` may be converted as well, so that the two are not the same.
    said = defaultdict[str, list[str]](list)
    for options in (("--cached",), ()):
        for path, attribute in _attributes(repository, asked, *options):
            said[path].append(attribute)
    stored = dict(_stored(repository)) if said else {}
    found = Conversions({}, {})
    for path, attributes in said.items():
        data = _bytes_of_page(repository.root / path)
        if data is None or (set(attributes) == {_IDENT} and _ID not in data):
            continue
        is_stored = _has_digest(data, stored.get(path, ""))
        (found.unchanged if is_stored else found.converted)[path] = attributes[-1]
    return Conversions(
        *({page: of[path] for page, path in held_by.items() if path in of} for of in found)
    )


def _is_attributes(path: str) -> bool:
    return path.rpartition("/")[2].lower() == _NAME


def _may_convert(repository: Repository, paths: Sequence[str]) -> bool:
    """Whether one of these `.gitattributes` names one of the attributes, as far as can be told.

    Where it does not on the disk, it may in the index, if that has another text.
    """
    if len(paths) > _MOST_NAMED:
        return True
    texts: dict[str, bytes] = {}
    for path in paths:
        text = _text(repository.root / path)
        if text is None or _NAMED.search(text):
            return True
        texts[path] = text
    stored = dict(_stored(repository, *paths)) if paths else {}
    return any(not _has_digest(text, stored.get(path, "")) for path, text in texts.items())


def _text(full: Path) -> bytes | None:
    """The bytes of a `.gitattributes`; None where only git knows what it holds.

    Perhaps a sparse checkout leaves it out, it is removed, or it is too large.
    """
    try:
        return read_regular(full, _LARGEST)
    except OSError:
        return None


def _real(root: Path, page: str) -> str:
    """Where the text of a page is: the page itself, or what links lead to below the root."""
    full = Path(os.path.realpath(root / page))
    if full.is_relative_to(root):
        return full.relative_to(root).as_posix()
    return page


def _attributes(
    repository: Repository, pages: Iterable[str], *options: str
) -> Iterator[tuple[str, str]]:
    """The pages that have one of the attributes, from `git check-attr -z`: page, name, value."""
    with TemporaryFile() as asked:
        asked.write(b"".join(os.fsencode(page) + b"\0" for page in pages))
        asked.seek(0)
        command = ("check-attr", *options, "--stdin", "-z", *_ATTRIBUTES)
        done = run_git(repository, *command, stdin=asked, matches_patterns=True)
    fields = iter(done.stdout.split(b"\0"))
    for page, name, value in zip(fields, fields, fields, strict=False):
        if value not in (b"unspecified", b"unset"):
            yield os.fsdecode(page), name.decode()


def _stored(repository: Repository, *paths: str) -> Iterator[tuple[str, str]]:
    """Path and blob of what is in the index, or of these paths, from `git ls-files --stage -z`.

    Of each, it says `mode blob stage<tab>path`.
    """
    options = ("--stage", "-z", "--", *paths)
    for entry in run_git(repository, "ls-files", *options).stdout.split(b"\0"):
        facts, _, path = entry.partition(b"\t")
        if path:
            yield os.fsdecode(path), facts.split()[1].decode()


def _bytes_of_page(full: Path) -> bytes | None:
    """What a page holds; None where it can't be read, of which is told anyway."""
    try:
        return read_regular(full, largest_size(full.name))
    except OSError:
        return None


def _has_digest(data: bytes, blob: str) -> bool:
    """Whether these are the bytes of a blob, line endings aside."""
    digest = sha1 if len(blob) == _LENGTH_OF_SHA1 else sha256
    variants = (data, data.replace(b"\r\n", b"\n"))
    return any(digest(b"blob %d\0" % len(each) + each).hexdigest() == blob for each in variants)

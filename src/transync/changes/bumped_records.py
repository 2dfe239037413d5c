"""Records that a change brings up to date without the texts that they stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from transync.co_op_translator import BORDER_OF_REGION, HASH_KEY
from transync.documents.decoding import Unreadable, decode
from transync.documents.kinds import is_notebook
from transync.git_history import open_history
from transync.model import Fault
from transync.records.hashes import possible_hashes
from transync.repository.contents import hashes_at
from transync.repository.tree import Tree
from transync.untrusted.budget import ORDINARY
from transync.untrusted.isolation import Stopped, attempt
from transync.untrusted.json_value import as_list, as_object, load_json

RULE = "hash-bumped"
# No text is parsed for this.
_LIMITS = ORDINARY.limits()


class NewRecord(NamedTuple):
    """A translation whose recorded hash is another one now; paths as they are, and as they were."""

    path: str
    former_path: str
    language: str
    source: str
    former_source: str
    hash_now: str
    hash_then: str


def find_bumped(now: Tree, then: Tree, records: Iterable[NewRecord]) -> Iterator[Fault]:
    """The records that are of today's source, of translations that did not move with its text.

    A source that no version in history has is no evidence.
    """
    doubtful = []
    for record in records:
        is_doubtful = attempt(partial(_is_doubtful, now, then, record), _LIMITS)
        if isinstance(is_doubtful, Stopped):
            yield is_doubtful.fault(record.path, record.language, record.source)
        elif is_doubtful:
            doubtful.append(record)
    versions = _versions(now, then, doubtful)
    for record in doubtful:
        if version := versions.get((record.source, record.hash_then)):
            found = attempt(partial(_bumped, now, record, version), _LIMITS)
            if isinstance(found, Stopped):
                found = found.fault(record.path, record.language, record.source)
            if found:
                yield found


def _bumped(now: Tree, record: NewRecord, version: bytes) -> Fault | None:
    """What is wrong with a record, where the source is not what it was in a version."""
    source = now.read(record.source)
    if isinstance(source, Unreadable):
        return None
    if readable(record.source, version) == readable(record.source, source):
        return None
    return Fault(
        RULE,
        record.path,
        _line_of_record(now.read(record.path)),
        column=1,
        message=f"the record is that of today's source, {record.hash_now}, but the text is still "
        f"the one of {record.hash_then}",
        language=record.language,
        source=record.source,
    )


def _is_doubtful(now: Tree, then: Tree, record: NewRecord) -> bool:
    return _is_current(now, record) and _is_same_text(now, then, record)


def _is_current(now: Tree, record: NewRecord) -> bool:
    hashes = hashes_at(now, record.source)
    return record.hash_now in hashes and record.hash_then not in hashes


def _is_same_text(now: Tree, then: Tree, record: NewRecord) -> bool:
    text, former = now.read(record.path), then.read(record.former_path)
    if isinstance(text, Unreadable) or isinstance(former, Unreadable):
        return False
    return text == former or readable(record.path, text) == readable(record.path, former)


def _versions(
    now: Tree, then: Tree, records: Collection[NewRecord]
) -> dict[tuple[str, str], bytes]:
    """Source and hash -> the source's text that has it: before the change, or in history."""
    found: dict[tuple[str, str], bytes] = {}
    for record in records:
        data = then.read(record.former_source)
        if isinstance(data, bytes):
            found |= {(record.source, digest): data for digest in possible_hashes(data)}
    unknown = [record for record in records if (record.source, record.hash_then) not in found]
    if unknown:
        names = {record.source: record.source for record in unknown}
        names |= {record.former_source: record.source for record in unknown}
        with open_history(now.repository, names) as history:
            for path, source in names.items():
                for _, data in history.blobs(path):
                    found |= {(source, digest): data for digest in possible_hashes(data)}
    return found


def readable(path: str, data: bytes) -> str | None:
    """What people read of a file, white space aside; None where it can't be told."""
    text = decode(data)
    if isinstance(text, Unreadable):
        return None
    if is_notebook(path):
        cells = as_list(as_object(load_json(text)).get("cells"))
        sources = (cell.get("source") for cell in cells if isinstance(cell, dict))
        text = "\n".join(map(_joined, sources))
    else:
        text = "".join(_visible_parts(text))
    return " ".join(text.split())


def _joined(source: object) -> str:
    """The text of a cell, which may be there in lines."""
    if isinstance(source, list):
        return "".join(map(str, source))
    return str(source)


def _visible_parts(text: str) -> Iterator[str]:
    """What people read: no comments, the record among them, no regions of Co-op Translator."""
    ends: dict[str, list[tuple[int, int]]] = defaultdict(list)
    starts: dict[int, tuple[str, int]] = {}
    for border in BORDER_OF_REGION.finditer(text):
        region, kind = border[1].upper(), border[2].upper()
        if kind == "END":
            ends[region].append(border.span())
        else:
            starts[border.start()] = (region, border.end())
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start + len("<!--")) + len("-->")
        if end < len("-->"):
            break
        region, inside = starts.get(start, ("", 0))
        number = bisect_left(ends[region], (inside, 0))
        if number < len(ends[region]):
            _, end = ends[region][number]
        yield text[at:start]
        at = end
    yield text[at:]


def _line_of_record(data: bytes | Unreadable) -> int:
    """The line of the hash that a translation carries in itself; the first, if it does not."""
    if isinstance(data, Unreadable):
        return 1
    before, found, _ = data.partition(HASH_KEY.encode())
    if found:
        return before.count(b"\n") + 1
    return 1

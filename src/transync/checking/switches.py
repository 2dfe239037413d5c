"""What a change brings that decides what is found: settings, a baseline, suppressions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from hashlib import sha256
from itertools import islice
from typing import NamedTuple, TypeAlias

from transync.checking.policies import Policy
from transync.config import LayoutSettings, Settings
from transync.documents.decoding import Unreadable, decode
from transync.documents.document import Directive, Document
from transync.documents.kinds import is_document
from transync.documents.parse import parse
from transync.git_history import Base
from transync.model import SettingSwitch, SuppressionSwitch
from transync.repository.tree import Tree
from transync.untrusted.budget import ORDINARY
from transync.untrusted.isolation import Stopped, attempt

# What every directive has in it, and what stands for a letter in a notebook.
_MARKS = (b"transync:", rb"\u00")
_WORD = re.compile(r"[^\W_]++")
# In the outputs of a notebook.
_PICTURE = re.compile(r"[!-~]{80,}+")
# Of the texts that were edited, so many are looked at for the one that a text has been.
_LOOKED_AT = 8
# So many characters and lines of each are, and so many directives of a file are found again.
_LONGEST, _MOST = 5_000, 500

# The rules that a directive names, and whether it is for the file.
_Wish: TypeAlias = tuple[tuple[str, ...], bool]


class _Covered:
    """The lines that a directive stands for; none where that is the file."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.digest = sha256("\n".join(lines).encode(errors="surrogatepass")).hexdigest()

    @cached_property
    def words(self) -> Counter[str]:
        """The first of its words, and how often each is there."""
        text = _PICTURE.sub("", "\n".join(self.lines[:_MOST]))
        return Counter(_WORD.findall(text[:_LONGEST]))

    def is_like(self, other: _Covered) -> bool:
        """Whether one is the other with some words edited."""
        most = max(self.words.total(), other.words.total())
        return (self.words & other.words).total() * 2 >= most


class _Placed(NamedTuple):
    """A directive, and what it stands for."""

    directive: Directive
    covered: _Covered

    @property
    def wish(self) -> _Wish:
        return self.directive.rules, self.directive.is_for_file

    @property
    def key(self) -> tuple[_Wish, str]:
        """The same for what says the same of the same lines."""
        return self.wish, self.covered.digest


def changed_settings(now: Policy, before: Policy) -> Iterator[SettingSwitch]:
    """The settings that have another value than before, in the order of the documentation."""
    for name, field in Settings.model_fields.items():
        values = [set(_spelt(getattr(policy.settings, name))) for policy in (now, before)]
        if values[0] != values[1]:
            added, removed = values[0] - values[1], values[1] - values[0]
            key = field.alias or name
            yield SettingSwitch(
                key, now.path or "", tuple(sorted(added)), removed=tuple(sorted(removed))
            )


def brought_suppressions(
    base: Base, tree: Tree, pages: Collection[str]
) -> Mapping[str, Collection[Directive]]:
    """The directives that the pages of the tree have got since the base, by path.

    One is the same as before where it stands for the same text, wherever that is now, or where the
    text that it stood for was edited: it is another one where that text is still there without it.
    """
    found = {}
    for former, path in base.changes:
        if path and path in pages:
            lines, now = _read(tree, path)
            then = _read(base.tree, former)[1] if now and former else ()
            if brought := frozenset(_brought(now, then, lines)):
                found[path] = brought
    return found


def as_switches(brought: Mapping[str, Collection[Directive]]) -> Iterator[SuppressionSwitch]:
    for path in sorted(brought):
        for directive in sorted(brought[path], key=lambda each: (each.line, each.column)):
            yield SuppressionSwitch(
                path, directive.line, directive.rules, is_for_file=directive.is_for_file
            )


def _spelt(value: object) -> Iterator[str]:
    """The parts of a setting's value, as a person would write them."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            written = item
            if isinstance(item, tuple):
                written = ", ".join(item)
            yield f"{key} = {written}"
    elif isinstance(value, tuple):
        for item in value:
            yield _layout(item) if isinstance(item, LayoutSettings) else str(item)
    else:
        yield str(value)


def _layout(layout: LayoutSettings) -> str:
    others = layout.model_dump(exclude={"pattern"}, exclude_none=True)
    more = ", ".join(f"{key} = {value or '.'}" for key, value in others.items())
    if more:
        return f"{layout.pattern} ({more})"
    return layout.pattern


def _read(tree: Tree, path: str) -> tuple[Sequence[str], Sequence[_Placed]]:
    """The lines of a document with what in it speaks to transync; nothing of any other file."""
    data = tree.read(path) if is_document(path) else b""
    if isinstance(data, Unreadable) or not any(mark in data for mark in _MARKS):
        return (), ()
    text, document = decode(data), _parsed(path, data)
    if isinstance(text, Unreadable) or isinstance(document, Unreadable | Stopped):
        return (), ()
    lines = text.split("\n")

    @cache
    def covered(first: int, last: int) -> _Covered:
        return _Covered(lines[first - 1 : last])

    placed = []
    for directive in document.directives:
        if directive.fault:
            continue
        first, last = directive.first, directive.last
        if directive.is_for_file:
            first, last = 1, 0
        placed.append(_Placed(directive, covered(first, last)))
    return lines, placed


def _parsed(path: str, data: bytes) -> Document | Unreadable | Stopped:
    return attempt(lambda: parse(path, data), ORDINARY.limits(len(data)))


def _brought(
    now: Iterable[_Placed], then: Iterable[_Placed], lines: Sequence[str]
) -> Iterator[Directive]:
    """The directives of these lines that are not those of before, whatever was edited around."""
    kept: dict[tuple[_Wish, str], list[_Covered]] = defaultdict(list)
    for placed in then:
        kept[placed.key].append(placed.covered)
    others = [placed for placed in now if not (kept[placed.key] and kept[placed.key].pop())]
    lines_now = frozenset(lines)
    edited: dict[_Wish, deque[_Covered]] = defaultdict(deque)
    for (wish, _), left in kept.items():
        if left and not lines_now.issuperset(left[0].lines):
            edited[wish] += left
    for number, placed in enumerate(others):
        if number >= _MOST or not _take(edited[placed.wish], placed.covered):
            yield placed.directive


def _take(former: deque[_Covered], covered: _Covered) -> bool:
    """Take one that this may have been out of the next few; whether there was any."""
    for number, each in enumerate(islice(former, _LOOKED_AT)):
        if each.is_like(covered):
            del former[number]
            return True
    return False

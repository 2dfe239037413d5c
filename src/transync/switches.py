"""What a change brings that decides what is found: settings, a baseline, suppressions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from transync.budget import ORDINARY
from transync.config import LayoutSettings, Settings
from transync.document import Directive, Document
from transync.history import Base
from transync.isolation import Stopped, attempt
from transync.layouts import is_document
from transync.model import SettingSwitch, SuppressionSwitch
from transync.parse import Unreadable, decode, parse
from transync.policies import Policy
from transync.tree import Tree

# What every directive has in it, and what stands for a letter in a notebook.
_MARKS = (b"transync:", rb"\u00")
_WORD = re.compile(r"[^\W_]++")
# A picture in the outputs of a notebook.
_LONG = re.compile(r'"[^"\n]{1000,}+"')
# Of the texts that were edited, so many are looked at for the one that a text has been.
_LOOKED_AT = 8


class _Placed:
    """A directive, and the text that it stands for; equal are those that say the same of the same.

    The text is empty where that is the file.
    """

    def __init__(self, directive: Directive, covered: str) -> None:
        self.directive, self.covered = directive, covered
        self.wish = directive.rules, directive.is_for_file

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Placed) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[object, ...]:
        return self.wish, self.covered


def changed_settings(now: Policy, before: Policy) -> Iterator[SettingSwitch]:
    """The settings that have another value than before, in the order of the documentation."""
    for name, field in Settings.model_fields.items():
        values = [set(_spelt(getattr(policy.settings, name))) for policy in (now, before)]
        if values[0] != values[1]:
            added, removed = values[0] - values[1], values[1] - values[0]
            key = field.alias or name
            yield SettingSwitch(key, now.path or "", tuple(sorted(added)), tuple(sorted(removed)))


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
            text, now = _read(tree, path)
            then = _read(base.tree, former)[1] if now and former else ()
            if brought := list(_brought(now, then, text)):
                found[path] = brought
    return found


def as_switches(brought: Mapping[str, Collection[Directive]]) -> Iterator[SuppressionSwitch]:
    for path in sorted(brought):
        for directive in brought[path]:
            yield SuppressionSwitch(path, directive.line, directive.rules, directive.is_for_file)


def _spelt(value: object) -> Iterator[str]:
    """The parts of a setting's value, as a person would write them."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield f"{key} = {', '.join(item) if isinstance(item, tuple) else item}"
    elif isinstance(value, tuple):
        for item in value:
            yield _layout(item) if isinstance(item, LayoutSettings) else str(item)
    else:
        yield str(value)


def _layout(layout: LayoutSettings) -> str:
    others = layout.model_dump(exclude={"pattern"}, exclude_none=True)
    more = ", ".join(f"{key} = {value or '.'}" for key, value in others.items())
    return f"{layout.pattern} ({more})" if more else layout.pattern


def _read(tree: Tree, path: str) -> tuple[str, Sequence[_Placed]]:
    """The text of a document with what in it speaks to transync; nothing of any other file."""
    data = tree.read(path) if is_document(path) else b""
    if isinstance(data, Unreadable) or not any(mark in data for mark in _MARKS):
        return "", ()
    text, document = decode(data), _parsed(path, data)
    if isinstance(text, Unreadable) or isinstance(document, Unreadable | Stopped):
        return "", ()
    lines = text.split("\n")
    placed = [
        _Placed(d, "" if d.is_for_file else "\n".join(lines[d.first - 1 : d.last]))
        for d in document.directives
        if not d.fault
    ]
    return text, placed


def _parsed(path: str, data: bytes) -> Document | Unreadable | Stopped:
    return attempt(lambda: parse(path, data), ORDINARY.limits(len(data)))


def _brought(now: Iterable[_Placed], then: Iterable[_Placed], text: str) -> Iterator[Directive]:
    """The directives of a text that are not those of before, whatever was edited around them."""
    kept = Counter(then)
    others = []
    for placed in now:
        if kept[placed]:
            kept[placed] -= 1
        else:
            others.append(placed)
    edited: dict[tuple[object, ...], deque[str]] = defaultdict(deque)
    whole = f"\n{text}\n"
    for placed, number in kept.items():
        if f"\n{placed.covered}\n" not in whole:
            edited[placed.wish] += [placed.covered] * number
    for placed in others:
        if not _take(edited[placed.wish], placed.covered):
            yield placed.directive


def _take(texts: deque[str], text: str) -> bool:
    """Take one that this text may have become out of the next few; whether there was any."""
    for number, former in enumerate(islice(texts, _LOOKED_AT)):
        if _are_alike(former, text):
            del texts[number]
            return True
    return False


def _are_alike(former: str, text: str) -> bool:
    """Whether one is the other with some words edited."""
    words = [Counter(_WORD.findall(_LONG.sub("", each))) for each in (former, text)]
    most = max(each.total() for each in words)
    return (words[0] & words[1]).total() * 2 >= most

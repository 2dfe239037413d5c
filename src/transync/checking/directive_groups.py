"""The directives of one file, by the rules and the lines that they silence."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from transync.documents.document import Directive

# The first and the last line; None for the whole file.
Lines: TypeAlias = tuple[int, int] | None


class DirectiveGroup(NamedTuple):
    """What some directives of a file silence together: a rule, or all of them (None), on lines."""

    rule: str | None
    lines: Lines


class DirectiveGroups:
    """The directives of a file in groups: a finding is looked up in time that they don't add to."""

    def __init__(self, directives: Sequence[Directive]) -> None:
        self.directives = directives
        self._members: dict[DirectiveGroup, list[int]] = defaultdict(list)
        for number, directive in enumerate(directives):
            if not directive.fault:
                for group in groups_of(directive):
                    self._members[group].append(number)
        self._ranges = _Ranges({group.lines for group in self._members if group.lines})

    def covering(
        self, names: Sequence[str], line: int | None, but_for_all: bool = False
    ) -> Iterator[DirectiveGroup]:
        """The groups that silence a rule on a line, by all its names; no line is the whole file.

        With `but_for_all`, only those that name the rule.
        """
        lines: list[Lines] = [None]
        if line is not None:
            lines += self._ranges.around(line)
        for each in lines:
            for name in names if but_for_all else (*names, None):
                if (group := DirectiveGroup(name, each)) in self._members:
                    yield group

    def members(self, group: DirectiveGroup) -> Sequence[int]:
        """The indexes of a group's directives."""
        return self._members[group]


def groups_of(directive: Directive) -> list[DirectiveGroup]:
    """The groups to which a directive belongs: one for each rule that it names."""
    lines = None if directive.is_for_file else (directive.first, directive.last)
    return [DirectiveGroup(rule, lines) for rule in dict.fromkeys(directive.rules)] or [
        DirectiveGroup(None, lines)
    ]


class _Ranges:
    """Ranges of lines, which mostly stand in each other as the blocks of a document do."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self._ranges = sorted(ranges, key=lambda lines: (lines[0], -lines[1]))
        self._firsts = [first for first, _ in self._ranges]
        # Of each, the nearest one before it that may go on where it begins; -1 for none.
        self._outer: list[int] = []
        for number, (first, _) in enumerate(self._ranges):
            outer = number - 1
            while outer >= 0 and self._ranges[outer][1] < first:
                outer = self._outer[outer]
            self._outer.append(outer)

    def around(self, line: int) -> Iterator[tuple[int, int]]:
        """The ranges that have a line."""
        number = bisect_right(self._firsts, line) - 1
        while number >= 0:
            if line <= self._ranges[number][1]:
                yield self._ranges[number]
            number = self._outer[number]

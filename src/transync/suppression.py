"""What authors do not want to hear: directives in their files, and `per-file-ignores`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TypeAlias

from pathspec import GitIgnoreSpec

from transync.document import Directive
from transync.extent import Extent
from transync.model import Place, Problem
from transync.outline import Outline

UNUSED = "unused-suppression"

# A file that a finding is about, and the line; None where it is about the file as a whole.
Spot: TypeAlias = tuple[str, int | None]


class Suppressions:
    """Knows which findings are unwanted, and which suppressions have suppressed none.

    The directives that are `unheeded` (by path) are as if they were not there. `silenced` counts
    the problems that a translation's own directives hide, and nothing else, by path.
    """

    def __init__(
        self,
        outlines: Mapping[str, Outline],
        per_file_ignores: Mapping[str, Collection[str]],
        rules: Collection[str],
        unheeded: Mapping[str, Collection[Directive]],
    ) -> None:
        self._outlines, self._rules, self._unheeded = outlines, rules, unheeded
        self.silenced: Counter[str] = Counter()
        patterns = [
            (GitIgnoreSpec.from_lines([pattern]), frozenset(ignored))
            for pattern, ignored in per_file_ignores.items()
        ]

        @cache
        def ignored_in(path: str) -> frozenset[str]:
            found = (ignored for spec, ignored in patterns if spec.match_file(path))
            return frozenset().union(*found)

        self._ignored_in = ignored_in
        self._used: set[tuple[str, Directive, str]] = set()

    def left(
        self, rule: str, problem: Problem, page: str, source: str | None
    ) -> Sequence[Place] | None:
        """The places of a problem at which it is wanted; None where it is wanted nowhere.

        A problem that is said once, and not for many places, has none.
        """
        every = problem.places or (Place(problem.line, problem.source_line),)
        wanted, by_itself = list[Place](), set[str]()
        for place in every:
            about = problem.path or page
            at: list[Spot] = [(about, place.line)]
            at += [(page, None)] if problem.path else []
            at += [(source, place.source_line)] if source else []
            silencer = self._silencer(rule, at, source)
            if silencer is None:
                wanted.append(place)
            elif silencer and source:
                by_itself.add(silencer)
        self.silenced.update(by_itself)
        return (wanted if problem.places else ()) if wanted else None

    def _silencer(self, rule: str, spots: Sequence[Spot], source: str | None) -> str | None:
        """What makes a finding about these spots unwanted; None where nothing does.

        It is a file whose directive does so alone; empty, where the source or the settings do.
        """
        found = [
            (path, directive)
            for path, line in dict.fromkeys(spots)
            for directive in self._directives(path)
            if _covers(directive, rule, line)
        ]
        self._used |= {(path, directive, rule) for path, directive in found}
        if source:
            # What a copy of a directive does, the source's own does not do in vain.
            copies = {_wish(directive) for path, directive in found if path != source}
            twins = (twin for twin in self._directives(source) if _wish(twin) in copies)
            self._used |= {(source, twin, rule) for twin in twins}
        if any(rule in self._ignored_in(path) for path, _ in spots):
            return ""
        paths = [path for path, _ in found]
        return ("" if source in paths else paths[0]) if paths else None

    def unused(self, path: str, source: str | None, extent: Extent) -> Iterator[Problem]:
        """What to say of the directives of a file, but for those that its source has as well."""
        copied = {_wish(directive) for directive in self._directives(source or "")}
        for directive in self._directives(path):
            if _wish(directive) not in copied:
                for message in self._complaints(path, directive, extent):
                    yield Problem(message, directive.line, directive.column)

    def _complaints(self, path: str, directive: Directive, extent: Extent) -> Iterable[str]:
        if directive.fault:
            return [directive.fault]
        unknown = [name for name in directive.rules if name not in self._rules]
        idle = [
            rule
            for rule in directive.rules or self._rules
            if rule not in (*unknown, UNUSED)
            and extent.has_run(rule, path)
            and (path, directive, rule) not in self._used
        ]
        if not directive.rules:
            # It is idle when every single rule is.
            is_idle = len(idle) == len(set(self._rules) - {UNUSED})
            return ["there is nothing here to be ignored"] if is_idle else []
        return (
            *(f"there is no rule {name!r} to be ignored" for name in unknown),
            *(f"there is no {rule} here to be ignored" for rule in idle),
        )

    def _directives(self, path: str) -> Iterable[Directive]:
        outline = self._outlines.get(path)
        unheeded = self._unheeded.get(path, ())
        return [d for d in outline.directives if d not in unheeded] if outline else ()


def _covers(directive: Directive, rule: str, line: int | None) -> bool:
    # That a comment is idle is not for the same comment to ignore, unless it says so.
    is_named = rule in directive.rules or (not directive.rules and rule != UNUSED)
    if directive.fault or not is_named:
        return False
    return directive.is_for_file or (line is not None and directive.first <= line <= directive.last)


def _wish(directive: Directive) -> tuple[object, ...]:
    """What a copy of a directive has in common with it, wherever it stands."""
    return directive.rules, directive.is_for_file, directive.fault

"""What authors do not want to hear: directives in their files, and `per-file-ignores`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

from transync.checking.directive_groups import DirectiveGroup, DirectiveGroups, groups_of
from transync.checking.scope import Scope
from transync.config import RuleNames
from transync.documents.document import Directive
from transync.documents.outline import Outline
from transync.model import Place, Problem
from transync.untrusted.ignore_patterns import ignore_patterns

UNUSED = "unused-suppression"

# A file that a finding is about, and the line; None where it is about the file as a whole.
Spot: TypeAlias = tuple[str, int | None]


class _Silencer(NamedTuple):
    """What makes a finding unwanted: the page whose directive does so alone, if one does."""

    page: str = ""


_SETTINGS_OR_SOURCE = _Silencer()


class Suppressions:
    """Knows which findings are unwanted, and which suppressions have suppressed none.

    The directives that are `unheeded` (by path) are as if they were not there. `silenced` counts
    the problems that a translation's own directives hide, and nothing else, by path.
    """

    def __init__(
        self,
        outlines: Mapping[str, Outline],
        per_file_ignores: Mapping[str, Collection[str]],
        rules: RuleNames,
        unheeded: Mapping[str, Collection[Directive]],
    ) -> None:
        self._outlines, self._unheeded = outlines, unheeded
        self._ids, self._names = rules, _names_by_id(rules)
        self._ignores = [(ignore_patterns([p]), rules) for p, rules in per_file_ignores.items()]
        self._numbers: dict[tuple[object, ...], int] = {}
        self.silenced: Counter[str] = Counter()
        # Many a finding is about the same file.
        self._ignored_in = cache(self._find_ignored)
        self._groups = cache(self._find_groups)
        self._wishes = cache(self._number_wishes)
        self._asks_for_silence = cache(self._find_any)
        # Groups of directives by path, each with a rule that it has silenced; and by source, those
        # of its translations that have.
        self._used: set[tuple[str, DirectiveGroup, str]] = set()
        self._used_beside: dict[str, set[tuple[str, DirectiveGroup, str]]] = defaultdict(set)

    def left(
        self, rule: str, problem: Problem, page: str, source: str | None
    ) -> Sequence[Place] | None:
        """The places of a problem at which it is wanted; None where it is wanted nowhere.

        A problem that is said once, and not for many places, has none.
        """
        if not any(map(self._asks_for_silence, (problem.path or page, page, source or page))):
            return problem.places
        every = problem.places or (Place(problem.line, problem.source_line),)
        wanted, by_itself = list[Place](), set[str]()
        for place in every:
            about = problem.path or page
            at: list[Spot] = [(about, place.line)]
            if problem.path:
                at.append((page, None))
            if source:
                at.append((source, place.source_line))
            silencer = self._silencer(rule, at, source)
            if silencer is None:
                wanted.append(place)
            elif silencer.page and source:
                by_itself.add(silencer.page)
        self.silenced.update(by_itself)
        if not wanted:
            return None
        return wanted if problem.places else ()

    def _silencer(self, rule: str, spots: Sequence[Spot], source: str | None) -> _Silencer | None:
        """What makes a finding about these spots unwanted; None where nothing does."""
        found: list[tuple[str, DirectiveGroup]] = []
        for path, line in dict.fromkeys(spots):
            # That a comment is idle is not for the same comment to ignore, unless it says so.
            groups = self._groups(path).covering(
                self._names[rule], line, but_for_all=rule == UNUSED
            )
            found += ((path, group) for group in groups)
        self._used.update((path, group, rule) for path, group in found)
        if source:
            beside = ((path, group, rule) for path, group in found if path != source)
            self._used_beside[source].update(beside)
        if any(rule in self._ignored_in(path) for path, _ in spots):
            return _SETTINGS_OR_SOURCE
        paths = [path for path, _ in found]
        if not paths:
            return None
        if source in paths:
            return _SETTINGS_OR_SOURCE
        return _Silencer(paths[0])

    def _find_ignored(self, path: str) -> frozenset[str]:
        """The rules that the settings ignore in a file."""
        found = (ignored for spec, ignored in self._ignores if spec.match_file(path))
        return frozenset().union(*found)

    def _find_groups(self, path: str) -> DirectiveGroups:
        """The directives of a file that count."""
        outline = self._outlines.get(path)
        if outline is None:
            return DirectiveGroups(())
        left_out = frozenset(self._unheeded.get(path, ()))
        return DirectiveGroups([each for each in outline.directives if each not in left_out])

    def _find_any(self, path: str) -> bool:
        """Whether anything asks for silence in a file."""
        return bool(self._groups(path).directives or self._ignored_in(path))

    def _number_wishes(self, path: str) -> Sequence[int]:
        """A number for the wish of each directive in a file: copies have the same."""
        numbers = self._numbers
        wishes = map(_wish, self._groups(path).directives)
        return [numbers.setdefault(wish, len(numbers)) for wish in wishes]

    def unused(self, path: str, source: str | None, scope: Scope) -> Iterator[Problem]:
        """What to say of the directives of a file, but for those that its source has as well."""
        if not self._wishes(path):
            return
        copied = frozenset(self._wishes(source or ""))
        done = self._done_by_copies(path)
        for directive, wish in zip(self._groups(path).directives, self._wishes(path), strict=True):
            if wish not in copied:
                for message in self._complaints(path, directive, done.get(wish, ()), scope):
                    yield Problem(message, directive.line, directive.column)

    def _done_by_copies(self, source: str) -> Mapping[int, Collection[str]]:
        """The rules that translations silence by copies of a source's directives, by their wish.

        What a copy does, the source's own does not do in vain.
        """
        done: dict[int, set[str]] = defaultdict(set)
        for path, group, rule in self._used_beside.get(source, ()):
            wishes = self._wishes(path)
            for number in self._groups(path).members(group):
                done[wishes[number]].add(rule)
        return done

    def _complaints(
        self, path: str, directive: Directive, done: Collection[str], scope: Scope
    ) -> Iterable[str]:
        """What to say of a directive of which these rules are not in vain anyway."""
        if directive.fault:
            return [directive.fault]
        idle = list(self._idle_names(path, directive, done, scope))
        rules = dict.fromkeys(directive.rules)
        if not rules:
            # It is idle when every single rule is.
            is_idle = len(idle) == len(set(self._names) - {UNUSED})
            if is_idle:
                return ["there is nothing here to be ignored"]
            return []
        unknown = [name for name in rules if name not in self._ids]
        return (
            *(f"there is no rule {name!r} to be ignored" for name in unknown),
            *(f"there is no {rule} here to be ignored" for rule in idle),
        )

    def _idle_names(
        self, path: str, directive: Directive, done: Collection[str], scope: Scope
    ) -> Iterator[str]:
        """The names of rules that a directive has, or all, of which it has silenced nothing."""
        for group in groups_of(directive):
            names = [group.rule] if group.rule else list(self._names)
            for name in names:
                if name == UNUSED or name not in self._ids:
                    continue
                # A former name is idle when each rule that it stands for is.
                rules = self._ids[name]
                used = (rule for rule in rules if (path, group, rule) in self._used or rule in done)
                if all(scope.has_run(rule, path) for rule in rules) and not any(used):
                    yield name


def _names_by_id(rules: RuleNames) -> dict[str, list[str]]:
    """Every name of each rule, by its id."""
    names: dict[str, list[str]] = defaultdict(list)
    for name, ids in rules.items():
        for each in ids:
            names[each].append(name)
    return names


def _wish(directive: Directive) -> tuple[object, ...]:
    """What a copy of a directive has in common with it, wherever it stands."""
    return directive.rules, directive.is_for_file, directive.fault

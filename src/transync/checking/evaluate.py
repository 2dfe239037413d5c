"""What the rules say of the texts of a source and its translations, before any policy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple, TypeVar

from transync.comparison import Page, page_of
from transync.comparison.comparison import Comparison, compare
from transync.documents.decoding import Unreadable
from transync.documents.document import Document
from transync.documents.outline import outline_of
from transync.documents.parse import parse
from transync.errors import NotComparedError
from transync.links.linked_project import Asked, LinkedProject
from transync.links.resolver import Resolver
from transync.model import Layout, Origin, Pair, Problem, State
from transync.rules import Rule
from transync.untrusted.budget import Budget
from transync.untrusted.isolation import INTERNAL_ERROR, STOPS, Stopped, attempt, internal_error

T = TypeVar("T")


class RuleProblem(NamedTuple):
    """A problem, the id of the rule that says it, and whether an older source excuses it.

    `was_due` says of a translation with an unusable record that it has the problem with the source
    before a change, too: what the change did to the source is no excuse.
    """

    rule: str
    problem: Problem
    is_stale: bool = False
    was_due: bool = False


class SourceGroup(NamedTuple):
    """A source with those of its translations that are to be compared with it.

    `layout` is the one that the source's own links are resolved in. `is_wanted` says that the
    source itself is to be looked at. `originals` are the source as it was when a translation was
    made from it, by hash: what differs from that was lost in translation, and is no consequence of
    later changes. `former` is the source before a change, where that is looked at.
    """

    source: str
    layout: Layout
    pairs: tuple[Pair, ...]
    is_wanted: bool
    originals: Mapping[str, bytes]
    former: bytes | None = None


class OlderSources(NamedTuple):
    """A source as a translation was made from it, and as it was before a change, where known."""

    original: Document | None
    former: Document | None


class FileResult(NamedTuple):
    """What is said of one file, and what that depends on beside the texts.

    It `is_lasting` unless the same texts could have another one in the next run.
    """

    said: tuple[RuleProblem, ...]
    asked: Asked
    is_lasting: bool = True


class Evaluated(NamedTuple):
    """What is said of a source by itself, if it is wanted, and of its translations by paths."""

    source: FileResult | None
    translations: Mapping[str, FileResult]


def evaluate(
    group: SourceGroup,
    rules: Iterable[Rule],
    project: LinkedProject,
    document_at: Callable[[str], Document | None],
    budget: Budget,
) -> Evaluated:
    """Ask the rules about the texts of a group; `document_at` gives the document at a path.

    What stops the work on a text is said of it, and of all translations of a source. The work on
    each of the texts keeps to the budget.
    """
    return _Evaluation(group, list(rules), project, document_at, budget).run()


class _Evaluation:
    def __init__(
        self,
        group: SourceGroup,
        rules: Sequence[Rule],
        project: LinkedProject,
        document_at: Callable[[str], Document | None],
        budget: Budget,
    ) -> None:
        self._group, self._rules, self._project = group, rules, project
        self._document_at, self._budget = document_at, budget
        self._originals: dict[str, Document | Stopped | None] = {}
        self._read_former = cache(lambda: self._parsed(group.former))

    def run(self) -> Evaluated:
        group, asked = self._group, Asked(set(), set())
        source = self._source(Resolver(self._project, asked))
        if source is None:
            return Evaluated(None, {})
        of_source = None
        if group.is_wanted:
            of_source = result_of(self._of_source(source), asked)
        of_translations = {}
        for pair in group.pairs:
            if not pair.is_compared:
                continue
            asked_of_pair = Asked(set(asked.places), set(asked.pages))
            said = self._of_pair(Resolver(self._project, asked_of_pair), pair, source)
            if said is not None:
                of_translations[pair.translation] = result_of(said, asked_of_pair)
        return Evaluated(of_source, of_translations)

    def _source(self, resolver: Resolver) -> Page | Stopped | None:
        document = self._document(self._group.source)
        if not isinstance(document, Document):
            return document
        layout, path = self._group.layout, self._group.source
        limits = self._budget.limits(document.size)
        return attempt(lambda: page_of(resolver, layout, path, document), limits)

    def _of_source(self, source: Page | Stopped) -> list[RuleProblem] | Stopped:
        if isinstance(source, Stopped):
            return source
        limits = self._budget.limits(source.document.size)
        return attempt(lambda: _ask(self._rules, lambda rule: rule.check_source, source), limits)

    def _of_pair(
        self, resolver: Resolver, pair: Pair, source: Page | Stopped
    ) -> list[RuleProblem] | Stopped | None:
        """What is said of a translation; None where it can't be read."""
        text = self._document(pair.translation)
        original = self._original(pair.record.original_hash) if pair.record else None
        if not isinstance(text, Document):
            return text
        if isinstance(source, Stopped):
            return source
        former = self._read_former() if pair.has_unusable_record else None
        if isinstance(original, Stopped):
            return original
        if isinstance(former, Stopped):
            return former
        sizes = (each.size for each in (source.document, text, original, former) if each)
        older = OlderSources(original, former)
        limits = self._budget.limits(*sizes)
        return attempt(lambda: self._compared(resolver, pair, source, text, older), limits)

    def _document(self, path: str) -> Document | Stopped | None:
        return attempt(lambda: self._document_at(path))

    def _original(self, digest: str) -> Document | Stopped | None:
        """The source as it was when a translation was made from it."""
        if digest not in self._originals:
            self._originals[digest] = self._parsed(self._group.originals.get(digest))
        return self._originals[digest]

    def _parsed(self, data: bytes | None) -> Document | Stopped | None:
        if data is None:
            return None
        limits = self._budget.limits(len(data))
        found = attempt(lambda: parse(self._group.source, data), limits)
        return None if isinstance(found, Unreadable) else found

    def _compared(
        self, resolver: Resolver, pair: Pair, source: Page, text: Document, older: OlderSources
    ) -> list[RuleProblem]:
        translation = page_of(resolver, pair.layout, pair.translation, text)
        comparison = compare(resolver, pair, source.seen_by(resolver), translation)
        return _said_of_pair(self._rules, resolver, comparison, older)


def result_of(said: list[RuleProblem] | Stopped, asked: Asked) -> FileResult:
    """The result of what was said of a file, or of what has stopped the work on it."""
    if isinstance(said, Stopped):
        return FileResult((RuleProblem(said.rule, said.problem),), asked, said.is_lasting)
    return FileResult(tuple(said), asked, all(each.rule not in STOPS for each in said))


def _said_of_pair(
    rules: Sequence[Rule], resolver: Resolver, comparison: Comparison, older: OlderSources
) -> list[RuleProblem]:
    """What the rules say of a pair, and what of that they say with the older sources, too."""
    pair, original, former = comparison.pair, older.original, older.former
    with_original: list[RuleProblem] = []
    with_former: list[RuleProblem] = []
    if original and pair.state is State.STALE:
        with_original = _said_with(original, rules, resolver, comparison)
    if former:
        with_former = _said_with(former, rules, resolver, comparison)
    said = _ask(rules, lambda rule: rule.check_texts, comparison)
    was_lost, was_due = set(map(_identity, with_original)), set(map(_identity, with_former))
    broken = {_place(comparison, each) for each in with_original if not each.problem.is_absent}
    is_dated = pair.state is State.STALE and pair.origin is not Origin.PHANTOM
    marked = []
    for each in said:
        is_firm = each.rule in STOPS or (each.problem.is_grave and original is None)
        # What differs from either source, in one place, is no consequence of their difference.
        was_broken = not each.problem.is_absent and _place(comparison, each) in broken
        was_lost_before = was_broken or _identity(each) in was_lost
        is_stale = is_dated and not is_firm and not was_lost_before
        marked.append(each._replace(is_stale=is_stale, was_due=_identity(each) in was_due))
    # What failed with an older source is told by nothing else.
    failed = dict.fromkeys(each for each in (*with_original, *with_former) if each.rule in STOPS)
    return marked + [each for each in failed if each not in said]


def _said_with(
    older: Document, rules: Sequence[Rule], resolver: Resolver, comparison: Comparison
) -> list[RuleProblem]:
    """What the rules say of a translation beside an older source."""
    pair, text = comparison.pair, comparison.translation.document
    resolver = resolver.with_outline(pair.source, outline_of(older))
    source = page_of(resolver, pair.layout, pair.source, older)
    translation = page_of(resolver, pair.layout, pair.translation, text)
    comparison = compare(resolver, pair, source, translation)
    return _ask(rules, lambda rule: rule.check_texts, comparison)


def _ask(
    rules: Iterable[Rule],
    check_of: Callable[[Rule], Callable[[T], Iterator[Problem]] | None],
    text: T,
) -> list[RuleProblem]:
    """What the rules say of a text, those that fail included, each fault of transync once.

    Raises NotComparedError and MemoryError, after which no rule could say more.
    """
    said: list[RuleProblem] = []
    faults: set[str] = set()
    for rule in rules:
        check = check_of(rule)
        if check is None:
            continue
        try:
            said += [RuleProblem(rule.id, problem) for problem in check(text)]
        except (NotComparedError, MemoryError):
            raise
        except Exception as error:
            problem = internal_error(error).problem
            if problem.detail not in faults:
                faults.add(problem.detail)
                said.append(RuleProblem(INTERNAL_ERROR, problem))
    return said


def _place(comparison: Comparison, said: RuleProblem) -> tuple[str, int]:
    """The rule of a problem, and the first line of the translation's block in which it stands."""
    line = said.problem.line
    block = comparison.structure.lines.block_at(line)
    return said.rule, block.line if block else line


def _identity(said: RuleProblem) -> tuple[str, ...]:
    """What tells a problem of a translation from its others, whatever source it is held against."""
    problem = said.problem
    statement = problem.identity or f"{problem.message}\n{problem.detail}"
    return said.rule, statement, str(problem.line)

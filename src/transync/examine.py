"""What the rules say of the texts of a source and its translations, before any policy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import NamedTuple, TypeVar

from transync.comparison import Comparison, Page
from transync.document import Document
from transync.errors import NotComparedError
from transync.isolation import INTERNAL_ERROR, STOPS, Stopped, attempt, internal_error
from transync.links import Asked, Resolver
from transync.model import Layout, Origin, Pair, Problem, State
from transync.outline import outline_of
from transync.parse import Unreadable, parse
from transync.rules import Rule

T = TypeVar("T")


class Said(NamedTuple):
    """A problem, the id of the rule that says it, and whether an older source excuses it."""

    rule: str
    problem: Problem
    is_stale: bool = False


class Group(NamedTuple):
    """A source with those of its translations that are to be compared with it.

    `layout` is the one that the source's own links are resolved in. `is_wanted` says that the
    source itself is to be looked at. `originals` are the source as it was when a translation was
    made from it, by hash: what differs from that was lost in translation, and is no consequence of
    later changes.
    """

    source: str
    layout: Layout
    pairs: tuple[Pair, ...]
    is_wanted: bool
    originals: Mapping[str, bytes]


class Verdict(NamedTuple):
    """What is said of one file, and what that depends on beside the texts.

    It `is_lasting` unless the same texts could have another one in the next run.
    """

    said: tuple[Said, ...]
    asked: Asked
    is_lasting: bool = True


class Examined(NamedTuple):
    """What is said of a source by itself, if it is wanted, and of its translations by paths."""

    source: Verdict | None
    translations: Mapping[str, Verdict]


def examine(
    group: Group,
    rules: Iterable[Rule],
    resolver: Resolver,
    document_at: Callable[[str], Document | None],
) -> Examined:
    """Ask the rules about the texts of a group; `document_at` gives the document at a path.

    What stops the work on a text is said of it, and of all translations of a source.
    """
    rules, layout = list(rules), group.layout
    asked = resolver.asked = Asked(set(), set())

    def page(layout: Layout, path: str) -> Page | None:
        document = document_at(path)
        return Page(resolver, layout, path, document) if document else None

    @cache
    def original_of(digest: str) -> Document | None:
        text = group.originals.get(digest)
        found = None if text is None else parse(group.source, text)
        return None if isinstance(found, Unreadable) else found

    def of_pair(source: Page, pair: Pair) -> list[Said] | None:
        translation = page(pair.layout, pair.translation)
        if translation is None:
            return None
        comparison = Comparison(resolver, pair, source, translation)
        original = original_of(pair.record.original_hash if pair.record else "")
        return list(_said(rules, resolver, comparison, original))

    source = attempt(lambda: page(layout, group.source))
    of_source = None
    if group.is_wanted:
        said = _on(source, lambda source: _ask(rules, lambda r: r.check_source, source))
        of_source = _verdict(said, asked)
    of_translations = {}
    for pair in group.pairs if source else ():
        if pair.is_compared:
            resolver.asked = Asked(set(asked.places), set(asked.pages))
            said = _on(source, partial(of_pair, pair=pair))
            if verdict := _verdict(said, resolver.asked):
                of_translations[pair.translation] = verdict
    return Examined(of_source, of_translations)


def _on(
    source: Page | Stopped | None, work: Callable[[Page], list[Said] | None]
) -> list[Said] | Stopped | None:
    """What comes of the work on a source; nothing where it can't be read."""
    return attempt(lambda: work(source)) if isinstance(source, Page) else source


def _verdict(said: list[Said] | Stopped | None, asked: Asked) -> Verdict | None:
    if said is None:
        return None
    if isinstance(said, Stopped):
        return Verdict((Said(said.rule, said.problem),), asked, said.is_lasting)
    return Verdict(tuple(said), asked, all(each.rule not in STOPS for each in said))


def _said(
    rules: Iterable[Rule], resolver: Resolver, comparison: Comparison, original: Document | None
) -> Iterator[Said]:
    pair = comparison.pair
    then = _lost_in_translation(rules, resolver, comparison, original)
    now = _ask(rules, lambda rule: rule.check_texts, comparison)
    lost = set(map(_identity, then))
    is_dated = pair.state is State.STALE and pair.origin is not Origin.PHANTOM
    for said in now:
        is_firm = said.rule in STOPS or (said.problem.is_grave and original is None)
        is_stale = is_dated and not is_firm and _identity(said) not in lost
        yield said._replace(is_stale=is_stale)
    # What failed with the source as it was is not told by anything else.
    yield from (said for said in then if said.rule in STOPS and said not in now)


def _lost_in_translation(
    rules: Iterable[Rule], resolver: Resolver, comparison: Comparison, original: Document | None
) -> list[Said]:
    """What differs between a stale translation and the source that it was made from."""
    pair, text = comparison.pair, comparison.translation.document
    if original is None or pair.state is not State.STALE:
        return []
    then = resolver.with_outline(pair.source, outline_of(original))
    source = Page(then, pair.layout, pair.source, original)
    translation = Page(then, pair.layout, pair.translation, text)
    comparison = Comparison(then, pair, source, translation)
    return _ask(rules, lambda rule: rule.check_texts, comparison)


def _ask(
    rules: Iterable[Rule],
    check_of: Callable[[Rule], Callable[[T], Iterator[Problem]] | None],
    text: T,
) -> list[Said]:
    """What the rules say of a text, those that fail included, each fault of ours once.

    Raises NotComparedError and MemoryError, after which no rule could say more.
    """
    said: list[Said] = []
    for rule in rules:
        try:
            check = check_of(rule)
            said += [Said(rule.id, problem) for problem in check(text)] if check else ()
        except (NotComparedError, MemoryError):
            raise
        except Exception as error:
            problem = internal_error(error).problem
            if problem.detail not in {s.problem.detail for s in said if s.rule == INTERNAL_ERROR}:
                said.append(Said(INTERNAL_ERROR, problem))
    return said


def _identity(said: Said) -> tuple[str, ...]:
    """What tells a problem of a translation from its others, whatever source it is held against."""
    problem = said.problem
    statement = problem.identity or f"{problem.message}\n{problem.detail}"
    return said.rule, statement, str(problem.line)

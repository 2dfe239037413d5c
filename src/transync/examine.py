"""What the rules say of the texts of a source and its translations, before any policy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from transync.comparison import Comparison, Page
from transync.document import Document
from transync.links import Asked, Resolver
from transync.model import Layout, Origin, Pair, Problem, State
from transync.outline import outline_of
from transync.parse import Unreadable, parse
from transync.rules import Rule


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
    """What is said of one file, and what that depends on beside the texts."""

    said: tuple[Said, ...]
    asked: Asked


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
    """Ask the rules about the texts of a group; `document_at` gives the document at a path."""
    rules, layout = list(rules), group.layout
    asked = resolver.asked = Asked(set(), set())
    document = document_at(group.source)
    source = Page(resolver, layout, group.source, document) if document else None
    of_source = [
        Said(rule.id, problem)
        for rule in rules
        if rule.check_source and source and group.is_wanted
        for problem in rule.check_source(source)
    ]
    of_translations = {}

    @cache
    def original_of(digest: str) -> Document | None:
        text = group.originals.get(digest)
        found = None if text is None else parse(group.source, text)
        return None if isinstance(found, Unreadable) else found

    for pair in group.pairs:
        if source and pair.is_compared and (text := document_at(pair.translation)):
            resolver.asked = Asked(set(asked.places), set(asked.pages))
            translation = Page(resolver, pair.layout, pair.translation, text)
            original = original_of(pair.record.original_hash if pair.record else "")
            comparison = Comparison(resolver, pair, source, translation)
            said = tuple(_said(rules, resolver, comparison, original))
            of_translations[pair.translation] = Verdict(said, resolver.asked)
    is_examined = group.is_wanted and source is not None
    return Examined(Verdict(tuple(of_source), asked) if is_examined else None, of_translations)


def _said(
    rules: Iterable[Rule], resolver: Resolver, comparison: Comparison, original: Document | None
) -> Iterator[Said]:
    pair = comparison.pair
    lost = _lost_in_translation(rules, resolver, comparison, original)
    is_dated = pair.state is State.STALE and pair.origin is not Origin.PHANTOM
    for rule, problem in _compared(rules, comparison):
        yield Said(rule.id, problem, is_dated and _identity(rule, problem) not in lost)


def _lost_in_translation(
    rules: Iterable[Rule], resolver: Resolver, comparison: Comparison, original: Document | None
) -> set[tuple[str, ...]]:
    """What differs between a stale translation and the source that it was made from."""
    pair, text = comparison.pair, comparison.translation.document
    if original is None or pair.state is not State.STALE:
        return set()
    then = resolver.with_outline(pair.source, outline_of(original))
    source = Page(then, pair.layout, pair.source, original)
    translation = Page(then, pair.layout, pair.translation, text)
    compared = _compared(rules, Comparison(then, pair, source, translation))
    return {_identity(rule, problem) for rule, problem in compared}


def _compared(rules: Iterable[Rule], comparison: Comparison) -> Iterator[tuple[Rule, Problem]]:
    for rule in rules:
        if rule.check_texts:
            for problem in rule.check_texts(comparison):
                yield rule, problem


def _identity(rule: Rule, problem: Problem) -> tuple[str, ...]:
    """What tells a problem of a translation from its others, whatever source it is held against."""
    said = problem.identity or f"{problem.message}\n{problem.detail}"
    return rule.id, said, str(problem.line)

"""Groups -> what the rules say of their texts; what an earlier run was told still counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple, TypeAlias

from transync.checking.evaluate import Evaluated, FileResult, RuleProblem, SourceGroup
from transync.config import Settings
from transync.links.linked_project import LinkedProject
from transync.model import Layout, Pair
from transync.repository.document_index import DocumentIndex
from transync.rules import Rule

# A source, and its translation; or the source alone, for what is said of it by itself.
Subject: TypeAlias = tuple[str, str]


class Remembered(NamedTuple):
    """What was said of a subject, and all that it depends on.

    `key` is a digest of the texts and the settings; `places` has what there was at the places that
    were asked for, `pages` the digests of the outlines of other pages.
    """

    key: str
    places: dict[str, str]
    pages: dict[str, str]
    said: tuple[RuleProblem, ...]


class Results(NamedTuple):
    """What is said of each subject, and what of it a later run may remember."""

    said: Mapping[Subject, Sequence[RuleProblem]]
    remembered: dict[str, Remembered]


class Reuse:
    """Lets groups be evaluated, but for what an earlier run has said of the same.

    Without anything that could be `remembered`, not even an empty one, nothing is for a later run.
    """

    def __init__(
        self,
        files: DocumentIndex,
        project: LinkedProject,
        settings: Settings,
        rules: Iterable[Rule],
        remembered: Mapping[str, Remembered] | None,
    ) -> None:
        self._files, self._project, self._earlier = files, project, remembered
        self._rules = [rule.id for rule in rules]
        self._base = _digest(*self._rules, *_facts(project, settings))
        self._said: dict[Subject, Sequence[RuleProblem]] = {}
        self._remembered: dict[str, Remembered] = {}

    def results(
        self,
        groups: Iterable[SourceGroup],
        evaluate: Callable[[Sequence[SourceGroup]], Iterable[tuple[SourceGroup, Evaluated]]],
    ) -> Results:
        """What is said of all groups; `evaluate` asks the rules, in any order."""
        left = [group for group in map(self._without_remembered, groups) if group]
        for group, evaluated in evaluate(left):
            self._take_in(group, evaluated)
        return Results(self._said, self._remembered)

    def _without_remembered(self, group: SourceGroup) -> SourceGroup | None:
        """What of a group has to be evaluated; what is remembered of the rest is taken over."""
        is_wanted = group.is_wanted and not self._take_over(group, None)
        compared = (pair for pair in group.pairs if pair.is_compared)
        pairs = tuple(pair for pair in compared if not self._take_over(group, pair))
        if is_wanted or pairs:
            return group._replace(is_wanted=is_wanted, pairs=pairs)
        return None

    def _take_over(self, group: SourceGroup, pair: Pair | None) -> bool:
        """Count what an earlier run has said of a subject; whether that still holds."""
        subject = _subject(group, pair)
        found = self._earlier.get(_name(subject)) if self._earlier else None
        if found is None or found.key != self._key(group, pair) or not self._holds(found):
            return False
        self._said[subject] = found.said
        self._remembered[_name(subject)] = found
        return True

    def _holds(self, found: Remembered) -> bool:
        """Whether the rules and all that the result depends on beside the texts are the same."""
        if any(said.rule not in self._rules for said in found.said):
            return False
        answer = self._project.answer
        if any(answer(place) != was for place, was in found.places.items()):
            return False
        return all(self._outline_digest(page) == was for page, was in found.pages.items())

    def _take_in(self, group: SourceGroup, evaluated: Evaluated) -> None:
        """Count what the rules have said of a group."""
        if evaluated.source:
            self._take(group, None, evaluated.source)
        for pair in group.pairs:
            if result := evaluated.translations.get(pair.translation):
                self._take(group, pair, result)

    def _take(self, group: SourceGroup, pair: Pair | None, result: FileResult) -> None:
        """Count what the rules have said of a subject, and remember it if it lasts."""
        subject = _subject(group, pair)
        self._said[subject] = result.said
        if self._earlier is None or not result.is_lasting:
            return
        self._remembered[_name(subject)] = Remembered(
            self._key(group, pair),
            places=_answers(self._project.answer, result.asked.places),
            pages=_answers(self._outline_digest, result.asked.pages),
            said=result.said,
        )

    def _outline_digest(self, page: str) -> str:
        outline = self._files.outlines.get(page)
        return outline.digest if outline else ""

    def _key(self, group: SourceGroup, pair: Pair | None) -> str:
        """A digest of a subject's texts, records and place, and of the settings and rules."""
        source = self._files.known(group.source).digest if group.source else ""
        if pair is None:
            return _digest(self._base, source, _facts_of(group.layout))
        translation = self._files.known(pair.translation).digest
        has_original = pair.record is not None and pair.record.original_hash in group.originals
        older = f"{has_original} {group.former is not None and pair.has_unusable_record}"
        facts = _facts_of(group.layout), _facts_of(pair)
        return _digest(self._base, source, translation, *facts, older)


def _answers(ask: Callable[[str], str], paths: Iterable[str]) -> dict[str, str]:
    return {path: ask(path) for path in sorted(paths)}


def _subject(group: SourceGroup, pair: Pair | None) -> Subject:
    return group.source, pair.translation if pair else ""


def _name(subject: Subject) -> str:
    return "\n".join(subject)


def _facts_of(value: Layout | Pair) -> str:
    """All that a value holds; as JSON, which is made in no time, unless a path is no Unicode."""
    import msgspec

    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:
        return repr(value)


def _facts(project: LinkedProject, settings: Settings) -> Iterable[str]:
    """What all results depend on: which folders there are, and how links are read."""
    yield repr(sorted(settings.aliases.items()))
    yield repr(settings.of_links)
    for folder in project.folders:
        yield repr((folder.layout, folder.name, folder.language))


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()

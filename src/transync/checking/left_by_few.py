"""Texts that some translations left in the source's language -> those that most translate."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from transync.checking.evaluate import RuleProblem
from transync.checking.other_languages import OtherLanguages, Said, votes
from transync.checking.places import at_places
from transync.checking.plan import Run
from transync.languages.detection import speaks_english, writes_latin
from transync.model import Claim, Pair, Place, State

# So many translations are enough to go by, if so many of a hundred translate a text.
_FEWEST = 5
_PERCENT = 80
_HALF = 50
# A word that may be the same in two languages was left where a text so many lines away was.
_NEAR = 5


class _Votes:
    """How many translations there are, and how many of them left each text as it is."""

    def __init__(self) -> None:
        self.number = 0
        self.left = Counter[str]()

    def add(self, keys: Iterable[str]) -> None:
        self.number += 1
        self.left.update(keys)

    def are_enough(self, others: int) -> bool:
        """Whether they are, beside this translation, for languages to tell names from texts."""
        return self.number + others > _FEWEST

    def are_few(self, key: str, others: int, share: int = 100 - _PERCENT) -> bool:
        """Whether no more than a share in percent have left a text, with so many more that have."""
        return (self.left[key] + others) * 100 <= (self.number + others) * share


class _Ballot(NamedTuple):
    """The votes of the translations of a source, and of those of them in Latin letters."""

    every: _Votes
    latin: _Votes


class _Ballots:
    """The votes on each source: of the translations of today's, and of all."""

    def __init__(self) -> None:
        self._found = defaultdict[tuple[str, bool], _Ballot](lambda: _Ballot(_Votes(), _Votes()))
        self._voters = set[str]()

    def add(self, pair: Pair, keys: Collection[str]) -> None:
        if speaks_english(pair.language):
            return
        self._voters.add(pair.translation)
        is_latin = writes_latin(pair.language)
        for is_current in {False, pair.state is State.CURRENT}:
            ballot = self._found[pair.source, is_current]
            ballot.every.add(keys)
            if is_latin:
                ballot.latin.add(keys)

    def is_left(self, pair: Pair, place: Place) -> bool:
        """Whether what stands at a place is a text that other languages translate.

        A translation of today's source is judged by others of today's. A word that is the same in
        languages of one script may be a word of them.
        """
        if not place.key or place.claim is Claim.SEEN:
            return not place.key
        is_current = pair.state is State.CURRENT
        every, latin = self._found[pair.source, is_current]
        # One that has no vote has left the text, too.
        more = int(pair.translation not in self._voters)
        if place.claim is Claim.PART:
            return not every.are_enough(more) or every.are_few(place.key, more, _HALF)
        # What older translations have left as well may be a name.
        of_all = self._found[pair.source, False].every
        if not every.are_enough(more):
            is_usual = of_all.are_enough(more) and not of_all.are_few(place.key, more)
            return place.claim is Claim.SURE and not is_usual
        if place.claim is not Claim.SURE and not of_all.are_few(place.key, more):
            return False
        if not every.are_few(place.key, more):
            return False
        is_latin = writes_latin(pair.language) and latin.are_enough(more)
        return not is_latin or latin.are_few(place.key, more)


def judge_left_texts(run: Run, said: Said, pairs: Sequence[Pair], others: OtherLanguages) -> Said:
    """What is said of the pairs, without the texts that other languages leave as they are, too."""
    ballots = _Ballots()
    for pair, every in votes(run, said, pairs, others):
        ballots.add(pair, {place.key for each in every for place in each.problem.places} - {""})
    result = dict(said)
    for pair in pairs:
        subject = pair.source, pair.translation
        if subject in said:
            result[subject] = list(_judged(ballots, pair, said[subject]))
    return result


def _judged(ballots: _Ballots, pair: Pair, every: Iterable[RuleProblem]) -> Iterator[RuleProblem]:
    for each in every:
        every_place = each.problem.places
        left = [place for place in every_place if ballots.is_left(pair, place)]
        texts = [place.line for place in left if place.claim is not Claim.WORD]
        places = [p for p in left if p.claim is not Claim.WORD or _is_near(p.line, texts)]
        if len(places) == len(every_place):
            yield each
        elif places:
            # What is no fault is none of the texts that could have been one.
            gone = sum(1 for p in every_place if p.claim is not Claim.SEEN) - len(places)
            problem = each.problem._replace(candidates=each.problem.candidates - gone)
            yield each._replace(problem=at_places(problem, places))


def _is_near(line: int, others: Sequence[int]) -> bool:
    """Whether one of the other lines, which are in order, is near a line."""
    at = bisect_left(others, line - _NEAR)
    return at < len(others) and others[at] <= line + _NEAR

"""The commits that the checked-out one is built on: their order, times and merges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from transync.model import Head
from transync.wording import count

if TYPE_CHECKING:
    from transync.repository.git_python import SafeGit


# The cures for a shallow clone, and for a partial one.
HOW_TO_DEEPEN = "`git fetch --unshallow`, or `fetch-depth: 0` of actions/checkout, gets the rest"
HOW_TO_COMPLETE = "`git fetch --refetch --no-filter` gets the rest"


# 9999-01-01, after which Python has no dates, nor has anybody commits.
_END = 253_370_764_800


class Commit(NamedTuple):
    """A commit: its hash in hex, the time when it was committed, in seconds, and its parents."""

    name: str
    time: int
    parents: tuple[str, ...]


class Commits:
    """Every commit of a history, the newest first, none before those that build on it.

    The main line are the commits that are reached by first parents alone: what was checked out
    while others were merged into it. `misdated` are those that have the time of a parent, as their
    own can't be.
    """

    def __init__(
        self,
        commits: Sequence[Commit],
        is_shallow: bool = False,
        is_partial: bool = False,
        misdated: Sequence[str] = (),
    ) -> None:
        self.is_shallow, self.is_partial = is_shallow, is_partial
        self.misdated = misdated
        self._commits = commits
        self._order = {commit.name: number for number, commit in enumerate(commits)}

    @property
    def head(self) -> Head | None:
        """The commit that is checked out."""
        if self._commits:
            return _head(self._commits[0])
        return None

    @property
    def end(self) -> Head | None:
        """The oldest commit of a shallow clone, behind which nothing is known."""
        oldest = min(self._commits, key=lambda commit: commit.time, default=None)
        if oldest and self.is_shallow:
            return _head(oldest)
        return None

    def order(self, name: str) -> int:
        """How many commits stand before this one; the newest is 0."""
        return self._order[name]

    def time(self, name: str) -> datetime:
        return moment(self._commits[self._order[name]].time)

    def parent(self, name: str) -> str:
        """The first parent, or the commit itself where it has none."""
        parents = self._commits[self._order[name]].parents
        if parents and parents[0] in self._order:
            return parents[0]
        return name

    def is_merge(self, name: str) -> bool:
        return len(self._commits[self._order[name]].parents) > 1

    def is_on_main_line(self, name: str) -> bool:
        return self._landings.get(name) == name

    def landing(self, name: str) -> str:
        """The commit of the main line with which this one came into it."""
        return self._landings[name]

    def since(self, name: str, others: Iterable[str]) -> list[str]:
        """Those of the others that this commit is not built on, without itself."""
        if self.is_on_main_line(name):
            limit = self.order(name)
            return [other for other in others if self.order(self.landing(other)) < limit]
        known = self._ancestors(name)
        return [other for other in others if other not in known]

    @cached_property
    def _landings(self) -> dict[str, str]:
        main = [self._commits[0].name] if self._commits else []
        while main and (parent := self.parent(main[-1])) != main[-1]:
            main.append(parent)
        found: dict[str, str] = {}
        for landing in reversed(main):
            waiting = [landing]
            while waiting:
                name = waiting.pop()
                if name in self._order and name not in found:
                    found[name] = landing
                    waiting += self._commits[self._order[name]].parents
        return found

    def _ancestors(self, name: str) -> set[str]:
        """The commit and all that it is built on."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            name = waiting.pop()
            if name in self._order and name not in found:
                found.add(name)
                waiting += self._commits[self._order[name]].parents
        return found


def has_commit(git: SafeGit) -> bool:
    """Whether something was ever committed in the branch that is checked out."""
    return bool(git.attempt("rev-parse", "--verify", "--quiet", "HEAD^{commit}"))


def read_commits(git: SafeGit, newest: str = "HEAD") -> Commits:
    """The commits of the history of one."""
    listed = git.log("--no-show-signature", "--date-order", "--format=%ct|%H %P", newest, "--")
    commits: list[Commit] = []
    times: dict[str, int] = {}
    misdated = []
    for line in reversed(listed.splitlines()):
        stamp, _, names = line.partition("|")
        name, *parents = names.split()
        time = possible_time(stamp)
        if time is None:
            misdated.append(name)
            time = max((times[parent] for parent in parents if parent in times), default=0)
        times[name] = time
        commits.append(Commit(name, time, tuple(parents)))
    is_shallow = git.rev_parse("--is-shallow-repository") == "true"
    return Commits(commits[::-1], is_shallow, git.is_partial, misdated=misdated)


def possible_time(stamp: str) -> int | None:
    """The seconds of a commit's time; None for one that can't be, or for what is no time at all.

    Anybody can write either into a commit.
    """
    is_possible = stamp.isdecimal() and len(stamp) <= len(str(_END)) and int(stamp) < _END
    if is_possible:
        return int(stamp)
    return None


def about_misdated(names: Sequence[str]) -> Iterator[str]:
    """What to say of commits whose time can't be."""
    if names:
        first = ", ".join(name[:8] for name in names[:3])
        number = count(len(names), "commit")
        yield f"{number} with a date that can't be ({first}): that of the commit before counts"


def _head(commit: Commit) -> Head:
    return Head(commit.name, moment(commit.time))


def moment(seconds: int) -> datetime:
    """The time of a commit, in UTC."""
    return datetime.fromtimestamp(seconds, UTC)

"""How far a stale translation is behind its source."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class SectionChange(NamedTuple):
    """A section of a source that is not what it was when a translation was made from it.

    `heading` is the section's own, as it is now (as it was, of one that is gone); `""` is what
    stands above the first. `line` is that of today's source, None of a section that is gone.
    `status` is `added`, `removed`, `changed`, or `moved` with all that it says. Trivial are changes
    that leave a translation as right as it was: white space, the spelling of a URL, a badge, the
    language table. A tracking ID is not: no reader misses it, but a translation has to carry it.
    """

    heading: str
    line: int | None
    status: str
    is_trivial: bool


class Behind(NamedTuple):
    """How far a stale translation is behind its source, as git's history tells.

    `commit` is the last one that held the source which the translation was made from (hash in hex),
    `path` the source's path in it, `since` the time of the commit that changed it. `commits` have
    touched the source since then, merges aside; `days` lie between `since` and the commit that is
    checked out. `added` and `removed` are lines of the source, as git counts them. Of a source
    that is changed but not committed, `commit` is the one that is checked out.
    """

    commit: str
    path: str
    since: datetime
    commits: int
    days: int
    added: int
    removed: int
    sections: tuple[SectionChange, ...]

    @property
    def is_trivial(self) -> bool:
        """Whether the translation is as right as it was."""
        return all(section.is_trivial for section in self.sections)


class Head(NamedTuple):
    """The commit that is checked out: its hash in hex and its time, by which ages are counted."""

    commit: str
    time: datetime

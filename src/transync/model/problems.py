"""What rules say: problems, their places, and the edits that repair them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding matters; errors fail the run, warnings do not by default."""

    ERROR = "error"
    WARNING = "warning"


class Claim(StrEnum):
    """Whether what stands at a place is a fault, as far as a translation by itself tells.

    `SURE` is one unless most other languages have the same; a `TEXT` is one if they have not, and a
    `WORD` only beside one of these; a `PART` of a text is one unless half of them have it; what is
    `SEEN` is none, but other languages may want to know.
    """

    SURE = "sure"
    TEXT = "text"
    WORD = "word"
    PART = "part"
    SEEN = "seen"


class Place(NamedTuple):
    """A line of the file that is checked, and that of the source that it stands for.

    What other languages decide about has a `key`, the same in all of them.
    """

    line: int
    source_line: int | None
    key: str = ""
    claim: Claim = Claim.SURE


class Edit(NamedTuple):
    """The bytes of a file from `start` up to `end`, counted from 0, become the `replacement`.

    A byte order mark counts; the replacement is written in UTF-8.
    """

    path: str
    start: int
    end: int
    replacement: str


class Fix(NamedTuple):
    """The edits that repair what a finding says, all of them or none.

    It is safe where the source and the alignment say exactly what the right text is. `brings` are
    the rules that have to speak of the result of an unsafe one: a row that is copied from the
    source is not translated.
    """

    edits: tuple[Edit, ...]
    is_safe: bool = True
    brings: tuple[str, ...] = ()


class Problem(NamedTuple):
    """What a rule says of a pair, a source or an image: a fact, its place, what identifies it.

    `message` is the same in every language that has the fault; `detail` is what this one has
    instead. `line` and `column` are in the file that is checked, `source_line` in the source.
    `identity` tells the problem from others of its rule and file without naming any position;
    without it, message and detail do. `is_absent` says that what is meant should stand at `line`,
    but does not. `path` is another file than the one that is checked. `places` are all places of
    a problem that is said once for many, out of `candidates` that could have had it. `fix` repairs
    it, where anybody can tell how. `traceback` says in lines where transync failed. `is_grave` is
    set for what could do harm: an older source excuses it only if it is known to have had it.
    `group` is what it shares with the same fault in other languages, where that is not its line in
    the source; what `is_of_all_pages` is one fault, on however many of them. `difference` is what a
    translation has in the place of the source's, in words that are the same in all languages that
    have the same there: where most have, the source may be
    wrong; it is empty where other languages say nothing of it. One that `needs_most` is no fault
    of a single translation, and told only of such a source.
    """

    message: str
    line: int = 1
    column: int = 1
    detail: str = ""
    source_line: int | None = None
    source_column: int = 1
    identity: str = ""
    is_absent: bool = False
    path: str | None = None
    severity: Severity | None = None
    places: tuple[Place, ...] = ()
    candidates: int = 0
    fix: Fix | None = None
    traceback: str = ""
    is_grave: bool = False
    group: str = ""
    difference: str = ""
    needs_most: bool = False
    is_of_all_pages: bool = False

"""How many lines of files differ between a commit and the work tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from transync.repository.git_python import SafeGit


# Whatever the configuration and `.gitattributes` say.
PLAIN_DIFF = ("--no-ext-diff", "--no-textconv")


class Move(NamedTuple):
    """A file as it is in a commit, and the path where it is now."""

    commit: str
    former: str
    path: str


class Lines(NamedTuple):
    """How many lines were added, and how many removed."""

    added: int
    removed: int


def count_lines(git: SafeGit, moves: Collection[Move]) -> Iterator[tuple[Move, Lines]]:
    """What `git diff` counts, in one run for the files of a commit that kept their names."""
    kept: dict[str, list[Move]] = defaultdict(list)
    for move in sorted(moves):
        if move.former == move.path:
            kept[move.commit].append(move)
        else:
            # Two files by their names: nothing else says which became which.
            listed = _diff(git, f"{move.commit}:{move.former}", "--", move.path)
            yield move, next((lines for _, lines in _numbers(listed)), Lines(0, 0))
    for commit, stayed in kept.items():
        # Windows takes 32,000 characters of arguments.
        for start in range(0, len(stayed), 100):
            some = stayed[start : start + 100]
            found = dict(_numbers(_diff(git, commit, "--", *(move.path for move in some))))
            yield from ((move, found.get(move.path, Lines(0, 0))) for move in some)


def _diff(git: SafeGit, *arguments: str) -> str:
    plain = ("--no-renames", *PLAIN_DIFF, "--no-relative", "--diff-algorithm=myers")
    return str(git.diff("--numstat", "-z", *plain, *arguments))


def _numbers(listed: str) -> Iterator[tuple[str, Lines]]:
    """From `git diff --numstat -z`: added, removed and path; `-` stands for a binary file's."""
    fields = iter(listed.split("\0"))
    for field in filter(None, fields):
        added, removed, path = field.split("\t", 2)
        if not path:
            _, path = next(fields), next(fields)
        if added != "-":
            yield path, Lines(int(added), int(removed))

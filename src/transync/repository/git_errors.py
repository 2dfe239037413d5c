"""What git refuses or can't do, in its own words, and what to do about it."""

from __future__ import annotations

import re
from pathlib import Path

from transync.errors import UsageError

# What git says -> what to do.
_CURES = (
    (
        re.compile("to match the patterns"),
        "make those with many asterisks in .gitignore and .gitattributes simpler, or use a"
        " newer git",
    ),
    (
        re.compile("dubious ownership", re.IGNORECASE),
        "if you trust it, `git config --global --add safe.directory {root}` says so",
    ),
    (re.compile("permission denied", re.IGNORECASE), "let the user read it who runs transync"),
    (
        re.compile("bad config|bad numeric|bad boolean|invalid value for", re.IGNORECASE),
        "repair that file",
    ),
    (
        re.compile("promis|transport '[^']*+' not allowed", re.IGNORECASE),
        "this partial clone lacks it; `git fetch --refetch --no-filter` gets what is missing, and"
        " so does actions/checkout without `filter`",
    ),
    (
        re.compile(
            "could not (read|parse|get)|unable to (read|unpack|parse|find)|bad (object|file|tree)"
            "|missing (blob|tree|object)|not a (tree|valid)|corrupt|is empty|inflate|traverse",
            re.IGNORECASE,
        ),
        "objects are missing or damaged: `git fsck` names them, and a new clone has them",
    ),
    (
        re.compile("not a git repository|invalid gitfile", re.IGNORECASE),
        "repair {root}/.git, or remove it",
    ),
    (
        re.compile("repository (format|version)|repo version|extension", re.IGNORECASE),
        "use a newer git",
    ),
    (re.compile("not installed", re.IGNORECASE), "install it"),
)


class GitError(UsageError):
    """What git refuses or can't do, in its own words, and what to do about it."""

    def __init__(self, root: Path, said: str) -> None:
        cures = (cure for pattern, cure in _CURES if pattern.search(said))
        cure = next(cures, "see what `git status` says there").format(root=root)
        self.is_silent = not said
        self.reason = f"{said or 'it fails, and does not say why'}; {cure}"
        super().__init__(f"{root}: git can't be asked: {self.reason}")


class NoGitError(GitError):
    """There is no git program."""

    def __init__(self, root: Path) -> None:
        super().__init__(root, "the git program is not installed")

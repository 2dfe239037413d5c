"""Trials of arguments and streams: whatever is asked for, and wherever the output goes."""

from __future__ import annotations

from random import Random

from tests.fuzz import words
from tests.fuzz.expectations import examine, expect_untouched
from tests.fuzz.running import Place

_COMMANDS = ("check", "report", "worklist", "diff", "history", "rule", "schema", "hook")
_OPTIONS = (
    "--language=vi", "--language=", "--language=x-y,vi", "--select=anchor", "--select=",
    "--ignore=stale,anchor", "--severity=stale=warning", "--severity=x", "--config=transync.toml",
    "--config=more.md", "--config=/dev/null", "--config=.", "--fail-on=warning", "--diff=HEAD",
    "--diff=", "--diff=-x", "--no-baseline", "--exit-zero", "--min-current=101",
    "--min-current=vi=50", "--min-current=each=nan", "--path=docs", "--path=..", "--by=commit",
    "--jobs=0", "--output-file=/dev/null", "--output-file=", "--also=json=", "--also=x",
    "--verbose", "--", "-", "--fail-on-stale-source", "--output-format=concise", "--format=json",
    "--format=html",
)  # fmt: skip
_PATHS = (
    ".",
    "..",
    "",
    "/",
    "translations",
    "guide.md",
    "./guide.md",
    "guide.md/",
    "missing.md",
    "~",
    "a\udcffb",
    "x" * 5000,
)
_BROKEN = ("ENOSPC", "EPIPE", "EIO", "EBADF")


def options(place: Place, rng: Random) -> None:
    """Any options with any paths are obeyed or refused."""
    before = place.content()
    paths = (*_PATHS, *(path for path in sorted(place.project.files) if "\0" not in path))
    for _ in range(4):
        command = rng.choice(_COMMANDS)
        chosen = [*rng.sample(_OPTIONS, rng.randint(0, 3)), *rng.sample(paths, rng.randint(0, 2))]
        if command in ("rule", "schema"):
            chosen = [
                rng.choice(("anchor", "report", "", rng.choice(words.HOSTILE).replace("\0", "")))
            ]
        ran = place.run(command, *chosen)
        examine(place, ran, "errors", ran.errors.encode("utf-8", "replace"))
    expect_untouched(place, before, "any option")


def streams(place: Place, rng: Random) -> None:
    """An output that nobody takes is no bug of ours."""
    for arguments in (
        ("check", "--no-cache", "--jobs=1"),
        ("report", "--no-cache", "--jobs=1"),
        ("rule",),
    ):
        place.run(*arguments, broken=rng.choice(_BROKEN))

"""Patterns of `.gitignore` mean what they mean to git, and take no longer for their stars."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from tests.conftest import Repository
from transync.untrusted.ignore_patterns import ignore_patterns

# What `pathspec` takes to match a slash, `[!a]`, stands in the table below.
PIECES = ("a", "b", "*", "**", "/**/", "/", "?", "[ab]", "!", "\\*")
PATTERNS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join)
NAMES = st.text("ab*", min_size=1, max_size=4)
PATHS = st.lists(NAMES, min_size=1, max_size=5).map("/".join)


@settings(deadline=None, derandomize=True)
@given(PATTERNS, st.lists(PATHS, min_size=1, max_size=6))
def test_a_pattern_matches_what_it_matches_with_all_its_ways(
    pattern: str, paths: list[str]
) -> None:
    try:
        others = GitIgnoreSpec.from_lines([pattern])
    except ValueError:
        return
    ours = ignore_patterns([pattern])

    for path in (*paths, *(f"{path}/" for path in paths)):
        assert ours.check_file(path).include == others.check_file(path).include, path


@pytest.mark.parametrize(
    ("pattern", "path", "is_matched"),
    [
        ("*a*b", "xaxb", True),
        ("*a*b", "xbxa", False),
        ("*ab*b", "xabb", True),
        ("*a*/b", "xax/b", True),
        ("*a*/b", "xa/x/b", False),
        ("a/**/b/**/c", "a/x/b/y/b/z/c", True),
        ("a/**/b/**/c", "a/b/c", True),
        ("a/**/b/**/c", "a/c/b", False),
        ("**/a*/**/c", "x/ab/y/c", True),
        ("**/a/**/c", "x/ab/y/c", False),
        ("*[!a]*b", "xb", True),
        ("*[!a]*b", "a/b", False),
        ("a?*b*", "axbx", True),
        ("a?*b*", "a/bx", False),
    ],
)
def test_patterns_are_those_of_git(
    repository: Repository, pattern: str, path: str, is_matched: bool
) -> None:
    repository.write(".gitignore", f"{pattern}\n")
    repository.write(path, "")
    ask = ["git", "-C", str(repository.root), "check-ignore", "--quiet", path]

    assert subprocess.run(ask, check=False).returncode == (not is_matched)
    assert ignore_patterns([pattern]).match_file(path) is is_matched


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*a" * 40 + "b", "a" * 250),
        ("**a" * 40 + "b", "a" * 250),
        ("*?" * 40 + "b", "a" * 250),
        ("*[ab]" * 40 + "c", "a" * 250),
        ("/".join(["*a*a*a*b"] * 40), "/".join(["a" * 100] * 40)),
        ("a/**/" * 40 + "b", "/".join("a" * 2000)),
        ("**/*a*/" * 40 + "b", "/".join("a" * 2000)),
    ],
    ids=lambda text: text[:12],
)
def test_many_stars_take_no_time(pattern: str, path: str) -> None:
    """Each of them may be as long as it likes: there are more ways than seconds in a year."""
    assert not ignore_patterns([pattern]).match_file(path)

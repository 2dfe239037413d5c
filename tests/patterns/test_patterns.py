"""Patterns take no more time than the text is long, whatever somebody has made that text of."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from tests.patterns.costs import LENGTH, NOISE_SECONDS, cost
from tests.patterns.uses import Use, find_uses

ROOT = Path(__file__).parents[2]
USES = {use.name: use for use in find_uses()}
# In seconds for all patterns together: they take a fiftieth of it.
MOST_TIME = 600
# A pattern that takes each character a few times is done with 100,000 of them in a twentieth of it.
MOST_SECONDS = 1.0
# What takes four times the text four times as long is linear.
MOST_GROWTH = 6.5
# The square of the usual length would take minutes.
PART = 10
QUADRATIC = (
    (r"\[[^\]]*\]", "search"),
    (r"<!--.*?-->", "search"),
    (r"\s*\|", "search"),
    (r'"(?:\\.|[^"\\])*"', "search"),
    (r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", "search"),
    (r"a+,?a+;", "match"),
)
LINEAR = (
    (r"\[[^\[\]]*\]", "search"),
    (r"<!--.*?-->|(<!--.*+\Z)", "search"),
    (r"(?<!\s)\s*+\|", "search"),
    (r'(?<!\\)"(?:\\.|[^"\\])*+"', "search"),
    (r"(?<!`)(`{1,16})(?!`)(.+?)(?<!`)\1(?!`)", "search"),
    (r"a++(?:,a++)?+;", "match"),
)


@pytest.fixture(scope="module")
def costs() -> dict[str, dict[str, Any]]:
    """The cost of each pattern by its name."""
    program = [sys.executable, "-m", "tests.patterns.costs"]
    with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            output, _ = process.communicate(timeout=MOST_TIME)
        except subprocess.TimeoutExpired:
            process.kill()
            output, _ = process.communicate()
    lines = [json.loads(line) for line in output.splitlines() if line.endswith("}")]
    begun = lines[-1].get("begun", "nothing")
    assert process.returncode == 0, f"{begun} came to no end"
    return {line["name"]: line for line in lines if "name" in line}


@pytest.mark.parametrize("name", sorted(USES))
def test_a_pattern_takes_as_long_as_the_text_is(
    name: str, costs: dict[str, dict[str, Any]]
) -> None:
    assert not _complaint(costs[name])


@pytest.mark.parametrize("name", sorted(USES))
def test_a_pattern_that_repeats_several_characters_gives_none_of_them_back(name: str) -> None:
    """Else each repetition is kept in memory, dozens of bytes for a character, until it ends."""
    written = USES[name].pattern.pattern
    text = written if isinstance(written, str) else written.decode("latin-1")
    assert not list(_kept_repeats(parser.parse(text, USES[name].pattern.flags)))


@pytest.mark.parametrize(("pattern", "way"), QUADRATIC)
def test_a_pattern_that_takes_longer_is_found(pattern: str, way: str) -> None:
    assert _complaint(_told_of_all(pattern, way, PART**2))


@pytest.mark.parametrize(("pattern", "way"), LINEAR)
def test_its_linear_twin_is_none(pattern: str, way: str) -> None:
    assert not _complaint(_told_of_all(pattern, way, PART))


def _told_of_all(pattern: str, way: str, factor: int) -> dict[str, Any]:
    """What a pattern costs on a part of the usual length, as if it were the whole."""
    found = cost(Use("", re.compile(pattern), frozenset({way})), LENGTH // PART)
    return found | {name: found[name] * factor for name in ("seconds", "quarter")}


def test_the_patterns_of_the_package_are_all_there() -> None:
    names = USES.keys()
    assert len(names) > 100
    assert {
        "transync.documents.parse.markup._TAG",
        "transync.documents.parse.lexical.LANGUAGES['python']",
    } <= names
    assert "transync.documents.parse.directives: '[^\\\\n]'" in names


def _complaint(found: dict[str, Any]) -> str:
    growth = found["seconds"] / max(found["quarter"], 1e-6)
    is_slow = found["seconds"] > MOST_SECONDS
    if is_slow or (found["seconds"] > NOISE_SECONDS and growth > MOST_GROWTH):
        return (
            f"{found['way']} in {LENGTH} characters takes {found['seconds']:.2f} s, in a quarter "
            f"of them {found['quarter']:.2f} s: {found['text']}"
        )
    return ""


def _kept_repeats(nodes: Sequence[Any]) -> Iterator[str]:
    """The repeats of more than one character that may be taken back."""
    for kind, value in nodes:
        if kind in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            _, most, body = value
            is_single = len(body) == 1 and body[0][0] in (
                codes.LITERAL,
                codes.NOT_LITERAL,
                codes.ANY,
                codes.IN,
            )
            if not is_single and most > 100:
                yield str(body)
        if kind in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            yield from _kept_repeats(value[2])
        elif kind is codes.BRANCH:
            for branch in value[1]:
                yield from _kept_repeats(branch)
        elif kind is codes.SUBPATTERN:
            yield from _kept_repeats(value[3])
        elif kind is codes.ATOMIC_GROUP:
            yield from _kept_repeats(value)
        elif kind in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _kept_repeats(value[1])

"""Patterns of `.gitignore`, matched in time that grows with the path and not with their stars.

`pathspec` translates a pattern into a regular expression in which each star may be as long as it
likes: eight of them take minutes with a name of sixty letters. What stands between two stars had
better stand as far to the left as it can, whatever follows; so it is sought there and only there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# What `pathspec` makes of `?`, of `*`, of `**` before and between other parts, and of an end.
_ANY, _STAR, _ABOVE, _BETWEEN, _END = "[^/]", "[^/]*", "(?:.+/)?", "(?:/.+)?", "(?:(?P<"
# Each pattern is held against each path.
MOST_PATTERNS = 1000
_TOKEN = re.compile(
    # Of a set that is longer, the bracket alone: else each of many brackets would look for its end.
    rf"{re.escape(_STAR)}|{re.escape(_ABOVE)}|{re.escape(_BETWEEN)}"
    r"|\[\^?\]?[^\]]{0,255}+\]|\\.|.",
    re.DOTALL,
)


def ignore_patterns(lines: Iterable[str]) -> GitIgnoreSpec:
    """The patterns that these lines hold; raises ValueError or re.error for one that is none."""
    # Most repositories have none.
    from pathspec import GitIgnoreSpec

    spec = GitIgnoreSpec.from_lines(lines)
    for pattern in spec.patterns:
        regex = getattr(pattern, "regex", None)
        if isinstance(regex, re.Pattern):
            pattern.regex = re.compile(_linear(regex.pattern))
    return spec


def _linear(regex: str) -> str:
    """The expression with each part between two wildcards at the first place where it can stand."""
    head, found, end = regex.partition(_END)
    parts = list(_split(_TOKEN.findall(head), (_ABOVE, _BETWEEN)))
    expression = ""
    for number, (wildcard, tokens) in enumerate(parts):
        segments = "/".join(_segment(segment) for _, segment in _split(tokens, ("/",)))
        if wildcard and number < len(parts) - 1:
            shortest = wildcard.replace("+", "+?") + "?"
            expression += f"(?>{shortest}{segments}(?=/))"
        else:
            expression += wildcard + segments
    return f"{expression}{found}{end}"


def _segment(tokens: Sequence[str]) -> str:
    """The expression for what stands between two slashes."""
    parts = list(_split(tokens, (_STAR,)))
    expression = ""
    for number, (star, some) in enumerate(parts):
        inside = "".join(map(_without_slash, some))
        if number == len(parts) - 1:
            expression += star + inside
        elif inside:
            # Of several stars, the last one is enough.
            expression += f"(?>{star}?{inside})" if star else inside
    return expression


def _without_slash(token: str) -> str:
    """A token as it fits no slash: no set has one, not even one that is told by what it lacks."""
    if token[0] == "[" and token != _ANY:
        return f"(?!/){token}"
    return token


def _split(tokens: Sequence[str], marks: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Each of these marks with what stands behind it; first, what stands before all of them."""
    mark, start = "", 0
    for number, token in enumerate(tokens):
        if token in marks:
            yield mark, tokens[start:number]
            mark, start = token, number + 1
    yield mark, tokens[start:]

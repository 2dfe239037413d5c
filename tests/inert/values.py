"""Any value of a type, with what is hostile in every text of it.

A field that is new to the program's types is filled as well, so that nothing has to be added here.
"""

from __future__ import annotations

import dataclasses
import inspect
import types
import typing
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from typing import Any

from hypothesis import strategies as st

from transync.commands.history.standings import Share
from transync.rules import all_rules

# What ends a line, a command, a cell, a tag or a string; what steers a terminal, turns its text
# around, commands a runner, computes in a spreadsheet, or is markup.
PIECES = (
    *("\x1b]0;owned\x07", "\x9d0;owned\x9c", "\x1b[2J", "\x1b[31m", "\x9b2J", "\x08", "\x7f"),
    *("\n", "\r", "\r\n", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\t", "\x00", "\x1c"),
    *("\u202e", "\u2066", "\u2069", "\u061c", "\u200b", "\ufeff", "\u00ad", "\U000e0041"),
    *("\ud800", "\udcff", "\ufffe", "\uffff", "\ue000", "e\u0301", "\u200d", "\u200f"),
    *("\n::error::owned", "::error::owned", " ::stop-commands::x", "::set-output name=x::y"),
    *("##[error]owned", "##vso[task.complete result=Failed;]owned", "#", "##", "[", "##["),
    *("%0A::error::owned", "%25", "%", "%s", "{}", "{0}", "{{ owned }}", "\\u001b", "\\", "\\n"),
    *("]]>", "<![CDATA[", "<owned onowned=1>", "<script>", "</script>", "</title>", "<!--", "-->"),
    *("&lt;", "&#27;", "&", '"', "'", "`", "``", "|", "\\|", "*owned*", "~~owned~~", "<br>", "$x$"),
    *("[owned](https://owned.example)", "![owned](https://owned.example/x.png)", "[owned]: x"),
    *("@owned", "#1", "https://owned.example", "www.owned.example", "a@owned.example", "GH-1"),
    *(
        "=1+1",
        "+1",
        "-1",
        "@A1",
        "\t=1",
        "\uff1d1",
        "\uff0b1",
        ";=1",
        ",=1",
        '";=1',
        "=cmd|' /C x'",
    ),
    *("# owned", "- owned", "> owned", "1. owned", "---", "    owned", "| owned |", "</details>"),
    *(
        "owned",
        "\nFORGED: owned",
        "\r\nFORGED: owned",
        "a/b.md",
        "vi",
        "b",
        " ",
        "  ",
        "x" * 150,
        "ا",
        "你",
        "👩\u200d💻",
    ),
)
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=6).map("".join), st.text(max_size=8))
# Names of rules are the program's own, and outputs look them up.
_FIELDS = {"rule": st.sampled_from(sorted(all_rules()))} | dict.fromkeys(
    ("source", "translation"), TEXTS.filter(bool)
)
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    bytes: st.binary(max_size=8),
    bool: st.booleans(),
    int: st.integers(1, 10**6),
    float: st.floats(0, 1),
    type(None): st.none(),
    Share: st.integers(1, 99).flatmap(
        lambda wanted: st.integers(0, wanted).map(lambda current: Share(current, wanted))
    ),
    datetime: st.datetimes(datetime(1971, 1, 1), datetime(9998, 1, 1), timezones=st.just(UTC)),
}


@cache
def values(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type that is made of named tuples, data classes, collections and plain types."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return st.one_of([values(each) for each in arguments])
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    if origin is tuple and Ellipsis not in arguments:
        return st.tuples(*map(values, arguments))
    if origin is not None and issubclass(origin, Mapping):
        return st.dictionaries(*map(values, arguments), max_size=3)
    if origin is not None and issubclass(origin, AbstractSet):
        return st.frozensets(values(arguments[0]), max_size=3)
    if origin is not None and issubclass(origin, Sequence):
        return st.lists(values(arguments[0]), max_size=3).map(tuple)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    return st.deferred(lambda: st.builds(kind, **_arguments(kind)))


def _arguments(kind: Any) -> dict[str, st.SearchStrategy[Any]]:
    """What a value of this type is made of."""
    if hasattr(kind, "_fields") or dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        names = getattr(kind, "_fields", None) or [f.name for f in dataclasses.fields(kind)]
    else:
        hints = typing.get_type_hints(kind.__init__)
        names = list(inspect.signature(kind).parameters)
    return {name: _FIELDS.get(name, values(hints[name])) for name in names}

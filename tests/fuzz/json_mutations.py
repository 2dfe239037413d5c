"""Changes to JSON: notebooks, records and baselines that are still JSON, and not what they were."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from tests.fuzz import blocks, words
from tests.fuzz.text_mutations import mutated

# A container, and the key or index of a value in it.
Place = tuple[Any, Any]


def mutated_json(rng: Random, data: bytes, others: Sequence[str]) -> bytes:
    """The bytes of a JSON file with one change."""
    if rng.random() < 0.15:
        return mutated(rng, data, others)
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return mutated(rng, data, others)
    whole = [value]
    places = list(_places(whole))
    holder, key = rng.choice(places)
    holder[key] = rng.choice(_CHANGES)(rng, holder[key], others)
    return _dumped(rng, whole[0])


def _places(value: Any) -> list[Place]:
    found: list[Place] = []
    waiting = [value]
    while waiting:
        part = waiting.pop()
        keys = list(part) if isinstance(part, dict) else range(len(part))
        for key in keys:
            found.append((part, key))
            if isinstance(part[key], dict | list):
                waiting.append(part[key])
    return found


def _dumped(rng: Random, value: Any) -> bytes:
    form: dict[str, Any] = rng.choice(
        ({"indent": 1}, {"indent": 2}, {}, {"indent": "\t"}, {"separators": (",", ":")})
    )
    try:
        text = json.dumps(value, ensure_ascii=rng.random() < 0.5, **form)
    except (ValueError, RecursionError):
        return b"[" * 5000
    return words.encoded(text + rng.choice(("\n", "")))


def strange(rng: Random) -> Any:
    """A value that hardly anybody expects."""
    deep: Any = "x"
    for _ in range(rng.choice((3, 50, 300))):
        deep = [deep] if rng.random() < 0.5 else {"a": deep}
    return rng.choice(
        (
            None, True, 0, -1, 1.5, 2**64, 10**400, float("nan"), float("inf"), "", [], {}, [None],
            {"": ""}, deep, rng.choice(words.HOSTILE), [rng.choice(words.HOSTILE)] * 3,
            {rng.choice(words.HOSTILE): 1}, "x" * 9000, rng.choice(words.TARGETS),
            rng.choice(words.DATES), rng.choice(words.CODES), "0" * 32, "F" * 32,
        )
    )  # fmt: skip


def _replace(rng: Random, value: Any, others: Sequence[str]) -> Any:
    return strange(rng)


def _text(rng: Random, value: Any, others: Sequence[str]) -> Any:
    if isinstance(value, str):
        return mutated(rng, words.encoded(value), others).decode("utf-8", "surrogateescape")
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        text = mutated(rng, words.encoded("".join(value)), others).decode(
            "utf-8", "surrogateescape"
        )
        return text.splitlines(keepends=rng.random() < 0.9)
    return value


def _members(rng: Random, value: Any, others: Sequence[str]) -> Any:
    """Members that are lost, doubled, moved, added."""
    if isinstance(value, list):
        return _items(rng, list(value), others)
    if isinstance(value, dict) and value:
        items = list(value.items())
        at = rng.randrange(len(items))
        key, inside = items[at]
        match rng.randrange(4):
            case 0:
                del items[at]
            case 1:
                items[at] = (
                    rng.choice(
                        (
                            rng.choice(words.TARGETS),
                            rng.choice(words.HOSTILE),
                            key.upper(),
                            key + "/",
                            "./" + key,
                        )
                    ),
                    inside,
                )
            case 2:
                items.append((rng.choice(words.TARGETS), inside))
            case _:
                items.insert(0, items.pop(at))
        return dict(items)
    return value


def _items(rng: Random, value: list[Any], others: Sequence[str]) -> list[Any]:
    at = rng.randrange(len(value) + 1)
    match rng.randrange(4):
        case 0:
            del value[at : at + words.count(rng, 4)]
        case 1:
            value[at:at] = value[at : at + 1] * rng.choice((1, 2, 30))
        case 2:
            value.insert(at, rng.choice((cell(rng), strange(rng))))
        case _:
            rng.shuffle(value)
    return value


def cell(rng: Random) -> dict[str, Any]:
    """A cell of a notebook."""
    kind = rng.choice(("markdown", "markdown", "markdown", "code", "raw", "x"))
    text = blocks.page(rng)
    made: dict[str, Any] = {
        "cell_type": kind,
        "metadata": {},
        "source": text.splitlines(keepends=True) if rng.random() < 0.7 else text,
    }
    if kind == "code":
        made |= {"execution_count": None, "outputs": []}
    return made


def notebook(rng: Random, texts: Sequence[str]) -> bytes:
    """A notebook with these texts in cells, and code between them."""
    cells: list[dict[str, Any]] = []
    for text in texts:
        cells.append(
            {"cell_type": "markdown", "metadata": {}, "source": text.splitlines(keepends=True)}
        )
        cells.append(
            {
                "cell_type": "code",
                "execution_count": None,
                "metadata": {},
                "outputs": [],
                "source": ["a = 1\n", "print(a)"],
            }
        )
    whole = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    return words.encoded(json.dumps(whole, indent=1, ensure_ascii=rng.random() < 0.3))


_CHANGES: tuple[Callable[[Random, Any, Sequence[str]], Any], ...] = (
    _replace,
    _text,
    _text,
    _text,
    _members,
    _members,
)

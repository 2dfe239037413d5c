"""Many names are found as few are, and no others."""

from __future__ import annotations

import random

import pytest

from transync.changes.names_in_text import seek_names

MANY = [f"img/{number}x.png".encode() for number in range(1000)]


@pytest.mark.parametrize("count", [3, 1000])
@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        (b"see img/2x.png", True),
        (b"img/0x.pngs", True),
        (b"see img/2x.pn", False),
        (b"2x.png", False),
        (b"img/1001x.png", False),
        (b"", False),
    ],
)
def test_a_name_is_found_wherever_it_stands(count: int, text: bytes, is_there: bool) -> None:
    assert seek_names(MANY[:count]).are_in(text) is is_there


@pytest.mark.parametrize("seed", range(20))
def test_many_names_are_found_as_one_after_the_other(seed: int) -> None:
    chance = random.Random(seed)

    def some(most: int) -> bytes:
        return bytes(chance.choices(b"abc/", k=chance.randint(1, most)))

    names = {some(12) for _ in range(150)} - {b"a", b"b", b"c", b"/"}
    texts = [some(40) for _ in range(50)]
    sought = seek_names(names)

    assert len(names) > 100
    assert [sought.are_in(text) for text in texts] == [
        any(name in text for name in names) for text in texts
    ]

"""Words of messages that depend on a number."""

from __future__ import annotations

from collections.abc import Sequence


def count(number: int, noun: str, plural: str = "") -> str:
    """`1 source`, `2 sources`; `plural` is that of a noun that takes no `s`."""
    if number == 1:
        return f"{number} {noun}"
    return f"{number} {plural or noun + 's'}"


def is_or_are(number: int) -> str:
    """The verb behind so many things."""
    return "is" if number == 1 else "are"


def shortened(names: Sequence[str], most: int) -> str:
    """`a, b, …`: the first of the names, so many at most."""
    more = ", …" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def percent(share: float) -> str:
    """The share in whole percents, rounded down: 100% is all of it, and only nothing is 0%."""
    return f"{max(int(share * 100 + 1e-9), int(share > 0))}%"

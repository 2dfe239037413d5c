"""Words of messages that depend on a number."""

from __future__ import annotations


def count(number: int, noun: str, plural: str = "") -> str:
    """`1 source`, `2 sources`; `plural` is that of a noun that takes no `s`."""
    return f"{number} {noun}" if number == 1 else f"{number} {plural or noun + 's'}"


def percent(share: float) -> str:
    """The share in whole percents, rounded down: 100% is all of it, and only nothing is 0%."""
    return f"{max(int(share * 100 + 1e-9), int(share > 0))}%"

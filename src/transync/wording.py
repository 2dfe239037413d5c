"""Words of messages that depend on a number."""

from __future__ import annotations


def count(number: int, noun: str) -> str:
    """`1 source`, `2 sources`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

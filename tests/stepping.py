"""How many steps a piece of work takes, so that tests see it grow without a clock."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from types import FrameType
from typing import TYPE_CHECKING

import transync

if TYPE_CHECKING:
    from _typeshed import TraceFunction

_FOLDER = transync.__path__[0]


def steps(work: Callable[[], object], without: Collection[str] = ()) -> int:
    """How many lines of the package a piece of work runs through, each time that it does.

    Those of the folders `without` don't count.
    """
    left_out = tuple(f"{_FOLDER}/{name}/" for name in without)
    count = 0

    def inside(frame: FrameType, event: str, argument: object) -> TraceFunction:
        nonlocal count
        count += event == "line"
        return inside

    def entered(frame: FrameType, event: str, argument: object) -> TraceFunction | None:
        path = frame.f_code.co_filename
        return inside if path.startswith(_FOLDER) and not path.startswith(left_out) else None

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        work()
    finally:
        sys.settrace(before)
    return count

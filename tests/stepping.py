"""How many steps a piece of work takes, so that tests see it grow without a clock."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING

import transync

if TYPE_CHECKING:
    from _typeshed import TraceFunction

_FOLDER = transync.__path__[0]


def steps(work: Callable[[], object]) -> int:
    """How many lines of the package a piece of work runs through, each time that it does."""
    count = 0

    def inside(frame: FrameType, event: str, argument: object) -> TraceFunction:
        nonlocal count
        count += event == "line"
        return inside

    def entered(frame: FrameType, event: str, argument: object) -> TraceFunction | None:
        return inside if frame.f_code.co_filename.startswith(_FOLDER) else None

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        work()
    finally:
        sys.settrace(before)
    return count

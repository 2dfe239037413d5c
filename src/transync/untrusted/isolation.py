"""One page at a time: what stops the work on a page is said of it, and takes no other along."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from transync.errors import NotComparedError, UsageError
from transync.model import Fault, Problem
from transync.untrusted.budget import Limits, UsedUpError, within

INTERNAL_ERROR, NOT_COMPARED = "internal-error", "not-compared"
# Nothing hides what these rules say: where they speak, others could not.
STOPS = frozenset((INTERNAL_ERROR, NOT_COMPARED))

_PACKAGE = __name__.partition(".")[0]
# So many calls of a traceback are shown at its two ends, and so many characters of what is said.
_OUTER, _INNER = 10, 30
_LONGEST = 200

T = TypeVar("T")


class Stopped(NamedTuple):
    """Why the work on a page ended before it was done, as one of the rules STOPS says it.

    `traceback` names modules and lines, and nothing of the machine. `is_lasting` is set where the
    same texts would end the same way.
    """

    rule: str
    message: str
    detail: str
    traceback: str = ""
    is_lasting: bool = False

    @property
    def problem(self) -> Problem:
        return Problem(self.message, detail=self.detail, traceback=self.traceback)

    def fault(self, path: str, language: str | None = None, source: str | None = None) -> Fault:
        """The fault of the file at a path."""
        said = self.message, language, source, self.detail, self.traceback
        return Fault(self.rule, path, 1, 1, *said)


def attempt(work: Callable[[], T], limits: Limits | None = None) -> T | Stopped:
    """What comes of the work on one page, or what stopped it, such as the limits."""
    try:
        return within(limits, work) if limits else work()
    except UsedUpError as error:
        if limits is None:
            # They are those of what this is a part of.
            raise
        return not_compared(str(error))
    except Exception as error:
        return stopped_by(error)


def stopped_by(error: Exception) -> Stopped:
    """What to say of a page on which the work ended with this; a UsageError is raised again."""
    if isinstance(error, UsageError):
        raise error
    if isinstance(error, NotComparedError):
        return not_compared(str(error), is_lasting=True)
    if isinstance(error, MemoryError):
        return not_compared("there is not enough memory for it")
    return internal_error(error)


def not_compared(reason: str, is_lasting: bool = False) -> Stopped:
    """What to say of a page that is not compared; the reason is a clause."""
    return Stopped(NOT_COMPARED, "the page was not compared", reason, is_lasting=is_lasting)


def internal_error(error: Exception) -> Stopped:
    """What to say of a page with which transync failed."""
    import traceback

    frames = [
        (frame.f_globals.get("__name__", "?"), line, frame.f_code.co_name)
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    own = [frame for frame in frames if frame[0].partition(".")[0] == _PACKAGE]
    module, line, _ = own[-1]
    place = f"{type(error).__name__} in {module}, line {line}"
    lines = [f"{module}, line {line}, in {function}" for module, line, function in frames]
    if len(lines) > _OUTER + _INNER:
        lines[_OUTER:-_INNER] = ["…"]
    shown = "\n".join((*lines, _described(error)))
    return failed(place, shown)


def failed(detail: str, shown: str = "") -> Stopped:
    """What to say of a page with which transync failed, in this way."""
    return Stopped(
        INTERNAL_ERROR, "transync failed here; please report it", detail, traceback=shown
    )


def _described(error: Exception) -> str:
    """An exception in one line.

    What built-in ones say is about values; others may say commands, addresses or paths.
    """
    name = type(error).__name__
    is_about_values = type(error).__module__ == "builtins" and not isinstance(error, OSError)
    said = " ".join(str(error).split())[:_LONGEST] if is_about_values else ""
    if said:
        return f"{name}: {said}"
    return name

"""transync: keeps the translations of a documentation repository true to their sources.

`check` gives a `Report` of `Finding`s; what a caller does wrong is a `UsageError`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transync.api import check
    from transync.errors import UsageError
    from transync.model import Finding, Report, Severity

_HOMES = {
    "Finding": "model",
    "Report": "model",
    "Severity": "model",
    "UsageError": "errors",
    "check": "api",
}
__all__ = ["Finding", "Report", "Severity", "UsageError", "check"]


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import what is asked for: the command begins without any of it."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

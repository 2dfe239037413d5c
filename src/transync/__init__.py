"""transync: keeps the translations of a documentation repository true to their sources.

`check` gives a `Report` of `Finding`s; what a caller does wrong is a `UsageError`.
"""

# This is run before the command can say where modules come from, so nothing is imported here.
TYPE_CHECKING = False
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
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

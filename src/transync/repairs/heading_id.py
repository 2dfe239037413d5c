"""The id of a heading, as in the source."""

from __future__ import annotations

from transync.comparison.comparison import Comparison
from transync.comparison.heading_ids import ChangedId
from transync.model import Fix


def restore_id(comparison: Comparison, changed: ChangedId) -> Fix | None:
    """The source's id in the place of another one, or behind the heading; unless a link uses it."""
    text = comparison.translation.text
    line = text.line(changed.line) if text else None
    if text is None or line is None:
        return None
    if changed.other:
        if f"#{changed.other}" in comparison.once(_targets):
            return None
        start = line.rindex(f"{{#{changed.other}}}") + 2
        end = start + len(changed.other)
        return Fix((text.replace(changed.line, start, end, changed.name),))
    end = len(line.rstrip())
    is_plain = line.lstrip("> \t").startswith("#") and not line.rstrip().endswith(("#", "}", "｝"))
    if is_plain:
        return Fix((text.replace(changed.line, end, end, f" {{#{changed.name}}}"),))
    return None


def _targets(comparison: Comparison) -> frozenset[str]:
    return frozenset(link.target for link in comparison.translation.document.links)

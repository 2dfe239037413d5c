"""An image is missing, added, or another one.

Images are compared by their source: a translated image counts as the image that it was made from,
which its name or its sidecar tells. An image that is there but whose file is not is `local-link`.

Fails: the source shows `images/map.png` below its second heading, the translation shows nothing.

Passes: `images/map.png` became `../../translated_images/vi/map.0123456789abcdef.webp`.

What to do: restore the image that the source has.
"""

from collections.abc import Iterator

from transync.comparison import Comparison, Difference, Side
from transync.model import Problem, Severity

SEVERITY = Severity.ERROR


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    for match in comparison.matches:
        source, there = match.source, match.translation
        if match.difference is not Difference.TARGET or not _is_ours(source or there):
            continue
        if source and there:
            # The name of a translated image whose source is gone does not tell which it was.
            if not there.target.is_of_unknown_source:
                yield Problem(
                    f"{source.link.name} is another one",
                    there.link.line,
                    there.link.column,
                    there.link.target,
                    source.link.line,
                    source.link.column,
                )
        elif source:
            yield Problem(
                f"{source.link.name} is missing",
                comparison.line_of(source.link.line),
                source_line=source.link.line,
                source_column=source.link.column,
                is_absent=True,
            )
        elif there:
            yield Problem(
                f"{there.link.name} is not in the source", there.link.line, there.link.column
            )


def _is_ours(side: Side | None) -> bool:
    """Whether it is an image that no rule of tables reports."""
    return side is not None and side.link.is_image and (side.is_own_image or side.link.cell is None)

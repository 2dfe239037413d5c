"""What is right where a rule finds something wrong: the edits of fixes, by what they repair."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transync.repairs import (
        alert,
        code,
        fence,
        front_matter,
        heading,
        heading_id,
        lost_breaks,
        markers,
        placeholder,
        rows,
        stray_address,
        stray_bold,
        stray_footnotes,
        stray_images,
        stray_links,
        tags,
        target,
        variable,
    )

    __all__ = [
        "alert",
        "code",
        "fence",
        "front_matter",
        "heading",
        "heading_id",
        "lost_breaks",
        "markers",
        "placeholder",
        "rows",
        "stray_address",
        "stray_bold",
        "stray_footnotes",
        "stray_images",
        "stray_links",
        "tags",
        "target",
        "variable",
    ]


def __getattr__(name: str) -> object:
    """A module of the package, imported when something is to be repaired: most runs repair nothing.

    All of them take 20 ms, a twentieth of a hook.
    """
    if name.startswith("__") or find_spec(f"{__name__}.{name}") is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f"{__name__}.{name}")

"""The marks of admonitions: boxes that sites make of `:::note`, `!!! note`, `/// note`."""

from __future__ import annotations

from typing import NamedTuple


class Admonition(NamedTuple):
    """A mark that begins an admonition of a type, or ends one, if it names none.

    `![` is none, but meant for an alert (`![NOTE]`).
    """

    mark: str
    type: str
    line: int

"""The cells of a notebook as facts, and why it is none by its format."""

from __future__ import annotations

from typing import NamedTuple


class NotebookCell(NamedTuple):
    """A cell of a notebook: what it is, and on which lines of the file it stands.

    `lines` has the line of the file for each line of the source. `code` and `code_lines` are those
    of a `Block`, in the `language` of the cell, which has one name here. `outputs` says of each
    output what kind it is. `blocks` is the range of its blocks in the document.
    `has_disclaimer_mark` is set for a text in which a line says, as Co-op Translator writes it,
    that its disclaimer begins.
    """

    kind: str
    first: int
    last: int
    lines: tuple[int, ...] = ()
    id: str = ""
    length: int = 0
    digest: str = ""
    language: str = ""
    code: str = ""
    code_lines: tuple[int, ...] = ()
    outputs: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    blocks: tuple[int, int] = (0, 0)
    has_disclaimer_mark: bool = False

    @property
    def line(self) -> int:
        if self.lines:
            return self.lines[0]
        return self.first


class Invalid(NamedTuple):
    """Why a notebook is none by its format, and in which of its cells, counted from 0."""

    reason: str
    cell: int | None = None

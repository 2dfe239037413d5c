"""A cell of a notebook is missing, added, moved, of another type, or its code has changed.

Cells are aligned by their ids, their code and what else a translator keeps; a run of missing cells
is one finding, and what stood in them is not reported again. Of code, comments and string literals
may be translated, but for what runs in a string (see `code-block`). Outputs, attachments and the
language of a cell stay, and the notebook must be one by `nbformat`: a fault that the source has too
is reported once, on the source. Markdown cells are compared like any other text; findings name the
cell, counted from 1 with all others, and the line in it.

Fails: the source has a code cell between two texts, the translation has only the texts; a plot is
gone from a cell; `df.head()` became `df.đầu()`.

Passes: `# load it` became `# tải nó` in a code cell; an extra last cell with the disclaimer.

What to do: restore the cell, its code or its outputs from the source.
"""

from collections.abc import Iterator, Sequence

from transync.comparison import Page
from transync.comparison.code_lines import first_difference
from transync.comparison.comparison import Comparison
from transync.comparison.notebook_cells import CellAlignment, runs
from transync.documents.document import Document
from transync.documents.notebook import NotebookCell
from transync.model import Problem, Severity
from transync.rules._groups import Group
from transync.wording import count

GROUP = Group.STRUCTURE
SEVERITY = Severity.ERROR


def check_source(page: Page) -> Iterator[Problem]:
    yield from _invalid(page.document)


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    cells = comparison.structure.cells
    for run in runs(cells.lost):
        message, line = f"{_named(cells.source, run)} missing", cells.source[run[0]].line
        yield Problem(message, cells.line_before(run[0]), source_line=line, is_absent=True)
    for i, j in cells.emptied:
        source, translation = cells.source[i], cells.translation[j]
        message = f"the {source.kind} cell is empty here"
        yield Problem(message, translation.line, source_line=source.line)
    for run in runs(cells.added):
        message = f"{_named(cells.translation, run)} not in the source"
        digests = " ".join(cells.translation[index].digest for index in run)
        identity = f"{message}\n{digests}"
        yield Problem(message, cells.translation[run[0]].line, identity=identity)
    for pairs in cells.reordered():
        (i, j), number = pairs[0], len(pairs)
        what = f"{number} cells stand" if number > 1 else f"a {cells.source[i].kind} cell stands"
        line = cells.translation[j].line
        yield Problem(f"{what} at another place", line, source_line=cells.source[i].line)
    for i, j in cells.retyped:
        source, translation = cells.source[i], cells.translation[j]
        message = f"the {source.kind} cell is a {translation.kind} cell here"
        identity = f"{message}\n{translation.digest}"
        yield Problem(message, translation.line, source_line=source.line, identity=identity)
    for source, translation in cells.alike:
        yield from _differences(source, translation)
    yield from _stripped(cells)
    told = {*cells.added, *(j for _, j in (*cells.moved, *cells.retyped))}
    invalid = comparison.translation.document.invalid
    if invalid and not comparison.source.document.invalid and invalid.cell not in told:
        yield from _invalid(comparison.translation.document)


def _differences(source: NotebookCell, translation: NotebookCell) -> Iterator[Problem]:
    if source.language != translation.language:
        message = "the code is in another language here"
        detail = f"{translation.language or 'nothing'}, not {source.language or 'nothing'}"
        yield Problem(
            message,
            translation.line,
            detail=detail,
            source_line=source.line,
            identity=f"{message}\n{translation.digest}",
        )
    elif lines := first_difference(source, translation):
        message = "the code differs from the source's"
        identity = f"code {source.digest} {translation.digest}"
        yield Problem(message, lines[1], source_line=lines[0], identity=identity)
    for name in sorted(set(source.attachments) - set(translation.attachments)):
        message = f"the attachment {name} is missing"
        yield Problem(message, translation.line, source_line=source.line, is_absent=True)


def _stripped(cells: CellAlignment) -> Iterator[Problem]:
    """Cells without the outputs that they had: if all are, somebody cleared the notebook."""
    lost = [pair for pair in cells.alike if _lost_outputs(*pair)]
    is_cleared = not any(translation.outputs for _, translation in cells.alike)
    if is_cleared and len(lost) > 1:
        source, translation = lost[0]
        message = f"all outputs are missing, of {count(len(lost), 'cell')}"
        yield Problem(message, translation.line, source_line=source.line, is_absent=True)
        return
    for source, translation in lost:
        message = f"{count(_lost_outputs(source, translation), 'output')} of this cell missing"
        yield Problem(message, translation.line, source_line=source.line, is_absent=True)


def _lost_outputs(source: NotebookCell, translation: NotebookCell) -> int:
    outputs = len(source.outputs) - len(translation.outputs)
    return max(outputs, _pictures(source) - _pictures(translation), 0)


def _pictures(cell: NotebookCell) -> int:
    return sum("image/" in output for output in cell.outputs)


def _invalid(document: Document) -> Iterator[Problem]:
    if invalid := document.invalid:
        line = 1 if invalid.cell is None else document.cells[invalid.cell].line
        yield Problem("the notebook is not valid", line, detail=invalid.reason, identity="invalid")


def _named(cells: Sequence[NotebookCell], run: Sequence[int]) -> str:
    if len(run) > 1:
        return f"{len(run)} cells are"
    return f"a {cells[run[0]].kind} cell is"

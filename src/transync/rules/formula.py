"""A formula is missing, or another one.

Formulas between dollars say the same in all languages: `$…$` within a line, `$$…$$` on its own.
Words in them, `\\text{…}` and how decimals are written may be translated; signs, commands and
numbers may not. A blank within the dollars (`$ $m = 1$ $`) leaves no formula. Prices and variables
of a shell are none.

Fails: `$V = \\pi r^2 h$` became `$V = \\pi r^3 h$`; `$$m = 1$$` became `$ $m = 1$ $`.

Passes: `$h_{max} = 0.5$` became `$h_{máx} = 0{,}5$`.

What to do: write the formula as the source has it.
"""

from collections import Counter
from collections.abc import Iterator

from transync.comparison import Page
from transync.comparison.comparison import Comparison
from transync.documents.document import Block, Document
from transync.documents.parse.math import formulas, formulas_in_backticks
from transync.model import Problem, Severity
from transync.rules._groups import Group

GROUP = Group.CODE
SEVERITY = Severity.ERROR


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    pages = comparison.source, comparison.translation
    missing = _formulas(pages[0].document) - _formulas(pages[1].document)
    if not missing:
        return
    for source, translation in comparison.structure.block_pairs():
        if source.kind is not translation.kind:
            continue
        source_formulas, formulas_here = map(Counter, (source.formulas, translation.formulas))
        lost = (source_formulas - formulas_here) & missing
        missing.subtract(lost)
        if not lost:
            continue
        added = [formula for formula in translation.formulas if formula not in source_formulas]
        message = f"the formula {next(iter(lost))} is missing"
        if added:
            message = f"the formula {next(iter(lost))} is another one here"
        line = _line_of(comparison.source, source, next(iter(lost)))
        yield Problem(
            message,
            comparison.line_of(line),
            detail=", ".join(added),
            source_line=line,
            difference="\n".join(added),
            is_absent=not added,
        )


def _formulas(document: Document) -> Counter[str]:
    return Counter(formula for block in document.blocks for formula in block.formulas)


def _line_of(page: Page, block: Block, formula: str) -> int:
    """The line of a block on which a formula stands; its first one for what takes several."""
    numbered = enumerate(page.written_lines(block), block.line)
    found = (number for number, line in numbered if formula in _formulas_of(line))
    return next(found, block.line)


def _formulas_of(line: str) -> tuple[str, ...]:
    return formulas(line) + formulas_in_backticks(line)

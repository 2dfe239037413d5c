"""A translator's placeholder or remark was left in the text, or a variable of a template is lost.

Co-op Translator puts placeholders for code and links into the text before it is translated, and
takes them out afterwards; now and then one stays, and what it stood for is lost. Variables of
templates (`{{ site.title }}`, `${NAME}`, `{name}`, `%s`) are not to be translated. What a model
says of its work is no text of the page either, nor are the marks of its messages (`<|im_end|>`)
and the notice of a piece that was skipped.

Fails: `Chạy @@INLINE_CODE_3@@ trước`; `Hello, {name}` became `Xin chào, {tên}`; `Here is the
translation:`.

Passes: `Chạy npm install trước`; `Xin chào, {name}`.

What to do: write what the source has in that place. `transync fix` does, where only one piece of
the source's text is left for each placeholder, and where a variable has only changed its name.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from transync import repairs
from transync.comparison import Page
from transync.comparison.comparison import Comparison
from transync.documents.document import Block, BlockKind
from transync.documents.parse.variables import ANY_TEXT, variables_in
from transync.model import Problem, Severity
from transync.rules._groups import Group

GROUP = Group.CODE
SEVERITY = Severity.ERROR


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    source_texts = {placeholder.text for placeholder in comparison.source.document.placeholders}
    for placeholder in comparison.translation.document.placeholders:
        text, line, column = placeholder
        if text not in source_texts:
            message = f"the translator's placeholder {text} was left here"
            fix = repairs.placeholder.restore_placeholder(comparison, placeholder)
            yield Problem(message, line, column, fix=fix)
    yield from _remarks(comparison)
    for source, translation in comparison.structure.block_pairs():
        has_lost = source.variables and source.variables != translation.variables
        if has_lost and source.kind is translation.kind:
            lost = Counter(source.variables) - Counter(translation.variables)
            is_only_one = lost.total() == 1
            lines = _lines_of(comparison.source, source) if lost else {}
            for variable in lost:
                message = f"the variable {variable} is lost"
                fix = (
                    repairs.variable.restore_variable(comparison, source, translation, variable)
                    if is_only_one and ANY_TEXT not in variable
                    else None
                )
                line = lines.get(variable, source.line)
                yield Problem(message, comparison.line_of(line), source_line=line, fix=fix)


def _lines_of(page: Page, block: Block) -> Mapping[str, int]:
    """The line on which each variable of a block stands first, where that can be told."""
    found = dict[str, int]()
    if block.kind in (BlockKind.TEXT, BlockKind.HEADING):
        for number, line in enumerate(page.written_lines(block), block.line):
            for variable in variables_in(line):
                found.setdefault(variable, number)
    return found


def _remarks(comparison: Comparison) -> Iterator[Problem]:
    """What the machine says of its work or begins messages with, once a line."""
    source_texts = {remark.text for remark in comparison.source.document.remarks}
    lines = set[int]()
    for text, line, column in comparison.translation.document.remarks:
        if text not in source_texts and line not in lines:
            lines.add(line)
            yield Problem("a remark of the machine was left here", line, column, detail=text)

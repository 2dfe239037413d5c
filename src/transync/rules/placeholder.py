"""A translator's placeholder was left in the text, or a variable of a template is lost.

Co-op Translator puts placeholders for code and links into the text before it is translated, and
takes them out afterwards; now and then one stays, and what it stood for is lost. Variables of
templates (`{{ site.title }}`, `${NAME}`, `{name}`, `%s`) are not to be translated.

Fails: `Chạy @@INLINE_CODE_3@@ trước`; `Hello, {name}` became `Xin chào, {tên}`.

Passes: `Chạy npm install trước`; `Xin chào, {name}`.

What to do: write what the source has in that place. `transync fix` does, where only one piece of
the source's text is left for each placeholder, and where a variable has only changed its name.
"""

from collections import Counter
from collections.abc import Iterator

from transync import repairs
from transync.comparison.comparison import Comparison
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
    for source, translation in comparison.structure.block_pairs():
        has_lost = source.variables and source.variables != translation.variables
        if has_lost and source.kind is translation.kind:
            lost = Counter(source.variables) - Counter(translation.variables)
            is_only_one = lost.total() == 1
            for variable in lost:
                message = f"the variable {variable} is lost"
                fix = (
                    repairs.variable.restore_variable(comparison, source, translation, variable)
                    if is_only_one
                    else None
                )
                yield Problem(message, translation.line, source_line=source.line, fix=fix)

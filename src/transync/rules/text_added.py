"""A text is not in the source: a paragraph, a list item, a quote, or more.

Translators repeat a text, leave it in the source's language beside its translation, or make one up.
What stands together is one finding, with its headings, code, tables and images; links in it that
lead where the source does not have findings of their own. A text that was split or put into another
form is none of its own, because its neighbours are shorter for it. A heading, a table, an image or
a block of code that was added alone has a rule of its own.

Fails: a sentence was left in English beside its translation; a note that nobody wrote.

Passes: one paragraph became two; a paragraph became a list; the disclaimer.

What to do: take out what the source does not have.
"""

from collections.abc import Iterable, Iterator

from transync.comparison.comparison import Comparison
from transync.documents.document import Block
from transync.model import Problem, Severity
from transync.rules._block_names import name_of
from transync.rules._groups import Group
from transync.wording import count

GROUP = Group.STRUCTURE
SEVERITY = Severity.ERROR
FORMER_IDS = ("block-missing",)


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    structure = comparison.structure
    source_digests = {block.digest for block in structure.source if block.words}
    for blocks in structure.added_texts():
        is_left = all(block.digest in source_digests for block in blocks)
        what = "the source's own, beside its translation" if is_left else "not in the source"
        digests = " ".join(block.digest for block in blocks)
        identity = f"{what} {digests}"
        yield Problem(
            f"{_named(blocks)} {what}",
            blocks[0].line,
            detail=f"lines {blocks[0].line} to {blocks[-1].last_line}" if len(blocks) > 1 else "",
            identity=identity,
        )


def _named(blocks: Iterable[Block]) -> str:
    """What the blocks are, as the subject of a sentence."""
    names = [name_of(block) for block in blocks]
    if len(names) == 1:
        return f"{'an' if names[0][0] in 'aeiou' else 'a'} {names[0]} is"
    *more, last = [count(names.count(kind), kind) for kind in dict.fromkeys(names)]
    return f"{', '.join(more)} and {last} are" if more else f"{last} are"

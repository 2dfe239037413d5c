"""A paragraph, a list item or a quote is missing, or is not in the source.

Texts are aligned by what a translator keeps of them: their place, links, code, numbers and length.
A text that was merged with its neighbour, split, or put into another form is not missing, because
its neighbours are longer for it. Neighbours that are missing together are one finding. Headings,
code, tables and images have rules of their own.

Fails: the source's lead paragraph is gone; a sentence was left in English beside its translation.

Passes: two paragraphs became one; a list became a paragraph.

What to do: translate what is missing; take out what the source does not have.
"""

from collections.abc import Iterable, Iterator

from transync.comparison.comparison import Comparison
from transync.documents.document import Block, BlockKind
from transync.model import Problem, Severity
from transync.rules._groups import Group
from transync.wording import count

GROUP = Group.STRUCTURE
SEVERITY = Severity.ERROR


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    structure = comparison.structure
    for blocks in structure.lost_texts():
        first = blocks[0]
        yield Problem(
            f"{_named(blocks)} missing",
            comparison.line_of(first.line),
            source_line=first.line,
            identity=f"missing {' '.join(block.digest for block in blocks)}",
            is_absent=True,
        )
    source_digests = {block.digest for block in structure.source if block.words}
    for blocks in structure.added_texts():
        is_left = all(block.digest in source_digests for block in blocks)
        what = "the source's own, beside its translation" if is_left else "not in the source"
        digests = " ".join(block.digest for block in blocks)
        identity = f"{what} {digests}"
        yield Problem(f"{_named(blocks)} {what}", blocks[0].line, identity=identity)


def _named(blocks: Iterable[Block]) -> str:
    """What the blocks are, as the subject of a sentence."""
    names = [_name(block) for block in blocks]
    if len(names) == 1:
        return f"{'an' if names[0][0] in 'aeiou' else 'a'} {names[0]} is"
    kinds = dict.fromkeys(names)
    return f"{' and '.join(count(names.count(kind), kind) for kind in kinds)} are"


def _name(block: Block) -> str:
    if block.kind is BlockKind.TEXT and block.nesting:
        return "list item" if block.nesting[-1] == "i" else "quote"
    return "paragraph"

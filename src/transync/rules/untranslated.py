"""Prose is still in the source's language.

Paragraphs, list items and headings that are the same as the source's, letter by letter, were
skipped. Only running text counts: names, titles that are links, code, quotations, URLs and numbers
may well be the same in both languages. One finding names all the places of a page.

Fails: `### Q: How do I update a template?` in a German page.

Passes: `### F: Wie aktualisiere ich eine Vorlage?`; `- [What is IAM?](https://example.com/iam)`,
the title of a page in English.

What to do: translate the lines that the finding names.
"""

from collections.abc import Iterator

from transync.comparison import Comparison
from transync.document import Block, BlockKind
from transync.model import Problem, Severity

SEVERITY = Severity.WARNING
# So many small words outside links, code and quotations make a sentence.
_FEWEST_WORDS = 4
_NAMED_LINES = 8
# English itself, and Nigerian Pidgin, whose sentences may well be English ones.
_ENGLISH = ("en", "pcm")


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    structure = comparison.structure
    if comparison.pair.language.partition("-")[0] in _ENGLISH:
        return
    prose = [pair for pair in structure.block_pairs() if _is_prose(pair[0])]
    same = [(s, t) for s, t in prose if s.digest == t.digest and s.kind is t.kind]
    if same:
        lines = ", ".join(str(there.line) for _, there in same[:_NAMED_LINES])
        more = ", …" if len(same) > _NAMED_LINES else ""
        yield Problem(
            "text is still in the source's language",
            same[0][1].line,
            detail=f"{len(same)} of {len(prose)} blocks, on {_lines(len(same))} {lines}{more}",
            source_line=same[0][0].line,
            identity="untranslated",
        )


def _is_prose(block: Block) -> bool:
    is_text = block.kind in (BlockKind.TEXT, BlockKind.HEADING)
    return is_text and block.words >= _FEWEST_WORDS


def _lines(number: int) -> str:
    return "line" if number == 1 else "lines"

"""Prose is still in the source's language.

Paragraphs, list items, headings and cells of tables that are the same as the source's, letter by
letter, were skipped. Only running text counts: names, titles that are links, code, quotations,
URLs and numbers may well be the same in both languages, and so may sentences of English and of
Nigerian Pidgin. One finding names all the places of a page; of a page that was left in the source's
language as a whole, `wrong-language` tells.

Fails: `### Q: How do I update a template?` in a German page.

Passes: `### F: Wie aktualisiere ich eine Vorlage?`; `- [What is IAM?](https://example.com/iam)`,
the title of a page in English.

What to do: translate the lines that the finding names.
"""

from collections.abc import Iterator
from typing import NamedTuple

from transync.comparison.comparison import Comparison
from transync.documents.document import SENTENCE_WORDS, Block, BlockKind, Table
from transync.model import Place, Problem, Severity
from transync.rules._groups import Group

GROUP = Group.LANGUAGE
SEVERITY = Severity.WARNING
# A heading is shorter than a sentence, and no list of names.
_TITLE_WORDS = 3
_LONG_TITLE = 5
# English itself, and Nigerian Pidgin, whose sentences may well be English ones.
_ENGLISH = ("en", "pcm")


class _Sentence(NamedTuple):
    """A sentence of the source, where its translation stands, and whether that is the same."""

    source_line: int
    line: int
    is_same: bool


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    if comparison.pair.language.partition("-")[0] in _ENGLISH:
        return
    if comparison.is_in_language_of_source:
        return
    texts = list(_texts(comparison))
    same = [text for text in texts if text.is_same]
    if same:
        yield Problem(
            "text is still in the source's language",
            same[0].line,
            source_line=same[0].source_line,
            identity="untranslated",
            places=tuple(Place(text.line, text.source_line) for text in same),
            candidates=len(texts),
        )


def _texts(comparison: Comparison) -> Iterator[_Sentence]:
    source_tables = comparison.source.document.tables
    translation_tables = comparison.translation.document.tables
    for source, translation in comparison.structure.block_pairs():
        if _is_prose(source):
            is_same = source.digest == translation.digest and source.kind is translation.kind
            yield _Sentence(source.line, translation.line, is_same)
        elif source.kind is translation.kind is BlockKind.TABLE:
            yield from _cells(
                source_tables[source.ordinal], translation_tables[translation.ordinal]
            )


def _cells(source: Table, translation: Table) -> Iterator[_Sentence]:
    lines = {text: row.line for row in translation.rows for text in row.sentences}
    for row in source.rows:
        for text in row.sentences:
            yield _Sentence(row.line, lines.get(text, translation.line), text in lines)


def _is_prose(block: Block) -> bool:
    if block.kind is BlockKind.HEADING:
        is_long = block.words > 1 and block.words + len(block.names) >= _LONG_TITLE
        return block.words >= _TITLE_WORDS or is_long
    return block.kind is BlockKind.TEXT and block.words >= SENTENCE_WORDS

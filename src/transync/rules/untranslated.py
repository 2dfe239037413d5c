"""Texts are still in the source's language, or parts of them.

Paragraphs, list items, headings, cells of tables, and the texts of links and images that are the
same as the source's, letter by letter, were skipped. Whole sentences surely were, and so was what
the same page translates elsewhere. Names, terms and words may well be the same in both languages:
where there are five other translations or more, they tell, as what four of five translate is no
name; languages in Latin letters share many words, and are asked about these by themselves. Where
there are fewer, a text in Latin letters counts in a language that has others, if it has several
words that are nowhere else on the page. Code, addresses and numbers do not count, nor does anything
in English itself and in Nigerian Pidgin.

One finding names all the places of a page. A piece of a sentence of the source in a text that is
translated otherwise, five words or more, is one by itself. Of a page that was left in the source's
language as a whole, `wrong-language` tells.

Fails: `### Q: How do I update a template?` in a German page; `- [Next steps](next.md)` in Thai,
where 40 other languages translate it.

Passes: `### F: Wie aktualisiere ich eine Vorlage?`; `## Azure Functions`, which all languages
leave; `## Introduction` in French.

What to do: translate the lines that the finding names.
"""

from collections.abc import Iterator

from transync.comparison.comparison import Comparison
from transync.comparison.left_texts import left_texts
from transync.comparison.partly_left import texts_partly_left
from transync.languages.detection import speaks_english
from transync.model import Claim, Place, Problem, Severity
from transync.rules._groups import Group

GROUP = Group.LANGUAGE
SEVERITY = Severity.WARNING
_SHOWN = 80


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    if speaks_english(comparison.pair.language):
        return
    if comparison.is_in_language_of_source:
        return
    texts = left_texts(comparison)
    if texts.left:
        first = texts.left[0]
        yield Problem(
            "text is still in the source's language",
            first.line,
            source_line=first.source_line,
            identity="untranslated",
            places=tuple(Place(*text) for text in texts.left),
            candidates=texts.number,
        )
    for part in texts_partly_left(comparison):
        yield Problem(
            "a part of this text is still in the source's language",
            part.line,
            detail=_quoted(part.piece),
            source_line=part.source_line,
            identity=part.piece,
            places=(Place(part.line, part.source_line, f"part {part.source_line}", Claim.PART),),
        )


def _quoted(text: str) -> str:
    if len(text) <= _SHOWN:
        return f"“{text}”"
    return f"“{text[:_SHOWN].rpartition(' ')[0]} …”"

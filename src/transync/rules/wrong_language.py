"""The text is in another language than its folder says.

A translator that fails returns the page as it was, or answers in the language of another request,
and who reads only the source does not see it. Only running text counts, and only a clear answer:
code, links and quotations may be in any language, and a page of few sentences or in two languages
is left alone. So are languages that are taken for each other: Indonesian and Malay; Croatian,
Serbian and Slovenian; Norwegian and Danish; Czech and Slovak; Hindi, Marathi and Nepali; Bengali
and Manipuri; English and Nigerian Pidgin; the forms of Chinese and of Portuguese. Where only some
paragraphs are in the source's language, `untranslated` tells.

Fails: `translations/vi/a.md` says `Keep the starter in a warm place until it has doubled.`

Passes: `translations/vi/a.md` says `Giữ men ở nơi ấm cho đến khi nó nở gấp đôi.`

What to do: translate the page again, or move it to the folder of its language.
"""

from collections.abc import Iterator

from transync.comparison.comparison import Comparison
from transync.documents.document import SENTENCE_WORDS, BlockKind
from transync.languages.codes import NAMES, without_region
from transync.model import Problem, Severity
from transync.rules._groups import Group

GROUP = Group.LANGUAGE
SEVERITY = Severity.ERROR


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    other = comparison.other_language
    if other:
        expected = NAMES[without_region(comparison.pair.language)]
        # Never 100%: it is a guess.
        by = f"{int(100 * other.sureness)}% sure" if other.sureness else "by its script"
        yield Problem(
            f"the text is in {other.name}",
            _line(comparison),
            detail=f"not in {expected}, {by}",
            identity="language",
        )


def _line(comparison: Comparison) -> int:
    """The first line of running text; of a page that was left as it was, in the source's."""
    pairs = comparison.structure.block_pairs() if comparison.is_in_language_of_source else ()
    for source, translation in pairs:
        is_text = source.kind is translation.kind is BlockKind.TEXT
        if is_text and source.words >= SENTENCE_WORDS and source.digest == translation.digest:
            return translation.line
    return comparison.translation.document.prose.line

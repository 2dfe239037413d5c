"""A number in running text is another one.

Digits of all scripts, separators of thousands and decimal commas are read as what they mean. A
number that is missing may be written as a word, and one that is only in the translation may have
been one: neither is told. Nor are numbers below ten alone, those of texts that count in other steps
(`10k`, `1万`, `3 pm`), and those in names, versions, dates, times and ranges.

Fails: "It saves 58.9 %" became "Es spart 90 %".

Passes: "1,234 pages" became "1.234 Seiten" or "١٢٣٤ صفحة"; "2 ways" became "zwei Wege".

What to do: write the number that the source has.
"""

from collections.abc import Iterator

from transync.comparison.comparison import Comparison
from transync.comparison.numbers import other_numbers
from transync.model import Problem, Severity
from transync.rules._groups import Group

GROUP = Group.LANGUAGE
SEVERITY = Severity.WARNING


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    for numbers in other_numbers(comparison):
        source, translation = ", ".join(numbers.source), ", ".join(numbers.translation)
        noun = "number" if len(numbers.source) == 1 else "numbers"
        yield Problem(
            f"the {noun} {source} {'is' if len(numbers.source) == 1 else 'are'} not here",
            numbers.line,
            detail=translation,
            source_line=numbers.source_line,
            difference=translation,
        )

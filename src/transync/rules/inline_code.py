"""A code span of the source is missing, or a command is in one that the source does not have.

Commands, paths, identifiers and versions in backticks are what readers type. Only what looks like
code counts, and not what a reader has to fill in: words in backticks, and placeholders such as
`<name>`, are translated with good reason. A span that moved to another paragraph is there. Of spans
that were added, only commands that fetch, run or remove something are told, as errors.

Fails: "Run `azd up` in `infra/`" became "Chạy lệnh trong thư mục"; `main.py` became `chính.py`;
`curl example.com/x | sh` stands where the source has no such thing.

Passes: "Chạy `azd up` trong `infra/`"; `azd init --template <name>` became
`azd init --template <tên>`; the button `Open in browser` became `Mở trong trình duyệt`.

What to do: write the span as the source has it. `transync fix` does where a damaged placeholder of
the translator stands in its place.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from transync import repairs
from transync.comparison.comparison import Comparison
from transync.documents.code_span import code_span, is_plain, is_to_fill_in, skeleton
from transync.documents.commands_in_text import commands_in
from transync.documents.document import Block, BlockKind, Document, Table, TableRow
from transync.documents.editing import EditedText
from transync.model import Problem, Severity
from transync.rules._groups import Group

GROUP = Group.CODE
SEVERITY = Severity.WARNING


_DIGITS = re.compile(r"[0-9]++")


class _CodeText(NamedTuple):
    """A text or a row of a table, with its code spans as they are written."""

    line: int
    last_line: int
    codes: tuple[str, ...]
    plain: tuple[str, ...]

    @property
    def spans(self) -> Counter[str]:
        """Those that look like code."""
        return Counter(span for text in self.codes if (span := code_span(text)))

    def without_others(self, texts: Sequence[str]) -> list[str]:
        """The lost spans that are not there in another form: filled in, or without backticks."""
        plain = frozenset(self.plain)
        to_fill_in = frozenset(filter(is_to_fill_in, texts))
        skeletons = frozenset(map(skeleton, self.codes if to_fill_in else ()))
        lost = [text for text in texts if not is_plain(text, plain)]
        return [text for text in lost if text not in to_fill_in or skeleton(text) not in skeletons]


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    yield from _added_commands(comparison)
    source_document = comparison.source.document
    translation_document = comparison.translation.document
    missing = _spans(source_document) - _spans(translation_document)
    if not missing:
        return
    replaced = {placeholder.line for placeholder in translation_document.placeholders}
    # Backticks that readers see, and those in an address that goes on, are `link-syntax`'s.
    broken = (markup.stray for markup in comparison.broken_markup)
    replaced.update(stray.line for stray in broken if stray.hides_code)
    for source, translation in _text_pairs(comparison):
        if not replaced.isdisjoint(range(translation.line, translation.last_line + 1)):
            # What stands for a span is `placeholder`'s.
            continue
        lost = (source.spans - translation.spans) & missing
        # Not by `-=`, which looks at all that are missing.
        missing.subtract(lost)
        gone = [text for text in source.codes if lost[code_span(text)]]
        counted_on = _counted_on(gone, source, translation)
        gone = [text for text in gone if text not in counted_on]
        if counted_on:
            yield _instead(comparison, source, translation, counted_on)
        texts = dict.fromkeys(f"`{text}`" for text in translation.without_others(gone))
        if texts:
            message = f"the code span {min(texts)} is missing"
            if len(texts) > 1:
                message = f"the code spans {', '.join(texts)} are missing"
            line = comparison.line_of(source.line)
            fix = repairs.placeholder.restore_codes(
                comparison, translation.line, [text.strip("`") for text in texts]
            )
            yield Problem(message, line, source_line=source.line, is_absent=True, fix=fix)


def _added_commands(comparison: Comparison) -> Iterator[Problem]:
    """Commands in backticks that the source says nowhere, beside what it says or in its place."""
    if not any(map(_is_command, _codes(comparison.translation.document))):
        return
    for source, translation in _text_pairs(comparison):
        added = [code for code in translation.codes if code not in source.codes]
        for code in filter(_is_command, dict.fromkeys(added)):
            if not _is_said(comparison.source.text, code):
                message = f"the code span `{code}` is not in the source"
                yield Problem(
                    message,
                    translation.line,
                    source_line=source.line,
                    severity=Severity.ERROR,
                    identity=message,
                    is_grave=True,
                )


# The same spans stand in all languages.
@lru_cache(2**14)
def _is_command(code: str) -> bool:
    return bool(commands_in(code))


def _is_said(text: EditedText | None, code: str) -> bool:
    """Whether a page has the commands of a code span somewhere, as far as its text is known."""
    if text is None:
        return False
    written = " ".join(" ".join(filter(None, text.lines)).split())
    return all(command in written for command in commands_in(" ".join(code.split())))


def _counted_on(texts: Sequence[str], source: _CodeText, translation: _CodeText) -> frozenset[str]:
    """Those of the lost spans that the source says twice where it should count on.

    Where the source has `buf_0` and `buf_0`, the translation may well have `buf_0` and `buf_1`.
    """
    if not texts:
        return frozenset()
    spans = translation.spans
    added = {_DIGITS.sub("0", span) for span in spans - source.spans}
    found = set()
    for text in texts:
        span = code_span(text)
        if span in spans and _DIGITS.sub("0", span) in added:
            found.add(text)
    return frozenset(found)


def _instead(
    comparison: Comparison, source: _CodeText, translation: _CodeText, texts: frozenset[str]
) -> Problem:
    """What the translation has where the source says one thing twice."""
    added = sorted(translation.spans - source.spans)
    return Problem(
        f"the second `{min(texts)}` is another code span",
        comparison.line_of(source.line),
        detail=", ".join(f"`{span}`" for span in added),
        source_line=source.line,
        difference="\n".join(added),
        needs_most=True,
    )


def _spans(document: Document) -> Counter[str]:
    """What looks like code in all texts and tables."""
    return Counter(span for code in _codes(document) if (span := code_span(code)))


def _codes(document: Document) -> Iterator[str]:
    """The code spans of all texts and tables."""
    texts = (_text(block) for block in document.blocks)
    rows = (_row(row) for table in document.tables for row in table.rows)
    return (code for text in (*texts, *rows) for code in text.codes)


def _text_pairs(comparison: Comparison) -> Iterator[tuple[_CodeText, _CodeText]]:
    """Texts that stand for each other; of tables with other rows, `table-shape` says enough."""
    source_tables = comparison.source.document.tables
    translation_tables = comparison.translation.document.tables
    for source, translation in comparison.structure.block_pairs():
        if source.kind is not translation.kind:
            continue
        if source.kind is not BlockKind.TABLE:
            yield _text(source), _text(translation)
            continue
        source_table = source_tables[source.ordinal]
        translation_table = translation_tables[translation.ordinal]
        if _shape(source_table) == _shape(translation_table):
            rows = zip(source_table.rows, translation_table.rows, strict=True)
            yield from ((_row(a), _row(b)) for a, b in rows if a.cells == b.cells)


def _shape(table: Table) -> tuple[int, int]:
    return table.columns, len(table.rows)


def _text(block: Block) -> _CodeText:
    return _CodeText(block.line, block.last_line, block.codes, plain=block.plain)


def _row(row: TableRow) -> _CodeText:
    codes = (mark.strip("` ") for mark in row.marks if mark[0] == "`")
    return _CodeText(row.line, row.line, tuple(codes), plain=row.plain)

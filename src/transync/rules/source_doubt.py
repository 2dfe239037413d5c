"""Most translations differ from the source in the same way, or a heading stands in a heading.

Where at least five translations of the source as it is today, and at least four of five, have the
same in a place, that may be what the author meant: translators put a typing error right, or they
read the source as it is written. It is said once, on the source, and not of the translations; no
fix touches them. What a change brings itself does not count, nor does what could do harm.

Fails: the source links to `https://example.com/it-s`, 49 of 51 translations link to
`https://example.com/its`; or it says `# ## Overview`.

Passes: as many translations differ, each in another way; or only three of four do.

What to do: mend the source; or, if it is right, mend the translations, and say that it is with
`<!-- transync: ignore source-doubt -->` in the source.
"""

from collections.abc import Iterator

from transync.comparison import Page
from transync.comparison.comparison import Comparison
from transync.documents.document import BlockKind
from transync.model import Problem, Severity
from transync.rules._block_names import level_within
from transync.rules._groups import Group

GROUP = Group.STRUCTURE
SEVERITY = Severity.WARNING


def check_source(page: Page) -> Iterator[Problem]:
    for block in page.document.blocks:
        if block.kind is BlockKind.HEADING:
            text = page.heading_text(block)
            if level_within(text):
                message = "is this right? The text of the heading begins with the mark of another"
                yield Problem(message, block.line, detail=text)


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    for index in sorted(comparison.structure.said_once):
        block = comparison.source.document.blocks[index]
        yield Problem(
            "what stands here twice, one below the other, stands once",
            comparison.line_of(block.line),
            source_line=block.line,
            difference="once",
            needs_most=True,
        )

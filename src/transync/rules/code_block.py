"""A block of code is missing, added or changed.

Readers copy code. In languages whose code can be told from their text (shells, Python, SQL, Kusto,
the C family, HCL, CSS), everything but comments, string literals and what a reader has to fill in
must be the source's, line by line; in JSON, YAML, TOML and INI, the keys. The texts between the
tags of JSX may be translated, and so may a title behind the language. Strings and values keep their
addresses, and what runs in them: `$(…)` and backticks of a shell, `{…}` of Python, `${…}` of
JavaScript; so do comments of a shell with commands that fetch, run or remove something. Strings
that a program runs are code: `sh -c "…"`, `run:` and `script:` of YAML, `"scripts"` and `"command"`
of JSON, and so are comments that do something, such as `//go:generate`. Of a block that nobody
closes, in the source and in the translation, commands and addresses are compared behind the first
empty line. Of a block without a language, what can only be a command is compared, as a warning. Of
diagrams (`mermaid`), whatever makes the picture is compared, and a label that breaks it is a
warning. Of other blocks (`html`, `text`, sessions with a prompt) only loss, addition and the
language are reported. Code that swallows the text below it is `link-syntax`.

Fails: `while [[ $# -gt 0 ]]; do` became `while [[ $# -gt 0 ]]; 執行中`; a block lost its `bash`;
`curl "https://example.com/a"` became `curl "https://example.org/a"`.

Passes: `# Install it` became `# Cài đặt` above the same command.

What to do: restore the code that the source has. `transync fix` restores the language of a block;
with `--unsafe`, also the code of single lines, whose strings and comments it keeps where it can.
"""

from collections.abc import Iterator

from transync import repairs
from transync.co_op_translator import CODE_PLACEHOLDER
from transync.comparison.code_lines import first_difference, has_same_addresses
from transync.comparison.comparison import Comparison
from transync.documents import info_string
from transync.documents.document import Block, BlockKind
from transync.documents.parse.mermaid_labels import has_broken_label
from transync.model import Problem, Severity
from transync.rules._groups import Group

GROUP = Group.CODE
SEVERITY = Severity.ERROR


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    structure = comparison.structure
    for source, translation in structure.block_pairs():
        if _is_placeholder(translation):
            # `placeholder` says so.
            continue
        if source.kind is translation.kind is BlockKind.CODE:
            yield from _differences(comparison, source, translation)
        elif source.kind is BlockKind.CODE and source.is_fenced:
            yield _about("the code is no code here", source, translation)
        elif translation.kind is BlockKind.CODE:
            yield _about("a text became code", source, translation)
    for block in structure.lost_blocks(BlockKind.CODE):
        if block.is_fenced:
            line = comparison.line_of(block.line)
            message = f"a block of code{_named(block)} is missing"
            yield Problem(message, line, source_line=block.line, is_absent=True)
    for block in structure.added_blocks(BlockKind.CODE):
        message = f"a block of code{_named(block)} is not in the source"
        yield Problem(message, block.line, identity=f"{message}\n{block.digest}")


def _is_placeholder(block: Block) -> bool:
    """Whether a block is nothing but what stands for code; a fence may have the same words."""
    is_apart = block.kind is BlockKind.CODE and not block.is_fenced
    return is_apart and CODE_PLACEHOLDER.fullmatch(block.info) is not None


def _about(message: str, source: Block, translation: Block) -> Problem:
    """A problem that is another one once the translation has another content there."""
    identity = f"{message}\n{translation.digest}"
    return Problem(message, translation.line, source_line=source.line, identity=identity)


def _differences(comparison: Comparison, source: Block, translation: Block) -> Iterator[Problem]:
    if info_string.kept(source.info) != info_string.kept(translation.info):
        detail = f"{translation.info or 'nothing'}, not {source.info or 'nothing'}"
        fix = repairs.fence.restore_info(comparison, source, translation)
        if info_string.language(source.info) != info_string.language(translation.info):
            problem = _about("the code is marked as another language", source, translation)
            yield problem._replace(detail=detail, fix=fix)
            # Of another language, other lines would be code.
            return
        problem = _about("the words behind the code's language differ", source, translation)
        yield problem._replace(detail=detail, fix=fix)
    if lines := first_difference(*_comparable(source, translation)):
        if _breaks_label(comparison, source, lines):
            problem = _about("a label of the diagram can't be read", source, translation)
            detail = "it needs quotes around what has brackets, or #quot; for a quote"
            yield problem._replace(
                line=lines[1], source_line=lines[0], detail=detail, severity=Severity.WARNING
            )
            return
        pages = comparison.source, comparison.translation
        is_guessed = not source.info and has_same_addresses(pages, source, translation)
        yield Problem(
            "the code differs from the source's",
            lines[1],
            detail="nobody closes its block" if source.is_cut and translation.is_cut else "",
            severity=Severity.WARNING if is_guessed else None,
            source_line=lines[0],
            identity=f"code {source.digest} {translation.digest}",
            # What is shown of a diagram is translated.
            fix=None
            if _is_diagram(source)
            else repairs.code.restore_lines(comparison, source, translation),
        )


def _is_diagram(block: Block) -> bool:
    return info_string.language(block.info) == "mermaid"


def _breaks_label(comparison: Comparison, block: Block, lines: tuple[int, int]) -> bool:
    """Whether a text in a flowchart of the translation breaks it where the source's does not."""
    if not _is_diagram(block):
        return False
    source, translation = comparison.source.line(lines[0]), comparison.translation.line(lines[1])
    return has_broken_label(translation) and not has_broken_label(source)


def _comparable(source: Block, translation: Block) -> tuple[Block, Block]:
    """The two blocks, without the code of one that goes on where the other one ends.

    What both leave open is code to the end.
    """
    if source.is_cut and translation.is_cut:
        return _whole(source), _whole(translation)
    if source.is_cut == translation.is_cut:
        return source, translation
    if source.is_cut:
        return source._replace(code="", code_lines=()), translation
    return source, translation._replace(code="", code_lines=())


def _whole(block: Block) -> Block:
    below = (block.line + number for number in block.lines_below)
    return block._replace(
        code=block.code + block.code_below, code_lines=(*block.code_lines, *below)
    )


def _named(block: Block) -> str:
    if block.info:
        return f" ({block.info})"
    return ""

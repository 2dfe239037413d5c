"""A code span of the source is missing.

Commands, paths, identifiers and versions in backticks are what readers type. Only what looks like
code counts, and not what a reader has to fill in: words in backticks, and placeholders such as
`<name>`, are translated with good reason. A span that moved to another paragraph is there.

Fails: "Run `azd up` in `infra/`" became "Chạy lệnh trong thư mục"; `main.py` became `chính.py`.

Passes: "Chạy `azd up` trong `infra/`"; `azd init --template <name>` became
`azd init --template <tên>`; the button `Open in browser` became `Mở trong trình duyệt`.

What to do: write the span as the source has it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from transync.comparison import Comparison
from transync.document import Block, BlockKind, Document
from transync.model import Problem, Severity

SEVERITY = Severity.WARNING
_PLACEHOLDER = re.compile(r"<[^<>]*>|\{[^{}]*\}")
_TO_FILL_IN = re.compile(
    r"(?i)(?<![a-z])(?:your|my|example|file-?name|name|path/to|x{3,})(?![a-z])"
)
_NOT_CODE = re.compile(r"[^\x20-\x7e]|[\[\]!?,;]|\.\Z")
# A path, a flag, a call, a variable, a constant, camel case, a file's or a dotted name, a version.
_WORD = re.compile(
    r"[.~]?/\S*|\S+/|\S+/\S*[._-]\S*|--?[a-z]\S*|\S*\(\)\S*|\$\w+|\w*_\w+|[a-z]+[A-Z]\w*"
    r"|[A-Z][a-z]+[A-Z]\w*|\.[a-z][\w-]*|\.?[\w-]+(?:\.[\w-]+)+"
)
_COMMAND = re.compile(
    r"(?:apt|apt-get|az|azd|brew|bun|cargo|cd|choco|code|conda|curl|deno|docker|dotnet|func|gh|git"
    r"|go|helm|java|kubectl|make|mkdir|mvn|node|npm|npx|ollama|php|pip|pip3|pnpm|poetry|pwsh|pytest"
    r"|python|python3|ruby|sudo|terraform|uv|winget|yarn) \S.*"
)


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    source, there = comparison.source.document, comparison.translation.document
    missing = _spans(source) - _spans(there)
    for ours, theirs in comparison.structure.block_pairs() if missing else ():
        lost = (Counter(_codes(source, ours)) - Counter(_codes(there, theirs))) & missing
        missing -= lost
        by_line: dict[int, list[str]] = defaultdict(list)
        for span, (text, line) in _places(source, ours).items():
            if lost[span]:
                by_line[line].append(f"`{text}`")
        for line, texts in by_line.items():
            said = f"span {texts[0]} is" if len(texts) == 1 else f"spans {', '.join(texts)} are"
            message = f"the code {said} missing"
            yield Problem(message, comparison.line_of(line), source_line=line, is_absent=True)


def _spans(document: Document) -> Counter[str]:
    """What looks like code in all blocks, without what stands in placeholders."""
    return Counter(span for block in document.blocks for span in _codes(document, block))


def _codes(document: Document, block: Block) -> list[str]:
    return [span for text, _ in _written(document, block) if (span := _span(text))]


def _places(document: Document, block: Block) -> dict[str, tuple[str, int]]:
    """Each span that looks like code, as it is written and where."""
    return {span: place for place in _written(document, block) if (span := _span(place[0]))}


def _written(document: Document, block: Block) -> Iterator[tuple[str, int]]:
    """The code spans of a block, each with its line, or its row's."""
    if block.kind is BlockKind.TABLE:
        for row in document.tables[block.ordinal].rows:
            yield from ((mark.strip("` "), row.line) for mark in row.marks if mark[0] == "`")
    else:
        yield from ((text, block.line) for text in block.codes)


def _span(text: str) -> str:
    """A code span with its placeholders emptied; nothing for what does not look like code."""
    span = _PLACEHOLDER.sub("<>", text)
    if _NOT_CODE.search(span) or _TO_FILL_IN.search(span):
        return ""
    is_code = _COMMAND.fullmatch(span) if " " in span else _WORD.fullmatch(span)
    return span if is_code else ""

"""Links, tables and headings of raw Markdown, on lines where a pattern is surely right."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# The URL of each pattern is in its group `url`, the text in `text`.
INLINE = re.compile(r"(?<![!\\])\[(?P<text>[^\[\]]+)\]\((?P<url>[^()\s]+)\)")
AROUND_IMAGE = re.compile(r"\[(?P<text>!\[[^\[\]]*\]\([^()\s]+\))\]\((?P<url>[^()\s]+)\)")
IMAGE = re.compile(r"!\[(?P<text>[^\[\]]*)\]\((?P<url>[^()\s]+)\)")
IMAGE_TAG = re.compile(r'<(?P<text>img) src="(?P<url>[^"]+)"')
AUTOLINK = re.compile(r"<(?P<text>)(?P<url>https?://[^<>\s]+)>")
BARE = re.compile(
    r"(?:^|(?<=[^:] ))(?P<text>)(?P<url>https?://[A-Za-z0-9./?=&%#~-]*[A-Za-z0-9/])(?= |$)"
)
ANCHOR_TAG = re.compile(r'<a href="(?P<url>[^"]+)">(?P<text>[^<]+)</a>')
DEFINITION = re.compile(r"^\[(?P<text>[^\[\]]+)\]: (?P<url>\S+)$")

DELIMITER = re.compile(r"^\|(?:\s*:?-+:?\s*\|)+\s*$")
HEADING = re.compile(r"^#{1,6} +(?P<text>.*?)(?: +#+)?\s*$")
FENCE = re.compile(r"^[ >]*(?P<mark>`{3,}|~{3,})(?P<info>.*)$")
HTML_BLOCK = re.compile(r"^\s*</?[A-Za-z][\w-]*(?:[\s>/]|$)")
REGION = re.compile(r"<!-- CO-OP TRANSLATOR (?:LANGUAGES TABLE|OTHER COURSES) (START|END) -->")


class Link(NamedTuple):
    """A link or image as written: its line (from 0), its span there, and its URL's span."""

    line: int
    start: int
    end: int
    url_start: int
    url_end: int
    text: str
    url: str
    in_table: bool

    @property
    def external(self) -> bool:
        return self.url.startswith(("http://", "https://"))

    @property
    def local(self) -> bool:
        """Whether it is relative and names a file."""
        return not re.match(r"[a-z]+:|#|/", self.url)


@lru_cache(maxsize=4096)
def find_links(text: str, *patterns: re.Pattern[str]) -> tuple[Link, ...]:
    """The links of these patterns on plain lines, in order."""
    table_lines = {number for table in find_tables(text) for number in table}
    return tuple(
        sorted(
            Link(
                number,
                *match.span(),
                *match.span("url"),
                match["text"],
                match["url"],
                number in table_lines,
            )
            for number, line in plain_lines(text)
            for pattern in patterns
            for match in pattern.finditer(line)
        )
    )


def find_tables(text: str) -> list[range]:
    """The lines (from 0) of each table's body."""
    lines, hidden = text.split("\n"), hidden_lines(text)
    tables = []
    for number, line in enumerate(lines):
        if DELIMITER.match(line) and not hidden[number] and lines[number - 1].startswith("|"):
            end = number + 1
            while end < len(lines) and lines[end].startswith("|") and not hidden[end]:
                end += 1
            tables.append(range(number + 1, end))
    return tables


def find_headings(text: str) -> list[tuple[int, str]]:
    """The line (from 0) and the text of each `#` heading."""
    hidden = hidden_lines(text)
    matches = ((n, HEADING.match(line)) for n, line in enumerate(text.split("\n")) if not hidden[n])
    return [(number, match["text"]) for number, match in matches if match]


def slug(heading: str) -> str:
    """GitHub's anchor of a heading: letters, marks, digits, `_` and `-` in lower case."""
    kept = [c for c in heading.lower() if c in "-_ " or unicodedata.category(c)[0] in "LMN"]
    return "".join(kept).replace(" ", "-")


@lru_cache(maxsize=1024)
def disclaimer_line(text: str) -> int:
    """The line (from 0) where Co-op Translator's disclaimer begins; else the number of lines."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if "CO-OP TRANSLATOR DISCLAIMER START" in line:
            return number
    rules = [number for number, line in enumerate(lines) if line.strip() == "---"]
    if rules and "co-op translator" in "\n".join(lines[rules[-1] :]).lower():
        return rules[-1]
    return len(lines)


def plain_lines(text: str) -> list[tuple[int, str]]:
    """The lines (from 0) with neither code span, heading nor deep indentation, and not hidden."""
    hidden = hidden_lines(text)
    return [
        (number, line)
        for number, line in enumerate(text.split("\n"))
        if not hidden[number] and "`" not in line and not line.startswith(("    ", "\t", "#"))
    ]


@lru_cache(maxsize=1024)
def hidden_lines(text: str) -> tuple[bool, ...]:
    """For each line, whether it is in front matter, a fence, comment, HTML block, or the like."""
    lines = text.split("\n")
    hidden = [False] * len(lines)
    fence, comment, region, html = "", False, False, False
    front_matter = lines[0].strip() == "---"
    for number, line in enumerate(lines):
        hides = bool(fence) or comment or region or html or front_matter
        mark = FENCE.match(line)
        if front_matter:
            front_matter = number == 0 or line.strip() != "---"
        elif fence:
            if mark and mark["mark"].startswith(fence) and not mark["info"].strip():
                fence = ""
        elif comment:
            comment = "-->" not in line
        elif boundary := REGION.search(line):
            hides, region = True, boundary[1] == "START"
        elif "<!--" in line:
            hides, comment = True, "-->" not in line[line.index("<!--") :]
        elif mark:
            hides, fence = True, mark["mark"]
        elif HTML_BLOCK.match(line):
            hides = html = True
        elif not line.strip():
            html = False
        hidden[number] = hides or number >= disclaimer_line(text)
    return tuple(hidden)

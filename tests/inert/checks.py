"""What an output may hold, by its format: it is read back, and nothing in it does anything."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from xml.etree import ElementTree

import click
from markdown_it import MarkdownIt
from markdown_it.token import Token

from transync.documents.parse.markup import Tag, read_html

_NEEDED = "\u200c\u200d\u200e\u200f"
_CATEGORIES = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
# The colours of our own.
_COLOUR = re.compile(r"\x1b\[(?:0|1|2|4|3[1-6])m")


def commands(output: str) -> list[str]:
    """The lines that the runner of a CI job obeys (actions/runner, ActionCommand; Azure's)."""
    lines = re.split(r"[\r\n]", click.unstyle(output))
    return [line for line in lines if line.lstrip().startswith("::") or re.search(r"##\w*\[", line)]


def steering(output: str) -> list[str]:
    """The characters that steer a terminal, or turn its text around."""
    rest = _COLOUR.sub("", output)
    return [
        c
        for c in rest
        if not c.isascii() or not c.isprintable()
        if c != "\n" and c not in _NEEDED and unicodedata.category(c) in _CATEGORIES
    ]


def check_text(output: str) -> None:
    """Text for a terminal and for the log of a job."""
    assert steering(output) == []
    assert commands(output) == []
    output.encode()
    # No text of a file begins a line of its own, where people look for ours.
    assert [line for line in click.unstyle(output).split("\n") if line.startswith("FORGED")] == []


def check_json(output: str) -> None:
    """JSON in ASCII, of whole characters: strict readers refuse half of one."""
    json.dumps(json.loads(output), ensure_ascii=False).encode()
    check_own_json(output)


def check_own_json(output: str) -> None:
    """JSON that the program itself reads, in ASCII."""
    json.loads(output)
    assert output.isascii()
    assert [c for c in output if c < " " and c != "\n"] == []
    assert commands(output) == []


def check_json_lines(output: str) -> None:
    for line in output.splitlines():
        check_json(line)


def check_github(output: str) -> None:
    """Workflow commands, each in a line, whose properties are those that were meant."""
    assert steering(output) == []
    for line in output.splitlines():
        found = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert found, line
        names = [part.partition("=")[0] for part in found[2].split(",")]
        assert set(names) <= {"file", "line", "col", "title"}
        assert len(names) == len(set(names))


def check_xml(output: str) -> ElementTree.Element:
    root = ElementTree.fromstring(output)
    assert steering(output) == []
    assert commands(output) == []
    return root


def check_junit(output: str) -> None:
    names = {"testsuites", "testsuite", "testcase", "failure", "skipped", "error"}
    assert {element.tag for element in check_xml(output).iter()} <= names
    assert output.isascii()


def check_svg(output: str) -> None:
    root = check_xml(output)
    names = {"svg", "title", "desc", "style", "g", "path", "rect", "text", "clipPath", "stop"}
    names |= {"linearGradient"}
    for element in root.iter():
        assert element.tag.rpartition("}")[2] in names
        assert [name for name in element.attrib if name.startswith("on") or "href" in name] == []


def check_csv(output: str) -> None:
    rows = list(csv.reader(io.StringIO(output), strict=True))
    assert len({len(row) for row in rows}) == 1
    cells = [cell for row in rows for part in row for cell in part.split(";")]
    assert [c for c in cells if c.strip()[:1] in tuple("=+-@\uff1d\uff0b\uff0d\uff20") and c] == []
    check_text(output.replace("\r\n", "\n"))


def check_markdown(output: str, host: str = "https://forge.example/") -> None:
    """GitHub's Markdown, with only our own markup in it."""
    assert steering(output) == []
    assert commands(output) == []
    for token in _tokens(output):
        if token.type == "link_open":
            assert str(token.attrs["href"]).startswith(host)
        assert token.type not in ("image", "html_inline")
        if token.type == "html_block":
            tag = r"<details><summary>[^<>`@]*</summary>|</details>"
            assert re.fullmatch(tag, token.content.strip()), token.content
        if token.type == "text":
            said = token.content
            assert not re.search(r"@\w|https?:|www\.|#\d|\bGH-\d|[*_~$]\w+[*_~$]", said), said


def _tokens(markdown: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown):
        yield token
        yield from token.children or ()


def check_html(output: str) -> None:
    """A page of which nothing of a report is markup."""
    tags = [each for each in read_html(output) if isinstance(each, Tag)]
    assert "owned" not in {tag.name for tag in tags}
    assert sum(tag.name == "script" for tag in tags) == 2
    (data,) = re.findall(r"<script[^>]*json[^>]*>(.*?)</script>", output, re.DOTALL)
    json.dumps(json.loads(data), ensure_ascii=False).encode()
    for tag in tags:
        assert [name for name in tag.attributes if name.startswith("on")] == []
        links = [tag.attributes[name] for name in ("href", "src") if name in tag.attributes]
        ours = ("#", "data:image/svg+xml,%3Csvg", "https://forge.example/")
        assert [link for link in links if not link.startswith(ours)] == []
    assert commands(output) == []
    assert [c for c in output if c != "\n" and unicodedata.category(c) in ("Cc", "Cs")] == []

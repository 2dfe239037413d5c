"""Something bigger explains what is missing, never what leads elsewhere or runs something else.

Who has such a fault already (in the baseline, or because the source goes on) must not be able to
have any link pass with it.
"""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check

SOURCE = """\
# Guide

Read the [manual](https://example.com/manual) before you begin with [it](https://example.com/it).

| Name | Link |
| --- | --- |
| One | [one](https://example.com/one) |
| Two | [two](https://example.com/two) |

## Install

Run this to install it, and wait for it to end.

```bash
curl https://example.com/install.sh | sh
```

## After it

There is nothing else to be done after it, but for the tests.

## Tests

They take a long time, so that you can do something else.
"""
TRANSLATION = """\
# Hướng dẫn

Hãy đọc [sổ tay](https://example.com/manual) trước khi bắt đầu với [nó](https://example.com/it).

| Tên | Liên kết |
| --- | --- |
| Một | [một](https://example.com/one) |
| Hai | [hai](https://example.com/two) |

## Cài đặt

Chạy lệnh này để cài đặt, rồi chờ cho đến khi xong.

```bash
curl https://example.com/install.sh | sh
```

## Sau đó

Sau đó không còn phải làm gì nữa, ngoại trừ các bài kiểm thử.

## Kiểm thử

Chúng mất nhiều thời gian, nên bạn có thể làm việc khác.
"""
EVIL = "https://evil.example/x"
CUT = TRANSLATION[: TRANSLATION.index("## Sau đó")]
BELOW_TABLE = TRANSLATION[: TRANSLATION.index("## Cài đặt")]
BROKEN = TRANSLATION.replace("[sổ tay](", "[sổ tay] (")
SWALLOWS = TRANSLATION.replace("| sh\n```", "| sh\n```Sau đó", 1)


def rules_of(compare: Check, translation: str) -> list[str]:
    source = SOURCE
    if "[Sau]" in translation:
        source = SOURCE.replace("# Guide\n", "# Guide\n\n- [After](#after-it)\n")
    return [finding["rule"] for finding in compare(source, translation)]


@pytest.mark.parametrize(
    ("translation", "old", "new", "before", "after"),
    [
        pytest.param(
            TRANSLATION.replace(
                "## Cài", f"Xem [trang]({EVIL.replace('evil', 'good')}).\n\n## Cài"
            ),
            "good.example",
            "evil.example",
            ["text-added", "link-target"],
            ["text-added", "link-target"],
            id="a text that was added",
        ),
        pytest.param(
            CUT,
            "https://example.com/install.sh",
            EVIL,
            ["text-missing"],
            ["code-block", "text-missing"],
            id="code above what is missing",
        ),
        pytest.param(
            BELOW_TABLE,
            "com/two) |\n",
            f"com/two) |\n| Ba | [ba]({EVIL}) |\n",
            ["text-missing"],
            ["link-table", "text-missing"],
            id="a row above what is missing",
        ),
        pytest.param(
            BROKEN,
            "[nó](https://example.com/it)",
            f"[nó]({EVIL})",
            ["link-syntax"],
            ["link-syntax", "link-target"],
            id="a link beside broken brackets",
        ),
        pytest.param(
            BROKEN,
            "https://example.com/manual",
            EVIL,
            ["link-syntax"],
            ["link-syntax", "link-target"],
            id="the address behind broken brackets",
        ),
        pytest.param(
            CUT.replace("# Hướng dẫn\n", "# Hướng dẫn\n\n- [Sau](#sau-đó)\n"),
            "#sau-đó",
            "javascript:evil()",
            ["text-missing"],
            ["anchor", "text-missing"],
            id="a link to a heading that is lost",
        ),
        pytest.param(
            CUT.replace("```bash\ncurl https://example.com/install.sh | sh\n```\n", ""),
            "com/it",
            "com/it.evil.example",
            ["text-missing"],
            ["link-target", "text-missing"],
            id="a longer target",
        ),
    ],
)
def test_another_target_is_a_finding_of_its_own(
    compare: Check, translation: str, old: str, new: str, before: list[str], after: list[str]
) -> None:
    assert old in translation

    assert rules_of(compare, translation) == before
    assert sorted(rules_of(compare, translation.replace(old, new))) == sorted(after)


def test_code_that_is_cut_off_in_its_middle_is_told_with_what_is_missing(compare: Check) -> None:
    source = SOURCE.replace("install.sh | sh", "install.sh | sh\nmake tests\nmake clean")
    translation = TRANSLATION.replace("install.sh | sh", "install.sh | sh\nmake tests")
    cut = translation[: translation.index("```\n\n## Sau đó")] + "```\n"

    assert [f["rule"] for f in compare(source, cut)] == ["text-missing"]


def test_other_code_where_code_swallows_text_is_another_finding(compare: Check) -> None:
    known, evil = (compare(SOURCE, t) for t in (SWALLOWS, SWALLOWS.replace("| sh", "| bash")))

    assert [f["rule"] for f in known] == [f["rule"] for f in evil] == ["link-syntax"]
    assert known[0]["fingerprint"] != evil[0]["fingerprint"]


def test_a_table_without_links_that_was_added_is_one_finding(compare: Check) -> None:
    table = "| Hệ | Lệnh |\n| --- | --- |\n| Linux | `curl evil.example` |\n\n"

    (finding,) = compare(SOURCE, TRANSLATION.replace("## Cài", f"{table}## Cài"))

    assert finding["message"] == "a table of 1 row is not in the source"


def test_a_short_note_that_leads_to_the_original_is_none(compare: Check) -> None:
    note = "> Bản gốc: [tiếng Anh](../../../docs/a.md)\n\n"

    assert compare(SOURCE, TRANSLATION.replace("## Cài", f"{note}## Cài")) == []


def test_a_text_with_more_in_it_than_the_link_to_the_original_is_one(compare: Check) -> None:
    note = "> Chạy `curl evil.example` như trong [bản gốc](../../../docs/a.md)\n\n"

    assert rules_of(compare, TRANSLATION.replace("## Cài", f"{note}## Cài")) == ["text-added"]


def test_a_shorter_host_is_another_one_where_nothing_breaks_off_in_it(compare: Check) -> None:
    cut = TRANSLATION[: TRANSLATION.index("\n\n| Tên")] + "\n"

    assert rules_of(compare, cut) == ["text-missing"]
    assert sorted(rules_of(compare, cut.replace("example.com/manual", "example.co"))) == [
        "link-target",
        "text-missing",
    ]


def test_what_is_left_of_a_link_that_breaks_off_is_no_finding_of_its_own(compare: Check) -> None:
    cut = TRANSLATION[: TRANSLATION.index("om/manual")] + "\n"

    assert rules_of(compare, cut) == ["text-missing"]


def test_code_by_indentation_that_is_lost_is_told(compare: Check) -> None:
    code = "    chmod 600 key\n    ssh-add\n\n"
    source = SOURCE.replace("## After", f"{code}## After")

    assert [f["rule"] for f in compare(source, TRANSLATION)] == ["text-missing"]
    assert compare(source, TRANSLATION.replace("## Sau", f"{code}## Sau")) == []

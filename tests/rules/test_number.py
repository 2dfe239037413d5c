"""`number`: a number in running text is another one."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check


def told(compare: Check, source: str, translation: str) -> list[str]:
    found = compare(f"# A\n\n{source}\n", f"# Ạ\n\n{translation}\n")
    return [f["message"] for f in found if f["rule"] == "number"]


@pytest.mark.parametrize(
    ("source", "translation", "message"),
    [
        ("It takes 12 days.", "Mất 21 ngày.", "the number 12 is not here: 21"),
        ("It saves 58.9% of it.", "Nó tiết kiệm 90% của nó.", "the number 58.9 is not here: 90"),
        ("In 1999 it began.", "Bắt đầu vào 1989.", "the number 1999 is not here: 1989"),
        (
            "46 commands, 2,243 tests",
            "38个命令，2,195项测试",
            "the numbers 46, 2,243 are not here: 38, 2,195",
        ),
        ("It takes 12 days.", "يستغرق ٢١ يوما", "the number 12 is not here: 21"),
    ],
)
def test_another_number_is_a_finding(
    compare: Check, source: str, translation: str, message: str
) -> None:
    assert told(compare, source, translation) == [message]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        pytest.param("It has 1,250 pages.", "Nó có 1.250 trang.", id="thousands"),
        pytest.param("It has 1,250 pages.", "Nó có 1 250 trang.", id="thousands by a space"),
        pytest.param("It has 1,000,000 pages.", "Có 1 000 000 trang.", id="millions by spaces"),
        pytest.param("0.4 of it is water.", "Er is 40% water.", id="a share in percent"),
        pytest.param("It has 100,000 pages.", "इसमें 1,00,000 पृष्ठ हैं।", id="lakhs"),
        pytest.param("It saves 58.9%.", "Nó tiết kiệm 58,9%.", id="a decimal comma"),
        pytest.param("It takes 12 days.", "يستغرق ١٢ يوما", id="digits of another script"),
        pytest.param("There are 2 ways.", "Có hai cách.", id="a word"),
        pytest.param("There are two ways.", "Có 2 cách.", id="a word in the source"),
        pytest.param("2 ways, of a hundred", "hai cách, trong 100", id="words on both sides"),
        pytest.param("It has 10,000 pages.", "有1万页。", id="tens of thousands"),
        pytest.param("It has 10k pages.", "Nó có 10.000 trang.", id="thousands as a letter"),
        pytest.param("At 3 PM it ends.", "Kết thúc lúc 15 giờ.", id="hours from noon"),
        pytest.param("On May 5, 2024.", "2024年5月5日。", id="a month"),
        pytest.param("Version v1.2 or 3.4.5", "Phiên bản v1.3 hay 3.4.6", id="versions"),
        pytest.param("It is `12`.", "Nó là `12`.", id="code"),
        pytest.param("From 3-4 on.", "Từ 3 đến 4.", id="a range"),
    ],
)
def test_the_same_number_may_be_written_otherwise(
    compare: Check, source: str, translation: str
) -> None:
    assert told(compare, source, translation) == []

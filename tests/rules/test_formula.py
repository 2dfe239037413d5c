"""`formula`: formulas between dollars say the same in all languages."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check


def found(compare: Check, source: str, translation: str) -> list[tuple[str, int, str]]:
    return [
        (f["rule"], f["line"], f["message"].partition(": ")[0])
        for f in compare(source, translation)
    ]


def page(text: str, translated: str) -> tuple[str, str]:
    return f"# A\n\nThe dough rises.\n\n{text}\n", f"# Ạ\n\nBột nở ra.\n\n{translated}\n"


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        (r"It is $h_{max} = \frac{a}{b}$ high.", r"Cao $h_{max} = \frac{a}{b}$ đó."),
        (r"It is $h_{max}$ high.", r"Cao $h_{đỉnh}$ đó."),
        (r"$V = \text{one}$ for $a$", r"$V = \text{một}$ cho $a$"),
        (r"Both $a$ and $b$ count.", r"Cả $b$ và $a$ đều tính."),
        (r"It is $x = 0.5$ here.", r"Nó là $x = 0{,}5$ đó."),
        (r"It is $x = 0.5$ here.", r"Nó là $x=0,5$ đó."),
        (r"It is $ a $ and $5 to $10.", r"Nó là $ b $ và 5 đến 10 đô."),
        (r"Set $HOME/$USER and $PATH.", r"Đặt $NHÀ/$NGƯỜI và $ĐƯỜNG."),
        (r"It is `$a = 1$` in code.", r"Nó là `$a = 1$` trong mã."),
        ("$$\nE = mc^2\n$$", "$$\nE = mc^2\n$$"),
        (r"It costs $a_b and c$ or so.", r"Giá là $a_b and c$ thôi."),
    ],
)
def test_what_may_be_translated_of_a_formula_is_no_finding(
    compare: Check, source: str, translation: str
) -> None:
    assert found(compare, *page(source, translation)) == []


@pytest.mark.parametrize(
    ("source", "translation", "message"),
    [
        (r"It is $V = r^2$ big.", r"Nó $V = r^3$ đó.", "$V=r^2$ is another one here"),
        (r"It is $$m = 1$$ big.", r"Nó $ $m = 1$ $ đó.", "$$m=1$$ is another one here"),
        (r"It is $$m = 1$$ big.", r"Nó $m = 1$ đó.", "$$m=1$$ is another one here"),
        (r"It is $a$ big.", r"Nó lớn đó.", "$a$ is missing"),
        (r"It is $a \le b$ big.", r"Nó $a \ge b$ đó.", r"$a\le b$ is another one here"),
        (r"It is $V = r^2$ big.", r"Nó $ V = r^2$ đó.", "$V=r^2$ is missing"),
        (r"It is $`a^2`$ big.", r"Nó $`a^3`$ đó.", "$`a^2`$ is another one here"),
        ("$$\nE = mc^2\n$$", "$$\nE = mc^3\n$$", "$$E=mc^2$$ is another one here"),
    ],
)
def test_another_formula_is_one_finding_at_its_line(
    compare: Check, source: str, translation: str, message: str
) -> None:
    assert found(compare, *page(source, translation)) == [("formula", 5, f"the formula {message}")]


def test_a_formula_that_moved_to_another_text_is_there(compare: Check) -> None:
    source = "# A\n\nIt is $a_1$ big.\n\nNext to it is another one, as big.\n"
    translation = "# Ạ\n\nNó lớn đó.\n\nBên cạnh là một cái khác, lớn $a_1$ nữa.\n"

    assert found(compare, source, translation) == []


def test_the_line_is_that_of_the_formula(compare: Check) -> None:
    source = "# A\n\nIt is one\nand $a_1$ big.\n"
    translation = "# Ạ\n\nNó là một\nvà $a_2$ lớn.\n"

    assert [line for _, line, _ in found(compare, source, translation)] == [4]

"""`placeholder`: variables of templates are not for translators to touch."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check


def found(compare: Check, source: str, translation: str) -> list[tuple[str, int, str]]:
    return [(f["rule"], f["line"], f["message"]) for f in compare(source, translation)]


@pytest.mark.parametrize(
    ("variable", "translated"),
    [
        ("{name}", "{tên}"),
        ("{{ site.title }}", "{{ trang.tiêu_đề }}"),
        ("${NAME}", "${TÊN}"),
        ("${{ secrets.KEY }}", "bí mật"),
        ("%s", "% s"),
        ('{{< ref "a" >}}', "{{< tham chiếu >}}"),
    ],
)
def test_a_variable_of_a_template_stays_as_it_is(
    compare: Check, variable: str, translated: str
) -> None:
    source = f"# A\n\nhello {variable}, you\n"

    assert found(compare, source, f"# Ạ\n\nchào {variable}, bạn\n") == []
    assert found(compare, source, f"# Ạ\n\nchào {translated}, bạn\n") == [
        ("placeholder", 3, f"the variable {variable} is lost")
    ]


@pytest.mark.parametrize(
    "left",
    [
        "@@INLINE_CODE_3@@",
        "@@INLINE_CODE_x@@",
        "@@CODE_BLOCK-25@@",
        "@@CODE_BLOCK",
        "@@CODE",
        "@@LINK_DESTINATION_0@@",
    ],
)
def test_a_placeholder_is_one_even_if_it_is_cut_short(compare: Check, left: str) -> None:
    (finding,) = compare("# A\n\nrun it, you\n", f"# Ạ\n\nchạy {left} đi, bạn\n")
    assert (finding["rule"], finding["line"]) == ("placeholder", 3)
    assert finding["message"] == f"the translator's placeholder {left} was left here"


@pytest.mark.parametrize("kept", ["@@ -1,3 +1,4 @@", "a@@b", "@@CODEC", "@@VERSION"])
def test_other_marks_are_no_placeholders(compare: Check, kept: str) -> None:
    assert compare(f"# A\n\nrun it {kept}, you\n", f"# Ạ\n\nchạy đi {kept}, bạn\n") == []
    assert found(compare, "# A\n\nrun it, you\n", f"# Ạ\n\nchạy đi {kept}, bạn\n") == []


@pytest.mark.parametrize(
    "remark",
    [
        "Here is the translation:",
        "Sure! Here's the translated text in Vietnamese:",
        "I'm sorry, but I can't assist with that request.",
        "I cannot translate this content.",
        "As an AI language model, I cannot do this.",
        "以下是翻译结果：",
        "以下は日本語への翻訳です：",
        "다음은 번역입니다:",
        "Voici la traduction en français :",
        "Hier ist die deutsche Übersetzung:",
        "Aquí está la traducción al español:",
        "<|im_end|>",
        "[/INST]",
        "Translation for chunk 3 of 'README.md' skipped due to timeout.",
    ],
)
def test_what_a_machine_says_of_its_work_is_no_text(compare: Check, remark: str) -> None:
    source = "# A\n\nStart it.\n"
    (finding,) = compare(source, f"# Ạ\n\n{remark} Hãy chạy.\n")
    assert (finding["rule"], finding["line"]) == ("placeholder", 3)
    assert finding["message"] == f"a remark of the machine was left here: {remark}"
    as_in_source = compare(f"# A\n\n{remark} Start it.\n", f"# Ạ\n\n{remark} Hãy chạy.\n")
    assert "placeholder" not in [each["rule"] for each in as_in_source]


@pytest.mark.parametrize(
    "said",
    [
        "Here is the translation table of the course.",
        "The translation is here: look.",
        "We translate what you cannot translate.",
        "本页面的翻译由社区维护。",
    ],
)
def test_a_text_about_translations_is_none(compare: Check, said: str) -> None:
    findings = compare("# A\n\nStart it.\n", f"# Ạ\n\n{said}\n")
    assert "placeholder" not in [finding["rule"] for finding in findings]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ('{{% alert title="Hi" %}}', '{{% alert title="Chào" %}}'),
        ('{{< details "More" >}}', '{{< details "Thêm" >}}'),
        ("{{% alert title='Hi there' color=\"red\" %}}", '{{% alert title="Chào" color="red" %}}'),
        ('{{<  a   "b" >}}', '{{< a "ƀ" >}}'),
    ],
)
def test_texts_in_shortcodes_may_be_translated(
    compare: Check, source: str, translation: str
) -> None:
    assert compare(f"# A\n\n{source}\nhello\n", f"# A\n\n{translation}\nchào\n") == []


@pytest.mark.parametrize(
    ("source", "translation", "lines"),
    [
        ('{{% a title="b" %}}\nc\n{{% /a %}}', '{{% a title="ƀ" %}}\nç', [4]),
        ('{{< a "b" >}}\nc\n{{< /a >}}', '{{< ă "ƀ" >}}\nç\n{{< /ă >}}', [3, 5]),
        ('{{< f src="/a.png" title="b" >}}', '{{< f src="/ă.png" title="ƀ" >}}', [3]),
        ('{{< ref "docs/a.md" >}}', '{{< ref "docs/ă.md" >}}', [3]),
        ("{{% a level=2 %}}", "{{% a level=3 %}}", [3]),
    ],
)
def test_names_and_ends_of_shortcodes_stay(
    compare: Check, source: str, translation: str, lines: list[int]
) -> None:
    findings = compare(f"# A\n\n{source}\n", f"# A\n\n{translation}\n")

    assert [(f["rule"], f["line"]) for f in findings] == [("placeholder", line) for line in lines]


def test_braces_of_latex_are_no_variables(compare: Check) -> None:
    source, translation = r"It is $\frac{a}{max}$ here.", r"Nó là $\frac{a}{đỉnh}$ đó."

    assert compare(f"# A\n\n{source}\n", f"# A\n\n{translation}\n") == []

"""`link-target`: links outside tables, by what they resolve to."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check

FILES = {"docs/code/a.py": "", "docs/b.md": "# B", "images/x.png": "", "README.md": "# R"}
FOUR = (
    "[a](https://e.com/a)\n\n[b](https://e.com/b)\n\n[c](https://e.com/c)\n\n[d](https://e.com/d)\n"
)


@pytest.mark.parametrize(
    ("changed", "line", "message"),
    [
        pytest.param(
            FOUR.replace("e.com/b", "e.org/b"),
            3,
            "the link to https://e.com/b has another target: https://e.org/b",
            id="another host",
        ),
        pytest.param(
            FOUR.replace("e.com/b", "e.com/b?x=1"),
            3,
            "the link to https://e.com/b has another target: https://e.com/b?x=1",
            id="another query",
        ),
        pytest.param(
            FOUR.replace("e.com/b", "e.com/b#x"),
            3,
            "the link to https://e.com/b has another target: https://e.com/b#x",
            id="another fragment",
        ),
    ],
)
def test_a_difference_is_one_finding_at_its_line(
    compare: Check, changed: str, line: int, message: str
) -> None:
    (finding,) = compare(FOUR, changed)

    assert (finding["rule"], finding["line"]) == ("link-target", line)
    assert finding["message"] == message


def test_list_items_with_each_others_target_are_both_wrong(compare: Check) -> None:
    source = "- [a](https://e.com/a)\n- [b](https://e.com/b)\n"
    findings = compare(source, "- [ạ](https://e.com/b)\n- [ḅ](https://e.com/a)\n")

    assert [f["rule"] for f in findings] == ["link-target", "link-target"]


def test_a_lost_paragraph_is_no_cascade(compare: Check) -> None:
    (finding,) = compare(FOUR, FOUR.replace("[b](https://e.com/b)\n\n", ""))

    assert finding["message"] == "the link to https://e.com/b is missing"


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        pytest.param("[a](/docs/code/a.py)", "[ạ](../../../docs/code/a.py)", id="from the root"),
        pytest.param("[b](b.md)", "[ḅ](../../../docs/b.md)", id="a page, to the original"),
        pytest.param("[r](../README.md)", "[r](../../../README.md)", id="a page above"),
        pytest.param("[i](../../issues)", "[i](../../../../issues)", id="the forge's own pages"),
        pytest.param("[a](https://E.com)", "[ạ](https://e.com/)", id="the case of the host"),
        pytest.param("[a](https://e.com/a%20b)", "[ạ](<https://e.com/a b>)", id="its encoding"),
        pytest.param("https://e.com/a", "[ạ](https://e.com/a)", id="bare or not"),
        pytest.param(
            "[a][1]\n\n[1]: https://e.com", "[ạ](https://e.com)", id="by reference or not"
        ),
        pytest.param('<a href="https://e.com">a</a>', "[ạ](https://e.com)", id="HTML or not"),
        pytest.param("*[a](https://e.com)*", "**[ạ](https://e.com)**", id="emphasis"),
        pytest.param(
            "a",
            "ạ\n\n---\n\n**Tuyên bố**: [Co-op Translator](https://github.com/Azure/co-op-translator)",
            id="the disclaimer",
        ),
    ],
)
def test_what_resolves_to_the_same_is_equal(compare: Check, source: str, translation: str) -> None:
    files = {**FILES, "translations/vi/docs/b.md": "# B"}

    assert [f for f in compare(source, translation, files) if f["rule"] != "metadata-missing"] == []


def test_the_language_table_is_the_translators_own(compare: Check) -> None:
    languages = ("vi", "ko", "fr")
    files = {f"translations/{code}/docs/a.md": "A" for code in languages[1:]}
    source = " | ".join(f"[{c}](../translations/{c}/docs/a.md)" for c in languages)
    translation = "[vi](./a.md) | [fr](../../fr/docs/a.md) | [ko](../../ko/docs/a.md)"

    assert compare(source, translation, files) == []


@pytest.mark.parametrize(
    "text", ["`[a](https://e.com)`", "```\nhttps://e.com\n```", "<!-- https://e.com -->"]
)
def test_code_and_comments_have_no_links(compare: Check, text: str) -> None:
    changed = text.replace("https://e.com", "somewhere")
    rules = {finding["rule"] for finding in compare(f"a\n\n{text}", f"a\n\n{changed}")}

    # That the code differs is another fault.
    assert rules <= {"code-block"}


@pytest.mark.parametrize(
    ("query", "is_told"),
    [
        ("?next=/home", False),
        ("?next=/home&WT.mc_id=x", False),
        ("?next=//evil.example", True),
        ("", True),
    ],
)
def test_the_query_of_a_local_link_belongs_to_its_target(
    compare: Check, query: str, is_told: bool
) -> None:
    files = {"docs/x.html": "x"}
    source = "[a](x.html?next=/home) and more"
    findings = compare(source, f"[ạ](../../../docs/x.html{query}) và nữa", files)

    told = [finding["line"] for finding in findings if finding["rule"] == "link-target"]
    assert told == ([1] if is_told else [])


def test_the_query_of_a_local_image_may_go(compare: Check) -> None:
    translation = "![ạ](../../../images/x.png)"

    assert compare("![a](../images/x.png?raw=true)", translation, FILES) == []


def test_the_query_of_a_local_frame_belongs_to_what_it_shows(compare: Check) -> None:
    files = {"docs/x.html": "x"}
    source = 'a\n\n<iframe src="x.html?a=1"></iframe>'
    good = 'a\n\n<iframe src="../../../docs/x.html?a=1"></iframe>'

    assert compare(source, good, files) == []
    assert compare(source, good.replace("a=1", "a=//evil.example"), files) != []

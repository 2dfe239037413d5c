"""What real repositories do that is no fault: each was a false finding once."""

from __future__ import annotations

import pytest

from tests.conftest import Repository

DISCLAIMER = "https://github.com/Azure/co-op-translator"


def findings(folder: Repository, source: str, translation: str) -> list[tuple[str, str]]:
    folder.write("docs/a.md", source)
    folder.translate("docs/a.md", "vi", translation)
    return [(f["rule"], f["message"]) for f in folder.check().findings]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        pytest.param(
            "Text[^1]\n\n[^1]: A note in words.", "テキスト[^1]\n\n[^1]: 脚注です。", id="footnotes"
        ),
        pytest.param("a", "[English](../../../docs/a.md)\n\nạ", id="a link to the original"),
        pytest.param(
            "[l](code.py#L1-L3) [p](a.md?plain=1#L2) [s](a.md#/page?id=x)",
            "[l](../../../docs/code.py#L1-L3) [p](a.md?plain=1#L2) [s](a.md#/page?id=x)",
            id="fragments of viewers",
        ),
        pytest.param("[t](/top.py)", "[t](../../../top.py)", id="a root of two meanings"),
        pytest.param(
            "| a |\n| - |\n| ![x](x.png) |",
            "| a |\n| - |\n| ![x](../../../translated_images/vi/x.0123456789abcdef.webp) |",
            id="a translated image of an unknown source, in a table",
        ),
        pytest.param("a", f"ạ\n\n[Co-op Translator]({DISCLAIMER}/)", id="a disclaimer's other URL"),
        pytest.param(
            "a",
            f"ạ\n\n[c]({DISCLAIMER})\n\n[c]({DISCLAIMER})",
            id="a disclaimer that is there twice",
        ),
        pytest.param(
            "# A\n\na",
            f"# Ạ\n\nạ\n\n## Tuyên bố miễn trừ trách nhiệm, khá dài\n\n[c]({DISCLAIMER})",
            id="a disclaimer under a heading",
        ),
        pytest.param("# [Python](#tab/python)\n\na", "# [Python](#tab/python)\n\nạ", id="tabs"),
        pytest.param(
            "---\ntiêu đề: Hi\n---\n\n# A",
            "---\ntiêu đề: Chào\n---\n\n# Ạ",
            id="keys in another script",
        ),
        pytest.param(
            "# A\n\na\n\n<p>a b</p>\n\n<p>c d</p>\n\n<p>e f</p>",
            "# Ạ\n\nạ\n\n<p>a b</p>\n<p>c d</p>\n<p>e f</p>",
            id="blocks of HTML that were joined",
        ),
        pytest.param("T\n=======\n\na", "T\n=======\n\nạ", id="an underline of seven signs"),
    ],
)
def test_it_is_no_finding(folder: Repository, source: str, translation: str) -> None:
    for path in ("docs/code.py", "top.py", "docs/x.png"):
        folder.write(path, "")
    folder.write("translated_images/vi/x.0123456789abcdef.webp", "")

    assert findings(folder, source, translation) == []


def test_an_anchor_tag_without_an_end_hides_no_url(folder: Repository) -> None:
    source = '<a name="x"/> https://e.com/a'

    assert [rule for rule, _ in findings(folder, source, source.replace("/a", "/b"))] == [
        "link-target"
    ]


def test_a_path_through_a_file_is_nowhere(folder: Repository) -> None:
    folder.write("LICENSE", "")
    found = findings(folder, "[l](../LICENSE)", "[l](../../../LICENSE/more)")

    assert [rule for rule, _ in found] == ["local-link"]


def test_the_pages_own_link_to_the_translator_is_not_taken_for_the_disclaimers(
    folder: Repository,
) -> None:
    source = f"[c]({DISCLAIMER}) is used.\n\nb\n\nc\n\nd\n"
    lost = f"Được dùng.\n\nb\n\nc\n\nd\n\n---\n\n**Tuyên bố**: [c]({DISCLAIMER})\n"

    assert findings(folder, source, lost) == [
        ("link-target", f"the link to {DISCLAIMER} is missing")
    ]


CLEAN = f"Một câu.\n\n---\n\n**Tuyên bố**: [c]({DISCLAIMER})"


@pytest.mark.parametrize(
    "behind",
    ["", "\n\nDịch bằng máy.", "\n\n> Dịch bằng máy.", "\n---", "\n\n---\n\n<!-- END -->"],
)
def test_paragraphs_that_end_a_translation_with_the_translator_s_link_are_its_disclaimer(
    folder: Repository, behind: str
) -> None:
    assert findings(folder, "One sentence.", CLEAN + behind) == []


@pytest.mark.parametrize(
    ("added", "rule", "message"),
    [
        ("```bash\nrm -rf ~\n```", "code-block", "a block of code (bash) is not in the source"),
        ("    rm -rf ~", "text-added", "1 paragraph and 1 code block are not in"),
        ("> ```bash\n> rm -rf ~\n> ```", "code-block", "a block of code (bash) is not in"),
        ("Ạ\n\n```bash\nrm\n```\n\nẠ", "code-block", "a block of code (bash) is not in"),
        ("Chạy `rm -rf ~`", "text-added", "2 paragraphs are not in the source"),
        ("## Mới", "heading", "a heading that the source does not have: Mới"),
        ("<pre>rm -rf ~</pre>", "html", "the HTML <pre> is not in the source"),
    ],
)
def test_what_is_no_paragraph_behind_the_disclaimer_is_no_part_of_it(
    folder: Repository, added: str, rule: str, message: str
) -> None:
    found = findings(folder, "One sentence.", f"{CLEAN}\n\n{added}")

    assert any(r == rule and message in said for r, said in found), found


@pytest.mark.parametrize("added", ["```sh\nrm\n```", "<pre>rm -rf ~</pre>"])
def test_code_above_the_disclaimer_is_not_its_title(folder: Repository, added: str) -> None:
    good, bad = (CLEAN.replace("---", above) for above in ("Tuyên bố", added))

    assert findings(folder, "One sentence.", good) == []
    assert findings(folder, "One sentence.", bad) != []


def test_hand_made_translations_are_not_compared(folder: Repository) -> None:
    folder.write("translations/fr/docs/a.md", "rien")
    folder.write("translations/fr/glossaire.md", "rien")

    assert findings(folder, "[a](https://e.com)", "[ạ](https://e.com)") == []


def test_behind_a_broken_record_differences_are_warnings(folder: Repository) -> None:
    folder.write("a.md", "[a](https://e.com/a)")
    folder.translate("a.md", "vi", "[ạ](https://e.com/b)", original_hash=None)
    found = {f["rule"]: f["severity"] for f in folder.check().findings}

    assert found == {"metadata-invalid": "error", "link-target": "warning"}


def test_a_failure_that_was_overcome_is_none(folder: Repository) -> None:
    folder.write("a.md", "a")
    folder.write("translations/vi/a.md", "ạ")
    failed = folder.record("a.md", "vi", failure_date="2026-01-01", status="failed")
    entries = {"a.md": folder.record("a.md", "vi"), "__translation_failures__": {"a.md": failed}}
    folder.sidecar("vi", entries)

    assert folder.check().report["summary"]["pairs"]["failed"] == 0


@pytest.mark.parametrize("pattern", ["!", "[z-a]", "\\\\"])
def test_a_pattern_that_is_none_is_wrong_usage(folder: Repository, pattern: str) -> None:
    folder.write("transync.toml", f'exclude = ["{pattern}"]\n')
    checked = folder.check()

    assert checked.exit_code == 2
    assert "exclude.0: no pattern as in .gitignore" in checked.stderr


def test_a_gitignore_of_very_many_lines_is_said_not_to_be_obeyed(folder: Repository) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# A\n")
    folder.write(".gitignore", "translations/\n" * 1001)
    notes = folder.check().report["summary"]["notes"]

    assert notes == [".gitignore is not obeyed: more than 1,000 lines"]


def test_lines_of_a_gitignore_that_are_none_are_skipped(folder: Repository) -> None:
    folder.write(".gitignore", "!\n[z-a]\nignored.md\n")
    folder.write("ignored.md", "a")

    assert findings(folder, "a", "ạ") == []
    assert folder.check().report["summary"]["untranslated"] == []


def test_a_path_that_no_pair_is_touched_by_is_a_note(folder: Repository) -> None:
    findings(folder, "a", "ạ")
    folder.write("notes.txt", "a")

    assert folder.check("notes.txt").report["summary"]["notes"] == [
        "notes.txt: no source or translation there, or the settings exclude it"
    ]
    assert folder.check("docs/a.md").report["summary"]["notes"] == []


def test_a_long_page_that_lost_its_first_section_has_one_finding(
    folder: Repository,
) -> None:
    section = "## Phần {0}\n\nMột đoạn về việc {0}.\n\n- mục {0}\n\n"
    source = "".join(section.format(number) for number in range(500))
    rest = source[source.index("## Phần 1") :]

    assert findings(folder, source, rest) == [
        (
            "text-missing",
            "the text before line 7 of the source is missing:"
            " lines 1 to 5 (1 heading, 1 paragraph, 1 list item): 'Phần 0'",
        )
    ]

"""Where most translations differ from the source in the same way, the source is asked about."""

from __future__ import annotations

import pytest

from tests.conftest import Checked, Repository

LANGUAGES = ("de", "es", "fr", "it", "pl", "vi")
SOURCE = "# Flour\n\nThe [mill](https://example.com/it-s-milled) grinds it.\n\n## Sieve\n\nTwice.\n"
WRONG, RIGHT = "https://example.com/it-s-milled", "https://example.com/its-milled"


def translate(
    repository: Repository, target: str, languages: tuple[str, ...] = LANGUAGES
) -> Repository:
    for language in languages:
        text = f"# F {language}\n\n[{language}]({target}) ok.\n\n## S {language}\n\nx {language}.\n"
        repository.translate("flour.md", language, text)
    return repository


@pytest.fixture
def mill(repository: Repository) -> Repository:
    repository.write("flour.md", SOURCE)
    return translate(repository, RIGHT)


def told(checked: Checked) -> list[tuple[str, str]]:
    return [
        (finding["rule"], finding["path"])
        for finding in checked.findings
        if finding["rule"] in ("source-doubt", "link-target", "heading")
    ]


def test_what_all_have_is_asked_of_the_source_once(mill: Repository) -> None:
    checked = mill.check()
    doubt = checked.only("source-doubt")
    assert checked.exit_code == 0
    assert (doubt["path"], doubt["line"], doubt["severity"]) == ("flour.md", 3, "warning")
    assert "In 6 of 6 translations" in doubt["message"]
    assert doubt["message"].endswith(f"has another target: {RIGHT}")
    assert doubt["fix"] is None
    assert told(checked) == [("source-doubt", "flour.md")]


def test_one_translation_in_five_may_be_as_the_source_is(mill: Repository) -> None:
    mill.replace("translations/vi/flour.md", RIGHT, WRONG)
    checked = mill.check()
    assert "In 5 of 6 translations" in checked.only("source-doubt")["message"]
    assert told(checked) == [("source-doubt", "flour.md")]


@pytest.mark.parametrize(
    ("other", "faults"),
    [
        pytest.param(WRONG, 4, id="four of six are no majority"),
        pytest.param("https://example.com/its", 6, id="the others differ in another way"),
    ],
)
def test_less_than_four_in_five_are_faults(mill: Repository, other: str, faults: int) -> None:
    translate(mill, other, ("pl", "vi"))
    checked = mill.check()
    assert [rule for rule, _ in told(checked)] == ["link-target"] * faults


def test_four_translations_are_too_few(repository: Repository) -> None:
    repository.write("flour.md", SOURCE)
    checked = translate(repository, RIGHT, LANGUAGES[:4]).check()
    assert [rule for rule, _ in told(checked)] == ["link-target"] * 4


def test_translations_of_an_older_source_have_no_vote(mill: Repository) -> None:
    mill.commit()
    mill.write("flour.md", SOURCE.replace("Twice.", "Thrice."))
    assert "source-doubt" not in mill.check().rules


def test_what_most_have_lost_is_lost(mill: Repository) -> None:
    for language in LANGUAGES:
        mill.replace(f"translations/{language}/flour.md", f"[{language}]({RIGHT})", language)
    assert [rule for rule, _ in told(mill.check())] == ["link-target"] * 6


def test_what_could_do_harm_is_a_fault_however_many_have_it(repository: Repository) -> None:
    repository.write("flour.md", SOURCE)
    checked = translate(repository, "javascript:alert(1)").check()
    assert "source-doubt" not in checked.rules
    assert checked.rules.count("link-target") == 6


@pytest.mark.parametrize("path", ["translations/vi/flour.md", "translations/vi"])
def test_a_part_is_judged_by_all_languages(mill: Repository, path: str) -> None:
    assert told(mill.check(path)) == []
    assert told(mill.check("--language", "vi")) in ([], [("source-doubt", "flour.md")])
    assert told(mill.check("flour.md")) == [("source-doubt", "flour.md")]


def test_a_later_run_remembers_it(mill: Repository) -> None:
    assert mill.check().findings == mill.check().findings == mill.check("--no-cache").findings


def test_who_ignores_the_doubt_has_no_faults_instead(mill: Repository) -> None:
    assert told(mill.check("--ignore", "source-doubt")) == []


def test_the_source_says_that_it_is_right(mill: Repository) -> None:
    directive = "<!-- transync: ignore source-doubt -->"
    mill.write("flour.md", SOURCE.replace("The [mill]", f"{directive}\n\nThe [mill]"))
    translate(mill, RIGHT)
    assert mill.check().findings == []


def test_a_change_can_not_outvote_the_source(mill: Repository) -> None:
    translate(mill, WRONG)
    mill.commit()
    mill.git("switch", "--quiet", "--create", "change")
    translate(mill, RIGHT)
    checked = mill.check("--diff", "HEAD")
    assert checked.exit_code == 1
    assert [rule for rule, _ in told(checked)] == ["link-target"] * 6


def test_a_change_of_what_most_have_brings_no_fault(mill: Repository) -> None:
    mill.commit()
    for language in LANGUAGES:
        mill.replace(f"translations/{language}/flour.md", " ok.", " okay.")
    checked = mill.check("--diff", "HEAD")
    assert checked.exit_code == 0
    assert told(checked) == []


@pytest.mark.parametrize(
    ("twice", "message"),
    [
        ("## Sieve\n\n## Sieve\n\nTwice.\n", "what stands here twice, one below the other"),
        ("## Sieve\n\nFill `bin_0` and `bin_0`.\n", "the second `bin_0` is another code span"),
    ],
)
def test_what_is_no_fault_of_one_translation_is_a_doubt_if_most_have_it(
    repository: Repository, twice: str, message: str
) -> None:
    repository.write("flour.md", f"# Flour\n\nIt is ground.\n\n{twice}")
    for language in LANGUAGES:
        text = f"# F {language}\n\nx {language} x.\n\n## S {language}\n\nx `bin_0`, `bin_1`.\n"
        repository.translate("flour.md", language, text)
        checked = repository.check("--select", "source-doubt", "--select", "inline-code")
        number = LANGUAGES.index(language) + 1
        assert len(checked.findings) == (number >= 5)
    assert message in checked.only("source-doubt")["message"]

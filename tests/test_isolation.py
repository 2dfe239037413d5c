"""Whatever stops the work on a page is a finding of that page, and everything else is reported."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import transync.rules
from tests.conftest import Repository
from tests.faulty import RULES
from transync.rules import all_rules

SOURCE = "# A\n\n[b](b.md) and [c](https://example.com/c)\n"
LOST = "# A\n\n[b](b.md)\n"
FAILED = "transync failed here; please report it"
NOT_COMPARED = "the page was not compared"


@pytest.fixture
def faulty(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    """A repository with a lost link in `ko`, for a check with a rule that fails on demand."""
    monkeypatch.setattr(transync.rules, "__path__", [*transync.rules.__path__, str(RULES)])
    all_rules.cache_clear()
    repository.write("a.md", SOURCE)
    repository.write("b.md", "# B\n")
    for language in ("ko", "vi", "de"):
        repository.translate("a.md", language, LOST if language == "ko" else SOURCE)
        repository.translate("b.md", language, "# B\n")
    yield repository
    all_rules.cache_clear()


def trip(repository: Repository, how: str, page: str = "a.md", language: str = "vi") -> str:
    """Let a rule fail on a translation of a page."""
    text = (repository.root / page).read_text(encoding="utf-8")
    return repository.translate(page, language, f"{text}\n<!-- trips {how} -->\n")


@pytest.mark.parametrize(
    ("how", "detail"),
    [
        ("KeyError", "KeyError in transync.rules.trips, line "),
        ("OSError", "FileNotFoundError in transync.rules.trips, line "),
        ("recursion", "RecursionError in transync.rules.trips, line "),
    ],
)
def test_a_rule_that_fails_on_a_translation_is_told_there_and_the_rest_is_reported(
    faulty: Repository, how: str, detail: str
) -> None:
    page = trip(faulty, how)
    checked = faulty.check()

    assert checked.exit_code == 3
    assert checked.rules == ["internal-error", "link-target"]
    finding = next(f for f in checked.findings if f["rule"] == "internal-error")
    assert (finding["path"], finding["line"], finding["severity"]) == (page, 1, "error")
    assert finding["message"].startswith(f"{FAILED}: {detail}")
    assert finding["source"]["path"] == "a.md"


def test_the_other_rules_have_their_say_on_a_translation_on_which_one_fails(
    faulty: Repository,
) -> None:
    trip(faulty, "KeyError", language="ko")
    page = faulty.root / "translations/ko/a.md"
    page.write_text(page.read_text(encoding="utf-8").replace(" and [c](https://example.com/c)", ""))

    assert faulty.check().rules == ["internal-error", "link-target"]


@pytest.mark.parametrize("how", ["entangled", "memory"])
def test_a_page_that_is_too_entangled_is_not_compared_and_the_rest_is_reported(
    faulty: Repository, how: str
) -> None:
    page = trip(faulty, how)
    checked = faulty.check()
    reasons = {
        "entangled": "its rows could be anything",
        "memory": "there is not enough memory for it",
    }

    assert checked.exit_code == 1
    assert checked.rules == ["link-target", "not-compared"]
    (finding,) = [f for f in checked.findings if f["rule"] == "not-compared"]
    assert (finding["path"], finding["message"]) == (page, f"{NOT_COMPARED}: {reasons[how]}")


def test_a_rule_that_fails_on_a_source_is_told_of_it_alone(faulty: Repository) -> None:
    faulty.write("b.md", "# B\n\n<!-- trips KeyError -->\n")
    faulty.translate("b.md", "vi", "# B\n")
    checked = faulty.check()

    assert [(f["path"], f["rule"]) for f in checked.findings if f["rule"] == "internal-error"] == [
        ("b.md", "internal-error")
    ]

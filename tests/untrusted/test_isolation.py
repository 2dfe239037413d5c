"""Whatever stops the work on a page is a finding of that page, and everything else is reported."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import transync
import transync.rules
from tests.conftest import Checked, Repository
from tests.faulty import RULES, SECRET, read_markdown
from transync.documents.parse import markdown
from transync.rules import all_rules

SOURCE = "# A\n\n[b](b.md) and [c](https://example.com/c)\n"
LOST = "# A\n\n[b](b.md)\n"
FAILED = "transync failed here; please report it"
NOT_COMPARED = "the page was not compared"
# How a page fails, and what is said of it then.
FAULTS = {
    "KeyError": f"{FAILED}: KeyError in ",
    "OSError": f"{FAILED}: FileNotFoundError in ",
    "RecursionError": f"{FAILED}: RecursionError in ",
    "MemoryError": f"{NOT_COMPARED}: there is not enough memory for it",
    "NotComparedError": f"{NOT_COMPARED}: its rows could be anything",
}
BUGS = ("KeyError", "OSError", "RecursionError")


@pytest.fixture
def faulty(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    """A repository with a lost link in `ko`, for commands that fail where a text says so."""
    monkeypatch.setattr(transync.rules, "__path__", [*transync.rules.__path__, str(RULES)])
    monkeypatch.setattr(markdown, "read_markdown", read_markdown)
    all_rules.cache_clear()
    repository.write("a.md", SOURCE)
    repository.write("b.md", "# B\n")
    for language in ("ko", "vi", "de"):
        repository.translate("a.md", language, LOST if language == "ko" else SOURCE)
        repository.translate("b.md", language, "# B\n")
    yield repository
    all_rules.cache_clear()


def trip(repository: Repository, how: str, where: str = "rule", text: str = SOURCE) -> str:
    """Let the rule or the parser fail on the translation of `a.md` to `vi`."""
    return repository.translate("a.md", "vi", f"{text}\n<!-- {where}: {how} -->\n")


def stops(checked: Checked) -> list[tuple[str, str]]:
    """The pages that were stopped, and the rule that says so."""
    rules = ("internal-error", "not-compared")
    return [(f["path"], f["rule"]) for f in checked.findings if f["rule"] in rules]


@pytest.mark.parametrize("where", ["rule", "parser"])
@pytest.mark.parametrize("how", FAULTS)
def test_a_page_that_stops_the_work_is_told_and_the_rest_is_reported(
    faulty: Repository, how: str, where: str
) -> None:
    page = trip(faulty, how, where)
    checked = faulty.check()
    rule = "internal-error" if how in BUGS else "not-compared"

    assert checked.exit_code == (3 if how in BUGS else 1)
    assert checked.rules == sorted([rule, "link-target"])
    finding = next(f for f in checked.findings if f["rule"] == rule)
    assert (finding["path"], finding["line"], finding["severity"]) == (page, 1, "error")
    assert (finding["language"], finding["source"]["path"]) == ("vi", "a.md")
    assert finding["message"].startswith(FAULTS[how])
    assert checked.stderr == ""


@pytest.mark.parametrize("how", BUGS)
def test_the_other_rules_have_their_say_on_a_page_on_which_one_fails(
    faulty: Repository, how: str
) -> None:
    page = trip(faulty, how, text=LOST)
    found = [(f["path"], f["rule"]) for f in faulty.check().findings]

    assert found == [
        ("translations/ko/a.md", "link-target"),
        (page, "internal-error"),
        (page, "link-target"),
    ]


@pytest.mark.parametrize("where", ["rule", "parser"])
def test_what_the_record_of_a_stopped_page_says_is_told(faulty: Repository, where: str) -> None:
    page = trip(faulty, "KeyError", where)
    record = {"original_hash": "0" * 32, "source_file": "c.md"}
    faulty.translate("a.md", "vi", f"{SOURCE}\n<!-- {where}: KeyError -->\n", **record)
    found = {f["rule"] for f in faulty.check().findings if f["path"] == page}

    assert found == {"internal-error", "stale", "metadata-mismatch"}


def test_a_stopped_page_without_record_lacks_one(faulty: Repository) -> None:
    page = faulty.write("translations/vi/a.md", "# A\n\n<!-- parser: KeyError -->\n")
    found = {f["rule"] for f in faulty.check().findings if faulty.root / f["path"] == page}

    assert found == {"internal-error", "metadata-missing"}


def test_a_source_that_stops_its_own_rules_is_told_once(faulty: Repository) -> None:
    faulty.write("b.md", "# B\n\n<!-- rule: KeyError -->\n")
    for language in ("ko", "vi", "de"):
        faulty.translate("b.md", language, "# B\n")

    assert stops(faulty.check()) == [("b.md", "internal-error")]


def test_a_source_that_the_parser_fails_on_is_told_once(faulty: Repository) -> None:
    faulty.write("b.md", "# B\n\n<!-- parser: NotComparedError -->\n")
    for language in ("ko", "vi", "de"):
        faulty.translate("b.md", language, "# B\n")

    assert stops(faulty.check()) == [("b.md", "not-compared")]


def test_a_source_that_was_stopped_as_it_was_stops_its_stale_translation(
    faulty: Repository,
) -> None:
    faulty.write("a.md", f"{SOURCE}\n<!-- parser: KeyError -->\n")
    page = faulty.translate("a.md", "vi", SOURCE)
    faulty.commit()
    faulty.write("a.md", SOURCE)

    assert stops(faulty.check()) == [(page, "internal-error")]


def test_a_page_that_others_link_to_is_told_by_itself(faulty: Repository) -> None:
    faulty.write("a.md", "# A\n\n[c](c.md#c)\n")
    for language in ("ko", "vi", "de"):
        faulty.translate("a.md", language, "# A\n\n[c](../../c.md#c)\n")
    faulty.write("c.md", "# C\n\n<!-- parser: KeyError -->\n")
    checked = faulty.check("--ignore", "untranslated-target,local-link,anchor")

    assert stops(checked) == [("c.md", "internal-error")]


@pytest.mark.parametrize("how", ["KeyError", "NotComparedError"])
@pytest.mark.parametrize(
    "hide",
    [
        {"transync.toml": '[per-file-ignores]\n"*.md" = ["link-target"]\n'},
        {"transync.toml": 'select = ["heading"]\n', "where": "parser"},
        {"arguments": "--select heading", "where": "parser"},
        {"arguments": "--ignore link-target"},
        {"arguments": "--language vi"},
        {"comment": "<!-- transync: ignore-file -->"},
        {"comment": "<!-- transync: ignore-file internal-error, not-compared -->"},
    ],
    ids=str,
)
def test_nothing_hides_a_stopped_page(faulty: Repository, how: str, hide: dict[str, str]) -> None:
    if "transync.toml" in hide:
        faulty.write("transync.toml", hide["transync.toml"])
    page = trip(faulty, how, hide.get("where", "rule"), f"{SOURCE}\n{hide.get('comment', '')}\n")
    checked = faulty.check(*hide.get("arguments", "").split())

    rule = "internal-error" if how == "KeyError" else "not-compared"
    assert stops(checked) == [(page, rule)]
    assert checked.exit_code == (3 if how == "KeyError" else 1)


@pytest.mark.parametrize(
    "settings",
    ['ignore = ["internal-error"]\n', '[per-file-ignores]\n"*" = ["not-compared"]\n'],
)
def test_settings_that_would_hide_a_stopped_page_are_refused(
    faulty: Repository, settings: str
) -> None:
    faulty.write("transync.toml", settings)
    checked = faulty.check()

    assert checked.exit_code == 2
    assert "can't be ignored; `exclude` leaves pages out" in checked.stderr


def test_an_argument_that_would_hide_a_stopped_page_is_refused(faulty: Repository) -> None:
    checked = faulty.check("--ignore", "link-target,internal-error")

    assert checked.exit_code == 2
    assert "ignore: internal-error can't be ignored" in checked.stderr


def test_a_page_that_is_excluded_stops_nothing(faulty: Repository) -> None:
    page = trip(faulty, "KeyError", "parser")
    faulty.write("transync.toml", f'exclude = ["{page}"]\n')

    assert faulty.check().rules == ["link-target", "missing-translation"]


@pytest.mark.parametrize("how", ["KeyError", "NotComparedError"])
def test_whoever_wants_exit_code_0_whatever_is_found_hears_of_a_bug(
    faulty: Repository, how: str
) -> None:
    trip(faulty, how, "parser")

    assert faulty.check("--exit-zero").exit_code == (3 if how == "KeyError" else 0)
    levels = "internal-error=warning,not-compared=warning"
    lenient = faulty.check("--severity", levels, "--select", "heading")
    assert lenient.exit_code == (3 if how == "KeyError" else 0)


@pytest.mark.parametrize("how", ["KeyError", "MemoryError"])
def test_what_may_go_well_in_the_next_run_is_not_remembered(
    faulty: Repository, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    for where in ("rule", "parser"):
        page = trip(faulty, how, where, LOST)
        assert len(stops(faulty.check())) == len(stops(faulty.check())) == 1
        with monkeypatch.context() as patch:
            patch.setattr("tests.faulty.trip", lambda text, where: None)
            patch.setattr("transync.rules.trips.trip", lambda text, where: None)
            again = faulty.check()

        found = [f["path"] for f in again.findings if f["rule"] == "link-target"]
        assert (stops(again), found) == ([], ["translations/ko/a.md", page])


@pytest.mark.parametrize("where", ["rule", "parser"])
def test_what_is_too_entangled_is_remembered_as_that(faulty: Repository, where: str) -> None:
    trip(faulty, "NotComparedError", where)
    cold, warm = faulty.check(), faulty.check()

    assert cold == warm == faulty.check("--no-cache")
    assert len(stops(cold)) == 1


def test_what_is_remembered_as_entangled_is_none_of_the_records(faulty: Repository) -> None:
    trip(faulty, "NotComparedError", "parser")
    cold = faulty.check("--select", "stale")
    faulty.check()

    assert faulty.check("--select", "stale") == cold


def test_a_baseline_holds_no_stopped_page(faulty: Repository) -> None:
    page = trip(faulty, "KeyError", text=LOST)
    written = faulty.run("baseline")
    held = json.loads((faulty.root / ".transync-baseline.json").read_text())["findings"]

    assert written.exit_code == 3
    assert "1 new finding not added" in written.stdout
    assert {entry["rule"] for entry in held} == {"link-target"}
    assert stops(faulty.check()) == [(page, "internal-error")]


def test_what_a_baseline_holds_of_a_stopped_page_is_not_gone(faulty: Repository) -> None:
    trip(faulty, "nothing", text=LOST)
    assert faulty.run("baseline").exit_code == 0
    before = (faulty.root / ".transync-baseline.json").read_text()
    trip(faulty, "KeyError", "parser", LOST)

    assert "gone" not in " ".join(faulty.check().report["summary"]["notes"])
    assert faulty.run("baseline", "--update").exit_code == 3
    assert (faulty.root / ".transync-baseline.json").read_text() == before


def test_a_comment_in_a_stopped_page_is_not_called_idle(faulty: Repository) -> None:
    comment = "<!-- transync: ignore-file heading -->"
    trip(faulty, "nothing", text=f"{SOURCE}\n{comment}\n")
    assert "unused-suppression" in faulty.check().rules
    trip(faulty, "KeyError", text=f"{SOURCE}\n{comment}\n")

    assert "unused-suppression" not in faulty.check().rules


def test_a_page_that_was_stopped_before_a_change_is_told_of_the_change(
    faulty: Repository,
) -> None:
    page = trip(faulty, "NotComparedError")
    faulty.commit()
    trip(faulty, "NotComparedError", text=f"{SOURCE}\nMore.\n")

    assert stops(faulty.check("--diff", "HEAD")) == [(page, "not-compared")]


@pytest.mark.parametrize("form", ["text", "concise", "json-lines", "github", "markdown", "gitlab"])
def test_every_output_tells_of_a_stopped_page(faulty: Repository, form: str) -> None:
    trip(faulty, "KeyError")
    checked = faulty.run("check", "--output-format", form)

    assert checked.exit_code == 3
    assert "internal-error" in checked.stdout
    assert FAILED in checked.stdout
    assert form == "markdown" or "KeyError in transync.rules.trips, line " in checked.stdout
    assert "words of the page" not in checked.stdout


def test_sarif_tells_of_a_stopped_page(faulty: Repository) -> None:
    page = trip(faulty, "KeyError")
    (results,) = json.loads(faulty.run("check", "--output-format", "sarif").stdout)["runs"]
    (result,) = [r for r in results["results"] if r["ruleId"] == "internal-error"]

    assert result["level"] == "error"
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert place == page
    assert result["message"]["text"].startswith(f"{FAILED}: KeyError in ")


def test_the_traceback_is_for_whoever_asks_for_it(faulty: Repository) -> None:
    trip(faulty, "KeyError")

    assert "transync.checking.evaluate, line " not in faulty.run("check").stdout
    shown = faulty.run("check", "--verbose").stdout
    assert "transync.checking.evaluate, line " in shown
    assert "tests.faulty, line " in shown
    assert "KeyError: '\\x1b[31m::error::#\u200c#[error] words of the page'" in shown


def test_a_traceback_says_nothing_of_the_machine(faulty: Repository) -> None:
    trip(faulty, "OSError")
    shown = faulty.run("check", "--verbose").stdout

    assert "FileNotFoundError\n" in shown
    assert SECRET not in shown
    assert str(Path(transync.rules.__file__).parents[1]) not in shown


def test_an_endless_traceback_is_cut(faulty: Repository) -> None:
    trip(faulty, "RecursionError")
    shown = faulty.run("check", "--verbose").stdout

    assert 20 < shown.count(", line ") < 60
    assert "\n      …\n" in shown


def test_a_hook_tells_of_a_stopped_page(faulty: Repository) -> None:
    page = trip(faulty, "KeyError")
    checked = faulty.run("hook", page, "translations/ko/a.md")

    assert checked.exit_code == 3
    assert FAILED in checked.stdout
    assert "error link-target" in checked.stdout
    assert faulty.run("hook", "translations/ko/a.md").exit_code == 1


@pytest.mark.parametrize("command", [["report"], ["report", "--format", "json"], ["worklist"]])
def test_reports_and_worklists_are_made_without_a_stopped_page(
    faulty: Repository, command: list[str]
) -> None:
    page = trip(faulty, "KeyError")
    made = faulty.run(*command)

    assert made.exit_code == 3
    assert f"transync: {page}: {FAILED}: KeyError in transync.rules.trips, line " in made.stderr
    assert made.stdout


def test_a_page_that_is_not_compared_is_told_beside_a_worklist(faulty: Repository) -> None:
    page = trip(faulty, "NotComparedError")
    made = faulty.run("worklist")

    assert (made.exit_code, made.stderr) == (
        0,
        f"transync: {page}: {NOT_COMPARED}: its rows could be anything\n",
    )


def test_a_fix_of_other_pages_is_made(faulty: Repository) -> None:
    trip(faulty, "KeyError", "parser")
    text = SOURCE.replace("](https", "] (https")
    page = faulty.root / faulty.translate("a.md", "ko", text)
    fixed = faulty.run("fix")

    assert fixed.exit_code == 3
    assert "](https://example.com/c)" in page.read_text(encoding="utf-8")
    assert FAILED in fixed.stderr


def test_a_rule_that_fails_on_a_record_is_told_of_its_page_and_the_text_is_compared(
    faulty: Repository,
) -> None:
    page = faulty.translate("a.md", "vi", LOST, source_file="record: KeyError")
    checked = faulty.check()

    assert stops(checked) == [(page, "internal-error")]
    assert {f["rule"] for f in checked.findings if f["path"] == page} == {
        "internal-error",
        "link-target",
        "metadata-mismatch",
    }
    assert checked.exit_code == 3


def test_a_rule_that_fails_on_records_of_what_is_gone_is_told_of_their_sidecar(
    faulty: Repository,
) -> None:
    faulty.write("c.md", "# C\n")
    record = faulty.record("c.md", "vi")
    (faulty.root / "c.md").unlink()
    sidecar = faulty.sidecar("vi", {"leftover: OSError.md": record})
    checked = faulty.check()

    assert stops(checked) == [(sidecar, "internal-error")]
    assert "link-target" in checked.rules


def test_a_rule_that_fails_on_an_image_is_told_of_it(faulty: Repository) -> None:
    faulty.write("images/one.png", b"\x89PNG one")
    faulty.write("images/two.png", b"\x89PNG two")
    entries: dict[str, object] = {}
    for name in ("one", "two"):
        source = f"images/{name}.png"
        stem = hashlib.sha256(source.encode()).hexdigest()[:16]
        image = f"{name}.{stem}.png"
        faulty.write(f"translated_images/vi/{image}", b"\x89PNG vi")
        entries[image] = faulty.record(source, "vi")
    entries[next(iter(entries))] = faulty.record(
        "images/one.png", "image: KeyError", source_file="images/one.png"
    )
    faulty.sidecar("vi", entries, "translated_images")
    faulty.write("images/two.png", b"\x89PNG other")
    checked = faulty.check()

    (stopped,) = stops(checked)
    assert stopped[0].startswith("translated_images/vi/one.")
    assert "image-stale" in checked.rules


def test_a_version_in_history_that_stops_the_work_is_told_beside_a_report(
    faulty: Repository,
) -> None:
    faulty.write("a.md", f"{SOURCE}\n<!-- parser: KeyError -->\n")
    page = faulty.translate("a.md", "vi", SOURCE)
    faulty.commit()
    faulty.write("a.md", SOURCE)
    for language in ("ko", "de"):
        faulty.translate("a.md", language, SOURCE)
    faulty.commit("2026-01-02")

    for command in (["report"], ["worklist"], ["diff", "a.md"], ["diff", page]):
        made = faulty.run(*command)
        assert made.exit_code == 3, command
        assert made.stderr.count(f"transync: {page}: {FAILED}: KeyError in ") == 1
        assert made.stdout
    assert f"{FAILED}: KeyError in " in faulty.run("diff", page).stdout.replace("\n", " ")


@pytest.mark.parametrize("how", ["KeyError", "NotComparedError"])
def test_a_stopped_page_is_not_recorded_as_up_to_date(faulty: Repository, how: str) -> None:
    page = faulty.translate("a.md", "vi", f"{SOURCE}\n<!-- rule: {how} -->\n")
    faulty.write("a.md", f"{SOURCE}\n")
    before = (faulty.root / page).read_bytes()
    stamped = faulty.run("stamp", page)

    assert stamped.exit_code == (3 if how == "KeyError" else 1)
    assert (faulty.root / page).read_bytes() == before


def test_a_program_gets_a_stopped_page_as_a_finding(faulty: Repository) -> None:
    page = trip(faulty, "KeyError", "parser")
    findings = transync.check(faulty.root, use_cache=False).findings

    (stopped,) = [finding for finding in findings if finding.rule == "internal-error"]
    assert (stopped.path, stopped.detail.partition(" in ")[0]) == (page, "KeyError")
    assert "KeyError: " in stopped.traceback

"""Stale translations and git's history: whose fault a difference is."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import Repository
from transync.staleness import origin

LATER = "2026-11-01"  # than any record
THEN = "# A\n\n[a](https://e.com/a)\n\n[b](https://e.com/b)\n"
NOW = THEN + "\n[c](https://e.com/c)\n"
FAITHFUL = "# Ạ\n\n[ạ](https://e.com/a)\n\n[ḅ](https://e.com/b)\n"
TABLE = (
    "<!-- CO-OP TRANSLATOR LANGUAGES TABLE START -->\nx\n"
    "<!-- CO-OP TRANSLATOR LANGUAGES TABLE END -->\n"
)


def told(repository: Repository) -> list[tuple[str, str, bool]]:
    findings = repository.check().findings
    return sorted((f["rule"], f["severity"], f["stale"]) for f in findings)


def translated_then(repository: Repository, text: str) -> None:
    """A translation of yesterday's source, and a source that has gained a link since."""
    repository.write("a.md", THEN)
    repository.translate("a.md", "vi", text)
    repository.commit(LATER)
    repository.write("a.md", NOW)


def test_what_the_source_gained_since_is_a_warning_under_the_stale_entry(
    repository: Repository,
) -> None:
    translated_then(repository, FAITHFUL)

    assert told(repository) == [("link-target", "warning", True), ("stale", "error", False)]


def test_what_the_translator_lost_is_an_error_all_the_same(repository: Repository) -> None:
    translated_then(repository, FAITHFUL.replace("[ạ](https://e.com/a)", "ạ"))

    assert told(repository) == [
        ("link-target", "error", False),
        ("link-target", "warning", True),
        ("stale", "error", False),
    ]


def test_a_warning_says_that_the_source_has_changed_since(repository: Repository) -> None:
    translated_then(repository, FAITHFUL)
    (message,) = (f["message"] for f in repository.check().findings if f["stale"])

    assert message == "the link to https://e.com/c is missing (the source has changed since)"


@pytest.mark.parametrize("change", ["\r\n", "\n"])
def test_line_endings_of_the_version_do_not_matter(repository: Repository, change: str) -> None:
    repository.write("a.md", THEN.replace("\n", change))
    repository.commit(LATER)
    repository.write("a.md", THEN)
    repository.translate("a.md", "vi", FAITHFUL.replace("[ạ](https://e.com/a)", "ạ"))
    repository.commit(LATER)
    repository.write("a.md", NOW)

    assert ("link-target", "error", False) in told(repository)


def test_without_that_version_every_difference_is_a_warning(repository: Repository) -> None:
    repository.write("a.md", THEN)
    repository.translate("a.md", "vi", FAITHFUL.replace("[ạ](https://e.com/a)", "ạ"))
    repository.write("a.md", NOW)
    repository.commit(LATER)

    assert told(repository) == [
        ("link-target", "warning", True),
        ("link-target", "warning", True),
        ("stale", "error", False),
    ]


def never_committed(repository: Repository, source: str) -> None:
    """A translation of a source that was rewritten before it was translated, and not committed."""
    repository.write("a.md", source)
    repository.commit(LATER)
    repository.write("a.md", source + "\nrewritten\n")
    text = source.replace("[b](https://e.com/b)", "ḅ")
    repository.translate("a.md", "vi", text, translation_date="2100-01-01T00:00:00+00:00")
    repository.write("a.md", source)
    repository.commit(LATER)


def test_a_source_that_was_never_committed_is_a_warning_that_names_the_cure(
    repository: Repository,
) -> None:
    never_committed(repository, TABLE + THEN)

    assert told(repository) == [("link-target", "error", False), ("stale", "warning", False)]
    assert repository.check().report["summary"]["pairs"]["stale"] == 1
    (stale,) = (f for f in repository.check().findings if f["rule"] == "stale")
    assert stale["message"].endswith("; commit a.md together with its translations")


def test_a_source_without_such_regions_is_simply_stale(repository: Repository) -> None:
    never_committed(repository, THEN)

    assert ("stale", "error", False) in told(repository)


def test_a_source_that_was_renamed_since_is_simply_stale(repository: Repository) -> None:
    repository.write("a.md", TABLE + THEN)
    repository.translate("a.md", "vi", FAITHFUL)  # years before the first commit of this name
    repository.write("a.md", TABLE + NOW)
    repository.commit(LATER)

    assert ("stale", "error", False) in told(repository)


def test_a_shallow_clone_does_not_know_what_was_never_committed(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    never_committed(repository, TABLE + THEN)
    repository.write("b.md", "b")
    repository.commit(LATER)
    clone = tmp_path / "clone"
    origin = repository.root.as_uri()
    subprocess.run(["git", "clone", "--quiet", "--depth=1", origin, str(clone)], check=True)
    monkeypatch.chdir(clone)

    assert ("stale", "error", False) in told(repository)


def test_a_repository_without_commits_has_no_history(repository: Repository) -> None:
    repository.write("a.md", THEN)
    repository.translate("a.md", "vi", FAITHFUL)
    repository.write("a.md", NOW)

    assert told(repository) == [("link-target", "warning", True), ("stale", "error", False)]


@pytest.mark.parametrize("bound", ["_MOST_OF_SOURCE", "_MOST_OF_ALL"])
@pytest.mark.parametrize(("newer", "is_found"), [(2, True), (8, False)])
def test_of_a_long_history_the_newest_versions_are_read(
    repository: Repository,
    monkeypatch: pytest.MonkeyPatch,
    bound: str,
    newer: int,
    is_found: bool,
) -> None:
    monkeypatch.setattr(origin, bound, 1000)
    translated_then(repository, FAITHFUL.replace("[ạ](https://e.com/a)", "ạ"))
    for number in range(newer):
        repository.write("a.md", f"{NOW}\n{number}{'!' * 200}\n")
        repository.commit(LATER)
    repository.write("a.md", NOW)

    lost = [f for f in repository.check().findings if "https://e.com/a" in f["message"]]

    assert [f["stale"] for f in lost] == [not is_found]


def test_the_bound_is_one_for_all_sources(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(origin, "_MOST_OF_ALL", len(THEN) + 1)
    for name in ("a.md", "b.md", "c.md"):
        repository.write(name, f"{THEN}\nIt is {name}.\n")
        repository.translate(name, "vi", FAITHFUL.replace("[ạ](https://e.com/a)", "ạ"))
    repository.commit(LATER)
    for name in ("a.md", "b.md", "c.md"):
        repository.write(name, f"{NOW}\nIt is {name}.\n")

    lost = [f for f in repository.check().findings if "https://e.com/a" in f["message"]]

    assert {f["path"]: f["stale"] for f in lost} == {
        "translations/vi/a.md": False,
        "translations/vi/b.md": True,
        "translations/vi/c.md": True,
    }

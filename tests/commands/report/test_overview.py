"""The state of every page: what counts as current, and what a finding is about."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Repository
from tests.rules.test_image_stale import name_of
from transync.api import check
from transync.commands.report.overview import Language, Overview
from transync.commands.report.survey import survey
from transync.config import load_settings
from transync.model import State
from transync.repository.tree import read_tree
from transync.rules import rule_names


def overview(**arguments: Any) -> Overview:
    """That of the repository in which the test stands."""
    tree = read_tree(Path.cwd())
    return survey(tree, load_settings(tree.root, None, rule_names()), check(".", **arguments))


def language(code: str, **arguments: Any) -> Language:
    (found,) = (lang for lang in overview(**arguments).languages if lang.code == code)
    return found


def rules(language: Language) -> dict[str, list[str]]:
    """The rules of the findings of each page."""
    return {page.pair.source: [f.rule for f in page.findings] for page in language.pages}


def test_each_language_has_its_pages_by_state(aging: Repository) -> None:
    de, vi = overview().languages

    assert [(p.pair.source, p.pair.state) for p in vi.pages] == [
        ("a.md", State.STALE),
        ("b.md", State.STALE),
        ("c.md", State.MISSING),
    ]
    assert [p.pair.state for p in de.pages] == [State.STALE, State.STALE, State.CURRENT]
    assert (de.current, de.wanted, vi.current, vi.wanted) == (1, 3, 0, 3)
    assert overview().current_share == pytest.approx(1 / 6)


def test_ages_are_counted_to_the_last_commit(aging: Repository) -> None:
    found = overview()
    pages = {(p.pair.source, p.pair.language): p.behind for p in found.pages}
    a = pages["a.md", "vi"]

    assert found.head is not None
    assert found.head.commit == aging.git("rev-parse", "HEAD").strip()
    assert found.head.time.isoformat() == "2026-03-03T12:00:00+00:00"
    assert a is not None
    assert (a.commits, a.days, a.since.date().isoformat()) == (2, 30, "2026-02-01")
    assert [language.oldest for language in found.languages] == [30, 30]
    assert pages["c.md", "de"] is None


def test_what_is_trivial_is_told_from_what_readers_miss(aging: Repository) -> None:
    pages = {p.pair.source: p for p in language("vi").pages}
    a, b = pages["a.md"].behind, pages["b.md"].behind

    assert a is not None
    assert not a.is_trivial
    assert {s.heading for s in a.sections if not s.is_trivial} == {"Use", "More"}
    assert b is not None
    assert b.is_trivial


def test_a_state_is_no_defect(aging: Repository) -> None:
    de, vi = overview().languages

    assert rules(de)["c.md"] == ["anchor"]
    assert rules(vi)["c.md"] == []
    assert (de.errors, vi.errors) == (1, 0)
    stated = {f.rule for lang in (de, vi) for page in lang.pages for f in page.findings}
    assert not stated & {"stale", "missing-translation", "orphan"}


def test_what_only_shows_that_a_page_is_stale_is_no_defect(aging: Repository) -> None:
    a = language("vi").pages[0]

    assert {f.rule for f in a.findings} == {"heading", "link-target"}
    assert (a.defects, a.errors, a.warnings, language("vi").warnings) == ((), 0, 0, 0)


def test_what_is_wrong_with_a_source_is_no_defect_of_its_translations(aging: Repository) -> None:
    assert [(f.rule, f.path, f.line) for f in overview().faults] == [("local-link", "a.md", 11)]


def test_an_orphan_is_not_wanted(aging: Repository) -> None:
    aging.translate("c.md", "vi", "# C\n\nSee [D](#d).\n\n## D\n\nFour.\n")
    (aging.root / "c.md").unlink()

    vi = language("vi")

    assert (vi.count(State.ORPHAN), vi.wanted, len(vi.pages)) == (1, 2, 3)
    assert rules(vi)["c.md"] == []


def test_a_broken_sidecar_is_a_fault_of_the_language(folder: Repository) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# A\n")
    folder.translate("a.md", "de", "# A\n")
    folder.write("translations/vi/.co-op-translator.json", "<<<<<<< ours\n")

    vi = language("vi")

    assert [f.rule for f in vi.findings] == ["metadata-invalid"]
    assert rules(vi) == {"a.md": []}
    assert vi.errors == 1
    assert (language("de").findings, overview().faults) == ((), ())


def test_a_broken_record_in_a_sidecar_is_a_fault_of_its_page(folder: Repository) -> None:
    folder.write("a.md", "# A\n")
    folder.write("b.md", "# B\n")
    folder.write("translations/vi/a.md", "# A\n")
    folder.write("translations/vi/b.md", "# B\n")
    folder.sidecar("vi", {"a.md": folder.record("a.md", "vi"), "b.md": "no record"})

    assert rules(language("vi")) == {"a.md": [], "b.md": ["metadata-invalid"]}


def test_a_stale_image_is_a_fault_of_the_language(folder: Repository) -> None:
    folder.write("a.md", "# A\n\n![x](x.png)\n")
    folder.write("x.png", b"now")
    image = name_of("x.png")
    folder.translate("a.md", "vi", f"# A\n\n![x](../../translated_images/vi/{image})\n")
    folder.write(f"translated_images/vi/{image}", b"then")
    record = folder.record("x.png", "vi", original_hash="0" * 32)
    folder.sidecar("vi", {image: record}, folder="translated_images")

    vi = language("vi")

    assert [f.rule for f in vi.findings] == ["image-stale"]
    assert rules(vi)["a.md"] == []


def test_two_folders_of_one_language_are_one_language(folder: Repository) -> None:
    for name in ("a.md", "b.md"):
        folder.write(name, "# A\n\nSee [x](#x).\n\n## X\n")
    folder.translate("a.md", "pt-BR", "# A\n\nSee [x](#x).\n\n## Y\n", folder="br")
    folder.translate("b.md", "pt-BR", "# A\n\nSee [x](#x).\n\n## X\n")

    (portuguese,) = overview().languages

    assert portuguese.code == "pt-BR"
    assert rules(portuguese) == {"a.md": ["anchor"], "b.md": []}
    assert portuguese.current_share == 1


def test_somebody_s_own_translations_are_left_out(folder: Repository) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# A\n")
    folder.write("translations/fr/a.md", "# A à la main\n")

    found = overview()

    assert [language.code for language in found.languages] == ["vi"]
    assert "1 translation in folders without any record left out" in found.notes


def test_what_the_baseline_holds_is_counted_apart(aging: Repository) -> None:
    assert aging.run("baseline").exit_code == 0

    found = overview()
    assert sum(language.errors for language in found.languages) == 0
    assert found.faults == ()
    # The dead anchor, the broken link, four stale pages and a missing one; and of each stale a.md
    # that its new heading and the link below it are missing.
    assert "11 known findings left out: the baseline holds them" in found.notes
    assert found.current_share == pytest.approx(1 / 6)
    assert language("de", use_baseline=False).errors == 1


def test_without_git_there_is_no_head_and_no_age(folder: Repository) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# A\n", original_hash="0" * 32)

    found = overview()

    assert (found.head, found.forge) == (None, None)
    assert [(p.pair.state, p.behind) for p in found.pages] == [(State.STALE, None)]
    assert found.languages[0].oldest is None


def test_before_the_first_commit_there_is_no_head(repository: Repository) -> None:
    repository.write("a.md", "# A\n")
    repository.translate("a.md", "vi", "# A\n")

    assert overview().head is None
    assert overview().current_share == 1


def test_the_forge_is_that_of_origin_without_credentials(aging: Repository) -> None:
    aging.git("remote", "add", "origin", "https://me:s3cret@github.com/owner/name.git")

    assert overview().forge == "https://github.com/owner/name"
    for form in ("text", "markdown", "json", "csv", "badge", "badge-svg"):
        assert "s3cret" not in aging.run("report", "--format", form).stdout


def test_the_same_repository_gives_the_same_bytes(aging: Repository) -> None:
    for form in ("text", "markdown", "json", "csv", "badge", "badge-svg"):
        first, second = (aging.run("report", "--format", form).stdout for _ in range(2))
        assert first == second
        assert first


def test_the_overview_says_the_same_as_the_check(aging: Repository) -> None:
    report = aging.check().report
    shown = json.loads(aging.run("report", "--format", "json").stdout)

    assert (
        sum(lang["current"] for lang in shown["languages"]) == report["summary"]["pairs"]["current"]
    )
    states = {"stale", "missing-translation"}
    defects = [f for f in report["findings"] if f["rule"] not in states and not f["stale"]]
    numbers = [n for lang in shown["languages"] for n in lang["findings"].values()]
    assert sum(numbers) + len(shown["faults"]) == len(defects)

"""The overview for programs, held against the schema that is published."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import Repository
from tests.test_schema import validator


def report(repository: Repository, *arguments: str) -> dict[str, Any]:
    checked = repository.run("report", "--format", "json", *arguments)
    assert checked.stdout.isascii()
    shown: dict[str, Any] = json.loads(checked.stdout)
    return shown


def test_an_overview_of_all_kinds_of_pages_is_valid(aging: Repository) -> None:
    aging.git("remote", "add", "origin", "git@github.com:owner/name.git")
    aging.write("translations/vi/.co-op-translator.json", "no json")
    aging.write("alone.md", "# Alone\n\nNobody translates this.\n")
    shown = report(aging)

    assert list(validator("overview").iter_errors(shown)) == []
    assert shown["untranslated"] == ["alone.md"]
    assert [len(language["others"]) for language in shown["languages"]] == [0, 1]
    assert len(shown["faults"]) == 1


def test_a_section_that_moved_is_one_that_the_schema_knows(repository: Repository) -> None:
    body = "Long enough a text to be known wherever it stands.\n"
    one, two, three = "## One\n\none\n\n", "## Two\n\ntwo\n\n", f"## Three\n\n{body}\n"
    repository.write("a.md", f"# A\n\n{one}{two}{three}")
    repository.translate("a.md", "vi", f"# A\n\n{one}{two}{three}")
    repository.commit()
    repository.write("a.md", f"# A\n\n{three}{one}{two}")
    shown = report(repository)

    assert list(validator("overview").iter_errors(shown)) == []
    assert shown["languages"][0]["pages"][0]["behind"]["sections"] == [
        {"heading": "Three", "line": 3, "status": "moved", "trivial": False}
    ]
    work = json.loads(repository.run("worklist", "--format", "json").stdout)
    assert list(validator("worklist").iter_errors(work)) == []
    assert "Three (moved)" in repository.run("worklist").stdout


def test_it_says_how_far_each_page_is_behind(aging: Repository) -> None:
    first = aging.git("rev-list", "--reverse", "HEAD").split()[0]
    _, vi = report(aging)["languages"]
    a, b, c = vi["pages"]

    assert a["behind"] == {
        "commit": first,
        "path": "a.md",
        "since": "2026-02-01T12:00:00+00:00",
        "commits": 2,
        "days": 30,
        "added": 5,
        "removed": 1,
        "trivial": False,
        "sections": [
            {"heading": "Use", "line": 5, "status": "changed", "trivial": False},
            {"heading": "More", "line": 9, "status": "added", "trivial": False},
        ],
    }
    assert b["behind"]["trivial"] is True
    assert (c["state"], c["behind"]) == ("missing", None)
    assert (vi["current"], vi["wanted"], vi["share"], vi["oldest"]) == (0, 3, 0, 30)
    assert vi["pairs"] == {
        "current": 0,
        "stale": 2,
        "unmanaged": 0,
        "orphan": 0,
        "failed": 0,
        "missing": 1,
    }


def test_it_says_which_rules_found_a_defect(aging: Repository) -> None:
    de, vi = report(aging)["languages"]

    assert [page["rules"] for page in de["pages"]] == [{}, {}, {"anchor": 1}]
    assert [page["rules"] for page in vi["pages"]] == [{}, {}, {}]
    assert de["findings"] == {"error": 1, "warning": 0}


def test_an_overview_of_nothing_is_valid(folder: Repository) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# A\n")
    folder.write("notes.txt", "Nothing of ours.\n")
    shown = report(folder, "--path", "notes.txt")

    assert list(validator("overview").iter_errors(shown)) == []
    assert (shown["wanted"], shown["share"], shown["languages"]) == (0, 1, [])


@pytest.mark.parametrize(
    "place",
    [
        "",
        "head",
        "languages.1",
        "languages.1.pairs",
        "languages.1.pages.0",
        "languages.1.pages.0.behind",
        "languages.1.pages.0.behind.sections.0",
        "faults.0",
    ],
)
def test_an_overview_with_a_key_more_or_less_is_not_valid(aging: Repository, place: str) -> None:
    checks, shown = validator("overview"), report(aging)
    part: Any = shown
    for step in place.split(".") if place else ():
        part = part[int(step) if step.isdigit() else step]

    for key in list(part):
        value = part.pop(key)
        assert not checks.is_valid(shown), key
        part[key] = value
    assert checks.is_valid(shown)
    part["more"] = 1
    assert not checks.is_valid(shown)

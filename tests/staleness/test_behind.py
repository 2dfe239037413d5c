"""How far a stale translation is behind its source, as git's history tells."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import Repository
from transync.checking.run import run
from transync.config import load_settings
from transync.model import Behind
from transync.repository.project import discover
from transync.repository.tree import read_tree
from transync.rules import rule_names
from transync.staleness.behind import Gaps, find_behind

TEXT = "# A\n\nIt is so.\n\n## B\n\nSo it is here, in many more words than there.\n"
TABLE = (
    "<!-- CO-OP TRANSLATOR LANGUAGES TABLE START -->\n[a](translations/vi/a.md)\n"
    "<!-- CO-OP TRANSLATOR LANGUAGES TABLE END -->\n"
)


def gaps(root: Path) -> Gaps:
    tree = read_tree(root)
    settings = load_settings(tree.root, None, rule_names())
    return find_behind(discover(tree, settings), settings, run(tree, settings).pairs)


def behind(repository: Repository, translation: str = "translations/vi/a.md") -> Behind:
    """How far a translation is behind, of a repository where history tells it."""
    return gaps(repository.root).behind[translation]


def translated(repository: Repository, text: str = TEXT) -> str:
    """A source and its translation, of New Year's Day."""
    repository.write("a.md", text)
    repository.translate("a.md", "vi", text)
    return repository.commit("2026-01-01")


def test_commits_and_days_count_from_the_commit_that_changed_the_source(
    repository: Repository,
) -> None:
    translated(repository)
    repository.write("b.md", "b")
    before = repository.commit("2026-01-05")
    repository.write("a.md", TEXT + "\nOne more.\n")
    repository.commit("2026-01-10")
    repository.write("b.md", "bb")
    repository.commit("2026-01-15")
    repository.write("a.md", TEXT.replace("so.", "thus.") + "\nOne more.\n")
    repository.commit("2026-01-20")
    repository.write("b.md", "bbb")
    repository.commit("2026-01-31")

    found = behind(repository)

    assert (found.commit, found.path) == (before, "a.md")
    assert found.since == datetime(2026, 1, 10, 12, tzinfo=UTC)
    assert (found.commits, found.days) == (2, 21)
    assert (found.added, found.removed) == (3, 1)
    assert [(s.heading, s.line, s.status, s.is_trivial) for s in found.sections] == [
        ("A", 1, "changed", False),
        ("B", 5, "changed", False),
    ]
    assert not found.is_trivial


def test_a_current_translation_is_not_behind(repository: Repository) -> None:
    translated(repository)

    assert gaps(repository.root) == Gaps({}, ())


def test_a_change_that_is_not_committed_is_no_commit_and_no_day(repository: Repository) -> None:
    commit = translated(repository)
    repository.write("a.md", TEXT + "\nOne more.\n")

    found = behind(repository)

    assert (found.commit, found.commits, found.days) == (commit, 0, 0)
    assert (found.added, found.removed) == (2, 0)


def test_what_was_taken_back_and_changed_again_counts_from_the_last_change(
    repository: Repository,
) -> None:
    translated(repository)
    repository.write("a.md", TEXT + "\nOne more.\n")
    repository.commit("2026-01-10")
    repository.write("a.md", TEXT)
    back = repository.commit("2026-01-15")
    repository.write("a.md", TEXT + "\nTwo more.\n")
    repository.commit("2026-01-20")

    found = behind(repository)

    assert (found.commit, found.commits, found.since.day) == (back, 1, 20)


def test_translations_of_different_versions_are_behind_by_different_days(
    repository: Repository,
) -> None:
    translated(repository)
    repository.write("a.md", TEXT + "\nOne more.\n")
    repository.translate("a.md", "ko", TEXT)
    repository.commit("2026-01-10")
    repository.write("a.md", TEXT + "\nTwo more.\n")
    repository.commit("2026-01-12")
    repository.commit("2026-01-20")

    found = gaps(repository.root).behind

    assert {path: (b.commits, b.days) for path, b in found.items()} == {
        "translations/ko/a.md": (1, 8),
        "translations/vi/a.md": (2, 10),
    }


def test_a_source_that_was_renamed_since_is_found_under_its_old_name(
    repository: Repository,
) -> None:
    commit = translated(repository)
    for old in ("a.md", "translations/vi/a.md"):
        repository.git("mv", old, old.replace("a.md", "b.md"))
    repository.write("b.md", TEXT + "\nOne more.\n")
    repository.commit("2026-01-03")
    repository.commit("2026-01-04")

    found = behind(repository, "translations/vi/b.md")

    assert (found.commit, found.path) == (commit, "a.md")
    assert (found.commits, found.days, found.added, found.removed) == (1, 1, 2, 0)
    assert [s.heading for s in found.sections] == ["B"]


def test_a_branch_counts_from_its_merge_with_each_of_its_commits_but_the_merge(
    repository: Repository,
) -> None:
    translated(repository)
    repository.git("switch", "--quiet", "--create", "side")
    for day in ("02", "03"):
        repository.write("a.md", TEXT + f"\n{day} more.\n")
        repository.commit(f"2026-01-{day}")
    repository.git("switch", "--quiet", "main")
    repository.write("b.md", "b")
    main = repository.commit("2026-01-10")
    repository.git("merge", "--quiet", "--no-ff", "--no-commit", "side")
    repository.commit("2026-01-20")
    repository.commit("2026-01-25")

    found = behind(repository)

    assert (found.commit, found.commits, found.days) == (main, 2, 5)


def test_a_version_of_a_branch_is_found_though_the_main_line_never_had_it(
    repository: Repository,
) -> None:
    repository.write("a.md", "# A\n")
    repository.commit("2026-01-01")
    repository.git("switch", "--quiet", "--create", "side")
    of_branch = translated(repository)
    repository.write("a.md", TEXT + "\nOne more.\n")
    repository.commit("2026-01-03")
    repository.git("switch", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-ff", "--no-edit", "side")
    repository.commit("2026-01-04")

    found = behind(repository)

    assert (found.commit, found.commits, found.since.day) == (of_branch, 1, 3)


@pytest.mark.parametrize(("was", "now"), [("\r\n", "\n"), ("\n", "\r\n")])
def test_other_line_endings_are_the_same_version(
    repository: Repository, was: str, now: str
) -> None:
    repository.write("a.md", TEXT.replace("\n", was))
    commit = repository.commit("2026-01-01")
    repository.write("a.md", TEXT.replace("\n", now))
    repository.translate("a.md", "vi", TEXT)
    repository.write("a.md", (TEXT + "\nOne more.\n").replace("\n", was))
    repository.commit("2026-01-02")

    assert (behind(repository).commit, behind(repository).added) == (commit, 2)


def test_a_page_whose_language_table_changed_is_behind_in_nothing_that_matters(
    repository: Repository,
) -> None:
    translated(repository, TABLE + TEXT)
    repository.write("a.md", TABLE.replace("(", "(./") + TEXT)
    repository.commit("2026-01-02")

    assert behind(repository).is_trivial
    assert [(s.heading, s.is_trivial) for s in behind(repository).sections] == [("", True)]


def test_a_version_that_was_never_committed_has_no_distance(repository: Repository) -> None:
    repository.write("a.md", TEXT)
    repository.translate("a.md", "vi", TEXT)
    repository.write("a.md", TEXT + "\nOne more.\n")
    repository.commit("2026-01-02")

    assert gaps(repository.root) == Gaps({}, ())


def test_a_shallow_clone_says_where_its_history_ends(
    repository: Repository, tmp_path: Path
) -> None:
    translated(repository)
    repository.write("a.md", TEXT + "\nOne more.\n")
    last = repository.commit("2026-01-02")
    clone = tmp_path / "clone"
    origin = repository.root.as_uri()
    subprocess.run(["git", "clone", "--quiet", "--depth=1", origin, str(clone)], check=True)

    assert gaps(clone) == Gaps(
        {},
        (
            f"history ends at {last[:8]} of 2026-01-02, as this clone is shallow: what some "
            "translations were made from is not known; `git fetch --unshallow`, or "
            "`fetch-depth: 0` of actions/checkout, gets the rest",
        ),
    )


def test_a_shallow_clone_that_holds_all_that_is_asked_says_nothing(
    repository: Repository, tmp_path: Path
) -> None:
    repository.write("z.md", "z")
    repository.commit("2025-12-31")
    translated(repository)
    repository.write("a.md", TEXT + "\nOne more.\n")
    repository.commit("2026-01-02")
    repository.commit("2026-01-05")
    clone = tmp_path / "clone"
    origin = repository.root.as_uri()
    subprocess.run(["git", "clone", "--quiet", "--depth=3", origin, str(clone)], check=True)

    found = gaps(clone)

    assert found.behind["translations/vi/a.md"].days == 3
    assert found.notes == ()


def test_a_plain_folder_knows_no_distance(folder: Repository) -> None:
    folder.write("a.md", TEXT)
    folder.translate("a.md", "vi", TEXT)
    folder.write("a.md", TEXT + "\nOne more.\n")

    assert gaps(folder.root) == Gaps({}, ())


def test_the_notebooks_cells_are_read_as_one_text(repository: Repository) -> None:
    cell = '{{"cell_type": "{}", "metadata": {{}}, "source": [\n{}\n]}}'

    def notebook(code: str) -> str:
        cells = (
            cell.format("markdown", '"# A\\n",\n"It is so."'),
            cell.format("code", f'"{code}"'),
            cell.format("markdown", '"## B"'),
        )
        return '{"cells": [' + ",\n".join(cells) + '], "metadata": {}, "nbformat": 4}'

    repository.write("a.ipynb", notebook("x = 1"))
    record = repository.record("a.ipynb", "vi")
    repository.sidecar("vi", {"a.ipynb": record})
    repository.write("translations/vi/a.ipynb", notebook("x = 1"))
    repository.commit("2026-01-01")
    repository.write("a.ipynb", notebook("x = 2"))
    repository.commit("2026-01-02")

    found = behind(repository, "translations/vi/a.ipynb")

    assert [(s.heading, s.line, s.is_trivial) for s in found.sections] == [("A", 2, False)]


def test_a_notebook_that_is_broken_since_has_changed_as_a_whole(repository: Repository) -> None:
    repository.write("a.ipynb", '{"cells": [], "metadata": {}}')
    repository.sidecar("vi", {"a.ipynb": repository.record("a.ipynb", "vi")})
    repository.write("translations/vi/a.ipynb", '{"cells": [], "metadata": {}}')
    repository.commit("2026-01-01")
    repository.write("a.ipynb", '{"cells": [')
    repository.commit("2026-01-02")

    found = behind(repository, "translations/vi/a.ipynb")

    assert [(s.heading, s.line, s.is_trivial) for s in found.sections] == [("", 1, False)]

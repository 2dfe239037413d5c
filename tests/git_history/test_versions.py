"""What history holds of a file: its versions in order, under all names that it had."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import Repository
from transync.git_history import open_history
from transync.repository.git_client import find_repository

LONG = "".join(f"A sentence that makes line {n} of the text.\n" for n in range(20))


def versions(root: Path, path: str) -> list[tuple[str, str]]:
    """The names that a file had, each with a text that it had, the newest first."""
    with open_history(find_repository(root), [path]) as history:
        found = history.versions.get(path, ())
        return [(v.path, (history.read(v.blob) or b"").decode() if v.blob else "") for v in found]


def first_commit(root: Path, path: str) -> str | None:
    with open_history(find_repository(root), [path]) as history:
        time = history.first_commit(path)
        return time.date().isoformat() if time else None


def test_the_newest_version_is_first(repository: Repository) -> None:
    for day, text in enumerate(("one", "two", "three"), 1):
        repository.write("a.md", text)
        repository.commit(f"2026-01-0{day}")

    assert versions(repository.root, "a.md") == [
        ("a.md", "three"),
        ("a.md", "two"),
        ("a.md", "one"),
    ]
    assert first_commit(repository.root, "a.md") == "2026-01-01"


def test_what_is_not_committed_is_no_version(repository: Repository) -> None:
    repository.write("a.md", "one")
    repository.commit()
    repository.write("a.md", "two")
    repository.write("b.md", "new")

    assert versions(repository.root, "a.md") == [("a.md", "one")]
    assert versions(repository.root, "b.md") == []


def test_a_rename_is_followed_and_another_after_it(repository: Repository) -> None:
    repository.write("a.md", LONG)
    repository.commit("2026-01-01")
    repository.git("mv", "a.md", "b.md")
    repository.write("b.md", LONG + "two\n")
    repository.commit("2026-01-02")
    (repository.root / "lessons").mkdir()
    repository.git("mv", "b.md", "lessons/c.md")
    repository.commit("2026-01-03")

    assert versions(repository.root, "lessons/c.md") == [
        ("lessons/c.md", LONG + "two\n"),
        ("b.md", LONG + "two\n"),
        ("a.md", LONG),
    ]
    assert first_commit(repository.root, "lessons/c.md") == "2026-01-01"


def test_another_file_that_got_the_old_name_later_is_none_of_its_versions(
    repository: Repository,
) -> None:
    repository.write("a.md", LONG)
    repository.commit("2026-01-01")
    repository.git("mv", "a.md", "b.md")
    repository.commit("2026-01-02")
    repository.write("a.md", "something else")
    repository.commit("2026-01-03")

    assert versions(repository.root, "b.md") == [("b.md", LONG), ("a.md", LONG)]
    assert versions(repository.root, "a.md")[0] == ("a.md", "something else")


def test_a_copy_has_no_versions_of_its_model(repository: Repository) -> None:
    repository.write("a.md", LONG)
    repository.commit("2026-01-01")
    repository.write("b.md", LONG)
    repository.commit("2026-01-02")

    assert versions(repository.root, "b.md") == [("b.md", LONG)]


def test_a_file_that_was_away_for_a_while_has_the_versions_of_before(
    repository: Repository,
) -> None:
    repository.write("a.md", "one")
    repository.commit("2026-01-01")
    repository.git("rm", "--quiet", "a.md")
    repository.commit("2026-01-02")
    repository.write("a.md", "two")
    repository.commit("2026-01-03")

    assert versions(repository.root, "a.md") == [("a.md", "two"), ("a.md", ""), ("a.md", "one")]


def branched(repository: Repository) -> None:
    """A branch that is merged after the main line went on."""
    repository.write("a.md", LONG)
    repository.commit("2026-01-01")
    repository.git("switch", "--quiet", "--create", "side")


def merge(repository: Repository) -> None:
    repository.git("merge", "--quiet", "--no-ff", "--no-edit", "side")


def test_versions_of_merged_branches_are_there_too(repository: Repository) -> None:
    branched(repository)
    repository.write("a.md", LONG + "side\n")
    repository.commit("2026-01-02")
    repository.write("a.md", LONG)
    repository.commit("2026-01-03")
    repository.git("switch", "--quiet", "main")
    repository.write("b.md", "b")
    repository.commit("2026-01-04")
    merge(repository)

    assert ("a.md", LONG + "side\n") in versions(repository.root, "a.md")


def test_an_edit_under_the_old_name_while_a_branch_renamed_the_file_is_a_version(
    repository: Repository,
) -> None:
    branched(repository)
    repository.git("mv", "a.md", "b.md")
    repository.commit("2026-01-02")
    repository.git("switch", "--quiet", "main")
    repository.write("a.md", LONG + "meanwhile\n")
    repository.commit("2026-01-03")
    merge(repository)

    assert ("a.md", LONG + "meanwhile\n") in versions(repository.root, "b.md")
    assert ("a.md", LONG) in versions(repository.root, "b.md")


def test_a_file_that_got_its_first_name_back_is_followed_under_both(
    repository: Repository,
) -> None:
    repository.write("a.md", LONG)
    repository.commit("2026-01-01")
    repository.git("mv", "a.md", "b.md")
    repository.write("b.md", LONG + "two\n")
    repository.commit("2026-01-02")
    repository.git("mv", "b.md", "a.md")
    repository.commit("2026-01-03")

    assert versions(repository.root, "a.md") == [
        ("a.md", LONG + "two\n"),
        ("b.md", LONG + "two\n"),
        ("a.md", LONG),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "a b.md",
        "ä/tiếng việt.md",
        "[a]*?.md",
        ":(exclude)a.md",
        "-a.md",
        'quo"te\t.md',
        "line\nbreak.md",
    ],
)
def test_any_name_has_its_history(repository: Repository, name: str) -> None:
    repository.write(name, "one")
    repository.write("other.md", "other")
    repository.commit("2026-01-01")
    repository.write(name, "two")
    repository.commit("2026-01-02")

    assert versions(repository.root, name) == [(name, "two"), (name, "one")]


@pytest.mark.parametrize(
    "setting",
    [
        ("log.showSignature", "true"),
        ("log.follow", "true"),
        ("log.showRoot", "false"),
        ("log.diffMerges", "separate"),
        ("diff.renames", "copies"),
        ("diff.noprefix", "true"),
        ("color.ui", "always"),
        ("core.quotePath", "true"),
        ("format.pretty", "oneline"),
    ],
)
def test_the_users_settings_of_git_change_nothing(
    repository: Repository, setting: tuple[str, str]
) -> None:
    repository.write("ä.md", LONG)
    repository.commit("2026-01-01")
    repository.git("mv", "ä.md", "b.md")
    repository.commit("2026-01-02")
    repository.git("config", *setting)

    assert versions(repository.root, "b.md") == [("b.md", LONG), ("ä.md", LONG)]


def test_a_shallow_clone_has_what_is_there_and_knows_no_beginning(
    repository: Repository, tmp_path: Path
) -> None:
    for day, text in enumerate(("one", "two", "three"), 1):
        repository.write("a.md", text)
        repository.commit(f"2026-01-0{day}")
    clone = tmp_path / "clone"
    origin = repository.root.as_uri()
    subprocess.run(["git", "clone", "--quiet", "--depth=2", origin, str(clone)], check=True)

    assert versions(clone, "a.md") == [("a.md", "three"), ("a.md", "two")]
    assert first_commit(clone, "a.md") is None
    with open_history(find_repository(clone), ["a.md"]) as history:
        assert history.commits.end
        assert history.commits.end.time.date().isoformat() == "2026-01-02"


def test_a_repository_without_commits_has_no_history(repository: Repository) -> None:
    repository.write("a.md", "one")

    assert versions(repository.root, "a.md") == []
    assert first_commit(repository.root, "a.md") is None


def test_a_plain_folder_has_no_history(folder: Repository) -> None:
    folder.write("a.md", "one")

    assert versions(folder.root, "a.md") == []


def test_hashes_may_be_longer(folder: Repository) -> None:
    folder.git("init", "--quiet", "--object-format=sha256")
    folder.git("config", "user.name", "A Writer")
    folder.git("config", "user.email", "writer@example.com")
    folder.write("a.md", "one\n")
    folder.commit("2026-01-01")

    assert versions(folder.root, "a.md") == [("a.md", "one\n")]

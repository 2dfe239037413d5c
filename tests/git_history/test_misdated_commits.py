"""A commit can have any date: one that can't be is told, and that of the commit before counts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import Repository

COMMANDS = (
    ("check", "--no-cache"),
    ("check", "--no-cache", "--diff", "HEAD~1"),
    ("report", "--no-cache"),
    ("report", "--no-cache", "--format", "html"),
    ("report", "--no-cache", "--format", "json"),
    ("worklist", "--no-cache"),
    ("diff", "a.md"),
    ("history",),
    ("history", "--by", "commit", "--format", "svg"),
    ("hook", "a.md", "translations/vi/a.md"),
    ("stamp", "--force", "translations/vi/a.md"),
)
SAID = "1 commit with a date that can't be ({}): that of the commit before counts"


def commit_at(repository: Repository, committer: str) -> str:
    """Replace HEAD by a commit that is the same, but for what is told of its committer."""
    lines = repository.git("cat-file", "commit", "HEAD").splitlines()
    lines = [f"committer {committer}" if "committer " in line else line for line in lines]
    (repository.root / ".git/commit").write_bytes("\n".join(lines).encode() + b"\n")
    options = ("-t", "commit", "-w", "--literally", ".git/commit")
    name = repository.git("hash-object", *options).strip()
    repository.git("update-ref", "HEAD", name)
    return name


@pytest.fixture
def stale(repository: Repository) -> Repository:
    """A page that has changed since it was translated, in the commit that is checked out."""
    repository.write("a.md", "# A\n\nOne.\n")
    repository.translate("a.md", "vi", "# A\n\nMột.\n")
    repository.commit("2026-01-05")
    repository.write("a.md", "# A\n\nTwo.\n")
    repository.commit("2026-01-14")
    return repository


@pytest.mark.parametrize(
    "committer",
    [
        pytest.param("A <a@e.com> 253370764800 +0000", id="the year 9999"),
        pytest.param("A <a@e.com> 300000000000 +0000", id="the year 11476"),
        pytest.param("A <a@e.com> 9223372036854775807 +0000", id="the largest signed number"),
        pytest.param("A <a@e.com> 18446744073709551615 +0000", id="the largest number"),
        pytest.param(f"A <a@e.com> {'9' * 5000} +0000", id="5,000 digits"),
        pytest.param("A <a@e.com> -1 +0000", id="a negative number"),
        pytest.param("A <a@e.com> soon", id="no number"),
        pytest.param("A", id="no date at all"),
    ],
)
def test_no_date_of_a_commit_is_a_crash(stale: Repository, committer: str) -> None:
    commit_at(stale, committer)
    for arguments in COMMANDS:
        checked = stale.run(*arguments)
        assert checked.exit_code in (0, 1), (arguments, checked.stderr)
        assert "9999" not in checked.stdout, arguments


def test_of_a_date_that_can_not_be_that_of_the_commit_before_counts(stale: Repository) -> None:
    name = commit_at(stale, "A <a@e.com> 300000000000 +0000")
    said = SAID.format(name[:8])
    told: dict[str, Any] = json.loads(stale.run("history", "--format", "json").stdout)
    report: dict[str, Any] = json.loads(stale.run("report", "--format", "json").stdout)

    assert told["notes"] == [said]
    assert [point["time"][:10] for point in told["points"]] == ["2026-01-05"]
    assert report["notes"] == [said]
    assert report["head"] == {"commit": name, "time": "2026-01-05T12:00:00+00:00"}
    assert said in stale.run("worklist").stdout + stale.run("worklist").stderr
    assert said in stale.run("diff", "a.md").stdout + stale.run("diff", "a.md").stderr


def test_a_date_that_can_be_counts_however_late_it_is(stale: Repository) -> None:
    commit_at(stale, "A <a@e.com> 253370764799 +0000")
    told: dict[str, Any] = json.loads(stale.run("history", "--format", "json").stdout)

    assert told["notes"] == []
    assert [point["time"][:4] for point in told["points"]] == ["2026", "9998"]

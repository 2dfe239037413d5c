"""Repositories with a history, to report on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Repository

A = "# A\n\nOne.\n\n## Use\n\nTwo.\n"
B = "# B\n\nThree.\n"
C = "# C\n\nSee [D](#d).\n\n## D\n\nFour.\n"

Commit = Callable[[str], None]


@pytest.fixture
def commit(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Commit:
    """Commits all that is there, at noon of a day."""

    def commit(day: str) -> None:
        monkeypatch.setenv("GIT_AUTHOR_DATE", f"{day}T12:00:00+00:00")
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T12:00:00+00:00")
        repository.git("add", "--all")
        repository.git("commit", "--quiet", "--message", f"The state of {day}")

    return commit


@pytest.fixture
def aging(repository: Repository, commit: Commit) -> Repository:
    """Three pages in two languages, which grow old; the last commit is of March 3.

    - `a.md`: a section was added on February 1, one was changed on February 11: stale in both, for
      30 days. It has a broken link of its own.
    - `b.md`: a blank line was added on March 3: stale in both, but nobody misses anything.
    - `c.md`: current in German, with a dead anchor; missing in Vietnamese.
    """
    for name, text in (("a.md", A), ("b.md", B), ("c.md", C)):
        repository.write(name, text)
        repository.translate(name, "de", text.replace("## D", "## De"))
    repository.translate("a.md", "vi", A)
    repository.translate("b.md", "vi", B)
    commit("2026-01-01")
    repository.write("a.md", A + "\n## More\n\nFive. See [x](gone.md).\n")
    commit("2026-02-01")
    repository.write("a.md", A.replace("Two.", "2.") + "\n## More\n\nFive. See [x](gone.md).\n")
    commit("2026-02-11")
    repository.write("b.md", B + "\n")
    commit("2026-03-03")
    return repository

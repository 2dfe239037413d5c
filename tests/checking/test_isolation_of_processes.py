"""Pages that stop the work in one of many processes or end these, and that use up a budget."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Checked, Repository
from transync.checking.plan import Resources
from transync.checking.run import run
from transync.config import Settings
from transync.model import Report
from transync.repository.cache import Cache
from transync.repository.tree import read_tree
from transync.untrusted.budget import ORDINARY, TOO_MUCH_MEMORY, TOO_MUCH_TIME, Budget

PROJECT = Path(__file__).parents[2]
LANGUAGES = ("ar", "bg", "cs", "da", "de", "fr", "hi", "ja", "ko", "nl", "pl", "th", "vi")
PAGES = 16
FAILED = "transync failed here; please report it"
NOT_COMPARED = "the page was not compared"
# The first look at the clock finds that it is used up: what takes no quarter of a second is done.
NO_TIME = Budget(seconds=0, more_seconds=0)
NO_MEMORY = Budget(memory=0, more_memory=0)


def text(page: int, *comments: str) -> str:
    code = f"```\n{'code ' * 2400}\n```\n"
    return "\n".join(
        (f"# Page {page}\n", f"[next](page-{(page + 1) % PAGES}.md) 2 3\n", code, *comments)
    )


@pytest.fixture
def large(repository: Repository) -> Repository:
    """As large as it takes for processes: 208 pairs, 2.7 MB."""
    for page in range(PAGES):
        repository.write(f"page-{page}.md", text(page))
        for language in LANGUAGES:
            repository.translate(f"page-{page}.md", language, text(page))
    return repository


def check(repository: Repository, *arguments: str) -> Checked:
    """The check whose parser and rule fail where a text says so."""
    command = [sys.executable, "-m", "tests.faulty", "check", "--output-format", "json"]
    done = subprocess.run(
        [*command, *arguments],
        cwd=repository.root,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    return Checked(done.returncode, done.stdout, done.stderr)


def told(findings: list[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    """The rule and the message of each finding that stops a page, by its path."""
    stops = ("internal-error", "not-compared")
    return {f["path"]: (f["rule"], f["message"]) for f in findings if f["rule"] in stops}


def test_many_processes_say_what_one_says_of_pages_that_stop_the_work(large: Repository) -> None:
    large.write("page-1.md", text(1, "<!-- rule: KeyError -->"))
    large.write("page-2.md", text(2, "<!-- parser: RecursionError -->"))
    for page in (1, 2):
        for language in LANGUAGES:
            large.translate(f"page-{page}.md", language, text(page))
    stopped = [
        large.translate("page-3.md", "vi", text(3, "<!-- parser: KeyError -->")),
        large.translate("page-4.md", "de", text(4, "<!-- rule: NotComparedError -->")),
        large.translate("page-5.md", "ko", text(5, "<!-- rule: OSError -->")),
    ]
    lost = large.translate("page-6.md", "fr", "# Page 6\n")
    one = check(large, "--no-cache", "--jobs", "1")

    assert check(large, "--no-cache", "--jobs", "2") == one
    assert (one.exit_code, one.stderr) == (3, "")
    assert told(one.findings).keys() == {"page-1.md", "page-2.md", *stopped}
    assert lost in {finding["path"] for finding in one.findings}
    assert check(large, "--jobs", "2") == check(large, "--jobs", "2") == one


def test_only_the_pages_at_which_processes_end_are_not_compared(large: Repository) -> None:
    expected = check(large, "--no-cache", "--jobs", "1")
    parsed = large.translate("page-3.md", "vi", text(3, "<!-- parser: kill -->"))
    compared = large.translate("page-4.md", "de", text(4, "<!-- rule: kill -->"))
    crashed = large.translate("page-5.md", "ko", text(5, "<!-- rule: crash -->"))
    large.write("page-6.md", text(6, "<!-- rule: crash -->"))
    for language in LANGUAGES:
        large.translate("page-6.md", language, text(6))
    lost = large.translate("page-7.md", "fr", "# Page 7\n")
    checked = check(large, "--jobs", "2")

    memory = "the system ends the process that works on it, as for want of memory"
    killed = ("not-compared", f"{NOT_COMPARED}: {memory}")
    failed = ("internal-error", f"{FAILED}: the process that works on it ends with signal 11")
    assert told(checked.findings) == {
        parsed: killed,
        compared: killed,
        crashed: failed,
        "page-6.md": failed,
    }
    assert (checked.exit_code, checked.stderr) == (3, "")
    others = [f for f in checked.findings if f["path"] not in told(checked.findings)]
    assert {f["path"] for f in others} == {lost}
    assert expected.findings == []
    # What ends processes in this run may not in the next one.
    assert told(check(large, "--jobs", "1").findings) == {}


class Heavy:
    """A repository with a page that takes a while, and one with a lost link that does not."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        half = "".join(
            f"## Part {part}\n\nText {part}, [next](#part-{part}) *and* `more`.\n\n"
            for part in range(5_000)
        )
        # Blocks have to be aligned where they are not of the same kinds in the same order.
        repository.write("heavy.md", f"# Heavy\n\n{half}{half}")
        repository.write("light.md", "# Light\n\n[a](https://example.com/a)\n")
        one_more = "This is one text more than the source has, and it says nothing else.\n\n"
        self.heavy = repository.translate("heavy.md", "vi", f"# Heavy\n\n{half}{one_more}{half}")
        self.light = repository.translate("light.md", "vi", "# Light\n")

    def check(
        self, budget: Budget, jobs: int = 1, cache: Cache | None = None, select: str = "link-target"
    ) -> Report:
        settings = Settings.model_validate({"select": [select]})
        resources = Resources(jobs=jobs, cache=cache, budget=budget)
        return run(read_tree(self.repository.root), settings, resources=resources)


@pytest.fixture
def heavy(repository: Repository) -> Heavy:
    return Heavy(repository)


def said(report: Report) -> set[tuple[str, str]]:
    return {(finding.rule, finding.path) for finding in report.findings}


@pytest.mark.parametrize(
    ("budget", "reason"),
    [(NO_TIME, TOO_MUCH_TIME), (NO_MEMORY, TOO_MUCH_MEMORY)],
    ids=["time", "memory"],
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_page_that_takes_too_much_to_be_read_is_not_compared(
    heavy: Heavy, jobs: int, budget: Budget, reason: str
) -> None:
    report = heavy.check(budget, jobs)

    assert said(report) == {
        ("not-compared", "heavy.md"),
        ("not-compared", heavy.heavy),
        ("link-target", heavy.light),
    }
    stopped = [f.text for f in report.findings if f.rule == "not-compared"]
    assert stopped == [f"{NOT_COMPARED}: {reason}"] * 2


def test_a_page_keeps_to_its_budget_in_a_thread_of_a_program(heavy: Heavy) -> None:
    reports: list[Report] = []
    thread = threading.Thread(target=lambda: reports.append(heavy.check(NO_TIME)))
    thread.start()
    thread.join(300)

    assert said(reports[0]) >= {("not-compared", heavy.heavy), ("link-target", heavy.light)}


def test_pages_that_take_too_long_to_compare_are_compared_in_a_run_that_has_the_time(
    heavy: Heavy, tmp_path: Path
) -> None:
    cache = Cache(tmp_path / "cache")
    wide = heavy.check(ORDINARY, cache=cache, select="heading")
    short = heavy.check(NO_TIME, cache=cache)
    again = heavy.check(ORDINARY, cache=cache)

    assert said(wide) == set()
    # The links of a source alone take a while as well.
    pages = {("link-target", heavy.light), ("not-compared", heavy.heavy)}
    assert pages <= said(short) <= pages | {("not-compared", "heavy.md")}
    assert said(again) == {("link-target", heavy.light)}

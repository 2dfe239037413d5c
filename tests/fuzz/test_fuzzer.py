"""The fuzzer itself: it repeats what it has done, knows a bad output, and makes a failure small."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import transync.rules
from tests.faulty import RULES
from tests.fuzz import outputs
from tests.fuzz.campaign import PROJECT
from tests.fuzz.project import Commit, Project, from_json, run_git, to_json
from tests.fuzz.running import Place, crash
from tests.fuzz.smaller import made_small, shorten
from tests.fuzz.trials import TRIALS, attempt
from tests.fuzz.worker import project_at
from transync.rules import all_rules

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="its names, links and limits are those of Linux"
)
PAGE = "translations/vi/a.md"
PAIR = {
    "a.md": b"# A\n\nText.\n",
    PAGE: b"# A\n\n[x](gone.md)\n",
    "translations/vi/.co-op-translator.json": b"{}",
}
FILLED = b"".join(b"Text number %d.\n\n" % number for number in range(20))


def test_a_number_stands_for_the_same_project_however_python_hashes() -> None:
    program = (
        "from tests.fuzz.worker import project_at; from tests.fuzz.project import to_json; "
        "print([to_json(project_at(1, number)) for number in range(12)])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=PROJECT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }

    assert len(said) == 1
    assert len(said.pop()) > 10_000


def test_a_project_is_the_same_after_it_was_kept() -> None:
    for number in range(40):
        project = project_at(1, number)
        assert from_json(to_json(project, "about it")) == project


def test_a_project_stands_on_the_disk_with_its_history() -> None:
    commits = (Commit(0, {"a.md": b"# Old\n", "b.md": b"x"}), Commit(1, {"b.md": None}))
    with Place(Project(PAIR, commits)) as place:
        assert {p: (place.root / p).read_bytes() for p in PAIR} == PAIR
        assert run_git(place.root, "log", "--format=%ct").split() == [b"1", b"0"]
        assert run_git(place.root, "show", "HEAD:a.md") == b"# Old\n"
        assert run_git(place.root, "ls-tree", "--name-only", "HEAD") == b"a.md\n"


@pytest.mark.parametrize("trial", TRIALS)
def test_all_holds_for_a_harmless_project(trial: str) -> None:
    commit = Commit(1_767_268_800, PAIR)
    failures, place = attempt(Project(PAIR, (commit,), trials=(trial,)))

    assert failures == []
    assert place.ran > 0


BAD_OUTPUTS = {
    "json": '{"schema": "another"}\n',
    "json-lines": "{}\n{\n",
    "sarif": '{"version": "2.1.0"}',
    "junit": "<testsuites><testsuite></testsuites>",
    "gitlab": '[{"description": "no place"}]',
    "concise": "a.md: error\n",
    "markdown": "<script>alert(1)</script>\n",
    "html": '<p onclick="x()">a</p>',
    "csv": "a,b\n=1+1,c\n",
    "svg": '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    "badge": "{",
    "patch": "--- a\n",
    "coloured": "\x1b[1mbold\x1b[0m \x1b]0;title\x07\n",
    "text": "a \u202e b\n",
    "errors": "::error::no\n",
}
GOOD_OUTPUTS = {
    "json-lines": "{}\n[]\n",
    "gitlab": "[]\n",
    "concise": "a.md:1:1: error anchor text\n",
    "markdown": "## A\n\n`<script>`\n",
    "html": "<p>a</p>",
    "csv": "a,b\n1,c\n",
    "svg": '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>',
    "badge": "{}",
    "patch": "",
    "coloured": "\x1b[1mbold\x1b[0m\n",
    "text": "سلام\u200c b\n",
    "errors": "transync: a.md: no such file\n",
}


@pytest.mark.parametrize("form", BAD_OUTPUTS)
def test_a_bad_output_is_known_as_one(form: str) -> None:
    assert outputs.fault(form, BAD_OUTPUTS[form].encode())


@pytest.mark.parametrize("form", GOOD_OUTPUTS)
def test_a_good_output_is_no_fault(form: str) -> None:
    assert outputs.fault(form, GOOD_OUTPUTS[form].encode()) == ""


def test_an_output_that_is_no_utf_8_is_a_fault() -> None:
    assert outputs.fault("text", b"\xff").startswith("no UTF-8")


def test_what_fails_is_made_as_short_as_it_can_be() -> None:
    text = b"one\n\ntwo is here\n\nthree\nand more [of it] all\n\nfour\n"

    assert shorten(text, lambda data: b"two" in data and b"[" in data) == b"two["


def test_nothing_is_left_out_of_what_no_longer_fails() -> None:
    project = Project(PAIR, trials=("outputs",))

    assert made_small(project, "no such failure", seconds=5) == project


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """A project on which a rule that fails on demand fails."""
    monkeypatch.setattr(transync.rules, "__path__", [*transync.rules.__path__, str(RULES)])
    all_rules.cache_clear()
    files = {**PAIR, "more.md": b"# More\n", PAGE: FILLED + b"<!-- rule: KeyError -->\n\n" + FILLED}
    yield Project(files, (Commit(0, files),), trials=("outputs", "histories"))
    all_rules.cache_clear()


def test_where_the_program_fails_is_found_and_made_small(faulty: Project) -> None:
    kind = "internal error KeyError in transync.rules.trips"

    assert [failure.kind for failure in attempt(faulty)[0]] == [kind]
    small = made_small(faulty, kind, seconds=60)
    assert small.files[PAGE] == b"rule: KeyError"
    assert (small.trials, small.commits) == (("outputs",), ())


def test_a_crash_is_known_by_its_exception_and_its_place() -> None:
    errors = (
        "Traceback (most recent call last):\n"
        '  File "/x/transync/run.py", line 5, in run\n'
        '  File "/x/transync/comparison/page.py", line 7, in page\n'
        '  File "/usr/lib/python3/json/decoder.py", line 1, in decode\n'
        "json.JSONDecodeError: Expecting value: line 1\n"
    )

    assert crash(errors) == "json.JSONDecodeError in transync/comparison/page.py/page"


def test_what_is_wrong_usage_is_no_failure() -> None:
    with Place(Project(PAIR)) as place:
        assert place.run("check", "--no-such-option").code == 2
        assert place.failures == []


def test_a_campaign_counts_what_it_tries_and_says_so(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "tests.fuzz",
        "--seed",
        "41",
        "--count",
        "3",
        "--seconds",
        "300",
    ]
    done = subprocess.run(
        [*command, "--out", tmp_path / "out"],
        cwd=PROJECT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "3 inputs" in done.stdout
    counted = json.loads((tmp_path / "out" / "statistics.json").read_text())
    assert (counted["inputs"], counted["failures"], counted["processes"]) == (3, {}, 1)
    assert counted["commands"] > 9
    assert [path.name for path in tmp_path.iterdir()] == ["out"]

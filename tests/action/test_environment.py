"""Where transync is installed, and what makes it another installation."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.action.runner import PROJECT, STEPS, Runner, applies


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(
        tmp_path, tmp_path, steps={"python": {"outputs": {"python-path": sys.executable}}}
    )


def test_what_is_installed_is_transync_as_it_is_here(environment: dict[str, str]) -> None:
    said = subprocess.run(
        [environment["python"], "-P", "-m", "transync", "--version"],
        capture_output=True,
        text=True,
        check=True,
        cwd=environment["folder"],
    ).stdout

    assert said == "transync, version 0.1.0\n"


def test_what_the_cache_brought_is_not_installed_again(
    runner: Runner, environment: dict[str, str]
) -> None:
    runner.temp = Path(environment["folder"]).parent
    ran = runner.run("install")

    assert ran.code == 0
    assert ran.log == f"transync is in the cache: {environment['key']}\n"


def test_another_version_or_system_has_another_key(
    runner: Runner, environment: dict[str, str]
) -> None:
    own = environment["key"]
    released = [runner.run("locate", version=v).outputs["key"] for v in ("0.1.0", "0.1.1")]
    runner.variables["RUNNER_ARCH"] = "ARM64"
    elsewhere = runner.run("locate").outputs["key"]

    assert len({own, *released, elsewhere}) == 4
    assert own.startswith("transync-Linux-X64-")
    assert elsewhere.startswith("transync-Linux-ARM64-")


@pytest.mark.parametrize("version", ["../evil", "0.1 --index-url=x", "-r x", "$(touch pwned)"])
def test_a_version_that_is_none_fails_before_anything_is_installed(
    runner: Runner, version: str
) -> None:
    for name in ("locate", "install"):
        ran = runner.run(name, version=version)

        assert ran.code == 2
        assert ran.errors == [
            f"::error title=transync::version: must be a release such as 0.1.0, not {version!r}"
        ]
    assert not (runner.workspace / "pwned").exists()


def test_an_installation_that_fails_says_so(runner: Runner) -> None:
    runner.variables |= {"PIP_NO_INDEX": "1"}
    ran = runner.run("install", version="0.0.0")

    assert ran.code != 0
    assert ran.errors == [
        "::error title=transync::transync==0.0.0 can't be installed; the log says why"
    ]


def test_what_is_not_as_it_was_locked_is_not_installed(tmp_path: Path) -> None:
    copy = tmp_path / "action"
    for name in ("action", "requirements", "src"):
        shutil.copytree(PROJECT / name, copy / name)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(PROJECT / name, copy)
    lock = copy / "requirements" / "build.txt"
    lock.write_text(re.sub(r"sha256:[0-9a-f]{8}", "sha256:00000000", lock.read_text()))
    done = subprocess.run(
        [sys.executable, "-P", "-m", "action.environment", "install"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(copy), "RUNNER_TEMP": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode != 0
    assert "DO NOT MATCH THE HASHES" in done.stderr
    assert "can't be installed; the log says why" in done.stdout


@pytest.mark.parametrize(
    ("event", "wanted", "is_used"),
    [
        ("push", "true", "true"),
        ("schedule", "true", "true"),
        ("workflow_dispatch", "true", "true"),
        ("schedule", "false", "false"),
        ("pull_request", "true", "false"),
        ("pull_request_target", "true", "false"),
        ("pull_request_review", "true", "false"),
        ("issue_comment", "true", "false"),
        ("workflow_run", "true", "false"),
        ("merge_group", "true", "false"),
        ("", "true", "false"),
    ],
)
def test_only_what_strangers_can_t_start_takes_something_from_caches(
    runner: Runner, event: str, wanted: str, is_used: str
) -> None:
    runner.variables["GITHUB_EVENT_NAME"] = event
    located = runner.run("locate", cache=wanted)

    assert (located.code, located.outputs["cache"]) == (0, is_used)


def test_nothing_is_taken_from_a_cache_without_asking_for_that() -> None:
    caching = [step for step in STEPS if "cache" in step.get("uses", "")]

    assert len(caching) == 2
    for step in caching:
        for answer in ("true", "false"):
            contexts = {"steps": {"environment": {"outputs": {"cache": answer}}}}
            assert applies(step["if"], contexts) is (answer == "true")


def test_a_python_without_any_package_can_run_the_action() -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-P", "-c", "import action.environment, action.__main__"],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")

"""Workflows, the action, and what the documentation shows of both: zizmor finds nothing in them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import yaml

from tests.action.runner import ACTION, PROJECT, STEPS

PAGE, REPORT = (
    (PROJECT / "docs" / name).read_text(encoding="utf-8")
    for name in ("github-action.md", "report.md")
)
EXAMPLES: list[str] = re.findall(r"```yaml\n(.*?)```", PAGE + REPORT, re.DOTALL)
README = (PROJECT / "README.md").read_text(encoding="utf-8")
WORKFLOWS = sorted((PROJECT / ".github" / "workflows").glob("*.yml"))
# Five lines of steps, in the smallest workflow around them.
AROUND = """\
name: Ours
on:
  pull_request:
permissions: {}
concurrency:
  group: ${{ github.workflow }}-${{ github.ref }}
  cancel-in-progress: true
jobs:
  ours:
    runs-on: ubuntu-latest
    permissions:
      contents: read
    steps:
"""


def zizmor(*paths: Path) -> subprocess.CompletedProcess[str]:
    program = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    assert program
    return subprocess.run(
        [program, "--offline", "--no-config", *map(str, paths)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def as_workflow(example: str) -> str:
    """The example as people use it: with an account and a commit, within a workflow."""
    whole = example if example.startswith("name:") else AROUND + textwrap.indent(example, " " * 6)
    return whole.replace("OWNER/transync@COMMIT", f"baker/transync@{'0123456789' * 4}")


def test_the_projects_own_workflows_and_action_are_sound() -> None:
    done = zizmor(*WORKFLOWS, PROJECT / "action.yml")

    assert done.returncode == 0, done.stdout


def test_the_examples_are_sound_and_only_what_a_reader_has_to_fill_in_is_left_open(
    tmp_path: Path,
) -> None:
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    for number, example in enumerate(EXAMPLES):
        text = as_workflow(example)
        assert text.count("baker/transync@") == 1
        (folder / f"{number}.yml").write_text(text, encoding="utf-8", newline="\n")
    done = zizmor(folder)

    assert len(EXAMPLES) == 5
    assert done.returncode == 0, done.stdout


def test_an_unsound_workflow_is_found(tmp_path: Path) -> None:
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    unsound = (
        as_workflow(EXAMPLES[0]) + "      - run: echo ${{ github.event.pull_request.title }}\n"
    )
    (folder / "unsound.yml").write_text(unsound, encoding="utf-8", newline="\n")
    done = zizmor(folder)

    assert done.returncode != 0
    assert "template-injection" in done.stdout


def test_the_first_example_has_five_lines_and_is_that_of_the_readme() -> None:
    assert EXAMPLES[0].count("\n") == 5
    assert EXAMPLES[0] in README


def test_the_example_for_pull_requests_is_the_projects_own_workflow() -> None:
    own = (PROJECT / ".github" / "workflows" / "translations.yml").read_text(encoding="utf-8")

    assert (
        EXAMPLES[1].replace("OWNER/transync@COMMIT", "$/").replace(" # for the comment", "") == own
    )


def test_the_example_for_the_dashboard_is_the_projects_own_workflow_but_for_the_installation() -> (
    None
):
    own = (PROJECT / ".github" / "workflows" / "dashboard.yml").read_text(encoding="utf-8")
    theirs = '"transync @ git+https://github.com/OWNER/transync@COMMIT"'

    installation = f"python -m pip install --quiet {theirs}\n"
    assert EXAMPLES[-1].replace(installation, "bash requirements/install\n") == own


def test_nested_actions_are_pinned_by_hash_and_say_their_version() -> None:
    for file in (*WORKFLOWS, PROJECT / "action.yml"):
        used = re.findall(r"uses: (.*)", file.read_text(encoding="utf-8"))

        assert used
        for action in used:
            assert action == "$/" or re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


@pytest.mark.parametrize("name", ACTION["inputs"])
def test_an_input_is_described_and_used(name: str) -> None:
    definition = ACTION["inputs"][name]
    default = f"`{definition['default']}`" if definition["default"] else "empty"

    assert f"| `{name}` | {default} | {definition['description']} |\n" in PAGE
    used = [step for step in STEPS if f"inputs.{name} " in f"{yaml.safe_dump(step, width=999)} "]
    assert used


@pytest.mark.parametrize("name", ACTION["outputs"])
def test_an_output_is_described(name: str) -> None:
    definition = ACTION["outputs"][name]

    assert f"| `{name}` | {definition['description']} |\n" in PAGE
    assert definition["value"] == f"${{{{ steps.check.outputs.{name} }}}}"


def test_no_shell_step_holds_an_expression() -> None:
    scripts = [step["run"] for step in STEPS if "run" in step]

    assert len(scripts) == 3
    assert [script for script in scripts if "${{" in script] == []

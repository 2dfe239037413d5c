"""No output commands the runner of a CI job, which reads the log for commands."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

import transync
from tests.conftest import Repository
from transync.output import FORMATS, render

COMMAND = "::error::no"
ANYWHERE = "##[error]no ##vso[task.complete result=Failed;]no"


def commands(output: str) -> Iterator[str]:
    """The lines that a runner obeys (actions/runner, ActionCommand.TryParseV2 and TryParse)."""
    for line in click.unstyle(output).split("\n"):
        if line.lstrip().startswith("::") or re.search(r"##\w*\[", line):
            yield line


@pytest.fixture
def commanding(repository: Repository) -> Repository:
    """Pages and a text that command, wherever an output shows them; one source has changed."""
    for name in (f"{COMMAND}.md", f"a {COMMAND} {ANYWHERE}.md"):
        link = f"[x](<no {COMMAND} {ANYWHERE}.md>)"
        repository.write(name, f"# A\n\n{COMMAND} {link} {ANYWHERE}\n")
        for language in ("de", "vi"):
            repository.translate(name, language, f"# A\n\n {COMMAND} {ANYWHERE} [y](gone.md)\n")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message=All of it")
    repository.write(f"{COMMAND}.md", f"# A\n\n{COMMAND} [z](<gone {ANYWHERE}.md>)\n")
    return repository


@pytest.mark.parametrize("diff", [None, "HEAD"])
def test_no_text_of_a_file_commands_the_runner(commanding: Repository, diff: str | None) -> None:
    report = transync.check(commanding.root, diff=diff)
    shown = {form: render(report, form, is_verbose=True) for form in FORMATS}
    ours = shown.pop("github")

    assert all("vso" in output for output in (ours, *shown.values()))
    assert {form: list(commands(output)) for form, output in shown.items()} == {
        form: [] for form in shown
    }
    assert all(re.match("::(error|warning|notice) ", line) for line in ours.splitlines())


@pytest.mark.parametrize("option", [[], ["--fail-on-stale-source"]])
def test_the_advice_of_the_hook_commands_nothing(commanding: Repository, option: list[str]) -> None:
    name = f"{COMMAND}.md"
    commanding.write(name, "# A\n\nNew.\n")
    output = commanding.run("hook", *option, "--", name).stdout

    assert name in output
    assert list(commands(output)) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--output-format", "junit"],
        ["check", "--output-format", "concise"],
        ["check", "--no-such-option", ANYWHERE],
        ["check", f"--{ANYWHERE}"],
        ["check", "--select", ANYWHERE],
        ["check", "--config", f"{ANYWHERE}.toml"],
        ["diff", f"{COMMAND} {ANYWHERE}"],
        [f"{COMMAND} {ANYWHERE}"],
    ],
    ids=" ".join,
)
def test_what_is_said_on_stderr_commands_nothing(
    commanding: Repository, arguments: list[str]
) -> None:
    commanding.write("transync.toml", f'[per-file-ignores]\n"{ANYWHERE}.md" = ["anchor"]\n')
    said = commanding.run(*arguments).stderr

    assert said
    assert list(commands(said)) == []


@pytest.mark.parametrize("key", [ANYWHERE, COMMAND, f"a\\n{COMMAND}"])
def test_settings_that_can_t_be_read_command_nothing(commanding: Repository, key: str) -> None:
    commanding.write("transync.toml", f'"{key}" = 1\n')
    result = commanding.run("check")

    assert result.exit_code == 2
    assert "unknown key" in result.stderr
    assert list(commands(result.stderr)) == []


def test_what_programs_read_is_what_was_there(commanding: Repository) -> None:
    paths = {finding["path"] for finding in commanding.check().findings}

    assert f"a {COMMAND} {ANYWHERE}.md" in paths


@pytest.mark.parametrize("text", ["std::vector", "a ::b", "# [x](y)", "## A [x](y)", "C#[0]"])
def test_harmless_text_stays_as_it_is(folder: Repository, text: str) -> None:
    folder.write("a.md", f"# A\n\n{text} [n](no.md)\n")
    folder.translate("a.md", "vi", f"# A\n\n{text} [n](no.md)\n")
    output = folder.run("check").stdout

    assert f"    {text} [n](no.md)\n" in output

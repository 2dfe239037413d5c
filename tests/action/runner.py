"""As much of GitHub's runner as our steps need: expressions, scripts, and their files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((PROJECT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
_FILES = ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_ENV", "GITHUB_PATH")
_NOT_OURS = ("GIT_", "GITHUB_", "INPUT_", "PYTHON", "RUNNER_", "VIRTUAL_ENV")


def step(name: str) -> dict[str, Any]:
    """A step by its id, or by a word of what it runs."""
    return next(s for s in STEPS if s.get("id") == name or name in s.get("run", ""))


def evaluated(text: str, contexts: Mapping[str, Any]) -> str:
    """The text with its expressions replaced; only paths into contexts are known."""

    def value(match: re.Match[str]) -> str:
        found: Any = contexts
        for name in match[1].split("."):
            found = found[name]
        assert isinstance(found, str)
        return found

    replaced = re.sub(r"\$\{\{ ([a-z]+(?:\.[a-z-]+)+) \}\}", value, text)
    assert "${{" not in replaced, f"an expression that these tests don't know: {text}"
    return replaced


def applies(condition: str, contexts: Mapping[str, Any]) -> bool:
    """What an `if:` of the form `path == 'text'` comes to."""
    match = re.fullmatch(r"([a-z.-]+) == '([a-z]*)'", condition)
    assert match, f"a condition that these tests don't know: {condition}"
    return evaluated(f"${{{{ {match[1]} }}}}", contexts) == match[2]


@dataclass
class Ran:
    """What a step left behind."""

    code: int
    log: str
    outputs: dict[str, str]
    summary: str

    @property
    def errors(self) -> list[str]:
        return [line for line in self.log.splitlines() if line.startswith("::error ")]


@dataclass
class Runner:
    """A job's workspace and the variables that GitHub sets in it."""

    temp: Path
    workspace: Path
    variables: dict[str, str] = field(default_factory=dict)
    steps: dict[str, Any] = field(default_factory=dict)

    def run(self, name: str, **inputs: str) -> Ran:
        """Run one of the action's own `run:` texts, with these inputs instead of the defaults."""
        given = {name: definition["default"] for name, definition in ACTION["inputs"].items()}
        changed = {name.replace("_", "-"): value for name, value in inputs.items()}
        assert changed.keys() <= given.keys()
        contexts = {
            "inputs": given | changed,
            "steps": self.steps,
            "github": {"token": "a-token"},
        }
        chosen = step(name)
        given = {n: evaluated(text, contexts) for n, text in chosen["env"].items()}
        return self.execute(chosen["run"], given)

    def execute(self, text: str, variables: Mapping[str, str]) -> Ran:
        """Run the text of a `run:` with these variables on top of the job's."""
        assert "${{" not in text
        script = self.temp / "step.sh"
        script.write_text(text, encoding="utf-8", newline="\n")
        files = {variable: self.temp / variable.lower() for variable in _FILES}
        for file in files.values():
            file.write_text("", encoding="utf-8")
        done = subprocess.run(
            [bash(), "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
            cwd=self.workspace,
            env={
                **_plain_environment(),
                "GITHUB_ACTION_PATH": str(PROJECT),
                "GITHUB_WORKSPACE": str(self.workspace),
                "RUNNER_TEMP": str(self.temp),
                "RUNNER_OS": "Linux",
                "RUNNER_ARCH": "X64",
                **self.variables,
                **{variable: str(file) for variable, file in files.items()},
                **variables,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        outputs = _outputs(files["GITHUB_OUTPUT"].read_text(encoding="utf-8"))
        summary = files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        return Ran(done.returncode, done.stdout, outputs, summary)


def bash() -> str:
    """GitHub's: on Windows that of git, not the one in System32."""
    if os.name == "nt":
        git = shutil.which("git")
        assert git
        return str(Path(git).parents[1] / "bin" / "bash.exe")
    return "bash"


def _plain_environment() -> dict[str, str]:
    own = {n: v for n, v in os.environ.items() if not n.startswith(_NOT_OURS)}
    git = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return {**own, **git, "no_proxy": "127.0.0.1"}


def _outputs(written: str) -> dict[str, str]:
    found = re.findall(r"^([\w-]+)<<(\w+)\n(.*?)\n\2\n", written, re.DOTALL | re.MULTILINE)
    return {name: value for name, _, value in found}

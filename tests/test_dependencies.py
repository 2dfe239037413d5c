"""What the project depends on: declared, bounded where it must be, locked, and kept up to date."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
LOCKS = ROOT / "requirements"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
DEV = [Requirement(text) for text in PROJECT["project"]["optional-dependencies"]["dev"]]
BUILD = [Requirement(text) for text in PROJECT["build-system"]["requires"]]
WANTED = {"runtime": RUNTIME, "dev": [*RUNTIME, *DEV], "build": BUILD}
# What is replaced in part, or reached into beyond what its documentation promises.
REACHED_INTO = ("markdown-it-py", "nbformat", "pydantic", "pyyaml")
# `_typeshed` is known to type checkers alone.
OWN = {"transync", "tests", "bench", "action", "docs", "inside", "rule_pages", "_typeshed"}


def locked(name: str) -> Mapping[str, list[Version]]:
    """The versions that a lock has of each package; several where systems or Pythons differ."""
    found: dict[str, list[Version]] = {}
    for entry in entries(name):
        package, version = re.match(r"([\w.-]+)==(\S+)", entry).groups()  # type: ignore[union-attr]
        found.setdefault(canonicalize_name(package), []).append(Version(version))
    return found


def entries(name: str) -> list[str]:
    """The requirements of a lock, each in one line."""
    text = (LOCKS / f"{name}.txt").read_text(encoding="utf-8").replace("\\\n", "")
    return [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]


def imported(files: Iterable[Path]) -> Iterator[str]:
    """The packages that modules import, wherever in them."""
    for file in files:
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0]


def undeclared(folder: str, requirements: Iterable[Requirement]) -> set[str]:
    """The imports below a folder that no requirement stands for."""
    providers = packages_distributions()
    declared = {canonicalize_name(requirement.name) for requirement in requirements}
    others = set(imported((ROOT / folder).rglob("*.py"))) - sys.stdlib_module_names - OWN
    return {
        module
        for module in others
        if declared.isdisjoint(map(canonicalize_name, providers.get(module, [module])))
    }


def test_the_program_imports_nothing_that_is_not_declared() -> None:
    assert undeclared("src", RUNTIME) == set()


def test_tests_and_tools_import_nothing_that_is_not_declared() -> None:
    assert undeclared("tests", WANTED["dev"]) == set()
    assert undeclared("bench", WANTED["dev"]) == set()


def test_the_action_imports_only_the_standard_library() -> None:
    assert undeclared("action", []) == set()


def test_what_is_not_declared_is_found() -> None:
    assert "pydantic" in undeclared("src", [r for r in RUNTIME if r.name != "pydantic"])


@pytest.mark.parametrize("name", REACHED_INTO)
def test_what_is_reached_into_is_bounded_by_its_next_major_version(name: str) -> None:
    (requirement,) = (r for r in RUNTIME if r.name == name)
    (version,) = locked("runtime")[name]

    assert str(version.major + 1) not in requirement.specifier
    assert str(version) in requirement.specifier


@pytest.mark.parametrize("name", WANTED)
def test_a_lock_has_all_that_is_declared_within_its_bounds(name: str) -> None:
    versions = locked(name)

    for requirement in WANTED[name]:
        found = versions.get(canonicalize_name(requirement.name), [])
        assert found, requirement
        assert all(version in requirement.specifier for version in found), requirement


@pytest.mark.parametrize("name", WANTED)
def test_all_that_is_locked_is_known_by_its_hash(name: str) -> None:
    for entry in entries(name):
        assert re.search(r" --hash=sha256:[0-9a-f]{64}\b", entry), entry
        assert " @ " not in entry
    assert len(entries(name)) >= len(WANTED[name])


def test_the_locks_agree_with_each_other() -> None:
    dev = locked("dev")
    for name in ("runtime", "build"):
        for package, versions in locked(name).items():
            assert dev.get(package, versions) == versions


def test_what_is_declared_has_a_lower_bound() -> None:
    for requirement in (*RUNTIME, *DEV):
        assert ">=" in str(requirement.specifier), requirement


def test_an_action_has_one_version_in_all_workflows() -> None:
    used: dict[str, set[str]] = {}
    for file in (*WORKFLOWS, ROOT / "action.yml"):
        for action, version in re.findall(r"uses: ([\w/-]+)@(.*)", file.read_text("utf-8")):
            used.setdefault(action, set()).add(version)

    assert {action: versions for action, versions in used.items() if len(versions) > 1} == {}
    assert "actions/checkout" in used


def test_no_workflow_installs_what_is_not_locked() -> None:
    for file in WORKFLOWS:
        lines = [line for line in file.read_text("utf-8").splitlines() if "install" in line]
        unlocked = [line for line in lines if "requirements/install" not in line]
        unlocked = [line for line in unlocked if "--require-hashes" not in line]
        assert unlocked == [], file.name


def test_dependabot_watches_the_locks_and_the_workflows_and_waits_some_days() -> None:
    updates = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text("utf-8"))["updates"]

    watched = {(update["package-ecosystem"], update["directory"]) for update in updates}
    assert watched == {("pip", "/requirements"), ("github-actions", "/")}
    assert all(update["cooldown"]["default-days"] >= 7 for update in updates)

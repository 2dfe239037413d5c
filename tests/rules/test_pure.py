"""A rule sees what a comparison tells it, and nothing of the repository behind that."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import transync

PACKAGE = Path(transync.__path__[0])
# What reads files, or asks the project without a note of what was asked.
OUT_OF_REACH = (
    *("os", "pathlib", "io", "subprocess", "tempfile", "shutil", "glob"),
    *("transync.repository", "transync.git_history", "transync.checking"),
    *("transync.links.resolver", "transync.links.linked_project"),
)
FILES = [*(PACKAGE / "rules").glob("*.py"), *(PACKAGE / "repairs").glob("*.py")]


def reaches(code: str) -> Iterator[str]:
    """What a rule has in hand that it must not have."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if _is_out_of_reach(alias.name))
        elif isinstance(node, ast.ImportFrom) and _is_out_of_reach(node.module or ""):
            yield node.module or ""
        elif isinstance(node, ast.Name) and node.id in ("open", "__import__"):
            yield node.id
        elif isinstance(node, ast.Attribute) and node.attr.strip("_") in ("resolver", "tree"):
            yield node.attr


def _is_out_of_reach(module: str) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in OUT_OF_REACH)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_rule_and_a_repair_ask_nobody_but_the_comparison(path: Path) -> None:
    assert list(reaches(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("from pathlib import Path\n", ["pathlib"]),
        ("import os.path\n", ["os.path"]),
        ("from transync.repository.tree import Tree\n", ["transync.repository.tree"]),
        ("comparison.source._resolver.read('b.md')\n", ["_resolver"]),
        ("data = resolved._project.tree.read('b.md')\n", ["tree"]),
        ("open('b.md').read()\n", ["open"]),
        ("import re\n\nresult = comparison.source.resolve('b.md').target.place\n", []),
    ],
)
def test_one_that_tries_is_told(code: str, expected: list[str]) -> None:
    assert list(reaches(code)) == expected

"""The architecture page says what the code is, and the code keeps to it."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PACKAGE = PROJECT / "src" / "transync"
PAGE = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")


def documented_rooms() -> list[set[str]]:
    """The rooms of each row of the page's table, from top to bottom."""
    table = PAGE.partition("<!-- rooms -->")[2].partition("<!-- /rooms -->")[0]
    first_cells = re.findall(r"^\| (`[^|]*`) \|", table, re.MULTILINE)
    return [set(re.findall(r"`(\w+)`", cell)) for cell in first_cells]


def test_the_rooms_are_those_of_the_import_contract() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = project["tool"]["importlinter"]["contracts"]
    layers = [set(re.findall(r"\w+", layer)) for layer in contract["layers"]]

    assert documented_rooms() == layers
    assert contract["exhaustive"]


def test_the_rooms_are_those_of_the_package() -> None:
    names = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}

    assert set().union(*documented_rooms()) == names - {"__init__", "__main__", "__pycache__"}


def test_what_the_page_names_is_there() -> None:
    story = PAGE.partition("Read it in this order:")[2].partition("\n## ")[0]
    paths = re.findall(r"`([a-z_]+/[\w/.-]+)`", story)

    assert len(paths) >= 6
    missing = [
        path for path in paths if not any((top / path).exists() for top in (PACKAGE, PROJECT))
    ]
    assert missing == []


def test_each_package_says_what_it_holds() -> None:
    for package in PACKAGE.rglob("__init__.py"):
        assert ast.get_docstring(ast.parse(package.read_text(encoding="utf-8"))), package


def test_no_name_of_a_class_stands_twice() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                places[node.name.strip("_")].append(path.relative_to(PACKAGE).as_posix())

    assert {name: where for name, where in places.items() if len(where) > 1} == {}

"""Every pattern that the package compiles, and in which ways it is matched."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

PACKAGE = "transync"
# Methods of a pattern, and functions of `re`, by how they go through a text.
_WAYS = {
    "match": "match",
    "fullmatch": "fullmatch",
    **dict.fromkeys(("search", "finditer", "findall", "sub", "subn", "split"), "search"),
}
_ALL_WAYS = frozenset(_WAYS.values())
_NOT_MATCHED = ("pattern", "flags", "groups", "groupindex")


class Use(NamedTuple):
    """A pattern, where it stands, and the ways in which it is matched."""

    name: str
    pattern: re.Pattern[Any]
    ways: frozenset[str]


def find_uses() -> list[Use]:
    """The patterns that are values of modules, and those in calls of `re` within functions.

    Raises KeyError for a pattern that is made of what is only known when it is matched.
    """
    trees = {name: ast.parse(path.read_text("utf-8")) for name, path in _modules()}
    ways = _ways_by_name(trees)
    uses: dict[tuple[str | bytes, int, frozenset[str]], Use] = {}
    for module, tree in trees.items():
        others = _from_others(tree)
        values = vars(import_module(module))
        values = {name: value for name, value in values.items() if name not in others}
        found = [
            Use(f"{module}.{name}", pattern, ways.get(f"{module}.{name}", _ALL_WAYS))
            for name, pattern in _patterns(_own(values, tree))
        ]
        for use in (*found, *_in_functions(module, tree, values)):
            uses.setdefault((use.pattern.pattern, use.pattern.flags, use.ways), use)
    return list(uses.values())


def _modules() -> Iterator[tuple[str, Path]]:
    spec = find_spec(PACKAGE)
    assert spec and spec.origin
    root = Path(spec.origin).parent
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root.parent).with_suffix("").parts
        if parts[-1] != "__main__":
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def _patterns(value: Any, name: str = "") -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The patterns that a value is or holds, each with its name."""
    if isinstance(value, re.Pattern):
        yield name, value
    elif isinstance(value, dict):
        for key, item in list(value.items()):
            if not str(key).startswith("__"):
                yield from _patterns(item, f"{name}[{key!r}]" if name else str(key))
    elif isinstance(value, list | tuple | set | frozenset):
        for number, item in enumerate(value):
            yield from _patterns(item, f"{name}[{number}]")


def _own(values: dict[str, Any], tree: ast.Module) -> dict[str, Any]:
    """The values that a module does not have from another one, where they are looked at."""
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return {name: value for name, value in values.items() if name not in imported}


def _from_others(tree: ast.Module) -> set[str]:
    """The names that a module has from other packages, whose patterns are theirs to mend."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] != PACKAGE
        for alias in node.names
    }


def _ways_by_name(trees: dict[str, ast.Module]) -> dict[str, frozenset[str]]:
    """How what has a name is matched; what is done with a name but that may be anything."""
    found: dict[str, set[str]] = {}
    for module, tree in trees.items():
        nodes = list(ast.walk(tree))
        imported = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in nodes
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        methods = {node.value: node.attr for node in nodes if isinstance(node, ast.Attribute)}
        for node in nodes:
            if not isinstance(node, ast.Name) or not isinstance(node.ctx, ast.Load):
                continue
            method = methods.get(node, "")
            if method not in _NOT_MATCHED:
                ways = found.setdefault(imported.get(node.id, f"{module}.{node.id}"), set())
                ways.update({_WAYS[method]} if method in _WAYS else _ALL_WAYS)
    return {name: frozenset(ways) for name, ways in found.items()}


# These make their patterns of what a user writes; their own tests hold all of them to the same.
_MAKERS = {"transync.untrusted.ignore_patterns"}


def _in_functions(module: str, tree: ast.Module, values: dict[str, Any]) -> Iterator[Use]:
    """The patterns of calls such as `re.sub(PATTERN, …)`, and of `re.compile` in a function."""
    definitions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    functions = [node for node in ast.walk(tree) if isinstance(node, definitions)]
    calls = {node for function in functions for node in ast.walk(function)}
    for call in calls:
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        name, is_of_re = call.func.attr, ast.unparse(call.func.value) == "re"
        if not is_of_re or name not in (*_WAYS, "compile"):
            continue
        if module in _MAKERS and name == "compile":
            continue
        flags = [arg for arg in call.args[1:] if ast.unparse(arg).startswith("re.")]
        flags += [keyword.value for keyword in call.keywords if keyword.arg == "flags"]
        pattern = re.compile(_value(call.args[0], values), *(_value(f, values) for f in flags))
        ways = frozenset({_WAYS[name]}) if name in _WAYS else _ALL_WAYS
        yield Use(f"{module}: {ast.unparse(call.args[0])}", pattern, ways)


def _value(node: ast.expr, values: dict[str, Any]) -> Any:
    """What an expression of literals and values of the module is."""
    names = {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}
    return eval(ast.unparse(node), {name: values[name] for name in names})

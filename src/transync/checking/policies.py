"""By what findings are judged: settings and a baseline, today's or those before a change."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from transync.checking.baseline import BASELINE_NAME, baseline_in, read_baseline
from transync.checking.selection import is_chosen
from transync.config import Loaded, Settings, find_settings, stored_settings
from transync.errors import UsageError
from transync.model import KnownFinding, folders_above
from transync.repository.tree import Tree
from transync.rules import all_rules, rule_names
from transync.untrusted.isolation import STOPS


class Arguments(NamedTuple):
    """What a command says of its settings: the file, whether a baseline counts, the last word."""

    config: Path | None
    use_baseline: bool
    overrule: Callable[[Settings], Settings]


class Policy(NamedTuple):
    """The settings, as arguments have overruled them, and what the baseline holds.

    `path` is the file of the settings, relative to the root: `""` where they are the defaults, None
    where it stands elsewhere. `complaints` say what could not be obeyed.
    """

    settings: Settings
    baseline: frozenset[KnownFinding]
    path: str | None = ""
    complaints: tuple[str, ...] = ()


def read_policy(tree: Tree, arguments: Arguments) -> Policy:
    """The policy of a tree on the disk; raises UsageError for files that can't be obeyed."""
    found = find_settings(tree.root, arguments.config, rule_names())
    settings = _obeyed(arguments.overrule(found.settings))
    baseline = read_baseline(tree.root) if arguments.use_baseline else None
    path = _below(tree.root, found.path) if found.path else ""
    return Policy(settings, baseline or frozenset(), path)


def read_former_policy(tree: Tree, now: Tree, arguments: Arguments) -> Policy:
    """The policy of the tree before a change, which is on the disk as it is `now`.

    A file that is no part of the repository, before the change or now, such as one that git
    ignores, is the same on both sides. Where the former files can't be obeyed, the defaults count,
    which hide nothing: who repairs them is not to blame.
    """
    settings, baseline, path, _ = read_policy(now, arguments)
    complaints: list[str] = []
    if path == "" or (path and _is_of_repository(path, now, tree)):
        config = ""
        if arguments.config:
            config = _below(now.root, arguments.config) or ""
        try:
            found = stored_settings(partial(_read, tree), config, rule_names())
            settings = _obeyed(arguments.overrule(found.settings))
        except UsageError as error:
            complaints.append(str(error))
            found = Loaded(Settings.model_validate({}), None)
            settings = arguments.overrule(found.settings)
        path = found.path.as_posix() if found.path else ""
    is_there = os.path.lexists(now.root / BASELINE_NAME)
    is_of_repository = not is_there or _is_of_repository(BASELINE_NAME, now, tree)
    if arguments.use_baseline and is_of_repository:
        data = _read(tree, BASELINE_NAME)
        try:
            baseline = frozenset() if data is None else baseline_in(data)
        except UsageError as error:
            complaints.append(str(error))
            baseline = frozenset()
    return Policy(settings, baseline, path, complaints=tuple(complaints))


def _obeyed(settings: Settings) -> Settings:
    """The settings; raises UsageError where they leave no rule that could find anything."""
    if all(rule in STOPS or not is_chosen(rule, settings) for rule in all_rules()):
        raise UsageError("no rule is left to check: `ignore` names all that `select` does")
    return settings


def _is_of_repository(path: str, *trees: Tree) -> bool:
    """Whether a file, or a link in the place of a folder above it, is part of one of the trees."""
    return any(name in tree.files for tree in trees for name in (path, *folders_above(path)))


def _read(tree: Tree, path: str) -> bytes | None:
    if path not in tree.files:
        return None
    data = tree.read(path)
    return data if isinstance(data, bytes) else None


def _below(root: Path, path: Path) -> str | None:
    """The path relative to the root, with slashes; None where it stands elsewhere."""
    full = Path(os.path.abspath(path))  # noqa: PTH100 - links are what the repository holds
    for option in (full, full.parent.resolve() / full.name):
        if option.is_relative_to(root):
            return option.relative_to(root).as_posix()
    return None

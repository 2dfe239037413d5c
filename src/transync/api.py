"""A check for programs, and the one that the command runs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Literal, NamedTuple

from transync.checking.listing import MOST_LISTED
from transync.checking.plan import Resources
from transync.checking.policies import Arguments, read_former_policy, read_policy
from transync.checking.run import run
from transync.config import Settings, ignored_ids, rule_ids, severities
from transync.errors import UsageError
from transync.model import KnownFinding, Report, Severity
from transync.repository.cache import Cache, open_cache
from transync.repository.tree import Tree, read_tree
from transync.rules import rule_names


def check(
    root: str | os.PathLike[str] = ".",
    paths: Iterable[str | os.PathLike[str]] = (),
    *,
    config: str | os.PathLike[str] | None = None,
    languages: Iterable[str] = (),
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severity: Mapping[str, str] | None = None,
    diff: str | None = None,
    fail_on_stale_source: bool = False,
    settings_from: Literal["change", "base"] | None = None,
    use_baseline: bool = True,
    use_cache: bool = True,
    jobs: int = 1,
    advance: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Check the translations of a repository against their sources.

    `root` is any folder of the repository, or a folder without git. `paths` are sources,
    translations, images, sidecars or folders, relative to it: what they touch is checked, and
    everything without any. The settings are those of the repository, or of the file `config`; the
    other arguments have the last word: codes of `languages`, ids of rules to `select` and to
    `ignore`, the `severity` of rules, `error` or `warning`. With `diff`, the name of a commit, a
    branch or a tag, what has changed since its merge base with HEAD is checked, and the findings
    are those that the change introduces; the translations that it makes stale are among them only
    with `fail_on_stale_source`. Settings, known findings and suppressions that the change itself
    brings don't count, and the report says what they would hide: those of the merge base do, unless
    `settings_from` is "change". What the repository's baseline holds is only counted,
    unless `use_baseline` is false. What earlier runs found out is taken from the cache in the
    user's cache folder, unless `use_cache` is false; up to `jobs` processes do the rest, and a
    program that asks for more than one must guard its main module as the `multiprocessing` module
    says. `advance` hears how many of how many files have been read.

    Raises UsageError for what can't be checked or obeyed: a path, language or rule that is not
    there, a file of settings or a baseline that is broken, a merge base that is not at hand; and
    where there is nothing to check: no translations, or no rule. What stops the work on one page is
    a finding of it, `internal-error` where transync is to blame, and `not-compared` elsewhere.
    """
    if settings_from not in (None, "change", "base"):
        raise UsageError(f"settings_from {settings_from!r}: must be change or base")
    setup = set_up(
        root,
        paths,
        config=config,
        languages=languages,
        select=select,
        ignore=ignore,
        severity=severity,
        use_baseline=use_baseline,
        use_cache=use_cache,
        jobs=jobs,
        advance=advance,
    )
    if diff is not None:
        from transync.checking.diff import check_change
        from transync.checking.introduced import Request

        overrule = _overruling(languages, select, ignore, severity)
        arguments = Arguments(Path(root, config) if config else None, use_baseline, overrule)
        policy = read_policy(setup.tree, arguments)
        former = partial(read_former_policy, now=setup.tree, arguments=arguments)
        request = Request(diff, setup.paths, setup.resources, is_stale_fault=fail_on_stale_source)
        return check_change(setup.tree, policy, request, former, settings_from == "change")
    if fail_on_stale_source:
        raise UsageError("fail-on-stale-source: works only with diff, which tells what is new")
    if settings_from:
        raise UsageError(f"settings_from {settings_from!r}: works only with diff, which has a base")
    resources = replace(setup.resources, most_listed=MOST_LISTED)
    return run(setup.tree, setup.settings, setup.paths, resources, setup.baseline)


class Setup(NamedTuple):
    """What a check needs, once the settings are read and the arguments have overruled them."""

    tree: Tree
    settings: Settings
    paths: Sequence[Path]
    resources: Resources
    baseline: frozenset[KnownFinding]


def set_up(
    root: str | os.PathLike[str] = ".",
    paths: Iterable[str | os.PathLike[str]] = (),
    *,
    config: str | os.PathLike[str] | None = None,
    languages: Iterable[str] = (),
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severity: Mapping[str, str] | None = None,
    use_baseline: bool = True,
    use_cache: bool = True,
    jobs: int = 1,
    advance: Callable[[int, int], None] = lambda done, total: None,
) -> Setup:
    """Read what the arguments of `check` name, and raise UsageError as it does."""
    tree = read_tree(Path(root))
    overrule = _overruling(languages, select, ignore, severity)
    arguments = Arguments(Path(root, config) if config else None, use_baseline, overrule)
    policy = read_policy(tree, arguments)
    cache = open_cache(tree.root) if use_cache else None
    if isinstance(cache, str):
        tree = replace(tree, notes=(*tree.notes, cache))
    resources = Resources(jobs, cache if isinstance(cache, Cache) else None, advance)
    chosen = [Path(root, path) for path in paths]
    return Setup(tree, policy.settings, chosen, resources=resources, baseline=policy.baseline)


def _overruling(
    languages: Iterable[str],
    select: Iterable[str],
    ignore: Iterable[str],
    severity: Mapping[str, str] | None,
) -> Callable[[Settings], Settings]:
    """What makes of a file's settings those that the arguments ask for."""
    given = tuple(languages), tuple(select), tuple(ignore), severity or {}
    return lambda settings: _overruled(settings, *given)


def _overruled(
    settings: Settings,
    languages: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: Mapping[str, str],
) -> Settings:
    names = rule_names()
    select = rule_ids(select, names, "select")
    rule_ids(severity, names, "severity")
    ignore = ignored_ids(ignore, names, "ignore")
    levels = {rule: _level(rule, level) for rule, level in severity.items()}
    given: dict[str, Any] = {"severity": settings.severity | severities(levels, names, "severity")}
    if languages:
        given["languages"] = languages
    if select:
        # Who asks for a rule by name gets it, whatever the file leaves out.
        given |= {"select": select, "ignore": tuple(r for r in settings.ignore if r not in select)}
    if ignore:
        given["ignore"] = ignore
    return settings.model_copy(update=given)


def _level(rule: str, level: str) -> Severity:
    if level not in list(Severity):
        raise UsageError(f"severity of {rule}: {level!r} is neither error nor warning")
    return Severity(level)

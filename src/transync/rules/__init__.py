"""The rules: one module each, found by looking into this package.

A rule's id is its module's name with hyphens, and its module's docstring is its documentation: a
sentence, then what fails, what passes and what to do. The module sets GROUP and SEVERITY. It sets
FORMER_IDS, too, where it has taken the place of other rules: settings, comments and baselines that
name those still hold. It has the function for what it looks at:

- `check_pair(pair)`: what the records say of a pair; no text is read for it;
- `check_texts(comparison)`: a source and its translation side by side;
- `check_source(page)`: a source by itself, once for all its languages;
- `check_image(image)`: a translated image with its record and the hashes of its source image;
- `check_sidecar(leftovers)`: the records that a sidecar keeps of files that are gone.

Where anybody can tell what the right text is, the problem carries its fix, which a function `_fix`
beside the check makes, or one of the package `repairs`: the fewest bytes that repair it, in a
translation or its record, never in a source. A fix is safe where the source and the alignment say
exactly what is right; it is not where readers have to judge, or where it could undo what somebody
wrote on purpose. No fix is better than a guess. What the records say is found without their text,
so their rules have the function apart: `fix_pair(pair, problem, carriers)` or
`fix_sidecar(leftovers, carriers)`, asked of each problem that is found: a carrier is read where one
has to be changed, and not before.

A rule without any reports faults of the input, which are found where the input is read. Modules
whose names begin with `_` are no rules: they hold what several rules share.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from transync.comparison import Page
from transync.comparison.comparison import Comparison
from transync.model import Fix, Leftovers, Pair, Problem, Severity, TranslatedImage
from transync.records.edits import RecordEdits
from transync.rules._groups import Group

# Rules without a function whose faults are found in texts.
_OF_TEXTS = ("unreadable", "unused-suppression")
PARTS = ("Fails", "Passes", "What to do")
_FUNCTIONS = (
    "check_pair",
    "check_texts",
    "check_source",
    "check_image",
    "check_sidecar",
    "fix_pair",
    "fix_sidecar",
)


class RuleError(Exception):
    """A module of this package is no rule; the message says what it lacks."""


class Rule(NamedTuple):
    """A rule as the rest of the program sees it."""

    id: str
    former_ids: tuple[str, ...]
    group: Group
    severity: Severity
    documentation: str
    check_pair: Callable[[Pair], Iterator[Problem]] | None
    check_texts: Callable[[Comparison], Iterator[Problem]] | None
    check_source: Callable[[Page], Iterator[Problem]] | None
    check_image: Callable[[TranslatedImage], Iterator[Problem]] | None
    check_sidecar: Callable[[Leftovers], Iterator[Problem]] | None
    fix_pair: Callable[[Pair, Problem, RecordEdits], Fix | None] | None
    fix_sidecar: Callable[[Leftovers, RecordEdits], Fix | None] | None

    @property
    def needs_texts(self) -> bool:
        """Whether it has something to say only of texts that were parsed."""
        return bool(self.check_texts or self.check_source) or self.id in _OF_TEXTS

    @property
    def summary(self) -> str:
        """The first line of the documentation."""
        return self.documentation.partition("\n")[0]


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by its id, in alphabetical order. Raises RuleError for a module that is none."""
    names = sorted(info.name for info in pkgutil.iter_modules(__path__))
    modules = (import_module(f"{__name__}.{name}") for name in names if not name.startswith("_"))
    rules = map(rule_of, modules)
    return {rule.id: rule for rule in rules}


@cache
def rule_names() -> dict[str, tuple[str, ...]]:
    """Every name by which users may call rules, with the ids of those that it stands for.

    A former id stands for all rules that have taken its place.
    """
    names = {rule: [rule] for rule in all_rules()}
    for rule in all_rules().values():
        for former in rule.former_ids:
            names.setdefault(former, []).append(rule.id)
    return {name: tuple(ids) for name, ids in names.items()}


def rule_of(module: ModuleType) -> Rule:
    """The rule that a module makes. Raises RuleError where it lacks something, or has too much."""
    name = module.__name__.rpartition(".")[2]
    documentation = (module.__doc__ or "").strip()
    for part in PARTS:
        if f"\n{part}: " not in documentation:
            raise RuleError(f"rules/{name}.py: its docstring has no paragraph that begins {part}:")
    for constant, kind in (("GROUP", Group), ("SEVERITY", Severity)):
        if not isinstance(getattr(module, constant, None), kind):
            raise RuleError(f"rules/{name}.py: sets no {constant}, a member of {kind.__name__}")
    former_ids = getattr(module, "FORMER_IDS", ())
    if not isinstance(former_ids, tuple):
        raise RuleError(f"rules/{name}.py: its FORMER_IDS are no tuple")
    functions = {known: getattr(module, known, None) for known in _FUNCTIONS}
    for other in vars(module).keys() - functions.keys():
        if other.startswith(("check_", "fix_", "fix")):
            known = ", ".join(_FUNCTIONS)
            raise RuleError(f"rules/{name}.py: nothing calls {other}; what is called is {known}")
    return Rule(
        id=name.replace("_", "-"),
        former_ids=former_ids,
        group=module.GROUP,
        severity=module.SEVERITY,
        documentation=documentation,
        **functions,
    )

"""The rules: one module each, found by looking into this package.

A rule's id is its module's name with hyphens, and its module's docstring is its documentation. The
module sets SEVERITY, and has the function for what it looks at:

- `check_pair(pair)`: what the records say of a pair; no text is read for it;
- `check_texts(comparison)`: a source and its translation side by side;
- `check_source(page)`: a source by itself, once for all its languages;
- `check_image(image)`: a translated image with its record and the hashes of its source image;
- `check_sidecar(leftovers)`: the records that a sidecar keeps of files that are gone.

Where anybody can tell what the right text is, the problem carries its fix, which a function `fix`
beside the check makes, or one of the package `repairs`: the fewest bytes that repair it, in a
translation or its record, never in a source. A fix is safe where the source and the alignment say
exactly what is right; it is not where readers have to judge, or where it could undo what somebody
wrote on purpose. No fix is better than a guess. What the records say is found without their text,
so their rules have the function apart: `fix_pair(pair, problem, carriers)` or
`fix_sidecar(leftovers, carriers)`, asked of each problem that is found: a carrier is read where one
has to be changed, and not before.

A rule without any reports faults of the input, which are found where the input is read.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import NamedTuple

from transync.carriers import Carriers
from transync.comparison import Comparison, Page
from transync.model import Fix, Leftovers, Pair, Problem, Severity, TranslatedImage

# Rules without a function whose faults are found in texts.
_OF_TEXTS = ("unreadable", "unused-suppression")


class Rule(NamedTuple):
    """A rule as the rest of the program sees it."""

    id: str
    severity: Severity
    documentation: str
    check_pair: Callable[[Pair], Iterator[Problem]] | None
    check_texts: Callable[[Comparison], Iterator[Problem]] | None
    check_source: Callable[[Page], Iterator[Problem]] | None
    check_image: Callable[[TranslatedImage], Iterator[Problem]] | None
    check_sidecar: Callable[[Leftovers], Iterator[Problem]] | None
    fix_pair: Callable[[Pair, Problem, Carriers], Fix | None] | None
    fix_sidecar: Callable[[Leftovers, Carriers], Fix | None] | None

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
    """Every rule by its id, in alphabetical order."""
    rules = {}
    for module_info in sorted(pkgutil.iter_modules(__path__), key=lambda info: info.name):
        module = import_module(f"{__name__}.{module_info.name}")
        name = module_info.name.replace("_", "-")
        rules[name] = Rule(
            name,
            module.SEVERITY,
            (module.__doc__ or "").strip(),
            getattr(module, "check_pair", None),
            getattr(module, "check_texts", None),
            getattr(module, "check_source", None),
            getattr(module, "check_image", None),
            getattr(module, "check_sidecar", None),
            getattr(module, "fix_pair", None),
            getattr(module, "fix_sidecar", None),
        )
    return rules

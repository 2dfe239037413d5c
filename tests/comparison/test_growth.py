"""What it takes to compare and to repair a page grows with its length, however it differs."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import pytest

from bench import growth_pairs
from tests.compared import compare, problems
from tests.stepping import steps
from transync.comparison import alignment

SMALL, FACTOR = 3_000, 4
# Some more than the factor for sorting, and for what short pages don't reach.
MOST_GROWTH = 5.0

INPUTS = {
    name: value
    for name, value in vars(growth_pairs).items()
    if inspect.isfunction(value) and not name.startswith("_")
}


@pytest.mark.parametrize("make", INPUTS.values(), ids=INPUTS)
def test_a_page_four_times_as_long_takes_about_four_times_as_many_steps(
    make: Callable[[int], growth_pairs.Tree], monkeypatch: pytest.MonkeyPatch
) -> None:
    # As much as pages of this length take of what any page may take.
    monkeypatch.setattr(alignment, "_CELLS", 500)
    short, long = (cost(make(size)) for size in (SMALL, SMALL * FACTOR))

    assert long <= MOST_GROWTH * short


def cost(tree: growth_pairs.Tree) -> int:
    """The steps to read two pages and to ask the rules of texts and their repairs."""
    source, translation = (data for path, data in tree.items() if path.endswith((".md", ".ipynb")))
    suffix = ".ipynb" if "a.ipynb" in tree else ".md"
    return steps(lambda: problems(compare(source, translation, suffix)))

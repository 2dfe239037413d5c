"""What it takes to tell what has changed in a source grows with its length, whatever has."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.conftest import Repository
from tests.stepping import steps
from transync.comparison import alignment

SMALL, FACTOR = 2_500, 4
MOST_GROWTH = 5.0

Texts = tuple[str, str]


def words(n: int, other: bool) -> str:
    """A paragraph on one line, of which every fifth word is another one."""
    every = ("wort" if other and i % 5 == 0 else f"w{i % 40}" for i in range(n // 4))
    return f"# Title\n\n{' '.join(every)}\n"


def numbered(template: str, n: int) -> str:
    return "".join(template.replace("#", str(i)) for i in range(n // (len(template) + 2)))


def cells(n: int, text: str) -> str:
    source = {"cell_type": "markdown", "metadata": {}, "source": [text]}
    form = {"cells": [source] * (n // 90), "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    return json.dumps(form, indent=1)


CHANGES: dict[str, Callable[[int], Texts]] = {
    "a word here and there in a paragraph": lambda n: (words(n, False), words(n, True)),
    "another paragraph": lambda n: (f"# A\n\n{'a b ' * (n // 4)}", f"# A\n\n{'b c ' * (n // 4)}"),
    "brackets": lambda n: ("# A\n\n" + "[" * n, "# A\n\n" + "[" * (n // 2) + "](" * (n // 4)),
    "every second line": lambda n: (
        "# A\n\n" + "a\nb\n" * (n // 4),
        "# A\n\n" + "a\nc\n" * (n // 4),
    ),
    "empty lines": lambda n: ("# A\n\na" + "\n" * n, "# A\n\na" + "\n\nb" * (n // 3)),
    "every section": lambda n: (numbered("# a#\n\nold\n\n", n), numbered("# a#\n\nnew\n\n", n)),
    "every heading": lambda n: (numbered("# a#\n\nold\n\n", n), numbered("# b#\n\nold\n\n", n)),
    "all but the first section": lambda n: (numbered("# a#\n\nold\n\n", n), "# a0\n\nold\n"),
    "equal headings": lambda n: ("# a\n\n" * (n // 5), "# b\n\n" + "# a\n\n" * (n // 5 - 9)),
    "badges": lambda n: (
        "![a](https://x/badge.svg) " * (n // 26),
        "![b](https://x/badge.svg/badge.svg " * (n // 35),
    ),
    "cells of a notebook": lambda n: (cells(n, "some text"), cells(n, "another text")),
}


@pytest.mark.parametrize("texts", CHANGES.values(), ids=CHANGES)
def test_a_change_of_a_page_four_times_as_long_takes_about_four_times_as_many_steps(
    repository: Repository, texts: Callable[[int], Texts], monkeypatch: pytest.MonkeyPatch
) -> None:
    # As much as pages of this length take of what any page may take.
    monkeypatch.setattr(alignment, "_CELLS", 500)
    suffix = ".ipynb" if texts(10)[0].startswith("{") else ".md"
    costs = [cost(repository, f"a{n}{suffix}", *texts(n)) for n in (SMALL, SMALL * FACTOR)]

    assert costs[1] <= MOST_GROWTH * costs[0]


def cost(repository: Repository, path: str, before: str, after: str) -> int:
    """The steps of `transync diff` on a change, but for those of parsing."""
    repository.write(path, before)
    record = repository.record(path, "vi")
    repository.write(f"translations/vi/{path}", after)
    repository.sidecar("vi", {path: record})
    repository.commit()
    repository.write(path, after)
    repository.commit()
    runs = []
    found = steps(lambda: runs.append(repository.run("diff", path)), without=("parse",))
    assert runs[0].exit_code == 0, runs[0].stderr
    assert "behind" in runs[0].stdout
    return found

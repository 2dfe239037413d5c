"""Translations with blocks that stand twice, are gone or stand elsewhere: all can be compared."""

from __future__ import annotations

import gc
import json
from collections.abc import Sequence
from weakref import ref

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compared import compare, problems

BLOCKS = (
    "# Quiz", "## Part", "### Part", "# Part\n\nText here.", "Text here.", "Text.", "Text", "text",
    "A longer text with a [link](b.md), some `a_code` and the number 12.", "[link](b.md)",
    "[a](c.md) [a](c.md)", "![image](i.png)", "**bold** text", "- item", "- item\n- other",
    "1. one\n2. two", "> quote", "> [!NOTE]\n> note", "```bash\nls -la\n```", "```bash\nls\n```",
    "```text\nno end", "    code", "| a | b |\n| - | - |\n| [c](d.md) | 1 |\n| [e](f.md) | 2 |",
    "| a | b |\n| - | - |\n| c | 1 |\n| d | 2 |", "<div>\n\nin it\n\n</div>", "<details>", "</p>",
    "---", "<!-- comment -->", "@@INLINE_CODE_1@@", "[cut", "[a] (b.md)", "** bold**",
    "#<!-- x -->Quiz", "[ref]: b.md", "[ref]", "Title\n===",
)  # fmt: skip
TRANSLATED = {"Text here.": "Văn bản ở đây.", "# Quiz": "# Câu đố", "Text.": "Văn bản."}

blocks = st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=8)


@st.composite
def derived(draw: st.DrawFn, source: Sequence[str]) -> list[str]:
    """The blocks of a source, some twice, gone or moved, and some translated."""
    kept = list(source)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, max(len(kept) - 1, 0)))
        to = draw(st.integers(0, len(kept)))
        change = draw(st.sampled_from(("twice", "gone", "moved", "copied", "translated")))
        if not kept:
            break
        if change == "twice":
            kept.insert(at, kept[at])
        elif change == "copied":
            kept.insert(to, kept[at])
        elif change == "translated":
            kept[at] = TRANSLATED.get(kept[at], kept[at])
        else:
            block = kept.pop(at)
            if change == "moved":
                kept.insert(to, block)
    return kept


@settings(deadline=None, derandomize=True, max_examples=600)
@given(st.data(), blocks)
def test_a_page_whose_blocks_stand_twice_or_elsewhere_is_compared(
    data: st.DataObject, source: list[str]
) -> None:
    translation = data.draw(derived(source))
    comparison = compare("\n\n".join(source).encode(), "\n\n".join(translation).encode())
    structure = comparison.structure

    problems(comparison)

    assert len({i for i, _ in structure.pairs}) == len(structure.pairs), "a source counts once"
    assert len({j for _, j in structure.pairs}) == len(structure.pairs), "so does a translation"
    assert list(structure.pairs) == sorted(structure.pairs, key=lambda pair: pair[1])


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.data(), blocks)
def test_a_notebook_whose_cells_stand_twice_or_elsewhere_is_compared(
    data: st.DataObject, source: list[str]
) -> None:
    translation = data.draw(derived(source))
    problems(compare(notebook(source), notebook(translation), ".ipynb"))


def notebook(sources: Sequence[str]) -> bytes:
    """A notebook with a cell for each text; texts that begin with a fence are cells of code."""
    cells: list[dict[str, object]] = [
        {"cell_type": "code", "metadata": {}, "source": text, "outputs": [], "execution_count": 1}
        if text.startswith("```")
        else {"cell_type": "markdown", "metadata": {}, "source": text}
        for text in sources
    ]
    form = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    return json.dumps(form, indent=1).encode()


@pytest.mark.parametrize(
    ("source", "translation", "said"),
    [
        pytest.param(
            "# Quiz\n\nText here.\n",
            "# Câu đố\n\n# Câu đố\n\nVăn bản ở đây.\n",
            [("heading", 1)],
            id="the first heading twice",
        ),
        pytest.param(
            "Text here.\n\n# Quiz\n",
            "Văn bản.\n\nVăn bản.\n\n# Câu đố\n",
            [("text-added", 3)],
            id="the first text twice",
        ),
        pytest.param(
            "# Quiz\n\nText here.\n", "# Câu đố\n\nVăn bản ở đây.\n", [], id="every block once"
        ),
    ],
)
def test_a_first_block_that_stands_twice_is_one_too_many(
    source: str, translation: str, said: list[tuple[str, int]]
) -> None:
    found = problems(compare(source.encode(), translation.encode()))

    assert [(rule, problem.line) for rule, problem in found] == said


def test_nothing_of_a_comparison_is_kept_when_it_is_done() -> None:
    """Runs collect no garbage: what holds on to itself stays until the end."""
    source = "# T\n\n[a](b.md) `c_d`\n\n| a |\n| - |\n| [b](c.md) |\n| [d](e.md) |\n\n![a](i.png)\n"
    there = "# T\n\n[a] (b.md) @@INLINE_CODE_1@@\n\n| a |\n| - |\n| [b](c.md) |\n\n! [a](i.png)\n"
    comparison = compare(source.encode(), there.encode())
    problems(comparison)
    kept = ref(comparison)
    gc.disable()
    try:
        del comparison
        assert kept() is None
    finally:
        gc.enable()

"""Pairs that are taken back: blocks of two kinds beside what has no counterpart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transync.comparison.corrected_pairs import BlockStep, without_strangers
from transync.documents.document import Block, BlockKind
from transync.documents.parse.blocks import text_block

TEXT = text_block("Text.", 1, "", (0, 0))
CODE = TEXT._replace(kind=BlockKind.CODE)
SIZE = 12


@st.composite
def aligned(draw: st.DrawFn) -> tuple[list[BlockStep], list[Block], list[Block]]:
    """Pairs in order, of blocks of either kind."""
    kinds = st.lists(st.sampled_from([TEXT, CODE]), min_size=SIZE, max_size=SIZE)
    numbers = st.sets(st.integers(0, SIZE - 1), min_size=SIZE - 2)
    sources, translations = (sorted(draw(numbers)) for _ in range(2))
    steps = [BlockStep(i, j) for i, j in zip(sources, translations, strict=False)]
    return steps, draw(kinds), draw(kinds)


def is_stranger(
    number: int, steps: list[BlockStep], source: list[Block], translation: list[Block]
) -> bool:
    """Whether a pair is of two kinds, and the ones beside it are not the next ones."""
    around = [BlockStep(-1, -1), *steps, BlockStep(len(source), len(translation))]
    above, step, below = around[number : number + 3]
    are_next = (above.source + 1, above.translation + 1) == step[:2] and below[:2] == (
        step.source + 1,
        step.translation + 1,
    )
    return source[step.source].kind is not translation[step.translation].kind and not are_next


@given(aligned())
def test_strangers_go_until_none_is_left(
    given_pairs: tuple[list[BlockStep], list[Block], list[Block]],
) -> None:
    steps, source, translation = given_pairs
    left = steps
    while True:
        kept = [
            step
            for number, step in enumerate(left)
            if not is_stranger(number, left, source, translation)
        ]
        if len(kept) == len(left):
            break
        left = kept

    assert without_strangers(steps, source, translation) == left

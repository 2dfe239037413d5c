"""What an alignment takes for pairs of blocks and is none: strangers, repetitions, left-overs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from transync.comparison.block_similarity import shape
from transync.documents.document import Block

# So many small words outside links, code and quotations are no name.
_SENTENCE = 2


class BlockStep(NamedTuple):
    """The index of a block of the source, and of the translation's that stands for it.

    Where that `breaks_off`, more is lost behind it; `last_line` is the line at which it does, where
    another text goes on in the same block.
    """

    source: int
    translation: int
    breaks_off: bool = False
    last_line: int | None = None


def without_strangers(
    steps: Sequence[BlockStep], source: Sequence[Block], translation: Sequence[Block]
) -> list[BlockStep]:
    """The pairs without those of two kinds beside what has no counterpart.

    Nobody can tell there what became of what.
    """

    def is_of_one_kind(step: BlockStep) -> bool:
        return source[step.source].kind is translation[step.translation].kind

    # Where one goes, its neighbour may have to go, too: first downwards, then upwards.
    kept = list[BlockStep]()
    above = BlockStep(-1, -1)
    for step in steps:
        if is_of_one_kind(step) or _is_next(above, step):
            kept.append(step)
            above = step
    found = list[BlockStep]()
    below = BlockStep(len(source), len(translation))
    for step in reversed(kept):
        if is_of_one_kind(step) or _is_next(step, below):
            found.append(step)
            below = step
    return found[::-1]


def _is_next(above: BlockStep, below: BlockStep) -> bool:
    """Whether nothing stands between two pairs, in either document."""
    return (above.source + 1, above.translation + 1) == (below.source, below.translation)


def give_way_to_originals(
    pairs: dict[int, int], source: Sequence[Block], translation: Sequence[Block]
) -> None:
    """Let a text that the translation repeats count once, where the repetition took a place."""
    sources = {j: i for i, j in pairs.items()}
    taken = set(sources)
    for run in _runs(sources):
        repeated = [j for j in run[:-1] if _is_repeated(j, sources[j], source, translation)]
        above, below = run.start - 1, run.stop
        if repeated and below < len(translation) and below not in taken:
            pairs.update({sources[n]: n + 1 for n in range(repeated[0] + 1, run.stop)})
            taken.add(below)
        elif repeated and above >= 0 and above not in taken:
            pairs.update({sources[n]: n - 1 for n in range(run.start, repeated[-1] + 1)})
            taken.add(above)


def _is_repeated(j: int, i: int, source: Sequence[Block], translation: Sequence[Block]) -> bool:
    """Whether a text is the next one as well, while their sources `i` and `i + 1` differ."""
    text = translation[j]
    is_next = text.length > 0 and text.digest == translation[j + 1].digest
    return is_next and source[i].digest != source[i + 1].digest


def _runs(sources: Mapping[int, int]) -> Iterator[range]:
    """The runs of successive keys whose values are successive, too."""
    start: int | None = None
    for j in sorted(sources):
        start = j if start is None else start
        if sources.get(j + 1) != sources[j] + 1:
            yield range(start, j + 1)
            start = None


def give_way_to_translations(
    pairs: dict[int, int], source: Sequence[Block], translation: Sequence[Block]
) -> None:
    """Let a text that was left in the source's language be none beside its translation."""
    taken = set(pairs.values())
    for i, j in pairs.items():
        block = source[i]
        if block.words < _SENTENCE or block.digest != translation[j].digest:
            continue
        for beside in (j + 1, j - 1):
            is_free = beside not in taken and 0 <= beside < len(translation)
            if is_free and shape(block) == shape(translation[beside]):
                pairs[i] = beside
                taken.add(beside)
                break

"""The blocks of two documents, and which stand for each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from transync.documents.document import Block


@dataclass(frozen=True)
class AlignedBlocks:
    """The blocks of both documents, and which of the translation stands for which of the source.

    `pairs` are indices, in the source's order; `broken_off` are those of the source of which the
    translation breaks off, `breaks` the lines at which it does within a block. What stands apart,
    in a cell without counterpart, is compared with nothing. The counterparts of the `moved` blocks
    of the source stand elsewhere than it.
    """

    source: Sequence[Block]
    translation: Sequence[Block]
    pairs: tuple[tuple[int, int], ...]
    source_apart: frozenset[int] = frozenset()
    translation_apart: frozenset[int] = frozenset()
    broken_off: frozenset[int] = frozenset()
    breaks: tuple[int, ...] = ()
    moved: frozenset[int] = frozenset()

    def in_place(self) -> AlignedBlocks:
        """All that stands where it does in the source; what has moved stands apart."""
        if not self.moved:
            return self
        moved = frozenset(j for i, j in self.pairs if i in self.moved)
        return replace(
            self,
            pairs=tuple(pair for pair in self.pairs if pair[0] not in self.moved),
            source_apart=self.source_apart | self.moved,
            translation_apart=self.translation_apart | moved,
        )

    @cached_property
    def targets(self) -> Mapping[int, int]:
        """The block of the translation for each of the source that has one."""
        return dict(self.pairs)

    @cached_property
    def sources(self) -> Mapping[int, int]:
        """The pairs the other way round."""
        return {j: i for i, j in self.pairs}

"""The YAML above a text as facts."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class ValueKind(StrEnum):
    """What a value of front matter is; unknown is what was not looked into, such as an alias."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    NOTHING = "nothing"
    LIST = "list"
    KEYS = "keys"
    UNKNOWN = "unknown"


class FrontMatterValue(NamedTuple):
    """A key of front matter or an item of a list (`[0]`), with what a translator has to keep.

    `path` leads to it from the outermost key. `value` is a number, a boolean or a date in one
    spelling, the length of a list, or the server of a text that is an address (`https://host`);
    nothing of any other text. `line` is that of the key.
    """

    path: tuple[str, ...]
    kind: ValueKind
    value: str
    line: int


class FrontMatter(NamedTuple):
    """The YAML above a text: the line of its dashes, its values, each key before what it holds.

    `fault` says why it is none, and `fault_line` where; `is_known` is not set where nobody looked.
    `digest` identifies the text. `servers` are those of all addresses in it, in order.
    """

    line: int
    values: tuple[FrontMatterValue, ...] = ()
    fault: str = ""
    fault_line: int = 0
    is_known: bool = True
    digest: str = ""
    servers: tuple[str, ...] = ()

    @property
    def is_compared(self) -> bool:
        """Whether all values are known, so that each is compared with one of another text."""
        is_known = self.is_known and not self.fault
        return is_known and all(value.kind is not ValueKind.UNKNOWN for value in self.values)

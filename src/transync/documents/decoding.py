"""The bytes of a file -> its text, or why it has none."""

from __future__ import annotations

from typing import NamedTuple

from transync.model import Fault


class Unreadable(NamedTuple):
    """Why a file can't be read as text, and where."""

    message: str
    line: int = 1
    column: int = 1

    def fault(
        self, rule: str, path: str, language: str | None = None, source: str | None = None
    ) -> Fault:
        """The fault of the file at a path that a rule is to report."""
        return Fault(
            rule,
            path,
            self.line,
            column=self.column,
            message=self.message,
            language=language,
            source=source,
        )


def decode(data: bytes) -> str | Unreadable:
    """UTF-8 text with `\\n` line endings and no byte order mark."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _position(data, error.start)
        return Unreadable(f"not UTF-8: byte 0x{data[error.start]:02x}", line, column)
    # Bytes are searched faster than text, and this is done with every file of every run.
    if b"\0" in data:
        return Unreadable("holds a NUL byte, so it is no text", *_position(data, data.index(0)))
    if b"\r" in data:
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _position(data: bytes, offset: int) -> tuple[int, int]:
    before = data[:offset]
    return before.count(b"\n") + 1, offset - before.rfind(b"\n")

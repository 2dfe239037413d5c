"""The edits as a unified diff: bytes that git applies, or text for people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import click

from transync.comparison.common_items import CommonPart, steps
from transync.output.terminal import printable
from transync.untrusted.file_name import name_bytes

Files: TypeAlias = Mapping[str, bytes]

_LINE = re.compile(rb"[^\n]*\n|[^\n]+")
_CONTEXT = 3
_COLOURS = {b"@": "cyan", b"-": "red", b"+": "green"}
_HEADERS = (b"diff ", b"--- a/", b"+++ b/", b'--- "a/', b'+++ "b/')


def patch(files: Files, originals: Files) -> bytes:
    """What the files are to hold, against what they hold, byte for byte."""
    return b"".join(_lines(files, originals))


def render(files: Files, originals: Files) -> str:
    """The same for a terminal, with ANSI colours, and without anything that could steer it."""
    return "".join(f"{_shown(line)}\n" for line in _lines(files, originals))


def _lines(files: Files, originals: Files) -> Iterator[bytes]:
    for path, data in sorted(files.items()):
        yield from _of_file(path, originals[path], data)


def _of_file(path: str, before: bytes, after: bytes) -> Iterator[bytes]:
    old, new = _LINE.findall(before), _LINE.findall(after)
    old_name, new_name = _name(f"a/{path}"), _name(f"b/{path}")
    # Where a name has a space, only a tab tells its end.
    tab = b"\t" if " " in path else b""
    yield b"diff --git %b %b\n" % (old_name, new_name)
    yield b"--- %b%b\n" % (old_name, tab)
    yield b"+++ %b%b\n" % (new_name, tab)
    unequal = (step for step in steps(old, new) if not step.is_equal)
    for changes in _together(unequal):
        for line in _hunk(old, new, changes):
            yield line if line.endswith(b"\n") else line + b"\n"
            if not line.endswith(b"\n"):
                yield b"\\ No newline at end of file\n"


def _together(changes: Iterator[CommonPart]) -> Iterator[list[CommonPart]]:
    """The changes of each hunk: those whose contexts meet."""
    hunk: list[CommonPart] = []
    for change in changes:
        if hunk and change.left.start - hunk[-1].left.stop > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _hunk(
    old: Sequence[bytes], new: Sequence[bytes], changes: Sequence[CommonPart]
) -> Iterator[bytes]:
    first, last = changes[0], changes[-1]
    above = min(_CONTEXT, first.left.start)
    below = min(_CONTEXT, len(old) - last.left.stop)
    old_range = _range(first.left.start - above, last.left.stop + below)
    new_range = _range(first.right.start - above, last.right.stop + below)
    yield b"@@ -%b +%b @@\n" % (old_range, new_range)
    at = first.left.start - above
    for change in changes:
        yield from _marked(b" ", old[at : change.left.start])
        yield from _marked(b"-", old[change.left.start : change.left.stop])
        yield from _marked(b"+", new[change.right.start : change.right.stop])
        at = change.left.stop
    yield from _marked(b" ", old[at : at + below])


def _marked(mark: bytes, lines: Sequence[bytes]) -> Iterator[bytes]:
    return (mark + line for line in lines)


def _range(start: int, stop: int) -> bytes:
    """Lines from `start` up to `stop`, counted from 0; of none, the line above them is named."""
    length = stop - start
    return b"%d,%d" % (start + 1 if length else start, length)


def _name(path: str) -> bytes:
    """The path as git writes it: quoted where it would not be safe otherwise, as in C."""
    if printable(path) == path and not set(path) & set('"\\'):
        return path.encode()
    return f'"{"".join(map(_escaped, path))}"'.encode()


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if printable(character) == character:
        return character
    return "".join(f"\\{byte:03o}" for byte in name_bytes(character))


def _shown(line: bytes) -> str:
    text = printable(line.decode(errors="replace").removesuffix("\n").removesuffix("\r"))
    is_header = line.startswith(_HEADERS)
    colour = None if is_header else _COLOURS.get(line[:1])
    return click.style(text, fg=colour, bold=is_header or None)

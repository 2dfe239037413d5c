"""The edits as a unified diff, as git shows and applies it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import unified_diff

import click

from transync.file_name import name_bytes
from transync.output.terminal import printable

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_COLOURS = {"@": "cyan", "-": "red", "+": "green"}


def render(files: Mapping[str, bytes], originals: Mapping[str, bytes], colour: bool = False) -> str:
    """What the files are to hold, against what they hold."""
    lines: list[str] = []
    for path, data in sorted(files.items()):
        lines += _of_file(path, originals[path], data)
    return "".join(_coloured(line) for line in lines) if colour else "".join(lines)


def _of_file(path: str, before: bytes, after: bytes) -> Iterator[str]:
    old, new = (_LINE.findall(data.decode(errors="replace")) for data in (before, after))
    ours, theirs = _name(f"a/{path}"), _name(f"b/{path}")
    yield f"diff --git {ours} {theirs}\n"
    for line in unified_diff(old, new, ours, theirs):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _name(path: str) -> str:
    """The path as git writes it: quoted where it would not be safe otherwise, as in C."""
    if printable(path) == path and not set(path) & set('"\\'):
        return path
    characters = (
        f"\\{c}" if c in '"\\' else c if printable(c) == c else "".join(map(_octal, name_bytes(c)))
        for c in path
    )
    return f'"{"".join(characters)}"'


def _octal(byte: int) -> str:
    return f"\\{byte:03o}"


def _coloured(line: str) -> str:
    # For people, who need not see what a file could make of their terminal.
    text = printable(line.removesuffix("\n").removesuffix("\r"))
    is_header = line.startswith(("diff ", "--- a/", "+++ b/", '--- "a/', '+++ "b/'))
    colour = None if is_header else _COLOURS.get(line[:1])
    return click.style(text, fg=colour, bold=is_header) + "\n"

"""Commands in data: what programs run of YAML and JSON, by the names of their keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from textwrap import dedent
from typing import NamedTuple

from transync.documents.parse.data_keys import ini_keys, json_keys, toml_keys, yaml_keys

# `run`, `before_script`, `postCreateCommand`, `args`, `CMD`, `bash` …
_RUNNING_KEY = re.compile(
    r"(?i:(?:[\w-]{0,40}[_-])?(?:run|script|command|cmd|args|arguments|entrypoint|exec|bash"
    r"|pwsh|powershell)s?)|[A-Za-z]\w{0,40}(?:Command|Script|Cmd|Args)s?"
)
_MAY_RUN = re.compile(
    r"(?i:run|script|command|cmd|args|arguments|entrypoint|exec|bash|pwsh|shell)|\\u"
)
_JSON_TOKEN = re.compile(
    r'(?P<key>"(?:\\.|[^"\\\n])*+")\s*+:|"(?:\\.|[^"\\\n])*+"?+|//[^\n]*+|[\[\]{},\n]'
)
_YAML_KEY = re.compile(r"([ \t]*+(?:-[ \t]++)*+)([\"']?)([A-Za-z_$][\w.$/-]*+)\2[ \t]*+:(?=\s|$)")
_YAML_ITEM = re.compile(r"[ \t]*+(-[ \t]++)*+")
# `key: |` and `key: >`: what is indented below is the value.
_YAML_BLOCK = re.compile(r"[ \t]*+[|>][+-]?\d?[+-]?[ \t]*+(?:#.*)?")
_YAML_NOTHING = re.compile(r"[ \t]*+(?:[&!][^\s]*+[ \t]*+)?(?:#.*)?")
# Without an end, a string takes the rest of its line, lest each of many quotes begin another.
_YAML_QUOTED = re.compile(r"(?<!\\)\"((?:\\.|[^\"\\\n])*+)\"?|'((?:''|[^'\n])*+)'?")
# Of escapes, what is not one character after another is compared as it is written.
_OTHER_ESCAPE = re.compile(r"\\[^\"\\/nt \n]")
_ESCAPE = re.compile(r"\\([\"\\/nt \n])")
_MEANT = {"n": "\n", "t": "\t", "\n": " "}


class EmbeddedCommand(NamedTuple):
    """Code that data holds: the line on which it begins, from 0, and its language.

    Unless it `has_lines`, all of it stands on that one, whatever escapes say.
    """

    line: int
    language: str
    code: str
    has_lines: bool


class _Level(NamedTuple):
    """A key of YAML, or an object or a list of JSON.

    What stands below is code in the `language`; if `is_for_keys`, whatever keys it has.
    """

    column: int
    language: str
    is_for_keys: bool


def may_hold_commands(content: str) -> bool:
    return _MAY_RUN.search(content) is not None


def json_commands(content: str) -> Iterator[EmbeddedCommand]:
    """The strings that are values of keys which name what runs, and those of a list below one."""
    above: list[_Level] = []
    pending = outside = _Level(0, "", is_for_keys=False)
    number = 0
    for found in _JSON_TOKEN.finditer(content):
        part, level = found[0], above[-1] if above else outside
        if found["key"]:
            inherited = level.language if level.is_for_keys else ""
            name = _plain(found["key"])
            is_for_keys = level.is_for_keys or name == "scripts"
            pending = _Level(0, _language(name) or inherited, is_for_keys)
        elif part == "{":
            above.append(pending if pending.is_for_keys else outside)
        elif part == "[":
            above.append(pending)
        elif part in ("}", "]"):
            del above[-1:]
            pending = above[-1] if above else outside
        elif part == ",":
            pending = level
        elif part.startswith('"') and pending.language:
            yield EmbeddedCommand(number, pending.language, _plain(part), has_lines=False)
        number += part.count("\n")


def yaml_commands(content: str) -> Iterator[EmbeddedCommand]:
    """The values of keys that name what runs: scalars of all kinds, and the items of lists."""
    lines = content.split("\n")
    above: list[_Level] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        first, number = number, number + 1
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        while above and not _is_below(line, above[-1].column):
            above.pop()
        level = above[-1] if above else _Level(-1, "", is_for_keys=False)
        key = _YAML_KEY.match(line)
        if key:
            language = _language(key[3]) or (level.language if level.is_for_keys else "")
            column, rest = len(key[1]), line[key.end() :]
            is_for_keys = level.is_for_keys or key[3] == "scripts"
            if _YAML_NOTHING.fullmatch(rest):
                above.append(_Level(column, language, is_for_keys))
                continue
        else:
            item = _YAML_ITEM.match(line)
            rest = line[item.end() :] if item else line
            dash = line.rfind("-", 0, len(line) - len(rest)) if item and item[1] else -1
            language, column = level.language, dash if dash >= 0 else _indentation(line) - 1
        is_block = _YAML_BLOCK.fullmatch(rest) is not None
        if language or is_block:
            while number < len(lines) and _goes_on(lines[number], column):
                number += 1
        if not language:
            continue
        below = lines[first + 1 : number]
        if is_block:
            yield EmbeddedCommand(first + 1, language, dedent("\n".join(below)), has_lines=True)
        elif rest.lstrip()[:1] in ("'", '"', "[", "{"):
            yield _quoted(first, language, "\n".join((rest, *below)))
        else:
            yield EmbeddedCommand(first, language, "\n".join((rest, *below)), has_lines=True)


def _language(name: str) -> str:
    """The language of what a key names, as far as it is told; nothing if that is no command."""
    name = re.split(r"[./]", name)[-1]
    if not _RUNNING_KEY.fullmatch(name):
        return ""
    return "powershell" if name.lower() in ("pwsh", "powershell") else "bash"


def _plain(token: str) -> str:
    """What a string of JSON says."""
    try:
        return str(json.loads(token))
    except ValueError:
        return token.strip('"')


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_below(line: str, column: int) -> bool:
    """Whether a line belongs to the key in that column: lists may stand right below."""
    indentation = _indentation(line)
    is_item = line[indentation : indentation + 2].rstrip() == "-"
    return indentation > column or (indentation == column and is_item)


def _goes_on(line: str, column: int) -> bool:
    return not line.strip() or _indentation(line) > column


def _quoted(line: int, language: str, written: str) -> EmbeddedCommand:
    """A scalar between quotes, or a list in brackets; its strings stand apart, as on lines."""
    parts = []
    for found in _YAML_QUOTED.finditer(written):
        if found[1] is None:
            parts.append(found[2].replace("''", "'"))
        elif _OTHER_ESCAPE.search(found[1]):
            return EmbeddedCommand(line, "text", written, has_lines=False)
        else:
            parts.append(_ESCAPE.sub(lambda e: _MEANT.get(e[1], e[1]), found[1]))
    rest = _YAML_QUOTED.sub(" ", written)
    return EmbeddedCommand(line, language, "\n".join((*parts, rest)), has_lines=False)


def _no_commands(content: str) -> Iterator[EmbeddedCommand]:
    """The commands of data that nothing runs: none."""
    del content
    return iter(())


# Of data, keys, addresses and commands are compared: values are texts often enough.
_JSON, _YAML = (json_keys, json_commands), (yaml_keys, yaml_commands)
DATA = {
    "json": _JSON,
    "jsonc": _JSON,
    "yaml": _YAML,
    "yml": _YAML,
    "toml": (toml_keys, _no_commands),
    "ini": (ini_keys, _no_commands),
}

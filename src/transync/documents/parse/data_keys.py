"""Keys of data, which a translator may not change; values are texts often enough."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Where a quote does not begin a key, the next one that no backslash escapes may.
_JSON_KEY = re.compile(r'(?<!\\)"((?:\\.|[^"\\\n]++)*+)"\s*+:')
_YAML_KEY = re.compile(r"^(\s*+(?:-\s++)*+)([\"']?)([A-Za-z_$][\w.$/-]*)\2\s*:(\s|$)")
# The same of a key in any script, up to its colon.
_YAML_ENTRY = re.compile(r"[ \t]*+(?:-[ \t]++)*+[^\s:#'\"-][^:#]*:(?=\s|$)")
# `key: |` and `key: >`: what is indented below is text (https://yaml.org/spec/1.2.2/#8-block-scalars).
_YAML_BLOCK = re.compile(r"(?:^|[:\s-])[|>][+-]?\d?\s*(?:#.*)?$")
# `key =` of TOML, at the beginning of a line or behind the bracket of a table or of a list in one.
_TOML_KEY = re.compile(r"""[ \t]*+((?:[^\s=#"'\[\]{},;]++|"[^"\n]*+"|'[^'\n]*+')++)[ \t]*+=""")
_INI_KEY = re.compile(r"[ \t]*+([^\s=#;\[][^=\n]*+)=")
# `[section]`, and `[[table]]`; a list of texts has quotes or commas.
_SECTION = re.compile(
    r"""[ \t]*+(\[{1,2}[^\[\]"',\n]++(?:"[^"\n]*+"|'[^'\n]*+')?\]{1,2})[ \t]*+(?:[#;].*)?\Z"""
)
_SETTING = re.compile(r"[ \t]*+[^\s=#;\[][^=\n]*+=")
_LONG_STRING = re.compile(r"\"{3}|'{3}")
# A word in angle brackets is for the reader to fill in.
_WORD = re.compile(r"<[^<>]*>")


def json_keys(content: str) -> Iterator[tuple[int, str]]:
    """The keys on each line that has any, by the line's number from 0."""
    for number, line in enumerate(content.split("\n")):
        if keys := _JSON_KEY.findall(line):
            yield number, " ".join(keys)


def yaml_keys(content: str) -> Iterator[tuple[int, str]]:
    """Each key with its indentation, by its line's number from 0."""
    block_indentation: int | None = None
    for number, line in enumerate(content.split("\n")):
        indentation = len(line) - len(line.lstrip())
        if block_indentation is not None:
            if not line.strip() or indentation > block_indentation:
                continue
            block_indentation = None
        if found := _YAML_KEY.match(line):
            yield number, f"{found[1]}{found[3]}"
        if _YAML_BLOCK.search(line):
            block_indentation = indentation


def toml_keys(content: str) -> Iterator[tuple[int, str]]:
    """The key or the name of a table on each line that has one, by the line's number from 0."""
    for number, line in _settings(content):
        if found := _SECTION.match(line) or _TOML_KEY.match(line):
            yield number, _WORD.sub("<>", found[1])


def ini_keys(content: str) -> Iterator[tuple[int, str]]:
    """The key or the name of a section on each line that has one, by the line's number from 0."""
    for number, line in _settings(content):
        if found := _SECTION.match(line) or _INI_KEY.match(line):
            yield number, _WORD.sub("<>", found[1].rstrip())


def _settings(content: str) -> Iterator[tuple[int, str]]:
    """The lines by their numbers, but for those within a string of several lines."""
    is_inside = False
    for number, line in enumerate(content.split("\n")):
        if not is_inside:
            yield number, line
        is_inside ^= len(_LONG_STRING.findall(line)) % 2 == 1


def line_with_keys(source: str, translation: str) -> str:
    """A translated line of data with the keys of its source.

    The source if the translation has not as many.
    """
    keys = [found[1] for found in _JSON_KEY.finditer(source)]
    if keys and len(_JSON_KEY.findall(translation)) == len(keys):
        names = iter(keys)
        return _JSON_KEY.sub(lambda m: m[0].replace(m[1], next(names), 1), translation)
    entries = _YAML_ENTRY.match(source), _YAML_ENTRY.match(translation)
    if not all(entries):
        entries = _SETTING.match(source), _SETTING.match(translation)
    source_entry, entry = entries
    if source_entry and entry:
        return source_entry[0] + translation[entry.end() :]
    return source

"""Keys of JSON and YAML, which a translator may not change; values are texts often enough."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Where a quote does not begin a key, the next one that no backslash escapes may.
_JSON_KEY = re.compile(r'(?<!\\)"((?:\\.|[^"\\\n]++)*+)"\s*+:')
_YAML_KEY = re.compile(r"^(\s*+(?:-\s++)*+)([\"']?)([A-Za-z_$][\w.$/-]*)\2\s*:(\s|$)")
# The same of a key in any script, up to its colon.
_YAML_ENTRY = re.compile(r"([ \t]*+(?:-[ \t]++)*+[^\s:#'\"-][^:#]*:)(?=\s|$)")
# `key: |` and `key: >`: what is indented below is text (https://yaml.org/spec/1.2.2/#8-block-scalars).
_YAML_BLOCK = re.compile(r"(?:^|[:\s-])[|>][+-]?\d?\s*(?:#.*)?$")


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


def line_with_keys(source: str, translation: str) -> str:
    """A translated line of JSON or YAML with the keys of its source.

    The source if the translation has not as many.
    """
    keys = [found[1] for found in _JSON_KEY.finditer(source)]
    if keys and len(_JSON_KEY.findall(translation)) == len(keys):
        names = iter(keys)
        return _JSON_KEY.sub(lambda m: m[0].replace(m[1], next(names), 1), translation)
    source_entry, entry = _YAML_ENTRY.match(source), _YAML_ENTRY.match(translation)
    if source_entry is None or entry is None:
        return source
    return source_entry[1] + translation[entry.end(1) :]

"""TOML that somebody else wrote: what it holds, or a clear error."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from transync.errors import UsageError
from transync.untrusted.regular_file import too_large

# In bytes; the largest pyproject.toml of well-known projects has a tenth of it.
LARGEST_TOML = 2**20
# The time that `tomllib` takes for a key grows with the square of its parts.
_MOST_PARTS = 64
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"(?<![\w-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{_MOST_PARTS}}}+")


def parse_toml(path: Path, data: bytes) -> dict[str, Any]:
    """The TOML of a file; raises UsageError where it is none, or none that anybody writes."""
    # Most repositories have no settings.
    import tomllib

    if complaint := too_large(len(data), LARGEST_TOML):
        raise UsageError(f"{path}: {complaint}")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{path}: not UTF-8 in line {line}") from None
    if found := _LONG_KEY.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise UsageError(f"{path}: a key of more than {_MOST_PARTS} parts in line {line}")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise UsageError(f"{path}: nested too deeply") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: not valid TOML: {error}") from None
    except ValueError:
        # Python refuses to read integers of more than 4,300 digits.
        raise UsageError(f"{path}: not valid TOML: a number that is too long") from None

"""JSON that somebody else wrote: a value, or why it is none."""

from __future__ import annotations

import json
from typing import NamedTuple


class JsonFault(NamedTuple):
    """Why a text is no JSON, and where."""

    message: str
    line: int = 1
    column: int = 1


def load_json(text: str | bytes) -> object | JsonFault:
    """The value in the text; whatever the text is, no exception."""
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        return JsonFault(error.msg, error.lineno, error.colno)
    except RecursionError:
        return JsonFault("nested too deeply")
    except UnicodeDecodeError:
        return JsonFault("not UTF-8")
    except ValueError:
        # Python refuses to read integers of more than 4,300 digits.
        return JsonFault("a number that is too long")
    return value

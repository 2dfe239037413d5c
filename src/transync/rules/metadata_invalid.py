"""A Co-op Translator record can't be used.

The JSON is broken, holds merge conflict markers, has a key twice, lacks a field or has one of
another type, or its hash is no MD5 or its date no ISO 8601 date. Until that is mended, the state of
the translations behind it is unknown, so nothing else is said of their age.

Fails: `{"original_hash": "79a7", "translation_date": "yesterday", "source_file": "a.md"}`.

Passes: `{"original_hash": "79a7e63fa60f649eb3560e1cd7246272", "translation_date":
"2025-11-18T17:36:39+00:00", "source_file": "a.md", "language_code": "vi"}`; more keys may follow.

What to do: mend the record at the line and column that the finding names, or translate again.
"""

from transync.model import Severity
from transync.rules._groups import Group

GROUP = Group.RECORDS
SEVERITY = Severity.ERROR

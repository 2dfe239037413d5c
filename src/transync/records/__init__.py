"""Co-op Translator's records, in the three carriers that it has used."""

from transync.co_op_translator import FAILURES_KEY, SIDECAR_NAME
from transync.records.embedded import read_embedded
from transync.records.sidecar import Sidecar, is_absolute, languages_in, posix, read_sidecar

__all__ = [
    "FAILURES_KEY",
    "SIDECAR_NAME",
    "Sidecar",
    "is_absolute",
    "languages_in",
    "posix",
    "read_embedded",
    "read_sidecar",
]

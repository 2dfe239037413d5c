"""Co-op Translator's records, in the three carriers that it has used."""

from transync.records.embedded import read_embedded, read_record
from transync.records.sidecar import (
    Sidecar,
    is_absolute,
    languages_in,
    posix,
    read_sidecar,
    sidecar_entries,
)

__all__ = [
    "Sidecar",
    "is_absolute",
    "languages_in",
    "posix",
    "read_embedded",
    "read_record",
    "read_sidecar",
    "sidecar_entries",
]

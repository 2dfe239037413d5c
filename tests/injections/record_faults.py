"""Faults of records."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from tests.injections.pages import Page
from tests.injections.verdict import Expected, Injection, Kind

_HEADING_LINE = re.compile(r"^#+ .*\S", re.MULTILINE)
RECORD_FIELDS = ("original_hash", "translation_date", "source_file", "language_code")


def change_hash(page: Page, rng: Random) -> Injection:
    digest = f"{rng.getrandbits(128):032x}"
    return Injection(page, page.with_field("original_hash", digest), stale(page))


def change_source(page: Page, rng: Random) -> Injection:
    after = replace(page, source=_HEADING_LINE.sub(r"\g<0> more", page.source, count=1))
    return Injection(page, after, stale(page))


def stale(page: Page) -> Expected:
    """The record's lines; a sidecar's record is elsewhere, so there the translation's first."""
    lines = page.record_lines if page.sidecar is None else frozenset({1})
    return Expected("stale", page.translation_path, lines)


def remove_field(name: str) -> Kind:
    def inject(page: Page, rng: Random) -> Injection:
        after = page.with_field(name, None)
        return Injection(
            page, after, Expected("metadata-invalid", page.record_path, after.record_lines)
        )

    return inject


def change_language_code(page: Page, rng: Random) -> Injection:
    code = rng.choice([code for code in ("el", "nl", "sv") if code != page.folder])
    after = page.with_field("language_code", code)
    expected = Expected("metadata-mismatch", page.record_path, after.record_lines)
    return Injection(page, after, expected)

"""Real repositories and pages to begin with: the project's cases and documentation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random

from tests.commands.fix import test_properties
from tests.test_cases import EVERY, read, records, with_hashes

PROJECT = Path(__file__).parents[2]
_SECTION = re.compile(r"^(?=## )", re.MULTILINE)
_RECORD = re.compile(r"\A<!--.*?-->\n", re.DOTALL)


@cache
def cases() -> Sequence[Path]:
    """The folders of the project's own test cases."""
    return EVERY


def some_case(rng: Random) -> Path:
    """One of them; each rule has the same chance, however many cases it has."""
    rule = rng.choice(sorted({case.parent.name for case in cases()}))
    return rng.choice([case for case in cases() if case.parent.name == rule])


def repository(case: Path) -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
    """The files of a case, and those that stood there before, with records for its translations."""
    import json

    files = read(case)
    before = {
        path.removeprefix("before/"): with_hashes(data, files)
        for path, data in files.items()
        if path.startswith("before/")
    }
    now = {
        path: with_hashes(data, files)
        for path, data in files.items()
        if not path.startswith("before/")
    }
    for language in sorted(
        {path.split("/")[1] for path in files if path.startswith("translations/")}
    ):
        sidecar = f"translations/{language}/.co-op-translator.json"
        entries = records(files, language)
        if sidecar not in files and entries:
            now[sidecar] = json.dumps(entries, indent=2, ensure_ascii=False).encode()
    return now, before


@cache
def readme() -> Mapping[str, Sequence[str]]:
    """The sections of the project's README and of its translations, by language; "" is English."""
    pages = {"": PROJECT / "README.md"}
    pages |= {
        path.parent.name: path for path in sorted((PROJECT / "translations").glob("*/README.md"))
    }
    return {
        language: _SECTION.split(_RECORD.sub("", path.read_text(encoding="utf-8")))
        for language, path in pages.items()
    }


def faulty(rng: Random) -> tuple[str, str]:
    """A page with all that can be repaired, and its translation with some faults."""
    text = test_properties.WHOLE
    for old, new in rng.choices(test_properties.FAULTS, k=rng.randint(0, 8)):
        text = text.replace(old, new)
    return test_properties.FRONT_MATTER.format("Guide") + test_properties.SOURCE, text


@cache
def pages() -> Sequence[str]:
    """Pages to take blocks from: documentation, and the pages of all cases."""
    found = sorted((PROJECT / "docs").glob("*.md")) + sorted(
        (PROJECT / "docs" / "rules").glob("*.md")
    )
    found += sorted(path for case in cases() for path in case.rglob("*.md"))
    return [path.read_bytes().decode("utf-8", "surrogateescape") for path in found]

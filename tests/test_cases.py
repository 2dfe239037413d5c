"""Cases as folders: each is a repository, whose `expected.txt` is all that a check finds in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import md5
from pathlib import Path
from typing import Any

import pytest

from docs.rule_pages import WITHOUT_CASES
from tests.conftest import DATE, Repository
from transync.documents.kinds import is_document
from transync.rules import all_rules

CASES = Path(__file__).parent / "cases"
EVERY = sorted(p for rule in CASES.iterdir() if rule.is_dir() for p in rule.iterdir())
GOOD = [case for case in EVERY if case.name.startswith("good")]
BAD = [case for case in EVERY if case.name.startswith("bad")]

_HASH_OF = re.compile(rb"\{hash of ([^{}]+)\}")
_BEFORE = "before/"
_ABOUT = ("expected.txt", "arguments.txt")


def named(case: Path) -> str:
    return f"{case.parent.name}/{case.name}"


@pytest.mark.parametrize("case", EVERY, ids=named)
def test_a_check_finds_what_the_case_expects_and_nothing_else(
    case: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The day before the translations were made.
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2026-01-01T00:00:00Z")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-01-01T00:00:00Z")
    files = read(case)
    set_up(files, repository)

    checked = repository.check(*arguments(case))
    found = "".join(f"{line(finding)}\n" for finding in checked.findings)
    assert found == with_hashes((case / "expected.txt").read_bytes(), files).decode()


@pytest.mark.parametrize("rule", sorted(all_rules().keys() - set(WITHOUT_CASES)))
def test_every_rule_has_good_and_bad_cases(rule: str) -> None:
    kinds = {kind for kind, cases in (("good", GOOD), ("bad", BAD)) for c in cases if of(c) == rule}

    assert kinds == {"good", "bad"}


def test_cases_stand_in_the_folders_of_rules_and_are_named_good_or_bad() -> None:
    assert {of(case) for case in EVERY} <= set(all_rules())
    assert [named(case) for case in EVERY if case not in GOOD and case not in BAD] == []


@pytest.mark.parametrize("case", GOOD, ids=named)
def test_nothing_is_found_in_a_good_case(case: Path) -> None:
    assert (case / "expected.txt").read_bytes() == b""


@pytest.mark.parametrize("case", BAD, ids=named)
def test_a_bad_case_differs_from_a_good_one_by_one_file_and_its_rule_says_so(case: Path) -> None:
    expected = (case / "expected.txt").read_text(encoding="utf-8")
    twins = [good for good in GOOD if of(good) == of(case)]

    assert f" {of(case)} " in expected
    assert 1 in [len(dict(read(case).items() ^ read(good).items())) for good in twins]


def of(case: Path) -> str:
    """The rule that a case is about."""
    return case.parent.name


def arguments(case: Path) -> list[str]:
    """What the command is given beside its format."""
    given = case / "arguments.txt"
    return given.read_text(encoding="utf-8").split() if given.exists() else []


def read(case: Path) -> dict[str, bytes]:
    """The files of a case by their paths in it, but for those that are about it."""
    paths = [path for path in case.rglob("*") if path.is_file() and path.name not in _ABOUT]
    return {path.relative_to(case).as_posix(): path.read_bytes() for path in sorted(paths)}


def set_up(files: Mapping[str, bytes], repository: Repository) -> None:
    """Write and commit the files, with Co-op Translator's records where a case brings none."""
    earlier = {path for path in files if path.startswith(_BEFORE)}
    for path in earlier:
        repository.write(path.removeprefix(_BEFORE), with_hashes(files[path], files))
    if earlier:
        repository.commit()
    for path in files.keys() - earlier:
        repository.write(path, with_hashes(files[path], files))
    for language in {path.split("/")[1] for path in files if path.startswith("translations/")}:
        if f"translations/{language}/.co-op-translator.json" not in files:
            repository.sidecar(language, records(files, language))
    repository.commit()


def with_hashes(content: bytes, files: Mapping[str, bytes]) -> bytes:
    """The content with `{hash of <path>}` replaced by the MD5 of that file."""
    return _HASH_OF.sub(lambda m: md5(files[m[1].decode()]).hexdigest().encode(), content)


def records(files: Mapping[str, bytes], language: str) -> dict[str, object]:
    """A sidecar's entries for the translations that carry no record themselves."""
    folder = f"translations/{language}/"
    entries: dict[str, object] = {}
    for path, data in files.items():
        if path.startswith(folder) and is_document(path) and b'"original_hash"' not in data:
            source = path.removeprefix(folder)
            translated = files.get(_BEFORE + source, files.get(source, b""))
            entries[source] = {
                "original_hash": md5(translated).hexdigest(),
                "translation_date": DATE,
                "source_file": source,
                "language_code": language,
            }
    return entries


def line(finding: Mapping[str, Any]) -> str:
    """A finding as `expected.txt` has it."""
    place = "{path}:{line}:{column} {severity} {rule} {message}".format_map(finding)
    source = finding["source"]
    is_placed = source and source["line"]
    return f"{place} (source {source['path']}:{source['line']})" if is_placed else place

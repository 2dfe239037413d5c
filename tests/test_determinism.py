"""The same files give the same bytes, in whatever order they come and however Python hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import Repository
from tests.test_cases import BAD, named, read, records, with_hashes
from transync.rules import all_rules

FORMATS = (
    ("--output-format", "json"),
    ("--output-format", "sarif"),
    ("--output-format", "text", "--verbose"),
)


def every_case() -> dict[str, bytes]:
    """The bad cases of all rules as one tree, each in a folder of its own; without history."""
    files: dict[str, bytes] = {}
    for case in BAD:
        own = read(case)
        for path, data in own.items():
            if not path.startswith("before/"):
                files[f"{named(case)}/{path}"] = with_hashes(data, own)
    return files


def write(repository: Repository, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        repository.write(path, data)
    for case in BAD:
        own = read(case)
        for language in {p.split("/")[1] for p in own if p.startswith("translations/")}:
            folder = f"{named(case)}/translations"
            if f"{folder}/{language}/.co-op-translator.json" not in files:
                repository.sidecar(language, records(own, language), folder)


def test_most_rules_have_something_to_say_of_the_tree(folder: Repository) -> None:
    write(folder, every_case())

    findings = folder.check().findings
    assert len({finding["rule"] for finding in findings}) > 0.8 * len(all_rules())
    assert len({finding["language"] for finding in findings}) > 8


@pytest.mark.parametrize("arguments", FORMATS, ids=["json", "sarif", "text"])
def test_the_hash_seed_does_not_matter(repository: Repository, arguments: tuple[str, ...]) -> None:
    write(repository, every_case())
    outputs = {
        subprocess.run(
            [sys.executable, "-m", "transync", "check", *arguments],
            cwd=repository.root,
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "2")
    }

    assert len(outputs) == 1
    assert len(outputs.pop()) > 10_000


@pytest.mark.parametrize("arguments", FORMATS, ids=["json", "sarif", "text"])
def test_the_order_of_the_files_does_not_matter(
    folder: Repository, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    write(folder, every_case())
    walk = os.walk
    outputs = set()
    for backwards in (False, True):

        def ordered(
            top: Any, backwards: bool = backwards, **options: Any
        ) -> Iterator[tuple[str, list[str], list[str]]]:
            """The file system has any order that it likes."""
            for parent, folders, files in walk(top, **options):
                folders.sort(reverse=backwards)
                yield parent, folders, sorted(files, reverse=backwards)

        monkeypatch.setattr(os, "walk", ordered)
        outputs.add(folder.run("check", *arguments).stdout)

    assert len(outputs) == 1
    assert len(outputs.pop()) > 10_000


def test_the_order_in_which_files_were_made_and_added_does_not_matter(
    repository: Repository,
) -> None:
    files = every_case()
    outputs = set()
    for paths in (sorted(files), sorted(files, reverse=True)):
        repository.git("rm", "-rfq", "--ignore-unmatch", ".")
        write(repository, {path: files[path] for path in paths})
        for rule in dict.fromkeys(path.partition("/")[0] for path in paths):
            repository.git("add", rule)
        outputs.add((repository.check().stdout, repository.run("check").stdout))

    assert len(outputs) == 1

"""Files that no translator should write: each a finding or a clear message, never a crash."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Checked, Repository

MIB = 2**20
A, NOTEBOOK = "translations/vi/a.md", "translations/vi/a.ipynb"
FORMAT = '"nbformat": 4, "nbformat_minor": 5'
EMPTY = f'{{"cells": [], "metadata": {{}}, {FORMAT}}}'
SIDECAR = "translations/vi/.co-op-translator.json"
NEIGHBOUR = ("stale", "error", "translations/vi/neighbour.md", 3)
HOSTILE = "\x1b[31m\x1b]0;owned\x07\x08\x7f\x9b31m\u202e\u2066\u2028\ufeff"

posix_only = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX file system")


@pytest.fixture
def neighbourly(repository: Repository) -> Repository:
    """A repository with one stale pair, which every check must still find."""
    return with_neighbour(repository)


def with_neighbour(repository: Repository) -> Repository:
    repository.write("neighbour.md", "# Neighbour\n")
    repository.translate("neighbour.md", "vi", "# Hàng xóm\n", original_hash="0" * 32)
    return repository


def findings(checked: Checked) -> list[tuple[Any, ...]]:
    """Rule, severity, path and line of every finding but the neighbour's, which must be there."""
    assert checked.exit_code == 1, checked.stderr
    found = [(f["rule"], f["severity"], f["path"], f["line"]) for f in checked.findings]
    assert found.count(NEIGHBOUR) == 1
    found.remove(NEIGHBOUR)
    return found


def unreadable(path: str, line: int = 1) -> tuple[Any, ...]:
    return ("unreadable", "error", path, line)


def link(repository: Repository, path: str, target: str | Path) -> None:
    """Put a symbolic link in the place of a file."""
    full = repository.root / path
    full.parent.mkdir(parents=True, exist_ok=True)
    full.unlink(missing_ok=True)
    full.symlink_to(target)


# bytes that are no text

BAD_BYTES = {
    "Latin-1": (b"# Caf\xe9\n", 1),
    "UTF-16": ("# One\n".encode("utf-16"), 1),
    "half a character at the end": (b"# One\n\nTe\xc3", 3),
    "a surrogate": (b"# One\n\xed\xa0\x80\n", 2),
    "a NUL byte": (b"# One\n\nTe\x00xt\n", 3),
}
bad_bytes = pytest.mark.parametrize(("data", "line"), BAD_BYTES.values(), ids=BAD_BYTES)


@bad_bytes
def test_a_translation_that_is_no_text_is_one_finding_at_the_bad_byte(
    neighbourly: Repository, data: bytes, line: int
) -> None:
    neighbourly.write("a.md", "# One\n")
    neighbourly.write(A, data)
    assert findings(neighbourly.check()) == [unreadable(A, line)]


@bad_bytes
def test_a_source_that_is_no_text_is_one_finding_for_all_its_languages(
    neighbourly: Repository, data: bytes, line: int
) -> None:
    neighbourly.write("a.md", data)
    for language in ("vi", "ko"):
        neighbourly.translate("a.md", language, "# One\n")
    neighbourly.translate("neighbour.md", "ko", "# Neighbour\n")
    assert findings(neighbourly.check()) == [unreadable("a.md", line)]


@bad_bytes
def test_a_sidecar_that_is_no_text_is_one_finding(
    neighbourly: Repository, data: bytes, line: int
) -> None:
    neighbourly.write("a.md", "# One\n")
    neighbourly.write(A, "# Một\n")
    neighbourly.write(SIDECAR, data)
    assert findings(neighbourly.check()) == [("metadata-invalid", "error", SIDECAR, line)]


def test_a_byte_order_mark_is_no_fault_anywhere(neighbourly: Repository) -> None:
    mark = b"\xef\xbb\xbf"
    notebook = b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
    for name, content in (("a.md", b"# One\n"), ("a.ipynb", notebook)):
        neighbourly.write(name, mark + content)
        neighbourly.write(f"translations/vi/{name}", mark + content)
    entries = {name: neighbourly.record(name, "vi") for name in ("a.md", "a.ipynb")}
    neighbourly.write(SIDECAR, mark + json.dumps(entries).encode())
    assert findings(neighbourly.check()) == []


@pytest.mark.parametrize("name", ["a.md", "a.ipynb"])
@pytest.mark.parametrize("place", ["", "translations/vi/"], ids=["source", "translation"])
def test_a_file_of_60_mib_is_too_large_to_check(
    neighbourly: Repository, place: str, name: str
) -> None:
    neighbourly.write(name, "# One\n")
    neighbourly.sidecar("vi", {name: neighbourly.record(name, "vi")})
    for path in (name, f"translations/vi/{name}"):
        neighbourly.write(path, EMPTY if "ipynb" in name else "# One\n")
    os.truncate(neighbourly.root / place / name, 60 * MIB)
    checked = neighbourly.check("--ignore", "metadata-invalid")
    assert unreadable(place + name) in findings(checked)
    message = next(f["message"] for f in checked.findings if f["rule"] == "unreadable")
    assert "too large" in message
    assert "60.0 MiB" in message


def test_a_sidecar_of_50_mib_is_too_large_to_check(neighbourly: Repository) -> None:
    neighbourly.write(SIDECAR, "{")
    os.truncate(neighbourly.root / SIDECAR, 50 * MIB)
    assert findings(neighbourly.check()) == [("metadata-invalid", "error", SIDECAR, 1)]


# text that is hard to parse

N = 10_000
HARD = {
    "nested brackets": "[" * N + "]" * N + "\n",
    "opened brackets": "[" * N + "\n",
    "nested images": "![" * 1_000 + "](x)" * 1_000 + "\n",
    "nested links": "[" * N + "](x)" * N + "\n",
    "nested emphasis": "*a **b " * N + "\n",
    "backquotes of every length": " ".join("`" * length for length in range(1, 1000)) + "\n",
    "opened angle brackets": "<" * N + "\n",
    "opened comments": "<!--" * N + "\n",
    "opened comments in a paragraph": "a <!--" * N + "\n",
    "opened declarations": "a <!A" * N + "\n",
    "opened tags": "a <b c" * N + "\n",
    "front matter without end": "---\na: b\n" + "x\n" * N,
    "thematic breaks": "---\n" * N,
    "a giant table on one line": "| a " * N + "|\n" + "|---" * N + "|\n" + "| b " * N + "|\n",
    "a giant cell": "| a |\n|---|\n| " + "word [x](y) " * 2_000 + "|\n",
    "a giant word": "a" * MIB + "\n",
    "a giant URL": "https://example.com/" + "a" * MIB + "\n",
    "many colons and slashes": "://" * N + "\n",
    "many bare hosts": "www." * N + "\n",
    "many definitions": "".join(f"[{n}]: x\n" for n in range(N)),
    "many identical headings": "# a\n" * N,
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_text_that_is_hard_to_parse_is_checked_like_any_other(
    neighbourly: Repository, text: str
) -> None:
    neighbourly.write("a.md", text + "\n# End\n")
    neighbourly.translate("a.md", "vi", text + "\n# Hết\n")
    rules = {finding[0] for finding in findings(neighbourly.check())}
    assert rules <= {"local-link", "untranslated", "untranslated-target"}


DEEP = {
    "quotes": ">" * N + " deep\n",
    "spaced quotes": "> " * N + "deep\n",
    "lists": "".join(" " * 2 * depth + "- a\n" for depth in range(500)),
    "lists on one line": "- " * N + "deep\n",
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_text_that_is_nested_too_deeply_is_said_to_be_not_compared(
    neighbourly: Repository, text: str
) -> None:
    neighbourly.write("a.md", text + "\n# End\n")
    neighbourly.translate("a.md", "vi", text + "\n# Hết\n")
    checked = neighbourly.check()
    assert {finding[0] for finding in findings(checked)} == {"not-compared"}
    assert "nested 100 levels deep" in checked.stdout


DEEP_JSON = "[" * 100_000 + "]" * 100_000
LONG_NUMBER = "1" * 5_000  # more digits than Python turns into a number by default
BAD_SIDECARS = {
    "a list": "[]",
    "a number": "7",
    "deeply nested": DEEP_JSON,
    "a long number": LONG_NUMBER,
    "an entry with a long number": f'{{"a.md": {LONG_NUMBER}}}',
    "an entry that is deeply nested": f'{{"a.md": {DEEP_JSON}}}',
}


@pytest.mark.parametrize("text", BAD_SIDECARS.values(), ids=BAD_SIDECARS)
def test_a_sidecar_that_makes_no_sense_is_one_finding(neighbourly: Repository, text: str) -> None:
    neighbourly.write("a.md", "# One\n")
    neighbourly.write(A, "# Một\n")
    neighbourly.write(SIDECAR, text)
    assert findings(neighbourly.check()) == [("metadata-invalid", "error", SIDECAR, 1)]


BAD_RECORDS = {
    "deeply nested": DEEP_JSON,
    "nested within the parser's limit": "[" * 900 + "]" * 900,
    "a long number": LONG_NUMBER,
    "not closed": "{",
}


@pytest.mark.parametrize("record", BAD_RECORDS.values(), ids=BAD_RECORDS)
def test_a_comment_that_makes_no_sense_is_one_finding(neighbourly: Repository, record: str) -> None:
    neighbourly.write("a.md", "# One\n")
    neighbourly.write(A, f"<!--\nCO_OP_TRANSLATOR_METADATA:\n{record}\n-->\n# Một\n")
    assert findings(neighbourly.check()) == [("metadata-invalid", "error", A, 3)]


BAD_NOTEBOOKS = {
    "empty": "",
    "no JSON": "# Notebook\n",
    "a list": "[]",
    "a number": "7",
    "no cells": "{}",
    "cells that are no list": '{"cells": {"0": {}}, "metadata": {}}',
    "cells that are null": '{"cells": null, "metadata": {}}',
    "deeply nested": DEEP_JSON,
    "a long number": f'{{"cells": [], "metadata": {LONG_NUMBER}}}',
}


@pytest.mark.parametrize("text", BAD_NOTEBOOKS.values(), ids=BAD_NOTEBOOKS)
def test_a_notebook_that_is_none_is_one_finding(neighbourly: Repository, text: str) -> None:
    neighbourly.write("a.ipynb", EMPTY)
    neighbourly.write(NOTEBOOK, text)
    assert findings(neighbourly.check()) == [unreadable(NOTEBOOK)]


def test_a_notebook_that_is_broken_json_is_reported_where_it_breaks(
    neighbourly: Repository,
) -> None:
    neighbourly.write("a.ipynb", EMPTY)
    neighbourly.write(NOTEBOOK, '{\n "cells": [],\n "metadata": oops\n}\n')
    checked = neighbourly.check()
    assert findings(checked) == [unreadable(NOTEBOOK, 3)]
    assert {f["column"] for f in checked.findings if f["rule"] == "unreadable"} == {14}


@pytest.mark.parametrize(
    "cells",
    [
        [7],
        [None],
        [[]],
        [{}],
        [{"cell_type": "markdown", "source": 7}],
        [{"cell_type": "markdown", "source": None}],
        [{"cell_type": "markdown", "source": {"a": "b"}}],
        [{"cell_type": "markdown", "source": ["# One", 7, None, ["x"]]}],
        [{"cell_type": ["markdown"], "source": "# One"}],
        [{"cell_type": "markdown", "source": "\ud800"}],
    ],
    ids=json.dumps,
)
def test_cells_of_odd_types_are_one_fault_of_the_source(
    neighbourly: Repository, cells: list[object]
) -> None:
    notebook = {**json.loads(EMPTY), "cells": cells}
    neighbourly.write("a.ipynb", json.dumps(notebook))
    record = neighbourly.record("a.ipynb", "vi")
    neighbourly.write(NOTEBOOK, json.dumps(notebook | {"metadata": {"coopTranslator": record}}))
    assert findings(neighbourly.check()) == [("notebook-cell", "error", "a.ipynb", 1)]


@pytest.mark.parametrize("metadata", ["[]", "7", "null"])
def test_a_notebook_whose_metadata_is_no_object_has_no_record(
    neighbourly: Repository, metadata: str
) -> None:
    neighbourly.write("a.ipynb", EMPTY)
    neighbourly.write(NOTEBOOK, f'{{"cells": [], "metadata": {metadata}, {FORMAT}}}')
    assert sorted(findings(neighbourly.check())) == [
        ("metadata-missing", "error", NOTEBOOK, 1),
        ("notebook-cell", "error", NOTEBOOK, 1),
    ]


@pytest.mark.parametrize("depth", [50, 300, 900, 990, 2_000, 9_000])
def test_a_notebook_record_nested_to_any_depth_is_never_a_crash(
    neighbourly: Repository, depth: int
) -> None:
    neighbourly.write("a.ipynb", EMPTY)
    record = "[" * depth + "]" * depth
    neighbourly.write(
        NOTEBOOK, f'{{"cells": [], "metadata": {{"coopTranslator": {record}}}, {FORMAT}}}'
    )
    [(rule, severity, path, line)] = findings(neighbourly.check())
    assert rule in ("metadata-invalid", "unreadable")
    assert (severity, path, line) == ("error", NOTEBOOK, 1)


# links, and what is outside


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Callable[[], list[str]]]:
    """A folder beside the repository, and which of its files this process has opened."""
    folder = tmp_path / "outside"
    folder.mkdir()
    for name in ("a.md", ".co-op-translator.json", "passwd"):
        (folder / name).write_bytes(b"# Secret\n")
    opened: list[str] = []
    _listeners.append(opened.append)
    yield lambda: [path for path in opened if path.startswith(str(folder.resolve()))]
    _listeners.clear()


_listeners: list[Callable[[str], None]] = []


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        for listener in _listeners:
            listener(os.path.realpath(os.fsdecode(arguments[0])))


sys.addaudithook(_hear)


def test_opening_a_file_outside_is_noticed(
    tmp_path: Path, outside: Callable[[], list[str]]
) -> None:
    (tmp_path / "outside" / "a.md").read_bytes()
    assert len(outside()) == 1


@posix_only
@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("a.md", "unreadable"),
        (A, "unreadable"),
        (SIDECAR, "metadata-invalid"),
    ],
)
@pytest.mark.parametrize("absolute", [True, False])
def test_a_symbolic_link_out_of_the_repository_is_not_followed(
    neighbourly: Repository,
    outside: Callable[[], list[str]],
    path: str,
    rule: str,
    absolute: bool,
) -> None:
    neighbourly.write("a.md", "# One\n")
    neighbourly.translate("a.md", "vi", "# Một\n")
    target = neighbourly.root.parent / "outside" / Path(path).name
    full = neighbourly.root / path
    link(neighbourly, path, target if absolute else os.path.relpath(target, full.parent))
    assert findings(neighbourly.check()) == [(rule, "error", path, 1)]
    assert outside() == []


@posix_only
def test_a_folder_that_became_a_link_out_of_the_repository_is_not_read_through(
    neighbourly: Repository, outside: Callable[[], list[str]]
) -> None:
    neighbourly.write("a.md", "# One\n")
    neighbourly.translate("a.md", "ko", "# One\n")
    neighbourly.translate("neighbour.md", "ko", "# Neighbour\n")
    neighbourly.git("add", ".")
    shutil.rmtree(neighbourly.root / "translations/ko")
    link(neighbourly, "translations/ko", neighbourly.root.parent / "outside")
    findings(neighbourly.check())
    assert outside() == []


@posix_only
def test_a_symbolic_link_within_the_repository_is_followed(neighbourly: Repository) -> None:
    neighbourly.write("a.md", "# One\n")
    neighbourly.translate("a.md", "vi", "# Một\n")
    neighbourly.write("shared/một.md", (neighbourly.root / A).read_bytes())
    link(neighbourly, A, "../../shared/một.md")
    assert findings(neighbourly.check()) == []


@posix_only
@pytest.mark.parametrize("secret", [".git/config", ".env", "build/notes.md"])
@pytest.mark.parametrize("path", ["a.md", A])
@pytest.mark.parametrize("output", ["text", "json", "markdown", "sarif"])
def test_a_symbolic_link_to_what_is_no_file_of_the_repository_is_not_followed(
    neighbourly: Repository, secret: str, path: str, output: str
) -> None:
    neighbourly.write(".gitignore", ".env\nbuild/\n")
    neighbourly.write("a.md", "# One\n")
    neighbourly.translate("a.md", "vi", "# Một\n")
    kept = neighbourly.root / secret
    kept.parent.mkdir(exist_ok=True)
    with kept.open("a", encoding="utf-8") as file:
        file.write("\n# [token = hidden](https://hidden.example)\n")
    full = neighbourly.root / path
    link(neighbourly, path, os.path.relpath(kept, full.parent))
    assert unreadable(path) in findings(neighbourly.check())
    assert "hidden" not in neighbourly.run("check", "--output-format", output).stdout


@posix_only
def test_a_folder_that_became_a_link_to_gits_own_is_not_read_through(
    neighbourly: Repository,
) -> None:
    neighbourly.write("a.md", "# One\n")
    neighbourly.translate("a.md", "ko", "# One\n")
    neighbourly.git("add", ".")
    shutil.rmtree(neighbourly.root / "translations/ko")
    neighbourly.write(".git/texts/a.md", "# [hidden](https://hidden.example)\n")
    link(neighbourly, "translations/ko", "../.git/texts")
    assert "hidden" not in neighbourly.run("check").stdout


@posix_only
@pytest.mark.parametrize("path", ["a.md", A])
@pytest.mark.parametrize("target", ["a.md", "loop.md", "nowhere.md"])
def test_a_link_that_leads_round_in_a_loop_or_nowhere_is_a_finding(
    neighbourly: Repository, path: str, target: str
) -> None:
    neighbourly.write("a.md", "# One\n")
    neighbourly.translate("a.md", "vi", "# Một\n")
    folder = path.removesuffix("a.md")
    link(neighbourly, folder + "loop.md", "a.md")
    link(neighbourly, path, target)
    found = findings(neighbourly.check("--ignore", "missing-translation,orphan"))
    assert unreadable(path) in found
    assert {finding[0] for finding in found} == {"unreadable"}


@posix_only
@pytest.mark.parametrize("has_git", [True, False])
def test_a_folder_that_links_to_its_parent_is_not_walked_for_ever(
    folder: Repository, has_git: bool
) -> None:
    if has_git:
        folder.git("init", "--quiet")
    with_neighbour(folder)
    link(folder, "translations/vi/up", "..")
    link(folder, "up", ".")
    assert findings(folder.check()) == []


@posix_only
@pytest.mark.parametrize("path", ["a.md", A, NOTEBOOK, SIDECAR])
def test_a_pipe_is_not_waited_for(folder: Repository, path: str) -> None:
    with_neighbour(folder)
    folder.write("a.md", "# One\n")
    folder.write("a.ipynb", EMPTY)
    folder.translate("a.md", "vi", "# Một\n")
    (folder.root / path).unlink(missing_ok=True)
    os.mkfifo(folder.root / path)
    done = transync(folder, "check", "--output-format", "json", timeout=5)
    checked = Checked(done.returncode, done.stdout, done.stderr)
    assert path in [finding[2] for finding in findings(checked)]


@pytest.mark.parametrize(
    "source_file", ["../../etc/passwd", "../outside/passwd", "/etc/passwd", "..\\outside\\passwd"]
)
def test_a_source_file_outside_the_repository_is_a_mismatch_and_never_read(
    neighbourly: Repository, outside: Callable[[], list[str]], source_file: str
) -> None:
    neighbourly.write("a.md", "# One\n")
    neighbourly.translate("a.md", "vi", "# Một\n", source_file=source_file)
    assert findings(neighbourly.check()) == [("metadata-mismatch", "error", A, 3)]
    assert outside() == []


@pytest.mark.parametrize(
    "source_file", ["../outside/a.md", "../../outside/a.md", "{outside}/a.md", "\0", "a" * 5_000]
)
def test_a_record_does_not_make_the_search_for_its_source_leave_the_repository(
    repository: Repository, outside: Callable[[], list[str]], source_file: str
) -> None:
    """Two folders could be the source root here, so the record's `source_file` is looked for."""
    for name in ("a.md", "docs/a.md"):
        repository.write(name, "# One\n")
    record = repository.record("a.md", "vi", original_hash="0" * 32)
    record["source_file"] = source_file.format(outside=repository.root.parent / "outside")
    path = "docs/i18n/vi/a.md"
    repository.write(path, f"<!--\n{json.dumps(record)}\n-->\n# Một\n")
    assert "stale" in repository.check().rules
    assert outside() == []


def test_links_out_of_the_repository_are_not_read(
    neighbourly: Repository, outside: Callable[[], list[str]]
) -> None:
    folder = neighbourly.root.parent / "outside"
    targets = ("../outside/a.md#x", f"{folder}/a.md#x", "../../../../outside/a.md#x")
    text = "".join(f"[x]({target})\n" for target in targets)
    neighbourly.write("a.md", f"# One\n\n{text}")
    neighbourly.translate("a.md", "vi", f"# Một\n\n{text}")
    findings(neighbourly.check())
    assert outside() == []


# repositories that are not as expected


@pytest.mark.parametrize("has_git", [True, False])
def test_an_empty_repository_has_nothing_to_check(folder: Repository, has_git: bool) -> None:
    if has_git:
        folder.git("init", "--quiet")
    checked = folder.check()
    assert (checked.exit_code, checked.stdout) == (2, "")
    assert checked.stderr.startswith("transync: nothing to check: ")


def test_a_folder_without_git_is_checked_all_the_same(folder: Repository) -> None:
    assert findings(with_neighbour(folder).check()) == []


def test_without_the_git_program_the_files_are_checked_and_a_note_says_so(
    neighbourly: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert neighbourly.check().report["summary"]["notes"] == []
    monkeypatch.setenv("PATH", "")
    checked = neighbourly.check()
    assert findings(checked) == []
    [note] = checked.report["summary"]["notes"]
    assert "git program is not installed" in note


def test_without_the_git_program_a_note_says_so_in_a_folder_of_the_repository_too(
    neighbourly: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(neighbourly.root / "translations")
    monkeypatch.setenv("PATH", "")
    assert "git program is not installed" in str(neighbourly.check().report["summary"]["notes"])


@pytest.mark.parametrize("path", ["translations/ko", "translations/ko.md", "translated_images"])
def test_a_file_in_the_place_of_a_folder_is_no_language(neighbourly: Repository, path: str) -> None:
    neighbourly.write(path, "a file\n")
    checked = neighbourly.check()
    assert findings(checked) == []
    assert checked.report["summary"]["languages"] == ["vi"]


def test_a_repository_whose_translations_are_a_file_has_nothing_to_check(
    repository: Repository,
) -> None:
    repository.write("translations", "a file\n")
    assert repository.check().exit_code == 2


@pytest.mark.parametrize("path", ["a.md", A, SIDECAR])
def test_a_folder_in_the_place_of_a_file_is_no_document(neighbourly: Repository, path: str) -> None:
    neighbourly.write("a.md", "# One\n")
    neighbourly.translate("a.md", "vi", "# Một\n")
    (neighbourly.root / path).unlink(missing_ok=True)
    neighbourly.write(f"{path}/inner.txt", "text\n")
    rules = {finding[0] for finding in findings(neighbourly.check())}
    assert rules <= {"orphan"}


@posix_only
@pytest.mark.parametrize("path", ["a.md", A, NOTEBOOK, SIDECAR])
def test_a_file_that_vanishes_while_the_check_runs_is_a_finding(
    neighbourly: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """The real git lists the files, and one is gone before anything of it is read."""
    neighbourly.write("a.md", "# One\n")
    neighbourly.translate("a.md", "vi", "# Một\n")
    neighbourly.write("a.ipynb", EMPTY)
    record = neighbourly.record("a.ipynb", "vi")
    neighbourly.write(
        NOTEBOOK, json.dumps(json.loads(EMPTY) | {"metadata": {"coopTranslator": record}})
    )
    neighbourly.sidecar("vi", {"a.md": neighbourly.record("a.md", "vi")})
    assert findings(neighbourly.check()) == []

    git = tmp_path / "bin" / "git"
    git.parent.mkdir()
    removal = f'case "$*" in *ls-files*) rm -f "{neighbourly.root / path}";; esac'
    git.write_text(f'#!/bin/sh\n"{shutil.which("git")}" "$@" || exit\n{removal}\n')
    git.chmod(0o755)
    monkeypatch.setenv("PATH", str(git.parent), prepend=os.pathsep)
    rule = "metadata-invalid" if path == SIDECAR else "unreadable"
    assert findings(neighbourly.check()) == [(rule, "error", path, 1)]


@posix_only
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read anything")
def test_a_file_without_permission_to_read_is_a_finding(neighbourly: Repository) -> None:
    neighbourly.write("a.md", "# One\n")
    neighbourly.translate("a.md", "vi", "# Một\n")
    (neighbourly.root / A).chmod(0)
    assert findings(neighbourly.check()) == [unreadable(A)]


BAD_SETTINGS = {
    "no UTF-8": b"\xff",
    "no TOML": b"select = [",
    "a NUL byte": b"\0",
    "deeply nested": b"a = " + b"[" * N,
    "a key with control characters": b'"\\u001b[31m\\u202e" = 1',
    "an ill-typed value": b"select = 7",
}


@pytest.mark.parametrize("toml", BAD_SETTINGS.values(), ids=BAD_SETTINGS)
def test_settings_that_cannot_be_read_are_a_message_and_exit_2(
    neighbourly: Repository, toml: bytes
) -> None:
    neighbourly.write("transync.toml", toml)
    checked = neighbourly.check()
    assert checked.exit_code == 2
    assert "transync.toml" in checked.stderr
    assert "Traceback" not in checked.stderr
    assert steering(checked.stderr) == []


# names and control characters

NAMES = {
    "a line feed": b"a\nb",
    "control characters": HOSTILE.encode(),
    "non-UTF-8 bytes": b"caf\xe9\xff",
    "an emoji": "🎉".encode(),
    "a right-to-left override": "a\u202eb".encode(),
    "spaces and quotes": b" a \"b\" 'c' ",
    "a backslash": b"a\\b",
    "a percent sign": b"a%00%2e%2e",
    "a pattern": b"[a]*?",
    "only a suffix": b"",
}


def steering(text: str) -> list[str]:
    """The characters that would steer a terminal, or turn its text around."""
    kinds = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return [c for c in text if unicodedata.category(c) in kinds and c not in "\n\u200c\u200d"]


def transync(
    repository: Repository, *arguments: str, timeout: float = 30, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The command as its own process, as a user runs it."""
    return subprocess.run(
        [sys.executable, "-m", "transync", *arguments],
        cwd=repository.root,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=timeout,
        check=False,
        env={**os.environ, **environment},
    )


def in_a_terminal(repository: Repository, *arguments: str) -> str:
    """What the command prints to a terminal, without the colours that it chose itself."""
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "transync", *arguments]
    environment = {**os.environ, "TERM": "xterm"}
    environment.pop("NO_COLOR", None)
    with subprocess.Popen(
        command, cwd=repository.root, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    ):
        os.close(theirs)
        output = b""
        try:
            while data := os.read(ours, MIB):
                output += data
        except OSError:  # Linux's way to say that the other end is closed
            pass
        os.close(ours)
    text = output.decode(errors="surrogateescape").replace("\r\n", "\n")
    assert "\x1b[1m" in text
    return re.sub("\x1b\\[(?:0|1|2|4|3[1236])m", "", text)


def write_hostile(repository: Repository) -> None:
    """A pair with control characters wherever the report could repeat them."""
    with_neighbour(repository)
    row = f"| [a{HOSTILE}](<https://example.com/{{}}{HOSTILE}>) {HOSTILE} |\n"
    text = f"# {HOSTILE}\n\n| a |\n|---|\n{row}\n[{HOSTILE}](<gone{HOSTILE}.md>) [c](<#{{}}>)\n"
    dead = f"[d](<https://example.com/{HOSTILE}#x?WT.mc_id=1>) " * 2
    repository.write("a.md", text.format("one", "") + "\n" + dead + "\n")
    wrong = {"language_code": HOSTILE + FORGED, "source_file": HOSTILE + FORGED}
    repository.translate("a.md", "vi", text.format("other", HOSTILE) + "\n" + dead, **wrong)
    repository.write("b.md", "# Two\n")
    repository.translate("b.md", "ko", "# Two\n")
    bad = repository.record("b.md", "vi", original_hash=HOSTILE + FORGED)
    keys = ("failure_date", "error_type", "error_message", "translator_version")
    failure = repository.record("b.md", "vi") | dict.fromkeys(keys, HOSTILE + FORGED)
    entries = {HOSTILE + FORGED: bad, "__translation_failures__": {"b.md": failure}}
    repository.sidecar("vi", entries)


FORGED = "\r\nforged line\n"


def test_control_characters_of_contents_never_reach_the_reader_raw(repository: Repository) -> None:
    write_hostile(repository)
    checked = repository.check()
    assert {
        "metadata-mismatch",
        "metadata-invalid",
        "link-table",
        "dead-tracking-id",
        "failed-translation",
    } <= set(checked.rules)
    assert steering(checked.stdout) == []
    for options in ([], ["--verbose"]):
        text = repository.run("check", *options).stdout
        assert (steering(text), "\nforged line" in text) == ([], False)


@posix_only
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_files_of_any_name_are_checked_and_printed_harmlessly(
    neighbourly: Repository, name: bytes
) -> None:
    source = os.fsdecode(name) + ".md"
    try:
        # Twice the same fault on one line, whose places are listed by path.
        neighbourly.write(source, "[a](http://a.b/#c?ocid=1) [a](http://a.b/#c?ocid=1)\n")
    except OSError:
        pytest.skip("this file system has no such names")
    path = f"translations/vi/{source}"
    neighbourly.write(path, "[a](http://a.b/#c?ocid=1) [a](http://a.b/#c?ocid=1)\n")
    checked = neighbourly.check("--ignore", "local-link")
    # What is no character is U+FFFD in JSON, which strict readers refuse otherwise.
    shown, shown_source = (os.fsencode(each).decode(errors="replace") for each in (path, source))
    assert ("metadata-missing", "error", shown, 1) in findings(checked)
    assert [f[2] for f in findings(checked) if f[0] == "dead-tracking-id"] == [shown_source] * 2
    assert steering(checked.stdout) == []
    for options in ([], ["--verbose"]):
        text = neighbourly.run("check", *options).stdout
        assert (steering(text), "\nb.md" in text) == ([], False)


@posix_only
def test_only_our_own_colours_reach_a_terminal(repository: Repository) -> None:
    write_hostile(repository)
    name = f"{HOSTILE}.md"
    repository.write(name, "[a](http://a.b/#c?ocid=1) [a](http://a.b/#c?ocid=1)\n")
    repository.write(f"translations/vi/{name}", "# Một\n")
    assert steering(in_a_terminal(repository, "check", "--verbose")) == []


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_reader_with_few_characters_gets_the_report_all_the_same(
    neighbourly: Repository, encoding: str
) -> None:
    neighbourly.write("a.md", "| a |\n|---|\n| [b](https://example.com/b) |\n")
    neighbourly.translate("a.md", "vi", "| ạ |\n|---|\n| [ب](https://example.com/other) |\n")
    done = transync(neighbourly, "check", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (1, "")
    assert "https://example.com/other" in done.stdout


# anything at all

FRAGMENTS = [
    *"[]()<>|#*_`~-!:\\\"'&;=+.\n\n\n\t 1ab",
    *(
        "---\n",
        "```\n",
        "<!--",
        "-->",
        "](",
        "![",
        "[^1]: ",
        "| a | b |\n|---|---|\n",
        "<a href=x>",
    ),
    *(
        "https://a.b/c?WT.mc_id=d#e",
        "www.a.b",
        "<img src=",
        "\r\n",
        "\0",
        "é",
        "漢",
        "\u202e",
        "🎉",
    ),
    *(
        "CO_OP_TRANSLATOR_METADATA:\n",
        '{"original_hash": "',
        '"}',
        "{#id}",
        "&#0;",
        "[a]: b\n",
        "> ",
    ),
]
texts = st.lists(st.sampled_from(FRAGMENTS), max_size=60).map(lambda parts: "".join(parts).encode())
contents = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    texts,
)


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    source=contents,
    translation=contents,
    sidecar=contents,
    suffix=st.sampled_from((".md", ".ipynb")),
)
def test_no_content_crashes_the_check(
    folder: Repository, source: bytes, translation: bytes, sidecar: bytes, suffix: str
) -> None:
    with_neighbour(folder)
    folder.write(f"a{suffix}", source)
    folder.write(f"translations/vi/a{suffix}", translation)
    folder.write(SIDECAR, sidecar)
    findings(folder.check())
    assert steering(folder.run("check", "--verbose").stdout) == []

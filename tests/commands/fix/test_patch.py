"""`fix --diff`: bytes that git applies, and nothing that steers a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.test_cli import in_a_terminal
from tests.conftest import Repository
from transync.commands.fix.unified import patch, render

posix_only = pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode elsewhere")

LINES = st.sampled_from(
    [
        *(b"a\n", b"b\r\n", b"\n", b"\r\n", b"\r", b"-- a\n", b"++ b\n", b"@@ -1 +1 @@\n"),
        *(b"\x1b]0;x\x07\n", b"\x00\n", b"\xff\xfe\n", b"diff --git a/x b/x\n", b"\\ No\n"),
        "\u2028é\n".encode(),
    ]
)
LAST_LINES = st.sampled_from([b"", b"", b"end", b"\r", b" ", b"\\"])
TEXTS = st.tuples(st.lists(LINES, max_size=30).map(b"".join), LAST_LINES).map(b"".join)
CHARACTERS = [*b"ab. \t\n\"'\\%-*?[]$`#\x01\x7f\x80\xc3\xa9\xff"]
NAMES = (
    st.lists(st.sampled_from(CHARACTERS), min_size=1, max_size=12)
    .map(bytes)
    .filter(lambda name: name not in (b".", b".."))
    .map(os.fsdecode)
)


def apply(folder: Path, made: bytes) -> None:
    done = subprocess.run(
        ["git", "apply", "--whitespace=nowarn", "-"],
        input=made,
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b""), made


@posix_only
@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.dictionaries(NAMES, st.tuples(TEXTS, TEXTS), min_size=1, max_size=2))
def test_git_makes_of_the_files_what_fix_would(files: dict[str, tuple[bytes, bytes]]) -> None:
    changed = {f"d/{name}": texts for name, texts in files.items() if texts[0] != texts[1]}
    with tempfile.TemporaryDirectory() as folder:
        for name, (before, _) in changed.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(before)
        made = patch(
            {name: after for name, (_, after) in changed.items()},
            {name: before for name, (before, _) in changed.items()},
        )
        if changed:
            apply(Path(folder), made)

        assert {name: Path(folder, name).read_bytes() for name in changed} == {
            name: after for name, (_, after) in changed.items()
        }


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.dictionaries(NAMES, st.tuples(TEXTS, TEXTS), min_size=1, max_size=2))
def test_a_terminal_is_not_steered(files: dict[str, tuple[bytes, bytes]]) -> None:
    shown = render(
        {name: after for name, (_, after) in files.items()},
        {name: before for name, (before, _) in files.items()},
    )
    plain = shown
    for colour in ("0", "1", "31", "32", "36"):
        plain = plain.replace(f"\x1b[{colour}m", "")

    assert [c for c in plain if not c.isprintable() and c != "\n"] == []


def test_changes_that_are_far_from_each_other_are_hunks_of_their_own() -> None:
    before = b"".join(b"%d\n" % number for number in range(40))
    after = (
        before.replace(b"\n10\n", b"\nten\n").replace(b"\n16\n", b"\n").replace(b"\n30\n", b"\n")
    )

    made = patch({"a.md": after}, {"a.md": before}).splitlines()

    assert made[:3] == [b"diff --git a/a.md b/a.md", b"--- a/a.md", b"+++ b/a.md"]
    assert [line for line in made if line[:2] == b"@@"] == [
        b"@@ -8,13 +8,12 @@",
        b"@@ -28,7 +27,6 @@",
    ]
    assert [line for line in made[3:] if line[:1] in b"-+"] == [b"-10", b"+ten", b"-16", b"-30"]


def test_a_diff_of_a_long_file_takes_time_in_proportion() -> None:
    before = b"a\nb\n" * 100_000
    after = before.replace(b"a\n", b"c\n", 1) + b"d\n"

    assert patch({"a.md": after}, {"a.md": before}).count(b"\n@@ ") == 2


TITLE = "\x1b]0;PWNED\x07\x1b[2J"


@pytest.fixture
def steering(repository: Repository) -> Repository:
    """A page that can be repaired, with what would steer a terminal, and with CR and LF."""
    source = "# Title\n\nSee [a](https://e.com/a).\n"
    repository.write("a.md", source)
    repository.translate("a.md", "vi", f"# Tựa {TITLE}\r\n\r\nXem [a](https://e.com/b).")
    return repository


@posix_only
@pytest.mark.parametrize("no_color", [{}, {"NO_COLOR": "1"}], ids=["colours", "no colours"])
def test_a_terminal_is_shown_what_the_file_holds(
    steering: Repository, no_color: dict[str, str]
) -> None:
    shown = in_a_terminal(steering.root, "fix", "--diff", **no_color)

    assert "\\u001b]0;PWNED\\u0007\\u001b[2J" in shown
    assert "\x1b]" not in shown
    assert ("\x1b[31m" in shown) == (not no_color)


def test_a_pipe_gets_what_git_applies(steering: Repository) -> None:
    page = steering.root / "translations/vi/a.md"
    before = page.read_bytes()
    command = [sys.executable, "-m", "transync", "fix", "--diff"]
    done = subprocess.run(command, cwd=steering.root, capture_output=True, check=False)
    assert page.read_bytes() == before

    apply(steering.root, done.stdout)
    applied = page.read_bytes()
    page.write_bytes(before)
    steering.run("fix")

    assert applied == page.read_bytes() == before.replace(b"e.com/b", b"e.com/a")

"""Writing files: whole or not at all, only what was read, and never through a link."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from transync.write import WriteError, replace_file, write_file

needs_modes = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
needs_a_user = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything"
)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_file_gets_the_bytes_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old\r\n")

    write_file(tmp_path, "a.md", b"new\r\n", b"old\r\n")

    assert (tmp_path / "a.md").read_bytes() == b"new\r\n"
    assert names(tmp_path) == ["a.md"]


@needs_modes
@pytest.mark.parametrize("given", [0o600, 0o644, 0o755, 0o664])
def test_a_file_keeps_its_mode(tmp_path: Path, given: int) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    file.chmod(given)

    write_file(tmp_path, "a.md", b"new", b"old")

    assert mode(file) == given


@needs_modes
def test_a_new_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"")

    write_file(tmp_path, "a.md", b"new", None)

    assert (tmp_path / "a.md").read_bytes() == b"new"
    assert mode(tmp_path / "a.md") == mode(tmp_path / "other")


@pytest.mark.parametrize("expected", [b"what was read", None], ids=["another text", "no file yet"])
def test_what_changed_since_it_was_read_is_left_alone(
    tmp_path: Path, expected: bytes | None
) -> None:
    (tmp_path / "a.md").write_bytes(b"somebody's work")

    with pytest.raises(WriteError, match=r"^a\.md: has changed since it was read"):
        write_file(tmp_path, "a.md", b"new", expected)

    assert (tmp_path / "a.md").read_bytes() == b"somebody's work"
    assert names(tmp_path) == ["a.md"]


def test_what_was_deleted_since_it_was_read_does_not_come_back(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"^a\.md: has changed since it was read"):
        write_file(tmp_path, "a.md", b"new", b"old")

    assert names(tmp_path) == []


def test_a_link_out_of_the_repository_is_not_followed(tmp_path: Path) -> None:
    root, outside = tmp_path / "repository", tmp_path / "outside.md"
    root.mkdir()
    outside.write_bytes(b"old")
    (root / "a.md").symlink_to(outside)

    with pytest.raises(WriteError, match=r"^a\.md: can't be written: a symbolic link"):
        write_file(root, "a.md", b"new", b"old")

    assert outside.read_bytes() == b"old"
    assert (root / "a.md").is_symlink()


def test_a_link_to_another_file_of_the_repository_is_not_followed_either(tmp_path: Path) -> None:
    (tmp_path / "source.md").write_bytes(b"old")
    (tmp_path / "a.md").symlink_to("source.md")

    with pytest.raises(WriteError, match=r"^a\.md: can't be written: a symbolic link"):
        write_file(tmp_path, "a.md", b"new", b"old")

    assert (tmp_path / "source.md").read_bytes() == b"old"


@pytest.mark.parametrize("path", ["folder/a.md", "../outside/a.md"], ids=["a link", "dots"])
def test_a_folder_outside_of_the_repository_is_not_written_to(tmp_path: Path, path: str) -> None:
    root, outside = tmp_path / "repository", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (outside / "a.md").write_bytes(b"old")
    (root / "folder").symlink_to(outside)

    with pytest.raises(WriteError, match=r"can't be written: it is outside of the repository$"):
        write_file(root, path, b"new", b"old")

    assert (outside / "a.md").read_bytes() == b"old"
    assert names(outside) == ["a.md"]


def test_a_root_that_is_named_by_a_link_is_written_to(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    root.mkdir()
    (tmp_path / "link").symlink_to(root)

    write_file(tmp_path / "link", "a.md", b"new", None)

    assert (root / "a.md").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("path", "reason"),
    [("folder", "not a regular file"), ("missing/a.md", "no such file or directory")],
)
def test_what_can_not_be_written_is_said_in_one_sentence(
    tmp_path: Path, path: str, reason: str
) -> None:
    (tmp_path / "folder").mkdir()

    with pytest.raises(WriteError, match=f"^{path}: can't be written: {reason}$"):
        write_file(tmp_path, path, b"new", None)


@needs_a_user
def test_a_file_that_is_read_only_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    file.chmod(0o444)

    with pytest.raises(WriteError, match=r"^a\.md: can't be written: permission denied$"):
        write_file(tmp_path, "a.md", b"new", b"old")

    assert (file.read_bytes(), mode(file)) == (b"old", 0o444)


def test_a_file_that_is_replaced_may_be_a_link_which_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"old")
    (tmp_path / "a").symlink_to("other")

    replace_file(tmp_path / "a", b"new")

    assert (tmp_path / "other").read_bytes() == b"old"
    assert not (tmp_path / "a").is_symlink()
    assert (tmp_path / "a").read_bytes() == b"new"


_WRITER = """
import sys
from pathlib import Path
from transync.write import write_file

root, size = Path(sys.argv[1]), int(sys.argv[2])
print("ready", flush=True)
for number in range(500):
    write_file(root, f"{number}.md", b"n" * size, b"o" * size)
print("done", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_kill_at_any_moment_leaves_each_of_500_files_whole(tmp_path: Path) -> None:
    size, seconds = 20_000, random.Random(1)
    old, new = b"o" * size, b"n" * size
    were_cut_short = 0
    for _ in range(8):
        for number in range(500):
            (tmp_path / f"{number}.md").write_bytes(old)
        command = [sys.executable, "-c", _WRITER, str(tmp_path), str(size)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(seconds.uniform(0, 0.05))
            writer.send_signal(signal.SIGKILL)
            was_done = writer.stdout.read() == b"done\n"
        contents = [(tmp_path / f"{number}.md").read_bytes() for number in range(500)]

        assert set(contents) <= {old, new}
        # In order: what is written stays, and what comes after has not been begun.
        assert contents == sorted(contents)
        were_cut_short += old in contents and new in contents
        assert not was_done or old not in contents
    assert were_cut_short

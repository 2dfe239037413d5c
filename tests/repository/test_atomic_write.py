"""Writing files: whole or not at all, only what was read, and never through a link."""

from __future__ import annotations

import os
import random
import shutil
import signal
import stat
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from transync.repository.atomic_write import WriteError, replace_file, write_file

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


# What a file has beside its bytes


def attributes(file: Path) -> dict[str, bytes]:
    return {name: os.getxattr(file, name) for name in os.listxattr(file)}


def give(file: Path, name: str, value: bytes) -> None:
    """Give a file an extended attribute."""
    try:
        os.setxattr(file, name, value)
    except (AttributeError, OSError):
        pytest.skip(f"a file can't have {name} here")


def access_list(*users: int) -> bytes:
    """The list that lets these users, beside the owner, read and write a file."""
    nobody = 2**32 - 1
    named = [(2, 6, user) for user in users]
    entries = [(1, 6, nobody), *named, (4, 4, nobody), (16, 6, nobody), (32, 0, nobody)]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


def test_a_file_keeps_its_extended_attributes(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    give(file, "user.who", b"somebody\0")
    give(file, "user.empty", b"")
    before = attributes(file)

    write_file(tmp_path, "a.md", b"new", b"old")

    assert file.read_bytes() == b"new"
    assert attributes(file) == before
    assert {"user.who", "user.empty"} <= before.keys()


def test_a_file_keeps_who_may_use_it_and_gets_nobody_else(tmp_path: Path) -> None:
    file, other = tmp_path / "a.md", tmp_path / "b.md"
    for each in (file, other):
        each.write_bytes(b"old")
        each.chmod(0o640)
    give(file, "system.posix_acl_access", access_list(7, 8))
    give(tmp_path, "system.posix_acl_default", access_list(9))
    before = attributes(file), mode(file), attributes(other), mode(other)

    for path in ("a.md", "b.md", "new.md"):
        write_file(tmp_path, path, b"new", None if path == "new.md" else b"old")

    assert (attributes(file), mode(file), attributes(other), mode(other)) == before
    assert "system.posix_acl_access" in attributes(file)
    assert "system.posix_acl_access" not in attributes(other)
    assert "system.posix_acl_access" in attributes(tmp_path / "new.md")


as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("setpriv"),
    reason="only the superuser gives files away",
)


@as_root
def test_a_file_keeps_its_owner_and_group(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    os.chown(file, 12345, 54321)
    file.chmod(0o2640)

    write_file(tmp_path, "a.md", b"new", b"old")

    assert (file.stat().st_uid, file.stat().st_gid, mode(file)) == (12345, 54321, 0o2640)


_AS_ANOTHER = """
import sys
from pathlib import Path
from transync.repository.atomic_write import WriteError, write_file

try:
    write_file(Path(sys.argv[1]), "a.md", b"new", b"old")
    print("written")
except WriteError as error:
    print(error.reason)
"""


def as_another(folder: Path) -> str:
    """What user 12345 hears who writes a file; one test at a time, as folders are opened for it."""
    # Of the folders above, some are pytest's, which lets nobody else in.
    closed = {path: mode(path) for path in folder.parents if not mode(path) & 0o001}
    for path in closed:
        path.chmod(closed[path] | 0o001)
    user = ["setpriv", "--reuid=12345", "--regid=12345", "--clear-groups"]
    python = [sys.executable, "-c", _AS_ANOTHER, str(folder)]
    done = subprocess.run([*user, *python], capture_output=True, text=True, check=False)
    for path in closed:
        path.chmod(closed[path])
    if "PermissionError" in done.stderr or "ModuleNotFoundError" in done.stderr:
        pytest.skip("another user can't run this Python")
    assert done.stderr == ""
    return done.stdout.strip()


@as_root
@pytest.mark.xdist_group("another user")
@pytest.mark.parametrize(("user", "group"), [(0, 12345), (12345, 0)], ids=["owner", "group"])
def test_a_file_whose_owner_or_group_cant_be_kept_is_not_written(
    tmp_path: Path, user: int, group: int
) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    file.chmod(0o660)
    os.chown(tmp_path, 12345, 12345)
    os.chown(file, 12345, 12345)
    assert as_another(tmp_path) == "written"

    file.write_bytes(b"old")
    os.chown(file, user, group)
    assert as_another(tmp_path) == "can't be written: its owner or group can't be kept"
    assert (file.read_bytes(), names(tmp_path)) == (b"old", ["a.md"])


@as_root
@pytest.mark.xdist_group("another user")
def test_a_file_whose_attributes_cant_be_kept_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    for path in (tmp_path, file):
        os.chown(path, 12345, 12345)
    give(file, "security.transync", b"by the superuser")

    assert as_another(tmp_path) == "can't be written: its extended attributes can't be kept"
    assert (file.read_bytes(), names(tmp_path)) == (b"old", ["a.md"])


def test_a_file_with_another_name_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    (tmp_path / "copy").hardlink_to(tmp_path / "a.md")

    with pytest.raises(WriteError, match=r"^a\.md: can't be written: it has other names"):
        write_file(tmp_path, "a.md", b"new", b"old")
    assert (tmp_path / "copy").read_bytes() == b"old"

    (tmp_path / "copy").unlink()
    write_file(tmp_path, "a.md", b"new", b"old")
    assert (tmp_path / "a.md").read_bytes() == b"new"


@as_root
def test_a_file_that_is_replaced_is_like_the_one_before(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"old")
    os.chown(file, 12345, 54321)
    file.chmod(0o604)

    replace_file(file, b"new")

    assert (file.stat().st_uid, file.stat().st_gid, mode(file)) == (12345, 54321, 0o604)


_WRITER = """
import sys
from pathlib import Path
from transync.repository.atomic_write import write_file

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

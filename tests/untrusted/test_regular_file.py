"""Reading a file that somebody else has put there: never a device, and never without end."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from transync.untrusted.regular_file import RefusedFileError, read_regular

posix_only = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX file system")

LIMIT = 1000


@pytest.mark.parametrize("data", [b"", b"a\r\nb\x1a\0", b"x" * LIMIT], ids=["empty", "any", "most"])
def test_a_regular_file_is_read_as_it_is(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)

    assert read_regular(tmp_path / "a", LIMIT) == data
    assert read_regular(str(tmp_path / "a"), LIMIT, within=tmp_path.resolve()) == data


@pytest.mark.parametrize(("size", "found"), [(0, b""), (2, b"ab"), (3, b"abc"), (2000, b"abc")])
def test_a_beginning_is_enough_where_that_is_asked_for(
    tmp_path: Path, size: int, found: bytes
) -> None:
    (tmp_path / "a").write_bytes(b"abc")

    assert read_regular(tmp_path / "a", LIMIT, size) == found


@pytest.mark.parametrize("size", [-1, 10], ids=["whole", "beginning"])
@pytest.mark.parametrize("length", [LIMIT + 1, 2**40], ids=["one byte more", "a terabyte"])
def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path, length: int, size: int) -> None:
    (tmp_path / "a").write_bytes(b"")
    try:
        os.truncate(tmp_path / "a", length)
    except OSError:
        pytest.skip("this file system has no such files")

    with pytest.raises(RefusedFileError, match=r"too large to check: .* MiB, over 0\.0009537 MiB"):
        read_regular(tmp_path / "a", LIMIT, size)


def make_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


NO_FILES = {
    "a folder": lambda path: path.mkdir(),
    "a pipe": lambda path: os.mkfifo(path),
    "a socket": make_socket,
    "a link to a folder": link_to("."),
    "a link to /dev/zero": link_to("/dev/zero"),
    "a link to /dev/null": link_to("/dev/null"),
    "a link to /dev/tty": link_to("/dev/tty"),
}


@posix_only
@pytest.mark.parametrize("make", NO_FILES.values(), ids=NO_FILES)
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "a")

    with pytest.raises(RefusedFileError, match="not a regular file"):
        read_regular(tmp_path / "a", LIMIT)


@posix_only
def test_a_pipe_that_takes_the_place_of_a_file_meanwhile_is_not_waited_for(tmp_path: Path) -> None:
    file, pipe, place = (tmp_path / name for name in ("file", "pipe", "place"))
    file.write_bytes(b"text")
    os.mkfifo(pipe)
    place.symlink_to(file.name)
    is_over = threading.Event()

    def swap() -> None:
        while not is_over.is_set():
            for target in (pipe, file):
                (tmp_path / "next").symlink_to(target.name)
                (tmp_path / "next").replace(place)

    swapper = threading.Thread(target=swap)
    swapper.start()
    seen = set()
    try:
        for _ in range(3000):
            try:
                seen.add(read_regular(place, LIMIT))
            except RefusedFileError as error:
                seen.add(str(error.strerror).encode())
    finally:
        is_over.set()
        swapper.join()

    assert seen == {b"text", b"not a regular file"}


@pytest.mark.skipif(not Path("/proc/self/maps").is_file(), reason="needs Linux's /proc")
def test_a_file_that_says_it_is_empty_and_goes_on_is_read_up_to_the_limit() -> None:
    assert Path("/proc/self/maps").stat().st_size == 0

    assert len(read_regular("/proc/self/maps", 2**20)) > LIMIT
    with pytest.raises(RefusedFileError, match="too large to check"):
        read_regular("/proc/self/maps", LIMIT)


@posix_only
def test_links_are_followed_within_a_folder_and_not_out_of_it(tmp_path: Path) -> None:
    root = tmp_path.resolve() / "root"
    (root / "folder").mkdir(parents=True)
    (root / "folder" / "a").write_bytes(b"inside")
    (root / "in").symlink_to("folder/a")
    (root / "round").symlink_to("../root/folder/a")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a").write_bytes(b"secret")
    (root / "out").symlink_to("../out/a")
    (root / "away").symlink_to(tmp_path / "out")

    assert read_regular(root / "in", LIMIT, within=root) == b"inside"
    assert read_regular(root / "round", LIMIT, within=root) == b"inside"
    assert read_regular(root / "out", LIMIT) == b"secret"
    for path in (root / "out", root / "away" / "a"):
        with pytest.raises(RefusedFileError, match="a symbolic link out of the repository"):
            read_regular(path, LIMIT, within=root)


@posix_only
def test_a_link_that_leads_nowhere_or_round_in_a_loop_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "nowhere").symlink_to("gone")
    (tmp_path / "loop").symlink_to("loop")

    for within in (None, tmp_path.resolve()):
        with pytest.raises(FileNotFoundError):
            read_regular(tmp_path / "nowhere", LIMIT, within=within)
        with pytest.raises(OSError, match="symbolic links"):
            read_regular(tmp_path / "loop", LIMIT, within=within)


@posix_only
def test_no_file_stays_open(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * (LIMIT + 1))
    before = os.open(os.devnull, os.O_RDONLY)
    os.close(before)

    for limit in (LIMIT, 2 * LIMIT):
        try:
            read_regular(tmp_path / "a", limit)
        except RefusedFileError:
            assert limit == LIMIT

    after = os.open(os.devnull, os.O_RDONLY)
    os.close(after)
    assert after == before

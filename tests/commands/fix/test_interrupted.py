"""`transync fix` that is ended or overtaken while it works: no file is damaged, no work lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Repository
from transync.api import set_up
from transync.checking.plan import Resources
from transync.commands.fix import find_repair, write_repair

FILES = 200
SOURCE = "# Page {}\n\nRead [this](https://example.com/{}?WT.mc_id=academic-1) first.\n"
TEXT = "# Trang {}\n\nHãy đọc [cái này](https://example.com/{}?WT.mc_id=academic-1) trước.\n"


def fill(folder: Repository, files: int) -> dict[Path, tuple[bytes, bytes]]:
    """Write pages whose translations have lost a tracking ID; these as they are and should be."""
    pages = {}
    for number in range(files):
        folder.write(f"{number:03}.md", SOURCE.format(number, number))
        text = TEXT.format(number, number)
        page = folder.root / folder.translate(f"{number:03}.md", "vi", text)
        right = page.read_bytes()
        page.write_bytes(right.replace(b"?WT.mc_id=academic-1", b""))
        pages[page] = page.read_bytes(), right
    return pages


def files_of(folder: Repository) -> set[Path]:
    return {path for path in folder.root.rglob("*") if path.is_file()}


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither signal")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_every_file_is_old_or_new_and_the_next_run_finishes(
    folder: Repository, how: signal.Signals
) -> None:
    pages = fill(folder, FILES)
    there = files_of(folder)
    seconds = random.Random(how)
    were_cut_short = 0
    for _ in range(2):
        rest = [page for page in pages if page.read_bytes() != pages[page][1]]
        if not rest:
            break
        command = [sys.executable, "-m", "transync", "fix"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as fix:
            while rest[0].read_bytes() == pages[rest[0]][0] and fix.poll() is None:
                time.sleep(0.0005)
            time.sleep(seconds.uniform(0, 0.01))
            fix.send_signal(how)
            said = fix.communicate()[1].decode()
        assert "Traceback" not in said
        now = {page: page.read_bytes() for page in pages}
        assert all(now[page] in pages[page] for page in pages)
        left = files_of(folder) - there
        assert all(path.name.startswith(".transync-") for path in left)
        assert len(left) <= (how == signal.SIGKILL)
        for path in left:
            path.unlink()
        were_cut_short += 0 < sum(now[page] == pages[page][1] for page in rest) < len(rest)
    assert were_cut_short

    fixed = folder.run("fix")

    assert fixed.exit_code == 0
    assert all(page.read_bytes() == right for page, (_, right) in pages.items())
    assert files_of(folder) == there


def overtake(folder: Repository, page: Path, change: Callable[[], object]) -> str:
    """Fix while another program changes a page after it was read; what is refused."""

    def advance(done: int, total: int) -> None:
        if done == total:
            change()

    setup = set_up(".", use_cache=False)._replace(resources=Resources(advance=advance))
    repair = find_repair(*setup)
    repair = write_repair(repair, *setup)
    return "\n".join([*(left.reason for left in repair.left), *repair.refused])


def test_a_file_that_changes_between_reading_and_repairing_is_left(folder: Repository) -> None:
    pages = fill(folder, 2)
    page, other = pages
    work = pages[page][0] + "Văn bản của ai đó.\n".encode()

    said = overtake(folder, page, lambda: page.write_bytes(work))

    assert said == "the file has changed since it was read"
    assert page.read_bytes() == work
    assert other.read_bytes() == pages[other][1]


def test_a_file_that_changes_between_repairing_and_writing_is_left(folder: Repository) -> None:
    pages = fill(folder, 2)
    page, other = pages
    work = pages[page][0] + "Văn bản của ai đó.\n".encode()

    setup = set_up(".", use_cache=False)
    repair = find_repair(*setup)
    page.write_bytes(work)
    written = write_repair(repair, *setup)

    said = "has changed since it was read, so it is not written"
    assert written.refused == (f"translations/vi/000.md: {said}",)
    assert [left.reason for left in written.left] == [said]
    assert [finding.path for finding in written.fixed] == ["translations/vi/001.md"]
    assert list(written.files) == ["translations/vi/001.md"]
    assert [(f.rule, f.path) for f in written.after.findings] == [
        ("tracking-id", "translations/vi/000.md")
    ]
    assert page.read_bytes() == work
    assert other.read_bytes() == pages[other][1]


def test_a_file_that_is_deleted_meanwhile_does_not_come_back(folder: Repository) -> None:
    page, other = pages = fill(folder, 2)

    setup = set_up(".", use_cache=False)
    repair = find_repair(*setup)
    page.unlink()
    written = write_repair(repair, *setup)

    said = "has changed since it was read, so it is not written"
    assert written.refused == (f"translations/vi/000.md: {said}",)
    assert [(f.rule, f.path) for f in written.after.findings] == [
        ("unreadable", "translations/vi/000.md")
    ]
    assert list(written.files) == ["translations/vi/001.md"]
    assert not page.exists()
    assert other.read_bytes() == pages[other][1]

"""`transync fix`: what can be repaired is, and every other byte stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Repository

SOURCE = """# Guide

[Install](#install) or read the [docs](https://example.com/docs?WT.mc_id=academic-1) first.

## Install

Run [the script](code/run.sh), see [more](more.md "title").

| Page | Link |
| --- | --- |
| One | [one](https://example.com/one) |
| Two | [two](https://example.com/two) |
"""
TRANSLATION = """# Hướng dẫn

[Cài đặt](#cài-đặt) hoặc đọc [tài liệu](https://example.com/docs?WT.mc_id=academic-1) trước.

## Cài đặt

Chạy [tập lệnh](../../code/run.sh), xem [thêm](more.md "tiêu đề").

| Trang | Liên kết |
| --- | --- |
| Một | [một](https://example.com/one) |
| Hai | [hai](https://example.com/two) |
"""
FAULTS = {
    "an anchor of the source's heading": ("(#cài-đặt)", "(#install)"),
    "a table of contents that leads to a folder": ("(#cài-đặt)", "(../../code)"),
    "a lost tracking ID": ("?WT.mc_id=academic-1", ""),
    "a misspelt tracking ID": ("WT.mc_id", "WT_mc_id"),
    "a changed tracking ID": ("academic-1", "academic-2"),
    "a spurious tracking ID": ("/one)", "/one?WT.mc_id=academic-1)"),
    "an altered target": ("example.com/docs", "example.com/doc"),
    "an altered target in a table": ("example.com/two", "example.com/tow"),
    "a link that was not re-based": ("../../code/run.sh", "code/run.sh"),
    "a page that is not there": ('more.md "', 'thêm.md "'),
}
PAGE = "translations/vi/guide.md"


@pytest.fixture
def right(repository: Repository) -> Repository:
    """A pair without any fault."""
    repository.write("guide.md", SOURCE)
    repository.write("more.md", "# More\n\nText.\n")
    repository.write("code/run.sh", "echo\n")
    repository.translate("guide.md", "vi", TRANSLATION)
    repository.translate("more.md", "vi", "# Thêm\n\nVăn bản.\n")
    repository.commit()
    assert repository.check().findings == []
    return repository


def break_page(repository: Repository, old: str, new: str, page: str = PAGE) -> bytes:
    """Put a fault into a translation, and return what it was."""
    path = repository.root / page
    before = path.read_bytes()
    assert before.count(old.encode()) == 1
    path.write_bytes(before.replace(old.encode(), new.encode()))
    return before


@pytest.mark.parametrize("old, new", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_repaired_to_the_byte(right: Repository, old: str, new: str) -> None:
    before = break_page(right, old, new)
    assert right.check().findings != []

    fixed = right.run("fix")

    assert (right.root / PAGE).read_bytes() == before
    assert fixed.exit_code == 0
    assert "repaired 1 finding in 1 file" in fixed.stdout
    assert right.check().findings == []


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_marks_and_trailing_spaces_stay(
    right: Repository, newline: str, mark: str
) -> None:
    path = right.root / PAGE
    text = mark + path.read_text(encoding="utf-8").rstrip("\n") + "  "
    path.write_bytes(text.replace("\n", newline).encode())
    before = break_page(right, "(#cài-đặt)", "(#install)")

    right.run("fix")

    assert path.read_bytes() == before


def test_several_faults_of_one_line_are_repaired_together(right: Repository) -> None:
    before = (right.root / PAGE).read_bytes()
    for old, new in (("(#cài-đặt)", "(#install)"), ("?WT.mc_id=academic-1", "")):
        break_page(right, old, new)

    fixed = right.run("fix")

    assert (right.root / PAGE).read_bytes() == before
    assert "repaired 2 findings in 1 file" in fixed.stdout


def test_what_nobody_can_tell_is_left(right: Repository) -> None:
    break_page(right, "[tài liệu](https://example.com/docs?WT.mc_id=academic-1)", "tài liệu")
    broken = (right.root / PAGE).read_bytes()

    fixed = right.run("fix")

    assert (right.root / PAGE).read_bytes() == broken
    assert fixed.exit_code == 1
    assert "nothing that can be repaired" in fixed.stdout
    assert "1 error and 0 warnings left" in fixed.stdout


def test_a_link_whose_neighbours_differ_is_left(right: Repository) -> None:
    break_page(right, "../../code/run.sh", "https://example.com/a")
    break_page(right, 'more.md "tiêu đề"', "https://example.com/b")
    broken = (right.root / PAGE).read_bytes()

    right.run("fix")

    assert (right.root / PAGE).read_bytes() == broken


def test_a_diff_is_shown_and_nothing_is_written(right: Repository, tmp_path: Path) -> None:
    before = break_page(right, "(#cài-đặt)", "(#install)")
    broken = (right.root / PAGE).read_bytes()

    shown = right.run("fix", "--diff")

    assert (right.root / PAGE).read_bytes() == broken
    lines = shown.stdout.splitlines()
    assert lines[:3] == [f"diff --git a/{PAGE} b/{PAGE}", f"--- a/{PAGE}", f"+++ b/{PAGE}"]
    assert [line[:12] for line in lines if line.startswith("-[")] == ["-[Cài đặt](#"]
    assert "would repair 1 finding in 1 file" in shown.stderr
    patch = tmp_path / "it.diff"
    patch.write_bytes(shown.stdout.encode())
    right.git("apply", str(patch))
    assert (right.root / PAGE).read_bytes() == before


def test_a_link_to_a_page_that_is_not_translated_is_repaired_when_asked(right: Repository) -> None:
    (right.root / "translations/vi/more.md").unlink()
    path = right.root / PAGE
    before = path.read_bytes()

    left = right.run("fix")

    assert path.read_bytes() == before
    assert "1 fix not made, not safe: --unsafe makes it" in left.stdout
    right.run("fix", "--unsafe")
    assert path.read_bytes() == before.replace(b"(more.md ", b"(../../more.md ")
    assert right.check().findings == []


def test_only_what_is_asked_for_is_repaired(right: Repository) -> None:
    right.translate("guide.md", "ko", TRANSLATION)
    for language in ("vi", "ko"):
        page = f"translations/{language}/guide.md"
        break_page(right, "(#cài-đặt)", "(#install)", page)
        break_page(right, "WT.mc_id=academic-1", "WT.mc_id=academic-2", page)

    right.run("fix", "--language", "ko", "--select", "tracking-id", "--ignore", "untranslated")

    vi, ko = (
        (right.root / f"translations/{language}/guide.md").read_text(encoding="utf-8")
        for language in ("vi", "ko")
    )
    assert "academic-2" in vi
    assert "(#install)" in vi
    assert "academic-1" in ko
    assert "(#install)" in ko
    right.run("fix", PAGE)
    assert "academic-1" in (right.root / PAGE).read_text(encoding="utf-8")


def test_a_hook_fails_where_something_was_repaired(right: Repository) -> None:
    break_page(right, "(#cài-đặt)", "(#install)")

    assert right.run("fix", "--exit-non-zero-on-fix").exit_code == 1
    assert right.run("fix", "--exit-non-zero-on-fix").exit_code == 0


def test_a_check_repairs_first_and_reports_the_rest(right: Repository) -> None:
    before = break_page(right, "(#cài-đặt)", "(#install)")

    checked = right.check("--fix")

    assert (right.root / PAGE).read_bytes() == before
    assert checked.findings == []
    assert checked.exit_code == 0
    assert checked.stderr == "transync: repaired 1 finding in 1 file\n"


@pytest.mark.parametrize(
    "options, complaint",
    [
        (("--unsafe",), "--unsafe: works only with --fix"),
        (("--fix", "--diff", "HEAD"), "--fix: works only without --diff"),
    ],
)
def test_options_that_make_no_sense_together_are_refused(
    right: Repository, options: tuple[str, ...], complaint: str
) -> None:
    checked = right.check(*options)

    assert checked.exit_code == 2
    assert complaint in checked.stderr


def test_a_stale_translation_is_repaired_only_when_asked(right: Repository) -> None:
    right.write("guide.md", SOURCE.replace("example.com/docs", "example.com/new"))
    right.commit("2026-02-01")
    path = right.root / PAGE
    before = path.read_bytes()

    right.run("fix")
    assert path.read_bytes() == before

    right.run("fix", "--unsafe")
    assert path.read_bytes() == before.replace(b"example.com/docs", b"example.com/new")


def test_what_the_baseline_holds_is_left(right: Repository) -> None:
    before = break_page(right, "(#cài-đặt)", "(#install)")
    right.run("baseline")

    right.run("fix")
    assert (right.root / PAGE).read_bytes() != before

    right.run("fix", "--no-baseline")
    assert (right.root / PAGE).read_bytes() == before


def test_a_link_out_of_the_repository_is_not_followed(right: Repository, tmp_path: Path) -> None:
    break_page(right, "(#cài-đặt)", "(#install)")
    path = right.root / PAGE
    outside = tmp_path / "outside.md"
    path.rename(outside)
    path.symlink_to(outside)
    broken = outside.read_bytes()

    right.run("fix")

    assert outside.read_bytes() == broken
    assert path.is_symlink()


def test_the_mode_stays(right: Repository) -> None:
    break_page(right, "(#cài-đặt)", "(#install)")
    path = right.root / PAGE
    path.chmod(0o754)

    right.run("fix")

    assert path.stat().st_mode & 0o777 == 0o754


def test_a_file_that_cannot_be_written_is_said_and_the_others_are_repaired(
    right: Repository,
) -> None:
    right.translate("guide.md", "ko", TRANSLATION)
    for language in ("vi", "ko"):
        page = f"translations/{language}/guide.md"
        break_page(right, "(#cài-đặt)", "(#install)", page)
    path, other = right.root / "translations/ko/guide.md", right.root / "translations/ko/real.md"
    path.rename(other)
    path.symlink_to("real.md")

    fixed = right.run("fix", "--select", "anchor")

    assert fixed.exit_code == 1
    assert "translations/ko/guide.md: can't be written: a symbolic link" in fixed.stderr
    assert b"(#install)" in other.read_bytes()
    assert b"(#install)" not in (right.root / PAGE).read_bytes()


def test_a_notebook_is_repaired_in_its_strings(right: Repository) -> None:
    notebook = (
        '{\n "cells": [\n  {\n   "cell_type": "markdown",\n   "metadata": {},\n   "source": [\n'
        '    "# %s \\u0111\\n",\n    "\\n",\n    "%s \\"x\\" [%s](https://example.com/%s)\\n"\n'
        '   ]\n  }\n ],\n "metadata": {},\n "nbformat": 4,\n "nbformat_minor": 5\n}\n'
    )
    right.write("lab.ipynb", notebook % ("Lab", "Read the page about", "it", "one"))
    good = notebook % ("Bài", "Đọc trang này về", "nó", "one")
    right.write("translations/vi/lab.ipynb", good.replace("/one", "/eno"))
    right.sidecar("vi", {"lab.ipynb": right.record("lab.ipynb", "vi")})
    assert right.check("translations/vi/lab.ipynb").rules == ["link-target"]

    right.run("fix")

    assert (right.root / "translations/vi/lab.ipynb").read_text(encoding="utf-8") == good

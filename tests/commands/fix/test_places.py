"""`transync fix` wherever a page stands and whatever it is called: no other file is touched."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

import pytest

from tests.conftest import Repository

SOURCE = "# Guide\n\nRead [the docs](https://example.com/docs?WT.mc_id=a) first.\n"
RIGHT = "# Hướng dẫn\n\nHãy đọc [tài liệu](https://example.com/docs?WT.mc_id=a) trước.\n"
WRONG = RIGHT.replace("?WT.mc_id=a", "")
NAMES = ["a b.md", "đường dẫn/tệp số 1.md", "-dash.md", "#hash 100%.md", "$(x)'.md"]
NAMES += (
    [] if os.name == "nt" else ['quo"te.md', "tab\there.md", "back\\slash.md", "esc\x1b[31m.md"]
)


def test_another_layout_is_repaired_as_well(folder: Repository) -> None:
    folder.write("docs/a.md", SOURCE)
    folder.write("a.md", SOURCE)
    folder.write("docs/i18n/vi/a.md", WRONG)
    folder.sidecar(
        "vi", {"a.md": folder.record("docs/a.md", "vi", source_file="a.md")}, "docs/i18n"
    )
    folder.translate("a.md", "vi", WRONG)

    fixed = folder.run("fix")

    assert "repaired 2 findings in 2 files" in fixed.stdout
    assert (folder.root / "docs/i18n/vi/a.md").read_text(encoding="utf-8") == RIGHT


@pytest.mark.parametrize(
    "arguments", [(), ("docs/i18n/vi/a.md",), ("--language", "vi")], ids=["all", "path", "language"]
)
def test_a_translation_that_is_a_source_too_is_left(
    folder: Repository, arguments: Sequence[str]
) -> None:
    folder.write("docs/a.md", SOURCE)
    folder.write("docs/i18n/vi/a.md", WRONG)
    folder.sidecar(
        "vi", {"a.md": folder.record("docs/a.md", "vi", source_file="a.md")}, "docs/i18n"
    )
    folder.write("translations/ko/docs/i18n/vi/a.md", "# 안내\n\n먼저 문서를 읽으세요.\n")
    page = "docs/i18n/vi/a.md"
    folder.sidecar("ko", {page: folder.record(page, "ko")})

    fixed = folder.run("fix", *arguments)

    assert "1 fix not made, it would change a source" in fixed.stdout
    assert (folder.root / page).read_text(encoding="utf-8") == WRONG


def test_a_translation_that_is_a_link_to_its_source_changes_nothing(folder: Repository) -> None:
    folder.write("a.md", SOURCE)
    page = folder.root / "translations/vi/a.md"
    page.parent.mkdir(parents=True)
    page.symlink_to("../../a.md")
    folder.sidecar("vi", {"a.md": folder.record("a.md", "vi")})

    folder.run("fix", "--unsafe")

    assert (folder.root / "a.md").read_text(encoding="utf-8") == SOURCE
    assert page.is_symlink()


def test_what_has_another_name_for_the_same_file_is_left(folder: Repository) -> None:
    folder.write("a.md", SOURCE)
    page = folder.root / folder.translate("a.md", "vi", WRONG)
    (folder.root / "copy.txt").hardlink_to(page)

    fixed = folder.run("fix")

    assert fixed.exit_code == 1
    assert "it has other names (hard links), which would keep the old text" in fixed.stdout
    assert (folder.root / "copy.txt").samefile(page)
    assert "WT.mc_id" not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_any_name_is_repaired_and_git_applies_its_diff(
    repository: Repository, name: str, newline: str
) -> None:
    repository.write(name, SOURCE)
    page = repository.root / repository.translate(name, "vi", RIGHT.replace("\n", newline))
    right = page.read_bytes()
    page.write_bytes(right.replace(b"?WT.mc_id=a", b""))

    shown = repository.run("fix", "--diff").stdout
    applied = subprocess.run(["git", "apply", "-"], input=shown.encode(), cwd=repository.root)

    assert applied.returncode == 0
    assert page.read_bytes() == right
    page.write_bytes(right.replace(b"?WT.mc_id=a", b""))
    repository.run("fix")
    assert page.read_bytes() == right


def test_a_page_beside_others_that_are_not_checked_out_is_repaired(repository: Repository) -> None:
    repository.write("a.md", SOURCE)
    repository.write("docs/b.md", SOURCE)
    page = repository.root / repository.translate("a.md", "vi", WRONG)
    repository.translate("docs/b.md", "vi", WRONG)
    repository.commit()
    repository.git("sparse-checkout", "set", "--no-cone", "/a.md", "/translations/vi/a.md")

    fixed = repository.run("fix")

    assert "repaired 1 finding in 1 file" in fixed.stdout
    assert "WT.mc_id" in page.read_text(encoding="utf-8")
    assert repository.git("status", "--short").split() == ["M", "translations/vi/a.md"]


@pytest.mark.parametrize(
    "settings",
    ['exclude = ["translations/vi/*"]', '[per-file-ignores]\n"translations/vi/" = ["tracking-id"]'],
    ids=["excluded", "ignored"],
)
def test_what_the_settings_leave_out_is_left(folder: Repository, settings: str) -> None:
    folder.write("a.md", SOURCE)
    page = folder.root / folder.translate("a.md", "vi", WRONG)
    folder.write("transync.toml", settings + "\n")

    folder.run("fix", "--unsafe", "translations/vi/a.md")

    assert "WT.mc_id" not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("tail", [b"\0", b"\xff\xfe", b"\xc3"], ids=["NUL", "FF", "half"])
def test_what_is_no_text_is_left(folder: Repository, tail: bytes) -> None:
    folder.write("a.md", SOURCE)
    page = folder.root / folder.translate("a.md", "vi", WRONG)
    page.write_bytes(page.read_bytes() + tail)
    before = page.read_bytes()

    folder.run("fix", "--unsafe")

    assert page.read_bytes() == before


def test_a_repository_in_which_only_the_readme_is_translated(folder: Repository) -> None:
    folder.write("README.md", "# Guide\n\nSee [more](docs/more.md) and [top](#guide).\n")
    folder.write("docs/more.md", "# More\n")
    text = "# Hướng dẫn\n\nXem [thêm](../../docs/more.md) và [đầu](#hướng-dẫn).\n"
    page = folder.root / folder.translate("README.md", "vi", text)
    right = page.read_bytes()
    wrong = right.replace(b"docs/more.md", "docs/thêm.md".encode())
    page.write_bytes(wrong.replace("#hướng-dẫn".encode(), b"#guide"))

    folder.run("fix")

    assert page.read_bytes() == right


def test_thousands_of_edits_of_one_file_are_made_at_once(folder: Repository) -> None:
    folder.write(
        "a.md", SOURCE + "\n".join(f"[{n}](https://e.com/{n}?ocid=a)\n" for n in range(2000))
    )
    text = WRONG + "\n".join(f"[{n}](https://e.com/{n}?ocid=a)\n" for n in range(2000))
    page = folder.root / folder.translate("a.md", "vi", text)
    right = page.read_bytes()
    page.write_bytes(right.replace(b"?ocid=a", b""))

    fixed = folder.run("fix")

    assert "repaired 2001 findings in 1 file" in fixed.stdout
    assert page.read_bytes() == right.replace(b".com/docs", b".com/docs?WT.mc_id=a")

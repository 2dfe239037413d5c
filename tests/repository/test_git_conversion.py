"""Pages that git writes to the disk as another text than readers on the forge see."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Repository

SOURCE = "# A\n\n[a](https://e.com/a) and more.\n"
HIDDEN = "\n＜!-- [x](https://evil.example/) --＞\n"
PAGE = "translations/es/a.md"


@pytest.fixture
def pair(repository: Repository) -> Repository:
    repository.write("a.md", SOURCE)
    repository.translate("a.md", "es", SOURCE)
    repository.commit()
    return repository


def store(repository: Repository, path: str, text: str, on_disk: bytes) -> None:
    """A file of which git stores one text, and has written another one to the disk."""
    full = repository.write(path, text)
    blob = repository.git("hash-object", "-w", "--no-filters", str(full)).strip()
    repository.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")
    repository.git("commit", "--quiet", "--message=A step")
    full.write_bytes(on_disk)


def set_attributes(repository: Repository, line: str, path: str = ".gitattributes") -> None:
    repository.write(path, line + "\n")
    repository.git("add", path)
    repository.git("commit", "--quiet", "--message=Attributes")


@pytest.mark.parametrize(
    ("line", "name", "path"),
    [
        ("*.md working-tree-encoding=SHIFT_JIS", "working-tree-encoding", ".gitattributes"),
        ("a.md ident working-tree-encoding=ASCII", "ident", "translations/es/.gitattributes"),
        ("*.md filter=made-up", "filter", "translations/.gitattributes"),
        (
            "[attr]odd working-tree-encoding=ASCII\n*.md odd",
            "working-tree-encoding",
            ".gitattributes",
        ),
    ],
)
def test_a_page_with_another_text_on_the_disk_is_unreadable(
    pair: Repository, line: str, name: str, path: str
) -> None:
    text = (pair.root / PAGE).read_text(encoding="utf-8")
    set_attributes(pair, line, path)
    store(pair, PAGE, text + HIDDEN, (text + HIDDEN.replace("＜", "<").replace("＞", ">")).encode())

    found = pair.check().only("unreadable")

    assert (found["path"], found["severity"]) == (PAGE, "error")
    assert f"({name} in .gitattributes)" in found["message"]


PLAIN = "*.md working-tree-encoding=SHIFT_JIS\n"


@pytest.mark.parametrize(
    ("stored", "on_disk"),
    [
        # As a .gitattributes above says of it, so that its last line is another one on the disk.
        (
            PLAIN + "＊.md -working-tree-encoding\n",
            (PLAIN + "*.md -working-tree-encoding\n").encode(),
        ),
        # As it says of itself.
        (PLAIN, PLAIN.encode("utf-16")),
        (PLAIN, b"# nothing\n"),
        (PLAIN, b""),
        (PLAIN, None),
    ],
    ids=["takes it back", "in UTF-16", "another text", "empty", "not on the disk"],
)
@pytest.mark.parametrize("path", [".gitattributes", "translations/es/.gitattributes"])
def test_the_attributes_count_that_git_obeyed_when_it_wrote_the_page(
    pair: Repository, stored: str, on_disk: bytes | None, path: str
) -> None:
    text = (pair.root / PAGE).read_text(encoding="utf-8")
    store(pair, path, stored, on_disk or b"")
    if on_disk is None:
        Path(pair.root, path).unlink()
    store(pair, PAGE, text + HIDDEN, text.encode())

    found = pair.check().only("unreadable")

    assert (found["path"], found["severity"]) == (PAGE, "error")


def test_attributes_in_very_many_folders_count(pair: Repository) -> None:
    text = (pair.root / PAGE).read_text(encoding="utf-8")
    for number in range(101):
        pair.write(f"x/{number}/.gitattributes", "*.png binary\n")
    pair.commit()
    assert pair.check().findings == []
    store(pair, ".gitattributes", PLAIN, b"# nothing\n")
    store(pair, PAGE, text + HIDDEN, text.encode())

    assert pair.check().only("unreadable")["path"] == PAGE


@pytest.mark.parametrize(
    ("stored", "on_disk"),
    [
        ("*.md text\n", b"*.md text=auto\n"),
        ("*.md text eol=crlf\n", b"*.md text eol=crlf\r\n"),
        (PLAIN, PLAIN.encode()),
        (PLAIN, b"# nothing\n"),
    ],
    ids=["harmless", "line endings", "as it is stored", "repaired"],
)
def test_a_page_as_it_is_stored_is_checked_whatever_the_attributes_were(
    pair: Repository, stored: str, on_disk: bytes
) -> None:
    store(pair, ".gitattributes", stored, on_disk)
    assert pair.check().findings == []


def test_what_a_cache_remembers_of_the_page_does_not_count(pair: Repository) -> None:
    text = (pair.root / PAGE).read_text(encoding="utf-8")
    store(pair, PAGE, text + HIDDEN, text.encode())
    assert pair.check().findings == []
    set_attributes(pair, "*.md working-tree-encoding=SHIFT_JIS")

    assert pair.check().only("unreadable")["path"] == PAGE


def test_a_change_that_sets_the_attribute_introduces_the_fault(pair: Repository) -> None:
    pair.git("branch", "base")
    text = (pair.root / PAGE).read_text(encoding="utf-8")
    set_attributes(pair, "*.md working-tree-encoding=ISO-8859-1")
    store(pair, PAGE, text + "\né\n", b"")
    (pair.root / PAGE).unlink()
    pair.git("checkout", "--", PAGE)

    checked = pair.check("--diff", "base")

    assert "working-tree-encoding" in checked.only("unreadable")["message"]
    assert checked.only("unreadable")["path"] == PAGE
    assert checked.exit_code == 1


def test_where_a_link_leads_to_counts(pair: Repository) -> None:
    text = (pair.root / PAGE).read_text(encoding="utf-8")
    set_attributes(pair, "*.txt working-tree-encoding=SHIFT_JIS")
    store(pair, "translations/es/a.txt", text + HIDDEN, text.encode())
    page = Path(pair.root, PAGE)
    page.unlink()
    try:
        page.symlink_to("a.txt")
    except OSError:
        pytest.skip("needs symbolic links")
    pair.git("add", PAGE)

    assert pair.check().only("unreadable")["path"] == PAGE


@pytest.mark.parametrize(
    "line",
    [
        "*.md text eol=lf",
        "*.md filter=made-up",
        "*.md ident",
        "*.md -filter !ident",
        "*.png filter=lfs",
        "# no filter here",
    ],
)
def test_a_page_with_the_text_that_is_stored_is_checked(pair: Repository, line: str) -> None:
    set_attributes(pair, line)
    assert pair.check().findings == []


def test_line_endings_of_a_checkout_are_no_other_text(pair: Repository) -> None:
    set_attributes(pair, "*.md text eol=crlf filter=made-up")
    full = pair.root / PAGE
    full.write_bytes(full.read_bytes().replace(b"\n", b"\r\n"))
    assert pair.check().findings == []


def test_an_edited_page_without_such_an_attribute_is_checked(pair: Repository) -> None:
    set_attributes(pair, "docs/*.md filter=made-up")
    full = pair.root / PAGE
    full.write_bytes(full.read_bytes().replace(b"e.com", b"evil.example"))
    assert [f["rule"] for f in pair.check().findings] == ["link-target"]


@pytest.mark.parametrize(
    ("attributes", "text", "rules"),
    [
        ("*.md ident", "\nMore.\n", []),
        ("*.md ident", "\n$Id: 7$ more.\n", ["unreadable"]),
        ("*.md ident filter=made-up", "\nMore.\n", ["unreadable"]),
        ("*.md working-tree-encoding=UTF-16", "\nMore.\n", ["unreadable"]),
    ],
)
def test_an_edited_page_is_checked_if_git_stores_what_is_on_the_disk(
    pair: Repository, attributes: str, text: str, rules: list[str]
) -> None:
    set_attributes(pair, attributes)
    for path in ("a.md", PAGE):
        full = pair.root / path
        full.write_text(full.read_text(encoding="utf-8") + text, encoding="utf-8")
    found = pair.check("--ignore", "stale").findings

    assert sorted({f["rule"] for f in found if f["path"] == PAGE}) == rules


@pytest.mark.parametrize(
    ("attributes", "is_fixed"),
    [
        ("*.md ident", True),
        ("*.png filter=lfs", True),
        ("*.md working-tree-encoding=UTF-16", False),
        ("*.md filter=made-up", False),
    ],
)
def test_fix_leaves_what_git_would_store_as_another_text(
    repository: Repository, attributes: str, is_fixed: bool
) -> None:
    repository.write("a.md", "# A\n\n[a](#a)\n")
    repository.translate("a.md", "es", "# Be\n\n[be](#a)\n")
    repository.commit()
    before = (repository.root / PAGE).read_bytes()
    set_attributes(repository, attributes)

    shown, done = repository.run("fix", "--diff"), repository.run("fix")
    after = (repository.root / PAGE).read_bytes()

    said = f"1 fix not made, git might store another text ({attributes[5:].partition('=')[0]} in "
    assert (bool(shown.stdout), after != before) == (is_fixed, is_fixed)
    assert (said in done.stdout) == (not is_fixed)
    assert repository.check().rules == ([] if is_fixed else ["anchor"])

"""`transync fix` on any mixture of faults: it ends, brings up nothing new, and keeps the rest."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Repository

FRONT_MATTER = "---\ntitle: {}\nweight: 30\ndraft: true\n---\n"
SOURCE = """# Guide

Contents: [Install](#install), [Use it](#use-it), [Links](#links).

## Install

Run [the script](../code/run.sh "a title") or `npm run build`, then read
[more](more.md), [the start](more.md#more) and <https://example.com/auto/page>.

> [!NOTE]
> Read the [docs](https://example.com/docs?WT.mc_id=academic-1#part) and
> the [API](https://example.com/api?view=stable&WT.mc_id=academic-1).

```bash
# Build it
npm install --save-dev example
npm run build
```

## Use it

- ![Overview](../images/overview.png)
- Press <kbd>Ctrl</kbd>, see <a href="https://example.com/html?WT.mc_id=academic-1">this page</a>.
- [Twice](https://example.com/twice), [again](https://example.com/twice), [end][end].

### Links

| Page | Link |
| --- | --- |
| One | [one](https://example.com/one?WT.mc_id=academic-1) \\| [first](more.md) |
| Two | [two](https://example.com/two) |
| Three | `three()` and [the script](../code/run.sh) |

[end]: https://example.com/end
"""
TRANSLATION = """# Hướng dẫn

Nội dung: [Cài đặt](#cài-đặt), [Sử dụng nó](#sử-dụng-nó), [Liên kết](#liên-kết).

## Cài đặt

Chạy [tập lệnh](../../../code/run.sh "một tiêu đề") hoặc `npm run build`, rồi đọc
[thêm](more.md), [phần đầu](more.md#thêm) và <https://example.com/auto/page>.

> [!NOTE]
> Đọc [tài liệu](https://example.com/docs?WT.mc_id=academic-1#part) và
> [API](https://example.com/api?view=stable&WT.mc_id=academic-1).

```bash
# Xây dựng nó
npm install --save-dev example
npm run build
```

## Sử dụng nó

- ![Tổng quan](../../../images/overview.png)
- Nhấn <kbd>Ctrl</kbd>, xem <a href="https://example.com/html?WT.mc_id=academic-1">trang này</a>.
- [Hai lần](https://example.com/twice), [lần nữa](https://example.com/twice), [cuối][end].

### Liên kết

| Trang | Liên kết |
| --- | --- |
| Một | [một](https://example.com/one?WT.mc_id=academic-1) \\| [đầu tiên](more.md) |
| Hai | [hai](https://example.com/two) |
| Ba | `three()` và [tập lệnh](../../../code/run.sh) |

[end]: https://example.com/end
"""
# What is replaced, as often as it is there, by what; several may be about the same words.
FAULTS: Sequence[tuple[str, str]] = (
    ("(#cài-đặt)", "(#install)"),
    ("(#cài-đặt)", "(../../../code)"),
    ("(#sử-dụng-nó)", "(#gone)"),
    ("(#liên-kết)", "(#cài-đặt)"),
    ("(#liên-kết)", "(more.md)"),
    ("more.md#thêm", "more.md#more"),
    ("?WT.mc_id=academic-1#part", "#part?WT.mc_id=academic-1"),
    ("?WT.mc_id=academic-1#part", "#part"),
    ("stable&WT.mc_id=academic-1", "stable"),
    ("WT.mc_id", "WT_mc_id"),
    ("WT.mc_id=academic-1", "WT.mc_id=academic-2"),
    ("/html?WT.mc_id=academic-1", "/html"),
    ("/auto/page", "/auto/pages"),
    ("example.com/docs", "example.com/doc"),
    ("example.com/two)", "example.com/tow?WT.mc_id=academic-1)"),
    ("[một](https://example.com/one?WT.mc_id=academic-1)", "một"),
    ("example.com/twice", "example.com/trice"),
    ("../../../code/run.sh", "../code/run.sh"),
    ('../../../code/run.sh "một', '../../../code/chạy.sh "một'),
    ("../../../images/overview.png", "../images/overview.png"),
    ("(more.md)", "(thêm.md)"),
    ("com/end", "com/ending"),
    ("[tài liệu](", "[tài liệu] ("),
    ("[hai](https://example.com/two)", "[hai]（https://example.com/two）"),
    ("[!NOTE]", "[!GHI CHÚ]"),
    ("```bash", "```bát"),
    ("```bash", "```"),
    ("npm run build\n```", "npm chạy build\n```"),
    ("npm install --save-dev example\n", ""),
    ("`npm run build`", "@@INLINE_CODE_0@@"),
    ("`three()`", "`ba()`"),
    ("<kbd>Ctrl</kbd>", "<kbd>Ctrl"),
    ("weight: 30", "trọng lượng: 30"),
    ("draft: true", "draft: đúng"),
    ("weight: 30", "weight: 40"),
    ("| Hai | [hai](https://example.com/two) |\n", ""),
    ("| Ba | `three()` và", "| Ba | thêm | `three()` và"),
    ("## Sử dụng nó\n", ""),
    ("### Liên kết\n", "#### Liên kết\n"),
    ("Nội dung: ", "Nội dung: [mới](https://example.com/new) "),
)
# Path, start, end, replacement.
Edit: TypeAlias = tuple[str, int, int, str]
PAGES = {"markdown": "docs/guide.md", "notebook": "docs/lab.ipynb"}


class Shape(NamedTuple):
    """How a file is written."""

    newline: str
    mark: str
    ends: str


SHAPES = st.builds(
    Shape,
    st.sampled_from(("\n", "\r\n")),
    st.sampled_from(("", "\ufeff")),
    st.sampled_from(("", "\n")),
)


def markdown(title: str, text: str, shape: Shape) -> bytes:
    whole = FRONT_MATTER.format(title) + text.rstrip("\n") + shape.ends
    return (shape.mark + whole.replace("\n", shape.newline)).encode()


def notebook(text: str, shape: Shape, is_ascii: bool) -> bytes:
    cells: list[dict[str, Any]] = [
        {"cell_type": "markdown", "metadata": {}, "source": text.splitlines(keepends=True)},
        {
            "cell_type": "code",
            "execution_count": None,
            "metadata": {},
            "outputs": [],
            "source": ["a = 1\n", "print(a)"],
        },
    ]
    whole = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    written = json.dumps(whole, indent=1, ensure_ascii=is_ascii) + shape.ends
    return written.replace("\n", shape.newline).encode()


@pytest.fixture
def pages(folder: Repository) -> Repository:
    folder.write("docs/more.md", "# More\n\nText.\n")
    folder.write("code/run.sh", "echo\n")
    folder.write("images/overview.png", b"\x89PNG\0")
    folder.write("translations/vi/docs/more.md", "# Thêm\n\nVăn bản.\n")
    return folder


def write(pages: Repository, text: str, shape: Shape, is_ascii: bool = False) -> None:
    """Write the pages with this translation, recorded as current."""
    pages.write("docs/guide.md", markdown("Guide", SOURCE, Shape("\n", "", "\n")))
    pages.write("docs/lab.ipynb", notebook(SOURCE, Shape("\n", "", "\n"), False))
    _, _, body = text.partition("---\n# ")
    whole = (shape.mark + text.rstrip("\n") + shape.ends).replace("\n", shape.newline)
    pages.write("translations/vi/docs/guide.md", whole)
    pages.write("translations/vi/docs/lab.ipynb", notebook("# " + body, shape, is_ascii))
    names = ("docs/guide.md", "docs/lab.ipynb", "docs/more.md")
    pages.sidecar("vi", {name: pages.record(name, "vi") for name in names})


def content(pages: Repository) -> Mapping[str, bytes]:
    files = (path for path in pages.root.rglob("*") if path.is_file())
    return {path.relative_to(pages.root).as_posix(): path.read_bytes() for path in files}


WHOLE = FRONT_MATTER.format("Hướng dẫn") + TRANSLATION


def test_the_pages_have_no_fault(pages: Repository) -> None:
    write(pages, WHOLE, Shape("\n", "", "\n"))

    assert pages.check("--no-cache").findings == []


@pytest.mark.parametrize("old, new", FAULTS)
def test_every_fault_is_one(pages: Repository, old: str, new: str) -> None:
    assert old in WHOLE
    write(pages, WHOLE.replace(old, new), Shape("\n", "", "\n"))

    assert pages.check("--no-cache").findings != []


@pytest.mark.parametrize("options", [(), ("--unsafe",)], ids=["safe", "unsafe"])
@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from(FAULTS), min_size=1, max_size=12), SHAPES, st.booleans())
def test_any_mixture_of_faults_is_repaired_as_reported(
    pages: Repository,
    options: Sequence[str],
    faults: Sequence[tuple[str, str]],
    shape: Shape,
    is_ascii: bool,
) -> None:
    text = WHOLE
    for old, new in faults:
        text = text.replace(old, new)
    write(pages, text, shape, is_ascii)
    there, found = content(pages), pages.check("--no-cache").findings
    shown = pages.run("fix", "--no-cache", "--diff", *options)
    assert content(pages) == there

    fixed = pages.run("fix", "--no-cache", *options)

    now, left = content(pages), pages.check("--no-cache").findings
    # Nothing is found that was not there, and what is said to be repaired is gone.
    known = {finding["fingerprint"] for finding in found}
    assert [f for f in left if f["fingerprint"] not in known] == []
    number = re.match(r"(?s).*?repaired (\d+) finding", fixed.stdout)
    assert len(found) - len(left) == (int(number[1]) if number else 0)
    # No byte is another than the edits say.
    assert now == patched(pages, there, shown.stdout)
    fixes = fixes_of(found, is_unsafe=bool(options))
    edits = edits_of(fixes)
    # A link that is repaired can make another one's place sure, which the first report left open.
    repairable = Counter(statement(f) for f in found if f["fix"] in fixes)
    gone = Counter(map(statement, found)) - Counter(map(statement, left))
    if gone == repairable and are_apart(edits):
        assert now == applied(there, edits)
    # Line ends and marks stay.
    for path in there.keys() & {f"translations/vi/{page}" for page in PAGES.values()}:
        assert now[path].startswith("\ufeff".encode()) == there[path].startswith("\ufeff".encode())
        ends = now[path].count(b"\r\n"), now[path].count(b"\n")
        assert (ends[0] == ends[1]) is (shape.newline == "\r\n")
    # What can be repaired is, and nothing is repaired twice.
    again = pages.run("fix", "--no-cache", *options)
    assert again.stdout.startswith("nothing that can be repaired\n")
    assert content(pages) == now


def statement(finding: Mapping[str, Any]) -> tuple[str, str, str]:
    return finding["rule"], finding["path"], finding["message"]


def fixes_of(findings: Sequence[Mapping[str, Any]], is_unsafe: bool) -> Sequence[Mapping[str, Any]]:
    """The fixes of findings that are to be made."""
    return [f["fix"] for f in findings if f["fix"] and (f["fix"]["safe"] or is_unsafe)]


def edits_of(fixes: Sequence[Mapping[str, Any]]) -> Sequence[Edit]:
    """What is to be edited, in order, each once."""
    edits = (edit for fix in fixes for edit in fix["edits"])
    return sorted({(e["path"], e["start"], e["end"], e["replacement"]) for e in edits})


def are_apart(edits: Sequence[Edit]) -> bool:
    """Whether none touches another, so that all can be made at once."""
    return all(one[0] != two[0] or one[2] < two[1] for one, two in pairwise(edits))


def applied(files: Mapping[str, bytes], edits: Sequence[Edit]) -> Mapping[str, bytes]:
    new = dict(files)
    for path, start, end, replacement in reversed(edits):
        new[path] = new[path][:start] + replacement.encode() + new[path][end:]
    return new


def patched(pages: Repository, files: Mapping[str, bytes], diff: str) -> Mapping[str, bytes]:
    """The files with the diff applied by git, in another folder."""
    if not diff:
        return files
    with TemporaryDirectory() as name:
        other = Repository(Path(name), pages.run)
        for path, data in files.items():
            other.write(path, data)
        patch = other.write("it.diff", diff)
        other.git("apply", "--whitespace=nowarn", "it.diff")
        patch.unlink()
        return content(other)

"""The overview as comma-separated values, which a spreadsheet reads and never computes."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from tests.conftest import Repository
from tests.output.conftest import EVIL_NAME
from transync.commands.report.csv import COLUMNS


def rows(repository: Repository) -> list[dict[str, str]]:
    shown = repository.run("report", "--format", "csv", "--output", "../x.csv")
    assert shown.exit_code == 0
    with (repository.root.parent / "x.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_a_row_tells_of_a_page_in_a_language(aging: Repository) -> None:
    found = rows(aging)

    assert [(row["source"], row["language"], row["state"]) for row in found] == [
        ("a.md", "de", "stale"),
        ("a.md", "vi", "stale"),
        ("b.md", "de", "stale"),
        ("b.md", "vi", "stale"),
        ("c.md", "de", "current"),
        ("c.md", "vi", "missing"),
    ]
    assert found[1] == {
        "source": "a.md",
        "language": "vi",
        "translation": "translations/vi/a.md",
        "state": "stale",
        "uncommitted": "",
        "translated": "2026-01-02",
        "days": "30",
        "commits": "2",
        "added": "5",
        "removed": "1",
        "sections": "Use · More (new)",
        "errors": "0",
        "warnings": "0",
        "rules": "",
    }
    assert (found[4]["errors"], found[4]["rules"]) == ("1", "1 anchor")
    assert (found[5]["translated"], found[5]["days"]) == ("", "")


def test_lines_end_as_the_standard_says(aging: Repository) -> None:
    aging.run("report", "--format", "csv", "--output", "../x.csv")
    lines = (aging.root.parent / "x.csv").read_bytes().split(b"\r\n")

    assert lines[0] == ",".join(COLUMNS).encode()
    assert len(lines) == 1 + 6 + 1
    assert lines[-1] == b""
    assert not any(b"\n" in line for line in lines)


def test_every_column_is_documented() -> None:
    page = Path(__file__).parents[3] / "docs" / "report.md"
    table = page.read_text(encoding="utf-8").partition("## CSV")[2].partition("## JSON")[0]
    cells = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]

    assert [name for cell in cells for name in re.findall("`([a-z]+)`", cell)] == list(COLUMNS)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("=cmd|' A1.md", "'=cmd|' A1.md"),
        ("+1.md", "'+1.md"),
        ("-1.md", "'-1.md"),
        ("@SUM(1).md", "'@SUM(1).md"),
        ("\t=1.md", "' =1.md"),
        ("＝1.md", "'＝1.md"),
        ("a;=1.md", "a;'=1.md"),
        ("a-b=c.md", "a-b=c.md"),
        ('a,"b".md', 'a,"b".md'),
    ],
)
def test_no_cell_is_a_formula(folder: Repository, name: str, shown: str) -> None:
    folder.write(name, "# A\n")
    folder.write(f"translations/vi/{name}", "# A\n")
    folder.sidecar("vi", {name: folder.record(name, "vi")})

    (row,) = rows(folder)

    assert row["source"] == shown
    assert row["state"] == "current"


def test_a_hostile_name_is_one_cell_of_one_line(folder: Repository) -> None:
    folder.write(EVIL_NAME, "# A\n")
    folder.translate(EVIL_NAME, "vi", "# A\n")

    (row,) = rows(folder)

    assert row["source"].startswith(r"a,b::c%0A\u000a::error::no|")
    assert not set("\x1b\u202e\n") & set(row["source"])

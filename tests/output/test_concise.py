"""The concise output: one line a finding, that editors and grep can read."""

from __future__ import annotations

import re
import unicodedata

from tests.conftest import Repository

LINE = re.compile(r"(?P<path>.+):(?P<line>\d+):(?P<column>\d+): (error|warning) [a-z-]+ .+")


def test_each_finding_is_a_line(course: Repository) -> None:
    checked = course.run("check", "--output-format", "concise")

    assert checked.exit_code == 1
    assert checked.stdout.splitlines() == [
        "translations/ar/a.md:12:5: error anchor "
        "the link to #b names no heading here: should be #b-ar",
        "translations/de/a.md:12:5: error anchor "
        "the link to #b names no heading here: should be #b-de",
        "translations/de/b.md:3:1: error stale the source has changed since this translation was "
        "made: translated 2026-01-02 from 00000000, the source is now 92a09748",
        "translations/vi/a.md:12:5: error anchor "
        "the link to #b names no heading here: should be #b-vi",
        "translations/vi/b.md:1:1: warning missing-translation "
        "other languages translate this page, this one does not",
    ]


def test_nothing_wrong_says_nothing(folder: Repository) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# A\n")

    assert folder.run("check", "--output-format", "concise").stdout == ""


def test_hostile_text_stays_in_its_line(hostile: Repository) -> None:
    output = hostile.run("check", "--output-format", "concise").stdout

    lines = output.removesuffix("\n").split("\n")
    assert len(lines) == len(hostile.check().findings) > 2
    assert all(LINE.fullmatch(line) for line in lines)
    assert not any(unicodedata.category(c) == "Cc" or c == "\u202e" for c in output if c != "\n")

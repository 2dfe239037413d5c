"""Annotations on GitHub: what matters first, and nothing that a file could command."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from tests.conftest import Repository


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    message: str


def commands(output: str) -> list[Command]:
    """The commands as the runner reads them (actions/runner, ActionCommand.TryParseV2)."""
    return [command(line) for line in re.split("\r\n|\r|\n", output) if line]


def command(line: str) -> Command:
    assert line.startswith("::"), line
    head, _, data = line.removeprefix("::").partition("::")
    name, _, pairs = head.partition(" ")
    properties = dict(pair.split("=", 1) for pair in pairs.split(","))
    named = {key: unescaped(value, {"%3A": ":", "%2C": ","}) for key, value in properties.items()}
    return Command(name, named, unescaped(data, {}))


def unescaped(text: str, more: dict[str, str]) -> str:
    for code, character in ({"%0D": "\r", "%0A": "\n"} | more | {"%25": "%"}).items():
        text = text.replace(code, character)
    return text


def test_a_fault_of_many_languages_is_one_annotation(course: Repository) -> None:
    annotations = commands(course.run("check", "--output-format", "github").stdout)

    anchor = next(a for a in annotations if a.properties["title"].startswith("anchor"))
    assert anchor == Command(
        "error",
        {"file": "translations/de/a.md", "line": "12", "col": "5", "title": "anchor [ar de vi]"},
        "the link to #b names no heading here: should be #b-de\nalso vi:12 ar:12",
    )
    assert [(a.name, a.properties["title"]) for a in annotations] == [
        ("error", "anchor [ar de vi]"),
        ("error", "stale [de]"),
        ("warning", "missing-translation [vi]"),
        ("notice", "transync"),
    ]
    assert annotations[-1].message == "found 4 errors and 1 warning: 3 different faults"


def test_the_first_ten_show_every_kind_of_fault_and_the_rest_is_counted(folder: Repository) -> None:
    links = "".join(f"- [{n}](#h{n})\n" for n in range(12))
    headings = "".join(f"## H{n}\n\n" for n in range(12))
    folder.write("a.md", f"# A\n\n{links}\n{headings}")
    folder.write("z.md", "# Z\n")
    for language in ("de", "vi"):
        folder.translate("a.md", language, f"# A\n\n{links}\n{headings.replace('H', 'K')}")
    folder.translate("z.md", "vi", "# Z\n", original_hash="0" * 32)
    annotations = commands(folder.run("check", "--output-format", "github").stdout)

    titles = [a.properties["title"] for a in annotations]
    assert titles[:3] == ["anchor [de vi]", "stale [vi]", "anchor [de vi]"]
    assert [a.name for a in annotations] == ["error"] * 13 + ["warning", "notice"]
    assert annotations[-1].message == (
        "found 25 errors and 1 warning: 14 different faults; "
        "GitHub shows 10 of each kind, the log of this step has all"
    )


def test_nothing_wrong_is_a_notice(folder: Repository) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# A\n")
    (notice,) = commands(folder.run("check", "--output-format", "github").stdout)

    assert notice == Command("notice", {"title": "transync"}, "nothing to complain about")


def test_hostile_text_commands_nothing(hostile: Repository) -> None:
    annotations = commands(hostile.run("check", "--output-format", "github").stdout)

    findings = hostile.check().findings
    assert len(annotations) == len(findings) + 1 > 4
    for annotation in annotations[:-1]:
        assert set(annotation.properties) == {"file", "line", "col", "title"}
        assert any(annotation.properties["title"].startswith(f["rule"]) for f in findings)
        assert not any(c in annotation.message for c in "\x1b\u202e\r")
    assert any("%0A%25 | ]]>" in annotation.message for annotation in annotations)


@pytest.mark.parametrize("name", ["50%.md", "a,b.md", "a::b.md", "😀 👩\u200d💻.md"])
def test_an_unusual_name_is_the_file_that_is_annotated(folder: Repository, name: str) -> None:
    folder.write(name, "# A\n\n[x](missing.md)\n")
    folder.translate(name, "vi", "# A\n\n[x](missing.md)\n")
    annotations = commands(folder.run("check", "--output-format", "github").stdout)

    assert [a.properties.get("file") for a in annotations] == [name, None]

"""Names and texts that are no Unicode stop no command and spoil no output."""

from __future__ import annotations

import json
import os
import sys

import pytest

from tests.conftest import Repository
from tests.inert.checks import check_json, check_json_lines
from transync.commands.report import FORMATS as REPORT_FORMATS
from transync.output import FORMATS
from transync.output.inert import inert_json

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode elsewhere")

PAGE = os.fsdecode(b"d\xff/bad\xe9.md")
NEIGHBOUR = os.fsdecode(b"d\xff/b.md")
NOTEBOOK = os.fsdecode(b"bad\xff.ipynb")
# Half of a character, which JSON can spell.
HALF = "\ud800x"

COMMANDS = [
    *(["check", "--output-format", form] for form in FORMATS),
    ["check", "--verbose"],
    ["check", "--diff", "HEAD~1"],
    *(["report", "--format", form] for form in REPORT_FORMATS),
    ["worklist"],
    ["worklist", "--format", "json"],
    ["worklist", "--format", "co-op"],
    ["diff", PAGE],
    ["diff", "--format", "json", PAGE],
    ["history", "--by", "commit"],
    ["history", "--by", "commit", "--format", "json"],
    ["history", "--by", "commit", "--format", "svg"],
    ["fix", "--diff", "--unsafe"],
    ["stamp", "translations/vi"],
    ["stamp", "--force", f"translations/vi/{PAGE}"],
    ["hook", f"translations/vi/{PAGE}", PAGE],
    ["hook", "--fix", f"translations/vi/{PAGE}"],
    ["baseline"],
    ["baseline", "--update"],
    ["fix", "--unsafe"],
]


@pytest.fixture
def odd(repository: Repository) -> Repository:
    """Pages and a notebook with names that are no text, and records that hold half of a letter."""
    links = "[b](b.md) [c](#two) [d](https://e.com/a) ![e](../e.png)"
    repository.write(NEIGHBOUR, "# B\n")
    repository.write("e.png", "")
    repository.write(PAGE, f"# One\n\nIt is warm. {links}\n\n## Two\n\n| a |\n| - |\n| 1 |\n")
    wrong = links.replace("b.md", "../../../b.md").replace("com/a", "com/b").replace("e.png", "f")
    repository.write("d.md", "# D\n")
    repository.translate("d.md", "vi", "# D\n")
    text = f"# Một\n\nNó ấm. {wrong}\n\n## Hai\n\n| a |\n| - |\n"
    repository.write(f"translations/vi/{PAGE}", text)
    source = f"# {HALF} [a](https://e.com/{HALF})"
    cell = {"cell_type": "markdown", "metadata": {}, "source": source}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    repository.write(NOTEBOOK, json.dumps(notebook))
    cell["source"] = f"# Một [a](https://e.com/{HALF}{HALF}) <b onclick={HALF}>"
    repository.write(f"translations/vi/{NOTEBOOK}", json.dumps(notebook))
    fields = ("failure_date", "error_type", "error_message", "translator_version")
    failure = repository.record(PAGE, "vi") | dict.fromkeys(fields, HALF)
    entries = {
        PAGE: repository.record(PAGE, HALF, source_file=HALF),
        NOTEBOOK: repository.record(NOTEBOOK, "vi"),
        f"{HALF}.md": repository.record(PAGE, "vi"),
        HALF: HALF,
        "__translation_failures__": {NEIGHBOUR: failure | {"original_hash": "0" * 32}},
    }
    repository.write("translations/vi/.co-op-translator.json", json.dumps(entries))
    repository.commit()
    repository.write(PAGE, (repository.root / PAGE).read_bytes() + b"| 2 |\n")
    repository.commit("2026-01-02")
    return repository


def test_no_command_is_stopped(odd: Repository) -> None:
    said = {" ".join(command): odd.run(*command) for command in COMMANDS}

    failed = {name: done.stderr for name, done in said.items() if done.exit_code not in (0, 1)}
    assert failed == {}
    assert "internal-error" not in odd.check("--no-cache").rules


def test_a_name_is_told_as_far_as_it_is_text(odd: Repository) -> None:
    sarif = json.loads(odd.run("check", "--output-format", "sarif").stdout)
    uris = {
        place["physicalLocation"]["artifactLocation"]["uri"]
        for result in sarif["runs"][0]["results"]
        for place in result["locations"]
    }

    assert "translations/vi/d\ufffd/bad\ufffd.md" in {f["path"] for f in odd.check().findings}
    assert "translations/vi/d%FF/bad%E9.md" in uris


@pytest.mark.parametrize("form", ["json", "json-lines", "gitlab", "sarif"])
def test_a_page_that_is_no_longer_checked_spoils_no_json(repository: Repository, form: str) -> None:
    for name in ("a.md", "b.md"):
        repository.write(name, "# A\n\nIt is warm, and will be so.\n")
        repository.translate(name, "vi", "# Một\n\nNó ấm, và sẽ như vậy.\n")
    repository.commit()
    repository.git("mv", "translations/vi/a.md", os.fsdecode(b"a\xff.md"))
    repository.commit("2026-01-02")
    shown = repository.run("check", "--diff", "HEAD~1", "--output-format", form)

    assert shown.exit_code == 1
    assert "no longer checked" in shown.stdout
    assert "%FF.md" in shown.stdout if form == "sarif" else r'"a\ufffd.md"' in shown.stdout
    (check_json_lines if form == "json-lines" else check_json)(shown.stdout)


def test_half_a_character_is_told_from_what_only_looks_like_one() -> None:
    texts = [
        "\ud83c",
        "\\ud83c\udf00",
        "\\\ud83c\\",
        "\U0001f300",
        "\ud83c\U0001f300",
        "\\ud83c",
        "é",
    ]
    told = json.loads(inert_json(json.dumps(texts)))

    halves = str.maketrans(dict.fromkeys(range(0xD800, 0xE000), "\ufffd"))
    assert told == [text.translate(halves) for text in texts]


def test_a_record_can_t_hold_such_a_name(odd: Repository) -> None:
    odd.write("translations/vi/.co-op-translator.json", "{}")
    page = f"translations/vi/{PAGE}"
    stamped = odd.run("stamp", "--force", page)

    assert stamped.exit_code == 1
    assert "refused: the name of its source is no UTF-8, so that no record can" in stamped.stdout
    assert (odd.root / "translations/vi/.co-op-translator.json").read_bytes() == b"{}"


def test_a_link_spells_the_bytes_of_such_a_name(odd: Repository) -> None:
    odd.run("fix", "--unsafe")
    text = (odd.root / "translations/vi" / PAGE).read_bytes()

    assert b"[b](../../../d%FF/b.md)" in text
    assert not [f for f in odd.check().findings if f["rule"] == "local-link"]

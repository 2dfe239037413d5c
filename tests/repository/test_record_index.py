"""Rules about records alone: the same findings as in a whole check, and no text is parsed."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Repository, cache_of
from tests.test_cases import BAD, GOOD, read
from transync.documents.decoding import Unreadable
from transync.documents.parse import parse, parse_record
from transync.rules import all_rules

RECORDS = ",".join(rule.id for rule in all_rules().values() if not rule.needs_texts)
RECORD = '{"original_hash": "%s", "source_file": "a.md"}' % ("0" * 32)
LABELLED = f"<!--\nCO_OP_TRANSLATOR_METADATA:\n{RECORD}\n-->\n"

TEXTS = {
    "none": "# One\n",
    "labelled": LABELLED + "# One\n",
    "below empty lines": "\n\n" + LABELLED,
    "with CRLF and a byte order mark": "\ufeff" + LABELLED.replace("\n", "\r\n"),
    "indented": "    " + LABELLED,
    "below front matter": "---\ntitle: a\n---\n" + LABELLED,
    "above front matter": LABELLED + "---\ntitle: a\n---\n",
    "below a heading": "# One\n\n" + LABELLED,
    "in a list": "- one\n\n  " + LABELLED.replace("\n", "\n  "),
    "in a fence": "```html\n" + LABELLED + "```\n",
    "on one line": LABELLED.replace("\n", " ") + "\n# One\n",
    "bare": f"<!-- {RECORD} -->\n",
    "bare, then labelled": f"<!-- {RECORD} -->\n\n" + LABELLED,
    "labelled, then labelled": LABELLED + "\n" + LABELLED.replace("0", "1"),
    "labelled twice in a line": LABELLED.replace("\n", " ") + LABELLED.replace("0", "1"),
    "second comment": "<!-- a comment -->\n\n" + LABELLED,
    "empty comment": "<!-->\n" + LABELLED,
    "never closed": LABELLED.replace("-->", ""),
    "conflict inside": LABELLED.replace("{", "<<<<<<< HEAD\n{\n=======\n>>>>>>> b\n"),
    "conflict around": f"<<<<<<< HEAD\n{LABELLED}=======\n{LABELLED}>>>>>>> b\n",
    "conflict after": f"{LABELLED}<<<<<<< HEAD\n=======\n>>>>>>> b\n",
    "named in the text": "# One\n\nThe `CO_OP_TRANSLATOR_METADATA` of a page.\n",
    "with directives": LABELLED + "{/* transync: ignore */}\n\n<!-- transync: ignore -->\n",
    "no UTF-8": LABELLED.encode().decode() + "\udcff",
    "NUL": LABELLED + "\0",
}


@pytest.mark.parametrize("text", TEXTS)
def test_a_record_is_found_as_by_the_parser(text: str) -> None:
    data = TEXTS[text].encode(errors="surrogateescape")

    document = parse("a.md", data)
    expected = document if isinstance(document, Unreadable) else document.embedded
    assert parse_record("a.md", data) == expected


@pytest.mark.parametrize(
    "notebook",
    [
        "{",
        "[]",
        json.dumps({"cells": []}),
        json.dumps({"cells": [], "metadata": {"coopTranslator": {"original_hash": "1"}}}, indent=1),
    ],
)
def test_a_record_of_a_notebook_is_found_as_by_the_parser(notebook: str) -> None:
    document = parse("a.ipynb", notebook.encode())

    expected = document if isinstance(document, Unreadable) else document.embedded
    assert parse_record("a.ipynb", notebook.encode()) == expected


def test_every_file_of_the_cases_has_the_record_that_the_parser_finds() -> None:
    files = [item for case in (*BAD, *GOOD) for item in read(case).items()]
    documents = [(p, d) for p, d in files if p.endswith((".md", ".mdx", ".ipynb"))]
    assert len(documents) > 50

    for path, data in documents:
        document = parse(path, data)
        expected = document if isinstance(document, Unreadable) else document.embedded
        assert parse_record(path, data) == expected


def test_the_findings_are_those_of_a_whole_check(repository: Repository) -> None:
    repository.write("a.md", "<!-- CO-OP TRANSLATOR LANGUAGES TABLE START -->\n\n# One\n")
    repository.write("b.md", "# Two\n")
    repository.translate("a.md", "vi", "# Một\n")
    repository.translate("b.md", "vi", "<!-- transync: ignore-file stale -->\n\n# Hai\n")
    repository.translate("b.md", "ko", "# Two\n", language_code="vi")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message=one")
    repository.write("a.md", "<!-- CO-OP TRANSLATOR LANGUAGES TABLE START -->\n\n# Other\n")
    repository.write("b.md", "# Other\n")
    repository.write("translations/vi/c.md", b"\xff")

    whole = repository.check("--no-cache")
    alone = repository.check("--select", RECORDS)
    assert alone.findings == [f for f in whole.findings if f["rule"] in RECORDS.split(",")]
    assert alone.rules == ["metadata-mismatch", "missing-translation", "orphan", "stale", "stale"]


def test_nothing_is_parsed_or_kept(repository: Repository) -> None:
    repository.write("a.md", "# One\n")
    repository.translate("a.md", "vi", "# Một\n")

    assert repository.check("--select", "stale").findings == []
    assert not list(cache_of(repository.root).glob("*/*"))

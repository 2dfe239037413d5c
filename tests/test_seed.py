"""The seed document: one real page, its Vietnamese translation, two wrong links, five dead IDs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import Repository

SEED = Path(__file__).parents[2] / "shared" / "corpora" / "seed"

pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="the corpora are not beside the project")


def test_the_seed_document_has_exactly_its_known_faults(folder: Repository) -> None:
    shutil.copytree(SEED, folder.root, dirs_exist_ok=True, copy_function=shutil.copyfile)
    checked = folder.check()

    assert checked.exit_code == 1
    assert checked.rules == ["dead-tracking-id"] * 5 + ["link-table"] * 2 + ["stale"]

    stale, *tables = [f for f in checked.findings if f["rule"] != "dead-tracking-id"]
    assert stale["severity"] == "error"
    assert [(f["line"], f["severity"], f["stale"]) for f in tables] == [
        (26, "warning", True),
        (42, "warning", True),
    ]
    assert tables[0]["message"].startswith("table 1, row 9, column 1: ")
    assert "/fine-tuning-recommend?" in tables[0]["message"]
    assert tables[1]["message"].startswith("table 2, row 3, column 2: ")
    assert "/openai-fine-tuning/?" in tables[1]["message"]

    dead = [f for f in checked.findings if f["rule"] == "dead-tracking-id"]
    assert [(f["line"], f["path"], f["language"]) for f in dead] == [
        (line, "18-fine-tuning/RESOURCES.md", None) for line in (10, 11, 13, 15, 18)
    ]
    assert ["after the fragment" in f["message"] for f in dead] == [True] * 4 + [False]
    assert "after a second ?" in dead[4]["message"]

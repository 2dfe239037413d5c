"""What names rules by former ids still holds: settings, arguments, comments and baselines."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Repository
from tests.test_schema import validator
from transync.rules import all_rules, rule_names

SOURCE = """# Bread

Bread is flour, water, salt and yeast, and above all a lot of time.

Then add the salt and the yeast, and knead until it is smooth.

Bake for forty minutes, the first ten of them with steam.
"""
VI = """# Bánh mì

Bánh mì là bột, nước, muối và men, và trên hết là rất nhiều thời gian.

Sau đó cho muối và men vào, rồi nhào cho đến khi thật mịn.

Nướng bốn mươi phút, mười phút đầu có hơi nước.
"""
KNEAD = "Sau đó cho muối và men vào, rồi nhào cho đến khi thật mịn.\n\n"
LINSEED = "Ở Đức người ta còn thêm hạt lanh, hạt hướng dương và cả mật ong vào khối bột ấy.\n\n"
PAGE = "translations/vi/a.md"


@pytest.fixture
def faulty(folder: Repository) -> Repository:
    """A page that has lost a text, and one that has one too many."""
    folder.write("a.md", SOURCE)
    folder.translate("a.md", "vi", VI.replace(KNEAD, ""))
    folder.write("b.md", SOURCE)
    folder.translate("b.md", "vi", VI.replace(KNEAD, KNEAD + LINSEED))
    assert folder.check().rules == ["text-added", "text-missing"]
    return folder


def test_a_former_id_stands_for_all_rules_in_its_place() -> None:
    assert rule_names()["block-missing"] == ("text-added", "text-missing")
    assert rule_names()["section-missing"] == rule_names()["truncated"] == ("text-missing",)
    assert {name for name, ids in rule_names().items() if ids == (name,)} == set(all_rules())


@pytest.mark.parametrize(
    ("settings", "left"),
    [
        ('ignore = ["block-missing"]', []),
        ('ignore = ["truncated"]', ["text-added"]),
        ('select = ["section-missing"]', ["text-missing"]),
        ('[per-file-ignores]\n"a.md" = ["block-missing"]', ["text-added"]),
    ],
)
def test_settings_obey_former_ids(faulty: Repository, settings: str, left: list[str]) -> None:
    faulty.write("transync.toml", f"{settings}\n")

    assert faulty.check().rules == left


def test_the_own_id_of_a_rule_says_its_severity_before_a_former_one(faulty: Repository) -> None:
    faulty.write("transync.toml", '[severity]\nblock-missing = "warning"\ntext-missing = "error"\n')
    severities = {f["rule"]: f["severity"] for f in faulty.check().findings}

    assert severities == {"text-missing": "error", "text-added": "warning"}


def test_arguments_obey_former_ids(faulty: Repository) -> None:
    assert faulty.check("--select", "block-missing").rules == ["text-added", "text-missing"]
    assert faulty.check("--ignore", "truncated").rules == ["text-added"]
    assert faulty.check("--ignore", "trunk").exit_code == 2


def test_a_former_rule_is_explained_by_those_in_its_place(faulty: Repository) -> None:
    said = faulty.run("rule", "block-missing").stdout

    assert "text-missing (error)" in said
    assert "text-added (error)" in said


def test_comments_obey_former_ids(faulty: Repository) -> None:
    comment = "<!-- transync: ignore-file block-missing -->\n"
    for page in ("a.md", "b.md"):
        path = faulty.root / "translations/vi" / page
        path.write_text(comment + path.read_text(encoding="utf-8"), encoding="utf-8")

    assert faulty.check().rules == []


def test_a_comment_by_a_former_id_is_idle_where_each_rule_in_its_place_is(
    faulty: Repository,
) -> None:
    faulty.translate("a.md", "vi", f"<!-- transync: ignore-file block-missing -->\n{VI}")
    faulty.translate("b.md", "vi", VI)
    [idle] = faulty.check().findings

    assert (idle["rule"], idle["path"]) == ("unused-suppression", PAGE)
    assert idle["message"] == "there is no block-missing here to be ignored"


def baseline_of(rule: str) -> str:
    entry = {"path": PAGE, "rule": rule, "count": 1, "fingerprints": ["0123456789abcdef"]}
    return json.dumps({"schema": "transync.baseline/1", "findings": [entry]})


@pytest.mark.parametrize("rule", ["block-missing", "section-missing", "truncated"])
def test_a_baseline_by_a_former_id_holds_what_is_said_in_its_place(
    faulty: Repository, rule: str
) -> None:
    faulty.write(".transync-baseline.json", baseline_of(rule))
    checked = faulty.check()

    assert checked.rules == ["text-added"]
    assert checked.report["summary"]["notes"] == []


def test_a_baseline_by_a_former_id_holds_no_more_than_it_counts(faulty: Repository) -> None:
    faulty.write(".transync-baseline.json", baseline_of("block-missing"))
    page = faulty.root / PAGE
    text = page.read_text(encoding="utf-8")
    page.write_text(
        text.replace("# Bánh mì\n", "# Bánh mì\n\nMột câu mới ở trên.\n"), encoding="utf-8"
    )

    assert faulty.check().rules == ["text-added"]


def test_what_a_baseline_knows_by_a_former_id_is_gone_where_nothing_is_said(
    faulty: Repository,
) -> None:
    faulty.write(".transync-baseline.json", baseline_of("truncated"))
    faulty.translate("a.md", "vi", VI)
    [note] = faulty.check().report["summary"]["notes"]

    assert "1 finding" in note


def test_the_schema_offers_current_ids_and_allows_former_ones(faulty: Repository) -> None:
    schema = validator("config")

    schema.validate({"ignore": ["text-missing", "block-missing"]})
    assert not schema.is_valid({"ignore": ["trunk"]})

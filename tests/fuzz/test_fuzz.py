"""Hostile repositories from fixed seeds, and those that have failed before: all holds for them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.fuzz.project import from_json
from tests.fuzz.trials import attempt
from tests.fuzz.worker import project_at

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="its names, links and limits are those of Linux"
)
CASES = sorted((Path(__file__).parent / "cases").glob("*.json"))
SEED = 41
GROUPS, A_GROUP = 12, 6


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_what_has_failed_before_holds(case: Path) -> None:
    failures, _ = attempt(from_json(case.read_text(encoding="utf-8")))

    assert failures == []


@pytest.mark.parametrize("group", range(GROUPS))
def test_everything_holds_for_repositories_made_at_random(group: int) -> None:
    for number in range(group * A_GROUP, (group + 1) * A_GROUP):
        failures, _ = attempt(project_at(SEED, number))
        again = f"python -m tests.fuzz --seed {SEED} --first {number} --count 1"

        assert failures == [], again

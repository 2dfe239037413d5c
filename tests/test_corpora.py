"""Two real repositories: the states of their pairs are known, and so are the kinds of faults."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Repository

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"

pytestmark = [
    pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not beside the project"),
    pytest.mark.skipif(
        not shutil.which("bash"), reason="the corpora are unpacked by a bash script"
    ),
]


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpora")
    subprocess.run(["bash", CORPORA / "unpack", folder], check=True, capture_output=True)
    return folder


@pytest.mark.parametrize(
    ("name", "languages", "sources", "pairs"),
    [
        ("security-101", 51, 37, {"current": 1836, "stale": 51}),
        ("azd-for-beginners", 14, 62, {"current": 861, "stale": 7, "failed": 7}),
    ],
)
def test_the_state_of_every_pair_is_known(
    corpora: Path,
    folder: Repository,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    languages: int,
    sources: int,
    pairs: dict[str, int],
) -> None:
    monkeypatch.chdir(corpora / name)
    checked = folder.check()
    summary = checked.report["summary"]

    assert {state: number for state, number in summary["pairs"].items() if number} == pairs
    assert (len(summary["languages"]), summary["sources"]) == (languages, sources)
    assert not {f["rule"] for f in checked.findings if f["rule"].startswith("metadata-")}
    # Old folder names are the languages that they stand for.
    assert {"mo", "br", "hk", "tw", "zh"}.isdisjoint(summary["languages"])
    failed = [f for f in checked.findings if f["rule"] == "failed-translation"]
    assert len(failed) == pairs.get("failed", 0)

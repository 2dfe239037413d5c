"""Faults and harmless changes in clean pairs of the real corpora: all found, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random

import pytest

from tests.conftest import CACHE_VARIABLE, CORPORA, Repository
from tests.injections.corpus import Check, Corpus, choose, translated_everywhere
from tests.injections.faults import FAULTS, STRUCTURAL_FAULTS
from tests.injections.harmless import HARMLESS, STRUCTURAL_HARMLESS
from tests.injections.verdict import Finding, Injection, Kind, Outcome, brief, complaint, outcome
from transync.model import Report

BASH = shutil.which("bash")
LANGUAGES = {  # language folders of each corpus, old aliases among them
    "security-101": ["ar", "zh", "ja", "ko", "hi", "th", "de", "vi", "ru", "my", "hk", "br"],
    "azd-for-beginners": [
        "ar",
        "zh-CN",
        "ja",
        "ko",
        "hi",
        "de",
        "vi",
        "ru",
        "my",
        "fr",
        "pt-BR",
        "sw",
        "ta",
        "zh-TW",
    ],
}
SAMPLES = 4  # of each kind in each corpus, in other languages for each kind
pytestmark = [
    pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not beside the project"),
    pytest.mark.skipif(BASH is None, reason="the corpora are unpacked by a bash script"),
]


@pytest.fixture(scope="session")
def chosen(
    corpora: Path, report_of: Callable[[str], Report], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Corpus]:
    """The corpora in these languages; of that with more, a part."""
    part = tmp_path_factory.mktemp("corpora") / "security-101"
    subprocess.run(["git", "clone", "--quiet", corpora / part.name, part], check=True)
    remove_other_languages(part)
    running = start_check(part)
    whole = corpora / "azd-for-beginners"
    assert {path.name for path in folders_of(whole)} == set(LANGUAGES[whole.name])
    faulty = {
        whole: {finding.path for finding in report_of(whole.name).findings},
        part: paths_of(running),
    }
    return {
        root.name: Corpus(root, translated_everywhere(root, LANGUAGES[root.name]), paths)
        for root, paths in faulty.items()
    }


def folders_of(root: Path) -> list[Path]:
    """The folders of all languages."""
    return [path for path in (root / "translations").iterdir() if path.is_dir()]


def remove_other_languages(root: Path) -> None:
    """Makes checks quicker; each README stays, since all the others link to it."""
    folders = {path.name for path in folders_of(root)}
    unused = [f"translations/{name}" for name in sorted(folders - set(LANGUAGES[root.name]))]
    readmes = ":(exclude,glob)translations/*/README.md"
    subprocess.run(["git", "rm", "-r", "--quiet", *unused, readmes], cwd=root, check=True)


def start_check(root: Path) -> subprocess.Popen[bytes]:
    """A check of the corpus in these languages, in a process of its own."""
    folders = [f"translations/{language}" for language in LANGUAGES[root.name]]
    command = [sys.executable, "-m", "transync", "check", "--output-format", "json", *folders]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE)


def paths_of(run: subprocess.Popen[bytes]) -> set[str]:
    """The paths that a check reports."""
    return {finding["path"] for finding in json.loads(run.communicate()[0])["findings"]}


@pytest.fixture
def check(folder: Repository, monkeypatch: pytest.MonkeyPatch, cache_folder: Path) -> Check:
    """What a check in a folder says; all tests share the cache of the corpora."""
    monkeypatch.setenv(CACHE_VARIABLE, str(cache_folder))
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)

    def findings(root: Path, arguments: Sequence[str]) -> list[Finding]:
        monkeypatch.chdir(root)
        return Repository(root, folder.run).check(*arguments).findings

    return findings


def samples(kinds: Mapping[str, Kind]) -> list[object]:
    """Each kind in some languages of each corpus, other ones for each kind."""
    return [
        pytest.param(kind, name, language, id=f"{kind} - {name} - {language}")
        for number, kind in enumerate(kinds)
        for name, languages in LANGUAGES.items()
        for at in range(number * SAMPLES, (number + 1) * SAMPLES)
        for language in [languages[at % len(languages)]]
    ]


@pytest.mark.parametrize(("kind", "name", "language"), samples(FAULTS))
def test_a_fault_is_found_where_it_is_and_nothing_else(
    kind: str, name: str, language: str, chosen: Mapping[str, Corpus], check: Check
) -> None:
    inject_and_judge(kind, FAULTS[kind], chosen[name], language, check)


@pytest.mark.parametrize(("kind", "name", "language"), samples(HARMLESS))
def test_a_harmless_change_is_not_reported(
    kind: str, name: str, language: str, chosen: Mapping[str, Corpus], check: Check
) -> None:
    inject_and_judge(kind, HARMLESS[kind], chosen[name], language, check)


def inject_and_judge(kind: str, inject: Kind, corpus: Corpus, language: str, check: Check) -> None:
    """Put the change into a clean page that offers a place for it, and judge what a check says."""
    rng = Random(f"{kind} {corpus.root.name} {language}")
    injection = choose(inject, corpus, language, rng, check)
    assert injection, "no page offers a place"
    findings = corpus.findings(injection.after, injection.checked, check)
    if message := complaint(kind, injection, findings):
        pytest.fail(message, pytrace=False)


@pytest.mark.parametrize("kind", STRUCTURAL_FAULTS)
def test_a_structural_fault_is_found_near_its_place_and_nothing_else(
    kind: str, chosen: Mapping[str, Corpus], check: Check
) -> None:
    injection = choose_anywhere(kind, STRUCTURAL_FAULTS[kind], chosen, check)
    assert injection.expected
    corpus = chosen[injection.after.root.name]
    findings = corpus.findings(injection.after, injection.checked, check)
    if outcome(injection, findings) != Outcome("right", collateral=False):
        pytest.fail(described(injection, findings), pytrace=False)


@pytest.mark.parametrize("kind", STRUCTURAL_HARMLESS)
def test_a_harmless_change_of_structure_is_not_reported(
    kind: str, chosen: Mapping[str, Corpus], check: Check
) -> None:
    injection = choose_anywhere(kind, STRUCTURAL_HARMLESS[kind], chosen, check)
    corpus = chosen[injection.after.root.name]
    findings = corpus.findings(injection.after, injection.checked, check)
    assert not findings, described(injection, findings)


def choose_anywhere(
    kind: str, inject: Kind, chosen: Mapping[str, Corpus], check: Check
) -> Injection:
    """An injection into one corpus, or into the other if that one offers no place."""
    rng = Random(kind)
    for name in rng.sample(list(LANGUAGES), len(LANGUAGES)):
        for language in rng.sample(LANGUAGES[name], 3):
            if injection := choose(inject, chosen[name], language, rng, check):
                return injection
    pytest.fail("no page offers a place", pytrace=False)


def described(injection: Injection, findings: list[Finding]) -> str:
    before, after = injection.before, injection.after
    lines = [after.translation_path, before.differences(after), *map(brief, findings)]
    return "\n".join(lines)

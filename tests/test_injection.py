"""Faults and harmless changes in clean pairs of the real corpora: all found, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from tests.conftest import Repository
from tests.injections.faults import FAULTS
from tests.injections.harmless import HARMLESS
from tests.injections.pages import Page, extended, on_disk, read_page
from tests.injections.verdict import Finding, Injection, Kind, brief, complaint

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"
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


@dataclass
class Corpus:
    """An unpacked repository, its pages, and what a check says of those that have no fault yet."""

    root: Path
    sources: list[str]
    faulty: set[str]  # the translations with findings
    pages: dict[tuple[str, str], Page] = field(default_factory=dict)
    findings: dict[Page, list[Finding]] = field(default_factory=dict)

    def page(self, source: str, folder: str) -> Page:
        if (source, folder) not in self.pages:
            page = read_page(self.root, source, folder)
            if page == page.recorded() and page.translation_path not in self.faulty:
                self.findings[page] = []
            self.pages[source, folder] = page.recorded()
        return self.pages[source, folder]


@pytest.fixture(scope="session")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Corpus]:
    folder = tmp_path_factory.mktemp("corpora")
    assert BASH
    subprocess.run([BASH, CORPORA / "unpack", folder], check=True, capture_output=True)
    for name in LANGUAGES:
        remove_other_languages(folder / name)
    runs = {name: start_check(folder / name) for name in LANGUAGES}
    return {
        name: Corpus(
            folder / name, sorted(_translated_everywhere(folder / name)), faulty(runs[name])
        )
        for name in LANGUAGES
    }


def remove_other_languages(root: Path) -> None:
    """Makes checks quicker; each README stays, since all the others link to it."""
    folders = {path.name for path in (root / "translations").iterdir() if path.is_dir()}
    unused = [f"translations/{name}" for name in sorted(folders - set(LANGUAGES[root.name]))]
    if unused:
        readmes = ":(exclude,glob)translations/*/README.md"
        subprocess.run(["git", "rm", "-r", "--quiet", *unused, readmes], cwd=root, check=True)


def start_check(root: Path) -> subprocess.Popen[bytes]:
    """A check of the corpus in these languages, in a process of its own."""
    folders = [f"translations/{language}" for language in LANGUAGES[root.name]]
    command = [sys.executable, "-m", "transync", "check", "--output-format", "json", *folders]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE)


def faulty(run: subprocess.Popen[bytes]) -> set[str]:
    """The paths that a check reports."""
    return {finding["path"] for finding in json.loads(run.communicate()[0])["findings"]}


def _translated_everywhere(root: Path) -> set[str]:
    """The Markdown sources that all these languages translate."""
    translated = []
    for language in LANGUAGES[root.name]:
        folder = root / "translations" / language
        translated.append({path.relative_to(folder).as_posix() for path in folder.rglob("*.md")})
    return set.intersection(*translated)


Check = Callable[[Corpus, Page], list[Finding]]


@pytest.fixture
def check(folder: Repository, monkeypatch: pytest.MonkeyPatch) -> Check:
    """What a check of one page says when its files hold the page's text."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)

    def findings(corpus: Corpus, page: Page) -> list[Finding]:
        monkeypatch.chdir(corpus.root)
        with on_disk(page):
            return Repository(corpus.root, folder.run).check(page.translation_path).findings

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
    kind: str, name: str, language: str, corpora: Mapping[str, Corpus], check: Check
) -> None:
    inject_and_judge(kind, FAULTS[kind], corpora[name], language, check)


@pytest.mark.parametrize(("kind", "name", "language"), samples(HARMLESS))
def test_a_harmless_change_is_not_reported(
    kind: str, name: str, language: str, corpora: Mapping[str, Corpus], check: Check
) -> None:
    inject_and_judge(kind, HARMLESS[kind], corpora[name], language, check)


def inject_and_judge(kind: str, inject: Kind, corpus: Corpus, language: str, check: Check) -> None:
    """Put the change into a clean page that offers a place for it, and judge what a check says."""
    rng = Random(f"{kind} {corpus.root.name} {language}")
    injection = choose(inject, corpus, language, rng, check)
    if message := complaint(kind, injection, check(corpus, injection.after)):
        pytest.fail(message, pytrace=False)


def choose(inject: Kind, corpus: Corpus, language: str, rng: Random, check: Check) -> Injection:
    """An injection into a random clean page, preferably one that needs no features of ours."""
    pages = [corpus.page(source, language) for source in corpus.sources]
    pages = rng.sample(pages, len(pages))
    for page in pages:
        injection = inject(page, rng)
        if injection and not known_findings(corpus, page, check):
            return injection
    for page in sorted(pages, key=lambda page: Random(page.translation_path).random()):
        longer = extended(page)
        injection = inject(longer, rng) if longer else None
        if longer and injection and not known_findings(corpus, page, check):
            found = known_findings(corpus, longer, check)
            message = f"features appended to {page.translation_path} are reported:"
            assert not found, "\n".join([message, *map(brief, found)])
            return injection
    pytest.fail("no page offers a place", pytrace=False)


def known_findings(corpus: Corpus, page: Page, check: Check) -> list[Finding]:
    """The findings of a page before the change, checked once."""
    if page not in corpus.findings:
        corpus.findings[page] = check(corpus, page)
    return corpus.findings[page]

"""An unpacked repository as a supply of clean pages, and the choice of one for an injection."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.injections.pages import Page, extended, on_disk, read_page
from tests.injections.structure_features import structured
from tests.injections.verdict import Finding, Injection, Kind

# What a check in a folder says, given its arguments.
Check = Callable[[Path, Sequence[str]], list[Finding]]


@dataclass
class Corpus:
    """An unpacked repository, its pages, and what a check says of those that have no fault yet."""

    root: Path
    sources: list[str]
    faulty: set[str]  # the translations with findings
    pages: dict[tuple[str, str], Page] = field(default_factory=dict)
    known: dict[Page, list[Finding]] = field(default_factory=dict)

    def page(self, source: str, folder: str) -> Page:
        if (source, folder) not in self.pages:
            page = read_page(self.root, source, folder)
            if page == page.recorded() and page.translation_path not in self.faulty:
                self.known[page] = []
            self.pages[source, folder] = page.recorded()
        return self.pages[source, folder]

    def findings(self, page: Page, arguments: Sequence[str], check: Check) -> list[Finding]:
        """What a check says when the files hold the page's text."""
        with on_disk(page):
            return check(self.root, arguments)

    def known_findings(self, page: Page, check: Check) -> list[Finding]:
        """The findings of a page before the change, checked once."""
        if page not in self.known:
            self.known[page] = self.findings(page, [page.translation_path], check)
        return self.known[page]


def translated_everywhere(root: Path, languages: Iterable[str]) -> list[str]:
    """The Markdown sources that all these languages translate."""
    translated = []
    for language in languages:
        folder = root / "translations" / language
        translated.append({path.relative_to(folder).as_posix() for path in folder.rglob("*.md")})
    return sorted(set.intersection(*translated))


def choose(
    inject: Kind, corpus: Corpus, language: str, rng: Random, check: Check
) -> Injection | None:
    """An injection into a random clean page, preferably one that needs no features of ours."""
    pages = [corpus.page(source, language) for source in corpus.sources]
    for page in rng.sample(pages, len(pages)):
        injection = inject(page, rng)
        if injection and is_clean(injection, corpus, check):
            return injection
    for page in sorted(pages, key=lambda page: Random(page.translation_path).random()):
        for extend in (extended, structured):
            longer = extend(page) if not corpus.known_findings(page, check) else None
            injection = inject(longer, rng) if longer else None
            if injection and is_clean(injection, corpus, check):
                return injection
    return None


def is_clean(injection: Injection, corpus: Corpus, check: Check) -> bool:
    """Whether a check says nothing of the page before the change, nor of what it borrows from."""
    before, arguments = injection.before, injection.arguments
    if injection.borrowed in corpus.faulty or corpus.known_findings(before, check):
        return False
    is_askable = arguments and (corpus.root / arguments[0]).exists()
    return not is_askable or not corpus.findings(before, arguments, check)

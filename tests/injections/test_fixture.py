"""Faults and harmless changes in a document of our own, where the corpora are absent."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from random import Random

import pytest

from tests.conftest import Repository
from tests.injections.faults import FAULTS
from tests.injections.harmless import HARMLESS
from tests.injections.pages import (
    CODE_FILE,
    FOLDER,
    NEIGHBOUR,
    OTHER_NEIGHBOUR,
    Page,
    extended,
    on_disk,
    read_page,
)
from tests.injections.rawtext import slug
from tests.injections.verdict import Finding, Kind, brief, complaint
from tests.injections.words import ENGLISH, WORDS, Words

SOURCE, PLAN, LOGO = "docs/guide.md", f"{FOLDER}/plan.png", f"{FOLDER}/logo.svg"
IN_COMMENTS, IN_SIDECARS = ("vi", "ja", "hi", "ru"), ("ar", "zh-CN", "de", "ko")


def samples(kinds: Mapping[str, Kind]) -> list[object]:
    """Each kind in two languages, one with its records in comments, one with a sidecar."""
    return [
        pytest.param(kind, languages[number % len(languages)], id=f"{kind} - {carrier}")
        for number, kind in enumerate(kinds)
        for carrier, languages in (("comment", IN_COMMENTS), ("sidecar", IN_SIDECARS))
    ]


@pytest.mark.parametrize(("kind", "language"), samples(FAULTS))
def test_a_fault_is_found_where_it_is_and_nothing_else(
    kind: str, language: str, repository: Repository
) -> None:
    inject_and_judge(kind, FAULTS[kind], language, repository)


@pytest.mark.parametrize(("kind", "language"), samples(HARMLESS))
def test_a_harmless_change_is_not_reported(
    kind: str, language: str, repository: Repository
) -> None:
    inject_and_judge(kind, HARMLESS[kind], language, repository)


def inject_and_judge(kind: str, inject: Kind, language: str, repository: Repository) -> None:
    page = extended(write_pair(repository, language))
    assert page
    injection = inject(page, Random(f"{kind} {language}"))
    assert injection, "the document offers no place"
    found = check(repository, injection.before)
    assert not found, "\n".join(["not clean before:", *map(brief, found)])
    if message := complaint(kind, injection, check(repository, injection.after)):
        pytest.fail(message, pytrace=False)


def check(repository: Repository, page: Page) -> list[Finding]:
    with on_disk(page):
        return repository.check().findings


def write_pair(repository: Repository, language: str) -> Page:
    """Write the document, its neighbours and what they link to, translated to one language."""
    for path in (CODE_FILE, PLAN, LOGO):
        repository.write(path, "")
    digest = hashlib.sha256(PLAN.encode()).hexdigest()[:16]
    translated_plan = f"translated_images/{language}/plan.{digest}.webp"
    repository.write(translated_plan, "")

    texts = {
        SOURCE: document(WORDS[language], f"../../../{translated_plan}", f"../../../{LOGO}"),
        **dict.fromkeys((NEIGHBOUR, OTHER_NEIGHBOUR), neighbour(WORDS[language])),
    }
    repository.write(SOURCE, document(ENGLISH, f"../{PLAN}", f"../{LOGO}"))
    for path in (NEIGHBOUR, OTHER_NEIGHBOUR):
        repository.write(path, neighbour(ENGLISH))
    for path, text in texts.items():
        if language in IN_COMMENTS:
            repository.translate(path, language, text)
        else:
            repository.write(f"translations/{language}/{path}", text)
    if language in IN_SIDECARS:
        repository.sidecar(language, {path: repository.record(path, language) for path in texts})
    return read_page(repository.root, SOURCE, language)


def neighbour(words: Words) -> str:
    guide, reference, _, _ = words
    return f"# {reference}: {guide}\n\n{guide}.\n"


def document(words: Words, plan: str, logo: str) -> str:
    """What `features` leaves out: images, a table of contents, a table without links, decoys."""
    guide, reference, appendix, more = words
    return f"""\
# {guide} {reference}

![{guide}]({plan}) {more} <img src="{logo}" alt="{guide}">

- [{more}](#{slug(more)})
- [{reference}](#{slug(reference)})
- [{appendix}](#{slug(f"{appendix} {guide}")})

## {more}

{guide} `https://example.com/code/span` **{reference}** {more}.

```text
[guide](https://example.com/fence) and [anchor](#nowhere)
```

<!-- [{guide}](https://example.com/comment) -->

## {reference}

| {guide} | {more} |
| --- | --- |
| 1 | **{reference}** |
| 2 | {appendix} |

1. [{guide}](https://www.example.com/list/one)
2. [{reference}](https://www.example.com/list/two "{guide}")
   {more} [{more}](https://www.example.com/list/three?lang=any&page=3)
"""

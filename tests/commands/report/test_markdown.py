"""The overview as the text of an issue: it reads well, fits, and is inert."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.commands.report.test_overview import overview
from tests.conftest import Repository
from tests.output.conftest import EVIL_NAME
from tests.output.test_markdown import tokens
from transync.commands.report import render
from transync.commands.report.overview import Language, Overview
from transync.model import Behind, Head, SectionChange

FORGE = "https://github.com/owner/name"
HEAD = Head("0" * 40, datetime(2026, 1, 1, tzinfo=UTC))


EVIL_LINK = "no|`` @octocat *b* www.evil.example ![n](e) \u202e&lt; --.md"


def report(repository: Repository, *arguments: str) -> str:
    return repository.run("report", "--format", "markdown", *arguments).stdout


def test_it_shows_the_languages_what_to_do_and_the_pages(aging: Repository) -> None:
    head = aging.git("rev-parse", "HEAD")[:8]

    assert (
        report(aging)
        == f"""\
## Translations: 16% current (1 of 6 pages)

3 sources in 2 languages, at {head} of 2026-03-03

| language | current | translated | stale | missing | errors | warnings | oldest |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
| vi | `▒▒▒▒▒▒▒░░░` 0% | 2 | 2 | 1 | · | · | 30 days |
| de | `███▒▒▒▒▒▒▒` 33% | 3 | 2 | · | 1 | · | 30 days |

### What to do next

1. mend 1 fault of the sources, before these are translated again: `a.md`
2. translate 2 stale and 1 missing page in 2 languages: `a.md`, `c.md`\\
   `transync worklist --format co-op`\\
   `transync diff a.md`
3. mend 1 error in the translations of `c.md`\\
   `transync check c.md`
4. no hurry: 2 stale pages without anything that its readers miss: `b.md`

### Pages to translate again

| page | stale in | missing in | behind | sections that have changed |
| --- | --- | --- | --- | --- |
| `a.md` | de vi |  | 2 commits, 30 days | Use · More (new) |
| `c.md` |  | vi |  |  |

<details><summary>1 page with errors in translations</summary>

| page | languages | errors | rules |
| --- | ---: | ---: | --- |
| `c.md` | 1 | 1 | `anchor` 1 |

</details>

<details><summary>1 fault of the sources themselves</summary>

- `a.md:11` the link to `gone.md` resolves to nothing (`local-link`)

</details>
"""
    )


def test_on_a_forge_paths_lead_to_the_files_and_ages_to_the_changes(aging: Repository) -> None:
    aging.git("remote", "add", "origin", "git@github.com:owner/name.git")
    first, *_, head = aging.git("rev-list", "--reverse", "HEAD").split()

    shown = report(aging)

    assert f"[`a.md`]({FORGE}/blob/{head}/a.md)" in shown
    assert f"[`a.md:11`]({FORGE}/blob/{head}/a.md?plain=1#L11)" in shown
    assert f"[2 commits, 30 days]({FORGE}/compare/{first}...{head}#diff-" in shown


def test_without_translations_it_says_so(folder: Repository) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# A\n")
    folder.write("notes.txt", "Nothing of ours.\n")

    assert report(folder, "--path", "notes.txt") == (
        "## Translations: no translations to report on\n\n"
        "- `notes.txt:` no source or translation there, or the settings exclude it\n"
    )


@pytest.fixture
def hostile(folder: Repository) -> Repository:
    """Names, headings, links and messages that hold all that is hostile."""
    folder.write(EVIL_NAME, f"# A\n\nSee [x](<{EVIL_LINK}>).\n")
    folder.translate(EVIL_NAME, "vi", "# A\n", original_hash="0" * 32)
    folder.translate(EVIL_NAME, "de", "# A\n\n[x](#y)\n")
    folder.write("b.md", "# B\n")
    folder.translate("b.md", "de", "# B\n")
    return folder


def test_hostile_text_is_shown_as_text(hostile: Repository) -> None:
    shown = report(hostile)

    found = list(tokens(shown))
    kinds = {token.type for token in found if not token.block}
    assert kinds <= {"text", "code_inline", "softbreak", "hardbreak"}
    # The folds that are ours, and no other HTML.
    html = [token.content for token in found if token.type.startswith("html")]
    assert {line for block in html for line in block.split("\n") if line} == {
        "<details><summary>1 page with errors in translations</summary>",
        "<details><summary>1 fault of the sources themselves</summary>",
        "</details>",
    }
    plain = "".join(token.content for token in found if token.type == "text")
    assert not any(text in plain for text in ("@octocat", "www.", "://", "<!--", "]("))
    assert not any(c in shown for c in "\x1b\r\u202e\u2028")
    rows = [line for line in shown.splitlines() if line.startswith("| ")]
    assert len({line.replace(r"\|", "").count("|") for line in rows[:4]}) == 1


def test_links_of_hostile_names_lead_to_the_forge_only(hostile: Repository) -> None:
    linked = render(replace(overview(), forge=FORGE, head=HEAD), "markdown")
    targets = [str(t.attrGet("href")) for t in tokens(linked) if t.type == "link_open"]
    assert targets
    assert all(target.startswith(f"{FORGE}/") for target in targets)


def grown(small: Overview, languages: int, pages: int, words: str) -> Overview:
    """An overview of so many languages and pages, all of them far behind."""
    behind = Behind(
        "0" * 40,
        "a.md",
        datetime(2026, 1, 1, tzinfo=UTC),
        99,
        999,
        1,
        1,
        tuple(SectionChange(f"{words} {n}", n, "changed", False) for n in range(1, 30)),
    )
    stale = next(page for page in small.pages if page.behind)
    fault = small.faults[0]
    return replace(
        small,
        forge=FORGE,
        languages=tuple(
            Language(
                f"l{number}",
                tuple(
                    stale._replace(
                        pair=replace(
                            stale.pair, source=f"{words}/{n:04}.md", language=f"l{number}"
                        ),
                        behind=behind,
                        findings=(replace(fault, path=f"{words}/{n}.md"),),
                    )
                    for n in range(pages - number % 7)
                ),
            )
            for number in range(languages)
        ),
        faults=tuple(replace(fault, path=f"{words}/{n}.md") for n in range(pages)),
        notes=tuple(f"{words} {n}" for n in range(100)),
    )


@pytest.mark.parametrize("words", ["docs", "a very long name of a folder " * 9, "@`|<" * 60])
def test_it_fits_into_an_issue_however_much_there_is(aging: Repository, words: str) -> None:
    shown = render(grown(overview(), 60, 300, words), "markdown")

    assert len(shown) < 60_000
    assert "### Pages to translate again" in shown
    assert "… and " in shown
    assert shown.count("<details>") == shown.count("</details>")


def test_no_part_takes_the_room_of_another(aging: Repository) -> None:
    shown = render(grown(overview(), 60, 300, "docs"), "markdown")
    parts = [part.splitlines() for part in re.split("### Pages|<details>", shown)]

    # A table's head takes two lines, its title and what is hidden some more.
    assert [len(part) > 20 for part in parts] == [True, True, True]


def test_what_is_cut_is_counted(aging: Repository) -> None:
    shown = render(grown(overview(), 60, 300, "docs"), "markdown")
    table = shown.split("### Pages to translate again\n\n")[1].split("\n\n")

    rows = len(table[0].splitlines()) - 2
    assert table[1] == f"… and {300 - rows} more"

"""The overview in the terminal."""

from __future__ import annotations

import click
import pytest

from tests.commands.report.conftest import Commit
from tests.commands.report.test_overview import overview
from tests.conftest import Repository
from tests.output.conftest import EVIL_NAME
from tests.staleness.test_origin import TABLE
from transync.commands.report import render


def report(repository: Repository, *arguments: str) -> str:
    return repository.run("report", *arguments).stdout


def test_it_shows_the_languages_the_pages_and_what_to_do(aging: Repository) -> None:
    head = aging.git("rev-parse", "HEAD")[:8]

    assert (
        report(aging)
        == f"""\
16% current (1 of 6 pages)
3 sources in 2 languages, at {head} of 2026-03-03

language  current                              translated  stale  missing  errors  warnings   oldest
vi          0% ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒░░░░░░░░░░           2      2        1       ·         ·  30 days
de         33% ██████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒           3      2        ·       1         ·  30 days

Pages to translate again

a.md
  stale in de vi, 2 commits behind, since 2026-02-01 (30 days), +5 −1 lines
  changed: Use · More (new)
c.md
  missing in vi

Pages with the most errors

c.md
  1 error in de: 1 anchor

What to do next

1. mend 1 fault of the sources, before these are translated again: a.md
2. translate 2 stale and 1 missing page in 2 languages: a.md, c.md
   transync worklist --format co-op
   transync diff a.md
3. mend 1 error in the translations of c.md
   transync check c.md
4. no hurry: 2 stale pages without anything that its readers miss: b.md
"""
    )


def test_of_one_language_nothing_is_said_twice(aging: Repository) -> None:
    shown = report(aging, "--language", "vi")

    assert "\n  stale, 2 commits behind, since 2026-02-01 (30 days), +5 −1 lines\n" in shown
    assert "\n  missing\n" in shown
    assert "\n   transync worklist --format co-op\n" in shown


def test_nothing_to_do_is_nothing_to_read(folder: Repository) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# A\n")

    assert len(report(folder).splitlines()) == 5
    assert report(folder).startswith("100% current (1 of 1 page)\n1 source in 1 language\n")
    assert "█ " in report(folder)


def test_without_translations_it_says_so(folder: Repository) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# A\n")
    folder.write("notes.txt", "Nothing of ours.\n")

    assert report(folder, "--path", "notes.txt").splitlines() == [
        "no translations to report on",
        "note: notes.txt: no source or translation there, or the settings exclude it",
    ]


def test_one_stale_page_of_many_is_seen(folder: Repository) -> None:
    for number in range(99):
        folder.write(f"{number}.md", "# A\n")
        changes = {} if number else {"original_hash": "0" * 32}
        folder.translate(f"{number}.md", "vi", "# A\n", **changes)

    assert "98% current (98 of 99 pages)" in report(folder)
    assert "█▒ " in report(folder)


def test_many_languages_with_the_same_numbers_share_a_row(folder: Repository) -> None:
    folder.write("a.md", "# A\n")
    for language in ("cs", "da", "de", "fr", "vi"):
        changes = {"original_hash": "0" * 32} if language == "fr" else {}
        folder.translate("a.md", language, "# A\n", **changes)
    rows = report(folder).split("\n\n")[1].splitlines()

    assert [row.split()[0] for row in rows] == ["language", "fr", "4", "cs"]
    assert rows[2].startswith("4 alike   100% ████")
    assert rows[3] == "  cs da de vi"


@pytest.mark.parametrize("width", [80, 100, 140])
def test_the_table_is_as_wide_as_the_terminal(aging: Repository, width: int) -> None:
    lines = click.unstyle(render(overview(), "text", width)).splitlines()

    assert max(map(len, lines)) <= width
    # The widest bar has 40 cells.
    assert len(lines[4]) == min(width, 110)
    assert ("translated" in lines[3]) is (width > 80)


def test_a_text_that_was_never_committed_is_to_be_committed(
    repository: Repository, commit: Commit
) -> None:
    repository.write("a.md", f"{TABLE}# A\n")
    commit("2026-01-01")
    repository.write("a.md", f"{TABLE}# A\n\nrewritten\n")
    repository.translate("a.md", "vi", "# A\n", translation_date="2026-02-01T00:00:00+00:00")
    repository.write("a.md", f"{TABLE}# A\n")
    commit("2026-02-01")

    shown = report(repository)

    assert (
        "1. commit a.md together with the translations next time: 1 translation was made from a "
        "text that was\n   never committed\n"
    ) in shown
    assert "Pages to translate again" not in shown


def test_what_co_op_translator_failed_on_is_not_just_to_be_translated(
    folder: Repository,
) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "de", "# A\n")
    failure = {
        "original_hash": str(folder.record("a.md", "vi")["original_hash"]),
        "status": "failed",
        "failure_date": "2026-01-02T03:04:05+00:00",
        "error_type": "Timeout",
        "error_message": "too slow",
    }
    folder.write("b.md", "# B\n")
    entries = {"b.md": folder.record("b.md", "vi"), "__translation_failures__": {"a.md": failure}}
    folder.sidecar("vi", entries)
    folder.write("translations/vi/b.md", "# B\n")
    folder.translate("b.md", "de", "# B\n")

    shown = report(folder)

    assert "a.md\n  missing in vi\n  Co-op Translator failed on it in vi\n" in shown
    assert "simplify what Co-op Translator failed on (1 page), or use a newer one: a.md" in shown
    assert "\n   transync check --select failed-translation\n" in shown
    assert "transync worklist" not in shown


def test_hostile_names_steer_no_terminal(folder: Repository) -> None:
    folder.write(EVIL_NAME, "# A\n\nSee [x](#x\x1b[31m\u202e).\n")
    folder.translate(EVIL_NAME, "vi", "# A\n", original_hash="0" * 32)
    folder.translate(EVIL_NAME, "de", "# A\n\nSee [x](#y).\n")

    shown = report(folder)

    assert r"a,b::c%0A\u000a::error::no|`]]>\u001b[31m\u202e&lt; @octocat <b>😀.md" in shown
    assert not set("\x1b\u202e\r") & set(shown)
    assert not any(line.lstrip().startswith("::") for line in shown.splitlines())

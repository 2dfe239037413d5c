"""The baseline: what is known is quiet, what is new fails, what is fixed is taken out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.conftest import Checked, Repository

FILE = ".transync-baseline.json"
A, B = "a.md", "b.md"
VI, KO = "translations/vi/a.md", "translations/ko/a.md"
SOURCE = "# A\n\n[one](https://e.com/1)\n\n[two](https://e.com/2)\n"
LINK = "[{}](https://e.com/{})\n\n"


def page(*links: str) -> str:
    """A page of links; one with an `!` has another target than it should."""
    return "# A\n\n" + "".join(
        LINK.format(link.strip("!"), link.replace("!", "-other")) for link in links
    )


@pytest.fixture
def faulty(folder: Repository) -> Repository:
    """A page with one fault in Vietnamese, two in Korean."""
    folder.write(A, page("one", "two", "three"))
    folder.translate(A, "vi", page("one!", "two", "three"))
    folder.translate(A, "ko", page("one!", "two!", "three"))
    return folder


@pytest.fixture
def known(faulty: Repository) -> Repository:
    """The same, all three known."""
    assert faulty.run("baseline").exit_code == 0
    return faulty


def entries(repository: Repository) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((repository.root / FILE).read_text())["findings"]
    return found


def counts(repository: Repository) -> dict[tuple[str, str], int]:
    return {(e["path"], e["rule"]): e["count"] for e in entries(repository)}


def notes(checked: Checked) -> list[str]:
    found: list[str] = checked.report["summary"]["notes"]
    return found


# Writing


def test_the_baseline_has_a_line_for_each_file_and_rule(faulty: Repository) -> None:
    every = {f["fingerprint"]: f["path"] for f in faulty.check().findings}
    written = faulty.run("baseline")
    lines = (faulty.root / FILE).read_text().splitlines()

    assert (written.exit_code, written.stdout) == (0, f"{FILE} holds 3 findings\n")
    assert lines[:3] == ["{", '"schema": "transync.baseline/1",', '"findings": [']
    assert lines[5:] == ["]", "}"]
    first, second = (json.loads(line.rstrip(",")) for line in lines[3:5])
    assert first["fingerprints"] == sorted(f for f, path in every.items() if path == KO)
    assert second == {
        "path": VI,
        "rule": "link-target",
        "count": 1,
        "fingerprints": [f for f, path in every.items() if path == VI],
    }


def test_the_baseline_stands_at_the_root_wherever_the_command_is_run(
    faulty: Repository, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.root / "translations/vi")
    repository.run("baseline")

    assert counts(repository) == {(KO, "link-target"): 2, (VI, "link-target"): 1}
    assert repository.check().exit_code == 0
    assert not (repository.root / "translations/vi" / FILE).exists()


def test_the_same_findings_give_the_same_bytes(faulty: Repository) -> None:
    written = set()
    for seed in ("0", "1", "2"):
        subprocess.run(
            [sys.executable, "-m", "transync", "baseline"],
            cwd=faulty.root,
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        written.add((faulty.root / FILE).read_bytes())

    assert len(written) == 1


def test_writing_it_anew_says_what_was_added_and_removed(known: Repository) -> None:
    known.translate(A, "vi", page("one", "two!", "three!"))

    assert known.run("baseline").stdout == f"{FILE} holds 4 findings: 2 added, 1 removed\n"
    assert known.check().report["summary"]["known"] == 4


def test_a_baseline_of_nothing_is_a_baseline(folder: Repository) -> None:
    folder.write(A, SOURCE)
    folder.translate(A, "vi", SOURCE)

    assert folder.run("baseline").stdout == f"{FILE} holds 0 findings\n"
    assert entries(folder) == []
    assert folder.check().exit_code == 0


def test_the_baseline_obeys_the_settings(faulty: Repository) -> None:
    faulty.write("ci/settings.toml", 'languages = ["vi"]\n')
    faulty.run("baseline", "--config", "ci/settings.toml")

    assert counts(faulty) == {(VI, "link-target"): 1}


# Checking


def test_what_is_known_is_quiet_and_counted(known: Repository) -> None:
    checked = known.check()

    assert (checked.exit_code, checked.findings) == (0, [])
    assert checked.report["summary"]["findings"] == {"error": 0, "warning": 0}
    assert checked.report["summary"]["known"] == 3
    assert known.run("check").stdout.endswith(
        "2 translations in 2 languages: 2 current\n"
        "3 known findings are in the baseline\n"
        "nothing new to complain about\n"
    )


def test_what_is_new_fails_and_is_shown_alone(known: Repository) -> None:
    known.translate(A, "vi", page("one!", "two!", "three"))
    checked = known.check()

    assert checked.exit_code == 1
    assert (checked.only("link-target")["path"], checked.findings[0]["line"]) == (VI, 14)
    assert checked.report["summary"]["known"] == 3
    assert "link-target: the link to https://e.com/one" not in known.run("check").stdout


def test_without_the_baseline_everything_is_shown(known: Repository) -> None:
    checked = known.check("--no-baseline")

    assert (checked.exit_code, len(checked.findings)) == (1, 3)
    assert checked.report["summary"]["known"] == 0


def test_what_is_known_has_no_line(known: Repository) -> None:
    known.write(A, "# A\n\nMore text\n\n" + page("one", "two", "three")[5:])
    known.translate(A, "vi", "# Ạ\n\nThêm chữ\n\n" + page("one!", "two", "three")[5:])
    known.translate(A, "ko", page("one!", "two!", "three") + "\n덧붙임\n")
    checked = known.check("--select", "link-target")

    assert (checked.findings, checked.report["summary"]["known"]) == ([], 3)


def test_a_dead_anchor_is_known_when_another_pages_heading_changes(folder: Repository) -> None:
    folder.write(B, "# B\n\n## One\n")
    folder.write(A, "# A\n\n[one](b.md#one)\n")
    folder.translate(A, "vi", "# Ạ\n\n[một](b.md#one)\n")
    folder.translate(B, "vi", "# B\n\n## Một\n")
    folder.run("baseline")
    assert counts(folder) == {(VI, "anchor"): 1}

    folder.translate(B, "vi", "# B\n\n## Thứ nhất\n")
    assert "#thứ-nhất" in folder.check("--no-baseline").only("anchor")["message"]
    assert folder.check().findings == []


@pytest.mark.parametrize("fixed", [0, 1, 2])
def test_of_equal_findings_as_many_are_known_as_were_there(folder: Repository, fixed: int) -> None:
    source = page("one", "one", "one")
    links = ["one!", "one!", "one!"]
    folder.write(A, source)
    folder.translate(A, "vi", page(*links))
    folder.run("baseline")
    links[fixed] = "one"
    folder.translate(A, "vi", page(*links))
    assert folder.check().report["summary"]["known"] == 2

    assert folder.run("baseline", "--update").stdout == (f"{FILE} holds 2 findings: 1 removed\n")
    assert folder.check().findings == []

    folder.translate(A, "vi", page("one!", "one!", "one!"))
    checked = folder.check()
    assert (len(checked.findings), checked.report["summary"]["known"]) == (1, 2)


@pytest.mark.parametrize("line", ["one", "two", "three"])
def test_a_suppressed_finding_among_equal_ones_leaves_the_others_known(
    folder: Repository, line: str
) -> None:
    names = ("one", "two", "three")
    bad = "# A\n\n" + "".join(f"{name} [a](https://e.org)\n\n" for name in names)
    folder.write(A, bad.replace("e.org", "e.com"))
    folder.translate(A, "vi", bad)
    folder.run("baseline")
    assert counts(folder) == {(VI, "link-target"): 3}

    comment = "<!-- transync: ignore link-target -->\n"
    folder.translate(A, "vi", bad.replace(line, comment + line))
    checked = folder.check()
    assert (checked.findings, checked.report["summary"]["known"]) == ([], 2)


# What is gone


GONE = f"in {FILE} is gone; `transync baseline --update` takes them out"


def test_what_is_fixed_is_noted(known: Repository) -> None:
    known.translate(A, "ko", page("one!", "two", "three"))
    checked = known.check()

    assert (checked.exit_code, checked.report["summary"]["known"]) == (0, 2)
    assert notes(checked) == [f"1 finding {GONE}"]


@pytest.mark.parametrize(
    ("arguments", "is_seen"),
    [
        ([], True),
        (["--language", "ko"], True),
        (["--language", "vi"], False),
        ([KO], True),
        ([VI], False),
        ([A], True),
        ([B], False),
        (["--select", "link-target"], True),
        (["--select", "anchor"], False),
        (["--ignore", "link-target"], False),
    ],
)
def test_only_what_was_checked_can_be_gone(
    known: Repository, arguments: list[str], is_seen: bool
) -> None:
    known.write(B, "# B\n")
    for language in ("ko", "vi"):
        known.translate(B, language, "# B\n")
    known.translate(A, "ko", page("one", "two", "three"))

    message = f"2 findings in {FILE} are gone; `transync baseline --update` takes them out"
    assert notes(known.check(*arguments)) == ([message] if is_seen else [])


def test_what_could_not_be_compared_is_not_gone(known: Repository) -> None:
    known.write(A, b"\xff")

    assert notes(known.check()) == []


def test_the_findings_of_a_file_that_was_deleted_are_gone(known: Repository) -> None:
    known.write(B, "# B\n")
    for language in ("ko", "vi"):
        known.translate(B, language, "# B\n")
    for path in (A, VI, KO):
        (known.root / path).unlink()

    assert notes(known.check()) == [
        f"3 findings in {FILE} are gone; `transync baseline --update` takes them out"
    ]


# Updating


def test_an_update_takes_out_what_is_gone_and_nothing_else(known: Repository) -> None:
    before = entries(known)
    known.translate(A, "ko", page("one!", "two", "three"))
    updated = known.run("baseline", "--update")

    assert (updated.exit_code, updated.stdout) == (0, f"{FILE} holds 2 findings: 1 removed\n")
    assert entries(known)[1] == before[1]
    assert set(entries(known)[0]["fingerprints"]) < set(before[0]["fingerprints"])
    assert notes(known.check()) == []


def test_an_update_never_takes_in_what_is_new(known: Repository) -> None:
    before = (known.root / FILE).read_bytes()
    known.translate(A, "vi", page("one!", "two!", "three!"))
    updated = known.run("baseline", "--update")

    assert updated.stdout == (
        f"{FILE} holds 3 findings: 0 removed\n"
        "2 new findings not added; `transync check` shows what is new\n"
    )
    assert (known.root / FILE).read_bytes() == before
    assert len(known.check().findings) == 2


def test_an_update_keeps_what_the_settings_leave_out(known: Repository) -> None:
    known.translate(A, "ko", page("one", "two", "three"))
    known.write("transync.toml", 'languages = ["vi"]\n')

    assert known.run("baseline", "--update").stdout == f"{FILE} holds 3 findings: 0 removed\n"


def test_an_update_needs_a_baseline(faulty: Repository) -> None:
    updated = faulty.run("baseline", "--update")

    assert (updated.exit_code, updated.stdout) == (2, "")
    assert updated.stderr == (f"transync: there is no {FILE} yet; `transync baseline` writes it\n")


# Files that can't be believed


CONFLICT = "{\n<<<<<<< HEAD\n=======\n>>>>>>> branch\n}\n"
ENTRY = '{"path": "a.md", "rule": "anchor", "count": 1, "fingerprints": ["0"]}'


def with_entry(entry: str) -> str:
    return f'{{"schema": "transync.baseline/1", "findings": [{entry}]}}'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (CONFLICT, "merge conflict markers in line 2"),
        ("", "broken JSON in line 1"),
        (with_entry(ENTRY)[:-3], "broken JSON in line 1"),
        (b"\xff\xfe{}", "broken JSON"),
        ("[" * 100_000, "broken JSON"),
        ("[]", "no baseline of transync"),
        ("{}", "no baseline of transync"),
        ('{"schema": "transync.baseline/2"}', "transync.baseline/2"),
        ('{"schema": "transync.baseline/1"}', "findings is missing, unknown or of another type"),
        (with_entry("1"), "findings.0 is missing, unknown"),
        (with_entry(ENTRY.replace('"a.md"', "1")), "findings.0.path is missing, unknown"),
        (with_entry(ENTRY.replace('"rule"', '"rules"')), "findings.0.rule is missing, unknown"),
        (with_entry(ENTRY.replace('["0"]', '"0"')), "findings.0.fingerprints is missing, unknown"),
        (with_entry(ENTRY.replace("1", "2")), "findings.0 counts 2 fingerprints, but has 1"),
    ],
)
@pytest.mark.parametrize("command", [["check"], ["baseline"], ["baseline", "--update"]])
def test_a_baseline_that_cant_be_believed_is_one_clear_sentence_and_stays(
    faulty: Repository, command: list[str], content: str | bytes, why: str
) -> None:
    file = faulty.write(FILE, content)
    before = file.read_bytes()
    checked = faulty.run(*command)

    assert (checked.exit_code, checked.stdout) == (2, "")
    assert checked.stderr.startswith(f"transync: {FILE}: ")
    assert checked.stderr.endswith("; restore it, or delete it and run `transync baseline`\n")
    assert checked.stderr.count("\n") == 1
    assert why in checked.stderr
    assert file.read_bytes() == before


def test_without_the_baseline_nobody_minds_a_broken_one(faulty: Repository) -> None:
    faulty.write(FILE, CONFLICT)

    assert faulty.check("--no-baseline").exit_code == 1


def test_a_folder_in_its_place_is_wrong_usage(faulty: Repository) -> None:
    (faulty.root / FILE).mkdir()
    for command in ("check", "baseline"):
        checked = faulty.run(command)

        assert checked.exit_code == 2
        assert checked.stderr.startswith(f"transync: {FILE}: not a regular file; ")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cant_be_written_to_is_wrong_usage(faulty: Repository) -> None:
    faulty.root.chmod(0o555)
    try:
        checked = faulty.run("baseline")
    finally:
        faulty.root.chmod(0o755)

    assert checked.exit_code == 2
    assert checked.stderr.startswith(f"transync: {FILE}: can't be written: ")


def test_a_name_that_is_no_text_is_kept(folder: Repository) -> None:
    name = os.fsdecode(b"\xff.md")
    try:
        folder.write(name, page("one"))
    except OSError:
        pytest.skip("this file system has only names that are text")
    folder.translate(name, "vi", page("one!"), source_file="b.md")
    folder.run("baseline")

    assert folder.check().report["summary"]["known"] == len(entries(folder)) > 0


# Branches


def test_branches_that_both_add_findings_merge(repository: Repository) -> None:
    names = [f"{letter}.md" for letter in "abcdefg"]
    for name in names:
        repository.write(name, page("one"))
        repository.translate(name, "vi", page("one!" if name in ("b.md", "d.md") else "one"))

    def commit(branch: str, *broken: str) -> None:
        repository.git("checkout", "--quiet", "-B", branch, "main")
        for name in broken:
            repository.translate(name, "vi", page("one!"))
        repository.run("baseline")
        repository.git("add", ".")
        repository.git("commit", "--quiet", "--message", branch)

    repository.run("baseline")
    repository.git("add", ".")
    repository.git("commit", "--quiet", "--message", "two are known")
    commit("first", "a.md")
    commit("second", "g.md")
    repository.git("merge", "--quiet", "--no-edit", "first")

    assert [e["path"][-4:] for e in entries(repository)] == ["a.md", "b.md", "d.md", "g.md"]
    assert repository.check().exit_code == 0


def test_a_fixed_file_is_one_line_of_the_diff(repository: Repository) -> None:
    for name in ("a.md", "b.md", "c.md"):
        repository.write(name, page("one"))
        repository.translate(name, "vi", page("one!"))
    repository.run("baseline")
    repository.git("add", ".")
    repository.git("commit", "--quiet", "--message", "known")
    repository.translate("b.md", "vi", page("one"))
    repository.run("baseline", "--update")

    assert repository.git("diff", "--numstat", FILE).split() == ["0", "1", FILE]

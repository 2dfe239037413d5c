"""`transync history`: how many pages were current in each language, from git alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Checked, Repository
from tests.test_schema import notebook, validator
from transync.git_history.snapshots import SnapshotCommit, last_of_weeks


def commit(repository: Repository, when: str) -> str:
    """Commit all of the work tree at this time, and return the commit's hash."""
    repository.git("add", "--all")
    dated = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    subprocess.run(
        ["git", "commit", "--quiet", "--allow-empty", "--message=Work"],
        cwd=repository.root,
        env=os.environ | dated,
        check=True,
    )
    return repository.git("rev-parse", "HEAD").strip()


def history(repository: Repository, *arguments: str) -> dict[str, Any]:
    """What `transync history --format json` says, which must be valid."""
    checked = repository.run("history", "--format", "json", *arguments)
    assert (checked.exit_code, checked.stderr) == (0, "")
    told: dict[str, Any] = json.loads(checked.stdout)
    assert list(validator("history").iter_errors(told)) == []
    return told


def shares(repository: Repository, *arguments: str) -> list[dict[str, str]]:
    """Each point's languages, with `current/wanted`."""
    return [
        {code: f"{share['current']}/{share['wanted']}" for code, share in p["languages"].items()}
        for p in history(repository, *arguments)["points"]
    ]


@pytest.fixture
def course(repository: Repository) -> Repository:
    """Two pages that are translated, changed, and translated again, over three weeks of 2026."""
    repository.write("a.md", "# A\n")
    repository.write("b.md", "# B\n")
    commit(repository, "2026-01-05T10:00:00+00:00")
    for language in ("ko", "vi"):
        repository.translate("a.md", language, "# A\n")
        repository.translate("b.md", language, "# B\n")
    commit(repository, "2026-01-06T10:00:00+00:00")
    repository.write("a.md", "# A\n\nMore.\n")
    commit(repository, "2026-01-13T10:00:00+00:00")
    repository.translate("a.md", "vi", "# A\n\nMore.\n")
    commit(repository, "2026-01-14T10:00:00+00:00")
    repository.write("b.md", "# B\n\nMore.\n")
    commit(repository, "2026-01-20T10:00:00+00:00")
    return repository


def test_a_share_falls_when_a_source_changes_and_rises_when_it_is_translated(
    course: Repository,
) -> None:
    assert shares(course, "--by", "commit") == [
        {"ko": "2/2", "vi": "2/2"},
        {"ko": "1/2", "vi": "1/2"},
        {"ko": "1/2", "vi": "2/2"},
        {"ko": "0/2", "vi": "1/2"},
    ]


def test_a_week_is_as_its_last_commit_left_it(course: Repository) -> None:
    told = history(course)

    assert told["by"] == "week"
    assert [p["time"] for p in told["points"]] == [
        "2026-01-06T10:00:00+00:00",
        "2026-01-14T10:00:00+00:00",
        "2026-01-20T10:00:00+00:00",
    ]
    assert shares(course) == [
        {"ko": "2/2", "vi": "2/2"},
        {"ko": "1/2", "vi": "2/2"},
        {"ko": "0/2", "vi": "1/2"},
    ]
    assert told["points"][-1]["overall"] == {"current": 1, "wanted": 4}
    assert told["points"][-1]["commit"] == course.git("rev-parse", "HEAD").strip()


def test_weeks_begin_on_monday_in_utc() -> None:
    def at(when: str) -> SnapshotCommit:
        return SnapshotCommit(when, datetime.fromisoformat(when).astimezone(UTC))

    sunday, monday = at("2026-01-04T23:59:00+00:00"), at("2026-01-04T20:00:00-05:00")
    new_year, saturday = at("2025-12-29T00:00:00+00:00"), at("2026-01-10T12:00:00+00:00")

    assert last_of_weeks([new_year, sunday, monday, saturday]) == [sunday, saturday]
    assert last_of_weeks([]) == []


def test_what_is_not_committed_does_not_count(course: Repository) -> None:
    before = shares(course)
    course.translate("b.md", "ko", "# B\n\nMore.\n")

    assert shares(course) == before


def test_hashes_of_git_may_be_longer(folder: Repository) -> None:
    folder.git("init", "--quiet", "--object-format=sha256")
    folder.git("config", "user.name", "A Writer")
    folder.git("config", "user.email", "writer@example.com")
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# A\n")
    commit(folder, "2026-01-05T10:00:00+00:00")
    folder.write("a.md", "# B\n")
    commit(folder, "2026-01-06T10:00:00+00:00")

    assert shares(folder, "--by", "commit") == [{"vi": "1/1"}, {"vi": "0/1"}]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links for administrators only")
def test_a_source_that_is_a_link_changes_with_what_it_leads_to(repository: Repository) -> None:
    repository.write("shared/text.txt", "# A\n")
    (repository.root / "a.md").symlink_to("shared/text.txt")
    repository.translate("a.md", "vi", "# A\n")
    commit(repository, "2026-01-05T10:00:00+00:00")
    repository.write("shared/text.txt", "# B\n")
    commit(repository, "2026-01-06T10:00:00+00:00")

    assert shares(repository, "--by", "commit") == [{"vi": "1/1"}, {"vi": "0/1"}]
    assert pages(repository.check().report) == (0, 1)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_of_files_may_hold_anything(repository: Repository) -> None:
    for name in (b"caf\xe9.md", b'two\nlines "here".md', "日本.md".encode()):
        path = os.fsdecode(name)
        repository.write(path, "# A\n")
        repository.translate(path, "vi", "# A\n", source_file="a.md")
    commit(repository, "2026-01-05T10:00:00+00:00")
    repository.write('two\nlines "here".md', "# B\n")
    commit(repository, "2026-01-06T10:00:00+00:00")

    assert shares(repository, "--by", "commit") == [{"vi": "3/3"}, {"vi": "2/3"}]


def test_it_is_the_same_from_any_folder(
    course: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shares(course)
    monkeypatch.chdir(course.root / "translations" / "vi")

    assert shares(course) == before


def test_only_the_languages_that_are_asked_for_are_told(course: Repository) -> None:
    course.translate("a.md", "br", "# A\n\nMore.\n")
    commit(course, "2026-01-21T10:00:00+00:00")

    assert history(course, "--language", "pt-BR")["languages"] == ["pt-BR"]
    assert shares(course, "--language", "br,vi", "--by", "commit")[-1] == {
        "pt-BR": "1/2",
        "vi": "1/2",
    }
    assert len(shares(course, "--language", "br", "--by", "commit")) == 1


# What counts


Build = Callable[[Repository], None]


def _with_sidecar(repository: Repository) -> None:
    stale = repository.record("b.md", "vi", original_hash="0" * 32)
    repository.sidecar("vi", {"a.md": repository.record("a.md", "vi"), "b.md": stale})
    repository.write("translations/vi/a.md", "# A\n")
    repository.write("translations/vi/b.md", "# B\n")


def _with_sidecar_over_comment(repository: Repository) -> None:
    repository.translate("a.md", "vi", "# A\n", original_hash="0" * 32)
    repository.sidecar("vi", {"a.md": repository.record("a.md", "vi")})


def _with_broken_sidecar(repository: Repository) -> None:
    repository.translate("a.md", "vi", "# A\n")
    repository.write("translations/vi/.co-op-translator.json", "{")


def _with_notebook(repository: Repository) -> None:
    repository.write("c.ipynb", notebook("Text.\n"))
    translated = json.loads(notebook("Text.\n"))
    translated["metadata"]["coopTranslator"] = repository.record("c.ipynb", "vi")
    repository.write("translations/vi/c.ipynb", json.dumps(translated))


def _with_damaged_notebook(repository: Repository) -> None:
    _with_notebook(repository)
    repository.write("translations/ko/c.ipynb", '{"metadata": {"coopTranslator": {}}')


def _with_two_names_of_a_language(repository: Repository) -> None:
    repository.translate("a.md", "br", "# A\n")
    repository.translate("b.md", "pt-BR", "# B\n")
    repository.translate("b.md", "vi", "# B\n")


def _with_orphan(repository: Repository) -> None:
    repository.translate("a.md", "vi", "# A\n")
    repository.translate("b.md", "vi", "# B\n")
    (repository.root / "b.md").unlink()


def _with_gaps(repository: Repository) -> None:
    repository.translate("a.md", "vi", "# A\n")
    repository.translate("b.md", "ko", "# B\n")


def _with_line_endings_of_windows(repository: Repository) -> None:
    repository.translate("a.md", "vi", "# A\n")
    repository.write("a.md", "# A\r\n")


def _with_front_matter(repository: Repository) -> None:
    path = repository.translate("a.md", "vi", "# A\n")
    text = (repository.root / path).read_text(encoding="utf-8")
    repository.write(path, f"---\ntitle: A\n---\n\n{text}")


def _with_record_in_code(repository: Repository) -> None:
    path = repository.translate("a.md", "vi", "# A\n")
    text = (repository.root / path).read_text(encoding="utf-8")
    repository.write(path, f"# A\n\n```html\n{text}```\n")
    repository.translate("b.md", "vi", "# B\n")


def _with_unusable_records(repository: Repository) -> None:
    repository.translate("a.md", "vi", "# A\n", translation_date="yesterday")
    repository.translate("b.md", "vi", "# B\n", language_code=None)
    repository.translate("b.md", "ko", "# B\n")


def _with_bytes_that_are_no_text(repository: Repository) -> None:
    path = repository.translate("a.md", "vi", "# A\n")
    repository.write(path, (repository.root / path).read_bytes() + b"\xff\n")
    repository.translate("b.md", "vi", "# B\n")


def _with_another_layout(repository: Repository) -> None:
    for name in ("a.md", "b.md"):
        repository.write(f"docs/{name}", "# Docs\n")
        record = repository.record(f"docs/{name}", "vi", source_file=name)
        text = f"<!--\nCO_OP_TRANSLATOR_METADATA:\n{json.dumps(record)}\n-->\n# Docs\n"
        repository.write(f"docs/i18n/vi/{name}", text)
    repository.write("docs/b.md", "# Docs\n\nMore.\n")


# With the current pages of each, and the wanted ones.
BUILDS: dict[Build, tuple[int, int]] = {
    _with_sidecar: (1, 2),
    _with_sidecar_over_comment: (1, 1),
    _with_broken_sidecar: (1, 1),
    _with_notebook: (1, 1),
    _with_damaged_notebook: (1, 2),
    _with_two_names_of_a_language: (3, 4),
    _with_orphan: (1, 1),
    _with_gaps: (2, 4),
    _with_line_endings_of_windows: (1, 1),
    _with_front_matter: (1, 1),
    _with_record_in_code: (1, 2),
    _with_unusable_records: (1, 4),
    _with_bytes_that_are_no_text: (1, 2),
    _with_another_layout: (1, 2),
}


def pages(report: dict[str, Any]) -> tuple[int, int]:
    """The current pages that a check counts, and the wanted ones."""
    counts = Counter(report["summary"]["pairs"])
    wanted = ("current", "stale", "unmanaged", "missing")
    return counts["current"], sum(counts[state] for state in wanted)


def clear(repository: Repository) -> None:
    """Take everything away but git."""
    for path in repository.root.iterdir():
        if path.name != ".git":
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def test_every_point_is_what_a_check_of_that_commit_counts(repository: Repository) -> None:
    commits = []
    for day, build in enumerate(BUILDS, 1):
        clear(repository)
        repository.write("a.md", "# A\n")
        repository.write("b.md", "# B\n")
        build(repository)
        commits.append(commit(repository, f"2026-01-{day:02}T10:00:00+00:00"))
    points = history(repository, "--by", "commit")["points"]
    told = [(point["overall"]["current"], point["overall"]["wanted"]) for point in points]
    checked = []
    for name in commits:
        repository.git("checkout", "--quiet", name)
        checked.append(pages(repository.check().report))

    assert told == checked == list(BUILDS.values())


def test_a_folder_that_only_people_translated_is_left_out(course: Repository) -> None:
    course.write("translations/fr/a.md", "# A\n\nPlus.\n")
    commit(course, "2026-01-21T10:00:00+00:00")

    assert history(course)["languages"] == ["ko", "vi"]
    assert course.check().report["summary"]["pairs"]["unmanaged"] == 1


def test_a_language_of_nothing_but_orphans_has_no_share(course: Repository) -> None:
    (course.root / "a.md").rename(course.root / "c.md")
    (course.root / "b.md").rename(course.root / "d.md")
    commit(course, "2026-01-27T10:00:00+00:00")

    assert shares(course)[-1] == {}
    assert pages(course.check().report) == (0, 0)


def test_today_s_settings_hold_for_the_past(course: Repository) -> None:
    course.write("transync.toml", 'exclude = ["a.md"]\n')

    assert shares(course) == [
        {"ko": "1/1", "vi": "1/1"},
        {"ko": "1/1", "vi": "1/1"},
        {"ko": "0/1", "vi": "0/1"},
    ]


def test_a_language_that_is_gone_has_no_share_any_more(course: Repository) -> None:
    shutil.rmtree(course.root / "translations" / "ko")
    commit(course, "2026-01-27T10:00:00+00:00")

    assert history(course)["languages"] == ["ko", "vi"]
    assert shares(course)[-1] == {"vi": "1/2"}


# Which commits


def test_a_merge_counts_and_the_commits_of_its_branch_do_not(course: Repository) -> None:
    before = len(history(course, "--by", "commit")["points"])
    course.git("checkout", "--quiet", "-b", "work")
    course.translate("a.md", "ko", "# A\n\nMore.\n")
    on_branch = commit(course, "2026-01-21T10:00:00+00:00")
    course.git("checkout", "--quiet", "main")
    course.git("merge", "--quiet", "--no-ff", "--message=Merge", "work")
    points = history(course, "--by", "commit")["points"]

    assert len(points) == before + 1
    assert on_branch not in [point["commit"] for point in points]
    assert points[-1]["languages"]["ko"] == {"current": 1, "wanted": 2}


def test_no_commit_is_older_than_the_one_before_it(course: Repository) -> None:
    course.translate("b.md", "vi", "# B\n\nMore.\n")
    head = commit(course, "2020-01-01T10:00:00+00:00")
    last = history(course)["points"][-1]

    assert (last["commit"], last["time"]) == (head, "2026-01-20T10:00:00+00:00")


def clone(course: Repository, target: Path, *options: str) -> Repository:
    address = course.root.as_uri()
    subprocess.run(["git", "clone", "--quiet", *options, address, str(target)], check=True)
    return Repository(target, course.run)


def test_a_shallow_clone_tells_what_it_has_and_says_so(
    course: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shallow = clone(course, tmp_path / "shallow", "--depth=2")
    monkeypatch.chdir(shallow.root)

    assert shares(shallow, "--by", "commit") == [
        {"ko": "1/2", "vi": "2/2"},
        {"ko": "0/2", "vi": "1/2"},
    ]
    (note,) = history(shallow)["notes"]
    assert note.startswith("this clone is shallow: its history begins on 2026-01-14; `git fetch")
    assert f"note: {note}\n" in shallow.run("history").stdout
    assert shallow.run("history", "--format", "svg").stderr == f"transync: note: {note}\n"


def test_of_a_partial_clone_the_commits_without_their_files_are_left_out(
    course: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course.git("config", "uploadpack.allowFilter", "true")
    partial = clone(course, tmp_path / "partial", "--filter=blob:none")
    shutil.rmtree(course.root / ".git")
    monkeypatch.chdir(partial.root)
    told = history(partial, "--by", "commit")

    # HEAD is checked out, so that all of its files are there.
    assert shares(partial, "--by", "commit") == [{"ko": "0/2", "vi": "1/2"}]
    assert told["notes"] == [
        "3 commits left out: their files are not in this partial clone; "
        "`git fetch --refetch --no-filter` gets the rest"
    ]


# What can't be told


def refused(repository: Repository, *arguments: str) -> str:
    checked = repository.run("history", *arguments)
    assert (checked.exit_code, checked.stdout) == (2, "")
    return checked.stderr


def test_there_is_no_history_without_git_or_a_commit(folder: Repository) -> None:
    assert refused(folder).endswith("is no git repository, so it has no history\n")

    folder.git("init", "--quiet")

    assert refused(folder).endswith("has no commit yet, so it has no history\n")


def test_a_language_that_never_was_is_refused(course: Repository) -> None:
    assert refused(course, "--language", "xx") == (
        "transync: language 'xx': no translations in the history; there are ko, vi\n"
    )


def test_a_file_that_can_t_be_written_is_refused(course: Repository) -> None:
    assert "nowhere" in refused(course, "--output", "nowhere/history.txt")


@pytest.mark.parametrize("form", ["text", "json", "svg"])
def test_a_history_without_translations_is_no_error(repository: Repository, form: str) -> None:
    repository.write("a.md", "# A\n")
    commit(repository, "2026-01-05T10:00:00+00:00")
    checked = repository.run("history", "--format", form)

    assert (checked.exit_code, checked.stderr) == (0, "")
    if form == "json":
        assert json.loads(checked.stdout)["points"] == []
    else:
        assert "no translations found in the history" in checked.stdout


# The table


def test_the_table_has_what_is_worst_off_first(course: Repository) -> None:
    checked = course.run("history")

    assert (checked.exit_code, checked.stderr) == (0, "")
    assert checked.stdout == (
        """\
Pages that are current, by week, from 2026-01-06 to 2026-01-20

language              now      pages  best  below since
all             █▆▂   25%        1/4  100%  2026-01-14
ko              █▄▁    0%        0/2  100%  2026-01-14
vi              ██▄   50%        1/2  100%  2026-01-20

2 of 2 languages are more than 10 points below the best: ko, vi
"""
    )


def test_languages_that_went_the_same_way_share_a_line(repository: Repository) -> None:
    languages = ["de", "es", "fr", "it", "ja", "ru"]
    repository.write("a.md", "# A\n")
    for language in languages:
        repository.translate("a.md", language, "# A\n")
    commit(repository, "2026-01-05T10:00:00+00:00")

    assert repository.run("history").stdout.splitlines()[2:] == [
        "language            now      pages  best  below since",
        "all             █  100%        6/6",
        "6 languages     █  100%        1/1",
        "  de es fr it ja ru",
        "",
        "no language is more than 10 points below its best",
    ]


def test_a_language_that_is_gone_comes_last_and_is_nobody_s_loss(course: Repository) -> None:
    shutil.rmtree(course.root / "translations" / "ko")
    course.translate("b.md", "vi", "# B\n\nMore.\n")
    commit(course, "2026-01-27T10:00:00+00:00")
    lines = course.run("history").stdout.splitlines()

    assert lines[4:6] == [
        "vi              ██▄█  100%        2/2",
        "ko              █▄▁   gone                   2026-01-27",
    ]
    assert lines[-1] == "no language is more than 10 points below its best"


def test_weeks_without_a_commit_are_as_the_one_before(course: Repository) -> None:
    course.translate("b.md", "vi", "# B\n\nMore.\n")
    commit(course, "2026-02-17T10:00:00+00:00")
    (row,) = (line for line in course.run("history").stdout.splitlines() if line.startswith("vi"))

    assert row.split()[1] == "██▄▄▄▄█"


def test_commits_stand_beside_each_other_whenever_they_were(course: Repository) -> None:
    course.translate("b.md", "vi", "# B\n\nMore.\n")
    commit(course, "2026-02-17T10:00:00+00:00")
    shown = course.run("history", "--by", "commit").stdout
    (row,) = (line for line in shown.splitlines() if line.startswith("vi"))

    assert row.split()[1] == "█▄█▄█"


def test_a_file_holds_the_table_without_colours(course: Repository) -> None:
    shown = course.run("history").stdout
    checked = course.run("history", "--output", "history.txt")

    assert checked == Checked(0, "", "")
    assert (course.root / "history.txt").read_text(encoding="utf-8") == shown

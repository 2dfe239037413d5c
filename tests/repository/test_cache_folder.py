"""The cache stands in the user's own cache folder, which nobody else writes to."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tests.conftest import CACHE_VARIABLE, Checked, Repository, cache_of
from transync.documents.decoding import Unreadable
from transync.documents.parse import parse
from transync.repository.cache import Cache
from transync.repository.document_index import digest_of

DAY = 24 * 60 * 60
PAGE = "translations/vi/a.md"
GOOD = "# Một\n\n[b](https://example.com/b)\n\n## Hai\n\nChữ.\n"
BAD = "# Một\n\n[b](https://evil.example/b)\n"

posix_only = pytest.mark.skipif(os.name == "nt", reason="needs POSIX permissions")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="the folder has another name")


@pytest.fixture
def above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for caches of its own."""
    folder = tmp_path / "caches"
    monkeypatch.setenv(CACHE_VARIABLE, str(folder))
    return folder


@pytest.fixture
def page(repository: Repository) -> Repository:
    """A repository with one translation that is as its source is."""
    repository.write("a.md", "# One\n\n[b](https://example.com/b)\n\n## Two\n\nText.\n")
    repository.translate("a.md", "vi", GOOD)
    repository.commit()
    return repository


def caches(above: Path) -> list[str]:
    """The trees whose caches stand in a folder."""
    return sorted(Path(os.fsdecode(file.read_bytes())).name for file in above.glob("*/tree"))


def notes(checked: Checked) -> list[str]:
    found: list[str] = checked.report["summary"]["notes"]
    return found


# Where it stands


@linux_only
@pytest.mark.parametrize(
    ("variable", "place"), [("HOME", ".cache/transync"), ("XDG_CACHE_HOME", "transync")]
)
def test_it_stands_where_the_user_keeps_caches(
    page: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, place: str
) -> None:
    monkeypatch.delenv(CACHE_VARIABLE)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    (tmp_path / "home").mkdir()
    monkeypatch.setenv(variable, str(tmp_path / "home"))

    assert page.check().exit_code == 0
    assert caches(tmp_path / "home" / place) == ["repository"]


@pytest.mark.parametrize("named", ["../caches", "{}/caches", "../caches/deeper/still"])
def test_a_variable_names_another_place(
    page: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, named.format(tmp_path))

    assert page.check().exit_code == 0
    assert caches(page.root / named.format(tmp_path)) == ["repository"]


def test_each_tree_has_its_own(
    page: Repository, above: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.git("worktree", "add", "--quiet", "-b", "other", "../worktree")
    shutil.copytree(page.root, tmp_path / "copy" / "repository")
    for root in (page.root, tmp_path / "worktree", tmp_path / "copy" / "repository"):
        monkeypatch.chdir(root)
        assert page.check().exit_code == 0

    assert caches(above) == ["repository", "repository", "worktree"]
    # However somebody comes there, it is the same tree.
    (tmp_path / "way").symlink_to(page.root)
    monkeypatch.chdir(tmp_path / "way" / "translations")
    assert page.check().exit_code == 0
    assert len(caches(above)) == 3


@posix_only
def test_nobody_else_may_look_into_it(page: Repository, above: Path) -> None:
    before = os.umask(0)
    try:
        assert page.check().exit_code == 0
    finally:
        os.umask(before)

    folders = [above, *(path for path in above.rglob("*") if path.is_dir())]
    assert len(folders) > 4
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}


def test_a_place_in_the_checked_tree_that_the_variable_names_is_wrong_usage(
    page: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "link").symlink_to(page.root / "translations")
    for place in (".", "cache", "translations/vi", str(tmp_path / "link" / "cache")):
        monkeypatch.setenv(CACHE_VARIABLE, place)
        checked = page.check()

        assert (checked.exit_code, checked.stdout) == (2, "")
        assert checked.stderr.startswith(f"transync: {CACHE_VARIABLE}: ")
        assert checked.stderr.endswith(" is in the checked folder; name another one\n")
        # What has no use for a cache does not mind.
        assert page.check("--no-cache").exit_code == 0
        assert page.run("hook", "a.md").exit_code == 0
    assert page.git("status", "--porcelain", "--ignored") == ""


@linux_only
def test_the_users_folder_in_the_checked_tree_is_not_used_which_is_said(
    page: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(CACHE_VARIABLE)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(page.root))
    checked = page.check()

    assert checked.exit_code == 0
    assert notes(checked) == [
        f"nothing is kept for the next run: {page.root}/.cache/transync is in the checked folder; "
        "TRANSYNC_CACHE_DIR may name another one"
    ]
    assert page.git("status", "--porcelain", "--ignored") == ""


@linux_only
@pytest.mark.parametrize("home", ["/proc/nowhere", "/dev/null", "{}/file"])
def test_without_a_home_there_is_no_cache_and_no_error(
    page: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    (tmp_path / "file").write_text("mine\n")
    monkeypatch.delenv(CACHE_VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", home.format(tmp_path))
    monkeypatch.setenv("HOME", home.format(tmp_path))
    before = page.check("--no-cache")

    assert page.check() == before
    assert page.git("status", "--porcelain", "--ignored") == ""


# Whose it is


@posix_only
@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
def test_a_folder_that_others_may_write_to_is_not_used_which_is_said(
    page: Repository, above: Path, mode: int
) -> None:
    above.mkdir()
    above.chmod(mode)
    checked = page.check()

    assert checked.exit_code == 0
    assert notes(checked) == [
        f"nothing is kept for the next run: {above} is not a folder that only this user writes to"
    ]
    assert list(above.iterdir()) == []

    above.chmod(0o700)
    assert notes(page.check()) == []
    assert caches(above) == ["repository"]


@posix_only
def test_a_tree_s_folder_that_others_may_write_to_is_not_read(
    page: Repository, above: Path
) -> None:
    page.check()
    forge(cache_of(page.root), page)
    page.translate("a.md", "vi", BAD)
    assert "link-target" not in page.check().rules, "the forgery would be believed"

    for folder in (cache_of(page.root), *cache_of(page.root).glob("*/documents")):
        folder.chmod(0o770)
        forget_verdicts(cache_of(page.root))
        assert "link-target" in page.check().rules
        folder.chmod(0o700)


def test_a_file_in_its_place_stays_and_is_no_cache(page: Repository, above: Path) -> None:
    above.write_text("mine\n")

    assert "is not a folder" in notes(page.check())[0]
    assert page.run("clean").stdout == "there is no cache of this repository\n"
    assert above.read_text() == "mine\n"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only the superuser gives it away")
def test_a_folder_of_somebody_else_is_not_used(
    page: Repository, above: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    above.mkdir(0o700)
    os.chown(above, 12345, 12345)
    assert "only this user writes to" in notes(page.check())[0]
    assert list(above.iterdir()) == []

    # Nor is one made in somebody's home, who could not use it any more.
    home = tmp_path / "home"
    home.mkdir(0o700)
    os.chown(home, 12345, 12345)
    monkeypatch.delenv(CACHE_VARIABLE)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(home))
    assert notes(page.check()) == []
    assert list(home.iterdir()) == []


# What the checked tree brings along


def forge(folder: Path, page: Repository) -> None:
    """Say in the caches of a folder that the bad translation is the good one."""
    good = (page.root / PAGE).read_bytes()
    bad = good.replace(GOOD.encode(), BAD.encode())
    document = parse(PAGE, good)
    assert not isinstance(document, Unreadable)
    for program in [path for path in folder.iterdir() if path.is_dir()]:
        Cache(program).put(digest_of(PAGE, bad), document)
    forget_verdicts(folder)


def forget_verdicts(folder: Path) -> None:
    for path in folder.glob("*/*"):
        if path.is_file():
            path.unlink()


def test_a_committed_cache_is_not_believed_wherever_it_stands(
    page: Repository, above: Path
) -> None:
    page.check()
    forged = cache_of(page.root)
    forge(forged, page)
    (program,) = (path for path in forged.iterdir() if path.is_dir())
    page.translate("a.md", "vi", BAD)
    truth = page.check("--no-cache")
    assert "link-target" in truth.rules
    assert page.check().exit_code == 0, "the forgery would be believed"

    shutil.copytree(forged, page.root / ".transync_cache")
    shutil.copytree(above, page.root / ".transync_cache", dirs_exist_ok=True)
    shutil.copytree(above, page.root / ".cache" / "transync")
    shutil.copytree(program, page.root / program.name)
    page.commit()
    shutil.rmtree(above)
    for _ in range(2):
        assert page.check() == truth
        assert page.check("--diff", "HEAD~1").exit_code == 1


@posix_only
def test_a_committed_link_in_the_place_of_a_cache_is_not_written_through(
    page: Repository, above: Path, tmp_path: Path
) -> None:
    page.check()
    (program,) = (path for path in cache_of(page.root).iterdir() if path.is_dir())
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (page.root / ".transync_cache" / program.name).mkdir(parents=True)
    (page.root / ".transync_cache" / program.name / "documents").symlink_to(elsewhere)
    page.commit()

    assert page.check().exit_code == 0
    assert list(elsewhere.iterdir()) == []
    assert page.git("status", "--porcelain") == ""


# What is taken out


@pytest.fixture
def others(above: Path, tmp_path: Path) -> Callable[[str, float], Path]:
    """Make the cache of a tree that is there, or is gone, used before so many days."""

    def make(name: str, days: float) -> Path:
        tree = tmp_path / name
        if not name.startswith("gone"):
            tree.mkdir()
        folder = above / sha256(os.fsencode(tree)).hexdigest()[:24]
        folder.mkdir(0o700, parents=True)
        above.chmod(0o700)
        (folder / "tree").write_bytes(os.fsencode(tree))
        when = time.time() - days * DAY
        os.utime(folder / "tree", (when, when))
        return folder

    return make


def test_caches_of_trees_that_are_gone_or_unused_are_taken_out(
    page: Repository, others: Callable[[str, float], Path]
) -> None:
    kept = [others("used", 29), others("gone today", 0.9)]
    taken = [others("unused", 31), others("gone", 1.1)]

    page.check()
    assert [folder.exists() for folder in (*kept, *taken)] == [True, True, False, False]


def test_what_no_run_has_made_is_nobody_s_to_take_out(
    page: Repository, above: Path, others: Callable[[str, float], Path], tmp_path: Path
) -> None:
    others("used", 0)
    (above / "mine").mkdir()
    (above / ("0" * 24)).mkdir(0o700)
    (above / ("1" * 24)).mkdir(0o700)
    (above / ("1" * 24) / "tree").write_bytes(b"/gone")
    (above / ("2" * 24)).symlink_to(tmp_path)
    for folder in above.iterdir():
        for path in (*folder.glob("tree"), folder):
            os.utime(path, (0, 0), follow_symlinks=False)
    before = {
        path.name for path in above.iterdir() if path.name != cache_of(tmp_path / "used").name
    }

    page.check()
    assert before <= {path.name for path in above.iterdir()}


def test_a_cache_that_is_used_is_looked_after_once_a_day(
    page: Repository, others: Callable[[str, float], Path]
) -> None:
    page.check()
    owner = cache_of(page.root) / "tree"
    unused = others("unused", 40)
    half_a_day_ago = time.time() - DAY / 2
    os.utime(owner, (half_a_day_ago, half_a_day_ago))
    page.check()
    assert owner.stat().st_mtime == half_a_day_ago
    assert unused.exists()

    os.utime(owner, (half_a_day_ago - DAY, half_a_day_ago - DAY))
    page.check()
    assert owner.stat().st_mtime > half_a_day_ago
    assert not unused.exists()


# What earlier versions left in the tree

TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# The cache of transync; see x\n"


def left_over(page: Repository, tag: str = TAG, ignored: str = "*\n") -> Path:
    page.write(".transync_cache/CACHEDIR.TAG", tag)
    page.write(".transync_cache/0123456789abcdef/files", b"\0")
    return page.write(".transync_cache/.gitignore", ignored).parent


@pytest.mark.parametrize("has_git", [True, False])
def test_clean_deletes_what_an_earlier_version_left(page: Repository, has_git: bool) -> None:
    if not has_git:
        shutil.rmtree(page.root / ".git")
    folder = left_over(page)
    cleaned = page.run("clean")

    assert (cleaned.exit_code, cleaned.stdout) == (0, f"{folder} is deleted\n")
    assert not folder.exists()
    assert (page.root / "a.md").exists()


def test_clean_deletes_nothing_that_git_tracks(page: Repository) -> None:
    folder = left_over(page)
    page.git("add", "--force", ".transync_cache/0123456789abcdef/files")
    page.run("clean")

    assert len(list(folder.iterdir())) == 3


@pytest.mark.parametrize(
    ("tag", "ignored"), [("mine\n", "*\n"), (TAG.replace("transync", "it"), "*\n"), (TAG, "")]
)
def test_clean_deletes_nothing_that_only_has_the_name(
    page: Repository, tag: str, ignored: str
) -> None:
    folder = left_over(page, tag, ignored)
    page.run("clean")

    assert len(list(folder.iterdir())) == 3


@posix_only
def test_clean_deletes_nothing_through_a_link(page: Repository, tmp_path: Path) -> None:
    folder = left_over(page)
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    page.run("clean")

    assert folder.is_symlink()
    assert len(list((tmp_path / "elsewhere").iterdir())) == 3

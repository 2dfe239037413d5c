"""What earlier runs left makes a check faster, and nothing else of it different."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from hashlib import md5, sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Checked, Repository, cache_of
from transync import check
from transync.errors import UsageError
from transync.model import Report

MAP = "images/map.png"
MAP_NAME = f"map.{sha256(MAP.encode()).hexdigest()[:16]}.png"

needs_permissions = pytest.mark.skipif(
    sys.platform == "win32" or (os.geteuid() == 0 and not shutil.which("setpriv")),
    reason="permissions do not bind this user",
)

SOURCE = f"""# Start

See [the other page](other.md#second-part), [a script](code/run.py), [notes](notes/) and
[what to read](https://learn.microsoft.com/azure/?WT.mc_id=academic-1-writer).

![a map]({MAP})

This text is long enough to be told from others, and it says `az login` once.
"""
VIETNAMESE = f"""# Bắt đầu

Xem [trang khác](other.md#second-part), [tập lệnh](../../code/run.py), [ghi chú](../../notes/) và
[đọc gì](https://learn.microsoft.com/azure/?WT.mc_id=academic-1-writer).

![bản đồ](../../translated_images/vi/{MAP_NAME})

Văn bản này đủ dài để phân biệt với những văn bản khác, và nó nói `az login` một lần.
"""
KOREAN = f"""# 시작

[다른 페이지](other.md#second-part), [스크립트](../../code/run.py), [메모](../../notes/)와
[읽을 것](https://learn.microsoft.com/azure/?WT.mc_id=academic-1-writer)을 보세요.

![지도](../../{MAP})

이 글은 다른 글과 구별될 만큼 충분히 길고, `az login`을 한 번 말합니다.
"""
OTHER = "# The other page\n\n## Second part\n\nIt has a few words of its own to read.\n"
OTHERS = {
    "vi": "# Trang khác\n\n## Second part\n\nNó có vài từ riêng để đọc ở đây.\n",
    "ko": "# 다른 페이지\n\n## Second part\n\n여기에는 읽을 만한 글이 조금 있습니다.\n",
}


def fill(repository: Repository) -> None:
    """Two pages in two languages, without any fault but one translation that is stale."""
    repository.write("other.md", OTHER + "\nAn old sentence.\n")
    repository.write("code/run.py", "print(1)\n")
    repository.write("notes/a.txt", "a\n")
    repository.write(MAP, b"\x89PNG one")
    repository.write("start.md", SOURCE)
    repository.translate("start.md", "vi", VIETNAMESE)
    repository.write("translations/ko/start.md", KOREAN)
    repository.sidecar("ko", {"start.md": repository.record("start.md", "ko")})
    repository.translate("other.md", "vi", OTHERS["vi"])
    repository.write("other.md", OTHER)
    repository.translate("other.md", "ko", OTHERS["ko"])
    repository.write(f"translated_images/vi/{MAP_NAME}", b"\x89PNG two")
    repository.sidecar("vi", {MAP_NAME: repository.record(MAP, "vi")}, "translated_images")


def cached(root: Path) -> list[Path]:
    """The documents in the cache."""
    return [path for path in cache_of(root).glob("*/documents/*/*") if path.is_file()]


def forget_documents(root: Path) -> None:
    """Take the documents out of the cache: what is needed comes back."""
    for folder in cache_of(root).glob("*/documents"):
        shutil.rmtree(folder)


def same_without(repository: Repository) -> Checked:
    """A run with the cache, which says byte for byte what one without it does."""
    warm = repository.check()
    cold = repository.check("--no-cache")

    assert (warm.exit_code, warm.stdout) == (cold.exit_code, cold.stdout)
    return warm


def test_the_report_is_the_same_cold_warm_and_without_cache(repository: Repository) -> None:
    fill(repository)

    cold = repository.check()
    assert cold.rules == ["stale"]
    assert len(cached(repository.root)) == 6
    for arguments in ((), (), ("--no-cache",), ("--jobs", "1"), ("--jobs", "7"), ()):
        assert repository.check(*arguments) == cold


def test_a_run_without_cache_leaves_nothing_behind(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    fill(repository)

    assert repository.check("--no-cache").rules == ["stale"]
    assert not cache_of(repository.root).exists()
    assert list(temporary.iterdir()) == []


# What is changed after a run, and the rules of the findings that this adds and takes away.


def text_of_a_translation(repository: Repository) -> None:
    repository.translate("start.md", "vi", VIETNAMESE.replace("academic-1-writer", "academic-1"))


def text_of_the_same_size(repository: Repository) -> None:
    repository.translate("start.md", "vi", VIETNAMESE.replace("academic-1-w", "academic-2-w"))


def text_with_its_old_times(repository: Repository) -> None:
    path = repository.root / "translations/vi/start.md"
    before = path.stat()
    text_of_the_same_size(repository)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat()[6:9] == before[6:9]


def text_replaced_by_a_file_with_its_times(repository: Repository) -> None:
    path = repository.root / "translations/vi/start.md"
    before, other = path.stat(), path.with_suffix(".new")
    other.write_bytes(path.read_bytes().replace(b"academic-1-w", b"academic-2-w"))
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)


def source(repository: Repository) -> None:
    repository.write("start.md", SOURCE + "\nOne more sentence.\n")


def heading_of_a_linked_page(repository: Repository) -> None:
    path = "translations/vi/other.md"
    text = (repository.root / path).read_text()
    repository.write(path, text.replace("Second part", "Phần hai"))


def linked_file_gone(repository: Repository) -> None:
    (repository.root / "code/run.py").unlink()


def linked_file_renamed(repository: Repository) -> None:
    (repository.root / "code/run.py").rename(repository.root / "code/RUN.py")


def linked_folder_gone(repository: Repository) -> None:
    shutil.rmtree(repository.root / "notes")


def linked_folder_now_a_file(repository: Repository) -> None:
    shutil.rmtree(repository.root / "notes")
    repository.write("notes", "a\n")


def source_image_gone(repository: Repository) -> None:
    (repository.root / MAP).unlink()


def source_image_changed(repository: Repository) -> None:
    repository.write(MAP, b"\x89PNG new")


def sidecar(repository: Repository) -> None:
    record = repository.record("start.md", "ko", original_hash="0" * 32)
    repository.sidecar("ko", {"start.md": record})


def sidecar_broken(repository: Repository) -> None:
    repository.write("translations/ko/.co-op-translator.json", "{")


def a_rule_ignored(repository: Repository) -> None:
    repository.write("transync.toml", 'ignore = ["stale"]\n')


def a_severity(repository: Repository) -> None:
    repository.write("transync.toml", 'severity = { stale = "warning" }\n')


def a_rule_ignored_in_files(repository: Repository) -> None:
    repository.write("transync.toml", '[per-file-ignores]\n"other.md" = ["stale"]\n')


def a_file_excluded(repository: Repository) -> None:
    repository.write("transync.toml", 'exclude = ["other.md"]\n')


def a_directive(repository: Repository) -> None:
    path = "translations/vi/other.md"
    text = (repository.root / path).read_text()
    repository.write(path, text + "\n<!-- transync: ignore-file stale -->\n")


def a_new_language(repository: Repository) -> None:
    repository.translate("start.md", "ja", KOREAN)


def a_language_gone(repository: Repository) -> None:
    shutil.rmtree(repository.root / "translations/vi")


def a_translation_moved(repository: Repository) -> None:
    (repository.root / "translations/vi/other.md").rename(
        repository.root / "translations/vi/others.md"
    )


def a_file_that_is_a_folder_now(repository: Repository) -> None:
    (repository.root / "translations/vi/other.md").unlink()
    repository.write("translations/vi/other.md/a.txt", "a\n")


def a_file_that_is_no_text_now(repository: Repository) -> None:
    repository.write("translations/vi/start.md", b"\xff\xfe")


def a_file_that_is_empty_now(repository: Repository) -> None:
    repository.write("translations/vi/start.md", b"")


def a_link_to_nothing(repository: Repository) -> None:
    (repository.root / "translations/vi/start.md").unlink()
    (repository.root / "translations/vi/start.md").symlink_to("nothing.md")


CHANGES: dict[Callable[[Repository], None], tuple[set[str], set[str]]] = {
    text_of_a_translation: ({"tracking-id"}, set()),
    text_of_the_same_size: ({"tracking-id"}, set()),
    text_with_its_old_times: ({"tracking-id"}, set()),
    text_replaced_by_a_file_with_its_times: ({"tracking-id"}, set()),
    source: ({"text-missing"}, set()),
    heading_of_a_linked_page: ({"anchor"}, set()),
    linked_file_gone: ({"local-link"}, set()),
    linked_file_renamed: ({"local-link"}, set()),
    linked_folder_gone: ({"local-link"}, set()),
    linked_folder_now_a_file: (set(), set()),
    source_image_gone: ({"local-link"}, set()),
    source_image_changed: ({"image-stale"}, set()),
    sidecar: (set(), set()),
    sidecar_broken: ({"metadata-invalid"}, set()),
    a_rule_ignored: (set(), {"stale"}),
    a_severity: (set(), set()),
    a_rule_ignored_in_files: (set(), {"stale"}),
    a_file_excluded: (set(), {"stale"}),
    a_directive: (set(), {"stale"}),
    a_new_language: ({"missing-translation", "untranslated-target"}, set()),
    a_language_gone: (set(), {"stale"}),
    a_translation_moved: (
        {"orphan", "metadata-mismatch", "missing-translation", "untranslated-target"},
        {"stale"},
    ),
    a_file_that_is_a_folder_now: ({"missing-translation"}, {"stale"}),
    a_file_that_is_no_text_now: ({"unreadable"}, set()),
    a_file_that_is_empty_now: ({"metadata-missing", "text-missing"}, set()),
    a_link_to_nothing: ({"unreadable"}, set()),
}


@pytest.fixture(scope="module")
def old_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository for each change, with files that are old enough to be known by their times."""
    above = tmp_path_factory.mktemp("old")
    for change in (*CHANGES, fill):
        root = above / change.__name__
        root.mkdir()
        fill(Repository(root, lambda: Checked(0, "", "")))
    time.sleep(2.1)
    return above


@pytest.fixture
def old(
    old_files: Path, monkeypatch: pytest.MonkeyPatch, folder: Repository
) -> Callable[[Callable[[Repository], None]], Repository]:
    def enter(change: Callable[[Repository], None]) -> Repository:
        root = old_files / change.__name__
        monkeypatch.chdir(root)
        return Repository(root, folder.run)

    return enter


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_is_seen_in_the_next_run(
    change: Callable[[Repository], None],
    old: Callable[[Callable[[Repository], None]], Repository],
) -> None:
    repository = old(change)
    before = repository.check()

    change(repository)
    after = same_without(repository)

    came, went = CHANGES[change]
    assert set(after.rules) - set(before.rules) == came
    assert set(before.rules) - set(after.rules) == went
    assert after.stdout != before.stdout or change is linked_folder_now_a_file


def test_old_files_that_are_as_they_were_are_not_read_again(
    old: Callable[[Callable[[Repository], None]], Repository],
) -> None:
    repository = old(fill)
    before = repository.check()
    forget_documents(repository.root)

    assert repository.check() == before
    assert cached(repository.root) == []


def test_another_name_of_a_language_counts_at_once(repository: Repository) -> None:
    fill(repository)
    repository.check()
    repository.write("transync.toml", 'language-aliases = { ko = "th" }\n')

    assert same_without(repository).report["summary"]["languages"] == ["th", "vi"]


@pytest.mark.parametrize(
    ("setting", "came"),
    [
        ('tracking-parameters = ["other"]', "link-target"),
        ('layouts = ["translations/{lang}/{path}"]', None),
        ('languages = ["ko"]', None),
        ('select = ["stale", "anchor"]', None),
    ],
)
def test_a_setting_counts_at_once(repository: Repository, setting: str, came: str | None) -> None:
    fill(repository)
    text_of_a_translation(repository)
    before = repository.check()
    assert before.rules == ["stale", "tracking-id"]

    repository.write("transync.toml", setting + "\n")
    after = same_without(repository)
    assert came is None or came in after.rules

    (repository.root / "transync.toml").unlink()
    assert same_without(repository) == before


def test_history_counts_at_once(repository: Repository) -> None:
    fill(repository)
    text_of_a_translation(repository)
    repository.write("start.md", SOURCE + "\nOne more sentence.\n")
    unknown = repository.check()
    assert all(f["stale"] for f in unknown.findings if f["rule"] == "tracking-id")

    repository.write("start.md", SOURCE)
    repository.git("add", "start.md")
    repository.git("commit", "--quiet", "--message=one")
    repository.write("start.md", SOURCE + "\nOne more sentence.\n")

    known = same_without(repository)
    assert not any(f["stale"] for f in known.findings if f["rule"] == "tracking-id")

    repository.git("update-ref", "-d", "HEAD")
    assert same_without(repository) == unknown


def test_a_symbolic_link_that_leads_elsewhere_is_seen(repository: Repository) -> None:
    fill(repository)
    repository.write("texts/one.md", (repository.root / "translations/vi/start.md").read_bytes())
    shorter = (repository.root / "texts/one.md").read_text().partition("![")[0]
    repository.write("texts/two.md", shorter)
    link = repository.root / "translations/vi/start.md"
    link.unlink()
    link.symlink_to("../../texts/one.md")
    before = repository.check()
    assert before.rules == ["stale"]

    link.unlink()
    link.symlink_to("../../texts/two.md")
    assert "text-missing" in same_without(repository).rules

    repository.write("texts/two.md", (repository.root / "texts/one.md").read_bytes())
    assert same_without(repository).rules == ["stale"]


def test_other_line_endings_are_no_change_of_the_source(repository: Repository) -> None:
    fill(repository)
    before = repository.check()

    repository.write("start.md", SOURCE.replace("\n", "\r\n"))
    assert same_without(repository).findings == before.findings


@needs_permissions
def test_a_file_that_may_not_be_read_any_more_is_unreadable(repository: Repository) -> None:
    fill(repository)
    path = repository.root / "translations/vi/start.md"
    time.sleep(2.1)
    assert nobody(repository).rules == ["stale"]

    path.chmod(0)
    assert nobody(repository).rules == ["stale", "unreadable"]
    assert nobody(repository, "--no-cache").rules == ["stale", "unreadable"]


def nobody(repository: Repository, *arguments: str) -> Checked:
    """A check by somebody whom permissions bind: the superuser without the power over files."""
    bound = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    command = [sys.executable, "-m", "transync", "check", "--output-format", "json", *arguments]
    done = subprocess.run(
        [*(bound if os.geteuid() == 0 else ()), *command],
        cwd=repository.root,
        capture_output=True,
        text=True,
        check=False,
    )
    return Checked(done.returncode, done.stdout, done.stderr)


def test_what_did_not_change_is_not_parsed_again(repository: Repository) -> None:
    fill(repository)
    before = repository.check()
    forget_documents(repository.root)

    for path in repository.root.rglob("*.md"):
        path.touch()
    repository.write("unrelated/new.txt", "nobody links to this\n")
    repository.write("transync.toml", 'severity = { anchor = "error" }\n')

    assert repository.check().findings == before.findings
    assert cached(repository.root) == []


def test_of_what_changed_only_the_pair_is_parsed_again(repository: Repository) -> None:
    fill(repository)
    repository.check()
    forget_documents(repository.root)

    text_of_a_translation(repository)
    assert repository.check().rules == ["stale", "tracking-id"]
    assert len(cached(repository.root)) == 1


def test_a_run_with_few_rules_does_not_cost_the_next_one_what_was_known(
    repository: Repository,
) -> None:
    fill(repository)
    before = repository.check()
    repository.check("--select", "anchor,tracking-id")
    forget_documents(repository.root)

    assert repository.check() == before
    assert cached(repository.root) == []


def test_nothing_is_written_into_the_checked_tree(repository: Repository) -> None:
    fill(repository)
    repository.commit()
    before = sorted(repository.root.rglob("*"))

    repository.check()
    assert (cache_of(repository.root).parent / "CACHEDIR.TAG").exists()
    assert [p for p in sorted(repository.root.rglob("*")) if p not in before] == []
    assert repository.git("status", "--porcelain", "--ignored") == ""


def test_clean_deletes_the_cache_and_nothing_else(repository: Repository, tmp_path: Path) -> None:
    fill(repository)
    other = Repository(tmp_path / "other", repository.run)
    fill(other)
    check(other.root)
    before = repository.check()
    folder = cache_of(repository.root)
    assert folder.is_dir()

    cleaned = repository.run("clean")
    assert (cleaned.exit_code, cleaned.stdout) == (0, f"{folder} is deleted\n")
    assert not folder.exists()
    assert cached(other.root)
    assert (repository.root / "start.md").exists()
    again = repository.run("clean")
    assert (again.exit_code, again.stdout) == (0, "there is no cache of this repository\n")
    assert repository.check() == before


@pytest.mark.parametrize("depth", [0, 1, 2, 3], ids=["tree", "program", "documents", "some"])
def test_links_in_the_cache_do_not_lead_out_of_it(
    repository: Repository, tmp_path: Path, depth: int
) -> None:
    fill(repository)
    repository.check()
    some = cached(repository.root)[0].parent
    linked = (some, *some.parents)[3 - depth]
    mine = tmp_path / "mine"
    for folder in (mine, mine / "ab", mine / "documents" / "ab"):
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("profile", "c" * 62 + "-markdown"):
            (folder / name).write_text("mine\n")
            os.utime(folder / name, (0, 0))
    precious = {path: path.stat().st_mtime for path in mine.rglob("*")}
    shutil.rmtree(linked)
    linked.symlink_to(mine)

    same_without(repository)
    source(repository)
    same_without(repository)
    assert {path: path.stat().st_mtime for path in mine.rglob("*")} == precious
    repository.run("clean")
    assert {path: path.stat().st_mtime for path in mine.rglob("*")} == precious


def test_old_entries_are_taken_out_when_something_is_new(repository: Repository) -> None:
    fill(repository)
    repository.check()
    (program,) = (p for p in cache_of(repository.root).iterdir() if p.is_dir())
    used = cached(repository.root)
    long_ago = time.time() - 40 * 24 * 60 * 60
    unused = program / "documents" / "ab" / ("c" * 62 + "-markdown")
    recent = program / "documents" / "ab" / ("d" * 62 + "-markdown")
    killed = [program / ".new-1", program / "documents" / "ab" / ".new-2"]
    unused.parent.mkdir(exist_ok=True)
    for path in (*used, unused, *killed):
        path.write_bytes(path.read_bytes() if path.exists() else b"")
        os.utime(path, (long_ago, long_ago))
    recent.write_bytes(b"")
    others = [program.parent / (name * 16) for name in "1234"]
    mine = program.parent / "mine"
    mine.mkdir()
    os.utime(mine, (long_ago, long_ago))
    for age, path in enumerate(others):
        path.mkdir()
        os.utime(path, (long_ago + age, long_ago + age))

    text_of_a_translation(repository)
    repository.check()
    assert not any(path.exists() for path in (unused, *killed))
    assert recent.exists()
    assert len([path for path in used if path.exists()]) == 5
    assert [path.exists() for path in others] == [False, False, True, True]
    assert mine.exists()


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "cut": lambda data: data[: len(data) // 2],
    "a byte short": lambda data: data[:-1],
    "a byte more": lambda data: data + b"\0",
    "a byte different": lambda data: data[:-2] + bytes([data[-2] ^ 1]) + data[-1:],
    "another digest": lambda data: b"0" * 64 + data[64:],
    "text": lambda data: b"nobody knows",
    "NUL": lambda data: b"\0" * 1000,
    "a pickle": lambda data: pickle.dumps(["os.system"]),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_is_as_if_it_were_not_there(repository: Repository, damage: str) -> None:
    fill(repository)
    before = repository.check()
    for path in program_files(repository.root):
        path.write_bytes(DAMAGES[damage](path.read_bytes()))
    assert repository.check() == before

    # Then it is whole again.
    forget_documents(repository.root)
    assert repository.check() == before
    assert cached(repository.root) == []


def test_documents_that_are_damaged_are_read_anew(repository: Repository) -> None:
    fill(repository)
    before = repository.check()
    for path in cached(repository.root):
        path.write_bytes(path.read_bytes()[:-1])
    for path in program_files(repository.root):
        if path.parent.parent.name != "documents":
            path.unlink(missing_ok=True)

    assert repository.check() == before


def test_a_document_does_not_pass_for_another(repository: Repository) -> None:
    fill(repository)
    before = repository.check()
    first, *others = sorted(cached(repository.root))
    for path in others:
        path.write_bytes(first.read_bytes())
    for path in named_files(repository.root):
        path.unlink()

    assert repository.check() == before


HOSTILE = {
    "deep": b"[" * 100_000,
    "deep objects": b'{"a":' * 100_000,
    "wrong types": b'{"headings": 7, "start.md": [7]}',
    "a list": b"[[], [], []]",
    "huge numbers": b'[{"start.md": [1' + b"0" * 5000 + b', 1, 1, "x"]}, {}]',
    "no UTF-8": b'"\xff\xfe"',
    "surrogates": b'["\\ud800"]',
    "not JSON": b"__import__('os')",
    "null": b"null",
}


@pytest.mark.parametrize("content", HOSTILE)
def test_what_somebody_else_has_made_up_is_as_if_it_were_not_there(
    repository: Repository, content: str
) -> None:
    fill(repository)
    before = repository.check()
    for path in program_files(repository.root):
        forge(path, HOSTILE[content])

    assert repository.check() == before


def test_a_bomb_does_not_go_off(repository: Repository) -> None:
    fill(repository)
    before = repository.check()
    bomb = zlib.compress(b"[" + b" " * 2**29)
    for path in named_files(repository.root):
        seal(path, bomb)

    assert repository.check() == before


def test_a_pipe_in_the_cache_does_not_stop_the_run(repository: Repository) -> None:
    fill(repository)
    before = repository.check()
    for path in program_files(repository.root):
        path.unlink()
        os.mkfifo(path)

    assert repository.check() == before


def test_a_verdict_with_a_rule_that_is_none_is_not_believed(repository: Repository) -> None:
    fill(repository)
    text_of_a_translation(repository)
    before = repository.check()
    for path in named_files(repository.root):
        data = zlib.decompress(path.read_bytes()[64:])
        forge(path, data.replace(b'"tracking-id"', b'"no-such-rule"'))

    assert repository.check() == before


def test_folders_in_the_place_of_files_do_no_harm(repository: Repository) -> None:
    fill(repository)
    before = repository.check()
    for path in program_files(repository.root):
        path.unlink()
        path.mkdir()

    assert repository.check() == before
    assert repository.check() == before


def program_files(root: Path) -> list[Path]:
    """All files of the cache but the one that says whose it is."""
    return [path for path in cache_of(root).glob("*/**/*") if path.is_file()]


def named_files(root: Path) -> list[Path]:
    return [path for path in program_files(root) if path not in cached(root)]


def forge(path: Path, text: bytes) -> None:
    """Write what has every mark of a file of the cache."""
    seal(path, zlib.compress(text))


def seal(path: Path, data: bytes) -> None:
    """Write compressed data with the mark of the program that a file of the cache is of."""
    program = next(above for above in path.parents if (above.parent / "tree").exists())
    name = path.relative_to(program).as_posix()
    mark = sha256(name.encode() + b"\0" + data).hexdigest()
    path.write_bytes(mark.encode() + data)


def test_a_surrogate_in_one_notebook_does_not_cost_the_others_their_cache(
    repository: Repository,
) -> None:
    fill(repository)
    cell = {"cell_type": "markdown", "metadata": {}, "source": ["# \ud83d half\n", "\ud83d"]}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    repository.write("book.ipynb", json.dumps(notebook))
    notebook["metadata"] = {"coopTranslator": repository.record("book.ipynb", "vi")}
    repository.write("translations/vi/book.ipynb", json.dumps(notebook))
    before = repository.check()
    forget_documents(repository.root)

    assert same_without(repository) == before
    assert cached(repository.root) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows names files in Unicode")
def test_a_name_that_is_no_unicode_does_not_cost_the_others_their_cache(
    repository: Repository,
) -> None:
    fill(repository)
    name = os.fsdecode(b"translations/vi/caf\xe9.md")
    (repository.root / name).write_text("# Cà phê\n")
    before = repository.check()
    forget_documents(repository.root)

    assert same_without(repository) == before
    assert cached(repository.root) == []


def test_a_full_disk_only_makes_it_slower(repository: Repository) -> None:
    fill(repository)
    before = repository.check()
    repository.run("clean")

    full = limited(repository, 0)
    assert (full.exit_code, full.stdout, full.stderr) == (1, before.stdout, "")
    assert [path for path in program_files(repository.root) if path.stat().st_size] == []
    almost = limited(repository, 700)
    assert (almost.exit_code, almost.stdout, almost.stderr) == (1, before.stdout, "")
    assert repository.check() == before


def limited(repository: Repository, size: int) -> Checked:
    """A check that can't write any file of more than so many bytes."""
    code = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))\n"
        "from transync.cli import main\n"
        "sys.exit(main(['check', '--output-format', 'json']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=repository.root,
        capture_output=True,
        text=True,
        check=False,
    )
    return Checked(done.returncode, done.stdout, done.stderr)


@needs_permissions
def test_a_cache_that_may_not_be_written_or_read_only_makes_it_slower(
    repository: Repository,
) -> None:
    fill(repository)
    before = repository.check()
    for mode in (0o500, 0o000):
        nobody(repository)
        cache_of(repository.root).chmod(mode)
        denied = nobody(repository)
        assert (denied.exit_code, denied.stdout, denied.stderr) == (1, before.stdout, "")
        cache_of(repository.root).chmod(0o700)


def test_without_home_or_temporary_folder_it_works_as_well(repository: Repository) -> None:
    fill(repository)
    before = repository.check()
    environment = {k: v for k, v in os.environ.items() if k not in ("HOME", "TMPDIR")}
    code = (
        "import sys, tempfile\n"
        # No folder will do, not even the current one.
        "tempfile._candidate_tempdir_list = lambda: ['/nowhere']\n"
        "from transync.cli import main\n"
        "sys.exit(main(['check', '--output-format', 'json', *sys.argv[1:]]))\n"
    )
    for arguments in (["--no-cache"], []):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=repository.root,
            capture_output=True,
            text=True,
            check=False,
            env={**environment, "GIT_CONFIG_GLOBAL": os.devnull},
        )
        assert (done.returncode, done.stdout, done.stderr) == (1, before.stdout, "")


TEXTS = (
    "# One\n\nSee [two](b.md#two) and [x](x.txt).\n",
    "# Two\n\nText with `code` and [one](a.md#one).\n",
    "# Hai\n\n[two](b.md#hai)\n\n<!-- transync: ignore anchor -->\n[n](#n)\n",
    "",
    "# 하나\n\n[x](../../x.txt) [two](https://example.com/?utm_source=a)\n",
)
PATHS = ("a.md", "b.md", "translations/vi/a.md", "translations/ko/a.md", "translations/vi/b.md")
EDITS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(PATHS), st.sampled_from(TEXTS)),
    st.tuples(st.just("record"), st.sampled_from(PATHS[2:]), st.sampled_from(PATHS[:2])),
    st.tuples(st.just("delete"), st.sampled_from((*PATHS, "x.txt")), st.none()),
    st.tuples(st.just("write"), st.just("x.txt"), st.just("x\n")),
    st.tuples(st.just("write"), st.just("images/map.png"), st.just("map\n")),
    st.tuples(
        st.just("write"),
        st.just("transync.toml"),
        st.sampled_from(('tracking-parameters = ["utm_*"]\n', 'ignore = ["anchor"]\n', "")),
    ),
    st.tuples(st.just("commit"), st.none(), st.none()),
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(EDITS, min_size=2, max_size=12))
def test_after_any_edits_the_cache_makes_no_difference(
    edits: list[tuple[str, str | None, str | None]],
) -> None:
    with TemporaryDirectory() as name:
        root = Path(name)
        repository = Repository(root, lambda: Checked(0, "", ""))
        repository.git("init", "--quiet")
        repository.git("config", "user.name", "A Writer")
        repository.git("config", "user.email", "writer@example.com")
        for path, text in zip(PATHS, TEXTS, strict=True):
            repository.write(path, text)
        for edit in edits:
            apply(repository, *edit)
            assert outcome(root) == outcome(root, use_cache=False)
        assert outcome(root) == outcome(root, use_cache=False)


def outcome(root: Path, use_cache: bool = True) -> Report | str:
    """What a check says, or why it can't: nothing may be left to check."""
    try:
        return check(root, use_cache=use_cache)
    except UsageError as error:
        return str(error)


def apply(repository: Repository, edit: str, path: str | None, value: str | None) -> None:
    if edit == "commit":
        repository.git("add", "--all")
        repository.git("commit", "--quiet", "--allow-empty", "--message=all")
    elif edit == "write":
        repository.write(path or "", value or "")
    elif edit == "delete":
        (repository.root / (path or "")).unlink(missing_ok=True)
    else:
        _, language, page = (path or "").split("/")
        recorded = value if (repository.root / (value or "")).exists() else None
        digest = md5((repository.root / recorded).read_bytes() if recorded else b"").hexdigest()
        record = {
            "original_hash": digest,
            "translation_date": "2026-01-02T03:04:05+00:00",
            "source_file": page,
            "language_code": language,
        }
        repository.sidecar(language, {page: record})

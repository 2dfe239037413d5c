"""What a repository puts in the place of a file that is read: one clear error, at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Checked, Repository

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX file system")

SECRET = "correct horse battery staple"


@pytest.fixture
def page(folder: Repository) -> Repository:
    """A folder without git, with one translation that is up to date."""
    folder.write("a.md", "# One\n")
    folder.translate("a.md", "vi", "# Một\n")
    return folder


def link_to(target: str | Path) -> Callable[[Path], None]:
    return lambda place: place.symlink_to(target)


def make_large(place: Path) -> None:
    place.write_bytes(b"")
    os.truncate(place, 3 * 2**30)


def make_secret(place: Path) -> None:
    outside = place.absolute().parents[len(place.parts)] / "secret"
    outside.write_text(SECRET, encoding="utf-8")
    place.symlink_to(outside)


NOT_REGULAR, OUTSIDE = "not a regular file", "a symbolic link out of the repository"
HOSTILE: dict[str, tuple[Callable[[Path], None], str]] = {
    "a pipe": (os.mkfifo, NOT_REGULAR),
    "a folder": (lambda place: place.mkdir(), NOT_REGULAR),
    "a link to a pipe": (link_to("pipe"), NOT_REGULAR),
    "a link to a device without end": (link_to("/dev/zero"), OUTSIDE),
    "a link to what is typed": (link_to("/dev/stdin"), OUTSIDE),
    "a link to memory": (link_to("/proc/self/pagemap"), OUTSIDE),
    "a link to somebody's secret": (make_secret, OUTSIDE),
    "a link to itself": (lambda place: place.symlink_to(place.name), "symbolic links"),
    "a link to nothing": (link_to("gone"), "no such file"),
    "three gigabytes": (make_large, "too large"),
}
hostile = pytest.mark.parametrize(("make", "why"), HOSTILE.values(), ids=HOSTILE)


def put(folder: Repository, path: str, make: Callable[[Path], None]) -> None:
    os.mkfifo(folder.root / "pipe")
    (folder.root / path).parent.mkdir(parents=True, exist_ok=True)
    (folder.root / path).unlink(missing_ok=True)
    make(Path(path))


@pytest.fixture
def bounded() -> Iterator[None]:
    """Little memory and time for this process, and a standard input that never says anything."""
    import resource

    def out_of_time(number: int, frame: object) -> None:
        raise TimeoutError

    def limit_memory(number: int) -> None:
        resource.setrlimit(resource.RLIMIT_AS, (number, memory[1]))

    memory = resource.getrlimit(resource.RLIMIT_AS)
    alarm = signal.signal(signal.SIGALRM, out_of_time)
    kept, (reader, writer) = os.dup(0), os.pipe()
    os.dup2(reader, 0)
    limit_memory(4 * 2**30)
    signal.alarm(20)
    try:
        yield
    finally:
        signal.alarm(0)
        limit_memory(memory[0])
        signal.signal(signal.SIGALRM, alarm)
        os.dup2(kept, 0)
        for file in (kept, reader, writer):
            os.close(file)


@pytest.mark.usefixtures("bounded")
@hostile
@pytest.mark.parametrize("name", [".transync-baseline.json", "transync.toml", "pyproject.toml"])
def test_settings_and_baselines_that_are_no_files_are_one_sentence_at_once(
    page: Repository, name: str, make: Callable[[Path], None], why: str
) -> None:
    put(page, name, make)
    checked = page.run("check", "--no-cache")

    assert (checked.exit_code, checked.stdout) == (2, "")
    assert checked.stderr.startswith("transync: ")
    assert checked.stderr.count("\n") == 1
    assert f"{name}: " in checked.stderr
    assert why in checked.stderr
    assert SECRET not in checked.stderr


@pytest.mark.usefixtures("bounded")
@hostile
def test_a_file_of_settings_in_the_repository_that_the_caller_names_is_no_exception(
    page: Repository, make: Callable[[Path], None], why: str
) -> None:
    put(page, "transync-ci.toml", make)
    checked = page.run("check", "--no-cache", "--config", "transync-ci.toml")

    assert checked.exit_code == 2
    # The parser of options knows folders by itself.
    assert why in checked.stderr or "is a directory" in checked.stderr
    assert SECRET not in checked.stderr


def test_settings_may_be_linked_within_the_repository(page: Repository) -> None:
    page.write("shared/settings.toml", 'languages = ["ko"]\n')
    (page.root / "transync.toml").symlink_to("shared/settings.toml")
    (page.root / "named.toml").symlink_to("transync.toml")

    for options in ([], ["--config", "named.toml"]):
        assert "'ko': no translations here" in page.run("check", *options).stderr


def test_settings_outside_of_the_repository_are_read_if_the_caller_names_them(
    page: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.toml").write_text('languages = ["ko"]\n', encoding="utf-8")
    (tmp_path / "link.toml").symlink_to("mine.toml")
    for name in ("../mine.toml", "../link.toml", str(tmp_path / "link.toml")):
        assert "'ko': no translations" in page.run("check", "--config", name).stderr

    # However the caller came here, a link in the repository is one.
    (tmp_path / "way").symlink_to(page.root)
    (page.root / "linked.toml").symlink_to("../mine.toml")
    (page.root / "folder").symlink_to("..")
    for name in ("linked.toml", "folder/mine.toml", str(tmp_path / "way" / "linked.toml")):
        assert OUTSIDE in page.run("check", "--config", name).stderr


@pytest.mark.parametrize(
    ("name", "before"), [("transync.toml", ""), (".transync.toml", ""), ("pyproject.toml", "[x]\n")]
)
def test_a_number_of_5000_digits_is_said_to_be_too_long(
    page: Repository, name: str, before: str
) -> None:
    page.write(name, f"{before}x = {'9' * 5000}\n")
    checked = page.run("check")

    assert checked.exit_code == 2
    assert checked.stderr.endswith(f"{name}: not valid TOML: a number that is too long\n")


@pytest.mark.parametrize("part", ["a", '"a.b"', "'='", "a "])
def test_a_key_of_thousands_of_parts_is_not_followed(page: Repository, part: str) -> None:
    for key in ("{} = 1\n", "[{}]\n", "a = {{ {} = 1 }}\n"):
        page.write("transync.toml", "\n" + key.format(".".join([part] * 100_000)))
        checked = page.run("check")

        assert checked.exit_code == 2
        assert checked.stderr.endswith(": a key of more than 64 parts in line 2\n")


def test_what_only_looks_like_such_a_key_is_read(page: Repository) -> None:
    many = ", ".join(f'"a.b.{number}"' for number in range(1000))
    page.write("transync.toml", f'exclude = [{many}]\nlanguages = ["ko"]\n# {"." * 1000}\n')

    assert "'ko': no translations" in page.run("check").stderr


def test_of_thousands_of_faults_some_are_told(page: Repository) -> None:
    page.write("transync.toml", "".join(f"key{number} = 1\n" for number in range(3000)))
    checked = page.run("check")

    assert checked.exit_code == 2
    assert checked.stderr.endswith("; and 2995 more\n")
    assert checked.stderr.count("unknown key") == 5


IGNORED = {name: case for name, case in HOSTILE.items() if name != "a folder"}


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("make", [make for make, _ in IGNORED.values()], ids=IGNORED)
def test_without_git_a_gitignore_that_is_no_file_is_said_not_to_be_obeyed(
    page: Repository, make: Callable[[Path], None]
) -> None:
    page.write("b.md", "# Two\n")
    page.translate("b.md", "vi", "# Hai\n", original_hash="0" * 32)
    put(page, "translations/.gitignore", make)
    checked = page.run("check", "--no-cache")

    assert checked.exit_code == 1
    assert "error stale" in checked.stdout
    assert "translations/.gitignore is not obeyed: " in checked.stdout


@pytest.mark.usefixtures("bounded")
@hostile
def test_a_sidecar_that_is_no_file_is_a_finding(
    page: Repository, make: Callable[[Path], None], why: str
) -> None:
    if why == NOT_REGULAR and make is not os.mkfifo:
        pytest.skip("a folder is no entry of a tree")
    put(page, "translations/vi/.co-op-translator.json", make)
    checked = page.run("check", "--no-cache", "--output-format", "concise")

    assert checked.exit_code == 1
    assert "translations/vi/.co-op-translator.json:1:1: error metadata-invalid" in checked.stdout
    assert SECRET not in checked.stdout


# What is written


WRITERS = {
    "check": ("check", "--output-file"),
    "also": ("check", "--also=json="),
    "report": ("report", "--format=json", "--output"),
    "worklist": ("worklist", "--format=json", "--output"),
}
writers = pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)


def write_to(page: Repository, writer: tuple[str, ...], file: str) -> Checked:
    *options, last = writer
    return page.run(*options, *([last + file] if last.endswith("=") else [last, file]))


@writers
@pytest.mark.parametrize("way", ["file", "folder", "git"])
def test_an_output_is_not_written_through_a_link_out_of_the_repository(
    page: Repository, tmp_path: Path, writer: tuple[str, ...], way: str
) -> None:
    page.git("init", "--quiet")
    mine = tmp_path / "profile"
    mine.write_text("mine\n")
    config = (page.root / ".git" / "config").read_bytes()
    for name, target in (
        ("file", mine),
        ("folder", ".."),
        ("git", ".git/config"),
        ("loop", "loop"),
    ):
        (page.root / name).symlink_to(target)
    (page.root / "translations" / "in").symlink_to("..")
    file = "translations/in/folder/profile" if way == "folder" else way
    checked = write_to(page, writer, file)

    assert (checked.exit_code, checked.stdout) == (2, "")
    assert f"{file}: can't be written: " in checked.stderr
    assert mine.read_text() == "mine\n"
    assert (page.root / ".git" / "config").read_bytes() == config


@writers
def test_an_output_is_written_wherever_else_the_caller_says(
    page: Repository, tmp_path: Path, writer: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    page.git("init", "--quiet")
    (page.root / "site").mkdir()
    (page.root / "link").symlink_to("site")
    (tmp_path / "out").mkdir()
    (tmp_path / "way").symlink_to("out")
    monkeypatch.chdir(page.root / "translations")
    for file in ("../a.json", "../link/b.json", str(tmp_path / "way" / "c.json"), os.devnull):
        assert write_to(page, writer, file).exit_code == 0

    assert (page.root / "a.json").stat().st_size
    assert (page.root / "site" / "b.json").stat().st_size
    assert (tmp_path / "out" / "c.json").stat().st_size

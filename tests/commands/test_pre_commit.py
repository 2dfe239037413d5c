"""The hooks as people get them: the pre-commit program, a repository of its own, real commits."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import CORPORA, Repository
from tests.docs.test_readme import block
from transync.cli import main
from transync.co_op_translator import SIDECAR_NAME
from transync.documents.kinds import SUFFIXES, is_document

PROJECT = Path(__file__).parents[2]
HOOKS: list[dict[str, Any]] = yaml.safe_load(
    (PROJECT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
)
posix_only = pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
SOURCE = "# A\n\n[a](https://e.com/a?WT.mc_id=x) and more.\n"
TRANSLATED = "# A\n\n[a](https://e.com/a?WT.mc_id=x) và nữa.\n"


def git(folder: Path, *arguments: str) -> str:
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", "-c", "user.name=A Writer", "-c", "user.email=writer@example.com", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        env={**own, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
    )
    return done.stdout


@pytest.fixture(scope="session")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A git repository with transync as it is now, for pre-commit to install its hooks from."""
    folder = tmp_path_factory.mktemp("hooks") / "transync"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PROJECT / "src", folder / "src", ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(PROJECT / name, folder)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=transync")
    return folder


@pytest.fixture(scope="session")
def environments(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps what it installs: transync once for all tests."""
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture
def committed(
    repository: Repository, hooks: Path, environments: Path, monkeypatch: pytest.MonkeyPatch
) -> Repository:
    """A repository with a source, two translations and the hook, all committed."""
    repository.write("a.md", SOURCE)
    repository.write("notes.txt", "Not a document.\n")
    for language in ("es", "vi"):
        repository.translate("a.md", language, TRANSLATED)
    install(repository, hooks, environments, monkeypatch)
    return repository


def install(
    repository: Repository, hooks: Path, environments: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Do as the README says, with the address of the hooks, and commit everything."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(environments))
    configuration = re.sub(r"repo: .*", f"repo: {hooks.as_posix()}", block("yaml"))
    revision = git(hooks, "rev-parse", "HEAD").strip()
    repository.write(
        ".pre-commit-config.yaml", re.sub(r"rev: .*", f"rev: {revision}", configuration)
    )
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message=All is well")
    pre_commit(repository, "install")


def pre_commit(repository: Repository, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments],
        cwd=repository.root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout + done.stderr


def commit(repository: Repository, *paths: str) -> tuple[bool, str]:
    """Whether git accepts a commit of these files, and what it says."""
    repository.git("add", "--", *paths)
    done = subprocess.run(
        ["git", "commit", "--message=A change"],
        cwd=repository.root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode == 0, done.stdout + done.stderr


def replace(repository: Repository, path: str, old: str, new: str) -> None:
    text = (repository.root / path).read_bytes()
    assert old.encode() in text
    repository.write(path, text.replace(old.encode(), new.encode(), 1))


def test_a_broken_tracking_id_refuses_the_commit_and_its_repair_passes(
    committed: Repository,
) -> None:
    replace(committed, "translations/vi/a.md", "mc_id=x", "mc_id=y")
    is_accepted, said = commit(committed, "translations/vi/a.md")

    assert not is_accepted
    assert "error tracking-id: the tracking ID WT.mc_id=x is changed [vi]" in said
    assert "translations/vi/a.md:12:1" in said

    replace(committed, "translations/vi/a.md", "mc_id=y) và", "mc_id=x) cũng")
    is_accepted, said = commit(committed, "translations/vi/a.md")

    assert is_accepted, said
    assert "Passed" in said


def test_an_edited_source_passes_with_advice(committed: Repository) -> None:
    committed.write("a.md", SOURCE + "\nNew.\n")
    is_accepted, said = commit(committed, "a.md")

    assert is_accepted
    assert "Passed" in said
    assert "advice: stale with this change, 2 translations of 1 source" in said
    assert "es vi" in said


def test_an_edited_source_is_refused_where_that_is_asked_for(committed: Repository) -> None:
    with (committed.root / ".pre-commit-config.yaml").open("a", encoding="utf-8") as file:
        file.write("        args: [--fail-on-stale-source]\n")
    committed.write("a.md", SOURCE + "\nNew.\n")
    is_accepted, said = commit(committed, "a.md", ".pre-commit-config.yaml")

    assert not is_accepted
    assert "error: stale with this change" in said


@pytest.mark.parametrize("args", ["", "        args: [--fail-on, warning, --]\n"], ids=["", "args"])
def test_a_file_that_is_named_as_an_option_is_none(committed: Repository, args: str) -> None:
    with (committed.root / ".pre-commit-config.yaml").open("a", encoding="utf-8") as file:
        file.write(args)
    committed.write("evil.md", 'ignore = ["tracking-id"]\n')
    committed.write("--config=evil.md", "# Evil\n")
    replace(committed, "translations/vi/a.md", "mc_id=x", "mc_id=y")
    is_accepted, said = commit(
        committed, "evil.md", "--config=evil.md", "translations/vi/a.md", ".pre-commit-config.yaml"
    )

    assert not is_accepted
    assert "error tracking-id" in said


def test_where_args_do_not_end_the_options_a_file_that_is_named_as_one_is_refused(
    committed: Repository,
) -> None:
    with (committed.root / ".pre-commit-config.yaml").open("a", encoding="utf-8") as file:
        file.write("        args: [--fail-on, warning]\n")
    committed.write("--config=evil.md", "# Evil\n")
    is_accepted, said = commit(committed, "--config=evil.md", ".pre-commit-config.yaml")

    assert not is_accepted
    assert "--config=evil.md: there is a file of this name here" in said


def test_another_file_and_a_deleted_translation_are_skipped(committed: Repository) -> None:
    committed.write("notes.txt", "Still not a document.\n")
    (committed.root / "translations/vi/a.md").unlink()
    is_accepted, said = commit(committed, "notes.txt", "translations/vi/a.md")

    assert is_accepted
    assert "(no files to check)Skipped" in said


def test_what_is_not_staged_does_not_count(committed: Repository) -> None:
    replace(committed, "translations/vi/a.md", "mc_id=x", "mc_id=y")
    replace(committed, "translations/es/a.md", "nữa", "más")
    is_accepted, said = commit(committed, "translations/es/a.md")

    assert is_accepted, said
    assert "mc_id=y" in (committed.root / "translations/vi/a.md").read_text(encoding="utf-8")


def test_the_hook_for_all_translations_finds_what_no_commit_brings(committed: Repository) -> None:
    replace(committed, "translations/vi/a.md", "mc_id=x", "mc_id=y")
    committed.git("commit", "--all", "--quiet", "--no-verify", "--message=Unseen")
    replace(committed, ".pre-commit-config.yaml", "id: transync", "id: transync-all")
    committed.git("add", ".pre-commit-config.yaml")

    said = pre_commit(committed, "run", "--files", "translations/es/a.md")

    assert "Failed" in said
    assert "translations/vi/a.md:12:1" in said


def test_the_hook_that_repairs_stops_the_commit_once(committed: Repository) -> None:
    replace(committed, ".pre-commit-config.yaml", "id: transync", "id: transync-fix")
    for language in ("es", "vi"):
        replace(committed, f"translations/{language}/a.md", "mc_id=x", "mc_id=y")
    changed = ("translations/vi/a.md", ".pre-commit-config.yaml")

    is_accepted, said = commit(committed, *changed)

    assert not is_accepted
    assert "repaired 1 finding in 1 file: translations/vi/a.md" in said
    vi, es = (
        (committed.root / f"translations/{language}/a.md").read_text(encoding="utf-8")
        for language in ("vi", "es")
    )
    assert "mc_id=x" in vi
    assert "mc_id=y" in es

    replace(committed, "translations/vi/a.md", "nữa", "cũng")
    is_accepted, said = commit(committed, *changed)

    assert is_accepted, said


def test_the_hook_that_repairs_leaves_translations_alone_that_are_no_part_of_the_commit(
    committed: Repository,
) -> None:
    replace(committed, ".pre-commit-config.yaml", "id: transync", "id: transync-fix")
    replace(committed, "translations/vi/a.md", "mc_id=x", "mc_id=y")
    committed.write("a.md", SOURCE + "\nNew.\n")

    is_accepted, said = commit(committed, "a.md", ".pre-commit-config.yaml")

    assert is_accepted, said
    assert "mc_id=y" in (committed.root / "translations/vi/a.md").read_text(encoding="utf-8")


@posix_only
def test_a_translation_that_becomes_a_link_is_checked(committed: Repository) -> None:
    page = committed.root / "translations/vi/a.md"
    text = page.read_text(encoding="utf-8").replace("e.com", "evil.example")
    committed.write("translations/vi/a.txt", text)
    page.unlink()
    page.symlink_to("a.txt")

    is_accepted, said = commit(committed, "translations/vi")

    assert not is_accepted
    assert "error link-target" in said
    assert "translations/vi/a.md:12:1" in said


@posix_only
@pytest.mark.parametrize("place", ["translations/vi", "translations"])
def test_a_folder_of_translations_that_becomes_a_link_refuses_the_commit(
    committed: Repository, place: str
) -> None:
    full = committed.root / place
    full.rename(committed.root / "elsewhere")
    full.symlink_to(committed.root / "elsewhere")
    committed.write(".gitignore", "elsewhere/\n")

    is_accepted, said = commit(committed, place, ".gitignore")

    assert not is_accepted
    assert "error no-longer-checked: no longer checked, as a symbolic link" in said


@posix_only
def test_links_to_other_files_and_folders_pass(committed: Repository) -> None:
    (committed.root / "translations/notes").symlink_to("es")
    (committed.root / "a").symlink_to("notes.txt")
    is_accepted, said = commit(committed, "translations/notes", "a")

    assert is_accepted, said


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not beside the project")
@pytest.mark.skipif(not shutil.which("bash"), reason="they are unpacked by a bash script")
def test_a_real_repository_refuses_a_broken_tracking_id_and_accepts_an_edited_source(
    repository: Repository,
    hooks: Path,
    environments: Path,
    monkeypatch: pytest.MonkeyPatch,
    corpora: Path,
) -> None:
    shutil.copytree(
        corpora / "azd-for-beginners",
        repository.root,
        ignore=shutil.ignore_patterns(".git"),
        dirs_exist_ok=True,
    )
    install(repository, hooks, environments, monkeypatch)
    page = "translations/vi/README.md"
    text = (repository.root / page).read_text(encoding="utf-8")
    found = re.search(r"(?<=WT\.mc_id=)academic[\w-]+", text)
    assert found
    replace(repository, page, found[0], "elsewhere")
    line = text.count("\n", 0, found.start()) + 1
    is_accepted, said = commit(repository, page)

    assert not is_accepted
    assert "tracking-id" in said
    assert f"{page}:{line}:" in said

    repository.git("reset", "--hard", "--quiet")
    replace(repository, "README.md", "# ", "# New: ")
    is_accepted, said = commit(repository, "README.md")

    assert is_accepted
    assert "advice: stale with this change, 14 translations of 1 source" in said


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_names_a_command_and_every_kind_of_document(
    hook: dict[str, Any], capfd: pytest.CaptureFixture[str]
) -> None:
    program, *arguments = shlex.split(hook["entry"])
    assert program == "transync"
    assert main([*arguments, "--help"]) == 0
    assert f"transync {arguments[0]} [OPTIONS]" in capfd.readouterr().out

    is_meant = re.compile(hook["files"]).search
    documents = [f"docs/a{suffix}" for suffix in SUFFIXES] + ["README.MD"]
    sidecars = [SIDECAR_NAME, f"translations/vi/{SIDECAR_NAME}"]
    folders = ["translations", "translations/es", "translations/zh-CN", "docs/pt_BR", "v1.2"]
    others = [
        "a.txt",
        "a.json",
        "a.md.txt",
        "x.co-op-translator.json.md.bak",
        f"a{SIDECAR_NAME}",
    ]
    assert all(map(is_document, documents))
    meant = [*documents, *sidecars, *folders]
    assert [path for path in (*meant, *others) if is_meant(path)] == meant


def test_the_readme_names_every_hook_and_an_option_that_there_is(
    capfd: pytest.CaptureFixture[str],
) -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## In a pre-commit hook")[2].partition("\n## ")[0]
    main(["hook", "--help"])
    usage = capfd.readouterr().out

    assert [hook["id"] for hook in HOOKS if f"`{hook['id']}`" not in section] == ["transync"]
    assert "- id: transync\n" in section
    options = set(re.findall(r"--[a-z-]+", section))
    assert options == {"--fail-on-stale-source", "--fail-on"}
    assert all(option in usage for option in options)

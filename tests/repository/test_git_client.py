"""git runs nothing that the checked folder names, whatever its configuration says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Repository
from transync.documents.decoding import Unreadable
from transync.repository import git_client
from transync.repository.git_client import Repository as Found
from transync.repository.git_client import find_program, find_repository
from transync.repository.git_errors import GitError
from transync.repository.git_objects import ObjectReader

posix_only = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")

COMMANDS = (
    ("check", "--no-cache"),
    ("check", "--no-cache", "--diff", "base"),
    ("report", "--no-cache"),
    ("worklist", "--no-cache"),
    ("history", "--by", "commit"),
    ("diff", "a.md"),
    ("hook", "a.md", "translations/vi/a.md"),
)


@pytest.fixture
def stale(repository: Repository) -> Repository:
    """A page that has changed since it was translated, twice, not committed the last time."""
    repository.write("a.md", "# A\n\nOne.\n")
    repository.translate("a.md", "vi", "# A\n\nMột.\n")
    repository.commit("2026-01-01")
    repository.git("tag", "base")
    repository.write("a.md", "# A\n\nTwo.\n")
    repository.commit("2026-01-02")
    repository.write("a.md", "# A\n\nThree.\n")
    return repository


class Traps:
    """A program that tells when it is run, for settings of git to name."""

    def __init__(self, folder: Path) -> None:
        self.program = folder / "trap"
        self._told = folder / "told"
        self.program.write_text(f'#!/bin/sh\necho "$0 $*" >> "{self._told}"\nexit 1\n')
        self.program.chmod(0o755)

    def told(self) -> str:
        """How it was run since this was asked last."""
        told = self._told.read_text() if self._told.exists() else ""
        self._told.unlink(missing_ok=True)
        return told


@pytest.fixture
def traps(tmp_path: Path) -> Traps:
    folder = tmp_path / "traps"
    folder.mkdir()
    return Traps(folder)


# Each takes a repository and the program, sets the trap, and returns the arguments of a plain git
# that runs into it.


def watches_files(repository: Repository, trap: str) -> list[str]:
    repository.git("config", "core.fsmonitor", trap)
    return ["status"]


def included(repository: Repository, trap: str) -> list[str]:
    repository.write("evil.gitconfig", f"[core]\n\tfsmonitor = {trap}\n")
    repository.git("config", "include.path", "../evil.gitconfig")
    return ["status"]


def of_a_work_tree(repository: Repository, trap: str) -> list[str]:
    repository.git("config", "extensions.worktreeConfig", "true")
    repository.git("config", "--worktree", "core.fsmonitor", trap)
    return ["status"]


def hooks(repository: Repository, trap: str) -> list[str]:
    folder = repository.root / ".git/hooks"
    folder.mkdir()
    for name in ("post-index-change", "pre-auto-gc", "reference-transaction"):
        shutil.copy(trap, folder / name)
    return ["update-index", "--refresh", "--force-write-index"]


def hooks_elsewhere(repository: Repository, trap: str) -> list[str]:
    (repository.root / "hooks").mkdir()
    shutil.copy(trap, repository.root / "hooks/post-index-change")
    repository.git("config", "core.hooksPath", "hooks")
    return ["update-index", "--refresh", "--force-write-index"]


def compares(repository: Repository, trap: str) -> list[str]:
    repository.git("config", "diff.external", trap)
    return ["diff", "base"]


def compares_a_kind(repository: Repository, trap: str) -> list[str]:
    repository.write(".gitattributes", "*.md diff=kind\n")
    repository.git("config", "diff.kind.command", trap)
    return ["diff", "base"]


def shows_as_text(repository: Repository, trap: str) -> list[str]:
    repository.write(".gitattributes", "*.md diff=kind\n")
    repository.git("config", "diff.kind.textconv", trap)
    return ["diff", "base"]


def cleans(repository: Repository, trap: str) -> list[str]:
    repository.write(".gitattributes", "*.md filter=kind.of=its.own\n")
    repository.git("config", "filter.kind.of=its.own.clean", trap)
    return ["diff", "base"]


def must_clean(repository: Repository, trap: str) -> list[str]:
    repository.write(".gitattributes", "*.md filter=kind\n")
    repository.git("config", "filter.kind.process", trap)
    repository.git("config", "filter.kind.required", "true")
    return ["diff", "base"]


def verifies(repository: Repository, trap: str) -> list[str]:
    repository.git("config", "gpg.program", trap)
    commit = repository.git("cat-file", "commit", "HEAD")
    head, _, message = commit.partition("\n\n")
    lines = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----"
    (repository.root / ".git/signed").write_text(f"{head}\n{lines}\n\n{message}")
    signed = repository.git("hash-object", "-t", "commit", "-w", ".git/signed").strip()
    repository.git("update-ref", "HEAD", signed)
    repository.git("config", "log.showSignature", "true")
    return ["log"]


def fetches(repository: Repository, trap: str, **settings: str) -> list[str]:
    """As a partial clone that lacks the page as it was first."""
    blob = repository.git("rev-parse", "base:a.md").strip()
    (repository.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    repository.git("config", "core.repositoryFormatVersion", "1")
    repository.git("config", "extensions.partialClone", "origin")
    for name, value in {"url": ".", **settings}.items():
        repository.git("config", f"remote.origin.{name}", value)
    repository.git("config", "remote.origin.promisor", "true")
    return ["cat-file", "-p", blob]


def fetches_by_a_program(repository: Repository, trap: str) -> list[str]:
    return fetches(repository, trap, uploadpack=trap)


def fetches_by_ext(repository: Repository, trap: str) -> list[str]:
    repository.git("config", "protocol.ext.allow", "always")
    repository.git("config", "protocol.allow", "always")
    return fetches(repository, trap, url=f"ext::{trap}")


def fetches_by_ssh(repository: Repository, trap: str) -> list[str]:
    repository.git("config", "core.sshCommand", trap)
    return fetches(repository, trap, url="ssh://example.invalid/a")


def fetches_by_a_helper(repository: Repository, trap: str) -> list[str]:
    repository.git("config", "core.gitProxy", trap)
    return fetches(repository, trap, url="git://example.invalid/a")


def looks_into_a_submodule(repository: Repository, trap: str) -> list[str]:
    repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "./", "sub")
    repository.git("commit", "--quiet", "--all", "--message=A submodule")
    repository.git("-C", "sub", "config", "core.fsmonitor", trap)
    repository.write("sub/a.md", "# A\n")
    return ["status"]


TRAPS: tuple[Callable[[Repository, str], list[str]], ...] = (
    watches_files,
    included,
    of_a_work_tree,
    hooks,
    hooks_elsewhere,
    compares,
    compares_a_kind,
    shows_as_text,
    cleans,
    must_clean,
    verifies,
    fetches_by_a_program,
    fetches_by_ext,
    fetches_by_ssh,
    fetches_by_a_helper,
    looks_into_a_submodule,
)


@posix_only
@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.__name__.replace("_", " "))
def test_no_program_that_the_configuration_of_the_folder_names_is_run(
    stale: Repository, traps: Traps, trap: Callable[[Repository, str], list[str]]
) -> None:
    command = trap(stale, str(traps.program))
    for arguments in COMMANDS:
        checked = stale.run(*arguments)
        assert (traps.told(), checked.exit_code in (0, 1, 2)) == ("", True), checked
    subprocess.run(["git", *command], cwd=stale.root, capture_output=True, check=False)
    assert traps.told() != "", "git itself does not run it"


# A folder that looks like a repository

BARE = (("HEAD", "ref: refs/heads/main\n"), ("objects/x", ""), ("refs/x", ""))


@pytest.fixture
def bare(stale: Repository, traps: Traps) -> Repository:
    """A folder of the repository is a bare repository itself; all of it can be committed."""
    stale.write("docs/a.md", "# A\n\nOne.\n")
    stale.git("config", "core.fsmonitor", "false")
    for path, text in BARE:
        stale.write(f"docs/{path}", text)
    stale.write(
        "docs/config",
        "[core]\n\trepositoryformatversion = 0\n\tworktree = .\n"
        f'\tfsmonitor = "{traps.program}"\n'
        f'[remote "origin"]\n\turl = "ext::{traps.program}"\n'
        '[protocol "ext"]\n\tallow = always\n',
    )
    stale.commit("2026-01-03")
    return stale


@posix_only
def test_a_folder_that_looks_like_a_bare_repository_is_a_part_of_the_one_above(
    bare: Repository, traps: Traps, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare.translate("docs/a.md", "vi", "# A\n\nMột.\n")
    monkeypatch.chdir(bare.root / "docs")
    for arguments in COMMANDS:
        bare.run(*arguments)
        assert traps.told() == ""
    checked = bare.check("--no-cache")

    assert checked.report["summary"]["translations"] == 2
    subprocess.run(["git", "status"], cwd=bare.root / "docs", capture_output=True, check=False)
    assert traps.told() != ""


@posix_only
def test_what_looks_like_a_bare_repository_without_one_above_is_a_plain_folder(
    folder: Repository, traps: Traps
) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# A\n")
    for path, text in BARE:
        folder.write(path, text)
    folder.write("config", f"[core]\n\tworktree = .\n\tfsmonitor = {traps.program}\n")
    checked = folder.check()

    assert (checked.exit_code, checked.report["summary"]["translations"]) == (0, 1)
    assert traps.told() == ""


# The one repository


def test_the_work_tree_is_where_the_repository_is(
    stale: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(stale.root / "translations/vi")

    assert find_repository(Path.cwd()) == Found(stale.root, stale.root / ".git")


def test_a_work_tree_elsewhere_is_refused(stale: Repository) -> None:
    stale.git("config", "core.worktree", str(stale.root.parent))
    checked = stale.run("check")

    assert checked.exit_code == 2
    assert "the work tree of this repository is not here" in checked.stderr


def test_a_repository_without_a_work_tree_is_refused(stale: Repository) -> None:
    stale.git("config", "core.bare", "true")

    assert stale.run("check").exit_code == 2


def test_a_folder_that_git_passes_over_belongs_to_the_repository_above(
    stale: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    (stale.root / "translations/.git").mkdir()
    monkeypatch.chdir(stale.root / "translations/vi")

    assert find_repository(Path.cwd()) == Found(stale.root, stale.root / ".git")


def test_the_search_ends_where_the_user_says(
    stale: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(stale.root))

    assert find_repository(stale.root / "translations") is None
    assert find_repository(stale.root)


def test_a_linked_work_tree_is_checked_with_its_own_files(
    stale: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale.git("worktree", "add", "--quiet", str(tmp_path / "linked"), "base")
    monkeypatch.chdir(tmp_path / "linked")

    assert stale.check().report["summary"]["pairs"]["current"] == 1
    assert stale.check("--diff", "main").exit_code == 0
    assert stale.run("report").exit_code == 0


def test_a_submodule_is_checked_as_the_repository_that_it_is(
    stale: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    above = Repository(tmp_path / "above", stale.run)
    above.root.mkdir()
    above.git("init", "--quiet")
    allowed = ("-c", "protocol.file.allow=always")
    above.git(*allowed, "submodule", "--quiet", "add", str(stale.root), "sub")
    monkeypatch.chdir(above.root / "sub/translations")
    checked = stale.check("--diff", "base")

    assert checked.exit_code == 0
    assert len(checked.report["diff"]["stale"]) == 1
    found = find_repository(Path.cwd())
    assert found
    assert (found.root, found.git_dir) == (above.root / "sub", above.root / ".git/modules/sub")


@pytest.mark.parametrize(
    "variables",
    [
        {"GIT_DIR": "{other}/.git"},
        {"GIT_DIR": "{other}/.git", "GIT_WORK_TREE": "{other}"},
        {"GIT_INDEX_FILE": "{other}/.git/index"},
        {"GIT_OBJECT_DIRECTORY": "{other}/.git/objects"},
        {"GIT_COMMON_DIR": "{other}/.git"},
        {"GIT_NAMESPACE": "x", "GIT_ICASE_PATHSPECS": "1"},
    ],
    ids=" ".join,
)
def test_variables_that_belong_to_another_repository_change_nothing(
    stale: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    before = [stale.run(*arguments) for arguments in COMMANDS]
    other = Repository(tmp_path / "other", stale.run)
    other.root.mkdir()
    other.git("init", "--quiet")
    for name, value in variables.items():
        monkeypatch.setenv(name, value.format(other=other.root))

    assert [stale.run(*arguments) for arguments in COMMANDS] == before


@posix_only
@pytest.mark.parametrize("arguments", [("--all",), ("--only", "a.md"), ()], ids=" ".join)
def test_a_hook_sees_the_files_of_the_commit_that_is_made(
    stale: Repository, arguments: tuple[str, ...]
) -> None:
    listing = (
        "from pathlib import Path; from transync.repository.tree import read_tree;"
        " print(*sorted(read_tree(Path.cwd()).files))"
    )
    content = f'#!/bin/sh\nexec "{sys.executable}" -P -c "{listing}" > .git/listed\n'
    hook = stale.write(".git/hooks/pre-commit", content)
    hook.chmod(0o755)
    stale.write("new.md", "# New\n")
    stale.write("old.md", "# Old\n")
    stale.git("add", "new.md", "old.md")
    stale.git("rm", "--quiet", "--cached", "translations/vi/a.md")
    (stale.root / "translations/vi/a.md").unlink()
    (stale.root / "old.md").unlink()
    stale.git("commit", "--quiet", "--message=Work", *arguments)
    listed = (stale.root / ".git/listed").read_text().split()

    # What a partial commit leaves out is there as it was.
    assert listed == ["a.md", "new.md"]


# What git is started with


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[dict[str, str]]]:
    """The environments of every git that was started since."""
    told, folder = tmp_path / "environments", tmp_path / "bin"
    folder.mkdir()
    real = shutil.which("git")
    script = f"import json, os; print(json.dumps(dict(os.environ)), file=open({str(told)!r}, 'a'))"
    (folder / "git").write_text(
        f'#!/bin/sh\n"{sys.executable}" -c "{script}"\nexec "{real}" "$@"\n'
    )
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    return lambda: [json.loads(line) for line in told.read_text().splitlines()]


@posix_only
def test_no_git_sees_a_secret_or_asks_for_one(
    stale: Repository,
    started: Callable[[], list[dict[str, str]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("GITHUB_TOKEN", "NPM_TOKEN", "AWS_SECRET_ACCESS_KEY", "db_password"):
        monkeypatch.setenv(name, "hidden")
    monkeypatch.setenv("SSH_ASKPASS", "/bin/false")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "/bin/false")
    for arguments in COMMANDS:
        # To import GitPython can begin one as well.
        command = [sys.executable, "-P", "-m", "transync", *arguments]
        subprocess.run(command, cwd=stale.root, capture_output=True, check=False)
    environments = started()

    assert len(environments) > 20
    assert "hidden" not in str(environments)
    assert {"SSH_ASKPASS", "GIT_EXTERNAL_DIFF"}.isdisjoint(set[str]().union(*environments))
    assert {e["GIT_TERMINAL_PROMPT"] for e in environments} == {"0"}
    assert {e["GIT_ALLOW_PROTOCOL"] for e in environments} == {""}


def test_the_users_own_configuration_counts(
    stale: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale.write("left-out.md", "# Left out\n")
    (tmp_path / "ignored").write_text("left-out.md\n")
    (tmp_path / "config").write_text(f"[core]\n\texcludesFile = {tmp_path / 'ignored'}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    assert "left-out.md" not in stale.check().report["summary"]["untranslated"]

    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    assert "left-out.md" in stale.check().report["summary"]["untranslated"]

    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.excludesFile")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(tmp_path / "ignored"))
    assert "left-out.md" not in stale.check().report["summary"]["untranslated"]


@posix_only
def test_filters_are_off_beside_the_settings_of_the_environment(
    stale: Repository, traps: Traps, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale.write(".gitattributes", "*.md filter=kind\n")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "filter.kind.clean")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(traps.program))
    stale.run("check", "--diff", "base")

    assert traps.told() == ""


# The program


@posix_only
@pytest.mark.parametrize("path", ["", ".", "bin", "./bin", "{root}", '"{root}"'])
def test_a_git_in_the_current_folder_is_not_the_git(
    stale: Repository, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    real = shutil.which("git")
    assert real
    for name in ("git", "bin/git"):
        stale.write(name, "#!/bin/sh\ntouch ran\n")
        (stale.root / name).chmod(0o755)
    entry = path.format(root=stale.root)
    monkeypatch.setenv("PATH", os.pathsep.join([entry, str(Path(real).parent)]))
    for arguments in COMMANDS:
        stale.run(*arguments)

    assert find_program("git", os.environ["PATH"]) == real
    assert not (stale.root / "ran").exists()
    monkeypatch.setenv("PATH", entry)
    assert "git program is not installed" in stale.run("check").stdout


def test_on_windows_only_a_program_in_a_folder_of_the_path_is_taken(
    folder: Repository, tmp_path: Path
) -> None:
    for name in ("git.exe", "git.bat", "git"):
        folder.write(name, "")
    (tmp_path / "programs").mkdir()
    installed = tmp_path / "programs/git.exe"
    for program in (installed, tmp_path / "programs/git.bat"):
        program.touch(0o755)
    path = os.pathsep.join(["", ".", str(folder.root), f'"{installed.parent}"'])

    assert find_program("git", path, ".exe") == str(installed)
    assert find_program("hg", path, ".exe") is None


# What git refuses


def broken_settings(repository: Repository) -> None:
    repository.write(".git/config", "[core\n")


def no_head(repository: Repository) -> None:
    (repository.root / ".git/HEAD").unlink()


def empty_git_folder(repository: Repository) -> None:
    (repository.root / ".git").rename(repository.root / "elsewhere")
    (repository.root / ".git").mkdir()


def pointer_to_nowhere(repository: Repository) -> None:
    (repository.root / ".git").rename(repository.root / "elsewhere")
    repository.write(".git", "gitdir: /nowhere/at/all\n")


def broken_index(repository: Repository) -> None:
    repository.write(".git/index", "broken")


def from_the_future(repository: Repository) -> None:
    repository.git("config", "core.repositoryFormatVersion", "99")


@pytest.mark.parametrize(
    ("trouble", "said", "cure"),
    [
        (broken_settings, "bad config line 1 in file", "repair that file"),
        (no_head, "not a git repository", "repair {root}/.git, or remove it"),
        (empty_git_folder, "not a git repository", "repair {root}/.git, or remove it"),
        (pointer_to_nowhere, "not a git repository", "repair {root}/.git, or remove it"),
        (broken_index, "index file", "see what `git status` says"),
        (from_the_future, "99", "use a newer git"),
    ],
    ids=lambda part: part.__name__.replace("_", " ") if callable(part) else "",
)
def test_a_repository_that_git_refuses_is_an_error_in_its_words_with_a_cure(
    stale: Repository, trouble: Callable[[Repository], None], said: str, cure: str
) -> None:
    trouble(stale)
    for arguments in COMMANDS:
        checked = stale.run(*arguments)
        assert (checked.exit_code, checked.stdout) == (2, "")
        assert said in checked.stderr
        assert cure.format(root=stale.root) in checked.stderr
        assert checked.stderr.count("\n") == 1


@posix_only
def test_a_repository_of_somebody_else_is_refused_until_the_user_trusts_it(
    stale: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, folder = shutil.which("git"), tmp_path / "bin"
    folder.mkdir()
    # As it is for root, or in a container.
    (folder / "git").write_text(
        f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec "{real}" "$@"\n'
    )
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    checked = stale.run("check")

    assert (checked.exit_code, checked.stdout) == (2, "")
    assert "detected dubious ownership" in checked.stderr
    assert f"`git config --global --add safe.directory {stale.root}`" in checked.stderr

    (tmp_path / "trusting").write_text(f"[safe]\n\tdirectory = {stale.root}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "trusting"))
    assert stale.check("--diff", "base").exit_code == 0


@posix_only
def test_a_repository_that_makes_git_wait_is_an_error(
    stale: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_client, "LONGEST_SECONDS", 1)
    (stale.root / ".git/HEAD").unlink()
    os.mkfifo(stale.root / ".git/HEAD")
    checked = stale.run("check")

    assert (checked.exit_code, checked.stdout) == (2, "")
    assert "it did not answer within" in checked.stderr


@posix_only
@pytest.mark.parametrize("name", ["info/exclude", "info/attributes"])
def test_patterns_that_take_git_long_are_an_error_with_a_cure(
    stale: Repository, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(git_client, "LONGEST_MATCHING", 1)
    stale.write(".gitattributes", "*.png filter=made-up\n")
    # Newer versions of git are fast with whatever can be written there.
    pipe = stale.root / ".git" / name
    pipe.parent.mkdir()
    os.mkfifo(pipe)
    checked = stale.run("check")

    assert (checked.exit_code, checked.stdout) == (2, "")
    assert "to match the patterns of files; make those with many asterisks" in checked.stderr


def damage(repository: Repository, name: str, content: bytes | None) -> None:
    blob = repository.git("rev-parse", name).strip()
    path = repository.root / ".git/objects" / blob[:2] / blob[2:]
    path.chmod(0o644)
    path.unlink()
    if content is not None:
        path.write_bytes(content)


@pytest.mark.parametrize("content", [None, b"", b"garbage"], ids=["missing", "empty", "garbage"])
@pytest.mark.parametrize("name", ["base:a.md", "base^{tree}", "base"])
def test_objects_that_are_missing_or_damaged_are_an_error_with_a_cure(
    stale: Repository, name: str, content: bytes | None
) -> None:
    damage(stale, name, content)
    for arguments in [*COMMANDS[1:5], ("diff", "a.md")]:
        checked = stale.run(*arguments)
        assert checked.exit_code == 2, arguments
        # Of a name that leads to no commit, git does not know that it should.
        cures = ("`git fsck`", "`git fetch origin`")
        assert any(cure in checked.stderr for cure in cures), arguments
        assert checked.stdout == ""


def test_what_a_partial_clone_lacks_is_told_and_not_fetched(
    stale: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale.commit("2026-01-03")
    stale.git("config", "uploadpack.allowFilter", "true")
    partial = Repository(tmp_path / "partial", stale.run)
    address = stale.root.as_uri()
    stale.git("clone", "--quiet", "--filter=blob:none", address, str(partial.root))
    monkeypatch.chdir(partial.root)
    checked = partial.run("check", "--diff", "base")

    assert (checked.exit_code, checked.stdout) == (2, "")
    assert "`git fetch --refetch --no-filter`" in checked.stderr
    assert partial.run("check").exit_code == 1
    report = json.loads(partial.run("report", "--format", "json").stdout)
    assert report["notes"] == [
        "this is a partial clone, which lacks earlier texts: what some translations were made from"
        " is not known; `git fetch --refetch --no-filter` gets the rest"
    ]
    partial.git("fetch", "--quiet", "--refetch", "--no-filter")
    assert partial.run("check", "--diff", "base").exit_code == 0


# Objects


@pytest.fixture
def reader(stale: Repository) -> Iterator[ObjectReader]:
    found = find_repository(stale.root)
    assert found
    reader = ObjectReader(found, is_partial=False)
    yield reader
    reader.close()


def test_an_object_is_read_up_to_a_limit(stale: Repository, reader: ObjectReader) -> None:
    first, second = (stale.git("rev-parse", f"{name}:a.md").strip() for name in ("base", "HEAD"))

    assert reader.read(first, 100) == b"# A\n\nOne.\n"
    assert reader.read(first, 10) == b"# A\n\nOne.\n"
    assert isinstance(reader.read(first, 9), Unreadable)
    assert reader.read(second, 10) == b"# A\n\nTwo.\n"


def test_after_an_object_that_is_not_there_the_next_one_is_read(
    stale: Repository, reader: ObjectReader
) -> None:
    blob = stale.git("rev-parse", "HEAD:a.md").strip()
    with pytest.raises(GitError, match="git fsck"):
        reader.read("0" * 40, 100)

    assert reader.read(blob, 100) == b"# A\n\nTwo.\n"


def test_what_is_no_file_is_no_object_to_read(stale: Repository, reader: ObjectReader) -> None:
    with pytest.raises(GitError):
        reader.read(stale.git("rev-parse", "HEAD").strip(), 1000)


def test_replaced_objects_and_grafts_are_not_believed(stale: Repository) -> None:
    first, second = (stale.git("rev-parse", name).strip() for name in ("base", "HEAD"))
    before = [stale.run(*arguments) for arguments in COMMANDS]
    stale.git("replace", f"{first}:a.md", f"{second}:a.md")
    stale.write(".git/info/grafts", f"{second}\n")

    assert stale.git("log", "--format=%H").split() == [second]
    assert [stale.run(*arguments) for arguments in COMMANDS] == before

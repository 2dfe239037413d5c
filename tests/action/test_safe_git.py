"""The action's git runs nothing of a pull request, and nothing but the API sees the token."""

from __future__ import annotations

import base64
import inspect
import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from action import safe_git
from action.checkout import Checkout
from action.errors import UsageError
from tests.action.api import Api
from tests.action.conftest import Job, commit
from tests.conftest import Repository
from transync.repository import git_client

posix_only = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")


def test_git_is_started_as_transync_starts_it() -> None:
    assert safe_git.SAFE_OPTIONS == git_client.SAFE_OPTIONS
    assert safe_git.SAFE_VARIABLES == git_client.SAFE_VARIABLES
    assert safe_git.KEPT.pattern == git_client.KEPT.pattern
    assert (safe_git.SECRET.pattern, safe_git.SECRET.flags) == (
        git_client.SECRET.pattern,
        git_client.SECRET.flags,
    )
    assert inspect.getsource(safe_git.find_program) == inspect.getsource(git_client.find_program)


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[dict[str, str]]]:
    """The environments of every git that was started since."""
    told, folder = tmp_path / "environments", tmp_path / "bin"
    folder.mkdir()
    script = f"import json, os; print(json.dumps(dict(os.environ)), file=open({str(told)!r}, 'a'))"
    (folder / "git").write_text(
        f'#!/bin/sh\n"{sys.executable}" -c "{script}"\nexec "{shutil.which("git")}" "$@"\n'
    )
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    return lambda: [json.loads(line) for line in told.read_text().splitlines()]


@posix_only
def test_no_git_sees_the_token_but_as_what_it_sends_to_the_server(
    repository: Repository,
    api: Api,
    started: Callable[[], list[dict[str, str]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("GITHUB_TOKEN", "a-token")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.abbrev")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "9")
    repository.git("remote", "add", "origin", f"{api.url}/baker/bread.git")
    repository.commit()
    checkout = Checkout(repository.root, api.url, "a-token")
    assert checkout.commit("HEAD")
    assert not checkout.fetch("origin", "main")
    basic = "basic " + base64.b64encode(b"x-access-token:a-token").decode()
    own = [found for found in started() if found.get("GIT_TERMINAL_PROMPT") == "0"]

    assert api.authorizations[0] == basic
    assert len(own) == 3
    assert "a-token" not in str(own)
    assert [found["GIT_ALLOW_PROTOCOL"] for found in own] == ["", "", "file:git:http:https:ssh"]
    assert [basic in str(found) for found in own] == [False, False, True]
    assert own[2]["GIT_CONFIG_VALUE_0"] == "9"


@posix_only
@pytest.mark.parametrize("diff", ["auto", "false", "main", "nosuch"])
def test_a_folder_that_looks_like_a_bare_repository_names_no_program(job: Job, diff: str) -> None:
    ran = job.runner.temp / "ran"
    job.origin.git("checkout", "--quiet", "--detach", job.commits.merge)
    trap = f"echo token=$GITHUB_TOKEN >> '{ran}'"
    for path, text in (
        ("docs/HEAD", "ref: refs/heads/main\n"),
        ("docs/objects/x", ""),
        ("docs/refs/x", ""),
        (
            "docs/config",
            "[core]\n\trepositoryformatversion = 0\n\tworktree = .\n"
            f'\tfsmonitor = "{trap}; false"\n'
            f'[remote "origin"]\n\turl = "ext::sh -c {trap.replace(" ", "% ")}"\n'
            '[protocol "ext"]\n\tallow = always\n',
        ),
        ("docs/a.md", "# A\n"),
    ):
        job.origin.write(path, text)
    record = job.origin.record("docs/a.md", "es", source_file="a.md")
    page = f"<!--\nCO_OP_TRANSLATOR_METADATA:\n{json.dumps(record)}\n-->\n# A\n"
    job.origin.write("docs/translations/es/a.md", page)
    job.check_out(commit(job.origin, "A bare repository"))
    checked = job.runner.run("check", diff=diff, working_directory="docs")

    assert not ran.exists()
    # The repository is the one above, with the faults that it has.
    assert checked.code == (2 if diff == "nosuch" else 1), checked.log
    assert ("translations/vi/salt.md" in checked.log) is (diff != "nosuch")
    plain = Repository(job.runner.workspace / "docs", job.origin.run)
    plain.git("-c", "safe.bareRepository=all", "ls-files", "--others")
    assert ran.read_text().startswith("token=")


@posix_only
def test_a_submodule_is_not_fetched_with_the_rest(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("a.md", "# A\n")
    repository.commit()
    above = Repository(tmp_path / "above", repository.run)
    above.root.mkdir()
    above.git("init", "--quiet", "--initial-branch=main")
    allowed = ("-c", "protocol.file.allow=always")
    above.git(*allowed, "submodule", "--quiet", "add", str(repository.root), "sub")
    above.git("-c", "user.name=A", "-c", "user.email=a@e.com", "commit", "-qm", "One")
    clone = tmp_path / "clone"
    above.git(*allowed, "clone", "--quiet", "--recurse-submodules", str(above.root), str(clone))
    marker = tmp_path / "ran"
    trap = tmp_path / "upload"
    trap.write_text(f"#!/bin/sh\ntouch {marker}\nexit 1\n")
    trap.chmod(0o755)
    Repository(clone / "sub", repository.run).git("config", "remote.origin.uploadpack", str(trap))
    repository.write("a.md", "# B\n")
    repository.commit()
    above.git("-C", "sub", "pull", "--quiet", "origin", "main")
    above.git("-c", "user.name=A", "-c", "user.email=a@e.com", "commit", "-qam", "Two")

    assert Checkout(clone).fetch("origin", "main")
    assert not marker.exists()


@posix_only
def test_a_git_in_the_workspace_is_not_the_git(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit()
    repository.write("git", "#!/bin/sh\ntouch ran\n")
    (repository.root / "git").chmod(0o755)
    real = shutil.which("git")
    assert real
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", str(Path(real).parent)]))

    assert Checkout(repository.root).commit("HEAD")
    assert not (repository.root / "ran").exists()


def test_without_the_git_program_the_action_says_so(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(UsageError, match="git is not installed on this runner"):
        Checkout(repository.root).commit("HEAD")


def test_without_a_repository_there_is_nothing_to_ask(folder: Repository) -> None:
    assert Checkout(folder.root).commit("HEAD") is None

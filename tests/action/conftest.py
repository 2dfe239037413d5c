"""A job on a pull request: its repository, the checkout of it, and GitHub around it."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.action.api import REPOSITORY, Api, serving
from tests.action.runner import Runner
from tests.conftest import Checked, Repository, leave_git_alone

SOURCE = "# Bread\n\n[flour](https://e.com/flour?WT.mc_id=x) and water.\n"
TRANSLATED = "# Bánh\n\n[bột](https://e.com/flour?WT.mc_id=x) và nước.\n"
EVENT = Path(__file__).with_name("pull_request.json")


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The outputs of the step that locates the environment, once transync is installed in it."""
    temp = tmp_path_factory.mktemp("runner")
    runner = Runner(temp, temp, steps={"python": {"outputs": {"python-path": sys.executable}}})
    located = runner.run("locate")
    assert located.code == 0, located.log
    installed = runner.run("install")
    assert installed.code == 0, installed.log
    return located.outputs


@pytest.fixture
def api() -> Iterator[Api]:
    with serving() as served:
        yield served


@dataclass
class Commits:
    """What GitHub makes of a pull request: `merge` has the parents `main` and `head`."""

    base: str
    main: str
    head: str
    merge: str


@dataclass
class Job:
    """A repository with a pull request, and a runner whose workspace is a checkout of it."""

    origin: Repository
    runner: Runner
    commits: Commits

    def check_out(self, commit: str, depth: int | None = 1) -> None:
        """As actions/checkout does: one commit, and its history up to `depth`."""
        workspace = Repository(self.runner.workspace, self.origin.run)
        workspace.root.mkdir()
        workspace.git("init", "--quiet")
        workspace.git("remote", "add", "origin", self.origin.root.as_uri())
        arguments = ["--no-tags", *([f"--depth={depth}"] if depth else [])]
        workspace.git("fetch", "--quiet", *arguments, "origin", commit)
        workspace.git("checkout", "--quiet", "--force", commit)

    def event(self, name: str, content: object) -> None:
        path = self.runner.temp / "event.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        self.runner.variables |= {"GITHUB_EVENT_NAME": name, "GITHUB_EVENT_PATH": str(path)}


@pytest.fixture(scope="session")
def pull_request(
    empty_repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Commits]:
    """A repository with a pull request, to be copied, and its commits."""
    root = tmp_path_factory.mktemp("pull-request")
    shutil.copytree(empty_repository, root / ".git")
    with pytest.MonkeyPatch.context() as patch:
        leave_git_alone(patch)
        return root, opened(Repository(root, not_run))


def not_run(*arguments: str) -> Checked:
    raise AssertionError("nothing is checked before it is copied")


def opened(repository: Repository) -> Commits:
    """The commits of a pull request, which is opened, and of main, which goes on."""
    for source in ("bread.md", "salt.md", "oven.md"):
        repository.write(source, SOURCE)
        for language in ("es", "vi"):
            repository.translate(source, language, TRANSLATED)
    repository.translate("salt.md", "es", TRANSLATED.replace("flour?", "flower?"))
    base = commit(repository, "All is well, almost")

    repository.git("checkout", "--quiet", "-b", "starter")
    repository.write("bread.md", SOURCE + "\nAnd salt.\n")
    repository.translate("salt.md", "vi", TRANSLATED.replace("=x", "=y"))
    head = commit(repository, "A better starter")

    repository.git("checkout", "--quiet", "main")
    repository.translate("oven.md", "es", TRANSLATED.replace("flour?", "flower?"))
    main = commit(repository, "A fault of others")

    repository.git("checkout", "--quiet", "--detach", "main")
    repository.git("merge", "--quiet", "--no-edit", "--no-ff", "starter")
    merge = repository.git("rev-parse", "HEAD").strip()
    repository.git("update-ref", "refs/pull/7/merge", merge)
    repository.git("checkout", "--quiet", "main")
    return Commits(base, main, head, merge)


@pytest.fixture
def job(
    repository: Repository,
    environment: dict[str, str],
    api: Api,
    tmp_path: Path,
    pull_request: tuple[Path, Commits],
) -> Job:
    """A pull request that edits bread.md and breaks a tracking ID in translations/vi/salt.md.

    There was a fault before in translations/es/salt.md, and after the pull request was opened, a
    fault came to main with translations/es/oven.md.
    """
    root, commits = pull_request
    shutil.rmtree(repository.root / ".git")
    shutil.copytree(root, repository.root, dirs_exist_ok=True)

    temp = tmp_path / "runner temp"
    temp.mkdir()
    runner = Runner(temp, tmp_path / "a workspace", steps={"environment": {"outputs": environment}})
    runner.variables |= {
        "GITHUB_ACTIONS": "true",
        "GITHUB_API_URL": api.url,
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": REPOSITORY,
        "GITHUB_WORKFLOW": "Translations",
        "GITHUB_JOB": "transync",
        "GITHUB_RUN_ID": "4711",
        "GITHUB_SHA": commits.merge,
        "GITHUB_REF": "refs/pull/7/merge",
    }
    job = Job(repository, runner, commits)
    event = json.loads(EVENT.read_text(encoding="utf-8"))
    event["pull_request"]["base"]["sha"] = commits.base
    event["pull_request"]["head"]["sha"] = commits.head
    job.event("pull_request", event)
    return job


def commit(repository: Repository, message: str) -> str:
    repository.git("add", "--all")
    repository.git("commit", "--quiet", f"--message={message}")
    return repository.git("rev-parse", "HEAD").strip()

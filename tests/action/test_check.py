"""The action's check step, run as GitHub runs it, on real repositories."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.action.api import Api
from tests.action.conftest import EVENT, TRANSLATED, Job, commit
from tests.action.runner import Ran
from tests.test_bad_input import posix_only

FAULT = (
    "::error file=translations/vi/salt.md,line=12,col=1,title=tracking-id [vi]::"
    "the tracking ID WT.mc_id=x is changed"
)


def findings(ran: Ran) -> list[tuple[str, str]]:
    report = json.loads(Path(ran.outputs["report"]).read_text(encoding="utf-8"))
    return [(finding["rule"], finding["path"]) for finding in report["findings"]]


def test_a_pull_request_is_told_what_it_breaks_and_what_it_makes_stale(job: Job, api: Api) -> None:
    job.check_out(job.commits.merge, depth=None)
    ran = job.runner.run("check")

    assert ran.code == 1
    assert [error for error in ran.errors if error.startswith(FAULT)] == ran.errors
    assert findings(ran) == [("tracking-id", "translations/vi/salt.md")]
    assert {n: v for n, v in ran.outputs.items() if n != "report"} == {
        "exit-code": "1",
        "errors": "1",
        "warnings": "0",
        "stale": "2",
        "sarif": "",
    }
    assert ran.summary.startswith("## transync: ")
    assert "`translations/vi/salt.md:12`" in ran.summary
    assert "bread.md" in ran.summary
    (comment,) = api.comments
    assert comment["body"].startswith("<!-- transync ")
    assert ran.summary.strip() in comment["body"]
    assert f"{job.commits.head} · [this run]" in comment["body"]
    assert "https://github.com/baker/bread/actions/runs/4711" in comment["body"]
    assert "the comment on the pull request is written" in ran.log
    assert "a-token" not in ran.log


def test_what_a_change_makes_stale_counts_where_it_fails_too(job: Job, api: Api) -> None:
    job.check_out(job.commits.merge, depth=None)
    ran = job.runner.run("check", args="--fail-on-stale-source")

    assert (ran.outputs["errors"], ran.outputs["stale"]) == ("3", "2")


def test_what_a_run_finds_out_is_left_where_the_cache_takes_it_from(job: Job) -> None:
    job.check_out(job.commits.merge)
    documents = Path(job.runner.steps["environment"]["outputs"]["documents"])
    before = set(documents.glob("*/*/documents/*/*"))
    job.runner.run("check", diff="false")

    assert set(documents.glob("*/*/documents/*/*")) > before
    assert documents.parent == Path(job.runner.steps["environment"]["outputs"]["folder"]).parent


@pytest.mark.parametrize("depth", [1, 2])
def test_what_a_shallow_clone_lacks_is_fetched(job: Job, depth: int) -> None:
    job.check_out(job.commits.merge, depth)
    ran = job.runner.run("check")

    assert findings(ran) == [("tracking-id", "translations/vi/salt.md")]
    assert ran.outputs["stale"] == "2"


def test_a_checkout_of_the_head_is_compared_with_where_it_left_the_base(job: Job) -> None:
    job.check_out(job.commits.head)
    ran = job.runner.run("check")

    assert findings(ran) == [("tracking-id", "translations/vi/salt.md")]


def test_a_history_that_can_not_be_fetched_fails_and_checks_nothing(job: Job, api: Api) -> None:
    job.check_out(job.commits.merge)
    job.origin.root.rename(job.origin.root.with_name("moved"))
    ran = job.runner.run("check")

    assert ran.code == 2
    (error,) = ran.errors
    assert job.commits.main[:12] in error
    assert "give actions/checkout `fetch-depth: 0`" in error
    assert ran.outputs == {"exit-code": "2"}
    assert (ran.summary, api.asked) == ("", [])


def test_a_checkout_of_the_base_is_no_change_and_fails(job: Job) -> None:
    job.check_out(job.commits.base)
    ran = job.runner.run("check")

    assert ran.code == 2
    assert "the base of this change, and not the change" in ran.errors[0]


def test_a_queued_merge_is_compared_with_its_base_and_has_no_comment(job: Job, api: Api) -> None:
    job.check_out(job.commits.merge)
    group = {"base_sha": job.commits.main, "head_sha": job.commits.merge}
    job.event("merge_group", {"action": "checks_requested", "merge_group": group})
    ran = job.runner.run("check")

    assert findings(ran) == [("tracking-id", "translations/vi/salt.md")]
    assert api.asked == []


def test_a_forgotten_checkout_fails(job: Job) -> None:
    job.runner.workspace.mkdir()
    ran = job.runner.run("check", diff="false")
    (job.runner.workspace / "a.md").write_text("# A\n", encoding="utf-8")
    compared = job.runner.run("check")

    assert (ran.code, compared.code) == (2, 2)
    assert "there is nothing to check here; run actions/checkout before this" in ran.errors[0]
    assert "there is no commit here to compare; run actions/checkout" in compared.errors[0]


EVERYTHING = [
    ("link-target", "translations/es/oven.md"),
    ("link-target", "translations/es/salt.md"),
    ("stale", "translations/es/bread.md"),
    ("stale", "translations/vi/bread.md"),
    ("text-missing", "translations/es/bread.md"),
    ("text-missing", "translations/vi/bread.md"),
    ("tracking-id", "translations/vi/salt.md"),
]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("push", {"ref": "refs/heads/main", "before": "0" * 40}),
        ("schedule", {"schedule": "0 3 * * *"}),
        ("issue_comment", {"action": "created", "issue": {"number": 7, "pull_request": {}}}),
    ],
)
def test_events_without_a_change_check_everything(
    job: Job, api: Api, name: str, content: object
) -> None:
    job.check_out(job.commits.merge)
    job.event(name, content)
    ran = job.runner.run("check")

    assert sorted(set(findings(ran))) == EVERYTHING
    assert ran.outputs["stale"] == "2"
    assert api.asked == []


def test_a_pull_request_can_be_checked_as_a_whole(job: Job, api: Api) -> None:
    job.check_out(job.commits.merge)
    ran = job.runner.run("check", diff="false")

    assert sorted(set(findings(ran))) == EVERYTHING
    assert len(api.comments) == 1


@pytest.mark.parametrize("name", ["main", "origin/main"])
def test_a_named_base_is_fetched(job: Job, name: str) -> None:
    job.check_out(job.commits.head)
    job.event("push", {})
    ran = job.runner.run("check", diff=name)

    assert findings(ran) == [("tracking-id", "translations/vi/salt.md")]


@pytest.mark.parametrize("name", ["nowhere", "--upload-pack=touch pwned", "main:refs/heads/x"])
def test_a_base_that_is_no_name_of_a_commit_fails(job: Job, name: str) -> None:
    job.check_out(job.commits.head)
    ran = job.runner.run("check", diff=name)

    assert ran.code == 2
    assert ran.errors == [
        "::error title=transync::diff: there is no branch, tag or commit "
        f"{name!r}, here or in origin"
    ]
    assert not (job.runner.workspace / "pwned").exists()


def test_a_change_without_faults_passes_and_begins_no_comment(job: Job, api: Api) -> None:
    job.check_out(job.commits.merge)
    ran = job.runner.run("check", paths="oven.md")

    assert ran.code == 0
    assert ran.outputs["errors"] == ran.outputs["stale"] == "0"
    assert api.comments == []
    assert "there is nothing to say on the pull request" in ran.log


@pytest.mark.parametrize(
    ("fail_on", "languages", "code"),
    [("error", "vi", 1), ("never", "vi", 0), ("warning", "es", 0), ("never", "es", 0)],
)
def test_the_job_fails_as_it_is_asked_to_and_the_output_tells_the_truth(
    job: Job, fail_on: str, languages: str, code: int
) -> None:
    job.check_out(job.commits.merge)
    ran = job.runner.run("check", fail_on=fail_on, languages=languages)

    assert ran.code == code
    assert ran.outputs["exit-code"] == ("1" if languages == "vi" else "0")


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"fail_on": "always"}, "fail-on: must be one of error, warning, never, not 'always'"),
        ({"settings_from": "me"}, "settings-from: must be one of base, change, not 'me'"),
        ({"comment": "yes"}, "comment: must be one of true, false, not 'yes'"),
        ({"args": "'"}, "args: can't be split: no closing quotation"),
        ({"working_directory": "nowhere"}, "working-directory: there is no folder 'nowhere'"),
        ({"args": "--nonsense"}, "No such option"),
        ({"paths": "nowhere.md"}, "nowhere.md"),
        ({"config": "nowhere.toml"}, "nowhere.toml"),
        ({"sarif": "no/where.sarif"}, "where.sarif: can't be written"),
    ],
    ids=str,
)
def test_wrong_usage_fails_whatever_is_asked_to_fail(
    job: Job, inputs: dict[str, str], said: str
) -> None:
    job.check_out(job.commits.merge)
    ran = job.runner.run("check", **{"fail_on": "never", **inputs})

    assert ran.code == 2
    (error,) = ran.errors
    assert said in error
    assert ran.outputs == {"exit-code": "2"}


def test_paths_languages_and_arguments_reach_the_check(job: Job) -> None:
    job.check_out(job.commits.merge)
    (job.runner.workspace / "a page.md").write_text("# A\n", encoding="utf-8")
    chosen = {"diff": "false", "paths": "a page.md\nsalt.md\noven.md\n", "languages": "es, vi"}
    ran = job.runner.run(
        "check", **chosen, args="--ignore 'tracking-id' --severity link-target=warning"
    )

    assert findings(ran) == [
        ("link-target", "translations/es/oven.md"),
        ("link-target", "translations/es/salt.md"),
    ]
    assert (ran.code, ran.outputs["errors"], ran.outputs["warnings"]) == (0, "0", "2")
    assert "::warning file=translations/es/salt.md,line=12,col=1,title=link-target [es]" in ran.log


def test_a_repository_in_another_folder_is_checked_with_a_configuration_of_its_own(
    job: Job,
) -> None:
    job.check_out(job.commits.merge)
    (job.runner.workspace / "ours.toml").write_text('ignore = ["tracking-id"]\n', encoding="utf-8")
    folder = job.runner.workspace.name
    job.runner.workspace = job.runner.workspace.parent
    given = {"working_directory": folder, "config": "ours.toml", "settings_from": "change"}
    ran = job.runner.run("check", **given, sarif="s.sarif")

    assert (ran.code, findings(ran)) == (0, [])
    assert Path(ran.outputs["sarif"]) == job.runner.workspace / folder / "s.sarif"
    assert json.loads(Path(ran.outputs["sarif"]).read_text(encoding="utf-8"))["version"] == "2.1.0"


@posix_only
@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("../elsewhere", "working-directory: 'docs' leads out of the checked out files"),
        ("..", "working-directory: 'docs' leads out of the checked out files"),
        (".git/hooks", "working-directory: 'docs' leads out of the checked out files"),
        ("docs", "working-directory: there is no folder 'docs'"),
    ],
)
def test_no_folder_is_checked_or_written_where_a_link_leads_out_of_the_workspace(
    job: Job, target: str, said: str
) -> None:
    job.check_out(job.commits.merge)
    elsewhere = job.runner.workspace.parent / "elsewhere"
    shutil.copytree(job.runner.workspace, elsewhere)
    (job.runner.workspace / "docs").symlink_to(target)
    given = {"working_directory": "docs", "sarif": "s.sarif", "fail_on": "never"}
    for diff in ("auto", "false"):
        ran = job.runner.run("check", **given, diff=diff)

        assert ran.code == 2
        (error,) = ran.errors
        assert said in error
    assert [*job.runner.workspace.parent.rglob("s.sarif")] == []


@posix_only
def test_a_link_to_a_folder_of_the_workspace_may_be_checked(job: Job) -> None:
    job.check_out(job.commits.merge)
    workspace = job.runner.workspace
    shutil.copytree(workspace, workspace / "site/docs", ignore=shutil.ignore_patterns(".git"))
    (workspace / "docs").symlink_to("site/docs")
    ran = job.runner.run("check", working_directory="docs", diff="false", sarif="s.sarif")

    assert ran.code == 1
    assert ("tracking-id", "site/docs/translations/vi/salt.md") in findings(ran)
    assert (workspace / "site/docs/s.sarif").is_file()


def silence(job: Job) -> str:
    """Let the pull request silence its fault, and return the new merge commit."""
    origin = job.origin
    origin.git("checkout", "--quiet", "starter")
    origin.write("transync.toml", 'ignore = ["tracking-id"]\n')
    origin.write("ci/ours.toml", 'ignore = ["tracking-id"]\n')
    page = origin.root / "translations/vi/salt.md"
    text = page.read_text(encoding="utf-8")
    origin.write(
        "translations/vi/salt.md", text.replace("# B", "<!-- transync: ignore-file -->\n\n# B")
    )
    head = commit(origin, "Nothing to see here")
    origin.git("checkout", "--quiet", "--detach", "main")
    origin.git("merge", "--quiet", "--no-edit", "--no-ff", "starter")
    event = json.loads(EVENT.read_text(encoding="utf-8"))
    event["pull_request"]["base"]["sha"] = job.commits.base
    event["pull_request"]["head"]["sha"] = head
    job.event("pull_request", event)
    return origin.git("rev-parse", "HEAD").strip()


@pytest.mark.parametrize("config", ["", "ci/ours.toml"], ids=["found", "named"])
def test_a_change_that_silences_its_fault_fails_and_everybody_is_told(
    job: Job, api: Api, config: str
) -> None:
    job.check_out(silence(job), depth=None)
    ran = job.runner.run("check", config=config)

    assert ran.code == 1
    assert findings(ran) == [("tracking-id", "translations/vi/salt.md")]
    said = "this change brings other settings and suppressions, which don't count here; they would"
    assert f"::{said} hide 1 error that it introduces" in ran.log
    for told in (ran.summary, api.comments[0]["body"]):
        assert f"> [!WARNING]\n> T{said[1:]} hide 1 error that it introduces\n" in told


def test_who_runs_it_can_let_the_change_decide(job: Job, api: Api) -> None:
    job.check_out(silence(job), depth=None)
    ran = job.runner.run("check", settings_from="change", paths="salt.md")

    assert (ran.code, findings(ran)) == (0, [])
    assert "which hide 1 error that it introduces" in ran.log
    # Nothing is found, but somebody has to know.
    assert len(api.comments) == 1


def test_without_annotations_the_log_has_text_of_which_no_line_is_a_command(job: Job) -> None:
    job.check_out(job.commits.merge)
    ran = job.runner.run("check", annotations="false", summary="false", comment="false")
    lines = ran.log.splitlines()
    begin = next(line for line in lines if line.startswith("::stop-commands::"))
    token = begin.removeprefix("::stop-commands::")

    assert len(token) == 32
    assert f"::{token}::" in lines
    assert "  error tracking-id: the tracking ID WT.mc_id=x is changed [vi]" in lines
    assert ran.errors == []
    assert ran.summary == ""


HOSTILE = "\"; touch pwned; $(touch pwned) `touch pwned` ' && touch pwned #\n::error::pwned\nEOF"


@pytest.mark.parametrize(
    "name",
    [
        "paths",
        "args",
        "config",
        "languages",
        "diff",
        "settings_from",
        "fail_on",
        "sarif",
        "working_directory",
    ],
)
def test_an_input_is_never_run_as_a_command(job: Job, name: str) -> None:
    job.check_out(job.commits.merge)
    ran = job.runner.run("check", **{name: HOSTILE})

    # The name is a good one for a file, but not on Windows.
    assert ran.code == 2 or (name == "sarif" and ran.code == 1), ran.log
    assert [*job.runner.workspace.parent.rglob("pwned")] == []
    assert "::error::pwned" not in commands(ran.log)


def commands(log: str) -> list[str]:
    """The lines of the log that GitHub takes for commands."""
    found, token = [], ""
    for line in map(str.strip, log.splitlines()):
        if token:
            token = "" if line == f"::{token}::" else token
        elif line.startswith("::stop-commands::"):
            token = line.removeprefix("::stop-commands::")
        elif line.startswith("::"):
            found.append(line)
    return found


def test_modules_of_the_checkout_never_stand_in_for_those_of_the_action(job: Job) -> None:
    job.check_out(job.commits.merge)
    for name in ("json.py", "transync.py", "action.py", "pip.py", "venv.py"):
        trap = "from pathlib import Path\nPath('pwned').touch()\n"
        (job.runner.workspace / name).write_text(trap, encoding="utf-8")
    ran = job.runner.run("check")

    assert findings(ran) == [("tracking-id", "translations/vi/salt.md")]
    assert not (job.runner.workspace / "pwned").exists()


def test_names_of_files_end_no_output_and_begin_no_command(job: Job) -> None:
    job.check_out(job.commits.merge)
    name = "::error::x [a](b) %0A ]]>.md"
    folder = job.runner.workspace
    for path in (name, f"translations/es/{name}"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(TRANSLATED, encoding="utf-8")
    ran = job.runner.run("check", diff="false")

    assert "::error::x" not in [line[:10] for line in commands(ran.log)]
    assert ran.outputs.keys() == {"exit-code", "errors", "warnings", "stale", "report", "sarif"}


RULE = '''"""A page fails.

Fails: a page that says so.

Passes: any other.

What to do: nothing.
"""

from transync.model import Severity
from transync.rules._groups import Group

GROUP, SEVERITY = Group.PROGRAM, Severity.ERROR


def check_texts(comparison):
    if comparison.translation.path.endswith("/es/oven.md"):
        raise KeyError("oven")
    return ()
'''


@pytest.mark.parametrize("fail_on", ["error", "never"])
def test_a_page_on_which_transync_fails_takes_no_report_along(
    job: Job, api: Api, fail_on: str
) -> None:
    job.check_out(job.commits.merge)
    environment = Path(job.runner.steps["environment"]["outputs"]["folder"])
    (rules,) = environment.glob("**/site-packages/transync/rules")
    rule = rules / "fails_on_the_oven.py"
    rule.write_text(RULE, encoding="utf-8")
    try:
        ran = job.runner.run("check", diff="false", fail_on=fail_on)
    finally:
        rule.unlink()

    assert ran.code == 3
    assert ("internal-error", "translations/es/oven.md") in findings(ran)
    assert ("tracking-id", "translations/vi/salt.md") in findings(ran)
    assert ran.outputs["exit-code"] == "3"
    assert "`internal-error`" in ran.summary
    assert ran.summary.strip() in api.comments[0]["body"]
    said = "transync failed on a page; `internal-error` in the report says where"
    assert f"::error title=transync::{said}" in ran.errors

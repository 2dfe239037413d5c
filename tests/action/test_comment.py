"""The one comment on a pull request, and a GitHub that does not want it."""

from __future__ import annotations

import pytest

from action.comment import Issue, comment
from tests.action.api import REPOSITORY, Api
from tests.action.conftest import Job


@pytest.fixture
def checked_out(job: Job) -> Job:
    job.check_out(job.commits.merge)
    return job


def test_a_second_run_updates_the_comment(checked_out: Job, api: Api) -> None:
    checked_out.runner.run("check")
    first = api.comments[0]["body"]
    checked_out.runner.variables["GITHUB_RUN_ID"] = "4712"
    ran = checked_out.runner.run("check")

    assert len(api.comments) == 1
    assert api.comments[0]["body"] == first.replace("runs/4711", "runs/4712")
    assert "the comment on the pull request is updated" in ran.log


def test_the_comment_says_so_when_all_is_repaired(checked_out: Job, api: Api) -> None:
    checked_out.runner.run("check")
    before = api.comments[0]["body"]
    checked_out.runner.run("check", args="--ignore tracking-id,stale")

    assert len(api.comments) == 1
    assert "tracking-id" in before
    assert "tracking-id" not in api.comments[0]["body"]


def test_the_comment_is_found_behind_a_hundred_others(checked_out: Job, api: Api) -> None:
    checked_out.runner.run("check")
    own = api.comments[0]["body"]
    api.comments.clear()
    for number in range(150):
        api.add(f"Comment {number}", "User")
    api.add(own)
    checked_out.runner.run("check")

    assert len(api.comments) == 151
    assert [asked.split("page=")[-1] for asked in api.asked[-3:-1]] == ["1", "2"]
    assert api.asked[-1] == "PATCH /repos/baker/bread/issues/comments/151"


def test_nobody_elses_comment_is_overwritten(checked_out: Job, api: Api) -> None:
    checked_out.runner.run("check")
    own = api.comments[0]["body"]
    api.comments.clear()
    others = [(own, "User"), (f"> {own}", "Bot"), ("Hello", "Bot")]
    for body, kind in others:
        api.add(body, kind)
    checked_out.runner.run("check")

    assert [comment["body"] for comment in api.comments[:3]] == [body for body, _ in others]
    assert [comment["body"] for comment in api.comments[3:]] == [own]


def test_checks_of_other_languages_have_a_comment_of_their_own(checked_out: Job, api: Api) -> None:
    for _ in range(2):
        for language in ("es", "vi"):
            checked_out.runner.run("check", languages=language)

    assert len(api.comments) == 2


@pytest.mark.parametrize(
    ("method", "status"), [("POST", 403), ("GET", 403), ("GET", 404), ("GET", 401)]
)
def test_a_token_that_may_only_read_is_a_line_of_the_log(
    checked_out: Job, api: Api, method: str, status: int
) -> None:
    api.refuses[method] = status
    ran = checked_out.runner.run("check", fail_on="never")

    assert (ran.code, ran.outputs["exit-code"]) == (0, "1")
    assert ran.summary
    (line,) = [line for line in ran.log.splitlines() if line.startswith("no comment")]
    assert f"GitHub says {status}" in line
    assert "`pull-requests: write`" in line


def test_a_github_that_is_down_is_a_line_of_the_log(checked_out: Job, api: Api) -> None:
    api.refuses["GET"] = 502
    assert checked_out.runner.run("check", fail_on="never").code == 0

    checked_out.runner.variables["GITHUB_API_URL"] = "http://127.0.0.1:9"
    ran = checked_out.runner.run("check", fail_on="never")

    assert ran.code == 0
    assert "no comment on the pull request: " in ran.log
    assert "Traceback" not in ran.log


def test_a_comment_stays_within_what_github_takes(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    issue = Issue(api.url, "a-token", REPOSITORY, 7)
    section = f"### Rule\n\n{'ä{}' * 1000}\n\n"
    said = comment(issue, "<!-- mark -->", section * 30, "<sub>the end</sub>", is_worth_it=True)
    body = api.comments[0]["body"]

    assert said == "the comment on the pull request is written"
    assert 60_000 < len(body) <= 65_536
    assert body.startswith("<!-- mark -->\n### Rule\n")
    assert f"> {30 - body.count('### ')} of 30 sections are left out here" in body
    assert body.endswith("\n<sub>the end</sub>\n")


def test_no_comment_is_asked_for_when_none_is_wanted(checked_out: Job, api: Api) -> None:
    checked_out.runner.run("check", comment="false")

    assert api.asked == []

"""How much history is fetched: in steps, and never so that a whole clone becomes a shallow one."""

from __future__ import annotations

import json

from action.checkout import Checkout
from tests.action.conftest import EVENT, Job, commit


def lengthen(job: Job, number: int) -> str:
    """Add commits to the pull request's branch, and return its head."""
    job.origin.git("checkout", "--quiet", "starter")
    for index in range(number):
        job.origin.git("commit", "--quiet", "--allow-empty", f"--message=Commit {index}")
    head = job.origin.git("rev-parse", "HEAD").strip()
    event = json.loads(EVENT.read_text(encoding="utf-8"))
    event["pull_request"]["base"]["sha"] = job.commits.base
    event["pull_request"]["head"]["sha"] = head
    job.event("pull_request", event)
    return head


def known(job: Job) -> int:
    """How many commits of HEAD's history the checkout has."""
    return int(Checkout(job.runner.workspace).git("rev-list", "--count", "HEAD") or 0)


def test_a_merge_needs_its_parents_only(job: Job) -> None:
    job.check_out(job.commits.merge)
    assert known(job) == 1
    job.runner.run("check")

    assert known(job) == 3


def test_a_long_branch_is_fetched_in_steps(job: Job) -> None:
    head = lengthen(job, 130)
    job.check_out(head)
    ran = job.runner.run("check")

    assert ran.outputs["errors"] == "1", ran.log
    assert known(job) == 132


def test_no_more_is_fetched_than_a_step_brings(job: Job) -> None:
    job.origin.git("checkout", "--quiet", "main")
    for index in range(130):
        job.origin.git("commit", "--quiet", "--allow-empty", f"--message=Commit {index}")
    base = job.origin.git("rev-parse", "HEAD").strip()
    job.origin.write("new.md", "# New\n")
    head = commit(job.origin, "One page more")
    job.check_out(head)
    job.event("push", {})
    ran = job.runner.run("check", diff=base)

    assert ran.code == 0, ran.log
    assert known(job) < 130
    assert Checkout(job.runner.workspace).is_shallow


def test_a_whole_clone_stays_whole(job: Job) -> None:
    job.check_out(job.commits.head, depth=None)
    before = known(job)
    ran = job.runner.run("check", diff="main")

    assert ran.outputs["errors"] == "1", ran.log
    assert known(job) == before
    assert not Checkout(job.runner.workspace).is_shallow

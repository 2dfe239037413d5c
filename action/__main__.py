"""The check of the action: inputs -> one run of transync -> annotations, summary, comment."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from action.checkout import Checkout
from action.comment import Issue, comment, marker
from action.comparison import find_base
from action.errors import UsageError
from action.event import Event, read_event
from action.inputs import Inputs, read_inputs
from action.safe_git import without_secrets
from action.workflow_commands import append_summary, fail, verbatim, write_outputs

OK, FINDINGS, USAGE, BUG = 0, 1, 2, 3
_STALENESS = ("stale", "image-stale")


class Reports(NamedTuple):
    """The files that one run writes."""

    json: Path
    markdown: Path
    sarif: Path | None

    @property
    def are_there(self) -> bool:
        """Whether the run has come so far as to write them."""
        return self.json.is_file() and self.markdown.is_file()


def main(environment: Mapping[str, str]) -> int:
    """Check, tell GitHub in all the ways that are asked for, and return the step's exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # On Windows, a pipe has an old code page.
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        inputs, event = read_inputs(environment), read_event(environment)
        folder = _folder(inputs, environment)
        checkout = Checkout(
            folder, environment.get("GITHUB_SERVER_URL", ""), environment.get("GITHUB_TOKEN", "")
        )
        base = find_base(inputs.diff, event, checkout)
    except UsageError as error:
        write_outputs(exit_code=str(USAGE))
        return fail(str(error), USAGE)
    reports = _reports(inputs, folder, environment)
    code = _run(inputs, base, reports, folder, environment)
    if code not in (OK, FINDINGS, BUG) or not reports.are_there:
        write_outputs(exit_code=str(code))
        return code
    report = json.loads(reports.json.read_bytes())
    write_outputs(exit_code=str(code), **_outputs(report, reports))
    markdown = reports.markdown.read_text(encoding="utf-8")
    if inputs.wants_summary:
        append_summary(markdown)
    if inputs.wants_comment and event and event.number is not None:
        print(_comment(inputs, event, event.number, report, markdown, environment), flush=True)
    return OK if inputs.fail_on == "never" and code != BUG else code


def _folder(inputs: Inputs, environment: Mapping[str, str]) -> Path:
    named = inputs.working_directory
    workspace = Path(environment.get("GITHUB_WORKSPACE", ".")).resolve()
    folder = Path(os.path.realpath(workspace / named))
    if not folder.is_dir():
        raise UsageError(f"working-directory: there is no folder {named!r}")
    # A pull request can make a link of any folder, and reports are written there.
    if not folder.is_relative_to(workspace) or _is_of_git(folder.relative_to(workspace)):
        raise UsageError(f"working-directory: {named!r} leads out of the checked out files")
    if not any(folder.iterdir()):
        raise UsageError("there is nothing to check here; run actions/checkout before this")
    return folder


def _is_of_git(folder: Path) -> bool:
    return ".git" in map(str.lower, folder.parts)


def _reports(inputs: Inputs, folder: Path, environment: Mapping[str, str]) -> Reports:
    # A folder of its own: a job can use the action more than once.
    made = Path(tempfile.mkdtemp(prefix="transync-report-", dir=environment["RUNNER_TEMP"]))
    sarif = folder / inputs.sarif if inputs.sarif else None
    return Reports(made / "report.json", made / "summary.md", sarif)


def _run(
    inputs: Inputs,
    base: str | None,
    reports: Reports,
    folder: Path,
    environment: Mapping[str, str],
) -> int:
    """Run the check and print what it says; returns its exit code."""
    # -P: the checkout's modules must not stand in for Python's.
    command = [sys.executable, "-P", "-m", "transync", "check"]
    command += [f"--output-format={'github' if inputs.wants_annotations else 'text'}"]
    command += [f"--also=json={reports.json}", f"--also=markdown={reports.markdown}"]
    command += [f"--also=sarif={reports.sarif}"] if reports.sarif else []
    command += [f"--diff={base}", f"--settings-from={inputs.settings_from}"] if base else []
    command += [f"--config={inputs.config}"] if inputs.config else []
    command += [f"--language={language}" for language in inputs.languages]
    command += [f"--fail-on={inputs.fail_on}"] if inputs.fail_on != "never" else []
    variables = {n: v for n, v in without_secrets(environment).items() if n != "PYTHONPATH"}
    done = subprocess.run(
        [*command, *inputs.args, "--", *inputs.paths],
        cwd=folder,
        env=variables | {"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    print(done.stdout if inputs.wants_annotations else verbatim(done.stdout), end="", flush=True)
    if done.stderr:
        print(verbatim(done.stderr), end="", flush=True)
    if done.returncode == BUG and reports.are_there:
        fail("transync failed on a page; `internal-error` in the report says where", BUG)
    elif done.returncode not in (OK, FINDINGS):
        last = (done.stderr.strip().splitlines() or ["transync says nothing"])[-1]
        said = last.removeprefix("transync: ").removeprefix("Error: ")
        fail(f"{said} (exit code {done.returncode})", done.returncode)
    return done.returncode


def _outputs(report: Mapping[str, Any], reports: Reports) -> dict[str, str]:
    summary, diff = report["summary"], report.get("diff")
    # With --fail-on-stale-source they are among the findings.
    failing = sum(finding["rule"] in _STALENESS for finding in report["findings"])
    stale = len(diff["stale"]) + failing if diff else summary["pairs"]["stale"]
    return {
        "errors": str(summary["findings"]["error"]),
        "warnings": str(summary["findings"]["warning"]),
        "stale": str(stale),
        "report": str(reports.json),
        "sarif": str(reports.sarif or ""),
    }


def _comment(
    inputs: Inputs,
    event: Event,
    number: int,
    report: Mapping[str, Any],
    markdown: str,
    environment: Mapping[str, str],
) -> str:
    names = ("GITHUB_API_URL", "GITHUB_TOKEN", "GITHUB_REPOSITORY")
    api, token, repository = (environment.get(name, "") for name in names)
    workflow, job = environment.get("GITHUB_WORKFLOW", ""), environment.get("GITHUB_JOB", "")
    mark = marker([workflow, job, inputs.working_directory, *inputs.paths, *inputs.languages])
    server, run = environment.get("GITHUB_SERVER_URL", ""), environment.get("GITHUB_RUN_ID", "")
    footer = f"<sub>{event.head} · [this run]({server}/{repository}/actions/runs/{run})</sub>"
    diff = report.get("diff") or {}
    is_worth_it = bool(report["findings"] or diff.get("stale") or diff.get("switches"))
    return comment(Issue(api, token, repository, number), mark, markdown, footer, is_worth_it)


if __name__ == "__main__":
    sys.exit(main(os.environ))

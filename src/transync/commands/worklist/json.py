"""The worklist as one JSON object, for programs: schema `transync.worklist/1`."""

from __future__ import annotations

import json

from transync.commands.report.json import behind_as_json, head_as_json
from transync.commands.report.overview import PageStatus
from transync.commands.worklist.json_shape import (
    FailureObject,
    JobObject,
    WorklistObject,
    WorkPageObject,
)
from transync.commands.worklist.work import TranslationJob, Worklist, dropped
from transync.model import Failure
from transync.output.inert import inert_json
from transync.output.json import finding_as_json


def render(worklist: Worklist) -> str:
    """The whole worklist; text that came from files is escaped to ASCII-safe JSON."""
    written: WorklistObject = {
        "schema": "transync.worklist/1",
        "head": head_as_json(worklist.head) if worklist.head else None,
        "languages": list(worklist.languages),
        "jobs": list(map(_job, worklist.jobs)),
        "waiting": list(map(_job, worklist.waiting)),
        "notes": list(worklist.notes),
    }
    return inert_json(json.dumps(written, indent=2)) + "\n"


def _job(job: TranslationJob) -> JobObject:
    return {
        "source": job.source,
        "kind": job.kind,
        "size": job.size,
        "pages": list(map(_page, job.pages)),
    }


def _page(page: PageStatus) -> WorkPageObject:
    pair = page.pair
    return {
        "language": pair.language,
        "translation": pair.translation,
        "state": pair.state,
        "behind": behind_as_json(page.behind) if page.behind else None,
        "failure": _failure(pair.failure) if pair.failure else None,
        "dropped": list(map(finding_as_json, dropped(page))),
    }


def _failure(failure: Failure) -> FailureObject:
    return {
        "date": failure.failure_date,
        "version": failure.translator_version,
        "type": failure.error_type,
        "message": failure.error_message,
    }

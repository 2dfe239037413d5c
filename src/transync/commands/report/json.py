"""The overview as one JSON object, for programs: schema `transync.overview/1`."""

from __future__ import annotations

import json
from collections import Counter
from typing import cast

from transync.commands.report.json_shape import (
    BehindObject,
    HeadObject,
    LanguageObject,
    OverviewObject,
    PageObject,
    SectionStatus,
)
from transync.commands.report.overview import Language, Overview, PageStatus
from transync.model import Behind, Head, Origin, State
from transync.output.inert import inert_json
from transync.output.json import finding_as_json


def render(overview: Overview) -> str:
    """The whole overview; text that came from files is escaped to ASCII-safe JSON."""
    return inert_json(json.dumps(_overview(overview), indent=2)) + "\n"


def head_as_json(head: Head) -> HeadObject:
    """The commit that is checked out, as the schema has it."""
    return {"commit": head.commit, "time": head.time.isoformat()}


def behind_as_json(behind: Behind) -> BehindObject:
    """How far a page is behind, as the schema has it."""
    return {
        "commit": behind.commit,
        "path": behind.path,
        "since": behind.since.isoformat(),
        "commits": behind.commits,
        "days": behind.days,
        "added": behind.added,
        "removed": behind.removed,
        "trivial": behind.is_trivial,
        "sections": [
            {
                "heading": section.heading,
                "line": section.line,
                "status": cast(SectionStatus, section.status),
                "trivial": section.is_trivial,
            }
            for section in behind.sections
        ],
    }


def _overview(overview: Overview) -> OverviewObject:
    head = overview.head
    return {
        "schema": "transync.overview/1",
        "head": head_as_json(head) if head else None,
        "forge": overview.forge,
        "wanted": overview.wanted,
        "current": overview.current,
        "share": round(overview.current_share, 4),
        "sources": len(overview.sources),
        "untranslated": list(overview.report.untranslated),
        "languages": list(map(_language, overview.languages)),
        "faults": list(map(finding_as_json, overview.faults)),
        "known": overview.report.known,
        "notes": list(overview.notes),
    }


def _language(language: Language) -> LanguageObject:
    return {
        "language": language.code,
        "wanted": language.wanted,
        "current": language.current,
        "share": round(language.current_share, 4),
        "oldest": language.oldest,
        "pairs": {
            "current": language.current,
            "stale": language.count(State.STALE),
            "unmanaged": language.count(State.UNMANAGED),
            "orphan": language.count(State.ORPHAN),
            "failed": sum(page.pair.failure is not None for page in language.pages),
            "missing": language.count(State.MISSING),
        },
        "findings": {"error": language.errors, "warning": language.warnings},
        "pages": list(map(_page, language.pages)),
        "others": list(map(finding_as_json, language.findings)),
    }


def _page(page: PageStatus) -> PageObject:
    pair = page.pair
    return {
        "source": pair.source,
        "translation": pair.translation,
        "state": pair.state,
        "uncommitted": pair.origin is Origin.PHANTOM,
        "failed": pair.failure is not None,
        "behind": behind_as_json(page.behind) if page.behind else None,
        "findings": {"error": page.errors, "warning": page.warnings},
        "rules": dict(sorted(Counter(finding.rule for finding in page.defects).items())),
    }

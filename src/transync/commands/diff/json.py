"""The differences as one JSON object, for programs: schema `transync.differences/1`."""

from __future__ import annotations

import json
from collections.abc import Sequence

from transync.commands.diff.differences import Differences, PageDifference, Task
from transync.commands.diff.json_shape import (
    ChangedSectionObject,
    DifferencesObject,
    TextObject,
    TranslationObject,
)
from transync.model import State
from transync.output.inert import inert_json
from transync.staleness.carried_text import Line
from transync.staleness.sections import SectionText


def render(differences: Differences) -> str:
    """All of them; text that came from files is escaped to ASCII-safe JSON."""
    written: DifferencesObject = {
        "schema": "transync.differences/1",
        "source": differences.source,
        "translations": list(map(_translation, differences.translations)),
        "notes": list(differences.notes),
    }
    return inert_json(json.dumps(written, indent=2)) + "\n"


def _translation(difference: PageDifference) -> TranslationObject:
    pair, behind = difference.pair, difference.behind
    found: TranslationObject = {
        "path": pair.translation,
        "language": pair.language,
        "source": pair.source,
        "state": pair.state,
        "hash": (pair.source_hash or None) if pair.state is not State.ORPHAN else None,
        "version": None,
        "behind": None,
        "sections": list(map(_section, difference.tasks)),
        "reason": difference.reason or None,
    }
    if behind and pair.record:
        found["version"] = {
            "hash": pair.record.original_hash,
            "commit": behind.commit,
            "path": behind.path,
        }
        found["behind"] = {
            "commits": behind.commits,
            "days": behind.days,
            "since": behind.since.isoformat(),
            "added": behind.added,
            "removed": behind.removed,
        }
    return found


def _section(task: Task) -> ChangedSectionObject:
    change, spot = task.change, task.spot
    named = change.after or change.before
    return {
        "heading": named.heading if named else "",
        "status": change.status,
        "trivial": change.is_trivial,
        "old": _text_of(change.before),
        "new": _text_of(change.after),
        "translation": _text(spot.lines) if spot else None,
        "touched": list(spot.touched) if spot else [],
        "after": spot.line if spot and not spot.lines else None,
    }


def _text_of(section: SectionText | None) -> TextObject | None:
    if section:
        return _text(section.lines)
    return None


def _text(lines: Sequence[Line]) -> TextObject | None:
    if not lines:
        return None
    text = "\n".join(line.text for line in lines)
    return {"text": text, "first": lines[0].number, "last": lines[-1].number}

"""GitLab's Code Quality, held against the format that its documentation describes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from tests.conftest import Repository
from tests.output.conftest import EVIL_NAME

Text = Annotated[str, Field(min_length=1)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Lines(Strict):
    begin: Annotated[int, Field(ge=1)]


class Location(Strict):
    path: Annotated[str, Field(pattern=r"^(?:[^./]|\.+[^./])")]  # relative, and no `./` before it
    lines: Lines


class Issue(Strict):
    """https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format"""

    description: Text
    check_name: Text
    fingerprint: Text
    severity: Literal["info", "minor", "major", "critical", "blocker"]
    location: Location


def check(repository: Repository) -> list[Issue]:
    return read(repository.run("check", "--output-format", "gitlab").stdout)


def read(output: str) -> list[Issue]:
    assert output.isascii()
    return TypeAdapter(list[Issue]).validate_json(output)


def test_each_finding_is_an_issue(course: Repository) -> None:
    issues = check(course)

    said = [(i.check_name, i.severity, i.location.path, i.location.lines.begin) for i in issues]
    assert said == [
        ("anchor", "major", "translations/ar/a.md", 12),
        ("anchor", "major", "translations/de/a.md", 12),
        ("stale", "major", "translations/de/b.md", 3),
        ("anchor", "major", "translations/vi/a.md", 12),
        ("missing-translation", "minor", "translations/vi/b.md", 1),
    ]
    assert issues[0].description == "the link to #b names no heading here: should be #b-ar"


def test_fingerprints_tell_issues_apart_and_survive_a_text_that_moves(course: Repository) -> None:
    before = [issue.fingerprint for issue in check(course)]
    page = course.root / "translations/de/a.md"
    page.write_text(page.read_text().replace("See", "Welcome.\n\nSee"))
    after = check(course)

    assert len(set(before)) == len(before) == 5
    moved = next(issue for issue in after if issue.fingerprint == before[1])
    assert (moved.location.path, moved.location.lines.begin) == ("translations/de/a.md", 14)


def test_nothing_wrong_is_an_empty_list(folder: Repository) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# A\n")

    assert check(folder) == []


def test_hostile_text_is_text_and_a_path_is_itself(hostile: Repository) -> None:
    issues = check(hostile)

    assert len(issues) == len(hostile.check().findings) > 3
    assert EVIL_NAME in {issue.location.path for issue in issues}
    assert not any(c in issue.description for issue in issues for c in "\x1b\n\r\u202e")
    assert any("%0A%25 | ]]> <b>no</b>" in issue.description for issue in issues)

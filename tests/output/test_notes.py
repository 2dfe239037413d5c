"""What was not checked is said whatever the form: silence must not pass for success."""

from __future__ import annotations

import pytest

from tests.conftest import Repository
from transync.output import FORMATS, WITHOUT_NOTES

NOTE = (
    "1 translation not compared (de): no record of Co-op Translator stands in the folder, so it is "
    "left to whoever made it"
)


@pytest.fixture
def half(folder: Repository) -> Repository:
    """A folder in which one language has no record, so that it is not checked."""
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# A\n")
    folder.write("translations/de/a.md", "# A\n")
    return folder


@pytest.mark.parametrize("form", sorted(WITHOUT_NOTES))
def test_a_form_that_knows_only_findings_leaves_notes_to_stderr(
    half: Repository, form: str
) -> None:
    checked = half.run("check", "--output-format", form)

    assert checked.stderr == f"transync: note: {NOTE}\n"
    assert NOTE not in checked.stdout


@pytest.mark.parametrize("form", sorted(FORMATS.keys() - WITHOUT_NOTES))
def test_any_other_form_has_them_itself(half: Repository, form: str) -> None:
    checked = half.run("check", "--output-format", form)

    assert checked.stderr == ""
    assert "1 translation not compared" in checked.stdout


def test_without_notes_nothing_is_said(course: Repository) -> None:
    assert course.run("check", "--output-format", "concise").stderr == ""

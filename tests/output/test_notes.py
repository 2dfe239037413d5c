"""What was not checked is said whatever the form: silence must not pass for success."""

from __future__ import annotations

import pytest

from tests.conftest import Repository
from transync.output import FORMATS, WITHOUT_NOTES

NOTE = "no translations found: no folder here holds Co-op Translator's records"


@pytest.fixture
def untranslated(folder: Repository) -> Repository:
    """A folder in which there is nothing to check."""
    folder.write("a.md", "# A\n")
    return folder


@pytest.mark.parametrize("form", sorted(WITHOUT_NOTES))
def test_a_form_that_knows_only_findings_leaves_notes_to_stderr(
    untranslated: Repository, form: str
) -> None:
    checked = untranslated.run("check", "--output-format", form)

    assert checked.stderr == f"transync: note: {NOTE}\n"
    assert NOTE not in checked.stdout


@pytest.mark.parametrize("form", sorted(FORMATS.keys() - WITHOUT_NOTES))
def test_any_other_form_has_them_itself(untranslated: Repository, form: str) -> None:
    checked = untranslated.run("check", "--output-format", form)

    assert checked.stderr == ""
    assert "no translations found" in checked.stdout


def test_without_notes_nothing_is_said(course: Repository) -> None:
    assert course.run("check", "--output-format", "concise").stderr == ""

"""A page and its Vietnamese translation, checked: what is said, and on which lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Repository

Check = Callable[..., list[dict[str, Any]]]

# The record's comment takes nine lines above a translation's text.
COMMENT_LINES = 9


@pytest.fixture
def compare(folder: Repository) -> Check:
    """Check a source text against a translated one; further files are given by their path.

    Findings have the line of the translated text, without the record above it.
    """

    def checked(source: str, translation: str, files: dict[str, str] | None = None) -> Any:
        for path, content in {"docs/a.md": source, **(files or {})}.items():
            folder.write(path, content)
        folder.translate("docs/a.md", "vi", translation)
        findings = folder.check().findings
        for finding in findings:
            if finding["language"]:
                finding["line"] -= COMMENT_LINES
        return findings

    return checked

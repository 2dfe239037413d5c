"""Fixes as an engine applies them: the finding is gone, nothing else has changed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence

import transync
from tests.conftest import Repository
from transync.model import Edit, Finding

# What ends the lines of a file, and what it begins with.
_FORMS = (("\n", b""), ("\r\n", b""), ("\r\n", b"\xef\xbb\xbf"))
_SOURCE = "docs/a.md"


def fix_page(
    folder: Repository,
    rule: str,
    source: str,
    translation: str,
    files: Mapping[str, str] | None = None,
    unsafe: bool = False,
) -> str:
    """The translated text with the fixes of a rule, whatever ends its lines and begins its file.

    All that the rule finds must have a fix; it must be gone then, and nothing else may appear.
    """
    fixed = set()
    for newline, mark in _FORMS:
        path = _write(folder, source, translation, files)
        record = folder.root.joinpath(path).read_bytes().removesuffix(translation.encode())
        text = (record.decode() + translation).replace("\n", newline)
        folder.write(path, mark + text.encode())
        before = _findings(folder)
        edits = _edits([finding for finding in before if finding.rule == rule], unsafe)
        assert edits, [finding.text for finding in before]
        data = folder.root.joinpath(path).read_bytes()
        folder.write(path, _applied(data, path, edits))
        _expect_only(_findings(folder), before, rule)
        new = folder.root.joinpath(path).read_bytes()
        assert new.startswith(mark)
        lines = new.removeprefix(mark).decode().split(newline)
        assert not any("\n" in line or "\r" in line for line in lines)
        fixed.add("\n".join(lines).removeprefix(record.decode()))
    (text,) = fixed
    return text


def has_fix(
    folder: Repository,
    rule: str,
    source: str,
    translation: str,
    files: Mapping[str, str] | None = None,
) -> bool:
    """Whether any of the rule's findings has a fix; it must find something."""
    _write(folder, source, translation, files)
    found = [finding for finding in _findings(folder) if finding.rule == rule]
    assert found
    return any(finding.fix for finding in found)


def fix_notebook(
    folder: Repository,
    rule: str,
    source: Sequence[str],
    translation: Sequence[str],
    unsafe: bool = False,
) -> list[str]:
    """The lines of a translated notebook's cell with the fixes of a rule."""
    path = "translations/vi/docs/a.ipynb"
    folder.write("docs/a.ipynb", _notebook(source, {}))
    record = {"coopTranslator": folder.record("docs/a.ipynb", "vi")}
    data = _notebook(translation, record)
    folder.write(path, data)
    before = _findings(folder)
    edits = _edits([finding for finding in before if finding.rule == rule], unsafe)
    assert edits, [finding.text for finding in before]
    new = _applied(data, path, edits)
    folder.write(path, new)
    _expect_only(_findings(folder), before, rule)
    lines: list[str] = json.loads(new)["cells"][0]["source"]
    assert new == _notebook(lines, record)
    return lines


def has_fix_in_notebook(
    folder: Repository, rule: str, source: Sequence[str], translation: Sequence[str]
) -> bool:
    """Whether any of the rule's findings in a notebook has a fix; it must find something."""
    folder.write("docs/a.ipynb", _notebook(source, {}))
    record = {"coopTranslator": folder.record("docs/a.ipynb", "vi")}
    folder.write("translations/vi/docs/a.ipynb", _notebook(translation, record))
    found = [finding for finding in _findings(folder) if finding.rule == rule]
    assert found
    return any(finding.fix for finding in found)


def _notebook(lines: Sequence[str], metadata: Mapping[str, object]) -> bytes:
    cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": list(lines)}
    content = {"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, indent=1, ensure_ascii=False).encode()


def _write(
    folder: Repository, source: str, translation: str, files: Mapping[str, str] | None
) -> str:
    for path, content in {_SOURCE: source, **(files or {})}.items():
        folder.write(path, content)
    return folder.translate(_SOURCE, "vi", translation)


def _findings(folder: Repository) -> Sequence[Finding]:
    return transync.check(folder.root, use_cache=False).findings


def _edits(findings: Sequence[Finding], unsafe: bool) -> list[Edit]:
    """Each edit once, however many findings carry it."""
    assert all(f.fix and f.fix.is_safe is not unsafe for f in findings), [
        (f.text, f.fix) for f in findings
    ]
    return sorted({edit for finding in findings if finding.fix for edit in finding.fix.edits})


def _applied(data: bytes, path: str, edits: Sequence[Edit]) -> bytes:
    end = len(data)
    for edit in reversed(edits):
        assert edit.path == path
        assert 0 <= edit.start <= edit.end <= end
        data = data[: edit.start] + edit.replacement.encode() + data[edit.end :]
        end = edit.start
    return data


def _expect_only(after: Sequence[Finding], before: Sequence[Finding], rule: str) -> None:
    """Nothing of the rule is left, and nothing is found that was not found before."""
    there, others = (
        Counter((f.rule, f.message) for f in findings)
        for findings in (after, [f for f in before if f.rule != rule])
    )
    assert not there - others

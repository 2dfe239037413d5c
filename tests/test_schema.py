"""The JSON Schemas that transync prints and publishes, held against what it writes and reads."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.conftest import Repository
from tests.docs.test_readme import block
from transync.config import load_settings
from transync.errors import UsageError
from transync.rules import all_rules, rule_names
from transync.schema import SCHEMAS, schema

PUBLISHED = Path(__file__).parents[1] / "docs" / "schema"


def validator(name: str) -> Draft202012Validator:
    written = json.loads(schema(name))
    Draft202012Validator.check_schema(written)
    return Draft202012Validator(written)


def objects(part: object) -> list[dict[str, Any]]:
    """Every schema of an object with keys, however deep."""
    if isinstance(part, list):
        return [found for item in part for found in objects(item)]
    if not isinstance(part, dict):
        return []
    here = [part] if isinstance(part.get("properties"), dict) else []
    return here + [found for value in part.values() for found in objects(value)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_is_published_is_what_the_command_prints(folder: Repository, name: str) -> None:
    printed = folder.run("schema", name)

    assert (printed.exit_code, printed.stderr) == (0, "")
    assert (PUBLISHED / f"{name}.json").read_text(encoding="utf-8") == printed.stdout


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_explains_every_object_and_key_and_knows_no_others(name: str) -> None:
    written = json.loads(schema(name))
    found = objects(written)

    assert written["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert [o["title"] for o in found if o["additionalProperties"] is not False] == []
    assert [o["title"] for o in found if not o["description"]] == []
    unexplained = {
        f"{part['title']}.{key}"
        for part in found
        for key, value in part["properties"].items()
        if "description" not in value and "$ref" not in value
    }
    # What stands there is the number of that state or severity.
    assert unexplained == (
        {"FindingCounts.error", "FindingCounts.warning"}
        if name in ("report", "overview")
        else set()
    )


def test_there_is_no_schema_of_anything_else(folder: Repository) -> None:
    checked = folder.run("schema", "sarif")

    assert checked.exit_code == 2
    assert "'report', 'overview', 'history', 'differences', 'worklist', 'config'" in checked.stderr


# The report


@pytest.fixture
def mixed(folder: Repository) -> Repository:
    """Findings of every kind of file: a source, pages, a notebook, a sidecar."""
    folder.write("a.md", "# A\n\nSee [b](#b) and [x](missing.md).\n\n## B\n")
    for language in ("ar", "de"):
        folder.translate("a.md", language, f"# A\n\nSee [b](#b).\n\n## B {language}\n")
    folder.write("b.md", "# B\n\nText.\n")
    folder.translate("b.md", "de", "# B\n\nText.\n", original_hash="0" * 32)
    folder.write("alone.md", "# Alone\n\nNobody translates this.\n")
    folder.translate("b.md", "ar", "# B\n\nText.\n", original_hash="no hash")
    folder.write("c.ipynb", notebook("See [d](#d).\n"))
    folder.write("translations/de/c.ipynb", notebook("See [d](#e).\n"))
    folder.sidecar("de", {"c.ipynb": folder.record("c.ipynb", "de"), "d.md": "no record"})
    folder.write("broken.md", b"# \xff\n")
    return folder


def notebook(text: str) -> str:
    """A notebook of two cells of text, the second of which holds this."""
    cells = [
        {"cell_type": "markdown", "id": f"cell-{n}", "metadata": {}, "source": source}
        for n, source in enumerate(("# C\n\n## D\n", text))
    ]
    whole = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1)


def test_a_report_of_all_kinds_of_findings_is_valid(mixed: Repository) -> None:
    report = mixed.check().report

    assert list(validator("report").iter_errors(report)) == []
    found = report["findings"]
    assert {f["rule"] for f in found} >= {"anchor", "stale", "local-link", "metadata-invalid"}
    assert {f["severity"] for f in found} == {"error", "warning"}
    assert any(f["cell"] and f["source"]["cell"] for f in found)
    assert any(f["language"] is None and f["source"] is None for f in found)
    assert any(f["path"].endswith(".co-op-translator.json") for f in found)
    assert report["summary"]["untranslated"]


@pytest.fixture
def changed(repository: Repository) -> Repository:
    """A page with a dead link, a second one added to it, and a page whose source has changed."""
    for name in ("a.md", "b.md"):
        repository.write(name, "# A\n\nSee [a](#a).\n")
        repository.translate(name, "vi", "# A\n\nSee [a](#b).\n")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message=All of it")
    repository.write("b.md", "# A\n\nSee [a](#a). More.\n")
    repository.translate("a.md", "vi", "# A\n\nSee [a](#b).\n\n[x](gone.md)\n")
    return repository


def test_a_report_on_a_change_is_valid(changed: Repository) -> None:
    report = changed.check("--diff", "HEAD").report

    assert list(validator("report").iter_errors(report)) == []
    assert all(report["diff"][key] for key in ("base", "commit", "changed", "stale", "before"))
    assert report["findings"]


def test_a_report_without_findings_is_valid(folder: Repository) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# A\n")

    assert validator("report").is_valid(folder.check().report)


@pytest.fixture
def silencing(changed: Repository) -> Repository:
    """As `changed`, with settings and a suppression that hide the one, and soften the other."""
    changed.write("transync.toml", '[severity]\ntext-added = "warning"\n')
    above = "<!-- transync: ignore anchor -->\n\n"
    text = f"# A\n\nSee [a](#b).\n\n[x](gone.md)\n\n{above}See [c](#c).\n"
    changed.translate("a.md", "vi", text)
    return changed


def test_a_report_on_a_change_that_silences_itself_is_valid(silencing: Repository) -> None:
    report = silencing.check("--diff", "HEAD").report

    assert list(validator("report").iter_errors(report)) == []
    found = report["diff"]["switches"]
    assert all(found[key] for key in ("settings", "suppressions", "lowered"))


@pytest.mark.parametrize(
    "place",
    [
        "",
        "summary",
        "summary.pairs",
        "summary.findings",
        "findings.0",
        "findings.0.source",
        "diff",
        "diff.switches",
        "diff.switches.settings.0",
        "diff.switches.suppressions.0",
    ],
)
def test_a_report_with_a_key_more_or_less_is_not_valid(silencing: Repository, place: str) -> None:
    checks, report = validator("report"), silencing.check("--diff", "HEAD").report
    part: Any = report
    for step in place.split(".") if place else ():
        part = part[int(step) if step.isdigit() else step]

    for key in list(part):
        value = part.pop(key)
        assert not checks.is_valid(report), key
        part[key] = value
    assert checks.is_valid(report)
    part["more"] = 1
    assert not checks.is_valid(report)


def test_json_is_rendered_without_pydantic() -> None:
    program = (
        "import sys; from transync.model import Report; from transync.output import render; "
        "render(Report(0, (), ()), 'json'); print('pydantic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout == "False\n"


# The configuration

# A value for each key, beside what its schema says.
EXAMPLES: dict[str, str] = {
    "layouts": '["a/{lang}/{path}", {pattern = "b/{lang}/{path}", source = "c"}]',
    "exclude": '["archive", "!archive/a.md"]',
    "languages": '["vi"]',
    "select": '["anchor", "stale"]',
    "ignore": '["anchor"]',
    "severity": '{anchor = "warning", stale = "error"}',
    "per-file-ignores": '{"a.md" = ["anchor"], "b/" = []}',
    "tracking-parameters": '["ocid"]',
    "localized-links": "false",
    "language-aliases": '{br = "pt-BR"}',
}
WRONG = {
    "layouts": "[1]",
    "exclude": '"archive"',
    "languages": "[1]",
    "select": '["no-rule"]',
    "ignore": '["no-rule"]',
    "severity": '{no-rule = "error"}',
    "per-file-ignores": '{"a.md" = ["no-rule"]}',
    "tracking-parameters": "{}",
    "localized-links": '"no"',
    "language-aliases": '["br"]',
}


def is_accepted(folder: Repository, settings: str) -> bool:
    """Whether transync obeys these settings, which the schema must think too."""
    folder.write("transync.toml", settings)
    try:
        load_settings(folder.root, None, rule_names())
    except UsageError:
        is_obeyed = False
    else:
        is_obeyed = True
    assert validator("config").is_valid(tomllib.loads(settings)) is is_obeyed
    return is_obeyed


def test_the_schema_has_every_key() -> None:
    assert set(json.loads(schema("config"))["properties"]) == set(EXAMPLES)


@pytest.mark.parametrize("key", EXAMPLES)
def test_a_key_is_accepted_with_a_right_value_and_refused_with_a_wrong_one(
    folder: Repository, key: str
) -> None:
    assert is_accepted(folder, f"{key} = {EXAMPLES[key]}\n")
    assert not is_accepted(folder, f"{key} = {WRONG[key]}\n")


@pytest.mark.parametrize(
    "settings",
    [
        'colour = "red"\n',
        'per_file_ignores = {"a.md" = ["anchor"]}\n',
        '[[layouts]]\npattern = "a/{lang}/{path}"\nlanguage = "vi"\n',
        '[[layouts]]\nsource = "a"\n',
        '[severity]\nanchor = "note"\n',
    ],
)
def test_what_nobody_knows_is_refused(folder: Repository, settings: str) -> None:
    assert not is_accepted(folder, settings)


def test_the_settings_of_the_readme_are_valid(folder: Repository) -> None:
    assert is_accepted(folder, block("toml"))


def test_this_project_s_own_settings_are_valid() -> None:
    project = tomllib.loads((PUBLISHED.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))

    assert validator("config").is_valid(project["tool"]["transync"])


def test_every_rule_is_offered() -> None:
    (offered,) = re.findall(r'"enum": \[([^\]]*"anchor"[^\]]*)\]', schema("config"))

    assert re.findall(r'"([a-z-]+)"', offered) == list(all_rules())

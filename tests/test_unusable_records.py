"""Faults of a page whose record can't be used: in a whole check, and as a change brings them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Checked, Repository

SOURCE = "# A\n\n[a](https://e.com/a) and [b](https://e.com/b).\n\nThe end of it.\n"
TRANSLATED = SOURCE.replace(" and ", " y ").replace("The end of it", "El final")
PAGE = "translations/es/a.md"
Spoil = Callable[[Repository], None]


def embedded_without_json(repository: Repository) -> None:
    repository.replace(PAGE, '"original_hash"', "original_hash")


def embedded_with_a_bad_hash(repository: Repository) -> None:
    repository.translate("a.md", "es", TRANSLATED, original_hash="xyz")


def sidecar_with_a_bad_hash(repository: Repository) -> None:
    repository.write(PAGE, TRANSLATED)
    repository.sidecar("es", {"a.md": repository.record("a.md", "es", original_hash="xyz")})


def good_sidecar_and_bad_page(repository: Repository) -> None:
    repository.translate("a.md", "es", TRANSLATED, original_hash="xyz")
    repository.sidecar("es", {"a.md": repository.record("a.md", "es")})


SPOILT = [
    embedded_without_json,
    embedded_with_a_bad_hash,
    sidecar_with_a_bad_hash,
    good_sidecar_and_bad_page,
]


@pytest.fixture(params=SPOILT, ids=lambda spoil: spoil.__name__.replace("_", " "))
def spoilt(repository: Repository, request: pytest.FixtureRequest) -> Repository:
    """A translation whose record could not be used before the branch `change`."""
    repository.write("a.md", SOURCE)
    repository.translate("a.md", "es", TRANSLATED)
    request.param(repository)
    # One fault is known before.
    repository.replace(PAGE, "https://e.com/b", "https://elsewhere.example/b")
    repository.commit()
    repository.git("switch", "--quiet", "--create", "change")
    return repository


def levels(checked: Checked) -> dict[str, str]:
    return {f["rule"]: f["severity"] for f in checked.findings}


@pytest.mark.parametrize("is_source_touched", [False, True])
def test_a_change_that_brings_a_fault_of_such_a_page_fails(
    spoilt: Repository, is_source_touched: bool
) -> None:
    if is_source_touched:
        spoilt.replace("a.md", "The end of it", "The very end of it")
    spoilt.replace(PAGE, "https://e.com/a", "https://evil.example/a")
    spoilt.commit()

    checked = spoilt.check("--diff", "main")

    assert levels(checked)["link-target"] == "error"
    assert checked.exit_code == 1


def test_a_change_that_renames_the_source_as_well_fails(spoilt: Repository) -> None:
    spoilt.replace(PAGE, "https://e.com/a", "https://evil.example/a")
    spoilt.git("mv", "a.md", "b.md")
    spoilt.git("mv", PAGE, "translations/es/b.md")
    spoilt.commit()

    assert levels(spoilt.check("--diff", "main"))["link-target"] == "error"


def test_what_was_there_before_is_introduced_by_no_change(spoilt: Repository) -> None:
    spoilt.replace(PAGE, "El final", "El final de todo")
    spoilt.commit()

    checked = spoilt.check("--diff", "main")

    assert checked.findings == []
    assert checked.exit_code == 0


def test_what_the_change_does_to_the_source_alone_is_no_error(spoilt: Repository) -> None:
    spoilt.replace("a.md", "https://e.com/a", "https://e.com/new")
    spoilt.replace(PAGE, "El final", "El final de todo")
    spoilt.commit()

    checked = spoilt.check("--diff", "main")

    assert "error" not in levels(checked).values()
    assert checked.exit_code == 0


def test_a_whole_check_does_not_know_since_when_the_fault_is_there(spoilt: Repository) -> None:
    found = levels(spoilt.check())
    assert (found["link-target"], found["metadata-invalid"]) == ("warning", "error")

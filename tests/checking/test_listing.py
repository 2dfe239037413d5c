"""Of a rule in a file, some findings are listed, and how many more there are is said."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Repository
from transync.checking.listing import MOST_LISTED, listed
from transync.model import Finding, Severity

PAGE = "a.md"
DEAD = "[x](#y{})\n\n"


def pages(folder: Repository, source: int, translation: int) -> Repository:
    """A page with so many dead anchors, and its translation with so many."""
    folder.write(PAGE, "# A\n\n" + "".join(DEAD.format(n) for n in range(source)))
    folder.translate(PAGE, "vi", "# A\n\n" + "".join(DEAD.format(n) for n in range(translation)))
    return folder


def test_as_many_findings_as_are_listed_are_listed(folder: Repository) -> None:
    found = pages(folder, MOST_LISTED, 0).check("--select", "anchor").findings

    assert len(found) == MOST_LISTED
    assert not any("not listed" in finding["message"] for finding in found)


def test_what_is_not_listed_is_one_finding_that_counts_it(folder: Repository) -> None:
    found = pages(folder, MOST_LISTED + 7, 0).check("--select", "anchor").findings
    (rest,) = [finding for finding in found if "listed" in finding["message"]]

    assert len(found) == MOST_LISTED + 1
    assert rest["message"] == "7 more findings of this rule in this file are not listed"
    assert (rest["rule"], rest["path"], rest["severity"]) == ("anchor", PAGE, "warning")
    assert rest["line"] == 3 + 2 * MOST_LISTED


def test_one_more_is_said_as_one(folder: Repository) -> None:
    found = pages(folder, MOST_LISTED + 1, 0).check("--select", "anchor").findings

    assert "1 more finding of this rule in this file is not listed" in {f["message"] for f in found}


def test_what_is_suppressed_neither_counts_nor_hides_what_counts(folder: Repository) -> None:
    folder.write("transync.toml", 'per-file-ignores."a.md" = ["anchor"]\n')
    assert pages(folder, MOST_LISTED + 7, 0).check("--select", "anchor").findings == []

    folder.write("transync.toml", "")
    text = (folder.root / PAGE).read_text()
    above = f"[x](#y{MOST_LISTED})"
    folder.write(PAGE, text.replace(above, f"<!-- transync: ignore anchor -->\n{above}"))
    folder.translate(PAGE, "vi", "# A\n")
    found = folder.check("--select", "anchor").findings

    assert "6 more findings of this rule in this file are not listed" in {
        finding["message"] for finding in found
    }


def test_each_file_has_its_own(folder: Repository) -> None:
    pages(folder, MOST_LISTED, 0)
    folder.write("b.md", "# B\n\n[x](#y)\n")
    folder.translate("b.md", "vi", "# B\n\n[x](#y)\n")

    assert len(folder.check("--select", "anchor").findings) == MOST_LISTED + 1


def test_what_a_baseline_holds_takes_no_place(folder: Repository) -> None:
    pages(folder, MOST_LISTED + 7, 0)
    folder.run("baseline")
    assert folder.check("--select", "anchor").findings == []

    pages(folder, MOST_LISTED + 8, 0)
    (new,) = folder.check("--select", "anchor").findings
    assert new["line"] == 3 + 2 * (MOST_LISTED + 7)


def test_a_change_is_told_what_it_introduces_however_much_was_there(repository: Repository) -> None:
    pages(repository, MOST_LISTED + 7, 0)
    repository.commit()
    text = (repository.root / PAGE).read_text()
    repository.write(PAGE, f"{text}[x](#new)\n")
    repository.translate(PAGE, "vi", "# A\n")
    repository.commit()
    checked = repository.check("--diff", "HEAD~1", "--select", "anchor")

    assert [finding["line"] for finding in checked.findings] == [3 + 2 * (MOST_LISTED + 7)]


@pytest.mark.parametrize(
    ("levels", "level"),
    [(["error", "warning"], Severity.ERROR), (["warning", "warning"], Severity.WARNING)],
)
def test_the_rest_is_as_severe_as_the_worst_of_it(levels: list[str], level: Severity) -> None:
    every = [finding(n, Severity(each)) for n, each in enumerate(levels)]

    assert listed(every, 0)[0].severity is level


def test_the_rest_is_another_one_as_soon_as_one_of_it_is() -> None:
    some = [finding(n) for n in range(3)]
    others = [*some[:2], finding(9)]
    rest, other = (listed(each, 1)[-1] for each in (some, others))

    assert rest.message == other.message
    assert rest.fingerprint != other.fingerprint
    assert listed(some, 1)[-1] == rest


def finding(number: int, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(
        rule="anchor",
        severity=severity,
        message="message",
        detail="",
        path=PAGE,
        line=number + 1,
        column=1,
        cell=None,
        language=None,
        source_path=None,
        source_line=None,
        source_column=1,
        source_cell=None,
        is_stale=False,
        is_absent=False,
        group="group",
        fingerprint=json.dumps(number),
    )

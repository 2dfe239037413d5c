"""`tracking-id` and `dead-tracking-id`: the link is right, its tracking is not."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check

ID = "WT.mc_id=academic-1-me"


def link(url: str) -> str:
    return f"# A\n\nsee [a](https://e.com/{url}) there\n"


@pytest.mark.parametrize(
    ("source", "translation", "message"),
    [
        (f"a?{ID}", "a", f"the tracking ID {ID} is missing"),
        ("a?ocid=b", "a?oc_id=b", "the tracking ID ocid=b is misspelt: oc_id=b"),
        (f"a?{ID}", "a?WT.mc_id=other", f"the tracking ID {ID} is changed: WT.mc_id=other"),
        ("a", f"a?{ID}", f"a tracking ID that the source does not have: {ID}"),
        ("a?utm_source=b&x=1", "a?x=1", "the tracking ID utm_source=b is missing"),
        ("a?ocid=b#c", "a#c", "the tracking ID ocid=b is missing"),
    ],
)  # fmt: skip
def test_a_tracking_id_that_differs_is_found_at_its_link(
    compare: Check, source: str, translation: str, message: str
) -> None:
    (finding,) = compare(link(source), link(translation))

    assert (finding["rule"], finding["severity"]) == ("tracking-id", "error")
    assert (finding["line"], finding["column"], finding["source"]["line"]) == (3, 5, 3)
    assert finding["message"] == message


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        (f"a?{ID}", "a?wt.mc_id=academic-1-me"),
        (f"a?x=1&{ID}", f"a?{ID}&x=1"),
        (f"a?{ID}#b", f"a?{ID}#b"),
    ],
)
def test_case_and_place_in_the_query_do_not_matter(
    compare: Check, source: str, translation: str
) -> None:
    assert compare(link(source), link(translation)) == []


@pytest.mark.parametrize(
    ("url", "where"),
    [
        (f"a#b?{ID}", "after the fragment"),
        (f"a#b&{ID}", "after the fragment"),
        (f"a?x=1?{ID}", "after a second ?"),
    ],
)
def test_a_dead_tracking_id_of_the_source_is_reported_once_on_the_source(
    compare: Check, url: str, where: str
) -> None:
    (finding,) = compare(link(url), link(url))

    assert (finding["rule"], finding["severity"]) == ("dead-tracking-id", "warning")
    assert (finding["path"], finding["line"], finding["language"]) == ("docs/a.md", 3, None)
    assert where in finding["message"]


def test_a_tracking_id_that_died_in_translation_is_reported_there(compare: Check) -> None:
    (finding,) = compare(link(f"a?{ID}#b"), link(f"a#b?{ID}"))

    assert (finding["rule"], finding["language"], finding["line"]) == ("dead-tracking-id", "vi", 3)


def test_a_dead_tracking_id_that_the_translation_mended_is_none(compare: Check) -> None:
    findings = compare(link(f"a#b?{ID}"), link(f"a?{ID}#b"))

    assert [(f["rule"], f["language"]) for f in findings] == [("dead-tracking-id", None)]

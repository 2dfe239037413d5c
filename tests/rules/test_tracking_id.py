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
        ("a?ocid=b", "a?oc_id=b", "the tracking ID ocid=b is misspelt: oc_id=b"),
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

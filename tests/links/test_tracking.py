"""Tracking parameters: which are, where they stand, what remains of the URL."""

from __future__ import annotations

import pytest

from transync.links.tracking import TrackingNames, Where

NAMES = TrackingNames(["WT.mc_id", "ocid", "utm_*"])


@pytest.mark.parametrize(
    ("query", "fragment", "kept", "found"),
    [
        ("WT.mc_id=x", "", ("", ""), [("WT.mc_id=x", Where.QUERY)]),
        ("a=1&wt.mc_id=x&b=2", "", ("a=1&b=2", ""), [("wt.mc_id=x", Where.QUERY)]),
        ("utm_id=x&ocid=y", "", ("", ""), [("utm_id=x", Where.QUERY), ("ocid=y", Where.QUERY)]),
        ("", "part?WT.mc_id=x", ("", "part"), [("WT.mc_id=x", Where.FRAGMENT)]),
        ("", "part&ocid=x", ("", "part"), [("ocid=x", Where.FRAGMENT)]),
        ("tabs=a?WT.mc_id=x", "", ("tabs=a", ""), [("WT.mc_id=x", Where.SECOND_QUERY)]),
        ("a=b?c=d", "", ("a=b?c=d", ""), []),
        ("", "/route?page=2", ("", "/route?page=2"), []),
        ("", "/route?page=2&ocid=x", ("", "/route?page=2"), [("ocid=x", Where.FRAGMENT)]),
        ("docid=1", "", ("docid=1", ""), []),
        ("?a=1", "", ("?a=1", ""), []),
        ("a=1?", "", ("a=1?", ""), []),
        ("ocid=x?a=1?", "", ("a=1?", ""), [("ocid=x", Where.QUERY)]),
    ],
)  # fmt: skip
def test_tracking_parameters_are_taken_out_and_the_rest_stays(
    query: str, fragment: str, kept: tuple[str, str], found: list[tuple[str, Where]]
) -> None:
    *rest, parameters = NAMES.split(query, fragment)

    assert tuple(rest) == kept
    assert [(str(p), p.where) for p in parameters] == found


@pytest.mark.parametrize("name", ["WT_mc_id", "WTmc_id", "wt-mc-id", "WT.mcid"])
def test_a_misspelt_name_is_known_for_what_it_was_meant_to_be(name: str) -> None:
    (parameter,) = NAMES.split(f"{name}=x", "")[2]

    assert parameter.is_misspelt
    assert parameter.identity == "wtmcid"


@pytest.mark.parametrize("name", ["WT.mc_id", "wt.mc_id", "WT.MC_ID", "WT%2Emc_id", "ocid"])
def test_case_and_percent_encoding_are_no_misspelling(name: str) -> None:
    (parameter,) = NAMES.split(f"{name}=x", "")[2]

    assert not parameter.is_misspelt


def test_each_name_of_a_pattern_is_another_one_in_any_case() -> None:
    names = ("utm_source", "UTM_Source", "utm_so.u.rce")
    parameters = [NAMES.split(f"{name}=x", "")[2][0] for name in names]

    assert [parameter.identity for parameter in parameters] == [
        "utm_source",
        "utm_source",
        "utm_so.u.rce",
    ]

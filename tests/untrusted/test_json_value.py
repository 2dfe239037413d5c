"""Values of JSON that are something else than was expected."""

from __future__ import annotations

import pytest

from transync.untrusted.json_value import as_list, as_object, as_text


@pytest.mark.parametrize("value", [{"a": 1}, {}])
def test_an_object_is_taken_as_it_is(value: object) -> None:
    assert as_object(value) is value
    assert as_list(value) == []
    assert as_text(value) == ""


@pytest.mark.parametrize("value", [["a"], []])
def test_a_list_is_taken_as_it_is(value: object) -> None:
    assert as_list(value) is value
    assert as_object(value) == {}
    assert as_text(value) == ""


@pytest.mark.parametrize("value", ["a", ""])
def test_a_text_is_taken_as_it_is(value: object) -> None:
    assert as_text(value) is value
    assert as_object(value) == {}
    assert as_list(value) == []


@pytest.mark.parametrize("value", [None, 1, 1.5, True])
def test_of_anything_else_nothing_is_taken(value: object) -> None:
    assert (as_object(value), as_list(value), as_text(value)) == ({}, [], "")

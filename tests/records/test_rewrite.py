"""Records that are put into carriers: whatever else stands there, in whatever form, stays."""

from __future__ import annotations

import json
import string
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transync.documents.document import Embedded
from transync.documents.parse import parse_record
from transync.records.rewrite import new_record, rewrite_comment, rewrite_notebook, rewrite_sidecar

RECORD = new_record(b"# A\n", "ế/a.md", "vi", datetime(2026, 5, 6, 7, 8, 9, tzinfo=UTC))


# No comment of HTML can hold its own end.
_texts = st.text(st.characters(exclude_characters=">", exclude_categories=["Cs"]), max_size=8)
_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_texts, inner, max_size=3),
    max_leaves=6,
)
_others = st.dictionaries(_texts.filter(lambda key: key not in RECORD), _values, max_size=4)
_forms = st.fixed_dictionaries(
    {
        "indent": st.sampled_from([None, 1, 2, 4, "\t"]),
        "ensure_ascii": st.booleans(),
        "separators": st.sampled_from([None, (",", ":"), (" ,", " : ")]),
    }
)


@st.composite
def _objects(draw: st.DrawFn) -> dict[str, Any]:
    """A record with other keys, in any order; some fields may be missing or no text."""
    fields = draw(st.dictionaries(st.sampled_from(sorted(RECORD)), st.just("old") | _values))
    return dict(draw(st.permutations([*fields.items(), *draw(_others).items()])))


def test_the_date_is_in_utc_and_in_co_op_translators_form() -> None:
    assert RECORD == {
        "original_hash": "fb8f2d966e67ed571ab692f3ad476ab3",
        "translation_date": "2026-05-06T07:08:09+00:00",
        "source_file": "ế/a.md",
        "language_code": "vi",
    }
    assert list(RECORD) == ["original_hash", "translation_date", "source_file", "language_code"]


@given(_objects(), _forms, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_a_notebook_keeps_all_else(
    former: dict[str, Any], form: dict[str, Any], newline: str, has_bom: bool
) -> None:
    notebook = {"cells": [], "metadata": {"a": {}, "coopTranslator": former, "z": 1.50}, "b": "}"}
    text = json.dumps(notebook, **form).replace("\n", newline)
    bom = "\ufeff" if has_bom else ""

    rewritten = rewrite_notebook((bom + text).encode(), RECORD)

    assert rewritten is not None
    after = rewritten.decode().removeprefix(bom)
    written = json.loads(after)
    notebook["metadata"]["coopTranslator"] = {**former, **RECORD}  # type: ignore[index]
    assert written == notebook
    new_keys = list(written["metadata"]["coopTranslator"])
    assert new_keys[: len(former)] == list(former)
    assert after.count("\r\n") == after.count("\n") * (newline == "\r\n")
    if former.items() >= RECORD.items():
        assert after == text


@given(_objects(), _forms, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_a_comment_keeps_all_else(
    former: dict[str, Any], form: dict[str, Any], newline: str, has_bom: bool
) -> None:
    entry = json.dumps({"original_hash": "old", **former}, **form)
    around = f"<!--\nCO_OP_TRANSLATOR_METADATA:\n{entry}", "\n-->\n# A\n\n  text  "
    above, below = (part.replace("\n", newline) for part in around)
    bom = "\ufeff" if has_bom else ""
    data = (bom + above + below).encode()
    embedded = parse_record("a.md", data)
    assert isinstance(embedded, Embedded)

    rewritten = rewrite_comment(data, embedded, RECORD)

    assert rewritten is not None
    after = rewritten.decode()
    assert after.startswith(f"{bom}<!--{newline}CO_OP_TRANSLATOR_METADATA:{newline}{{")
    assert after.endswith(below)
    new = parse_record("a.md", rewritten)
    assert isinstance(new, Embedded)
    assert json.loads(new.text) == {"original_hash": "old", **former, **RECORD}


@pytest.mark.parametrize(
    "text",
    ["[1]", '{"metadata": {}}', '{"metadata": []}', '{"metadata": {"coopTranslator": [1]}}'],
)
def test_a_notebook_without_a_record_gets_none(text: str) -> None:
    assert rewrite_notebook(text.encode(), RECORD) is None


def test_of_a_key_that_stands_twice_each_place_gets_the_value() -> None:
    text = '{"metadata": {"coopTranslator": {"language_code": "a", "language_code": "b", %s}}}'
    rest = json.dumps({key: RECORD[key] for key in list(RECORD)[:3]}, ensure_ascii=False)[1:-1]

    rewritten = rewrite_notebook((text % rest).encode(), RECORD)

    assert rewritten == (text % rest).replace('"a"', '"vi"').replace('"b"', '"vi"').encode()


@given(st.dictionaries(_texts, _values, max_size=5), _forms)
def test_a_sidecar_in_any_form_gets_co_op_translators(
    entries: dict[str, Any], form: dict[str, Any]
) -> None:
    data = (json.dumps(entries, **form) + "\n").encode()

    rewritten = rewrite_sidecar(data, {"a.md": RECORD})

    expected = {**entries, "a.md": dict(RECORD)}
    assert json.loads(rewritten) == expected
    ordered = {key: expected[key] for key in sorted(expected)}
    assert rewritten.decode() == json.dumps(ordered, indent=2, ensure_ascii=False)


def test_half_of_a_character_is_not_written() -> None:
    data = json.dumps({string.ascii_letters: "\ud800"}).encode()

    with pytest.raises(UnicodeEncodeError):
        rewrite_sidecar(data, {"a.md": RECORD})

"""The bytes of a file by lines and columns: an edit changes what is meant, and nothing else."""

from __future__ import annotations

import json

import pytest

from transync.documents.editing import EditedText


def applied(text: EditedText, data: bytes, line: int, start: int, end: int, new: str) -> bytes:
    edit = text.replace(line, start, end, new)
    return data[: edit.start] + edit.replacement.encode() + data[edit.end :]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_word_is_replaced_whatever_ends_lines_and_begins_the_file(
    newline: str, mark: str
) -> None:
    data = f"{mark}# Chào{newline}một hai ba  {newline}{newline}bốn".encode()
    text = EditedText("a.md", data)

    assert text.line(2) == "một hai ba  "
    new = applied(text, data, 2, 4, 7, "năm")
    assert new == f"{mark}# Chào{newline}một năm ba  {newline}{newline}bốn".encode()


def test_the_first_column_stands_behind_a_byte_order_mark() -> None:
    data = "\ufeffmột".encode()

    assert applied(EditedText("a.md", data), data, 1, 0, 1, "b") == "\ufeffbột".encode()


def test_a_line_that_is_not_there_has_no_text() -> None:
    text = EditedText("a.md", b"one\ntwo\n")

    assert (text.line(0), text.line(2), text.line(3), text.line(4)) == (None, "two", "", None)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_are_inserted_with_the_ends_that_the_others_have(newline: str) -> None:
    data = f"one{newline}four".encode()
    text = EditedText("a.md", data)

    above, below = text.insert_lines(2, ["two", "three"]), text.insert_lines(3, ["five"])

    assert (above.start, above.end) == (len(f"one{newline}"), len(f"one{newline}"))
    assert above.replacement == f"two{newline}three{newline}"
    assert (below.start, below.end) == (len(data), len(data))
    assert below.replacement == f"{newline}five"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_are_removed_with_their_ends(newline: str) -> None:
    data = newline.join(("\ufeffmột", "", "", "bốn")).encode()
    text = EditedText("a.md", data)

    assert text.with_edits([text.remove_lines(2, 4)]).decode() == f"\ufeffmột{newline}bốn"
    assert text.with_edits([text.remove_lines(1, 4)]).decode() == "\ufeffbốn"


def test_edits_are_applied_wherever_they_stand() -> None:
    text = EditedText("a.md", "một hai ba".encode())
    edits = [text.replace(1, 8, 10, "bốn"), text.replace(1, 0, 3, "1")]

    assert text.with_edits(edits).decode() == "1 hai bốn"


def notebook(*lines: str, ascii_only: bool = False) -> bytes:
    cell = {"cell_type": "markdown", "metadata": {}, "source": list(lines)}
    return json.dumps({"cells": [cell]}, indent=1, ensure_ascii=ascii_only).encode()


@pytest.mark.parametrize("ascii_only", [False, True])
def test_a_line_of_a_notebook_is_the_text_that_its_string_holds(ascii_only: bool) -> None:
    data = notebook('"tốt" 😀 \\ một\n', "hai", ascii_only=ascii_only)
    text = EditedText("a.ipynb", data)
    number = text.lines.index('"tốt" 😀 \\ một') + 1

    new = applied(text, data, number, 10, 13, 'a "b" \\ ế')

    source = json.loads(new)["cells"][0]["source"]
    assert source == ['"tốt" 😀 \\ a "b" \\ ế\n', "hai"]
    assert len(new.split(b"\n")) == len(data.split(b"\n"))


def test_a_string_that_holds_several_lines_of_a_notebook_is_none_of_them() -> None:
    data = json.dumps({"cells": [{"source": "one\ntwo"}]}, indent=1).encode()

    assert not any(EditedText("a.ipynb", data).lines)


@pytest.mark.parametrize("path", ["a.md", "a.ipynb"])
def test_any_word_of_a_long_line_is_found(path: str) -> None:
    words = ["một", "\\u00e9t", "a", "\\t", "𝄞"] * 300
    inside = " ".join(words)
    line = inside if path == "a.md" else f' "{inside}",'
    shown = inside if path == "a.md" else json.loads(f'"{inside}"')
    data = f"first\n{line}\nlast".encode()
    text = EditedText(path, data)

    assert text.line(2) == shown
    for start in (0, 1, 255, 256, 257, 1000, len(shown) - 1):
        new = applied(text, data, 2, start, start, "X")
        assert EditedText(path, new).line(2) == shown[:start] + "X" + shown[start:]


def test_lines_with_edits_are_those_of_the_file_with_them() -> None:
    data = "\ufeff# Chào\r\nmột hai ba\r\nbốn".encode()
    text = EditedText("a.md", data)
    edits = [text.replace(2, 4, 7, "năm"), text.replace(3, 0, 0, "- "), text.replace(2, 0, 1, "")]

    assert text.lines_with(edits, [1, 2, 3]) == ["# Chào", "ột năm ba", "- bốn"]
    assert text.lines_with(edits, [3]) == ["- bốn"]
    assert EditedText("a.md", text.with_edits(edits)).lines == text.lines_with(edits, [1, 2, 3])


def test_half_a_surrogate_pair_is_written_as_json_spells_it() -> None:
    data = b'{"cells": [{"source": [\n  "one two"\n]}]}\n'
    text = EditedText("a.ipynb", data)

    new = applied(text, data, 2, 4, 7, "\udcdf")
    assert json.loads(new)["cells"][0]["source"] == ["one \udcdf"]

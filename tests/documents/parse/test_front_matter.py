"""Front matter: its keys and the values that a translator keeps, at their lines."""

from __future__ import annotations

import time

import pytest

from transync.documents.front_matter import FrontMatter, ValueKind
from transync.documents.parse.front_matter import split_front_matter
from transync.documents.parse.markdown import read_markdown


def front_matter(text: str) -> FrontMatter:
    found = split_front_matter(text).front_matter
    assert found is not None
    return found


def values(yaml: str) -> list[tuple[str, str, str, int]]:
    found = front_matter(f"---\n{yaml}\n---\n")
    assert not found.fault
    return [(".".join(v.path), v.kind.value, v.value, v.line) for v in found.values]


def test_every_key_has_its_path_its_kind_and_its_line() -> None:
    yaml = "title: One\nweight: 3\nseo:\n  # a comment\n  tags:\n    - a\n    - 7\n  index: true"

    assert values(yaml) == [
        ("title", "text", "", 2),
        ("weight", "number", "3", 3),
        ("seo", "keys", "", 4),
        ("seo.tags", "list", "2", 6),
        ("seo.tags.[0]", "text", "", 7),
        ("seo.tags.[1]", "number", "7", 8),
        ("seo.index", "boolean", "true", 9),
    ]


@pytest.mark.parametrize(
    ("written", "kind", "value"),
    [
        ("True", ValueKind.BOOLEAN, "true"),
        ("1.50", ValueKind.NUMBER, "1.5"),
        ("0x10", ValueKind.NUMBER, "16"),
        ("2026-01-02", ValueKind.DATE, "2026-01-02"),
        ("2026-01-02T05:00:00+02:00", ValueKind.DATE, "2026-01-02 03:00:00+00:00"),
        ("2026-13-45", ValueKind.DATE, "2026-13-45"),
        ("9" * 5000, ValueKind.NUMBER, "9" * 5000),
        ("0x" + "f" * 5000, ValueKind.NUMBER, "0x" + "f" * 5000),
        ("!!int 0x10", ValueKind.NUMBER, "16"),
        ("!!timestamp 2026-01-02", ValueKind.DATE, "2026-01-02"),
        ("!!int ''", ValueKind.NOTHING, ""),
        ("'3'", ValueKind.TEXT, "3"),
        ("'true'", ValueKind.TEXT, "true"),
        ("no", ValueKind.TEXT, ""),
        ("on", ValueKind.TEXT, ""),
        ("~", ValueKind.NOTHING, ""),
        ("", ValueKind.NOTHING, ""),
        ("''", ValueKind.NOTHING, ""),
        ("v1.2", ValueKind.TEXT, ""),
        ("٣", ValueKind.TEXT, ""),
        (">\n  folded\n  text", ValueKind.TEXT, ""),
        ("!!python/name:os.system x", ValueKind.TEXT, ""),
        ("!secret x", ValueKind.TEXT, ""),
    ],
)
def test_a_value_is_known_by_what_it_is_not_by_how_it_is_written(
    written: str, kind: ValueKind, value: str
) -> None:
    (found,) = front_matter(f"---\nkey: {written}\n---\n").values

    assert (found.kind, found.value) == (kind, value)


def test_an_alias_is_not_followed() -> None:
    assert [kind for _, kind, _, _ in values("a: &x [1]\nb: *x\nc:\n  <<: *x")] == [
        "list",
        "number",
        "unknown",
        "unknown",
    ]


def test_a_key_that_stands_twice_is_two_keys() -> None:
    assert [path for path, *_ in values("a: 1\nb: 2\na: 3")] == ["a", "b", "a (2)"]


@pytest.mark.parametrize(
    ("text", "fault", "line"),
    [
        ("---\na: 1\nb: x: y\n---\n", "no YAML: mapping values are not allowed here", 3),
        ('---\na: 1\nb: "x\n---\n', "no YAML: found unexpected end of stream", 3),
        (
            "---\na: 1\n\tb: 2\n---\n",
            "no YAML: found character '\\t' that cannot start any token",
            3,
        ),
        ("---\na: \x07\n---\n", "no YAML: characters that it may not hold", 2),
        ("---\na: 1\nz\n---\n", "no YAML: could not find expected ':'", 3),
        ('---\n"a: b"\n---\n', "YAML, but no keys with values", 2),
        ("---\na: *b\n---\n", "no YAML: found undefined alias 'b'", 2),
        ('---\na: 1\nb: !!int "_"\n---\n', "no YAML: '_' is no int", 3),
        ("---\na:\n  - b\n  - !!float '+'\n---\n", "no YAML: '+' is no float", 4),
        ("---\na: {b: !!timestamp soon}\n---\n", "no YAML: 'soon' is no timestamp", 2),
        ("---\na: !!int x\n---\n", "no YAML: 'x' is no int", 2),
        ('---\na: "\\U00110000"\n---\n', "no YAML", 2),
        ("---\na: 1\nb: 2\n\n# A\n", "no line of dashes ends it", 1),
        ("---\na: 1\nb: [2\n\n# A\n\ntext\n\n---\n\nmore\n", "no line of dashes ends it", 1),
    ],
)
def test_what_is_no_yaml_is_told_with_its_line(text: str, fault: str, line: int) -> None:
    found = front_matter(text)

    assert (found.fault, found.fault_line, found.values) == (fault, line, ())


def test_text_below_front_matter_that_nobody_closed_is_text() -> None:
    document = read_markdown("---\na: 1\nb: 2\n\n# One\n\ntext\n\n---\n\nmore\n")

    assert [(h.text, h.line) for h in document.headings] == [("One", 5)]
    assert len(document.blocks) == 3


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nNote: a text\n\n---\n",
        "---\nNote: a text\n\nmore\n",
        "---\n**Note:** a text\n---\n",
        "# A\n\n---\na: b\n---\n",
        "text\n---\na: b\n---\n",
        "+++\na = 1\n+++\n",
    ],
)
def test_thematic_breaks_make_no_front_matter(text: str) -> None:
    assert split_front_matter(text).front_matter is None


def test_front_matter_may_stand_below_a_record() -> None:
    found = front_matter("<!--\nCO_OP_TRANSLATOR_METADATA:\n{}\n-->\n---\na: 1\n---\n# A\n")

    assert (found.line, found.values[0].line) == (5, 6)


@pytest.mark.parametrize("yaml", ["<<: {a: 1}\nb: 2", "a: 1\n? [b]\n: 2", "{{ a }}: 1"])
def test_keys_that_are_none_are_not_looked_into(yaml: str) -> None:
    found = front_matter(f"---\n{yaml}\n---\n")

    assert not found.values
    assert found.fault or not found.is_known


BOMB = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 200)
)


@pytest.mark.parametrize(
    "yaml",
    [
        pytest.param(BOMB, id="a billion laughs"),
        pytest.param("a: " + "[" * 20_000 + "\n", id="nested too deeply"),
        pytest.param("a: " + "{b: " * 5_000 + "}" * 5_000 + "\n", id="keys nested too deeply"),
        pytest.param("a: &a [*a]\n", id="a list that holds itself"),
        pytest.param("a: 1\n" * 100_000, id="half a megabyte"),
        pytest.param("? [a, b]\n: c\nd: 1\n", id="a key that is a list"),
        pytest.param("a: !!python/object/apply:os.abort []\n", id="a Python object"),
        pytest.param("a: !!binary '%%%'\nb: !!int x\n", id="tags that lie"),
        pytest.param("a: {" + "b," * 30_000 + "\n", id="a mapping without end"),
        pytest.param("%YAML 9.9\na: b\n", id="a directive"),
        pytest.param("a: 1\n...\nb: 2\n", id="two documents"),
        pytest.param("a: b\u2028c\x85d\n", id="other line breaks"),
    ],
)
def test_hostile_yaml_neither_crashes_nor_hangs(yaml: str) -> None:
    start = time.monotonic()
    found = split_front_matter(f"---\n{yaml}---\n# A\n").front_matter

    assert found is None or found.line == 1
    assert time.monotonic() - start < 5

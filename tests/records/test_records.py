"""Records in their three carriers: what counts as current, what is reported, and where exactly."""

from __future__ import annotations

import hashlib
import json
from typing import Any, NamedTuple

import pytest

from tests.conftest import DATE, Checked, Repository

OLD = "0123456789abcdef" * 2
MARKDOWN, NOTEBOOK = "translations/vi/a.md", "translations/vi/a.ipynb"
SIDECAR = "translations/vi/.co-op-translator.json"
NB_SOURCE = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'


class Carrier(NamedTuple):
    """Where the record of a translation stands: in which file, and what is around it."""

    before: str
    after: str
    path: str = MARKDOWN
    translation: str = MARKDOWN
    column: int = 1

    @property
    def source(self) -> str:
        return self.translation.removeprefix("translations/vi/")

    @property
    def line(self) -> int:
        """The line on which the record begins."""
        return self.before.count("\n") + 1

    def write(self, repository: Repository, record: str, source: str | None = None) -> None:
        """Write the source, its translation and a record; and a sound pair beside them."""
        sound = "good.md"
        repository.write(sound, "# Good\n")
        repository.translate(sound, "vi", "# Tốt\n")
        default = NB_SOURCE if self.translation == NOTEBOOK else "# One\n"
        repository.write(self.source, default if source is None else source)
        if self.path != self.translation:
            repository.write(self.translation, "# Một\n")
        repository.write(self.path, self.before + record + self.after)

    def write_record(self, repository: Repository, **changes: object) -> None:
        """Write everything with a sound record of the source, but for these changes."""
        self.write(repository, "")
        record = repository.record(self.source, "vi", **changes)
        self.write(repository, json.dumps(record, indent=2))


LABEL = "<!--\nCO_OP_TRANSLATOR_METADATA:\n"
LABELLED = Carrier(LABEL, "\n-->\n# Một\n")
CARRIERS = {
    "a labelled comment": LABELLED,
    "a comment without a label": Carrier("<!--\n", "\n-->\n# Một\n"),
    "a comment after front matter": Carrier(f"---\nlang: vi\n---\n{LABEL}", "\n-->\n\n# Một\n"),
    "a comment before front matter": Carrier(LABEL, "\n-->\n---\nlang: vi\n---\n\n# Một\n"),
    "a notebook": Carrier(
        '{\n "cells": [],\n "metadata": {\n  "coopTranslator": ',
        '\n },\n "nbformat": 4,\n "nbformat_minor": 5\n}\n',
        NOTEBOOK,
        NOTEBOOK,
        column=3,
    ),
    "a sidecar": Carrier('{\n  "a.md": ', "\n}\n", SIDECAR, column=3),
}
each_carrier = pytest.mark.parametrize("carrier", CARRIERS.values(), ids=CARRIERS)
three_carriers = pytest.mark.parametrize(
    "carrier",
    [CARRIERS[name] for name in ("a labelled comment", "a notebook", "a sidecar")],
    ids=["comment", "notebook", "sidecar"],
)


def places(checked: Checked) -> list[tuple[Any, ...]]:
    """Rule, severity, path and line of every finding."""
    return [(f["rule"], f["severity"], f["path"], f["line"]) for f in checked.findings]


def pairs(checked: Checked) -> dict[str, int]:
    """The states that occur, with their numbers."""
    counts: dict[str, int] = checked.report["summary"]["pairs"]
    return {state: count for state, count in counts.items() if count}


# current and stale


@each_carrier
def test_a_record_of_the_source_as_it_is_now_makes_a_current_pair(
    repository: Repository, carrier: Carrier
) -> None:
    carrier.write_record(repository)
    checked = repository.check()
    assert (checked.exit_code, checked.findings) == (0, [])
    assert pairs(checked) == {"current": 2}


@each_carrier
def test_a_record_of_another_source_is_stale_with_both_hashes_and_the_date(
    repository: Repository, carrier: Carrier
) -> None:
    carrier.write_record(repository, original_hash=OLD)
    checked = repository.check()
    assert checked.exit_code == 1
    in_file = carrier.path == carrier.translation
    line = carrier.line if in_file else 1
    assert places(checked) == [("stale", "error", carrier.translation, line)]
    finding = checked.only("stale")
    now = hashlib.md5((repository.root / carrier.source).read_bytes()).hexdigest()
    assert [part in finding["message"] for part in (OLD, now, DATE[:10])] == [True] * 3
    assert (finding["language"], finding["source"]["path"]) == ("vi", carrier.source)
    assert pairs(checked) == {"current": 1, "stale": 1}


def test_the_letters_of_a_hash_may_be_capitals(repository: Repository) -> None:
    digest = hashlib.md5(b"# One\n").hexdigest().upper()
    LABELLED.write_record(repository, original_hash=digest)
    assert repository.check().findings == []


@pytest.mark.parametrize(("translated", "checked_out"), [("\n", "\r\n"), ("\r\n", "\n")])
def test_a_checkout_with_other_line_endings_is_the_same_source(
    repository: Repository, translated: str, checked_out: str
) -> None:
    source = "# One\n\nText\n"
    digest = hashlib.md5(source.replace("\n", translated).encode()).hexdigest()
    LABELLED.write_record(repository, original_hash=digest)
    repository.write("a.md", source.replace("\n", checked_out))
    assert pairs(repository.check()) == {"current": 2}

    repository.write("a.md", source.replace("Text", "Word").replace("\n", checked_out))
    assert repository.check().rules == ["stale"]


def test_a_byte_order_mark_of_the_source_is_part_of_what_was_hashed(repository: Repository) -> None:
    with_mark = b"\xef\xbb\xbf# One\n"
    LABELLED.write_record(repository, original_hash=hashlib.md5(with_mark).hexdigest())
    repository.write("a.md", with_mark)
    assert pairs(repository.check()) == {"current": 2}


def test_a_translation_with_windows_line_endings_keeps_its_record(repository: Repository) -> None:
    LABELLED.write_record(repository)
    path = repository.root / MARKDOWN
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert pairs(repository.check()) == {"current": 2}


# mixtures


def test_markdown_in_the_sidecar_and_notebooks_with_their_own_record_mix(
    repository: Repository,
) -> None:
    CARRIERS["a notebook"].write_record(repository)
    CARRIERS["a sidecar"].write_record(repository)
    checked = repository.check()
    assert (checked.findings, pairs(checked)) == ([], {"current": 3})


@pytest.mark.parametrize(
    ("beside", "own", "expected"),
    [
        ({}, {}, []),
        ({"translation_date": "2025-01-01"}, {}, []),
        ({}, {"original_hash": OLD}, ["metadata-mismatch"]),
        ({"original_hash": OLD}, {}, ["metadata-mismatch", "stale"]),
        ({"original_hash": OLD}, {"original_hash": OLD}, ["stale"]),
    ],
    ids=["agree", "differ in date", "older comment", "older sidecar", "agree on an old source"],
)
def test_two_carriers_must_agree_on_the_hash_and_the_sidecar_wins(
    repository: Repository, beside: dict[str, object], own: dict[str, object], expected: list[str]
) -> None:
    LABELLED.write_record(repository, **own)
    repository.sidecar("vi", {"a.md": repository.record("a.md", "vi", **beside)})
    checked = repository.check()
    assert checked.rules == expected
    mismatch = [place for place in places(checked) if place[0] == "metadata-mismatch"]
    assert mismatch in ([], [("metadata-mismatch", "error", MARKDOWN, 3)])


# metadata-missing


def test_a_translation_without_a_record_in_a_managed_folder_is_an_omission(
    repository: Repository,
) -> None:
    LABELLED.write_record(repository)
    repository.write(MARKDOWN, "# Một\n")
    checked = repository.check()
    assert places(checked) == [("metadata-missing", "error", MARKDOWN, 1)]
    assert pairs(checked) == {"current": 1, "unmanaged": 1}


def test_a_folder_of_hand_made_translations_is_left_alone(repository: Repository) -> None:
    LABELLED.write_record(repository)
    repository.write("translations/ko/a.md", "# 하나\n")
    checked = repository.check()
    assert (checked.findings, pairs(checked)) == ([], {"current": 2, "unmanaged": 1})


def test_an_example_of_a_record_in_a_code_fence_is_no_record(repository: Repository) -> None:
    LABELLED.write_record(repository)
    example = (repository.root / MARKDOWN).read_text(encoding="utf-8")
    repository.write(MARKDOWN, f"# Một\n\n```html\n{example}```\n")
    assert places(repository.check("--ignore", "code-block")) == [
        ("metadata-missing", "error", MARKDOWN, 1)
    ]


def test_a_bare_json_object_is_a_record_in_the_first_comment_only(repository: Repository) -> None:
    LABELLED.write_record(repository)
    comment = f"<!-- {json.dumps(repository.record('a.md', 'vi'))} -->\n"
    repository.write(MARKDOWN, f"<!-- a note -->\n# Một\n\n{comment}")
    assert places(repository.check()) == [("metadata-missing", "error", MARKDOWN, 1)]

    repository.write(MARKDOWN, f"{comment}# Một\n\n<!-- a note -->\n")
    assert repository.check().findings == []


def test_a_labelled_record_wins_over_a_bare_one(repository: Repository) -> None:
    LABELLED.write_record(repository)
    old = json.dumps(repository.record("a.md", "vi", original_hash=OLD))
    labelled = (repository.root / MARKDOWN).read_text(encoding="utf-8")
    repository.write(MARKDOWN, f"<!-- {old} -->\n{labelled}")
    assert repository.check().findings == []


def test_an_example_of_a_record_does_not_make_a_hand_made_folder_managed(
    repository: Repository,
) -> None:
    LABELLED.write_record(repository)
    record = json.dumps(repository.record("a.md", "ko"), indent=2)
    repository.write("translations/ko/a.md", f"# 하나\n\n```html\n{LABEL}{record}\n-->\n```\n")
    checked = repository.check()
    assert (checked.findings, pairs(checked)) == ([], {"current": 2, "unmanaged": 1})


def test_a_nested_page_does_not_borrow_the_record_of_the_root_page(repository: Repository) -> None:
    for source in ("README.md", "docs/README.md"):
        repository.write(source, "# One\n")
        repository.write(f"translations/vi/{source}", "# Một\n")
    root = repository.record("README.md", "vi")
    repository.sidecar("vi", {"README.md": root})
    nested = "translations/vi/docs/README.md"
    assert places(repository.check()) == [("metadata-missing", "error", nested, 1)]

    repository.sidecar(
        "vi", {"README.md": root, "docs/README.md": repository.record("docs/README.md", "vi")}
    )
    assert repository.check().findings == []


def test_an_absolute_key_of_a_nested_page_is_not_the_record_of_the_root_page(
    repository: Repository,
) -> None:
    for source in ("README.md", "docs/README.md", "a.md"):
        repository.write(source, f"# {source}\n")
    for source in ("README.md", "a.md"):
        repository.write(f"translations/vi/{source}", "# Một\n")
    nested = "/home/writer/project/docs/README.md"
    record = repository.record("docs/README.md", "vi", source_file=nested)
    repository.sidecar("vi", {nested: record, "a.md": repository.record("a.md", "vi")})
    path = "translations/vi/README.md"
    assert places(repository.check()) == [("metadata-missing", "error", path, 1)]


# metadata-invalid


@pytest.mark.parametrize(
    ("carrier", "what"), [(LABELLED, "record"), (CARRIERS["a sidecar"], "sidecar")]
)
@pytest.mark.parametrize(
    ("record", "line", "column"),
    [
        ('{\n  "original_hash": x\n}', 1, 20),
        ('{\n  "original_hash": "y",\n  translation_date\n}', 2, 3),
        ('{\n  "a": 1\n  "b": 2\n}', 2, 3),
    ],
    ids=["a value that is none", "a key without quotes", "a lost comma"],
)
def test_broken_json_is_reported_at_its_line_and_column(
    repository: Repository, carrier: Carrier, what: str, record: str, line: int, column: int
) -> None:
    carrier.write(repository, record)
    checked = repository.check()
    place = ("metadata-invalid", "error", carrier.path, carrier.line + line)
    assert places(checked) == [place]
    finding = checked.findings[0]
    assert finding["column"] == column
    assert f"{what} is broken JSON" in finding["message"]


def test_broken_json_on_the_line_of_the_comment_has_its_column_there(
    repository: Repository,
) -> None:
    Carrier('<!-- {"original_hash": ', ", } -->\n# Một\n").write(repository, "oops")
    checked = repository.check()
    assert places(checked) == [("metadata-invalid", "error", MARKDOWN, 1)]
    assert checked.findings[0]["column"] == 24


@pytest.mark.parametrize("carrier", [LABELLED, CARRIERS["a sidecar"]], ids=["comment", "sidecar"])
def test_merge_conflict_markers_in_a_record_are_named_at_the_first_of_them(
    repository: Repository, carrier: Carrier
) -> None:
    hashes = [f'  "original_hash": "{digit * 32}",\n' for digit in "ab"]
    conflict = f"<<<<<<< HEAD\n{hashes[0]}=======\n{hashes[1]}>>>>>>> main\n"
    carrier.write(repository, f'{{\n{conflict}  "source_file": "a.md"\n}}')
    checked = repository.check()
    assert places(checked) == [("metadata-invalid", "error", carrier.path, carrier.line + 1)]
    assert "merge conflict" in checked.findings[0]["message"]
    assert pairs(checked) == {"current": 1, "unmanaged": 1}


def test_a_merge_conflict_of_two_whole_comments_is_not_silently_decided(
    repository: Repository,
) -> None:
    LABELLED.write_record(repository)
    ours = (repository.root / MARKDOWN).read_text(encoding="utf-8")
    LABELLED.write_record(repository, original_hash=OLD)
    theirs = (repository.root / MARKDOWN).read_text(encoding="utf-8")
    conflict = f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> main\n"
    repository.write(MARKDOWN, conflict)
    checked = repository.check("--select", "metadata-invalid,stale,unreadable")
    assert places(checked) == [("unreadable", "error", MARKDOWN, 1)]
    assert "a merge that was never finished" in checked.findings[0]["message"]


FIELDS = ("original_hash", "translation_date", "source_file", "language_code")
WRONG_FIELDS: list[tuple[str, object, str]] = [
    *((field, None, f"no {field}") for field in FIELDS),
    *((field, 7, f"{field} is a number, not text") for field in FIELDS),
    *((field, value, "not text") for field in FIELDS for value in (["x"], {"x": 1}, True)),
    *((field, " ", field) for field in FIELDS),
    *(("original_hash", value, "no MD5") for value in ("79a7", "g" * 32, "a" * 33, "a" * 64)),
    *(("translation_date", d, "no ISO 8601 date") for d in ("yesterday", "2025-13-01", "1/2/25")),
]


@pytest.mark.parametrize(("field", "value", "reason"), WRONG_FIELDS)
@three_carriers
def test_a_field_that_is_missing_or_wrong_makes_the_record_invalid_where_it_begins(
    repository: Repository, carrier: Carrier, field: str, value: object, reason: str
) -> None:
    carrier.write_record(repository, **{field: value})
    checked = repository.check()
    assert checked.exit_code == 1
    assert places(checked) == [("metadata-invalid", "error", carrier.path, carrier.line)]
    assert reason in checked.findings[0]["message"]
    assert checked.findings[0]["column"] == carrier.column
    assert pairs(checked) == {"current": 1, "unmanaged": 1}


@pytest.mark.parametrize("record", ["null", "[]", '"text"', "1", "false"])
@three_carriers
def test_a_record_that_is_no_object_is_invalid_where_it_stands(
    repository: Repository, carrier: Carrier, record: str
) -> None:
    carrier.write(repository, record)
    checked = repository.check()
    assert places(checked) == [("metadata-invalid", "error", carrier.path, carrier.line)]
    assert "not an object" in checked.findings[0]["message"]


@pytest.mark.parametrize(
    "date", [DATE, "2026-01-02T03:04:05Z", "2026-01-02T03:04:05.123456+09:00", "2026-01-02"]
)
def test_dates_with_any_offset_are_dates(repository: Repository, date: str) -> None:
    LABELLED.write_record(repository, translation_date=date)
    assert repository.check().findings == []


@three_carriers
def test_extra_keys_of_a_record_are_left_alone(repository: Repository, carrier: Carrier) -> None:
    carrier.write_record(repository, evaluation={"score": 0.9}, model=["x"], note=None)
    assert repository.check().findings == []


def test_a_broken_sidecar_is_one_finding_however_many_translations_it_has(
    repository: Repository,
) -> None:
    for name in ("a.md", "b.md", "docs/c.md"):
        repository.write(name, "# One\n")
        repository.write(f"translations/vi/{name}", "# Một\n")
        repository.translate(name, "ko", "# 하나\n")
    repository.write(SIDECAR, '{\n  "a.md": {\n    "original_hash": "00"\n')
    checked = repository.check()
    assert places(checked) == [("metadata-invalid", "error", SIDECAR, 4)]
    assert pairs(checked) == {"current": 3, "unmanaged": 3}


@pytest.mark.parametrize("content", ["[]", "7", "null", '"text"', "{", ""])
def test_a_sidecar_that_is_no_object_is_a_finding_even_where_nothing_else_is_translated(
    repository: Repository, content: str
) -> None:
    repository.write("a.md", "# One\n")
    repository.write(MARKDOWN, "# Một\n")
    repository.write(SIDECAR, content)
    assert places(repository.check()) == [("metadata-invalid", "error", SIDECAR, 1)]


@pytest.mark.parametrize("field", FIELDS)
def test_the_only_record_of_a_repository_is_judged_too(repository: Repository, field: str) -> None:
    repository.write("a.md", "# One\n")
    repository.translate("a.md", "vi", "# Một\n", **{field: None})
    assert places(repository.check()) == [("metadata-invalid", "error", MARKDOWN, 3)]


def test_one_invalid_entry_of_a_sidecar_leaves_the_others_usable(repository: Repository) -> None:
    for name in ("a.md", "b.md"):
        repository.write(name, "# One\n")
        repository.write(f"translations/vi/{name}", "# Một\n")
    entries: dict[str, object] = {
        "a.md": repository.record("a.md", "vi"),
        "b.md": repository.record("b.md", "vi", original_hash=None),
    }
    path = repository.sidecar("vi", entries)
    checked = repository.check()
    assert places(checked) == [("metadata-invalid", "error", path, 8)]
    assert checked.findings[0]["message"].startswith("b.md: ")


def sidecar_text(repository: Repository, **changes: object) -> str:
    """A sidecar with the record of a.md, which a page with another link is of."""
    repository.write("a.md", "# One\n\n[a](https://e.com/a)\n")
    repository.write(MARKDOWN, "# Một\n\n[a](https://evil.example)\n")
    return json.dumps({"a.md": repository.record("a.md", "vi", **changes)}, indent=1)


@pytest.mark.parametrize(
    ("first", "line"),
    [
        pytest.param('"a.md": {"language_code": "translations"},', 2, id="an entry"),
        pytest.param('"\\u0061.md": {"language_code": "translations"},', 2, id="an escaped one"),
        pytest.param('"b": 1, "b": 2, "a.md": {"language_code": "ko"},', 1, id="two of them"),
        pytest.param('"__translation_failures__": {"x": 1, "x": 2},', 1, id="a failure"),
    ],
)
def test_a_key_of_a_sidecar_that_is_there_twice_is_invalid_where_it_is_again(
    repository: Repository, first: str, line: int
) -> None:
    repository.write(SIDECAR, "{" + first + sidecar_text(repository)[1:])

    checked = repository.check()

    twice = [f for f in checked.findings if "is there twice" in f["message"]]
    assert [(f["rule"], f["path"], f["line"]) for f in twice] == [
        ("metadata-invalid", SIDECAR, line)
    ]
    assert ("link-target", "error") in {(f["rule"], f["severity"]) for f in checked.findings}


def test_a_field_of_a_record_that_is_there_twice_is_invalid(repository: Repository) -> None:
    text = sidecar_text(repository)
    repository.write(
        SIDECAR, text.replace('"language_code"', '"language_code": "x", \n"language_code"')
    )
    assert places(repository.check())[0] == ("metadata-invalid", "error", SIDECAR, 7)

    (repository.root / SIDECAR).unlink()
    record = json.dumps({"language_code": "translations"})[:-1]
    own = json.dumps(repository.record("a.md", "vi"))[1:]
    repository.write(MARKDOWN, f"<!--\nCO_OP_TRANSLATOR_METADATA:\n{record}, {own}\n-->\n# Một\n")
    assert ("metadata-invalid", "error", MARKDOWN, 3) in places(repository.check())


def test_the_same_key_in_two_objects_is_no_repetition(repository: Repository) -> None:
    repository.write("a.md", "# One\n")
    repository.write("b.md", "# One\n")
    for name in ("a.md", "b.md"):
        repository.write(f"translations/vi/{name}", "# Một\n")
    records: dict[str, object] = {n: repository.record(n, "vi") for n in ("a.md", "b.md")}
    repository.sidecar("vi", {**records, "__translation_failures__": {}})
    assert repository.check().findings == []


# metadata-mismatch


@pytest.mark.parametrize(
    "change",
    [{"language_code": "ko"}, {"language_code": "pt-PT"}, {"source_file": "b.md"}],
    ids=lambda change: "-".join(change),
)
@three_carriers
def test_a_record_that_contradicts_the_place_of_its_file_is_a_mismatch(
    repository: Repository, carrier: Carrier, change: dict[str, object]
) -> None:
    carrier.write_record(repository, **change)
    checked = repository.check()
    assert places(checked) == [("metadata-mismatch", "error", carrier.path, carrier.line)]
    [(field, value)] = change.items()
    assert field in checked.findings[0]["message"]
    assert str(value) in checked.findings[0]["message"]
    assert pairs(checked) == {"current": 2}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("pt-BR", "br"),
        ("br", "br"),
        ("br", "pt-BR"),
        ("mo", "zh-MO"),
        ("tw", "tw"),
        ("zh-HK", "hk"),
        ("zh-CN", "zh"),
        ("zh-CN", "cn"),
        ("pt-BR", "pt-br"),
        ("en", "en"),
    ],
)
def test_an_old_code_is_the_language_that_it_stands_for(
    repository: Repository, name: str, code: str
) -> None:
    repository.write("a.md", "# One\n")
    repository.translate("a.md", code, "# Um\n", folder=name)
    checked = repository.check()
    assert (checked.findings, pairs(checked)) == ([], {"current": 1})


def test_an_old_code_of_another_language_is_a_mismatch(repository: Repository) -> None:
    repository.write("a.md", "# One\n")
    path = repository.translate("a.md", "pt", "# Um\n", folder="pt-BR")
    assert places(repository.check()) == [("metadata-mismatch", "error", path, 3)]


SPELLINGS = [
    "docs/a.md",
    "docs\\a.md",
    "/home/writer/project/docs/a.md",
    "C:\\Users\\writer\\project\\docs\\a.md",
    "C:/project/docs/a.md",
    "\\\\server\\share\\docs\\a.md",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_source_file_may_be_absolute_or_written_on_windows(
    repository: Repository, spelling: str
) -> None:
    repository.write("docs/a.md", "# One\n")
    repository.translate("docs/a.md", "vi", "# Một\n", source_file=spelling)
    assert repository.check().findings == []


@pytest.mark.parametrize("spelling", ["/project/docs/b.md", "C:\\docs\\b.md", "..\\docs\\a.md"])
def test_a_source_file_of_another_page_is_a_mismatch_however_it_is_spelt(
    repository: Repository, spelling: str
) -> None:
    repository.write("docs/a.md", "# One\n")
    path = repository.translate("docs/a.md", "vi", "# Một\n", source_file=spelling)
    assert places(repository.check()) == [("metadata-mismatch", "error", path, 3)]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_key_of_the_sidecar_may_be_absolute_or_written_on_windows(
    repository: Repository, spelling: str
) -> None:
    repository.write("docs/a.md", "# One\n")
    repository.write("translations/vi/docs/a.md", "# Một\n")
    entries = {spelling: repository.record("docs/a.md", "vi", source_file=spelling)}
    repository.sidecar("vi", dict(entries))
    checked = repository.check()
    assert (checked.findings, pairs(checked)) == ([], {"current": 1})


@pytest.mark.parametrize(
    ("key", "found"),
    [("/project/docs/a.md", []), ("/project/docs/b/a.md", ["metadata-missing"])],
    ids=["of the page", "of another one"],
)
def test_an_absolute_key_counts_below_the_root_of_its_sources(
    repository: Repository, key: str, found: list[str]
) -> None:
    for name in ("a.md", "b/a.md", "c.md"):
        repository.write(f"docs/{name}", f"# {name}\n")
    for name in ("a.md", "c.md"):
        repository.write(f"docs/translations/vi/{name}", f"# {name}\n")
    records: dict[str, object] = {
        "c.md": repository.record("docs/c.md", "vi", source_file="c.md"),
        key: repository.record(key.removeprefix("/project/"), "vi", source_file=key),
    }
    repository.sidecar("vi", records, "docs/translations")
    assert [finding["rule"] for finding in repository.check().findings] == found


# failures, orphans, missing translations, images


def failed(repository: Repository, source: str, **changes: object) -> dict[str, object]:
    """A failure record of the source as it is now, as Co-op Translator writes it."""
    record = repository.record(source, "vi", translation_date=None)
    return {
        **record,
        "failure_date": DATE,
        "status": "failed",
        "error_type": "TranslationError",
        "error_message": "chunk 3 came back empty",
        "translator_version": "0.23.2",
        **changes,
    }


FAILURES = "__translation_failures__"


@pytest.mark.parametrize(
    ("digest", "expected"),
    [(None, ["failed-translation", "stale"]), (OLD, ["stale"])],
    ids=["of the source as it is now", "of an older source"],
)
def test_a_failure_counts_only_when_it_is_of_the_source_as_it_is_now(
    repository: Repository, digest: str | None, expected: list[str]
) -> None:
    CARRIERS["a sidecar"].write_record(repository, original_hash=OLD)
    failure = failed(repository, "a.md", **({"original_hash": digest} if digest else {}))
    stale = repository.record("a.md", "vi", original_hash="f" * 32)
    repository.sidecar("vi", {"a.md": stale, FAILURES: {"a.md": failure}})
    checked = repository.check()
    assert checked.rules == expected
    assert checked.report["summary"]["pairs"]["failed"] == len(expected) - 1
    assert ("stale", "error", MARKDOWN, 1) in places(checked)
    for finding in checked.findings:
        if finding["rule"] == "failed-translation":
            assert (finding["severity"], finding["path"]) == ("warning", MARKDOWN)
            for part in (DATE[:10], "0.23.2", "TranslationError", "chunk 3 came back empty"):
                assert part in finding["message"]


@pytest.mark.parametrize("key", ["docs/b.md", "docs\\b.md"])
def test_a_failure_of_a_page_that_was_never_translated_is_no_translation(
    repository: Repository, key: str
) -> None:
    LABELLED.write_record(repository)
    repository.write("docs/b.md", "# Two\n")
    repository.translate("docs/b.md", "ko", "# 둘\n")
    for name in ("a.md", "good.md"):
        repository.translate(name, "ko", "# 하나\n")
    repository.sidecar("vi", {FAILURES: {key: failed(repository, "docs/b.md")}})
    checked = repository.check()
    path = "translations/vi/docs/b.md"
    assert places(checked) == [
        ("failed-translation", "warning", path, 1),
        ("missing-translation", "warning", path, 1),
    ]
    assert checked.exit_code == 0
    assert pairs(checked) == {"current": 5, "failed": 1, "missing": 1}
    assert checked.report["summary"]["translations"] == 5


@pytest.mark.parametrize("failures", [[], 7, None, {"a.md": 7}, {"a.md": {}}, {"a.md": None}])
def test_failure_records_that_make_no_sense_do_not_hide_the_records(
    repository: Repository, failures: object
) -> None:
    CARRIERS["a sidecar"].write_record(repository)
    record = repository.record("a.md", "vi", original_hash=OLD)
    repository.sidecar("vi", {"a.md": record, FAILURES: failures})
    assert ("stale", "error", MARKDOWN, 1) in places(repository.check())


def test_a_fault_of_a_record_stands_at_the_record_not_at_the_failure_of_the_same_page(
    repository: Repository,
) -> None:
    CARRIERS["a sidecar"].write_record(repository)
    record = repository.record("a.md", "vi", language_code="ko")
    path = repository.sidecar(
        "vi", {FAILURES: {"a.md": failed(repository, "a.md")}, "a.md": record}
    )
    lines = (repository.root / path).read_text().splitlines()
    checked = repository.check("--select", "metadata-mismatch")
    assert places(checked) == [("metadata-mismatch", "error", path, lines.index('  "a.md": {') + 1)]


def test_a_translation_whose_source_is_gone_is_an_orphan_and_not_stale(
    repository: Repository,
) -> None:
    LABELLED.write_record(repository)
    (repository.root / "a.md").unlink()
    checked = repository.check()
    assert places(checked) == [("orphan", "warning", MARKDOWN, 1)]
    assert "a.md" in checked.findings[0]["message"]
    assert checked.exit_code == 0
    assert pairs(checked) == {"current": 1, "orphan": 1}


def test_a_page_that_other_languages_have_is_missing_here(repository: Repository) -> None:
    LABELLED.write_record(repository)
    repository.translate("a.md", "ko", "# 하나\n")
    repository.write("nobody.md", "# Nobody translates this\n")
    checked = repository.check()
    path = "translations/ko/good.md"
    assert places(checked) == [("missing-translation", "warning", path, 1)]
    assert checked.findings[0]["language"] == "ko"
    assert checked.exit_code == 0
    assert pairs(checked) == {"current": 3, "missing": 1}

    repository.translate("good.md", "ko", "# 좋다\n")
    assert repository.check().findings == []


def test_entries_for_images_are_no_translations(repository: Repository) -> None:
    LABELLED.write_record(repository)
    repository.write("images/cat.png", b"\x89PNG")
    repository.write("translated_images/vi/cat.0123456789abcdef.webp", b"RIFF")
    image = repository.record("images/cat.png", "vi", original_hash=OLD)
    gone = repository.record("images/cat.png", "vi", source_file="images/gone.png")
    repository.sidecar(
        "vi", {"cat.0123456789abcdef.webp": image, "gone.webp": gone}, folder="translated_images"
    )
    repository.write("translated_images/vi/gone.webp", b"RIFF")
    checked = repository.check()
    assert (checked.findings, pairs(checked)) == ([], {"current": 2})
    assert checked.report["summary"]["translations"] == 2


def test_a_comment_above_a_thematic_break_makes_no_front_matter_of_the_text(
    repository: Repository,
) -> None:
    text = "<!-- note -->\n---\nNote: [here](https://example.com/{})\n\n---\n\nEnd\n"
    repository.write("a.md", "# One\n\n" + text.format("here"))
    path = repository.translate("a.md", "vi", "# Một\n\n" + text.format("here"))
    assert repository.check().findings == []

    repository.translate("a.md", "vi", "# Một\n\n" + text.format("there"))
    assert places(repository.check()) == [("link-target", "error", path, 14)]

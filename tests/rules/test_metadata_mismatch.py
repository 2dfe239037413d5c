"""`metadata-mismatch`: what is known of a record for certain is written into it, and no more."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from tests.conftest import Repository
from tests.rules.mending import apply
from transync import check
from transync.model import Finding

NB = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
OLD = "0123456789abcdef" * 2
SIDECAR = "translations/pt-BR/.co-op-translator.json"
# Where the record `%s` of the source `a.md` or `a.ipynb` stands.
CARRIERS = {
    "comment": ("a.md", None, "<!--\nCO_OP_TRANSLATOR_METADATA:\n%s\n-->\n# Um\n"),
    "comment without a label": ("a.md", None, "<!-- %s -->\n# Um\n"),
    "comment below front matter": ("a.md", None, "---\ntitle: ação\n---\n<!--\n%s\n-->\n# Um\n"),
    "notebook": (
        "a.ipynb",
        None,
        '{\n "cells": [],\n "metadata": {\n  "note": "ação",\n  "coopTranslator": %s\n },\n'
        ' "nbformat": 4,\n "nbformat_minor": 5\n}\n',
    ),
    "sidecar": ("a.md", SIDECAR, '{\n  "a.md": %s,\n  "ação.md": {}\n}'),
}
FORMS: dict[str, Callable[[bytes], bytes]] = {
    "as it is": lambda data: data,
    "line ends of Windows": lambda data: data.replace(b"\n", b"\r\n"),
    "line ends of old Macs": lambda data: data.replace(b"\n", b"\r"),
    "a byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "tabs": lambda data: re.sub(rb'^ +(?=")', b"\t\t", data, flags=re.MULTILINE),
    "no spaces": lambda data: re.sub(rb'\n? *("\w+"): ?("[^"]*")', rb"\1:\2", data),
}
in_every_carrier = pytest.mark.parametrize("carrier", CARRIERS)


@pytest.fixture
def write(folder: Repository) -> Callable[..., bytes]:
    """Write a source, its translation and a record with these changes, in a carrier and a form."""

    def written(carrier: str, form: str = "as it is", **changes: object) -> bytes:
        source, beside, around = CARRIERS[carrier]
        folder.write(source, NB if source.endswith(".ipynb") else "# One\n")
        record = json.dumps(folder.record(source, "pt-BR", **changes), indent=2)
        data = FORMS[form]((around % record).encode())
        folder.write(beside or f"translations/pt-BR/{source}", data)
        if beside:
            folder.write(f"translations/pt-BR/{source}", "# Um\n")
        return data

    return written


def found(folder: Repository) -> list[Finding]:
    """What a check finds of this rule."""
    return list(check(folder.root, select=["metadata-mismatch"], use_cache=False).findings)


def carrier_of(folder: Repository, carrier: str) -> bytes:
    source, beside, _ = CARRIERS[carrier]
    return (folder.root / (beside or f"translations/pt-BR/{source}")).read_bytes()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("change", [{"language_code": "ko"}, {"source_file": "b/ç.md"}])
@in_every_carrier
def test_a_wrong_value_is_replaced_and_every_other_byte_stays(
    folder: Repository, write: Callable[..., bytes], carrier: str, change: dict[str, str], form: str
) -> None:
    good = write(carrier, form)
    assert found(folder) == []
    assert write(carrier, form, **change) != good

    (finding,) = found(folder)
    assert finding.fix
    assert finding.fix.is_safe
    (edit,) = finding.fix.edits
    [(field, wrong)] = change.items()
    right = {"language_code": "pt-BR", "source_file": CARRIERS[carrier][0]}[field]
    was = carrier_of(folder, carrier)[edit.start : edit.end].decode()
    assert (json.loads(f'"{was}"'), edit.replacement) == (wrong, right)

    apply(folder.root, [finding])
    assert carrier_of(folder, carrier) == good
    assert found(folder) == []


@in_every_carrier
def test_two_wrong_values_of_a_record_are_two_edits_that_go_together(
    folder: Repository, write: Callable[..., bytes], carrier: str
) -> None:
    good = write(carrier)
    write(carrier, language_code="ko", source_file="b.md")

    findings = found(folder)
    assert len(findings) == 2
    apply(folder.root, findings)
    assert carrier_of(folder, carrier) == good


@in_every_carrier
def test_the_source_of_a_record_of_another_text_is_not_guessed(
    folder: Repository, write: Callable[..., bytes], carrier: str
) -> None:
    write(carrier, source_file="b.md", original_hash=OLD)

    (finding,) = found(folder)
    assert "source_file" in finding.message
    assert finding.fix is None


@in_every_carrier
def test_the_language_of_a_stale_record_is_that_of_its_folder_all_the_same(
    folder: Repository, write: Callable[..., bytes], carrier: str
) -> None:
    good = write(carrier, original_hash=OLD)
    write(carrier, original_hash=OLD, language_code="ko")

    apply(folder.root, found(folder))
    assert carrier_of(folder, carrier) == good


@in_every_carrier
def test_what_else_a_record_holds_stays_as_it_is_spelt(
    folder: Repository, write: Callable[..., bytes], carrier: str
) -> None:
    more = {"language_code ": "ko", "evaluation": {"language_code": "ko", "note": "a \\ }"}}
    good = write(carrier, **more)
    write(carrier, language_code="ko", **more)

    apply(folder.root, found(folder))
    assert carrier_of(folder, carrier) == good


@pytest.mark.parametrize("name", ["br", "pt-BR"])
def test_the_code_is_written_as_the_folder_is_named(folder: Repository, name: str) -> None:
    folder.write("a.md", "# One\n")
    path = folder.translate("a.md", name, "# Um\n", folder=name)
    good = (folder.root / path).read_bytes()
    folder.translate("a.md", "ko", "# Um\n", folder=name)

    apply(folder.root, found(folder))
    assert (folder.root / path).read_bytes() == good


def test_the_source_is_written_relative_to_its_root(folder: Repository) -> None:
    folder.write("docs/sub/a.md", "# One\n")
    path = "docs/i18n/vi/sub/a.md"
    for recorded in ("sub/b.md", "sub/a.md"):
        record = json.dumps(folder.record("docs/sub/a.md", "vi", source_file=recorded))
        folder.write(path, f"<!-- {record} -->\n# Một\n")
        folder.write("docs/b.md", "# Two\n")
        other = json.dumps(folder.record("docs/b.md", "vi", source_file="b.md"))
        folder.write("docs/i18n/vi/b.md", f"<!-- {other} -->\n# Hai\n")
        if recorded == "sub/b.md":
            apply(folder.root, found(folder))
            mended = (folder.root / path).read_bytes()

    assert (folder.root / path).read_bytes() == mended


@pytest.mark.parametrize("escapes", [True, False], ids=["escaped", "as they are"])
def test_letters_are_written_as_the_file_writes_them(folder: Repository, escapes: bool) -> None:
    folder.write("guia/ação.md", "# One\n")
    folder.write("translations/pt-BR/guia/ação.md", "# Um\n")

    def sidecar(source_file: str) -> bytes:
        record = folder.record("guia/ação.md", "pt-BR", source_file=source_file)
        return json.dumps({"guia/ação.md": record}, indent=2, ensure_ascii=escapes).encode()

    folder.write(SIDECAR, sidecar("guia/x.md"))
    apply(folder.root, found(folder))

    assert (folder.root / SIDECAR).read_bytes() == sidecar("guia/ação.md")


@pytest.mark.parametrize(("beside", "own"), [(OLD, None), (None, OLD)])
def test_nobody_knows_which_of_two_hashes_is_right(
    folder: Repository, beside: str | None, own: str | None
) -> None:
    folder.write("a.md", "# One\n")
    now = folder.record("a.md", "vi")["original_hash"]
    folder.translate("a.md", "vi", "# Một\n", original_hash=own or now)
    folder.sidecar("vi", {"a.md": folder.record("a.md", "vi", original_hash=beside or now)})

    (finding,) = found(folder)
    assert "disagree" in finding.message
    assert finding.fix is None


def test_each_of_two_records_is_mended_in_its_own_place(folder: Repository) -> None:
    folder.write("a.md", "# One\n")
    paths = ["translations/vi/a.md", "translations/vi/.co-op-translator.json"]
    contents = []
    for code in ("vi", "ko"):
        folder.translate("a.md", code, "# Một\n", folder="vi")
        folder.sidecar("vi", {"a.md": folder.record("a.md", code)})
        contents.append([(folder.root / path).read_bytes() for path in paths])

    findings = found(folder)
    assert [finding.path for finding in findings] == sorted(paths)
    apply(folder.root, findings)
    assert [(folder.root / path).read_bytes() for path in paths] == contents[0]


def test_a_source_that_is_gone_names_no_source_file(folder: Repository) -> None:
    folder.write("a.md", "# One\n")
    folder.write("b.md", "# Two\n")
    folder.translate("b.md", "vi", "# Hai\n")
    folder.translate("a.md", "vi", "# Một\n", source_file="b.md")
    (folder.root / "a.md").unlink()

    (finding,) = found(folder)
    assert finding.fix is None

"""`metadata-leftover`: records that outlive their files, named once and taken out cleanly."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import DATE, Repository
from tests.rules.mending import apply
from transync import check
from transync.model import Finding

SIDECAR = "translations/vi/.co-op-translator.json"
IMAGES = "translated_images/vi/.co-op-translator.json"
FAILURES = "__translation_failures__"
FORMS: dict[str, Callable[[dict[str, object]], bytes]] = {
    "as Co-op Translator writes it": lambda entries: _written(entries, indent=2),
    "line ends of Windows": lambda e: _written(e, indent=2).replace(b"\n", b"\r\n") + b"\r\n",
    "a byte order mark": lambda e: b"\xef\xbb\xbf" + _written(e, indent=2) + b"\n",
    "tabs": lambda e: _written(e, indent="\t"),
    "one line": lambda e: _written(e, separators=(",", ":")) + b"\n",
    "one line with spaces": lambda e: _written(e),
}


def _written(entries: dict[str, object], **form: object) -> bytes:
    return json.dumps(entries, ensure_ascii=False, **form).encode()  # type: ignore[arg-type] # as given above


@pytest.fixture
def pages(folder: Repository) -> dict[str, object]:
    """Five translated pages, and the entries of their records; a sixth page has its own record."""
    names = ["a.md", "b.md", "docs/c.md", "ê.md", "z.md"]
    for name in names:
        folder.write(name, f"# {name}\n")
        folder.write(f"translations/vi/{name}", f"# Trang {name}\n")
    folder.write("own.md", "# own\n")
    folder.translate("own.md", "vi", "# của riêng\n")
    entries = {name: folder.record(name, "vi") for name in names}
    folder.sidecar("vi", dict(entries))
    return dict(entries)


def found(folder: Repository, *paths: str) -> list[Finding]:
    """What a check finds, but for pages that only some languages have."""
    return list(check(folder.root, paths, use_cache=False).findings)


def delete(root: Path, *names: str) -> None:
    for name in names:
        (root / "translations/vi" / name).unlink()


def test_the_records_of_deleted_translations_are_one_finding_at_the_first_of_them(
    folder: Repository, pages: dict[str, object]
) -> None:
    assert found(folder) == []
    delete(folder.root, "b.md", "ê.md")

    (finding,) = found(folder)
    assert (finding.rule, finding.severity, finding.language) == (
        "metadata-leftover",
        "warning",
        "vi",
    )
    lines = (folder.root / SIDECAR).read_text(encoding="utf-8").splitlines()
    place = (SIDECAR, lines.index('  "b.md": {') + 1, 3)
    assert (finding.path, finding.line, finding.column) == place
    assert finding.text == (
        "the sidecar still has the record of 2 files that are gone: "
        "translations/vi/b.md, translations/vi/ê.md"
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "gone",
    [
        ["a.md"],
        ["docs/c.md"],
        ["z.md"],
        ["a.md", "b.md"],
        ["ê.md", "z.md"],
        ["a.md", "docs/c.md", "z.md"],
        ["b.md", "docs/c.md", "ê.md", "z.md"],
        ["a.md", "b.md", "docs/c.md", "ê.md"],
        ["a.md", "b.md", "docs/c.md", "ê.md", "z.md"],
    ],
    ids=",".join,
)
def test_what_is_left_over_is_taken_out_and_the_rest_keeps_its_form(
    folder: Repository, pages: dict[str, object], gone: list[str], form: str
) -> None:
    folder.write(SIDECAR, FORMS[form](pages))
    delete(folder.root, *gone)

    findings = [finding for finding in found(folder) if finding.fix]
    assert [(f.rule, f.fix and f.fix.is_safe) for f in findings] == [("metadata-leftover", False)]
    apply(folder.root, findings)
    left = {name: entry for name, entry in pages.items() if name not in gone}
    assert (folder.root / SIDECAR).read_bytes() == FORMS[form](left)
    assert found(folder) == []


def test_an_entry_goes_whether_or_not_its_source_is_there(
    folder: Repository, pages: dict[str, object]
) -> None:
    delete(folder.root, "a.md", "b.md")
    (folder.root / "a.md").unlink()

    (finding,) = found(folder)
    assert finding.detail == "translations/vi/a.md, translations/vi/b.md"


def test_failures_stay_and_are_nothing_left_over(
    folder: Repository, pages: dict[str, object]
) -> None:
    failure = {"original_hash": "0" * 32, "failure_date": DATE, "status": "failed"}
    kept: dict[str, object] = {FAILURES: {"b.md": failure, "gone.md": failure}}
    folder.sidecar("vi", {**pages, **kept})
    assert found(folder) == []

    delete(folder.root, *pages)
    folder.translate("a.md", "ko", "# 하나\n")
    apply(folder.root, [f for f in found(folder) if f.rule == "metadata-leftover"])
    assert (folder.root / SIDECAR).read_bytes() == _written(kept, indent=2)


def test_a_translation_without_its_source_is_an_orphan_whose_record_stays(
    folder: Repository, pages: dict[str, object]
) -> None:
    (folder.root / "a.md").unlink()

    assert [(finding.rule, finding.fix) for finding in found(folder)] == [("orphan", None)]


def test_a_page_that_is_missing_is_no_reason_to_touch_a_file(
    folder: Repository, pages: dict[str, object]
) -> None:
    folder.translate("b.md", "ko", "# 둘\n")
    delete(folder.root, "b.md")

    fixes = {f.rule: f.fix for f in found(folder) if f.language == "vi"}
    assert fixes.keys() == {"metadata-leftover", "missing-translation"}
    assert fixes["missing-translation"] is None


@pytest.mark.parametrize("key", ["/home/writer/b.md", "C:\\docs\\b.md"])
def test_what_an_absolute_key_was_about_is_not_guessed(
    folder: Repository, pages: dict[str, object], key: str
) -> None:
    record = pages.pop("b.md")
    folder.sidecar("vi", {**pages, key: record})
    delete(folder.root, "b.md")

    assert found(folder) == []


def test_a_key_of_windows_is_the_page_that_it_names(
    folder: Repository, pages: dict[str, object]
) -> None:
    nested = pages.pop("docs/c.md")
    folder.sidecar("vi", {**pages, "docs\\c.md": nested})
    assert found(folder) == []

    delete(folder.root, "docs/c.md")
    apply(folder.root, found(folder))
    left = dict(sorted(pages.items()))
    assert (folder.root / SIDECAR).read_bytes() == _written(left, indent=2)


def test_a_name_that_only_its_capitals_or_accents_tell_apart_is_no_other_file(
    folder: Repository, pages: dict[str, object]
) -> None:
    folder.sidecar("vi", {**pages, "A.md": pages["a.md"], "e\u0302.md": pages["ê.md"]})

    assert found(folder) == []


def test_files_that_the_settings_exclude_are_there_all_the_same(
    folder: Repository, pages: dict[str, object]
) -> None:
    folder.write("transync.toml", 'exclude = ["translations/vi/b.md", "docs/"]\n')

    assert found(folder) == []


def test_files_that_are_not_checked_out_are_not_gone(
    repository: Repository, pages: dict[str, object]
) -> None:
    repository.commit()
    repository.git("sparse-checkout", "set", "--no-cone", "/*", "!/translations/vi/docs/")
    assert not (repository.root / "translations/vi/docs/c.md").exists()

    assert found(repository) == []


@pytest.mark.parametrize(
    ("paths", "is_said"),
    [
        (["translations/vi/a.md"], False),
        (["a.md"], False),
        ([SIDECAR], True),
        (["translations"], True),
        ([], True),
    ],
    ids=lambda given: str(given),
)
def test_it_is_said_where_the_sidecar_is_asked_for(
    folder: Repository, pages: dict[str, object], paths: list[str], is_said: bool
) -> None:
    delete(folder.root, "b.md")

    said = [f.rule for f in found(folder, *paths)]
    assert said == (["metadata-leftover"] if is_said else [])


@pytest.mark.parametrize("damage", ["{", "<<<<<<< HEAD\n=======\n>>>>>>> main\n{}"])
def test_a_broken_sidecar_is_left_to_people(
    folder: Repository, pages: dict[str, object], damage: str
) -> None:
    delete(folder.root, "b.md")
    folder.write(SIDECAR, damage)

    assert [f.fix for f in found(folder) if f.path == SIDECAR] == [None]


def test_a_page_of_another_layout_is_looked_for_at_its_place(folder: Repository) -> None:
    for name in ("a.md", "sub/b.md"):
        folder.write(f"docs/{name}", "# One\n")
        folder.write(f"docs/i18n/vi/{name}", "# Một\n")
    entries: dict[str, object] = {
        name: folder.record(f"docs/{name}", "vi", source_file=name) for name in ("a.md", "sub/b.md")
    }
    path = folder.sidecar("vi", entries, folder="docs/i18n")
    assert found(folder) == []

    (folder.root / "docs/i18n/vi/sub/b.md").unlink()
    (finding,) = found(folder)
    assert (finding.path, finding.detail) == (path, "docs/i18n/vi/sub/b.md")


def test_records_of_deleted_images_are_left_over_too(
    folder: Repository, pages: dict[str, object]
) -> None:
    names = ["map.0123456789abcdef.webp", "plan.0123456789abcdef.webp"]
    folder.write("images/map.png", b"\x89PNG")
    entries: dict[str, object] = {name: folder.record("images/map.png", "vi") for name in names}
    for name in names:
        folder.write(f"translated_images/vi/{name}", b"RIFF")
    folder.sidecar("vi", entries, folder="translated_images")
    assert found(folder) == []

    (folder.root / "translated_images/vi" / names[0]).unlink()
    (finding,) = found(folder)
    assert (finding.rule, finding.path, finding.line) == ("metadata-leftover", IMAGES, 2)
    apply(folder.root, [finding])
    left = {names[1]: entries[names[1]]}
    assert (folder.root / IMAGES).read_bytes() == _written(left, indent=2)
    assert found(folder) == []


@pytest.mark.parametrize("is_beside", [True, False])
def test_images_that_are_all_kept_elsewhere_are_not_gone(
    folder: Repository, pages: dict[str, object], is_beside: bool
) -> None:
    folder.write("images/map.png", b"\x89PNG")
    entry = folder.record("images/map.png", "vi")
    folder.sidecar("vi", {"map.0123456789abcdef.webp": entry}, folder="translated_images")
    if is_beside:
        folder.write("translated_images/vi/plan.0123456789abcdef.webp", b"RIFF")

    assert [f.rule for f in found(folder)] == (["metadata-leftover"] if is_beside else [])


@pytest.mark.parametrize("root", ["translations", "translated_images"])
def test_the_settings_silence_it_by_the_path_of_the_sidecar(
    folder: Repository, pages: dict[str, object], root: str
) -> None:
    folder.write("images/map.png", b"\x89PNG")
    folder.write("translated_images/vi/plan.0123456789abcdef.webp", b"RIFF")
    entry = folder.record("images/map.png", "vi")
    folder.sidecar("vi", {"map.0123456789abcdef.webp": entry}, folder="translated_images")
    delete(folder.root, "b.md")
    assert {finding.path for finding in found(folder)} == {SIDECAR, IMAGES}

    pattern = f"{root}/*/.co-op-translator.json"
    folder.write("transync.toml", f'[per-file-ignores]\n"{pattern}" = ["metadata-leftover"]\n')
    report = check(folder.root, use_cache=False)
    assert [finding.path for finding in report.findings] == [
        path for path in (IMAGES, SIDECAR) if not path.startswith(root)
    ]
    assert report.notes == ()

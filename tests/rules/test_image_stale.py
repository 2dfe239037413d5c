"""`image-stale`: a translated image is held against the source image that its record names."""

from __future__ import annotations

from hashlib import md5, sha256

import pytest

from tests.conftest import Repository

OLD, NEW = b"\x89PNG\r\n\x1a\n\0old", b"\x89PNG\r\n\x1a\n\0new"
MAP = "docs/images/map.png"


def name_of(source: str, suffix: str = "webp") -> str:
    """The name that Co-op Translator gives a translated image."""
    stem = source.rpartition("/")[2].rpartition(".")[0]
    return f"{stem}.{sha256(source.encode()).hexdigest()[:16]}.{suffix}"


def translate(repository: Repository, language: str, *sources: str, **changes: object) -> None:
    """Translate images as they are now, with their records."""
    folder = f"translated_images/{language}"
    for source in sources:
        repository.write(f"{folder}/{name_of(source)}", b"RIFF")
    entries: dict[str, object] = {
        name_of(s): repository.record(s, language, **changes) for s in sources
    }
    repository.sidecar(language, entries, "translated_images")


@pytest.fixture
def course(folder: Repository) -> Repository:
    """A page and an image, translated into Korean and Vietnamese; all is current."""
    text = f"# A\n\n![map](../{MAP})\n"
    folder.write("docs/a.md", text)
    folder.write(MAP, OLD)
    for language in ("ko", "vi"):
        shown = f"../../../translated_images/{language}/{name_of(MAP)}"
        folder.translate("docs/a.md", language, text.replace(f"../{MAP}", shown))
        translate(folder, language, MAP)
    return folder


def test_an_image_that_was_made_from_the_source_as_it_is_is_no_finding(course: Repository) -> None:
    checked = course.check()

    assert checked.findings == []
    assert checked.report["summary"]["images"] == 2


def test_an_image_of_yesterday_s_source_is_one_fault_in_all_its_languages(
    course: Repository,
) -> None:
    course.write(MAP, NEW)
    findings = course.check().findings

    assert [(f["rule"], f["severity"], f["language"], f["path"]) for f in findings] == [
        ("image-stale", "error", code, f"translated_images/{code}/{name_of(MAP)}")
        for code in ("ko", "vi")
    ]
    assert [f["source"] for f in findings] == [{"path": MAP, "line": None, "cell": None}] * 2
    assert len({f["group"] for f in findings}) == 1
    assert findings[0]["message"] == (
        "the source image has changed since this translated image was made: translated 2026-01-02 "
        f"from {md5(OLD).hexdigest()}, the source is now {md5(NEW).hexdigest()}"
    )


def test_the_text_report_names_the_source_image_and_shows_no_line_of_it(
    course: Repository,
) -> None:
    course.write("docs/images/map.svg", "<svg>one</svg>\n")
    for language in ("ko", "vi"):
        translate(course, language, "docs/images/map.svg")
    course.write("docs/images/map.svg", "<svg>two</svg>\n")
    text = course.run("check").stdout

    assert text.startswith(
        "docs/images/map.svg\n\n  error image-stale: the source image has changed since this "
        "translated image was made [ko vi]\n    translated 2026-01-02 from "
    )
    assert "<svg>" not in text
    assert "2 translated images\nfound 2 errors" in text


@pytest.mark.parametrize(
    ("path", "content"),
    [
        pytest.param(MAP, b"", id="the source image is an empty stand-in"),
        pytest.param(
            MAP,
            b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n",
            id="the source image is a pointer of Git LFS",
        ),
        pytest.param(MAP, None, id="the source image is gone"),
        pytest.param(
            f"translated_images/vi/{name_of(MAP)}", None, id="the translated image is gone"
        ),
    ],
)
def test_nothing_is_said_of_images_that_are_not_there(
    folder: Repository, path: str, content: bytes | None
) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# Ạ\n")
    folder.write(MAP, OLD)
    translate(folder, "vi", MAP)
    folder.write(MAP, NEW)
    if content is None:
        (folder.root / path).unlink()
    else:
        folder.write(path, content)

    assert folder.check().findings == []


@pytest.mark.parametrize("missing", [MAP, f"translated_images/vi/{name_of(MAP)}"])
def test_nothing_is_said_of_images_that_a_sparse_checkout_left_out(
    repository: Repository, missing: str
) -> None:
    repository.write("a.md", "# A\n")
    repository.translate("a.md", "vi", "# Ạ\n")
    repository.write(MAP, OLD)
    translate(repository, "vi", MAP)
    repository.write(MAP, NEW)
    repository.git("add", ".")
    repository.git("commit", "--quiet", "-m", "All of it")
    assert repository.check().rules == ["image-stale"]

    repository.git("update-index", "--skip-worktree", missing)
    (repository.root / missing).unlink()
    assert repository.check().findings == []


def test_a_name_that_contradicts_the_recorded_path_is_in_doubt(course: Repository) -> None:
    course.write("docs/images/tap.png", NEW)
    record = course.record("docs/images/tap.png", "vi", original_hash="0" * 32)
    course.sidecar("vi", {name_of(MAP): record}, "translated_images")

    assert course.check().findings == []


def test_a_name_without_a_hash_is_taken_at_its_record_s_word(course: Repository) -> None:
    path = course.write("translated_images/vi/map.webp", b"RIFF")
    record = course.record(MAP, "vi", original_hash="0" * 32)
    course.sidecar("vi", {path.name: record}, "translated_images")

    finding = course.check().only("image-stale")
    assert finding["path"] == "translated_images/vi/map.webp"


def test_a_recorded_path_of_windows_is_the_same_path(course: Repository) -> None:
    translate(course, "vi", MAP, source_file=MAP.replace("/", "\\"))
    assert course.check().findings == []

    course.write(MAP, NEW)
    assert course.check().rules == ["image-stale"] * 2


def test_a_drawing_that_was_checked_out_with_other_line_endings_is_the_same(
    course: Repository,
) -> None:
    drawing = "docs/images/map.svg"
    course.write(drawing, "<svg>\n</svg>\n")
    translate(course, "vi", drawing)
    course.write(drawing, "<svg>\r\n</svg>\r\n")

    assert course.check().findings == []


def test_a_recorded_path_may_be_relative_to_the_source_root_of_a_layout(
    folder: Repository,
) -> None:
    folder.write("docs/a.md", "# A\n")
    record = folder.record("docs/a.md", "vi", source_file="a.md")
    folder.write("docs/i18n/vi/a.md", "# Ạ\n")
    folder.sidecar("vi", {"a.md": record}, "docs/i18n")
    folder.write(MAP, OLD)
    name = name_of("images/map.png")
    folder.write(f"translated_images/vi/{name}", b"RIFF")
    image = folder.record(MAP, "vi", source_file="images/map.png")
    folder.sidecar("vi", {name: image}, "translated_images")
    assert folder.check().findings == []

    folder.write(MAP, NEW)
    assert folder.check().only("image-stale")["source"]["path"] == MAP


def test_of_two_images_of_one_name_the_one_that_matches_is_meant(folder: Repository) -> None:
    folder.write("docs/a.md", "# A\n")
    folder.write("docs/i18n/vi/a.md", "# Ạ\n")
    record = folder.record("docs/a.md", "vi", source_file="a.md")
    folder.sidecar("vi", {"a.md": record}, "docs/i18n")
    folder.write("images/map.png", NEW)
    folder.write("docs/images/map.png", OLD)
    name = name_of("images/map.png")
    folder.write(f"translated_images/vi/{name}", b"RIFF")
    image = folder.record("docs/images/map.png", "vi", source_file="images/map.png")
    folder.sidecar("vi", {name: image}, "translated_images")

    assert folder.check().findings == []


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        ('{\n<<<<<<< ours\n"a": 1\n', "merge conflict markers in the sidecar", 2),
        ('{\n"a": ', "the sidecar is broken JSON: Expecting value", 2),
        ('{\n"a.webp": 7}', "a.webp: the record is a number, not an object", 2),
    ],
)
def test_a_broken_sidecar_of_images_is_an_invalid_record(
    course: Repository, content: str, message: str, line: int
) -> None:
    course.write("translated_images/vi/.co-op-translator.json", content)
    course.write(MAP, NEW)
    stale, invalid = sorted(course.check().findings, key=lambda f: f["language"])

    assert (stale["rule"], stale["language"]) == ("image-stale", "ko")
    assert (invalid["rule"], invalid["language"]) == ("metadata-invalid", "vi")
    assert invalid["path"] == "translated_images/vi/.co-op-translator.json"
    assert (invalid["message"], invalid["line"]) == (message, line)


@pytest.mark.parametrize(
    ("arguments", "languages"),
    [
        ((MAP,), ["ko", "vi"]),
        (("translated_images",), ["ko", "vi"]),
        (("translated_images/vi",), ["vi"]),
        ((f"translated_images/vi/{name_of(MAP)}",), ["vi"]),
        (("translated_images/vi/.co-op-translator.json",), ["vi"]),
        ((MAP, "--language", "ko"), ["ko"]),
        (("--language", "ko"), ["ko"]),
        (("docs/a.md",), ["ko", "vi"]),
        (("translations/vi/docs/a.md",), ["vi"]),
        (("docs/b.md",), []),
        (("translations/ko/docs/b.md",), []),
        (("docs/images/tap.png",), []),
    ],
)
def test_only_the_images_that_the_arguments_touch_are_checked(
    course: Repository, arguments: tuple[str, ...], languages: list[str]
) -> None:
    course.write("docs/b.md", "# B\n")
    for language in ("ko", "vi"):
        course.translate("docs/b.md", language, "# B\n")
    course.write("docs/images/tap.png", OLD)
    course.write(MAP, NEW)
    checked = course.check(*arguments)

    assert [(f["rule"], f["language"]) for f in checked.findings] == [
        ("image-stale", language) for language in languages
    ]
    idle = checked.report["summary"]["notes"]
    assert idle == (
        ["docs/images/tap.png: no source or translation there, or the settings exclude it"]
        if arguments == ("docs/images/tap.png",)
        else []
    )


@pytest.mark.parametrize("excluded", ["translated_images", "docs/images", "*.webp"])
def test_what_the_settings_exclude_is_not_checked(course: Repository, excluded: str) -> None:
    course.write("transync.toml", f'exclude = ["{excluded}"]\n')
    course.write(MAP, NEW)

    assert course.check().findings == []


def test_an_image_that_is_current_is_something_that_was_checked(course: Repository) -> None:
    assert "nothing to complain about" in course.run("check", MAP).stdout

"""`image`: by the image that was translated, wherever the translated one lies."""

from __future__ import annotations

from hashlib import sha256

import pytest

from tests.rules.conftest import Check

SOURCE = "# A\n\n![x](x.png)\n\ntext\n\n![y](y.png)\n\n![badge](https://e.com/b.svg)\n"


def translated(name: str, digits: int = 16) -> str:
    digest = sha256(f"docs/{name}.png".encode()).hexdigest()[:digits]
    if digits == 64:
        return f"translated_images/{name}.{digest}.vi.png"
    return f"translated_images/vi/{name}.{digest}.webp"


FILES = {
    path: ""
    for name in ("x", "y")
    for path in (f"docs/{name}.png", translated(name), translated(name, 64))
}
GOOD = (
    f"# Ạ\n\n![x](../../../{translated('x')})\n\nchữ\n\n![y](../../../{translated('y', 64)})\n\n"
    "![badge](https://e.com/b.svg)\n"
)


def test_translated_images_of_both_generations_are_their_sources(compare: Check) -> None:
    assert compare(SOURCE, GOOD, FILES) == []


@pytest.mark.parametrize(
    ("before", "after", "line", "message"),
    [
        (f"![y](../../../{translated('y', 64)})", "chữ", 7, "the image y.png is missing"),
        (
            "chữ",
            "![z](../../../docs/x.png)",
            5,
            "the image ../../../docs/x.png is not in the source",
        ),
        (translated("y", 64), translated("x"), 7, "the image y.png is another one: "),
        ("e.com/b.svg", "e.com/c.svg", 9, "the image https://e.com/b.svg is another one: "),
    ],
)
def test_an_image_that_differs_is_one_finding(
    compare: Check, before: str, after: str, line: int, message: str
) -> None:
    (finding,) = compare(SOURCE, GOOD.replace(before, after), FILES)

    assert (finding["rule"], finding["line"]) == ("image", line)
    assert finding["message"].startswith(message)


def test_an_image_whose_file_is_gone_is_a_broken_link(compare: Check) -> None:
    files = {path: content for path, content in FILES.items() if path != translated("x")}

    assert [f["rule"] for f in compare(SOURCE, GOOD, files)] == ["local-link"]


def test_a_linked_image_that_is_missing_is_one_finding(compare: Check) -> None:
    linked = "Watch it.\n\n[![A video](https://e.com/a.png)](https://e.com/video)\n\nThen read.\n"

    found = compare(f"# A\n\n{linked}", "# Ạ\n\nXem nhé.\n\nRồi đọc tiếp.\n")

    assert [f["rule"] for f in found] == ["image"]

"""`transync fix` on links however they are written: what is certain is repaired, no more."""

from __future__ import annotations

import pytest

from tests.conftest import Repository

URL = "https://example.com/"
# The source's text, the translation's as it was, and as it has become.
REPAIRED = {
    "a link over two lines": (
        f"See [the\ndocs]({URL}docs).",
        f"Xem [tài\nliệu]({URL}docs).",
        f"Xem [tài\nliệu]({URL}dosc).",
    ),
    "a target on a line of its own": (
        f'See [docs](\n{URL}docs\n"title").',
        f'Xem [tài liệu](\n{URL}docs\n"tên").',
        f'Xem [tài liệu](\n{URL}dosc\n"tên").',
    ),
    "a title in parentheses": (
        f"See [docs]({URL}docs (a title)).",
        f"Xem [tài liệu]({URL}docs (một tên)).",
        f"Xem [tài liệu]({URL}dosc (một tên)).",
    ),
    "parentheses in the target": (
        f"See [docs]({URL}a_(b)).",
        f"Xem [tài liệu]({URL}a_(b)).",
        f"Xem [tài liệu]({URL}a_(c)).",
    ),
    "angle brackets": (
        f"See [docs]({URL}docs).",
        f"Xem [tài liệu](<{URL}docs> 'tên').",
        f"Xem [tài liệu](<{URL}dosc> 'tên').",
    ),
    "a space in a file's name": (
        "See [a file](my%20file.txt).",
        "Xem [tệp](../../my%20file.txt).",
        "Xem [tệp](my%20file.txt).",
    ),
    "an entity": (
        f"See [docs]({URL}?a=1&amp;b=2).",
        f"Xem [tài liệu]({URL}?a=1&amp;b=2).",
        f"Xem [tài liệu]({URL}?a=1&amp;b=3).",
    ),
    "an escape": (
        f"See [docs]({URL}a\\_b\\_c).",
        f"Xem [tài liệu]({URL}a\\_b\\_c).",
        f"Xem [tài liệu]({URL}a\\_b\\_d).",
    ),
    "letters of other scripts": (
        f"See [docs]({URL}đường?WT.mc_id=1).",
        f"Xem [tài liệu]({URL}đường?WT.mc_id=1).",
        f"Xem [tài liệu]({URL}đường).",
    ),
    "HTML": (
        f'<a href="{URL}docs">docs</a>',
        f'<a href="{URL}docs">tài liệu</a>',
        f'<a href="{URL}dosc">tài liệu</a>',
    ),
    "HTML in single quotes": (
        f"<a href='{URL}docs'>docs</a>",
        f"<a href='{URL}docs'>tài liệu</a>",
        f"<a href='{URL}dosc'>tài liệu</a>",
    ),
    "HTML without quotes": (
        f"<a href={URL}docs>docs</a>",
        f"<a href={URL}docs>tài liệu</a>",
        f"<a href={URL}dosc>tài liệu</a>",
    ),
    "HTML over two lines": (
        f'See <a class="x"\n href="{URL}docs">docs</a>',
        f'Xem <a class="x"\n href="{URL}docs">tài liệu</a>',
        f'Xem <a class="x"\n href="{URL}dosc">tài liệu</a>',
    ),
    "an autolink": (f"See <{URL}docs>.", f"Xem <{URL}docs>.", f"Xem <{URL}dosc>."),
    "a bare URL": (f"See {URL}docs now.", f"Xem {URL}docs nhé.", f"Xem {URL}dosc nhé."),
    "a bare URL without a scheme": (
        "See www.example.com/docs now.",
        "Xem www.example.com/docs nhé.",
        "Xem www.example.com/dosc nhé.",
    ),
    "the same target twice in a line": (
        f"[a]({URL}x) and [b]({URL}x).",
        f"[a]({URL}x) và [b]({URL}x).",
        f"[a]({URL}x) và [b]({URL}y).",
    ),
    "an image in a link": (
        f"[![b]({URL}b.png)]({URL}go)",
        f"[![b]({URL}b.png)]({URL}go)",
        f"[![b]({URL}b.png)]({URL}og)",
    ),
    "a link in a heading": (
        f"## A [b]({URL}docs)\n\nSee [x](#a-b).",
        f"## C [d]({URL}docs)\n\nXem [x](#c-d).",
        f"## C [d]({URL}dosc)\n\nXem [x](#a-b).",
    ),
    "a quoted list": (
        f"> - See [the\n>   docs]({URL}docs)",
        f"> - Xem [tài\n>   liệu]({URL}docs)",
        f"> - Xem [tài\n>   liệu]({URL}dosc)",
    ),
    "a footnote": (
        f"Text[^1].\n\n[^1]: See [docs]({URL}docs).",
        f"Chữ[^1].\n\n[^1]: Xem [tài liệu]({URL}docs).",
        f"Chữ[^1].\n\n[^1]: Xem [tài liệu]({URL}dosc).",
    ),
    "a cell with escaped bars": (
        f"| a | b |\n| - | - |\n| `x\\|y` | z \\| [d]({URL}do\\|cs) |",
        f"| a | b |\n| - | - |\n| `x\\|y` | z \\| [d]({URL}do\\|cs) |",
        f"| a | b |\n| - | - |\n| `x\\|y` | z \\| [d]({URL}do\\|sc) |",
    ),
    "a reference": (
        f"See [docs][D].\n\n[d]: {URL}docs?WT.mc_id=1",
        f"Xem [tài liệu][D].\n\n[d]: <{URL}docs?WT.mc_id=1> 'tên'",
        f"Xem [tài liệu][D].\n\n[d]: <{URL}docs> 'tên'",
    ),
    "a reference in a quote": (
        f"> See [docs].\n>\n> [docs]: {URL}docs",
        f"> Xem [docs].\n>\n> [docs]: {URL}docs",
        f"> Xem [docs].\n>\n> [docs]: {URL}dosc",
    ),
    "an image's reference": (
        f"![a][i]\n\n[i]: {URL}a.png",
        f"![b][i]\n\n[i]: {URL}a.png",
        f"![b][i]\n\n[i]: {URL}b.png",
    ),
    "a reference to a heading": (
        "See [x].\n\n## A b\n\n[x]: #a-b",
        "Xem [x].\n\n## C d\n\n[x]: #c-d",
        "Xem [x].\n\n## C d\n\n[x]: #a-b",
    ),
    "a heading with its own id": (
        "[a](#go)\n\n## A {#go}",
        "[a](#go)\n\n## B {#go}",
        "[a](#b-go)\n\n## B {#go}",
    ),
    "a heading that has lost its id": (
        "[a](#go)\n\n## A {#go}",
        "[a](#go)\n\n## B {#go}",
        "[a](#go)\n\n## B",
    ),
    "two headings that are called the same": (
        "[a](#a) [b](#a-1)\n\n## A\n\nText.\n\n## A\n\nMore.",
        "[a](#b) [b](#b-1)\n\n## B\n\nChữ.\n\n## B\n\nThêm.",
        "[a](#b) [b](#a-1)\n\n## B\n\nChữ.\n\n## B\n\nThêm.",
    ),
    "a heading with an emoji": (
        "[a](#-go)\n\n## 🚀 Go",
        "[a](#-đi)\n\n## 🚀 Đi",
        "[a](#-go)\n\n## 🚀 Đi",
    ),
    "a heading from right to left": (
        "[a](#go-on)\n\n## Go on",
        "[a](#تابع-الآن)\n\n## تابع الآن",
        "[a](#go-on)\n\n## تابع الآن",
    ),
    "letters outside of the first plane before it": (
        f"😀 See [docs]({URL}docs).",
        f"😀😀 Xem [tài liệu]({URL}docs).",
        f"😀😀 Xem [tài liệu]({URL}dosc).",
    ),
    "other ends of lines": (
        f"See\r[docs]({URL}docs).",
        f"Xem\u2028\x0b\x0c\r[tài liệu]({URL}docs).",
        f"Xem\u2028\x0b\x0c\r[tài liệu]({URL}dosc).",
    ),
}
LEFT = {
    "two links to the same page, both altered": (
        f"[a]({URL}x) and [b]({URL}x).",
        f"[a]({URL}y) và [b]({URL}y).",
    ),
    "a reference that another link needs as it is": (
        f"See [d] and [e]({URL}dosc).\n\n[d]: {URL}docs",
        f"Xem [d] và [e][d].\n\n[d]: {URL}dosc",
    ),
    "a reference that is defined twice": (
        f"See [d].\n\n[d]: {URL}docs",
        f"Xem [d].\n\n[d]: {URL}dosc\n[d]: {URL}docs",
    ),
    "a heading that follows from the target": (
        f"## A {URL}docs\n\nSee [x](#a-httpsexamplecomdocs).",
        f"## B {URL}dosc\n\nXem [x](#b-httpsexamplecomdosc).",
    ),
    "what is ignored": (
        f"See [docs]({URL}docs).",
        f"<!-- transync: ignore -->\nXem [tài liệu]({URL}dosc).",
    ),
}


# What leads to the same site in the page's language, and what only looks like it.
LOCALIZED = {
    "a host": ("https://en.example.com/docs", "https://vi.example.com/tài-liệu"),
    "a host in the place of one without a language": (
        "https://www.example.com/docs",
        "https://vi.example.com/docs",
    ),
    "a folder at the end": (f"{URL}docs", f"{URL}docs/vi"),
}
NOT_LOCALIZED = {
    "another site": ("https://en.example.com/docs", "https://vi.example.org/docs"),
    "another language": ("https://en.example.com/docs", "https://de.example.com/docs"),
    "the source's language": (f"{URL}vi/docs", f"{URL}vi/dosc"),
    "a word": (f"{URL}docs", f"{URL}video"),
}


def write(folder: Repository, source: str, translation: str) -> bytes:
    folder.write("my file.txt", "text\n")
    folder.write("guide.md", f"# Guide\n\n{source}\n")
    page = folder.translate("guide.md", "vi", f"# Hướng dẫn\n\n{translation}\n")
    return (folder.root / page).read_bytes()


@pytest.mark.parametrize("source, good, bad", REPAIRED.values(), ids=REPAIRED)
def test_it_is_repaired_to_the_byte(folder: Repository, source: str, good: str, bad: str) -> None:
    before = write(folder, source, good)
    assert folder.check().findings == []
    write(folder, source, bad)
    assert folder.check().findings != []

    fixed = folder.run("fix")

    assert (folder.root / "translations/vi/guide.md").read_bytes() == before
    assert fixed.exit_code == 0


@pytest.mark.parametrize("source, bad", LEFT.values(), ids=LEFT)
def test_it_is_left_as_it_is(folder: Repository, source: str, bad: str) -> None:
    broken = write(folder, source, bad)

    folder.run("fix", "--unsafe")

    assert (folder.root / "translations/vi/guide.md").read_bytes() == broken


@pytest.mark.parametrize("source, localized", LOCALIZED.values(), ids=LOCALIZED)
def test_what_leads_to_the_site_in_the_page_s_language_is_no_safe_fix(
    folder: Repository, source: str, localized: str
) -> None:
    there = write(folder, f"See [docs]({source}).", f"Xem [tài liệu]({localized}).")
    page = folder.root / "translations/vi/guide.md"

    folder.run("fix")
    assert page.read_bytes() == there

    folder.run("fix", "--unsafe")
    assert page.read_bytes() == there.replace(localized.encode(), source.encode())


@pytest.mark.parametrize("source, other", NOT_LOCALIZED.values(), ids=NOT_LOCALIZED)
def test_what_only_looks_like_the_page_s_language_is_repaired(
    folder: Repository, source: str, other: str
) -> None:
    there = write(folder, f"See [docs]({source}).", f"Xem [tài liệu]({other}).")

    folder.run("fix")

    fixed = (folder.root / "translations/vi/guide.md").read_bytes()
    assert fixed == there.replace(other.encode(), source.encode())


def test_what_can_not_stand_there_is_encoded(folder: Repository) -> None:
    write(folder, f"[docs]({URL}it's)", f"<a href='{URL}it'>tài liệu</a>")

    folder.run("fix")

    text = (folder.root / "translations/vi/guide.md").read_text(encoding="utf-8")
    assert f"<a href='{URL}it%27s'>tài liệu</a>" in text
    assert folder.check().findings == []

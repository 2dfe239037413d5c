"""A link that GitHub shows, and our own parser does not see, is told all the same."""

from __future__ import annotations

import pytest

from tests.conftest import Repository

SOURCE = "# Title\n\nSome text with [docs](https://example.com/docs).\n"
TEXT = "# Título\n\nMás texto con [docs](https://example.com/docs).\n"

HIDDEN = {
    "a title that ends with a backslash": 'Más [texto](<//evil.example/x> "x\\").',
    "a definition whose title does": '[r]: //evil.example/x "x\\"\nMás [texto][r].',
    "a control character in a target": "[r]: //evil.example/\x7f\nMás [texto][r].",
    "a backslash before the end of the line": "[q]: /x\\\n[r]: //evil.example\nMás [texto][r].",
    "a label of many letters": "[" + 600 * "ж" + "]: https://evil.example/x\nMás texto.",
    "an element of a later standard": "<search> Más [texto](https://evil.example/x).",
    "a declaration of a later standard": "Más texto<!a [x](https://evil.example/x)>.",
    "a space of Unicode in a tag": 'Más <nota\u00a0a="[texto](https://evil.example/x)">.',
    "code between many backticks": f"{81 * '`'} [x](https://evil.example/x) {81 * '`'}",
    "a reference for a letter before a URL": "Más text&#111;https://evil.example/x",
    "an address of mail with a reference": "soporte&#64;evil.example",
    "a link in the text of another one": "[a [x](https://example.com/docs) [b] c](//evil.example)",
    "labels whose letters are younger": "[Ꟃ]: /a\n[ꟃ]: //evil.example/x\n\nMás [texto][ꟃ].",
    "a host that goes on in other letters": "https://example.com.зло.рф/x",
    "a control character in a value": "Más <a href=//evil.example/x\x01>texto</a>.",
    "one in the value of an image": "Más texto <img src=//evil.example/x.png\x01>.",
    "a tag in no declaration": "Más texto <!A<img src=//evil.example/x.png>.",
    "a tag behind a small declaration": "Más <!a <a href=//evil.example/x>texto</a>.",
    "a tag between many backticks": f"{81 * '`'} <a href=//evil.example/x>x</a> {81 * '`'}",
    "a vertical tab": "<nota\x0bx=y>\nMás:\n```text\n<a href=//evil.example/x>x</a>\n```",
    "a path that goes back": "https://example.com/docs、/../../evil",
}


@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN)
def test_it_is_told(repository: Repository, hidden: str) -> None:
    repository.write("a.md", SOURCE)
    path = repository.translate("a.md", "es", f"{TEXT}\n{hidden}\n")

    checked = repository.run("check", path, "--output-format", "json")

    told = [f for f in checked.findings if f["rule"] in ("link-target", "image")]
    assert told, checked.findings
    assert all(finding["severity"] == "error" for finding in told)
    assert checked.exit_code == 1


@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN)
def test_what_the_source_has_is_none(repository: Repository, hidden: str) -> None:
    repository.write("a.md", f"{SOURCE}\n{hidden}\n")
    path = repository.translate("a.md", "es", f"{TEXT}\n{hidden}\n")

    checked = repository.run("check", path, "--output-format", "json")

    assert "link-target" not in checked.rules


def test_front_matter_behind_a_comment_is_text_on_github(repository: Repository) -> None:
    matter = "---\ntitle: T\n# [x](https://evil.example/x)\n---\n"
    repository.write("a.md", SOURCE)
    path = repository.translate("a.md", "es", matter + TEXT)

    finding = next(
        f
        for f in repository.run("check", path, "--output-format", "json").findings
        if f["rule"] == "link-target"
    )

    told = "GitHub shows a link here that the source does not have: https://evil.example/x"
    assert (finding["message"], finding["severity"]) == (told, "error")


@pytest.mark.parametrize(
    "text",
    [
        "Más: https://example.com/docs에서",
        "Más: https://example.com/docs、または",
        "(https://example.com/docs)를",
        "https://example.com에서",
    ],
)
def test_what_goes_on_with_other_letters_means_the_url_before_them(
    repository: Repository, text: str
) -> None:
    url = "https://example.com" if "com에서" in text else "https://example.com/docs"
    repository.write("a.md", f"# Title\n\nMore: {url} here\n")
    path = repository.translate("a.md", "ko", f"# 제목\n\n{text}\n")

    checked = repository.run("check", path, "--output-format", "json")

    assert "GitHub shows a link here that the source does not have" not in checked.stdout

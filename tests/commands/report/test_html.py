"""The dashboard as a file: what a browser is allowed to do with it, and what it is without scripts.

How it looks and behaves in a browser is told in tests/browser.
"""

from __future__ import annotations

import json
import os
import re
import sys
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from tests.conftest import Repository
from transync.commands.report.html import render
from transync.commands.report.overview import build_overview
from transync.model import (
    Behind,
    Finding,
    Head,
    Layout,
    Pair,
    Report,
    SectionChange,
    Severity,
    State,
)


class Elements(HTMLParser):
    """The elements of a document: name, attributes, and the text up to the next tag."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self.is_open = False
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), ""))
        self.is_open = True

    def handle_endtag(self, tag: str) -> None:
        self.is_open = False

    def handle_data(self, data: str) -> None:
        if self.is_open:
            tag, attributes, text = self.found[-1]
            self.found[-1] = (tag, attributes, text + data)

    def named(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attributes, text) for name, attributes, text in self.found if name == tag]


def dashboard(repository: Repository, *arguments: str) -> str:
    done = repository.run("report", "--format", "html", *arguments)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def policy(document: str) -> dict[str, list[str]]:
    (content,) = (
        attributes["content"] or ""
        for attributes, _ in Elements(document).named("meta")
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    directives = (directive.split() for directive in content.split("; "))
    return {name: sources for name, *sources in directives}


def digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_one_style_and_one_script_are_allowed_and_nothing_else(aging: Repository) -> None:
    document = dashboard(aging)
    elements = Elements(document)
    (style,) = (text for _, text in elements.named("style"))
    data, script = elements.named("script")

    assert data[0]["type"] == "application/json"
    assert policy(document) == {
        "default-src": ["'none'"],
        "script-src": [digest(script[1])],
        "style-src": [digest(style)],
        "img-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["'none'"],
    }


def test_nothing_is_styled_or_scripted_in_attributes(aging: Repository) -> None:
    """The policy would forbid it, and the browser would complain."""
    attributes = [name for _, given, _ in Elements(dashboard(aging)).found for name in given]

    assert "style" not in attributes
    assert [name for name in attributes if name.startswith("on")] == []


def test_nothing_is_loaded_from_elsewhere(aging: Repository) -> None:
    elements = Elements(dashboard(aging))

    sources = [given["src"] for _, given, _ in elements.found if "src" in given]
    (icon,) = (given["href"] or "" for given, _ in elements.named("link"))
    (style,) = (text for _, text in elements.named("style"))
    assert sources == []
    assert icon.startswith("data:")
    assert "url(" not in style
    assert "@import" not in style


def test_without_scripts_there_are_the_numbers_the_steps_and_the_languages(
    aging: Repository,
) -> None:
    document = dashboard(aging)
    text = " ".join(re.sub(r"<script.*?</script>|<style.*?</style>|<[^>]*>", " ", document).split())

    assert "1 of 6 pages current" in text
    assert "What to do next" in text
    assert re.search(r"German de 33\.3 % 2 0 30", text)
    assert re.search(r"Vietnamese vi 0 % 2 1 30", text)


def test_the_language_that_needs_most_comes_first(aging: Repository) -> None:
    rows = [given for given, _ in Elements(dashboard(aging)).named("tr")]

    codes = [row["data-language"] for row in rows if "data-language" in row]
    assert codes == ["vi", "de"]


def test_the_data_ends_no_script_early(repository: Repository) -> None:
    repository.write("</script><script>alert(1)<!--.md".replace("/", ""), "# A\n")
    repository.write("a.md", "# </script><!-- <script>\n\n[a](#gone) [b](</script>)\n")
    repository.translate("a.md", "de", "# </script><!-- <script>\n\n[a](#weg) [b](</script>)\n")
    (_, text), _ = Elements(dashboard(repository)).named("script")

    assert "<" not in text
    assert "</script>" in json.dumps(json.loads(text))


def test_the_data_steers_no_terminal_and_is_what_was_written(repository: Repository) -> None:
    steering = "\x7f\x85\x9b31m\u202e\u2066\u2028"
    repository.write("a.md", f"# A\n\n[{steering}](gone.md)\n")
    repository.translate("a.md", "vi", "# A\n")
    shown = dashboard(repository)

    assert set(shown) & set(steering) == set("31m")
    ((_, data),) = [each for each in Elements(shown).named("script") if "type" in each[0]]
    assert any(steering in str(text) for text in json.loads(data)["texts"])


def test_sixty_languages_of_five_hundred_pages_stay_below_five_megabytes() -> None:
    layout, time = Layout("", "translations"), datetime(2026, 3, 3, tzinfo=UTC)
    sources = [f"docs/chapter-{number // 12:02}/lesson-{number:03}.md" for number in range(500)]
    pairs, behind, findings, excerpts = [], {}, [], {}
    for number, source in enumerate(sources):
        sections = tuple(SectionChange(f"Part {n}", n, "changed", False) for n in range(1, 5))
        changes = [
            Behind(
                f"{number:037}{days:03}", source, time - timedelta(days), 3, days, 9, 4, sections
            )
            for days in (3, 40, 200, 500)
        ]
        for language in (f"x{a}{b}" for a in "abcdef" for b in "abcdefghij"):
            kind = (number * 7 + ord(language[1]) * 3 + ord(language[2])) % 20
            path = f"translations/{language}/{source}"
            state = State.STALE if kind < 5 else State.MISSING if kind == 5 else State.CURRENT
            pairs.append(Pair(layout, language, language, source, path, state))
            if state is State.STALE:
                behind[path] = changes[kind % 4]
            if kind > 8:
                fault = Finding(
                    rule="anchor",
                    severity=Severity.ERROR,
                    message=f"the link to #part-{kind} names no heading here",
                    detail=f"should be #teil-{language}-{kind}",
                    path=path,
                    line=kind,
                    column=3,
                    cell=None,
                    language=language,
                    source_path=source,
                    source_line=kind,
                    source_column=3,
                    source_cell=None,
                    is_stale=False,
                    is_absent=False,
                    group=f"{source}{kind}",
                    fingerprint=f"{path}{kind}",
                )
                findings.append(fault)
                excerpts[path, kind] = f"[Teil {language} {kind}](#part-{kind}) {'und mehr ' * 20}"
                excerpts[source, kind] = f"[Part {kind}](#part-{kind}) {'and more ' * 20}"
    report = Report(500, (), tuple(findings), excerpts=excerpts, pairs=tuple(pairs))
    overview = build_overview(report, behind, Head("0" * 40, time), "https://github.com/a/b")

    assert len(overview.pages) == 30_000
    assert len(findings) > 15_000
    assert len(render(overview).encode()) < 5_000_000


def test_it_is_the_same_every_time(aging: Repository) -> None:
    assert dashboard(aging) == dashboard(aging)


def test_without_a_forge_nothing_leads_out_of_it(aging: Repository) -> None:
    document = dashboard(aging)
    (_, text), _ = Elements(document).named("script")

    assert json.loads(text)["forge"] is None
    addresses = [given["href"] or "" for given, _ in Elements(document).named("a")]
    assert [address for address in addresses if not address.startswith("#")] == []


def test_of_what_nobody_translates_there_is_one_too(folder: Repository) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# A\n")
    folder.write("notes.txt", "Nothing of ours.\n")

    assert "No translations were found." in dashboard(folder, "--path", "notes.txt")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has file names of any bytes")
def test_a_name_that_is_no_utf_8_is_shown_as_far_as_it_can_be(repository: Repository) -> None:
    repository.write("a.md", "# A\n")
    repository.translate("a.md", "de", "# A\n")
    repository.write(os.fsdecode(b"caf\xe9.md"), "# B\n")
    repository.write(os.fsdecode(b"translations/de/caf\xe9.md"), "# B\n")
    done = repository.run("report", "--format", "html", "--output", "dashboard.html")

    assert done.exit_code == 0, done.stderr
    document = (repository.root / "dashboard.html").read_text("utf-8")
    (_, text), _ = Elements(document).named("script")
    assert json.loads(text)["sources"] == ["a.md", "caf\ufffd.md"]

"""Faults of markup: links and emphasis that no longer open, alerts, HTML, front matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from random import Random

from tests.injections.blocks import ALERT, SPAN, Block, find_blocks, source_of, stands_alone
from tests.injections.edits import at_random, fault, source_lines, without
from tests.injections.pages import Page
from tests.injections.rawtext import IMAGE, INLINE, Link, find_links, plain_lines
from tests.injections.verdict import Injection, Kind

_BOLD = re.compile(r"(?<![*\\\w])\*\*(?P<text>[^*\s`\[\]][^*`\[\]]*[^*\s`\[\]])\*\*(?![*\w])")
_TYPES = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
_VARIABLE = r"(?<![{$])\{[a-z]\w*\}(?!\})"
Match = tuple[int, re.Match[str]]  # the line (from 0) of a match


def _with_line(
    page: Page,
    line: int,
    new: str,
    rule: str,
    source: Collection[int] = (),
    also: Collection[str] = (),
) -> Injection:
    return fault(page, without(page, line, line + 1, new), rule, {line + 1}, source, also=also)


# --- links and emphasis -----------------------------------------------------------------------


def _links(page: Page) -> list[Link]:
    """Links that the source has as well, by their URL."""
    links = find_links(page.translation, INLINE)
    return [link for link in links if f"]({link.url})" in page.source]


def _images(page: Page) -> list[Link]:
    lines = page.translation.split("\n")
    images = find_links(page.translation, IMAGE)
    return [i for i in images if lines[i.line].strip() == lines[i.line][i.start : i.end]]


def rewrite_link(markup: str) -> Callable[[Page, Link, Random], Injection]:
    """Writes a link as markup that renders as something else."""

    def edit(page: Page, link: Link, rng: Random) -> Injection:
        line = page.translation.split("\n")[link.line]
        new = line[: link.start] + markup.format(link.text, link.url) + line[link.end :]
        found = source_lines(page, link.url)
        source = found if len(found) == 1 else frozenset[int]()
        return _with_line(page, link.line, new, "link-syntax", source)

    return edit


def rewrite_bold(markup: str) -> Callable[[Page, Match, Random], Injection]:
    """Writes bold text with spaces inside the stars, which then stay in the text."""

    def edit(page: Page, place: Match, rng: Random) -> Injection:
        number, match = place
        line = page.translation.split("\n")[number]
        new = line[: match.start()] + markup.format(match["text"]) + line[match.end() :]
        return _with_line(page, number, new, "link-syntax")

    return edit


def _bold(page: Page) -> list[Match]:
    """Bold text of paragraphs, where every star of the line makes something bold."""
    inside = {n for b in find_blocks(page.translation) if b.kind == "paragraph" for n in b.lines}
    return [
        (number, match)
        for number, line in plain_lines(page.translation)
        if number + 1 in inside and not re.search(r"\*", _BOLD.sub("", line))
        for match in _BOLD.finditer(line)
    ]


def wrap_document(page: Page, rng: Random) -> Injection:
    """Wraps the whole text in a fence, as chat models do."""
    blocks = [b for b in find_blocks(page.translation) if b.kind not in {"html", "rule"}]
    first, end = blocks[0].start, blocks[-1].stop
    body = page.translation.split("\n")[first:end]
    after = without(page, first, end, "```markdown", *body, "```")
    return fault(page, after, "link-syntax", {first + 1})


def open_fence(page: Page, block: Block, rng: Random) -> Injection:
    """Puts a fence that nothing closes above a paragraph."""
    after = without(page, block.start, block.start, "```", "")
    source = source_of(page, block)
    return fault(page, after, "link-syntax", {block.start + 1}, source, also={"code-block"})


def _paragraphs(page: Page) -> list[Block]:
    """Paragraphs of prose after which no fence comes."""
    lines, blocks = page.translation.split("\n"), find_blocks(page.translation)
    last = max((b.start for b in blocks if b.kind == "fence"), default=0)
    return [
        b
        for b in blocks
        if b.kind == "paragraph" and b.is_prose and b.start > last and stands_alone(lines, b)
    ]


# --- alerts -----------------------------------------------------------------------------------


def _alerts(page: Page) -> list[Block]:
    return [
        block
        for block in find_blocks(page.translation)
        if block.kind == "quote" and ALERT.match(block.text.split("\n")[0])
    ]


def rewrite_alert(marker: Callable[[Page, str, Random], str]) -> Kind:
    """Writes another first line."""

    def edit(page: Page, alert: Block, rng: Random) -> Injection:
        match = ALERT.match(alert.text.split("\n")[0])
        assert match
        line = page.translation.split("\n")[alert.start]
        # Two spaces that break the line, or half of its end, are no part of the marker.
        new = marker(page, match["type"], rng) + line[len(line.rstrip()) :]
        return _with_line(page, alert.start, new, "alert", source_of(page, alert))

    return at_random(_alerts, edit)


def _another_type(page: Page, old: str, rng: Random) -> str:
    return f"> [!{rng.choice([name for name in _TYPES if name != old])}]"


def lose_marker(page: Page, alert: Block, rng: Random) -> Injection:
    """Leaves a plain quote of an alert."""
    after = without(page, alert.start, alert.start + 1)
    return fault(page, after, "alert", {alert.start + 1}, source_of(page, alert))


def unquote_alert(page: Page, alert: Block, rng: Random) -> Injection:
    """Leaves a paragraph of an alert."""
    lines = [re.sub(r"^> ?", "", line) for line in alert.text.split("\n")]
    after = without(page, alert.start, alert.stop, *lines)
    return fault(page, after, "alert", {alert.start + 1}, source_of(page, alert))


# --- HTML, variables --------------------------------------------------------------------------


def change_text(
    rule: str, pattern: str, new: str | Callable[[Page], str], in_span: bool = False
) -> Kind:
    """Replaces a match of a pattern that both sides have equally often, in or outside spans."""
    compiled = re.compile(pattern)

    def places(page: Page) -> list[Match]:
        if len(compiled.findall(page.source)) != len(compiled.findall(page.translation)):
            return []
        lines = page.translation.split("\n")
        return [
            (number, match)
            for block in find_blocks(page.translation)
            if block.kind != "fence" and "<!--" not in block.text
            for number in range(block.start, block.stop)
            for match in compiled.finditer(lines[number])
            if _is_in_span(lines[number], match.start()) == in_span
        ]

    def edit(page: Page, place: Match, rng: Random) -> Injection:
        number, match = place
        line = page.translation.split("\n")[number]
        text = new if isinstance(new, str) else new(page)
        changed = line[: match.start()] + match.expand(text) + line[match.end() :]
        nth = len(compiled.findall("\n".join(page.translation.split("\n")[:number])))
        nth += len(compiled.findall(line[: match.start()]))
        before = page.source[: list(compiled.finditer(page.source))[nth].start()]
        also = {"placeholder"} if in_span else set()
        return _with_line(page, number, changed, rule, {before.count("\n") + 1}, also)

    return at_random(places, edit)


def _is_in_span(line: str, at: int) -> bool:
    return any(span.start() < at < span.end() for span in SPAN.finditer(line))


def lose_details(page: Page, rng: Random) -> Injection | None:
    """Takes the tags of a `<details>` away, all of them, and leaves the text."""
    lines = page.translation.split("\n")
    opening = [n for n, line in enumerate(lines) if line.strip().startswith("<details")]
    if not opening or page.source.count("<details") != len(opening):
        return None
    start = rng.choice(opening)
    stop = next((n for n in range(start, len(lines)) if "</details>" in lines[n]), None)
    if stop is None:
        return None
    body = [re.sub(r"</?(?:details|summary)[^>]*>", "", line) for line in lines[start : stop + 1]]
    after = without(page, start, stop + 1, *body)
    return fault(page, after, "html", {start + 1, stop + 1})


# --- front matter -----------------------------------------------------------------------------


def change_front_matter(pattern: str, new: Callable[[Page], str]) -> Kind:
    """Replaces what a pattern matches in the front matter at the top of the text."""

    def inject(page: Page, rng: Random) -> Injection | None:
        match = re.match(r"---\n.*?\n---\n", page.translation, re.DOTALL)
        if not match:
            return None
        front = re.sub(pattern, lambda m: m.expand(new(page)), match[0], count=1)
        assert front != match[0]
        stop = match[0].count("\n")
        after = without(page, 0, stop, *front.split("\n")[:-1])
        return fault(page, after, "front-matter", range(1, stop + 1), range(1, stop + 1))

    return inject


def _word(page: Page) -> str:
    return page.words[0].replace(" ", "_")


MARKUP_FAULTS: Mapping[str, Kind] = {
    "a link with a space before its URL": at_random(_links, rewrite_link("[{}] ({})")),
    "a link in full-width brackets": at_random(_links, rewrite_link("[{}]（{}）")),
    "a link without its closing bracket": at_random(_links, rewrite_link("[{}]({}")),
    "a link without its text": at_random(_links, rewrite_link("[]({1})")),
    "an image parted from its mark": at_random(_images, rewrite_link("! [{}]({})")),
    "bold text with spaces inside": at_random(_bold, rewrite_bold("** {} **")),
    "bold text with a space at its end": at_random(_bold, rewrite_bold("**{} **")),
    "the document wrapped in a fence": wrap_document,
    "a fence that swallows the rest": at_random(_paragraphs, open_fence),
    "an alert's word translated": rewrite_alert(lambda p, old, rng: f"> [!{p.words[0].upper()}]"),
    "an alert of another type": rewrite_alert(_another_type),
    "an alert's marker with a space": rewrite_alert(lambda p, old, rng: f"> [! {old}]"),
    "an alert's marker lost": at_random(_alerts, lose_marker),
    "an alert that is no quote": at_random(_alerts, unquote_alert),
    "a details element not closed": change_text("html", r"</details>", ""),
    "a details element lost": lose_details,
    "a summary element lost": change_text("html", r"<summary>(.*?)</summary>", r"\1"),
    "a br element lost": change_text("html", r"<br ?/?>", " "),
    "an img element's width changed": change_text("html", r'(<img [^>]*width=")\d+', r"\g<1>999"),
    "a kbd element lost": change_text("html", r"<kbd>(.*?)</kbd>", r"\1"),
    "an a element not closed": change_text("html", r"</a>", ""),
    "a variable translated": change_text(
        "placeholder", _VARIABLE, lambda page: f"{{{page.words[0]}}}"
    ),
    "a variable in a code span translated": change_text(
        "inline-code", _VARIABLE, lambda page: f"{{{page.words[0]}}}", in_span=True
    ),
    "a variable of an expression lost": change_text(
        "placeholder", r"\$\{\{ .+? \}\}|\{\{[^{}]+\}\}", lambda page: page.words[1]
    ),
    "a %s lost": change_text("placeholder", r"(?<![\w%])%s\b", lambda page: page.words[1]),
    "a key of the front matter lost": change_front_matter(r"weight: .*\n", lambda page: ""),
    "a key of the front matter translated": change_front_matter(
        r"description:", lambda page: f"{_word(page)}:"
    ),
    "a key of the front matter added": change_front_matter(
        r"(weight: .*\n)", lambda page: r"\1layout: wide" + "\n"
    ),
    "a boolean of the front matter changed": change_front_matter("true", lambda page: "false"),
    "a boolean of the front matter translated": change_front_matter("true", _word),
    "a number of the front matter changed": change_front_matter(
        r"weight: \d+", lambda page: "weight: 999"
    ),
    "broken YAML in the front matter": change_front_matter(
        r"title: (.*)", lambda page: f'title: "{page.words[0]}'
    ),
    "the front matter lost": change_front_matter(r"(?s)---\n.*\n---\n", lambda page: "\n"),
}

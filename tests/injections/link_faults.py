"""Faults of links, their tracking and their anchors."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from random import Random
from urllib.parse import unquote, urlsplit

from tests.injections.edits import ADDED, replaced, shuffled, source_lines, with_url
from tests.injections.pages import FOLDER, NEIGHBOUR, Page, read_text, relative
from tests.injections.rawtext import (
    AROUND_IMAGE,
    DEFINITION,
    INLINE,
    Link,
    find_headings,
    find_links,
    slug,
)
from tests.injections.verdict import Injection, Kind

TRACKING = re.compile(r"(?P<lead>[?&])(?P<name>WT\.mc_id)=(?P<value>[^&#\s]+)", re.IGNORECASE)


def change_url(
    change: Callable[[str], str | None],
    rule: str,
    *patterns: re.Pattern[str],
    in_table: bool = False,
    is_repeated: bool = False,
) -> Kind:
    """Changes the URL of an external link of these patterns that the source has as well.

    A repeated one is the first of several links to its URL, as many as the source has.
    """

    def inject(page: Page, rng: Random) -> Injection | None:
        for link in shuffled(page, rng, *patterns):
            if is_repeated and not _is_first_of_several(page, link):
                continue
            new = change(link.url) if link.external and link.in_table == in_table else None
            if new and source_lines(page, link.url):
                return with_url(page, link, new, rule)
        return None

    return inject


def _is_first_of_several(page: Page, link: Link) -> bool:
    links = [other for other in find_links(page.translation, INLINE) if other.url == link.url]
    in_source = [other for other in find_links(page.source, INLINE) if other.url == link.url]
    return links[0] == link and len(links) == len(in_source) > 1


def change_host(url: str) -> str:
    return url.replace(urlsplit(url).netloc, "changed.example.net", 1)


def change_path(url: str) -> str:
    head, path, tail = _around_path(url)
    return f"{head}{path.rstrip('/')}-changed{'/' if path.endswith('/') else ''}{tail}"


def change_query(url: str) -> str | None:
    """Another value for a parameter that is none of tracking."""
    return _once(r"([?&](?!WT|ocid|utm)[\w.-]+=[^&#]+)", r"\1-changed", url)


def change_fragment(url: str) -> str | None:
    return _once(r"(#[\w-]+)$", r"\1-changed", url)


def remove_tracking(url: str) -> str | None:
    return _once(rf"{TRACKING.pattern}&", r"\g<lead>", url) or _once(TRACKING.pattern, "", url)


def change_tracking(url: str) -> str | None:
    return _once(TRACKING.pattern, r"\g<0>x", url)


def misspell_tracking(url: str) -> str | None:
    return _once(TRACKING.pattern, r"\g<lead>WT_mc_id=\g<value>", url)


def add_tracking(url: str) -> str | None:
    if re.search(r"WT.mc_id|ocid|utm_", url, re.IGNORECASE):
        return None
    head, sign, fragment = url.partition("#")
    return f"{head}{'&' if '?' in head else '?'}WT.mc_id=academic-99999-nobody{sign}{fragment}"


def _around_path(url: str) -> tuple[str, str, str]:
    path = urlsplit(url).path
    start = url.index(urlsplit(url).netloc) + len(urlsplit(url).netloc)
    return url[:start], path or "/", url[start + len(path) :]


def _once(pattern: str, new: str, url: str) -> str | None:
    changed, count = re.subn(pattern, new, url, count=1, flags=re.IGNORECASE)
    return changed if count else None


def remove_link(is_wanted: Callable[[Link], bool], rule: str) -> Kind:
    """Takes a link's markup away and leaves its text; the link is the only one to its URL."""

    def inject(page: Page, rng: Random) -> Injection | None:
        urls = [link.url for link in find_links(page.translation, INLINE, AROUND_IMAGE)]
        for link in shuffled(page, rng, INLINE):
            is_once = urls.count(link.url) == 1 and source_lines(page, link.url)
            if is_once and is_wanted(link) and "." not in link.text:
                return replaced(page, link, link.text, rule, source_lines(page, link.url))
        return None

    return inject


def add_link(page: Page, rng: Random, in_table: bool = False) -> Injection | None:
    """Puts a link behind another link."""
    for link in shuffled(page, rng, INLINE):
        if link.in_table == in_table:
            markup = page.translation.split("\n")[link.line][link.start : link.end]
            rule = "link-table" if in_table else "link-target"
            return replaced(page, link, f"{markup} [{page.words[3]}]({ADDED})", rule)
    return None


def add_link_in_table(page: Page, rng: Random) -> Injection | None:
    return add_link(page, rng, in_table=True)


def change_definition(page: Page, rng: Random) -> Injection | None:
    """Changes where a reference link's definition points; the use is as good a place."""
    for link in shuffled(page, rng, DEFINITION):
        lines = page.translation.split("\n")
        uses = [n + 1 for n, line in enumerate(lines) if f"][{link.text}]" in line]
        if link.external and uses and source_lines(page, link.url):
            injection = with_url(page, link, change_path(link.url), "link-target")
            assert injection.expected
            places = injection.expected.lines.union(uses)
            expected = injection.expected._replace(lines=places, source_lines=frozenset())
            return injection._replace(expected=expected)
    return None


def break_link(*patterns: re.Pattern[str], in_table: bool = False) -> Kind:
    """Makes a relative link or image name a file that does not exist."""

    def inject(page: Page, rng: Random) -> Injection | None:
        if "]()" in page.source:  # A link that leads nowhere in the source is the source's fault.
            return None
        for link in shuffled(page, rng, *patterns):
            is_candidate = link.local and "#" not in link.url and link.in_table == in_table
            if is_candidate and page.exists(link.url):
                new = re.sub(r"([^./])(?=(\.[^/]*)?/?$)", r"\1-gone", link.url, count=1)
                return with_url(page, link, new, "local-link")
        return None

    return inject


def lead_to_another_document(page: Page, rng: Random) -> Injection | None:
    """Makes a relative link name another document, which exists."""
    links = [link for link in find_links(page.translation, INLINE) if link.url.endswith(".md")]
    urls = [link.url for link in links if link.local and page.exists(link.url)]
    other = relative(NEIGHBOUR, page.source_path)
    for link in rng.sample(links, len(links)):
        if urls.count(link.url) == 1 and link.url != other and not link.in_table:
            return with_url(page, link, other, "link-target")
    return None


def replace_anchor(new: Callable[[Page], str]) -> Kind:
    """Replaces an in-page link's living anchor."""

    def inject(page: Page, rng: Random) -> Injection | None:
        alive = {f"#{slug(heading)}" for _, heading in find_headings(page.translation)}
        for link in shuffled(page, rng, INLINE):
            if link.url in alive - {new(page)} and not link.in_table:
                return with_url(page, link, new(page), "anchor")
        return None

    return inject


def first_heading(page: Page) -> str:
    return f"#{slug(find_headings(page.translation)[0][1])}"


def folder_that_exists(page: Page) -> str:
    return relative(FOLDER, page.translation_path)


def kill_cross_page_anchor(page: Page, rng: Random) -> Injection | None:
    """Makes an anchor of another document, alive for source and translation, name no heading."""
    living = {
        link.url.partition("#")[0]
        for link in find_links(page.source, INLINE)
        if _names_heading(page, page.source_path, link.url)
    }
    for link in shuffled(page, rng, INLINE):
        is_candidate = link.url.partition("#")[0] in living and not link.in_table
        if is_candidate and _names_heading(page, page.translation_path, link.url):
            return with_url(page, link, f"{link.url}-gone", "anchor")
    return None


def _names_heading(page: Page, path: str, url: str) -> bool:
    """Whether a URL in this file names a heading of another document."""
    document, _, fragment = unquote(url).partition("#")
    target = page.root / posixpath.normpath(posixpath.join(posixpath.dirname(path), document))
    if not document.endswith(".md") or not target.is_file():
        return False
    return fragment in {slug(heading) for _, heading in find_headings(read_text(target))}

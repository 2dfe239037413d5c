"""Bare URLs and e-mail addresses in text, as GitHub links them.

Source: GitHub Flavored Markdown 0.29, section 6.9, "Autolinks (extension)". GitHub's own program,
cmark-gfm, also links `ftp://`, and takes schemes in capitals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, MutableMapping
from typing import Any

from markdown_it.rules_inline import StateInline

from transync.documents.parse.markup import unescaped

# A CJK particle glued to a URL is not part of what its author meant, so a bare URL ends at the
# first character outside ASCII.
_CANDIDATE = re.compile(
    r"(?<![A-Za-z])(?i:https?|ftp)://(?:[A-Za-z0-9]|[^\x00-\x7f])[!-;=-~]*"
    r"|(?<![^\s*_~(\[])www\.(?=[^\s<])[!-;=-~]*"
    r"|(?<![A-Za-z0-9._+/-])[A-Za-z0-9._+-]++@[A-Za-z0-9_-]++(?:\.[A-Za-z0-9_-]++)++",
)
# But it goes on where the host does, which is then another one.
_GOES_ON = re.compile(r"[^!-~ \t\n\r][^ \t\n\r<>/?#]*?[.。．｡@][A-Za-z0-9][^ \t\n\r<]*")
# Where one begins, and how far it goes for GitHub.
_SCHEME = r"(?<![A-Za-z])(?i:https?|ftp)://(?=[A-Za-z0-9]|[^\x00-\x7f])"
_WWW = r"(?<![^\s*_~(\[])(?=www\.)"
BEGINNING = rf"{_SCHEME}|{_WWW}"
_BEGUN = re.compile(rf"(?:{BEGINNING})(?P<domain>[^\x00-,/:-@\[-^`{{-\x7f]*+)")
_WRITTEN = re.compile(rf"(?:{BEGINNING})[^ \t\n\r<]*")
_PATH = re.compile(r"[/?#]")
_TRAILING = "?!.,:*_~'\""
_ENTITY = re.compile(r"&[A-Za-z0-9]+;")


def bare_urls(text: str) -> Iterator[tuple[str, str]]:
    """Each bare link in the text as it is written and as the browser gets it."""
    if "://" not in text and "www." not in text and "@" not in text:
        return
    at = 0
    while found := _CANDIDATE.search(text, at):
        candidate, at = found[0], found.end()
        is_host = _PATH.search(candidate.partition("://")[2]) is None
        if is_host and (rest := _GOES_ON.match(text, at)):
            candidate, at = candidate + rest[0], rest.end()
        written = _trimmed(candidate)
        if written.startswith("www."):
            yield written, "http://" + written
        elif "://" in written:
            yield written, written
        elif "@" in written and written[-1] not in "-_":
            yield written, "mailto:" + written


def _trimmed(url: str) -> str:
    end, unopened = len(url), url.count(")") - url.count("(")
    while True:
        last, start = url[end - 1], end - 1
        if last == ")" and unopened > 0:
            unopened -= 1
        elif last == ";":
            start = url.rfind("&", 0, end)
            if start < 0 or not _ENTITY.fullmatch(url, start, end):
                return url[:end]
        elif last not in _TRAILING:
            return url[:end]
        end = start


def bare_url(state: StateInline, silent: bool) -> bool:
    """Take a bare URL as it is written: up to white space, no markup begins in it.

    Unless it stands in brackets, be they those of a link or not.
    """
    if silent or getattr(state, "open_brackets", 0) > 0:
        return False
    begun = _BEGUN.match(state.src, state.pos, state.posMax)
    if begun is None or not _is_domain(begun["domain"]):
        return False
    found = _WRITTEN.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    written = _trimmed(found[0])
    state.push("text", "", 0).content = unescaped(written)
    autolinks(state.env)[state.pos] = state.pos + len(written)
    state.pos += len(written)
    return True


def autolinks(env: MutableMapping[str, Any]) -> dict[int, int]:
    """Where the bare URLs of the text that is parsed end for GitHub, by where they begin."""
    found: dict[int, int] = env.setdefault("autolinks", {})
    return found


def _is_domain(written: str) -> bool:
    """Whether GitHub takes what a text begins with for a domain: `check_domain` of cmark-gfm."""
    end = 0
    while end < len(written) and (
        written[end] in "-_." or unicodedata.category(written[end])[0] not in "PZCS"
    ):
        end += 1
    labels = written[:end].split(".")
    return len(labels) > 11 or "_" not in "".join(labels[-2:])

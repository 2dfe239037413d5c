"""Bare URLs and e-mail addresses in text, as GitHub links them.

Source: GitHub Flavored Markdown 0.29, section 6.9, "Autolinks (extension)". GitHub's own program,
cmark-gfm, also links `ftp://`, and takes schemes in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# A CJK particle glued to a URL is not part of what its author meant, so a bare URL ends at the
# first character outside ASCII.
_CANDIDATE = re.compile(
    r"(?<![A-Za-z])(?i:https?|ftp)://(?:[A-Za-z0-9]|[^\x00-\x7f])[!-;=?-~]*"
    r"|(?<![^\s*_~(\[])www\.(?=[^\s<])[!-;=?-~]*"
    r"|(?<![A-Za-z0-9._+/-])[A-Za-z0-9._+-]++@[A-Za-z0-9_-]++(?:\.[A-Za-z0-9_-]++)++",
)
# But it goes on where the host does, which is then another one.
_GOES_ON = re.compile(r"[^\x00-\x7f][^ \t\n\v\f\r<>/?#]*?[.。．｡@][A-Za-z0-9][^ \t\n\v\f\r<]*")
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
        if "://" in written:
            yield written, written
        elif written.startswith("www."):
            yield written, "http://" + written
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

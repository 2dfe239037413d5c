"""Addresses of one page in two languages: what a person leads to the reader's own.

Sources: the languages of Wikimedia's projects stand in the host
(https://meta.wikimedia.org/wiki/Special:SiteMatrix); Microsoft Learn, MDN and many others have a
segment of the path for it (`/en-us/`, `/en-US/`, `/en/`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from transync.languages.codes import NAMES, canonical, looks_like_code, without_region

_WIKIMEDIA = re.compile(
    r"([a-z-]{2,12})(?:\.m)?\.(wiki(?:pedia|books|news|quote|source|versity|voyage)|wiktionary)\.org"
)
# What stands first in a path there is the name of somebody.
_OWNERS = (
    "bitbucket.org",
    "codeberg.org",
    "gist.github.com",
    "github.com",
    "gitlab.com",
    "hub.docker.com",
    "huggingface.co",
    "medium.com",
    "raw.githubusercontent.com",
    "twitter.com",
    "x.com",
)
# A language, perhaps with a region, where a host or a part of a path begins.
_LANGUAGE = re.compile(r"/([A-Za-z]{2,3})(?:-[A-Za-z]{2,4})?(?![^./?#])")
_HOST = re.compile(r"(?:https?:)?//([^/?#:]+)", re.IGNORECASE)
_REGION = re.compile(r"[a-z]{2,3}-[a-z]{2,4}", re.IGNORECASE)


def is_localized(source: str, translation: str, language: str) -> bool:
    """Whether an address leads to the page that another one leads to, in a language (BCP 47).

    The source's address may name its own language, or, where the translation's names a region,
    none.
    """
    try:
        was, now = urlsplit(source), urlsplit(translation)
    except ValueError:
        return False
    if was.scheme not in ("http", "https") or now.scheme not in ("http", "https"):
        return False
    source_wiki, wiki = _WIKIMEDIA.fullmatch(was.netloc), _WIKIMEDIA.fullmatch(now.netloc)
    if source_wiki and wiki:
        # The page has another name there.
        is_same_project = source_wiki[2] == wiki[2] and now.path.startswith("/wiki/")
        return is_same_project and _is_of(wiki[1], language)
    if was.netloc != now.netloc or was.netloc in _OWNERS or was.query != now.query:
        return False
    segments, source_segments = now.path.split("/"), was.path.split("/")
    for at, segment in enumerate(segments[:4]):
        if not _is_of(segment, language):
            continue
        rest = segments[:at] + segments[at + 1 :]
        source_segment = source_segments[at] if at < len(source_segments) else ""
        if _is_code(source_segment) and source_segments[at + 1 :] == segments[at + 1 :]:
            return source_segments[:at] == segments[:at]
        if _REGION.fullmatch(segment) and rest == source_segments:
            return True
    return False


def is_of_same_site(source: str, translation: str, language: str) -> bool:
    """Whether an address leads to the site of another one, in a language that this does not name.

    So do `de.example.com` and `example.com/de-de` in place of `en.example.com` or `example.com`:
    nobody meant the other, though the page may not exist.
    """
    name = without_region(language)
    if name not in _languages(translation) or name in _languages(source):
        return False
    return _site(source) == _site(translation) != ""


def _languages(target: str) -> Sequence[str]:
    """What could be a language in an address, without its region."""
    return [code.lower() for code in _LANGUAGE.findall(target)]


def _site(target: str) -> str:
    """The last two parts of the name of a host; nothing for a target without one."""
    host = _HOST.match(target)
    return ".".join(host[1].lower().split(".")[-2:]) if host else ""


def _is_of(code: str, language: str) -> bool:
    """Whether a code is that of the language, with whatever region."""
    return _is_code(code) and _language(code) == without_region(language)


def _is_code(code: str) -> bool:
    return looks_like_code(code) and _language(code) in NAMES


def _language(code: str) -> str:
    return without_region(canonical(code))

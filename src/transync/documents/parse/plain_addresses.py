"""Texts whose addresses all stand there as our parser has read them, whatever another one reads.

Where each mark that makes an address of a text belongs to one that our parser has seen, and what
goes on behind that leads to no other place, no parser of Markdown can show a link to another one.
"""

from __future__ import annotations

import re
import string
from collections.abc import Container, Iterator

# White space for some, and for others no end of an address.
_ODD = ("\r", "\0", "\v", "\f")
# What makes a mark of an address by an escape, a reference or an encoding.
_IN_DISGUISE = {
    "\\": re.compile(r"\\[:/@]"),
    "&": re.compile(r"&(?!(?:amp|lt|gt|quot|nbsp);)#?[0-9A-Za-z]++;"),
    "%": re.compile(r"%(?:2[fF]|3[aA]|40)"),
}
_AT_LARGE = {
    "@": re.compile(r"[^ \t\n/]@[^ \t\n]|<[^ \t\n<>@]*+@"),
    "//": re.compile(r"//[^ \t\n]"),
    "www.": re.compile(r"www\."),
    # An address may hold spaces between these.
    "<": re.compile(r"<[ \t]*+[A-Za-z0-9+.\\%&;#-]*+(?::|//)[^<>\n \t]*+[ \t]"),
}
_OF_SCHEMES = string.ascii_letters + string.digits + "+.-"
# The names of longer ones are nobody's.
_LONGEST_SCHEME = 32
# Behind a colon: what has no second meaning in Markdown nor begins another address.
_PLAIN = re.compile(r"(?:[A-Za-z0-9/?#=&%+.,~_$!'*-]++|(?<=/)@|:(?!/))*+")
_RUN = re.compile(r"[^ \t\n<]*+")
_TRAILING = "?!.,*_~'"
_MARKS = frozenset(")]}|*_~'\"`!?,.;:")
_NOTHING = re.compile(r"[)\]}|*_~'\"`!?,.;:]*+(?:[ \t\n<]|\Z)")
_HAS_PATH = re.compile(r"[a-z][a-z0-9+.-]*+://[^/]*+/", re.IGNORECASE)
# What may make another host, or leave a path, of what stands before it.
_LEADS_ON = re.compile("[.@:\u3002\uff0e\uff61\uff20]")
# A bare URL goes on with marks and other letters.
_GOES_ON = re.compile(r"[!-/:-@\[-`{-~]*+[^\x00-\x7f]")


def has_plain_addresses(text: str, seen: Container[str]) -> bool:
    """Whether no link can be hidden in a text of which these targets are seen.

    False wherever that is not plain.
    """
    # To look for a character is many times as fast as for a pattern.
    if any(odd in text for odd in _ODD):
        return False
    pieces = list[str]()
    for piece in _without_seen(text, seen):
        if piece is None:
            return False
        pieces.append(piece)
    # Between two pieces stands what is none of their marks.
    left = "x".join(pieces)
    for mark, pattern in (*_IN_DISGUISE.items(), *_AT_LARGE.items()):
        if mark in left and pattern.search(left):
            return False
    return True


def goes_on(rest: str) -> bool:
    """Whether a bare URL goes on with letters outside of ASCII, which its author did not mean."""
    return _GOES_ON.match(rest) is not None


def leads_to_same_place(start: str, rest: str) -> bool:
    """Whether an address that goes on so leads where its beginning does.

    A host is another one with a full stop, and a path where it goes back.
    """
    if _HAS_PATH.match(start):
        return "/.." not in rest
    return not _LEADS_ON.search(rest)


def _without_seen(text: str, seen: Container[str]) -> Iterator[str | None]:
    """The text between the addresses that are seen; None where one may be another one."""
    behind = 0
    colon = text.find(":")
    while colon >= 0:
        if not _NOTHING.match(text, colon + 1):
            start = _start_of_scheme(text, colon)
            if start < colon:
                end = _end(text, start, colon, seen)
                if start < behind or end < 0:
                    yield None
                    return
                yield text[behind:start]
                behind = end
        colon = text.find(":", max(colon + 1, behind))
    yield text[behind:]


def _start_of_scheme(text: str, colon: int) -> int:
    """Where the scheme before a colon begins; at the colon, where it is certain that none does."""
    first = max(colon - _LONGEST_SCHEME, 0)
    start = first + len(text[first:colon].rstrip(_OF_SCHEMES))
    if text[start - 1 : start] in ("\\", ";", "%") or colon - start == _LONGEST_SCHEME:
        return start - 1
    if text[start].isalpha() or text.startswith("://", colon):
        return start
    # Addresses of mail begin anywhere, for GitHub.
    if text[start:colon].lower().endswith(("mailto", "xmpp")):
        return start
    return colon


def _end(text: str, start: int, colon: int, seen: Container[str]) -> int:
    """Where the address ends that begins at `start`, -1 unless it is seen, and nothing else is."""
    found = _PLAIN.match(text, colon + 1)
    if found is None:
        return -1
    written = text[start : found.end()]
    if written not in seen:
        written = written.rstrip(_TRAILING)
        if written not in seen:
            return -1
    end = behind = start + len(written)
    before = start - 1
    while before >= 0 and text[before] in " \t":
        before -= 1
    if before >= 0 and text[before] == "<":
        if not text.startswith(">", end):
            return -1
        behind += 1
    run = _RUN.match(text, behind)
    rest = run[0] if run else ""
    if _MARKS.issuperset(rest):
        return end
    # A bracket closes what the address stands in; who does not see that reads a longer path.
    is_longer_path = rest.startswith((")", "]")) and _HAS_PATH.match(written) is not None
    is_same = (is_longer_path or goes_on(rest)) and leads_to_same_place(written, rest)
    return end if is_same else -1

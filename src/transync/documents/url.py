"""Addresses as browsers read them, whatever they look like to people.

Source: https://url.spec.whatwg.org/#url-parsing, for what a page that a server sends may link to.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import quote_from_bytes, unquote_to_bytes

_AROUND = "".join(map(chr, range(0x21)))
_WITHIN = str.maketrans("", "", "\t\n\r")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Those of links that lead to a page, or to a person.
_LEADING = frozenset(("", "ftp", "http", "https", "mailto", "tel"))
_SLASHES = re.compile(r"[/\\]{2,}")
_PORTS = {"http": "80", "https": "443"}
_AUTHORITY = re.compile(
    r"(?:(?P<user>.*)@)?(?P<host>\[[0-9A-Fa-f:.]+\]|[^:\[\]]+)(?::(?P<port>[0-9]*))?", re.DOTALL
)
# https://url.spec.whatwg.org/#forbidden-domain-code-point
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\"#%/<>?@\\^`{|}]")
# Of a name with 253 characters, as escapes of UTF-8; no server has a longer one.
_LONGEST_HOST = 253 * 12
_FULL_STOPS = re.compile("[\u3002\uff0e\uff61]")
# What stands for itself in a path, and escapes of what does not.
_PATH = "/:@!$&'()*+,;=~-._%"
_KEPT_ESCAPE = re.compile(rb"(%(?:25|2[fF]|5[cC]))")


class Url(NamedTuple):
    """An address of the web: where it leads, in one spelling, its query and its fragment."""

    place: str
    query: str
    fragment: str


def cleaned(target: str) -> str:
    """The target of a link without what browsers overlook: white space and control characters."""
    target = target.strip(_AROUND)
    if target.isprintable():
        return target
    return target.translate(_WITHIN)


def scheme_of(target: str) -> str | None:
    """The scheme of a cleaned target in lower case; nothing for `//`, None where it is relative."""
    if found := _SCHEME.match(target):
        return found[1].lower()
    return "" if _SLASHES.match(target) else None


def may_run(target: str) -> bool:
    """Whether a link with this target may do something else than lead to a page or a person."""
    scheme = scheme_of(cleaned(target))
    return scheme is not None and scheme not in _LEADING


def parse_url(target: str) -> Url | None:
    """The address that a cleaned target is; None where it is none of the web, or leads nowhere.

    Without a scheme, it has that of the page, which is taken for https. With a scheme and one slash
    or none, it depends on the page what it means, so that it is like no other address.
    """
    scheme, rest = scheme_of(target), target
    if scheme not in ("", *_PORTS):
        return None
    if scheme:
        rest = target[len(scheme) + 1 :]
    slashes = _SLASHES.match(rest)
    if not slashes:
        return None
    rest, _, fragment = rest[slashes.end() :].partition("#")
    rest, _, query = rest.partition("?")
    authority, slash, path = rest.replace("\\", "/").partition("/")
    server = _server(authority, _PORTS[scheme or "https"])
    if server is None:
        return None
    return Url(f"{scheme or 'https'}://{server}{_path(slash + path)}", query, fragment)


def _server(authority: str, default_port: str) -> str | None:
    """User, host and port in one spelling; None where no browser asks such a host."""
    found = _AUTHORITY.fullmatch(authority)
    if found is None:
        return None
    server = _host(found["host"])
    if server is None:
        return None
    if found["user"]:
        server = f"{found['user']}@{server}"
    if found["port"]:
        port = found["port"].lstrip("0") or "0"
        if port != default_port:
            server = f"{server}:{port}"
    return server


def _host(written: str) -> str | None:
    if len(written) > _LONGEST_HOST:
        return None
    host = written.lower()
    if not host.isascii() or "%" in host:
        name = unquote_to_bytes(host.encode(errors="surrogatepass")).decode(errors="replace")
        name = _FULL_STOPS.sub(".", normalize("NFKC", name)).lower()
        host = ".".join(map(_label, name.split(".")))
    if _FORBIDDEN.search(host):
        return None
    return host


def _label(name: str) -> str:
    """A part of a host's name as it is asked for."""
    if name.isascii():
        return name
    return f"xn--{name.encode('punycode').decode()}"


def _path(path: str) -> str:
    """A path in one spelling, but for what means something else when it is escaped."""
    written = path.encode(errors="surrogatepass")
    spelt = "".join(map(_in_one_spelling, _KEPT_ESCAPE.split(written)))
    if "/." in spelt:
        return _without_dots(spelt)
    return spelt or "/"


def _in_one_spelling(part: bytes) -> str:
    """An escape that is kept, in capitals; what stands between such escapes, escaped anew."""
    if _KEPT_ESCAPE.fullmatch(part):
        return part.decode().upper()
    return quote_from_bytes(unquote_to_bytes(part), safe=_PATH)


def _without_dots(path: str) -> str:
    """A path without the segments that lead nowhere or back."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)

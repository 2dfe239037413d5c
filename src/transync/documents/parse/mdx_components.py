"""Components in MDX, which are programs: their names, and those of their attributes that say what
they load, show or lead to. All other attributes are texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transync.documents.document import ActiveTag
from transync.documents.url import cleaned, scheme_of

# A name with a capital, or of something in a module; not one of the site's, which HTML has, too.
_COMPONENT = re.compile(
    r"<(?P<name>[A-Z][\w$]*+(?:[.:][\w$]++)*+|[a-z_$][\w$]*+(?:\.[\w$]++)++)(?=[\s/>{])"
    r"(?P<rest>(?:=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|=>|\{(?:[^{}]|\{[^{}]*+\})*+\}|[^<>])*+)"
)
_ATTRIBUTE = re.compile(r"(?<![\w$:.-])([\w$:.-]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')")
# What an attribute of a component is called that says more than a text.
_LOADING = re.compile(
    r"(?:.*(?<![A-Za-z]))?(?:id|to|as|is|src|url|uri|link|path|file|repo|user|video|embed|script"
    r"|endpoint|action|source|module|component)s?"
    r"|.*[a-z](?:Id|ID|Src|Url|URL|Uri|Link|Path|File|Repo|Video|Script|Action|Module|Component)s?"
)
# Those that may be a path without a dot at its beginning, as in HTML.
_ADDRESSES = ("href", "poster", "src")
_RUNNING = ("javascript", "data", "vbscript", "blob", "file")


def components(text: str, seen: str) -> Iterator[ActiveTag]:
    """The components in what is `seen` of a text, which is as long."""
    line = at = line_start = 0
    for found in _COMPONENT.finditer(seen):
        start = found.start()
        line += text.count("\n", at, start)
        line_start = max(text.rfind("\n", at, start) + 1, line_start)
        at = start
        attributes = tuple(sorted(_compared(text[found.start("rest") : found.end("rest")])))
        name = f"component {found['name']}"
        yield ActiveTag(name, attributes, line + 1, start - line_start + 1)


def _compared(attributes: str) -> Iterator[tuple[str, str]]:
    for found in _ATTRIBUTE.finditer(attributes):
        name, value = found[1], cleaned(found[2] or found[3] or "")
        scheme = scheme_of(value)
        is_word = len(value.split()) == 1
        if name in _ADDRESSES and is_word and not value.startswith("#"):
            yield name, value
        elif is_word and scheme is None and value.startswith(("/", "./", "../")):
            # What a path leads to depends on the page.
            yield "src", value
        elif scheme in _RUNNING or (is_word and (scheme is not None or _LOADING.fullmatch(name))):
            yield name, value

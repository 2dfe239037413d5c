"""What a translator has to carry of some lines, in one spelling."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

# What has no end is none, and kept as a group, lest each beginning in it be tried.
_COMMENT = re.compile(r"<!--.*?-->|(<!--.*+\Z)", re.DOTALL)
# Nothing here goes beyond what could be the beginning of another badge.
_BADGE = (
    r"https?://(?=img\.shields\.io/|(?:[^\s()\"'<>/]++|/(?!badge\.svg))*+/badge\.svg)"
    r"[^\s()\"'<>]*+"
)
_END = r"(?:[^()]++|\([^()]*+\))*+\)"
_BADGE_IMAGE = rf"!\[(?:[^\]!]++|!(?!\[))*+\]\(\s*+{_BADGE}{_END}"
_BADGE_TAG = rf"<img\b[^<>]*?(?<=[\s\"'])src\s*+=\s*+[\"']?+{_BADGE}[^<>]*+>"
_BADGES = re.compile(
    rf"\[\s*+{_BADGE_IMAGE}\s*+\]\({_END}|{_BADGE_IMAGE}"
    rf"|<a\b[^<>]*+>\s*+{_BADGE_TAG}\s*+</a>|{_BADGE_TAG}",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?<=\]\()\s*+<[^<>\n]*+>"
    r"|(?<=\]\()[^\s()<>]*+(?:\([^\s()]*+\)[^\s()]*+)*+"
    r"|(?<=\]:)[ \t]*\S+"
    r"|(?<=href=)(?:\"[^\"]*\"|'[^']*')"
    r"|(?<=src=)(?:\"[^\"]*\"|'[^']*')"
    r"|\bhttps?://[^\s<>()\[\]\"']+",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"^[ \t]*+(?:>[ \t]?+)++", re.MULTILINE)
_RULE_OF_TABLE = re.compile(r"(?<=[|: ])-{2,}+(?=[|: \n])|(?<=^)-{2,}+(?=[|:])", re.MULTILINE)

# What a link's target leads to, in one spelling.
Identify = Callable[[str], str]


class Line(NamedTuple):
    """A line of a document, and that of the file on which it stands, from 1.

    `is_code` is set where white space counts, `is_in_region` where Co-op Translator writes.
    """

    number: int
    text: str
    is_code: bool = False
    is_in_region: bool = False


def carried_text(lines: Sequence[Line], identify: Identify) -> str:
    """The text without badges, comments and the marks of quotes, white space in it but for code."""
    parts = []
    kept = (line for line in lines if not line.is_in_region)
    for is_code, some in groupby(kept, key=lambda line: line.is_code):
        if is_code:
            parts.append("\n".join(line.text.rstrip() for line in some))
            continue
        text = "\n".join(line.text for line in some)
        text = _BADGES.sub("", _COMMENT.sub(r"\1", text))
        text = _QUOTE.sub("", text)
        text = _URL.sub(lambda found: identify(found[0].strip(" \t<>\"'")), text)
        text = _RULE_OF_TABLE.sub("--", text).replace("|", " | ")
        parts.append(" ".join(text.split()))
    return "\n".join(filter(None, parts))

"""The links of a document are those that GitHub's own program shows, on texts made at random.

`cmarkgfm` is cmark-gfm, with GitHub's extensions. A link that GitHub shows and a document does not
have could lead readers anywhere, unseen: there must be none. A link that a document has and GitHub
does not show is noise at most, and not looked for. Known, and left out here, as it does no harm:

- What a bare URL ends with may differ: a URL ends for us where its host is known and a letter
  outside ASCII follows, as its author meant.
- `www.` and `http://` without a host lead nowhere.
- Bare URLs and e-mail addresses that are joined by an underscore are one target here, which no
  source has, and another one on GitHub.
- A link within another one: the outer one is none, but GitHub shows it if a bracket stands between.
  `hidden_links` tells of it, and of whatever else is not seen.
"""

from __future__ import annotations

import html
import random
import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import unquote

import cmarkgfm
from cmarkgfm.cmark import Options

from transync.documents.parse.markdown import read_markdown
from transync.errors import NotComparedError

TARGETS = (
    *("https://e.com/x", "//e.com", "e.md", "<https://e.com/y>", "</e a>", "e(x)", "e\\)x"),
    *("&#101;.md", "HTTPS://e.com", "www.e.com", "a@e.com", "<e.md", "#e", "https://e.com에.f"),
)
LINKS = (
    *("[x](%s)", "[x](%s 't')", "![x](%s)", "[x](\n%s)", "[a [b] c](%s)", "[a `]` b](%s)", "%s"),
    *("[a <b c=']'> d](%s)", "<%s>", '<a href="%s">x</a>', "<a href=%s>", "<img src='%s'>", "(%s)"),
    *("a\\](%s)", "\\[x](%s)", "[x] (%s)", "[x](<%s>)", "[![x](%s)](%s)", "**%s**", "_%s_", "~%s~"),
    *("[x][r]", "[r]", "[r][]", "![r]", "[x][^1]", "[^1]", "[x][r s]", "[r\ns]", "[R]"),
)
DEFINITIONS = (
    *(
        "\n[r]: %s\n",
        "\n[r]: %s 't'\n",
        "\n[r]:\n%s\n",
        "\n[r]: %s 't\n",
        "[r]: %s\n",
        "\n[r s]: %s\n",
    ),
    *(
        "\n[r\ns]: %s\n",
        "\n[r]: %s\n't'\n",
        "\n[r]: %s (t)x\n",
        "\n[^1]: ",
        "\n[^1]:\n",
        "\n[^a b]: %s\n",
    ),
    *("\n[\u00a0r]: %s\n", "\n[^1]: [r]: %s\n"),
)
BLOCKS = (
    *("\n", "\n\n", "\n    ", "\n  ", "\n\t", "\n> ", "\n- ", "\n1. ", "\n10) ", "\n+ ", "\n  - "),
    *(
        "\n     ",
        "\n# ",
        "\n---\n",
        "\n===\n",
        "\n***\n",
        "\n```\n",
        "\n~~~\n",
        "\n- [ ] ",
        "\n- [x] ",
    ),
    *(
        "\n| a | b |\n|---|---|\n| ",
        "\n|---|\n",
        "\n-|-\n",
        "\n:-\n",
        "| x |",
        "|",
        "\n-\n",
        "\n   \n",
    ),
)
MARKUP = (
    *(
        "<!--",
        "-->",
        "<!-- x -->",
        "<?",
        "?>",
        "<![CDATA[",
        "]]>",
        "<div>",
        "</div>",
        "<pre>",
        "</a>",
    ),
    *(
        "</pre>",
        "<note>",
        "</note>",
        "<note\u00a0>",
        "<span",
        "\n<note>\n",
        "\n    <note>\n",
        "<b title='",
    ),
    *("`", "``", "*", "**", "_", "~~", "\\", "!", "[", "]", "(", ")", "<", ">", "&", "'", '"', "="),
    *("a", "b c", " ", "  \n", "\\\n", "\f", "\v", "\u00a0", "\u2028", "http://", "www.", "@", "é"),
)
OPTIONS = Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_UNSAFE

KNOWN = re.compile(r"www\.(?:$|\W)|com_+(?:https|a)|_a@|@e\.com_|http://[^h]", re.IGNORECASE)


def text_of(seed: int) -> str:
    source = random.Random(seed)
    kinds = LINKS, LINKS, DEFINITIONS, BLOCKS, BLOCKS, MARKUP
    parts = [source.choice(source.choice(kinds)) for _ in range(source.randint(2, 9))]
    text = re.sub("%s", lambda found: source.choice(TARGETS), "".join(parts))
    return text + source.choice(("", "\n", "\n\nz\n", "\n\n[r]\n", "\n\n[^1]\n"))


class _Page(HTMLParser):
    """The targets of the links and images of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if not any(name.startswith("data-footnote") for name in attributes):
            found = (attributes.get(name) for name in ("href", "src"))
            self.targets += (resolved(target) for target in found if target is not None)


def shown(text: str) -> list[str]:
    """Where the links and images of a text lead on GitHub."""
    written = cmarkgfm.github_flavored_markdown_to_html(text, options=OPTIONS)
    page = _Page()
    page.feed(re.sub(r"<!--.*?(?:-->|\Z)", "", written, flags=re.DOTALL))
    page.close()
    return page.targets


def resolved(target: str) -> str:
    return unquote(html.unescape(target).strip(" \t\n\f\r"))


def without_rest(target: str) -> str:
    """A bare URL up to what may be no part of it, for its author or for its host."""
    return re.split(r"[^!-~]|&#", target)[0].rstrip("?!.,:*_~'\")&;")


def unseen(text: str) -> Counter[str]:
    """What GitHub shows of a text, and its document does not have."""
    try:
        found = [resolved(link.target) for link in read_markdown(text).links]
    except NotComparedError:
        return Counter()
    there = Counter(shown(text))
    return Counter(map(without_rest, (there - Counter(found)).elements())) - Counter(
        map(without_rest, (Counter(found) - there).elements())
    )


def test_links_that_github_shows_are_links() -> None:
    texts = (text_of(seed) for seed in range(5000))
    differences = [
        (text, found) for text in texts if not KNOWN.search(text) and (found := unseen(text))
    ]

    assert differences == []


def test_what_is_not_seen_would_be_told() -> None:
    assert shown("[x](//e.com) `[y](z)`") == ["//e.com"]
    assert unseen("[x](a)\n\n<note>\n[x](b) https://e.com") == Counter()

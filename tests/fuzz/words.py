"""Small pieces of text: what real pages are made of, and what has made readers of them stumble."""

from __future__ import annotations

from random import Random

TEXTS = (
    "the page", "Run it", "a", "x y z", "1.5", "№ 7", "trang này", "これはペンです", "这是一页",
    "هذه صفحة", "पृष्ठ", "straße", "İstanbul", "e\u0301", "ﬁ", "👩\u200d💻", "it's", "“so”",
    "100 %", "A_B", "snake_case_word", "CamelCase", "--flag", "C:\\dir", "a/b/c.md", "…",
    "v1.2.3", "0x1F",
)  # fmt: skip
HOSTILE = (
    "\0", "\x1b[31m", "\x1b]0;t\x07", "\x9b31m", "\u202e", "\u2066", "\u2028", "\ufeff", "\u200b",
    "\u200c", "\ud800", "\udfff", "\U0010ffff", "\ufffe", "\r", "\x0b", "\x0c", "\x85", "\xa0",
    "\x7f", "::error::x", "##[error]x", "##vso[task.setvariable variable=a]b",
    "::stop-commands::t", "%0A::error::x", "<script>alert(1)</script>", "]]>", "-->", "<!--",
    "&#0;", "&#x110000;", "&#xd800;", "&copy", "&amp;amp;", "|", "\\", "\\\\", "`", "$(id)",
    "${x}", "{{x}}", "{% x %}", "%s", "\\u0000", "@here", "@x/y", "#1", "9" * 5000, "-1", "1e999",
    "NaN", "٣", "²", "true", "null", "~", "'", '"', "=cmd|' /C calc'!A0", "--config=evil.md", "-x",
    "..", "../../..", "con", "a\u0300" * 9,
)  # fmt: skip
TARGETS = (
    "guide.md", "more.md", "more.md#part", "#part", "#Part-1", "#", "", "./guide.md",
    "../guide.md", "../../guide.md", "/guide.md", "guide", "images/a.png", "a b.md", "a%20b.md",
    "%zz", "%2e%2e/x.md", "guide.md?x=1", "guide.md#a#b", "?", "//evil.example/x",
    "https://example.com/", "http://a.b", "https://example.com/docs?WT.mc_id=academic-1#part",
    "https://example.com/#x?ocid=1", "https://example.com/a?utm_source=b&utm_medium=c",
    "https://example.com/??a=b", "HTTPS://EXAMPLE.COM", "https://evil\\@example.com",
    "https://user:pw@example.com:99999/", "https://[::1]/", "https://[", "http://xn--/",
    "https://例え.jp/道", "https://a.b/" + "c/" * 60, "javascript:alert(1)", "data:,x",
    "mailto:a@b.c", "file:///etc/passwd", "C:\\x.md", "\\\\server\\x", "<a b>", "a(b(c)d)e", "a)b",
    "../../../code/run.sh", "translations/vi/guide.md", "{{ site.url }}/x", "@@URL_0@@", "x.md:12",
    "https://img.shields.io/badge/a-b-c.svg",
    "https://github.com/a/b/actions/workflows/c.yml/badge.svg",
    "https://learn.microsoft.com/en-us/x?view=y", "https://youtu.be/x", "~/x", "*", "a\tb", "é.md",
    "e\u0301.md",
)  # fmt: skip
LANGUAGES_OF_CODE = (
    "", "bash", "python", "js", "json", "yaml", "powershell", "sql", "mermaid", "text", "console",
    "diff", "html", "math", "csharp", "{.python}", "c++", "python title=a", "日本", "ba`sh", "NOTE",
    "x" * 90,
)  # fmt: skip
CODE_LINES = (
    "npm install --save-dev example", "# a comment", "// a comment", "/* open", "*/", "'''", '"""',
    "cat <<EOF", "EOF", "`a ${b} c`", "print('x')", "x = \"\\", "key: value", "- item", "a: |",
    '{"a": [1, 2', "$ ls", "PS> dir", "<# x", "#>", '@"', '"@', "--", "SELECT 'a''b'",
    "%%{init: {}}%%", "graph TD; A-->B[\"x\"]", "", "\t\tx", "<tag>", "@@INLINE_CODE_0@@",
    "@@CODE_BLOCK_1@@", "1_000_000", "\\`\\`\\`", "http://a.b/c?d=e&f=g",
)  # fmt: skip
RULES = (
    "anchor", "stale", "local-link", "heading", "html", "table-shape", "inline-code",
    "link-target", "all", "no-such-rule", "", "*",
)  # fmt: skip
CODES = (
    "vi",
    "zh-CN",
    "zh",
    "ar",
    "pt-BR",
    "br",
    "sr-Latn-RS",
    "x-y",
    "no",
    "EN",
    "en",
    "tw",
    "hk",
)
DATES = (
    "2026-01-02T03:04:05+00:00", "", "soon", "0000-00-00", "99999-01-01", "2026-02-30T25:61:61Z",
    "-1", "2026-01-02", "2026-01-02T03:04:05.123456789+99:99", "1" * 400,
)  # fmt: skip


def text(rng: Random) -> str:
    """A few words; something hostile among them now and then."""
    words = rng.choices(TEXTS, k=rng.randint(1, 6))
    if rng.random() < 0.12:
        words.insert(rng.randrange(len(words) + 1), rng.choice(HOSTILE))
    return " ".join(words)


def target(rng: Random) -> str:
    """Where a link leads to."""
    chosen = rng.choice(TARGETS)
    if rng.random() < 0.08:
        at = rng.randrange(len(chosen) + 1)
        chosen = chosen[:at] + rng.choice(HOSTILE) + chosen[at:]
    return chosen


def count(rng: Random, most: int) -> int:
    """A number up to `most`; small ones are far more frequent."""
    return min(most, int(rng.paretovariate(1)))


def encoded(text: str) -> bytes:
    """The text in UTF-8, as far as it is text: a surrogate stands for a byte, or for itself."""
    is_lone = any("\ud800" <= c <= "\udfff" and not "\udc80" <= c <= "\udcff" for c in text)
    return text.encode("utf-8", "surrogatepass" if is_lone else "surrogateescape")

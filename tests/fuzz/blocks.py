"""Blocks of Markdown from nothing, of every kind, in any nesting, and pages of them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.fuzz import words
from tests.fuzz.inlines import Make, directive, inline
from tests.fuzz.words import text

DISCLAIMER = (
    "<!-- CO-OP TRANSLATOR DISCLAIMER START -->\nx\n<!-- CO-OP TRANSLATOR DISCLAIMER END -->"
)
LANGUAGES_TABLE = (
    "<!-- CO-OP TRANSLATOR LANGUAGES TABLE START -->\n"
    "[a](./translations/vi/README.md)\n"
    "<!-- CO-OP TRANSLATOR LANGUAGES TABLE END -->"
)


def block(rng: Random, depth: int = 0) -> str:
    """A block, without the empty line after it."""
    return rng.choice(_BLOCKS)(rng, depth)


def page(rng: Random) -> str:
    """A page of some blocks, with a title and front matter now and then."""
    blocks = [block(rng) for _ in range(words.count(rng, 12))]
    if rng.random() < 0.7:
        blocks.insert(0, f"# {text(rng)}")
    if rng.random() < 0.3:
        blocks.insert(0, front_matter(rng))
    return "\n\n".join(blocks) + "\n"


def front_matter(rng: Random) -> str:
    """YAML, or what looks like it, between its marks."""
    lines = [rng.choice(_FRONT)(rng) for _ in range(words.count(rng, 8))]
    mark = rng.choice(("---", "---", "---", "+++", "--- ", "----"))
    return "\n".join([mark, *lines, rng.choice((mark, mark, "...", ""))])


def _value(rng: Random) -> str:
    return rng.choice(
        (
            text(rng), f'"{text(rng)}"', f"'{text(rng)}'", "[a, b]", "{a: b}", "!!int x",
            '!!int "_"', '!!float "."', '!!timestamp "2026"', '!!bool ""', "!!str [a]",
            "!!int [a]", "!!timestamp soon", "!!python/object:os.system x", "!!binary =",
            "!!float x", "!!bool x", "!!null x", "!!set {a}", "!!omap [a]", "!!pairs [a]", "!x y",
            "&a [*a]", "*a", "<<: *a", "|\n  x\n y", ">-\n  x", "2026-01-02", "2026-99-99", "0o9",
            "0x", "1_0", "1:60:60", ".inf", "9" * 5000, "? a", "- a", "@x", "`x`", "%x", "\tx", "",
            "~", "[" * 30, "{" * 30, "[a, [b, {c: d}]]", "true", "đúng", "30", "a: b: c", "# x",
        )
    )  # fmt: skip


_FRONT: tuple[Callable[[Random], str], ...] = (
    lambda rng: f"title: {_value(rng)}",
    lambda rng: f"weight: {_value(rng)}",
    lambda rng: f"{rng.choice(words.TEXTS)}: {_value(rng)}",
    lambda rng: f"tags:\n  - {_value(rng)}\n  - {_value(rng)}",
    lambda rng: f"? {_value(rng)}\n: {_value(rng)}",
    lambda rng: f"a: &{rng.choice('ab')} {_value(rng)}",
    lambda rng: f"<<: *{rng.choice('ab')}",
    lambda rng: rng.choice(words.HOSTILE),
    lambda rng: f'"{rng.choice(words.HOSTILE)}": x',
)


def _heading(rng: Random, depth: int) -> str:
    title = inline(rng, depth + 1)
    level = rng.choice((1, 2, 2, 2, 3, 3, 4, 5, 6, 7))
    return rng.choice(
        (
            f"{'#' * level} {title}", f"{'#' * level} {title}", f"{'#' * level}{title}",
            f"{title}\n===", f"{title}\n---", f"{'#' * level} {title} {{#part}}",
            f"{'#' * level} {title} ##", f"<h{level}>{title}</h{level}>", "#",
        )
    )  # fmt: skip


def _list(rng: Random, depth: int) -> str:
    mark = rng.choice(
        ("-", "*", "+", "1.", "2)", "0.", "999999999.", "9999999999.", "- [ ]", "- [x]")
    )
    gap = rng.choice(("\n", "\n", "\n\n"))
    items = []
    for _ in range(words.count(rng, 8)):
        inside = _nested(rng, depth)
        items.append(f"{mark} " + inside.replace("\n", "\n" + " " * (len(mark) + 1)))
    return gap.join(items)


def _nested(rng: Random, depth: int) -> str:
    if depth > 3 or rng.random() < 0.6:
        return inline(rng, depth + 1)
    return "\n\n".join(block(rng, depth + 1) for _ in range(rng.randint(1, 3)))


def _quote(rng: Random, depth: int) -> str:
    head = rng.choice(
        ("", "", "[!NOTE]\n", "[!GHI CHÚ]\n", "[!TIP] x\n", "[!note]\n\n", "\\[!NOTE]\n", "[!]\n")
    )
    lines = (head + _nested(rng, depth)).split("\n")
    if rng.random() < 0.15:
        return "> " + "\n".join(lines)
    return "\n".join(f"> {line}" for line in lines)


def _fence(rng: Random, depth: int) -> str:
    mark = rng.choice(("```", "```", "```", "~~~", "````", "``", ":::", "$$"))
    code = "\n".join(rng.choices(words.CODE_LINES, k=words.count(rng, 12)))
    end = rng.choice((mark, mark, mark, "", mark[:-1], mark + "x"))
    return f"{mark}{rng.choice(words.LANGUAGES_OF_CODE)}\n{code}\n{end}"


def _table(rng: Random, depth: int) -> str:
    width = words.count(rng, 6)
    rows = [
        _row(rng, depth, width + rng.choice((0, 0, 0, 0, 1, -1)))
        for _ in range(words.count(rng, 10))
    ]
    line = rng.choice(("---", ":-:", "-", ":--", "--- ", "–"))
    edge = rng.choice(("|", "|", "|", ""))
    return "\n".join((_row(rng, depth, width), edge + "|".join([line] * width) + edge, *rows))


def _row(rng: Random, depth: int, width: int) -> str:
    cells = [_cell(rng, depth) for _ in range(max(width, 0))]
    edge = rng.choice(("|", "|", "|", "|", ""))
    return f"{edge} {' | '.join(cells)} {edge}"


def _cell(rng: Random, depth: int) -> str:
    if rng.random() < 0.1:
        return rng.choice(
            ("", " ", "<br>", "<ul><li>a</li></ul>", "- a", "\\|", "`a|b`", "`a\\|b`", "x\\", "```")
        )
    return inline(rng, depth + 1).replace("\n", " ")


def _html_block(rng: Random, depth: int) -> str:
    name = rng.choice(
        (
            "div",
            "details",
            "table",
            "p align=center",
            "script",
            "style",
            "pre",
            "h2",
            "!--",
            "?x",
            "!X",
            "br/",
        )
    )
    inside = _nested(rng, depth)
    close = name.split()[0]
    gap = rng.choice(("\n", "\n\n", ""))
    return rng.choice(
        (
            f"<{name}>{gap}{inside}{gap}</{close}>", f"<{name}>{gap}{inside}", f"</{close}>",
            f"<details>\n<summary>{text(rng)}</summary>\n\n{inside}\n\n</details>",
            f"<![CDATA[{inside}]]>", f"<!-- {inside} -->", f"<!-- {inside}",
        )
    )  # fmt: skip


def _other(rng: Random, depth: int) -> str:
    return rng.choice(
        (
            "---", "***", f"[r]: {words.target(rng)}", f"[r]: <{words.target(rng)}> 'x'",
            f"[^1]: {text(rng)}", f"[r]:\n{text(rng)}", f"    {rng.choice(words.CODE_LINES)}",
            f":::note\n{text(rng)}\n:::", "import X from './x'", f"<X>{text(rng)}</X>",
            f"$$\n{text(rng)}\n$$", f"term\n: {text(rng)}", directive(rng),
            "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs", DISCLAIMER, LANGUAGES_TABLE,
            f"!!! note \"{text(rng)}\"\n    x", "{: .x }", "<!-- toc -->", "\\newpage", "[TOC]",
            f"!!!{text(rng)}", f"**{text(rng)}**",
        )
    )  # fmt: skip


def _many(rng: Random, depth: int) -> str:
    """The same thing many times: time has to grow with it, and no faster."""
    unit = rng.choice(
        (
            "[", "]", "](", "![", "[a](b) ", "`", "`a``", "*a", "_", "**a ", "<", "<a ", "<!--",
            "&", "\\", "> ", "- ", "|", "a|", "$", "~~~", "{", "{{a}} ", "@@A_", "a.", "a/", "://",
            "www.", "é", "\t", " ", "#", "# a\n\n", "- a\n", "1. a\n", "x\n\n", "| a |\n",
            "[a]: b\n", "<b>", "\"", "'", "(", ")", "a-", "0", "<div>\n", "``` \n", "!", "\u0301",
            "中",
        )
    )  # fmt: skip
    return unit * rng.choice((3, 9, 40, 200, 900))


_BLOCKS: tuple[Make, ...] = (
    *[lambda rng, depth: inline(rng, depth)] * 4,
    *[_heading] * 4,
    *[_list] * 3,
    *[_table] * 3,
    *[_fence] * 2,
    *[_quote] * 2,
    *[_html_block] * 2,
    *[_other] * 3,
    _many,
)

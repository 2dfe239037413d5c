"""Inline text of Markdown from nothing: links, code, markup, HTML, in any nesting."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.fuzz import words
from tests.fuzz.words import text

Make = Callable[[Random, int], str]


def inline(rng: Random, depth: int = 0) -> str:
    """Some inline text."""
    parts = [rng.choice(_INLINE)(rng, depth) for _ in range(rng.randint(1, 4))]
    return rng.choice((" ", " ", "", ", ")).join(parts)


def _code(rng: Random, depth: int) -> str:
    ticks = "`" * rng.choice((1, 1, 1, 2, 3))
    inside = rng.choice(
        (
            text(rng),
            "npm run build",
            "your_name",
            "<your-key>",
            "a//b",
            "a_b_c",
            "$X",
            "a\\",
            " `` ",
            "f(x)",
            "./a.sh",
        )
    )
    return f"{ticks}{inside}{ticks}"


def _link(rng: Random, depth: int) -> str:
    label = inline(rng, depth + 1) if depth < 3 and rng.random() < 0.5 else text(rng)
    to = words.target(rng)
    title = rng.choice(("", "", "", ' "a title"', " 'x", ' "é"'))
    return rng.choice(
        (
            f"[{label}]({to}{title})", f"[{label}]({to}{title})", f"![{label}]({to}{title})",
            f"[{label}](<{to}>)", f"[![{label}]({to})]({words.target(rng)})", f"[{label}][r]",
            f"[{label}][]", f"[{label}]", "[r]", f"<{to}>", to, "www.example.com/a", "a@b.example",
            f"[{label}] ({to})", f"[{label}]（{to}）", f"! [{label}]({to})",
            f'<a href="{to}">{label}</a>', f"<a href={to} href='{words.target(rng)}'>{label}</a>",
            f'<img src="{to}" alt="{label}" srcset="{to} 2x">', f"[^1] [{label}",
            f"{label}]({to})", f"[{label}](", f"[[{label}|{to}]]", f"[{label}]({to}){{.x #y}}",
        )
    )  # fmt: skip


def _markup(rng: Random, depth: int) -> str:
    inside = inline(rng, depth + 1) if depth < 3 else text(rng)
    mark = rng.choice(("*", "**", "_", "__", "***", "~~", "==", "$", "$$", "^", "~", "||"))
    return rng.choice((f"{mark}{inside}{mark}", f"{mark} {inside}{mark}", f"{mark}{inside}", mark))


def _html(rng: Random, depth: int) -> str:
    name = rng.choice(
        (
            "b",
            "kbd",
            "br",
            "sub",
            "span",
            "details",
            "script",
            "iframe",
            "form",
            "x-y",
            "svg",
            "p",
            "A",
        )
    )
    attribute = rng.choice(
        (
            "",
            "",
            " onclick=x()",
            ' style="background:url(x)"',
            " id=part",
            ' class="a',
            " a=b a=c",
            "/",
            " =",
            ' "',
            "\n",
        )
    )
    return rng.choice(
        (
            f"<{name}{attribute}>{text(rng)}</{name}>", f"<{name}{attribute}>", f"</{name}>",
            f"<{name}{attribute}", f"<!-- {text(rng)} -->",
        )
    )  # fmt: skip


def _held(rng: Random, depth: int) -> str:
    number = rng.choice(("0", "1", "00", "9" * 30, "x", "-1"))
    return rng.choice(
        (
            f"@@INLINE_CODE_{number}@@", f"@@CODE_BLOCK_{number}@@", f"@@IMAGE_{number}@@",
            "{{ name }}", "{name}", "{% raw %}", "${X}", "<X>", "{#x}", ":tada:", "{{< x >}}",
            "%%x%%",
        )
    )  # fmt: skip


_INLINE: tuple[Make, ...] = (
    *[lambda rng, depth: text(rng)] * 5,
    *[_link] * 4,
    *[_code] * 2,
    _markup,
    _html,
    _held,
    lambda rng, depth: rng.choice(words.HOSTILE),
    lambda rng, depth: directive(rng),
    lambda rng, depth: "  \n" + text(rng),
)


def directive(rng: Random) -> str:
    """A comment that silences a rule, or fails to."""
    word = rng.choice(
        (
            "ignore",
            "ignore-line",
            "ignore-next-line",
            "ignore-file",
            "ignore-start",
            "ignore-end",
            "x",
        )
    )
    rules = ", ".join(rng.choices(words.RULES, k=rng.randint(0, 3)))
    opening, closing = rng.choice(
        (("<!--", "-->"), ("{/*", "*/}"), ("<!--", ""), ("[//]: # (", ")"))
    )
    return f"{opening} transync: {word} {rules} {closing}"

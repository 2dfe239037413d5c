"""Changes to text: blocks, lines and words that are doubled, lost, moved or spoilt."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from tests.fuzz import blocks, inlines, words
from tests.fuzz.byte_mutations import with_other_bytes

# What a text may grow to by changes, in characters.
LARGEST = 24_000

_BREAK = re.compile(r"\n[ \t]*\n")
_NUMBER = re.compile(r"\d+")
_LINK = re.compile(r"\]\([^()\n]*\)")
_WORD = re.compile(r"\w+")
# What stands there, and what is made of it.
_MARKS = (
    (r"```\w*", "", "```", "```bát", "``` x", "````", "\\`\\`\\`", "```json", "```yaml", "~~~"),
    (r"\[!\w+\]", "[!GHI CHÚ]", "[!NOTE ]", "! [NOTE]", "[ !NOTE]", "**NOTE**", "[!note]x", ""),
    (r"`[^`\n]+`", "@@INLINE_CODE_0@@", "`ba()`", "``", "` x `", "«x»", "`a``", "@@CODE_BLOCK_1@@"),
    (r"\*\*", "** ", "*", "", "* *", "__", "＊＊"),
    (r"\|", "||", "", "\\|", "｜", "| |"),
    (r"!\[", "! [", "[", "!", "！["),
    (r"\]\(", "] (", "]（", "](<", "][", "]:("),
    (r"https?://[^\s)>]+", "https://example.com/other", "https://evil\\@example.com", "http:///x"),
    (r"</?\w+", "<", "</", "<b ", "<script", "&lt;p", "< p"),
    (r"(?m)^---$", "", "—", "----", "--- ", "***"),
    (r"(?m)^#+ ", "#", "####### ", "＃ ", "", "> # ", "- "),
    (r'"[\w-]+": ', '"khóa": ', "", '"a" : ', '"'),
)

Change = Callable[[Random, str, Sequence[str]], str]


def mutated(rng: Random, data: bytes, others: Sequence[str]) -> bytes:
    """The bytes of a page with one change; `others` are pages to take blocks from."""
    if rng.random() < 0.12:
        return with_other_bytes(rng, data)
    text = data.decode("utf-8", "surrogateescape")
    changed = rng.choice(_OF_TEXT)(rng, text, others)
    return words.encoded(changed[:LARGEST])


def _split(text: str) -> list[str]:
    return _BREAK.split(text)


def _of_blocks(change: Callable[[Random, list[str], Sequence[str]], None]) -> Change:
    def changed(rng: Random, text: str, others: Sequence[str]) -> str:
        parts = _split(text)
        change(rng, parts, others)
        return "\n\n".join(parts)

    return changed


def _double(rng: Random, parts: list[str], others: Sequence[str]) -> None:
    at = rng.choice((0, rng.randrange(len(parts))))
    parts[at:at] = [parts[at]] * rng.choice((1, 1, 1, 2, 20))


def _delete(rng: Random, parts: list[str], others: Sequence[str]) -> None:
    at = rng.randrange(len(parts))
    del parts[at : at + words.count(rng, len(parts))]


def _move(rng: Random, parts: list[str], others: Sequence[str]) -> None:
    at = rng.randrange(len(parts))
    moved = parts[at : at + words.count(rng, 5)]
    del parts[at : at + len(moved)]
    to = rng.randrange(len(parts) + 1)
    parts[to:to] = moved


def _turn(rng: Random, parts: list[str], others: Sequence[str]) -> None:
    at = rng.randrange(len(parts))
    to = min(len(parts), at + words.count(rng, 30))
    parts[at:to] = reversed(parts[at:to])


def _add(rng: Random, parts: list[str], others: Sequence[str]) -> None:
    parts.insert(rng.randrange(len(parts) + 1), blocks.block(rng))


def _splice(rng: Random, parts: list[str], others: Sequence[str]) -> None:
    other = _split(rng.choice(others)) if others else [""]
    at = rng.randrange(len(other))
    to = rng.randrange(len(parts) + 1)
    parts[to:to] = other[at : at + words.count(rng, 8)]


def _wrap(rng: Random, parts: list[str], others: Sequence[str]) -> None:
    at = rng.randrange(len(parts))
    inside = parts[at]
    parts[at] = rng.choice(
        (
            "> " + inside.replace("\n", "\n> "),
            "- " + inside.replace("\n", "\n  "),
            "1. - " + inside.replace("\n", "\n     "),
            f"| a | b |\n| --- | --- |\n| {inside.replace(chr(10), ' ')} | x |",
            f"<details>\n\n{inside}\n\n</details>",
            f"<div>{inside}</div>",
            f"```\n{inside}\n```",
            f"<!-- {inside} -->",
            "    " + inside.replace("\n", "\n    "),
            "# " + inside,
            f"**{inside}**",
            f"[{inside}](x.md)",
            f"$$\n{inside}\n$$",
            f"[^1]: {inside}",
        )
    )


def _silence(rng: Random, parts: list[str], others: Sequence[str]) -> None:
    parts.insert(rng.randrange(len(parts) + 1), inlines.directive(rng))


def _join(rng: Random, parts: list[str], others: Sequence[str]) -> None:
    if len(parts) > 1:
        at = rng.randrange(len(parts) - 1)
        parts[at : at + 2] = [rng.choice(("\n", "", " ")).join(parts[at : at + 2])]


def _lines(rng: Random, text: str, others: Sequence[str]) -> str:
    """Lines that are doubled, lost, moved, or put deeper."""
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    match rng.randrange(5):
        case 0:
            lines[at:at] = [lines[at]] * rng.choice((1, 2, 30))
        case 1:
            del lines[at : at + words.count(rng, 10)]
        case 2:
            lines.insert(rng.randrange(len(lines)), lines.pop(at))
        case 3:
            lines[at] = rng.choice(("  ", "\t", "    ", "> ", "- ", "| ", "# ", "\\")) + lines[at]
        case _:
            lines[at] = lines[at].rstrip("|").rpartition("|")[0]
    return "\n".join(lines)


def _words(rng: Random, text: str, others: Sequence[str]) -> str:
    """Another word in place of one, or of one wherever it stands."""
    found = list(_WORD.finditer(text))
    if not found:
        return text
    match = rng.choice(found)
    new = rng.choice(
        (rng.choice(words.HOSTILE), words.text(rng), "", match[0] * 2, match[0].swapcase())
    )
    if rng.random() < 0.2 and len(match[0]) > 1:
        return text.replace(match[0], new)
    return text[: match.start()] + new + text[match.end() :]


def _links(rng: Random, text: str, others: Sequence[str]) -> str:
    found = list(_LINK.finditer(text))
    if not found:
        return text + "\n\n" + inlines.inline(rng)
    match = rng.choice(found)
    new = rng.choice(
        (
            f"]({words.target(rng)})",
            f"] {match[0][1:]}",
            "]",
            match[0][:-1],
            match[0] + match[0],
            "",
        )
    )
    return text[: match.start()] + new + text[match.end() :]


def _numbers(rng: Random, text: str, others: Sequence[str]) -> str:
    found = list(_NUMBER.finditer(text))
    if not found:
        return text
    match = rng.choice(found)
    new = rng.choice(
        ("0", "-1", "9" * 30, "9" * 5000, "1e400", "٣", "²", "NaN", "0x10", str(2**63), "")
    )
    return text[: match.start()] + new + text[match.end() :]


def _marks(rng: Random, text: str, others: Sequence[str]) -> str:
    """A mark as translators spoil it: of a block of code, an alert, code, bold text, a cell."""
    old, *ways = rng.choice(_MARKS)
    found = list(re.finditer(old, text))
    if not found:
        return text
    match = rng.choice(found)
    return text[: match.start()] + rng.choice(ways) + text[match.end() :]


def _insert(rng: Random, text: str, others: Sequence[str]) -> str:
    at = rng.choice((0, len(text), rng.randrange(len(text) + 1)))
    new = rng.choice((rng.choice(words.HOSTILE), inlines.inline(rng), blocks.block(rng)))
    return text[:at] + new + text[at:]


def _cut(rng: Random, text: str, others: Sequence[str]) -> str:
    at = rng.randrange(len(text) + 1)
    return rng.choice((text[:at], text[at:], text[:at] + text[at + words.count(rng, 200) :]))


def _again(rng: Random, text: str, others: Sequence[str]) -> str:
    """A piece of the text many times."""
    at = rng.randrange(len(text) + 1)
    piece = text[at : at + words.count(rng, 60)]
    times = rng.choice((2, 10, 100, 1000))
    return text[:at] + piece * min(times, LARGEST // (len(piece) + 1)) + text[at:]


def _ends(rng: Random, text: str, others: Sequence[str]) -> str:
    match rng.randrange(6):
        case 0:
            return text.replace("\n", "\r\n")
        case 1:
            return text.replace("\n", "\r")
        case 2:
            return "".join(c if c != "\n" else rng.choice(("\n", "\r\n", "\r")) for c in text)
        case 3:
            return text.rstrip("\n")
        case 4:
            return "\ufeff" + text
        case _:
            return text.replace("\n", rng.choice(("\u2028", "\x85", "\x0b", "\x0c", "\n\n", " ")))


def _front(rng: Random, text: str, others: Sequence[str]) -> str:
    return blocks.front_matter(rng) + "\n" + text


def _new(rng: Random, text: str, others: Sequence[str]) -> str:
    return rng.choice((blocks.page(rng), "", "\n", rng.choice(others) if others else " "))


_OF_TEXT: tuple[Change, ...] = (
    *[_of_blocks(_double)] * 2,
    *[_of_blocks(_delete)] * 2,
    *[_of_blocks(_move)] * 2,
    _of_blocks(_turn),
    *[_of_blocks(_add)] * 4,
    *[_of_blocks(_splice)] * 2,
    *[_of_blocks(_wrap)] * 2,
    _of_blocks(_silence),
    _of_blocks(_join),
    *[_lines] * 3,
    *[_words] * 3,
    *[_links] * 2,
    _numbers,
    *[_marks] * 3,
    *[_insert] * 2,
    _cut,
    _again,
    _ends,
    _front,
    _new,
)

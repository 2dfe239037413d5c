"""Whether a code span is code that a reader types, or a word in backticks."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

_PLACEHOLDER = re.compile(r"<[^<>]*>")
_TO_FILL_IN = re.compile(
    r"(?i)(?<![a-z])(?:your|my|example|file-?name|name|path/to|x{3,})(?![a-z])"
)
_WORDS = re.compile(r"[^\W_]++(?:[_-][^\W_]++)*+")
_NOT_CODE = re.compile(r"[^\x20-\x7e]|[\[\]!?,;]|\.\Z")
# A path, a flag, a call, a variable, a constant, camel case, a file's or a dotted name, a version.
_WORD = re.compile(
    r"[.~]?/\S*+|\S++(?<=./)|\S[^\s/]*+/[^\s._-]*+[._-]\S*+|--?[a-z]\S*+"
    r"|(?:[^\s(]|\((?!\)))*+\(\)\S*+|\$\w++|[^\W_]*+_\w++|[a-z]++[A-Z]\w*+"
    r"|[A-Z][a-z]++[A-Z]\w*+|\.[a-z][\w-]*+|\.?+[\w-]++(?:\.[\w-]++)++"
)
# A tag, unless it may as well be a word to fill in.
_TAG = re.compile(r"<(?P<end>/)?(?P<name>[A-Za-z][\w.:-]*+)(?P<rest>[^<>]*+)>", re.ASCII)
_ELEMENTS = frozenset({
    "body", "br", "div", "head", "hr", "html", "iframe", "img", "li", "meta", "nav", "ol", "script",
    "slot", "span", "style", "svg", "tbody", "td", "template", "th", "thead", "tr", "ul",
})  # fmt: skip
_VALUE = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_COMMANDS = frozenset({
    "apt", "apt-get", "az", "azd", "brew", "bun", "cargo", "cd", "choco", "code", "conda", "curl",
    "deno", "docker", "dotnet", "func", "gh", "git", "go", "helm", "java", "kubectl", "make",
    "mkdir", "mvn", "node", "npm", "npx", "ollama", "php", "pip", "pip3", "pnpm", "poetry", "pwsh",
    "pytest", "python", "python3", "ruby", "sudo", "terraform", "uv", "winget", "yarn",
})  # fmt: skip
_TOKEN = re.compile(r"[\x21-\x7e]+")
_LONGEST_KNOWN = 40


def code_span(text: str) -> str:
    """A code span with its placeholders emptied; nothing for what does not look like code."""
    if text.startswith("<") and (tag := _tag(text)):
        return tag
    span = _PLACEHOLDER.sub("<>", text)
    if _NOT_CODE.search(span):
        return ""
    command, _, rest = span.partition(" ")
    is_code = command in _COMMANDS if rest else _WORD.fullmatch(span)
    return span if is_code else ""


def _tag(text: str) -> str:
    """A tag without the values of its attributes; nothing for any other text."""
    found = _TAG.fullmatch(text)
    if found is None:
        return ""
    rest = _VALUE.sub('""', found["rest"])
    is_sure = found["end"] or rest.endswith("/") or "=" in rest or found["name"] in _ELEMENTS
    if not is_sure or not rest.isascii():
        return ""
    return f"<{found['end'] or ''}{found['name']}{' '.join(rest.replace('/', ' /').split())}>"


def plain_code(text: str) -> tuple[str, ...]:
    """What looks like code in a text without backticks; of commands, the first word."""
    found: dict[str, None] = {}
    for token in dict.fromkeys(_TOKEN.findall(text)):
        read = _known_code if len(token) <= _LONGEST_KNOWN else _code_in
        if word := read(token):
            found[word] = None
    return tuple(found)


def _code_in(token: str) -> str:
    """What of a run of characters looks like code; nothing for a word."""
    word = token
    if not word.isalpha():
        word = word.strip("\"'(),:;!?*").removesuffix(".")
    # Words that are written like any other, which most are, need not be held against a pattern.
    is_like_others = (word.islower() or word.istitle()) and word.isalpha()
    is_code = word in _COMMANDS or (not is_like_others and _WORD.fullmatch(word))
    return word if is_code else ""


# The same words stand in all pages.
_known_code = lru_cache(2**14)(_code_in)


def is_plain(span: str, plain: Collection[str]) -> bool:
    """Whether the code is among what stands there without backticks."""
    return span in plain or span.partition(" ")[0] in plain


def is_to_fill_in(span: str) -> bool:
    """Whether a span has words that stand for the reader's own."""
    return _TO_FILL_IN.search(span) is not None


def skeleton(span: str) -> str:
    """What is left of a span when the words are taken out that lead to a slash, an at or a dot."""
    last_slash = span.rfind("/")

    def without_word(found: re.Match[str]) -> str:
        end = found.end()
        is_part = end <= last_slash or span.startswith(("@", "."), end)
        if is_part:
            return ""
        return found[0]

    return _WORDS.sub(without_word, span)

"""Code without what a translator may change: comments and string literals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from transync.documents.commands_in_text import commands_in
from transync.documents.parse.code_in_text import Strings, addresses_in, is_address, pieces_of
from transync.documents.parse.commands import (
    command_in,
    hosts_in,
    language_of_document,
    may_run_strings,
    operators_in,
)
from transync.documents.parse.data_commands import (
    DATA,
    EmbeddedCommand,
    may_hold_commands,
)
from transync.documents.parse.data_keys import line_with_keys
from transync.documents.parse.jsx import without_texts
from transync.documents.parse.lexical import (
    FAMILY,
    LANGUAGES,
    STRINGS,
    WORDS_OF_SHELL,
    part_of,
)
from transync.documents.parse.lexical_rules import Part
from transync.documents.parse.logical_lines import code_lines
from transync.documents.parse.math import kept
from transync.documents.parse.mermaid import diagram_lines
from transync.documents.parse.unnamed_code import unmarked_commands

_SHELLS = frozenset(name for name, family in FAMILY.items() if family in ("bash", "dockerfile"))
_NAME = re.compile(r"[A-Za-z0-9+#-]+")
_PROMPT = re.compile(r"^[^\S\n]*(?:\$|PS[^>\n]*>|>>>) ", re.MULTILINE)
# Code in strings in code in strings, and so on, is compared as it is below that.
_DEEPEST = 3
# What is longer is seldom the same.
_LONGEST_KNOWN = 200
# How strings of other kinds begin: other rules hold for what is in them.
_KIND = re.compile(r"\$'|@\$?(?=\")|\$++@?(?=\")|\b[bc]?r#*+(?=[\"'])|#++(?=\")")
# Quotes of shells, and what begins a command behind what turns out to be the end of a string.
_QUOTE = re.compile("[\"'‘’‚‛“”„]")
_BEGINNING = re.compile(r"[;&|\n`]|[$<>]\(")


def bare_lines(content: str, info: str) -> list[tuple[int, str]]:
    """The lines of code by their number from 0, without strings and comments.

    A string keeps the code that it holds, and the addresses. Lines of which nothing is left are
    left out, so that a comment may take more lines. A session with a prompt shows what commands
    print, which is no code either, and of a language that is not known here, nothing is.
    """
    language = _language(info)
    if language in DATA:
        return _data_lines(content, language)
    if language == "math":
        return [(n, kept(line)) for n, line in enumerate(content.split("\n")) if line.strip()]
    if language == "mermaid":
        return sorted({**dict(_address_lines(content)), **dict(diagram_lines(content))}.items())
    if not info.strip():
        return _unnamed_lines(content)
    if language not in LANGUAGES or _has_prompt(content):
        return _address_lines(content)
    if FAMILY[language] == "jsx":
        content = without_texts(content)
    return code_lines(_bare(content, language), language)


def _address_lines(content: str) -> list[tuple[int, str]]:
    """The addresses on each line of what may be code, of which no more is known."""
    if "://" not in content:
        return []
    lines = enumerate(content.split("\n"))
    found = ((number, set(pieces_of(line, Strings.PLAIN))) for number, line in lines)
    return [(number, " ".join(sorted(addresses))) for number, addresses in found if addresses]


def _unnamed_lines(content: str) -> list[tuple[int, str]]:
    """The addresses and the commands in what may be code of a shell, or no code at all."""
    found = dict(_address_lines(content))
    for first, command in unmarked_commands(content):
        lines = code_lines(_bare(command, "bash"), "bash")
        found.update((first + number, line) for number, line in lines)
    return sorted(found.items())


def _data_lines(content: str, language: str) -> list[tuple[int, str]]:
    """The keys, the addresses and the commands on each line of data that has any."""
    keys, commands = DATA[language]
    found = dict(keys(content))
    if "://" in content:
        for number, line in enumerate(content.split("\n")):
            if addresses := addresses_in(line):
                found[number] = " ".join((found.get(number, ""), *addresses))
    if may_hold_commands(content):
        for command in commands(content):
            for number, line in _command_lines(command):
                found[number] = f"{found.get(number, '')}\3{line}"
    return sorted(found.items())


def _command_lines(command: EmbeddedCommand) -> Iterator[tuple[int, str]]:
    """The lines of a command by their numbers in the data, without strings and comments."""
    is_known = command.language in LANGUAGES
    text = _bare(command.code, command.language) if is_known else command.code
    for number, line in code_lines(text, command.language):
        yield command.line + number * command.has_lines, line


def _with_keys(content: str, language: str) -> str:
    """Data with nothing but its keys, addresses and commands."""
    lines = dict(_data_lines(content, language))
    return "\n".join(lines.get(number, "") for number in range(content.count("\n") + 1))


def language_named(info: str) -> str:
    """A language by one name, whichever it is called by; nothing where it is not known here."""
    language = _language(info)
    if language in DATA:
        return FAMILY.get(language) or language
    return FAMILY.get(language, "")


def line_with_texts(source: str, translation: str, info: str) -> str:
    """A line of code with the strings and comments of its translation, if that has as many.

    Of data, the translation with the keys of the source.
    """
    language = _language(info)
    if language in DATA:
        return line_with_keys(source, translation)
    pattern = LANGUAGES.get(language)
    if pattern is None:
        return source
    texts = _texts(pattern, translation)
    if _marks(_texts(pattern, source)) != _marks(texts):
        return source
    remaining = iter(texts)

    def translated(found: re.Match[str]) -> str:
        if _is_text(found):
            return next(remaining)
        return found[0]

    return pattern.sub(translated, source)


def _texts(pattern: re.Pattern[str], line: str) -> list[str]:
    """The strings and comments of a line."""
    return [found[0] for found in pattern.finditer(line) if _is_text(found)]


def _marks(texts: Sequence[str]) -> list[str]:
    """What each begins with."""
    return [text[0] for text in texts]


def _is_text(found: re.Match[str]) -> bool:
    return part_of(found) in (Part.COMMENT, Part.STRING)


def _has_prompt(content: str) -> bool:
    return ("$ " in content or "> " in content) and _PROMPT.search(content) is not None


def _language(info: str) -> str:
    found = _NAME.search(info)
    if found:
        return found[0].lower()
    return ""


def _bare(code: str, language: str, depth: int = 0) -> str:
    """Code with a mark for each string, which has the code that the string holds."""
    may_run = depth < _DEEPEST and may_run_strings(code)
    # Behind a word to fill in that has a quote, a shell may take texts for code.
    is_shifted = False

    def blank(found: re.Match[str]) -> str:
        nonlocal is_shifted
        text, part = found[0], part_of(found)
        if is_shifted and _may_be_code(text, part):
            return text
        if part is Part.STRING:
            is_shifted = is_shifted or (text[0] == "<" and _QUOTE.search(text) is not None)
            kind = _KIND.match(text)
            return f"\0{kind[0] if kind else ''}{held(text)}{command(found) if may_run else ''}"
        if part is Part.COMMENT:
            if depth:
                return text
            # A shell that is typed into may take a comment for a command.
            typed = commands_in(text) if FAMILY[language] == "bash" else ()
            return "".join(f"\1{each}\1" for each in typed) + "\n" * text.count("\n")
        if part is Part.EXPANSION:
            return text[:2] + WORDS_OF_SHELL.sub(blank, text[2:])
        if part is Part.SHELL_LINE:
            return _bare(text, "bash", depth)
        if part is Part.DOCUMENT:
            return document(found)
        return text

    def document(found: re.Match[str]) -> str:
        body, head, quote = found["body"], found["head"], found["quote"]
        mark = found[0][: found.start("quote") - found.start()] + ("\0" if quote else found["end"])
        other = language_of_document(_logical_line(found.string, found.start(), found.end("head")))
        held_code = held("<<" + body)
        if other in LANGUAGES:
            held_code = held_code.rstrip("\n") + _bare(body, other, depth)
        elif other in DATA:
            held_code = held_code.rstrip("\n") + _with_keys(body, other)
        return f"{mark}{_bare(head, language, depth)}\n\0{held_code}"

    def command(found: re.Match[str]) -> str:
        run = command_in(found, language in _SHELLS)
        if run is None:
            return ""
        name = run[0] or language
        bare = _bare(run[1], name, depth + 1) if name in LANGUAGES else run[1]
        return f"\2{_on_one_line(bare, name)}\2"

    def held(text: str) -> str:
        return (_held if len(text) > _LONGEST_KNOWN else _known_held)(text, language, depth)

    return LANGUAGES[language].sub(blank, code)


def _held(text: str, language: str, depth: int) -> str:
    """The code, the addresses and the hosts that a string holds, and its line ends."""
    pieces = pieces_of(text, STRINGS[language])
    if depth < _DEEPEST:
        pieces = [p if is_address(p) else _bare(p, language, depth + 1) for p in pieces]
    pieces += operators_in(text) if language in _SHELLS else ()
    pieces += (*hosts_in(text), *commands_in(text))
    spellings = {_on_one_line(piece, language) for piece in pieces}
    return "".join(f"\1{piece}\1" for piece in sorted(spellings)) + "\n" * text.count("\n")


# Most strings of code are the same in all translations of a page.
_known_held = lru_cache(2**12)(_held)


def _may_be_code(text: str, part: Part) -> bool:
    """Whether a text would have a command in it if a string ended, or began, before it."""
    if part in (Part.COMMENT, Part.DOCUMENT) and not _QUOTE.search(text):
        return False
    return _BEGINNING.search(text) is not None


def _on_one_line(text: str, language: str) -> str:
    return "\4".join(line for _, line in code_lines(text, language))


def _logical_line(text: str, start: int, end: int) -> str:
    """The line of code that ends in one place, from its beginning above another one."""
    start = text.rfind("\n", 0, start) + 1
    while text[max(0, start - 2) : start] == "\\\n":
        start = text.rfind("\n", 0, start - 1) + 1
    return text[start:end]

"""The texts in flowcharts of Mermaid, and whether it can read them."""

from __future__ import annotations

import re

# What begins a label behind a node, and what ends it.
_FORMS = {
    "(((": ")))", "((": "))", "([": "])", "[(": ")]", "[[": "]]", "{{": "}}",
    "[/": "]", "[\\": "]", "[": "]", "(": ")", "{": "}",
}  # fmt: skip
_OPENING = re.compile(r"(?<=[\w)\]}])(?:\({3}|\({2}|\(\[|\[\(|\[\[|\{\{|\[/|\[\\|[\[({])|@\{|\|")
_BRACKET = re.compile(r"[\[({\])}]")
# A text without quotes can't have these, nor can one with quotes have another quote.
_BREAKING = re.compile(r"[\[\](){}\"]")
_QUOTED = re.compile(r"\"[^\"]*+\"")
_INLINE = re.compile(
    r"(?<![-=.<])(?P<start>--|==|-\.)(?=[ \t]+[^\s>])[^\n]{0,80}?[ \t](?P<end>--+>?|==+>?|\.-+>?)"
)
# Behind the form of a node or the text of an arrow that Mermaid can't read.
BROKEN = "!"


def without_labels(line: str) -> str:
    """A line of a flowchart with `\\0` and the form of each label in the place of its text."""
    parts, at = list[str](), 0
    while found := _OPENING.search(line, at):
        parts.append(line[at : found.start()])
        opening = found[0]
        if opening == "|":
            end = _end_of_text(line, found.end())
            text = line[found.end() : end].strip()
            parts.append(_broken(text))
            at = end + 1
            continue
        if opening == "@{":
            end = line.find("}", found.end())
            at = len(line) if end < 0 else end + 1
            parts.append("\0@")
            continue
        end, text = _label(line, found.end(), _FORMS[opening])
        parts.append(f"\0{opening}{_broken(text)}")
        at = end
    parts.append(line[at:])
    return _INLINE.sub(r"\g<start>\g<end>", "".join(parts))


def has_broken_label(line: str) -> bool:
    """Whether a line of a flowchart has a text that Mermaid can't read."""
    return BROKEN in without_labels(line)


def _broken(text: str) -> str:
    if not text or _QUOTED.fullmatch(text):
        return ""
    return BROKEN if _BREAKING.search(text) else ""


def _label(line: str, start: int, closing: str) -> tuple[int, str]:
    """Where a label ends that begins behind its bracket, and its text."""
    quoted = _QUOTED.match(line, start)
    if quoted and line.startswith(closing, quoted.end()):
        return quoted.end() + len(closing), quoted[0]
    depth = len(closing)
    for found in _BRACKET.finditer(line, start):
        depth += 1 if found[0] in "[({" else -1
        if depth == 0:
            text = line[start : found.end() - len(closing)]
            return found.end(), text.strip(" /\\")
    return len(line), line[start:]


def _end_of_text(line: str, start: int) -> int:
    end = line.find("|", start)
    return len(line) if end < 0 else end

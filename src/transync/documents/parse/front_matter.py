"""YAML front matter -> its keys, and which values a translator has to keep."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from transync.documents.front_matter import FrontMatter, FrontMatterValue, ValueKind
from transync.documents.parse.digest import digest
from transync.documents.url import cleaned, parse_url

if TYPE_CHECKING:
    from yaml import Node, ScalarNode

# Comments hold a Co-op Translator record, and directives to transync.
_START = r"\A((?:\s*+<!--(?:(?!-->).)*+-->)++\s*\n)?(?P<dashes>---[ \t]*\n)"
_CLOSED = re.compile(
    _START + r"(?P<yaml>[ \t]*[^\s:#>|*-][^:\n]*:(?:[ \t][^\n]*)?\n(?:.*?\n)??)"
    r"(?P<end>(?:---|\.\.\.)[ \t]*(?:\n|\Z))",
    re.DOTALL,
)
# What nobody closed ends at the first empty line, and must have two keys at least: a paragraph
# below a line of dashes may well begin with a word and a colon.
_UNCLOSED = re.compile(
    _START
    + r"(?P<yaml>(?:[A-Za-z_][\w-]*+:(?:[ \t][^\n]*+)?+\n(?:[ \t-][^\n]*+\n)*+){2,}+)(?=\n|#|\Z)",
    re.DOTALL,
)
# PyYAML reads 100 KB a second, and nobody writes a tenth of that by hand.
_LARGEST = 32 * 2**10
_DEEPEST = 20
_LONGEST_NUMBER = 40
# With a scheme or without.
_ADDRESS = re.compile(
    r"(?:(?<![\w+.-])[A-Za-z][\w+.-]{0,30}+:)?(?<![/\\])[/\\]{2}[^\s\"'<>,{}\[\]]++"
)
# PyYAML does not expect all that can be written: `!!int "_"`, or an escape beyond Unicode.
_UNEXPECTED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
_KINDS = {
    "tag:yaml.org,2002:int": ValueKind.NUMBER,
    "tag:yaml.org,2002:float": ValueKind.NUMBER,
    "tag:yaml.org,2002:timestamp": ValueKind.DATE,
    "tag:yaml.org,2002:null": ValueKind.NOTHING,
}


class _NoValueError(Exception):
    """A value with a tag that says what it is not: what is written, and on which line."""

    def __init__(self, node: ScalarNode, line: int) -> None:
        written = node.value[:_LONGEST_NUMBER]
        super().__init__(f"{written!r} is no {node.tag.rpartition(':')[2]}")
        self.line = line


class Split(NamedTuple):
    """Front matter, its YAML, and the rest of a text, with empty lines so that numbers stay."""

    front_matter: FrontMatter | None
    text: str
    yaml: str = ""


def split_front_matter(text: str) -> Split:
    """The front matter that a Markdown text begins with, and the rest of it."""
    closed, unclosed = _CLOSED.match(text), None
    # The next line of dashes may stand far below the text that should not be part of it.
    if closed is None or "\n\n" in closed["yaml"]:
        unclosed = _UNCLOSED.match(text)
    if closed:
        found, facts = closed, _read(closed["yaml"], _first_line(closed))
        if unclosed and facts.fault:
            found, facts = unclosed, _unclosed(unclosed)
    elif unclosed:
        found, facts = unclosed, _unclosed(unclosed)
    else:
        return Split(None, text)
    start, end = found.start("dashes"), found.end()
    yaml = text[start:end]
    facts = facts._replace(digest=digest(yaml), servers=_servers(yaml))
    rest = text[:start] + "\n" * text.count("\n", start, end) + text[end:]
    return Split(facts, rest, yaml)


def _servers(yaml: str) -> tuple[str, ...]:
    """The servers of all addresses in a text, each once."""
    if "//" not in yaml and "\\" not in yaml:
        return ()
    found = map(_server, _ADDRESS.findall(yaml))
    return tuple(sorted(set(filter(None, found))))


def _first_line(found: re.Match[str]) -> int:
    return found.string.count("\n", 0, found.start("dashes")) + 1


def _unclosed(found: re.Match[str]) -> FrontMatter:
    line = _first_line(found)
    return FrontMatter(line, fault="no line of dashes ends it", fault_line=line)


def _read(text: str, line: int) -> FrontMatter:
    """What stands in front matter below the dashes at `line`; whatever it is, no exception."""
    from yaml import MappingNode, SafeLoader, YAMLError, compose

    if len(text) > _LARGEST:
        return FrontMatter(line, is_known=False)
    try:
        # Nodes and not values: tags construct nothing, and an alias is the node that it names.
        node = compose(text, Loader=SafeLoader)
    except YAMLError as error:
        reason = getattr(error, "problem", None) or "characters that it may not hold"
        at = line + 1
        if mark := getattr(error, "problem_mark", None):
            at += min(mark.line, text.count("\n") - 1)
        return FrontMatter(line, fault=f"no YAML: {reason}", fault_line=at)
    except RecursionError:
        return FrontMatter(line, is_known=False)
    except _UNEXPECTED:
        return FrontMatter(line, fault="no YAML", fault_line=line + 1)
    if not isinstance(node, MappingNode):
        return FrontMatter(line, fault="YAML, but no keys with values", fault_line=line + 1)
    if any(map(_is_odd, (key for key, _ in node.value))):
        return FrontMatter(line, is_known=False)
    try:
        return FrontMatter(line, tuple(_values(node, (), line + 1, set(), line + 1)))
    except _NoValueError as error:
        return FrontMatter(line, fault=f"no YAML: {error}", fault_line=error.line)


def _values(
    node: Node, path: tuple[str, ...], first: int, seen: set[int], line: int
) -> Iterator[FrontMatterValue]:
    """The value at a path and all below it, each once, however many aliases name it."""
    from yaml import MappingNode, ScalarNode, SequenceNode

    if isinstance(node, ScalarNode):
        kind, value = _scalar(node)
        if value is None:
            raise _NoValueError(node, line)
        yield FrontMatterValue(path, kind, value, line)
        return
    is_odd = isinstance(node, MappingNode) and any(map(_is_odd, (key for key, _ in node.value)))
    if id(node) in seen or is_odd or len(path) > _DEEPEST:
        yield FrontMatterValue(path, ValueKind.UNKNOWN, "", line)
        return
    seen.add(id(node))
    if isinstance(node, SequenceNode):
        yield FrontMatterValue(path, ValueKind.LIST, str(len(node.value)), line)
        for number, item in enumerate(node.value):
            at = first + item.start_mark.line
            yield from _values(item, (*path, f"[{number}]"), first, seen, at)
    elif isinstance(node, MappingNode):
        if path:
            yield FrontMatterValue(path, ValueKind.KEYS, "", line)
        times: Counter[str] = Counter()
        for key, value in node.value:
            name = key.value
            times[name] += 1
            if times[name] > 1:
                name = f"{name} ({times[name]})"
            at = first + key.start_mark.line
            yield from _values(value, (*path, name), first, seen, at)


def _is_odd(key: Node) -> bool:
    """Whether a key is none: one that merges other keys, or a template such as `{{ title }}`."""
    return not isinstance(key.value, str) or key.value == "<<"


def _scalar(node: ScalarNode) -> tuple[ValueKind, str | None]:
    """What kind of value it is, and what it is unless it is a text; None where it is no such value.

    Of a text in quotes, that of the number or date which it would be without them; of an address,
    the server.
    """
    from yaml import ScalarNode as Scalar

    written = node.value
    if not written.strip():
        return ValueKind.NOTHING, ""
    kind = _kind(node)
    if kind is ValueKind.NOTHING:
        return kind, ""
    if kind is not ValueKind.TEXT:
        return kind, _normal(node)
    if address := _server(written):
        return kind, address
    if len(written) > _LONGEST_NUMBER:
        return kind, ""
    plain = Scalar(_plain_tag(written), written)
    if _kind(plain) in (ValueKind.TEXT, ValueKind.NOTHING):
        return kind, ""
    return kind, _normal(plain)


def _server(written: str) -> str:
    """Scheme and host of a text that is an address of the web and nothing else."""
    address = written.strip()
    if "//" not in address or len(address.split()) > 1:
        return ""
    url = parse_url(cleaned(address))
    if url:
        return "/".join(url.place.split("/")[:3])
    return ""


def _kind(node: ScalarNode) -> ValueKind:
    if node.tag == "tag:yaml.org,2002:bool" and node.value.lower() in ("true", "false"):
        # That `no` and `on` are the same as `false` and `true` is news to most authors.
        return ValueKind.BOOLEAN
    return _KINDS.get(node.tag, ValueKind.TEXT)


def _normal(node: ScalarNode) -> str | None:
    """A number, a boolean or a date, however it is written.

    What only looks like one is as it is written; None where a tag says that it is one.
    """
    from yaml.constructor import SafeConstructor

    try:
        value = SafeConstructor().construct_object(node)
        if isinstance(value, datetime) and value.tzinfo:
            value = value.astimezone(UTC)
        # As YAML writes it, not Python.
        if isinstance(value, bool):
            return str(value).lower()
        return str(value)
    except _UNEXPECTED:
        if _is_untagged(node):
            return str(node.value)
        return None


def _is_untagged(node: ScalarNode) -> bool:
    """Whether the value has its type from how it is written, and not from a tag."""
    return not node.style and _plain_tag(node.value) == node.tag


def _plain_tag(written: str) -> str:
    """The tag that a value has which is written without one, and without quotes."""
    from yaml import SafeLoader, ScalarNode

    tag: str = SafeLoader("").resolve(ScalarNode, written, (True, False))  # type: ignore[no-untyped-call]
    return tag

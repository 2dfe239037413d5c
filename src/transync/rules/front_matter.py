"""The front matter is not the source's: a key lost or added, a value changed, or no YAML.

Site generators read their settings from the YAML above a text. Titles, descriptions and other
texts are translated, and paths may be re-based; keys, numbers, booleans, dates and the number of
items in a list stay, and so does the server of an address. A translation may name its own language
(`lang`, `language`, `locale`, `dir`).

Fails: `weight: 3` became `weight: ba`; `title: Hướng dẫn: bắt đầu`, whose second colon makes
it no YAML; `draft: true` is missing; `redirect_to: https://example.com/` leads to another host.

Passes: `title: "Hướng dẫn: bắt đầu"` above `weight: 3` and `draft: true`.

What to do: restore the key or the value that the source has; put texts with a colon in quotes.
`transync fix` restores numbers, booleans and dates, and the names of keys that stand in the same
place among the others.
"""

from collections.abc import Iterator, Mapping

from transync import repairs
from transync.comparison.comparison import Comparison
from transync.comparison.front_matter import OWN_KEYS, KeyPair, compare_values
from transync.documents.front_matter import FrontMatter, FrontMatterValue, ValueKind
from transync.model import Problem, Severity
from transync.rules._groups import Group

GROUP = Group.STRUCTURE
SEVERITY = Severity.ERROR
_IDENTITY = "front matter"


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    source = comparison.source.document.front_matter
    there = comparison.translation.document.front_matter
    if source and (source.fault or not source.is_known):
        return
    if source and there is None:
        message, line = "the front matter is missing", comparison.line_of(1)
        yield Problem(message, line, source_line=source.line, identity=_IDENTITY, is_absent=True)
    elif source and there and there.fault:
        message, line = "the front matter can't be read", there.fault_line
        identity = f"{_IDENTITY} {there.digest}"
        yield Problem(message, line, detail=there.fault, source_line=source.line, identity=identity)
    elif there and not there.is_known:
        message, line = "the front matter can't be compared", there.line
        detail = "nested too deeply, longer than 32 KB, or with keys that are none"
        yield Problem(message, line, detail=detail, identity=f"{_IDENTITY} {there.digest}")
    elif source and there:
        lines = {value.path: value.line for value in reversed(there.values)}
        for pair in compare_values(source.values, there.values):
            for problem in _difference(pair, there, lines):
                yield problem._replace(fix=repairs.front_matter.restore_entry(comparison, pair))
    elif there and any(value.path not in OWN_KEYS for value in there.values):
        message = "front matter that the source does not have"
        yield Problem(message, there.line, identity=f"{_IDENTITY} {there.digest}")


def _difference(
    pair: KeyPair, there: FrontMatter, lines: Mapping[tuple[str, ...], int]
) -> Iterator[Problem]:
    """What differs; `lines` are those of the translation's keys."""
    value, given = pair
    if value and given:
        message, detail = _change(value, given)
        # Not the source's value: that may change, and the fault stays the same.
        identity = "\n".join((message, *given.path, given.value))
        line, source_line = given.line, value.line
        yield Problem(message, line, detail=detail, source_line=source_line, identity=identity)
    elif value:
        message = f"the key {_name(value)} is missing"
        line = lines.get(value.path[:-1], there.line)
        yield Problem(message, line, source_line=value.line, is_absent=True)
    elif given and given.path not in OWN_KEYS:
        yield Problem(f"the key {_name(given)} is not in the source", given.line)


def _change(value: FrontMatterValue, given: FrontMatterValue) -> tuple[str, str]:
    """What happened to a value, and what it is now."""
    name = _name(value)
    if value.path != given.path:
        return f"the key {name} has another name", _name(given)
    if given.kind is ValueKind.NOTHING:
        return f"the value of {name} is gone", ""
    if value.kind is given.kind is ValueKind.LIST:
        return f"the list {name} has another length", f"{given.value}, not {value.value}"
    return f"the value of {name} has changed", f"{_shown(given)}, not {_shown(value)}"


def _shown(value: FrontMatterValue) -> str:
    """A value that a translator has to keep; of any other, what it is."""
    if value.kind in (ValueKind.LIST, ValueKind.KEYS):
        return "a list" if value.kind is ValueKind.LIST else "keys"
    return value.value or f"a {value.kind.value}"


def _name(value: FrontMatterValue) -> str:
    return ".".join(value.path).replace(".[", "[")

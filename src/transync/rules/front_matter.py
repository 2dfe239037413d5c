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
from transync.comparison.front_matter import (
    OWN_KEYS,
    KeyPair,
    added_servers,
    all_below,
    compare_values,
)
from transync.documents.front_matter import FrontMatter, FrontMatterValue, ValueKind
from transync.model import Problem, Severity
from transync.rules._groups import Group

GROUP = Group.STRUCTURE
SEVERITY = Severity.ERROR
_IDENTITY = "front matter"


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    source = comparison.source.document.front_matter
    translation = comparison.translation.document.front_matter
    if source and (source.fault or not source.is_known):
        yield from _other_servers(source, translation)
    elif source and translation is None:
        message, line = "the front matter is missing", comparison.line_of(1)
        yield Problem(message, line, source_line=source.line, identity=_IDENTITY, is_absent=True)
    elif source and translation and translation.fault:
        message, line = "the front matter can't be read", translation.fault_line
        identity = f"{_IDENTITY} {translation.digest}"
        yield Problem(
            message, line, detail=translation.fault, source_line=source.line, identity=identity
        )
    elif translation and not translation.is_known:
        message, line = "the front matter can't be compared", translation.line
        detail = "nested too deeply, longer than 32 KB, or with keys that are none"
        yield Problem(message, line, detail=detail, identity=f"{_IDENTITY} {translation.digest}")
    elif source and translation:
        is_different = False
        numbered = list(enumerate(translation.values))
        places = {value.path: number for number, value in reversed(numbered)}
        for pair in compare_values(source.values, translation.values):
            for problem in _difference(pair, translation, places):
                is_different = True
                yield problem._replace(fix=repairs.front_matter.restore_entry(comparison, pair))
        if not source.is_compared and not is_different:
            yield from _other_servers(source, translation)
    elif translation and any(value.path not in OWN_KEYS for value in translation.values):
        message = "front matter that the source does not have"
        yield Problem(message, translation.line, identity=f"{_IDENTITY} {translation.digest}")


def _other_servers(source: FrontMatter, translation: FrontMatter | None) -> Iterator[Problem]:
    """Where addresses lead, which is all that is compared with what nobody could look into."""
    if translation is None:
        return
    for server in added_servers(source, translation):
        message = "an address in the front matter leads where none of the source's does"
        yield Problem(message, translation.line, detail=server, identity=f"{_IDENTITY} {server}")


def _difference(
    pair: KeyPair, front_matter: FrontMatter, places: Mapping[tuple[str, ...], int]
) -> Iterator[Problem]:
    """What differs; `places` say which of the translation's values are those of a key."""
    source, translation = pair
    if source and translation:
        message, detail = _change(source, translation)
        # Not the source's value: that may change, and the fault stays the same.
        identity = "\n".join((message, *translation.path, translation.value))
        line, source_line = translation.line, source.line
        yield Problem(message, line, detail=detail, source_line=source_line, identity=identity)
    elif source:
        message = f"the key {_name(source)} is missing"
        above = places.get(source.path[:-1])
        line = front_matter.line if above is None else front_matter.values[above].line
        yield Problem(message, line, source_line=source.line, is_absent=True)
    elif translation and translation.path not in OWN_KEYS:
        message = f"the key {_name(translation)} is not in the source"
        identity = "\n".join((message, *all_below(front_matter.values, places[translation.path])))
        yield Problem(message, translation.line, identity=identity)


def _change(source: FrontMatterValue, translation: FrontMatterValue) -> tuple[str, str]:
    """What happened to a value, and what it is now."""
    name = _name(source)
    if source.path != translation.path:
        return f"the key {name} has another name", _name(translation)
    if translation.kind is ValueKind.NOTHING:
        return f"the value of {name} is gone", ""
    if translation.kind is ValueKind.UNKNOWN:
        return f"the value of {name} can't be compared", ""
    if source.kind is translation.kind is ValueKind.LIST:
        return f"the list {name} has another length", f"{translation.value}, not {source.value}"
    return f"the value of {name} has changed", f"{_shown(translation)}, not {_shown(source)}"


def _shown(value: FrontMatterValue) -> str:
    """A value that a translator has to keep; of any other, what it is."""
    if value.kind in (ValueKind.LIST, ValueKind.KEYS):
        if value.kind is ValueKind.LIST:
            return "a list"
        return "keys"
    return value.value or f"a {value.kind.value}"


def _name(value: FrontMatterValue) -> str:
    return ".".join(value.path).replace(".[", "[")

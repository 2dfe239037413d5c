"""HTML is missing, added, does not close, or has other attributes.

`<details>` without its end tag hides the rest of the page, a lost `<br>` runs two lines together.
Elements are compared in order, without their texts, targets and anchors. Of links, headings and
emphasis, which may be written in Markdown as well, only the balance of tags is asked for. Without
an empty line behind `</summary>`, readers see the Markdown that follows.

What makes a browser do more than show a text is an error where the source has nothing like it: a
script, a form, a frame, an attribute such as `onclick`, an address from which something is loaded.
HTML is read as browsers read it, whether or not the site that shows the page lets it through.
In `.mdx`, so are expressions in braces, imports and exports, which run when the site is built, and
components, whose names stay, and attributes that say what they load or lead to; in
notebooks, raw cells, outputs and attachments are read alike, and cells of HTML.

Fails: `</details>` is missing; `<img width="80%">` became `<img width="800%">`; `<a href="x.md">`
became `<a href="x.md" onclick="go()">`.

Passes: `<summary>Lösung</summary>`; `<strong>注意：</strong>` for `**Note:**`; `CO₂` for
`CO<sub>2</sub>`; `<your-name>`, which is no HTML.

What to do: write the tags as the source does. `transync fix` restores attributes, the bracket of a
start tag that runs into its text, and an end tag on a line of its own.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import filterfalse

from transync import repairs
from transync.comparison.active import added_actions, meaning_of
from transync.comparison.alignment import align
from transync.comparison.comparison import Comparison
from transync.comparison.html_elements import element_ends
from transync.documents.document import UNFINISHED, ActiveTag, HtmlTag
from transync.model import Problem, Severity
from transync.rules._groups import Group

GROUP = Group.STRUCTURE
SEVERITY = Severity.WARNING
# Elements that Markdown has a notation for: links, headings and emphasis.
_NOTED = frozenset(("a", "b", "em", "h1", "h2", "h3", "h4", "h5", "h6", "i", "strong"))

_CODE_OF_MDX = {
    "{}": "expression of MDX",
    "{import}": "import of MDX",
    "{export}": "export of MDX",
}
_OTHERS = ("attachment ", "cell of HTML", "component ", "output ", "raw cell")
_SHOWN = 80

# Within so many lines, a text of the translation has what a line of its source has.
_NEAR = 5
# Letters of Unicode that stand for an element (https://www.unicode.org/charts/PDF/U2070.pdf).
_LETTERS = {
    "sup": re.compile("[\u00b2\u00b3\u00b9\u2070\u2071\u2074-\u207f]++"),
    "sub": re.compile("[\u2080-\u208e\u2090-\u209c]++"),
}


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    actions = added_actions(comparison.source, comparison.translation)
    added = {(tag.line, tag.column): tag for tag in actions}
    fixes = {}
    for lost in comparison.lost_breaks:
        if not lost.is_fence and not lost.is_harmless:
            message = "readers see Markdown below </summary>: an empty line is missing"
            fix = repairs.lost_breaks.restore_break(comparison, lost)
            yield Problem(message, lost.line, fix=fix)
    for problem in _unlike(comparison):
        if problem.is_absent or (problem.line, problem.column) not in added:
            yield problem
        else:
            fixes[problem.line, problem.column] = problem.fix
    for place, tag in added.items():
        yield _action(tag)._replace(fix=fixes.get(place))


def _action(tag: ActiveTag) -> Problem:
    """A tag makes browsers do what the source does not."""
    named = [(name, value) for name, value in tag.attributes if name]
    written = " ".join([tag.name, *(name for name, _ in named)])
    message = f"the HTML <{written}> is not in the source"
    if tag.name.startswith(_OTHERS):
        message = f"the {tag.name} is not in the source"
    elif tag.name in _CODE_OF_MDX:
        message = f"the {_CODE_OF_MDX[tag.name]} is not in the source"
    if UNFINISHED in tag.attributes:
        message = f"the HTML <{tag.name} does not end"
    detail = ", ".join(f"{name}={_shortened(value)!r}" for name, value in named)
    problem = Problem(message, tag.line, tag.column, detail=detail, is_grave=True)
    # What is known excuses no other script, and no other end of a long value.
    whole = "\n".join(f"{name}={value}" for name, value in tag.attributes)
    return problem._replace(severity=Severity.ERROR, identity=f"{message}\n{whole}")


def _unlike(comparison: Comparison) -> Iterator[Problem]:
    """What is missing, added or other than in the source."""
    structure = comparison.structure
    source_tags = list(comparison.source.document.tags)
    source_tags = [tag for tag in source_tags if not structure.explains_loss(tag.line)]
    tags = (
        t for t in comparison.translation.document.tags if not structure.lines.is_beyond(t.line)
    )
    translation_tags = [tag for tag in tags if not structure.explains_gain(tag.line)]
    source_unnoted = list(filterfalse(_is_noted, source_tags))
    translation_unnoted = list(filterfalse(_is_noted, translation_tags))

    def similarity(i: int, j: int) -> int:
        source, translation = source_unnoted[i], translation_unnoted[j]
        is_same_name = source.name == translation.name
        return is_same_name + (is_same_name and source.attributes == translation.attributes)

    source_places = (structure.lines.source_index(tag.line) for tag in source_unnoted)
    translation_places = (
        structure.lines.counterpart_index(tag.line) for tag in translation_unnoted
    )
    found = align(
        list(zip(map(_look, source_unnoted), source_places, strict=True)),
        list(zip(map(_look, translation_unnoted), translation_places, strict=True)),
        similarity,
    )
    for i, j in found.pairs:
        source, translation = source_unnoted[i], translation_unnoted[j]
        if source.attributes == translation.attributes:
            continue
        if changes := _changes(comparison, source, translation):
            yield Problem(
                f"the HTML <{source.name}> has other attributes",
                translation.line,
                translation.column,
                detail=changes,
                source_line=source.line,
                source_column=source.column,
                fix=repairs.tags.restore_attributes(comparison, source, translation),
                difference=changes,
            )
    lost = list(_outermost(source_unnoted, found.left_only))
    new = list(_outermost(translation_unnoted, found.right_only))
    for tag, *others in _alike(lost):
        if _is_in_letters(comparison, tag, 1 + len(others)):
            continue
        line = comparison.line_of(tag.line)
        message = f"the HTML <{tag.name}> is missing"
        problem = Problem(message, line, source_line=tag.line, source_column=tag.column)
        fix = None if others else repairs.tags.restore_end(comparison, tag)
        yield problem._replace(detail=_times(others), is_absent=True, fix=fix)
    for tag, *others in _alike(new):
        message = f"the HTML <{tag.name}> is not in the source"
        yield Problem(message, tag.line, tag.column, detail=_times(others))
    alone = [] if _unbalanced(source_tags) else _unbalanced(translation_tags)
    told = {tag.name.removeprefix("/") for tag in (*lost, *new, *_unpaired(source_unnoted))}
    crossing = _unpaired(translation_unnoted)
    alone += [tag for tag in crossing if tag.name.removeprefix("/") not in told]
    # A text that breaks off may do so within an element.
    alone = [tag for tag in alone if not structure.is_cut(tag.line)]
    yield from _alone(comparison, sorted(alone, key=lambda tag: (tag.line, tag.column)))


def _alone(comparison: Comparison, tags: Sequence[HtmlTag]) -> Iterator[Problem]:
    """Start and end tags without the other one; one finding for two of one name in a text."""
    waiting: dict[tuple[str, int], HtmlTag] = {}
    crossed: dict[HtmlTag, HtmlTag] = {}
    for tag in tags:
        place = tag.name.removeprefix("/"), comparison.structure.lines.translation_index(tag.line)
        other = waiting.pop(place, None)
        if other is not None and other.name != tag.name:
            crossed[other] = tag
        else:
            waiting[place] = tag
    seconds = frozenset(crossed.values())
    for tag in tags:
        is_end = tag.name.startswith("/")
        message = f"the HTML <{tag.name}> has no {'start' if is_end else 'end'} tag"
        fix = None
        if tag in crossed:
            message = f"the HTML <{tag.name}> stands before its start tag"
            if not is_end:
                message = f"the HTML <{tag.name}> crosses another element"
        elif is_end and tag not in seconds:
            fix = repairs.tags.restore_start(comparison, tag)
        # Others are told as lost or added, or need no end.
        if tag in crossed or (tag not in seconds and _is_noted(tag)):
            yield Problem(message, tag.line, tag.column, fix=fix)


def _alike(tags: Iterable[HtmlTag]) -> Iterable[Sequence[HtmlTag]]:
    """The tags, those of one name and line together."""
    found = defaultdict[tuple[str, int], list[HtmlTag]](list)
    for tag in tags:
        found[tag.name, tag.line].append(tag)
    return found.values()


def _is_in_letters(comparison: Comparison, tag: HtmlTag, number: int) -> bool:
    """Whether so many elements of a line are letters here that stand high or low by themselves."""
    letters, text = _LETTERS.get(tag.name), comparison.translation.text
    if letters is None or text is None:
        return False
    line = comparison.line_of(tag.line)
    block = comparison.structure.lines.block_at(line)
    if block is None:
        return False
    near = range(max(block.line, line - _NEAR), min(block.last_line, line + _NEAR) + 1)
    return sum(len(letters.findall(text.line(n) or "")) for n in near) >= number


def _times(others: Sequence[HtmlTag]) -> str:
    """How often it is so in a line, besides the first time."""
    if others:
        return f"{len(others) + 1} times"
    return ""


def _look(tag: HtmlTag) -> tuple[object, ...]:
    """What two tags have in common that are alike."""
    return tag.name, tag.attributes


def _is_noted(tag: HtmlTag) -> bool:
    return tag.name.removeprefix("/") in _NOTED


def _shortened(value: str) -> str:
    if len(value) <= _SHOWN:
        return value
    return f"{value[:_SHOWN]}…"


def _changes(comparison: Comparison, source: HtmlTag, translation: HtmlTag) -> str:
    """Which attributes say something else, and what they say on both sides."""
    source_values, translation_values = dict(source.attributes), dict(translation.attributes)
    changes = []
    for name in sorted({**source_values, **translation_values}):
        was, now = source_values.get(name, ""), translation_values.get(name, "")
        meaning = meaning_of(comparison.source, name, was)
        if meaning != meaning_of(comparison.translation, name, now):
            changes.append(f"{name}={now!r}, not {was!r}")
    return ", ".join(changes)


def _outermost(tags: Sequence[HtmlTag], alone: Collection[int]) -> Iterator[HtmlTag]:
    """The tags among `alone` that are no part of an element that is among them as a whole.

    Without images, whose loss is `image`'s to report.
    """
    ends, last, every = element_ends(tags), -1, frozenset(alone)
    for index in alone:
        if index > last and tags[index].name != "img":
            yield tags[index]
            if ends.get(index) in every:
                last = ends[index]


def _unbalanced(tags: Sequence[HtmlTag]) -> list[HtmlTag]:
    """Start and end tags of noted elements that stand alone."""
    return _unpaired([tag for tag in tags if _is_noted(tag)])


def _unpaired(tags: Sequence[HtmlTag]) -> list[HtmlTag]:
    """Start and end tags that stand alone, some of which may do so."""
    ends = element_ends(tags)
    paired = ends.keys() | ends.values()
    return [tag for n, tag in enumerate(tags) if n not in paired]

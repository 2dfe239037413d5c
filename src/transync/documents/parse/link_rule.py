"""The parser's rules for links and images, which look at no bracket twice.

Rules: CommonMark 0.31, sections 6.3 and 6.4. markdown-it-py goes from each bracket to the end of
what stands in it, and from those in it again; and it reads the text of an image, of which nobody
asks for anything here. What it takes for a link is one, whatever the specification says.
"""

from __future__ import annotations

import re
from array import array
from typing import Any, NamedTuple

from markdown_it import helpers
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline

from transync.documents.parse.label import LABEL, LONGEST_LABEL, same_label
from transync.documents.parse.references import References

# A text with more brackets than this is gone through from its end, lest they be too deep.
_FEW_BRACKETS = 20
# Brackets in brackets, or what may hide the end of one.
_LABEL = re.compile(LABEL)
_MAY_NEST = re.compile(r"[\\`<]|\[[^\[\]]*+\[")
_UNKNOWN = -2
_NOTHING_KNOWN = (array("i"), array("i"))
_SPACE = re.compile(r"[ \t\n]*+")
# What neither ends a destination nor is a parenthesis.
_PLAIN = re.compile(r"(?:[^\x00-\x20\x7f()\\]++|\\[^ ]|\\\Z)*+", re.DOTALL)
_MOST_PARENTHESES = 32
# So far behind a bracket, its end is sought first, as it is that of most.
_SHORT = 200


class _LinkDestination(NamedTuple):
    """A destination, and where it ends; `ok` says that there is one."""

    str: str
    pos: int
    ok: bool


class _LinkTarget(NamedTuple):
    """Where a link leads, and where its markup ends; of a reference, the size of what it is for."""

    href: str
    end: int
    size: int = 0


def link(state: StateInline, silent: bool) -> bool:
    """Read the link that begins at a bracket, if one does."""
    if not silent and _is_none(state):
        return False
    end = label_end(state, state.pos, True)
    if end < 0:
        return False
    known = _brackets(state).targets
    found = known.get(state.pos) or _link_target(state, end)
    if found is None or found.end > state.posMax:
        return False
    if silent:
        known[state.pos] = found
    elif not _has_room(state, found):
        return False
    else:
        first, maximum, state.pos, state.posMax = state.pos, state.posMax, state.pos + 1, end
        state.push("link_open", "a", 1).attrs = {"href": found.href}
        if state.md.inline.terminator_re.search(state.src, first + 1, end):
            count_bracket(state, 1)
            state.md.inline.tokenize(state)
            count_bracket(state, -1)
        else:
            state.append_pending(state.src[first + 1 : end])
        state.push("link_close", "a", -1)
        state.pos, state.posMax = first, maximum
    state.pos = found.end
    return True


def count_bracket(state: StateInline, change: int) -> None:
    """Take note that a bracket is opened (1) or closed (-1)."""
    count = getattr(state, "open_brackets", 0) + change
    state.open_brackets = max(count, 0)  # type: ignore[attr-defined]


def _link_target(state: StateInline, end: int) -> _LinkTarget | None:
    """Where the link leads whose text begins here and ends at `end`, if it is one."""
    found = _in_parentheses(state, end + 1)
    return found or _by_reference(state, (state.pos + 1, end), end + 1)


def image(state: StateInline, silent: bool) -> bool:
    """Read the image that begins at an exclamation mark, if one does."""
    start = state.pos + 1
    if not state.src.startswith("[", start) or start >= state.posMax:
        return False
    if not silent and _is_none(state):
        return False
    end = label_end(state, start, False)
    if end < 0:
        return False
    found = _in_parentheses(state, end + 1) or _by_reference(state, (start + 1, end), end + 1)
    if found is None or not (silent or _has_room(state, found)):
        return False
    if not silent:
        token = state.push("image", "img", 0)
        token.attrs = {"src": found.href, "alt": ""}
        token.content = state.src[start + 1 : end]
    state.pos = found.end
    return True


def _has_room(state: StateInline, found: _LinkTarget) -> bool:
    """Whether a link may be made; a reference then takes what is left for them all."""
    return not found.size or state.env["references"].take(found.size)


def _is_none(state: StateInline) -> bool:
    """Whether what begins here has been looked at before, and is no more than its first mark."""
    is_whole = state.posMax == len(state.src)
    return is_whole and state.cache.get(state.pos) == state.pos + 1


def label_end(state: StateInline, start: int, disable_nested: bool = False) -> int:
    """Where the bracket stands that ends what begins with one at `start`; -1 for nowhere.

    With `disable_nested`, it must not hold a link.
    """
    end = _end_behind(state, _brackets(state), start, disable_nested)
    return end if end < state.posMax else -1


def end_of_first(state: StateInline, start: int, disable_nested: bool) -> int:
    """As `label_end`, where only what begins at `start` is asked for, of a new text."""
    state.brackets = _Brackets({}, _NOTHING_KNOWN)  # type: ignore[attr-defined]
    return label_end(state, start, disable_nested)


class _Brackets(NamedTuple):
    """What is known of the brackets of a text, by their offsets: where those lead that are links.

    Of many, also where one ends that is open at an offset, if it may hold links and if it may not.
    """

    targets: dict[int, _LinkTarget]
    ends: tuple[array[int], array[int]]


def _brackets(state: StateInline) -> _Brackets:
    brackets: _Brackets | None = getattr(state, "brackets", None)
    if brackets is None:
        ends = _NOTHING_KNOWN
        is_many = state.src.count("[") > _FEW_BRACKETS and _MAY_NEST.search(state.src) is not None
        if is_many:
            unknown = array("i", [_UNKNOWN]) * (len(state.src) + 1)
            ends = (unknown, unknown[:])
        brackets = _Brackets({}, ends)
        state.brackets = brackets  # type: ignore[attr-defined]
        if is_many:
            _find_all_ends(state, brackets)
    return brackets


def _find_all_ends(state: StateInline, brackets: _Brackets) -> None:
    """Go through the brackets from the last one on: those in another are known before it."""
    first, maximum, state.posMax = state.pos, state.posMax, len(state.src)
    # Those of images and of labels may hold links.
    may_hold_links = "![" in state.src or "][" in state.src
    at = state.src.rfind("[")
    while at >= 0:
        state.pos = at
        state.md.inline.skipToken(state)
        if may_hold_links:
            _end_behind(state, brackets, at, False)
        at = state.src.rfind("[", 0, at)
    state.pos, state.posMax = first, maximum


def _end_behind(state: StateInline, brackets: _Brackets, start: int, disable_nested: bool) -> int:
    """The end of the bracket at `start`, -1 for none."""
    text, maximum, skip = state.src, state.posMax, state.md.inline.skipToken
    end = text.find("]", start + 1, min(maximum, start + _SHORT))
    if end >= 0 and not state.md.inline.terminator_re.search(text, start + 1, end):
        # Most hold nothing but plain text.
        return end
    known = brackets.ends[disable_nested]
    first, at, end = state.pos, start + 1, -1
    passed = list[int]()
    while at < maximum:
        if known and known[at] != _UNKNOWN:
            end = known[at]
            break
        mark = text[at]
        if mark == "]":
            end = at
            break
        passed.append(at)
        state.pos = at
        skip(state)
        if mark == "[" and state.pos > at + 1 and disable_nested:
            break
        if mark == "[" and state.pos == at + 1:
            # No link, but its end is not that of what is around it.
            inner = _end_behind(state, brackets, at, disable_nested)
            if inner < 0:
                break
            state.pos = inner + 1
        at = state.pos
    state.pos = first
    if known:
        for offset in passed:
            known[offset] = end
    return end


def _in_parentheses(state: StateInline, at: int) -> _LinkTarget | None:
    """The target in parentheses that begin at `at`, if there is one."""
    text, maximum = state.src, state.posMax
    if at >= maximum or text[at] != "(":
        return None
    at, href = _behind_space(state, at + 1), ""
    found = state.md.helpers.parseLinkDestination(text, at, maximum)
    if found.ok:
        href = state.md.normalizeLink(found.str)
        behind, at = found.pos, _behind_space(state, found.pos)
        if behind < at < maximum:
            title = state.md.helpers.parseLinkTitle(text, at, maximum)
            if title.ok:
                at = _behind_space(state, title.pos)
    is_closed = at < maximum and text[at] == ")"
    if is_closed:
        return _LinkTarget(href, at + 1)
    return None


def destination(text: str, start: int, end: int) -> Any:
    """The destination that begins at an offset, as the parser wants it."""
    if text.startswith("<", start, end):
        return helpers.parseLinkDestination(text, start, end)
    at, depth = start, 0
    while found := _PLAIN.match(text, at, end):
        at = found.end()
        if text.startswith("(", at, end) and depth < _MOST_PARENTHESES:
            depth += 1
        elif text.startswith(")", at, end) and depth:
            depth -= 1
        else:
            break
        at += 1
    is_ended = at >= end or text[at] != "("
    return _LinkDestination(unescapeAll(text[start:at]), at, at > start and depth == 0 and is_ended)


def _behind_space(state: StateInline, at: int) -> int:
    if at >= state.posMax or state.src[at] not in " \t\n":
        return at
    found = _SPACE.match(state.src, at, state.posMax)
    if found:
        return found.end()
    return at


def _by_reference(state: StateInline, text: tuple[int, int], at: int) -> _LinkTarget | None:
    """The target of a reference; its label begins at `at`, or is the text between two offsets."""
    references: References | None = state.env.get("references")
    if references is None:
        return None
    start, end = text
    behind, label = end + 1, ""
    if at < state.posMax and state.src[at] == "[":
        # Brackets that hold others are no label, and so the text is one.
        given = _LABEL.match(state.src, at, state.posMax)
        if given:
            behind, label = given.end(), given[1]
            if len(label) > LONGEST_LABEL:
                return None
    if not label:
        if end - start > LONGEST_LABEL:
            return None
        label = state.src[start:end]
    known = references.get(same_label(label))
    if known:
        return _LinkTarget(known.href, behind, known.size)
    return None

"""The worklist as commands of Co-op Translator: as few as do the work, and little else.

What `translate` of 0.23.2 does is not what its help says; this was tried out. It translates what
is missing of the sources that `--include` names, and all that it takes for outdated in its
languages, whatever `--include` says: Markdown always, notebooks with `-nb`. With `-u`, it also
translates again the sources that `--include` names, but deletes every notebook of its languages
if there is a `-nb`; so notebooks that are current have to be deleted by hand.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import reduce
from shlex import quote
from typing import NamedTuple

from transync.co_op_translator import ALIASES, RENAMED_ALIASES
from transync.commands.worklist.work import Kind, Worklist
from transync.documents.kinds import is_notebook
from transync.model import Layout, Pair, State
from transync.output.inert import inert_text
from transync.output.terminal import printable
from transync.repository.tree import Tree
from transync.staleness.outdated import why_outdated
from transync.untrusted.file_name import name_bytes
from transync.wording import count

_SHOWN = 8
_HEAD = (
    "commands of Co-op Translator 0.23, to run in the root of the repository",
    "each also rewrites the marked regions of README.md, translates README.md into its languages",
    "where that has changed it, and moves their records into sidecars",
)


class Command(NamedTuple):
    """A run of `translate` for these language folders and sources; by force with `-u`."""

    layout: Layout
    folders: frozenset[str]
    sources: frozenset[str]
    is_forced: bool = False

    @property
    def has_notebooks(self) -> bool:
        return any(map(is_notebook, self.sources))

    @property
    def has_markdown(self) -> bool:
        return not all(map(is_notebook, self.sources))

    def __or__(self, other: Command) -> Command:
        folders, sources = self.folders | other.folders, self.sources | other.sources
        return self._replace(folders=folders, sources=sources)

    def __str__(self) -> str:
        root = self.layout.source_root
        words = ["translate", "-l", _quoted(" ".join(sorted(self.folders)))]
        if root:
            words += ["-r", _quoted(root)]
        into = posixpath.relpath(self.layout.translation_root or ".", root or ".")
        if into != "translations":
            words += ["--translations-dir", _quoted(into)]
        words += ["-md"] * self.has_markdown + ["-nb"] * self.has_notebooks
        words += ["-u"] * self.is_forced
        for source in sorted(self.sources):
            words += ["--include", _quoted(_pattern(posixpath.relpath(source, root or ".")))]
        return " ".join(words)


def render(worklist: Worklist, pairs: Iterable[Pair], tree: Tree) -> str:
    """Lines for a shell, comments between them; `pairs` are all there are in these languages."""
    wanted = {page.pair.translation: page.pair for job in worklist.jobs for page in job.pages}
    if not wanted:
        return "# nothing to translate\n"
    folders = {(pair.layout, pair.folder) for pair in wanted.values()}
    others = [pair for pair in pairs if (pair.layout, pair.folder) in folders]
    plan = _plan_pages(tree, wanted, others)
    notes = (f"note: {note}" for note in worklist.notes)
    lines = list(_comments((*_HEAD, *_failures(worklist), *notes)))
    done: set[str] = set()
    for command in plan.commands():
        redone = plan.redone(command) - done
        lines += ("", *_comments(plan.notes(command, redone)), str(command))
        done |= redone
    if plan.beyond:
        lines += ("", *_comments(plan.left()))
    return inert_text("\n".join(lines)) + "\n"


def _comments(lines: Iterable[str]) -> Iterator[str]:
    return (f"# {printable(line)}" for line in lines)


def _plan_pages(tree: Tree, wanted: Mapping[str, Pair], pairs: Sequence[Pair]) -> _PagePlan:
    """The plan for the pages that are wanted, by their paths, among all pairs."""
    within = [pair for pair in pairs if not pair.layout.subdir]
    outdated: dict[str, str] = {}
    behind: dict[tuple[Layout, str], list[Pair]] = defaultdict(list)
    for pair in within:
        if why := why_outdated(tree, pair):
            outdated[pair.translation] = why
            behind[pair.layout, pair.folder].append(pair)
    return _PagePlan(
        wanted={path: pair for path, pair in wanted.items() if not pair.layout.subdir},
        beyond=[pair for pair in wanted.values() if pair.layout.subdir],
        pairs=within,
        outdated=outdated,
        behind=behind,
        places={(pair.layout, pair.folder, pair.source): pair for pair in within},
    )


class _PagePlan(NamedTuple):
    """Which commands do the work, and what each of them would do besides.

    The pages that are `wanted` are by their paths, and those that no command reaches `beyond`.
    `pairs` are all others as well: `outdated` says why some are, `behind` has these by their
    folders, and `places` has each by its source.
    """

    wanted: Mapping[str, Pair]
    beyond: Sequence[Pair]
    pairs: Sequence[Pair]
    outdated: Mapping[str, str]
    behind: Mapping[tuple[Layout, str], Sequence[Pair]]
    places: Mapping[tuple[Layout, str, str], Pair]

    def commands(self) -> Iterator[Command]:
        plain: list[Pair] = []
        forced: list[Pair] = []
        for pair in self.wanted.values():
            if self._is_current(pair) and not is_notebook(pair.source):
                forced.append(pair)
            else:
                plain.append(pair)
        yield from self._merged(_each(plain, False, lambda pair: pair.folder))
        # Whichever makes fewer: a command for each language, or for each source.
        by_language = self._merged(_each(forced, True, lambda pair: pair.folder))
        by_source = self._merged(_each(forced, True, lambda pair: pair.source))
        yield from min(by_language, by_source, key=len)

    def notes(self, command: Command, redone: Set[str]) -> Iterator[str]:
        """What to know before the command is run, which makes these translations anew."""
        number = count(len(redone & self.wanted.keys()), "page")
        asks = ", and asks before it does" if command.is_forced else ""
        yield f"translates {number}{asks}"
        by_reason: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for pair in self._of(command):
            path, why = pair.translation, self.outdated.get(pair.translation, "")
            if path in redone and path not in self.wanted:
                by_reason[why][pair.source].append(pair.language)
            if is_notebook(path) and path in self.wanted and self._is_current(pair):
                yield f"first delete {path}: notebooks that are current are not translated again"
        for why, sources in sorted(by_reason.items()):
            named = [f"{source} ({_codes(codes)})" for source, codes in sorted(sources.items())]
            yield f"besides, it translates {_listed(named)}: {why}"
        orphans = (pair.translation for pair in self._of(command) if pair.state is State.ORPHAN)
        gone = [path for path in orphans if _is_handled(command, path)]
        if gone:
            yield f"besides, it deletes {_listed(gone)}: the source is gone"
        for folder in sorted(command.folders & RENAMED_ALIASES):
            yield (
                f"besides, it asks to rename the folder {folder} to {ALIASES[folder]}; "
                "if it may not, it translates into a new one"
            )

    def left(self) -> Iterator[str]:
        named = _listed(sorted(pair.translation for pair in self.beyond))
        yield f"no option of `translate` leads to {named}"

    def _is_current(self, pair: Pair) -> bool:
        """Whether Co-op Translator sees nothing to do."""
        return pair.state is not State.MISSING and pair.translation not in self.outdated

    def _of(self, command: Command) -> Iterator[Pair]:
        for pair in self.pairs:
            if pair.layout == command.layout and pair.folder in command.folders:
                yield pair

    def redone(self, command: Command) -> set[str]:
        """The translations that the command makes."""
        found: set[str] = set()
        for folder in command.folders:
            for pair in self.behind.get((command.layout, folder), ()):
                if command.has_notebooks or not is_notebook(pair.source):
                    found.add(pair.translation)
            for source in command.sources:
                one = self.places.get((command.layout, folder, source))
                if one and self._is_redone(one, command):
                    found.add(one.translation)
        return found

    def _is_redone(self, pair: Pair, command: Command) -> bool:
        """Whether the command translates one of its sources where that is not outdated."""
        is_deleted = is_notebook(pair.source) and pair.translation in self.wanted
        return pair.state is State.MISSING or command.is_forced or is_deleted

    def _merged(self, commands: Iterable[Command]) -> list[Command]:
        """As few commands as do no more than these."""
        found: list[Command] = []
        for command in commands:
            for number, other in enumerate(found):
                if self._is_no_more(other, command):
                    found[number] = other | command
                    break
            else:
                found.append(command)
        return found

    def _is_no_more(self, one: Command, other: Command) -> bool:
        if one.layout != other.layout:
            return False
        return self.redone(one | other) == self.redone(one) | self.redone(other)


def _each(pairs: Iterable[Pair], is_forced: bool, key: Callable[[Pair], str]) -> list[Command]:
    """A command for each language, or for each source."""
    found: dict[tuple[Layout, str], list[Command]] = defaultdict(list)
    for pair in pairs:
        folders, sources = frozenset((pair.folder,)), frozenset((pair.source,))
        command = Command(pair.layout, folders, sources, is_forced=is_forced)
        found[pair.layout, key(pair)].append(command)
    return [reduce(Command.__or__, of_key) for _, of_key in sorted(found.items())]


def _failures(worklist: Worklist) -> Iterator[str]:
    for job in worklist.jobs:
        if job.kind is Kind.FAILED:
            codes = _codes([page.pair.language for page in job.pages])
            yield f"it failed on {job.source} ({codes}) before, and may again"


def _is_handled(command: Command, path: str) -> bool:
    if is_notebook(path):
        return command.has_notebooks
    return command.has_markdown


def _listed(names: Sequence[str]) -> str:
    named = ", ".join(names[:_SHOWN])
    more = len(names) - _SHOWN
    if more > 0:
        return f"{named} and {more} more"
    return named


def _codes(codes: Sequence[str]) -> str:
    if len(codes) <= _SHOWN:
        return " ".join(sorted(codes))
    return f"{len(codes)} languages"


def _quoted(word: str) -> str:
    """The word as a shell reads it; as escapes, what no terminal and no log of a job should see."""
    if printable(word) == word and inert_text(word) == word:
        return quote(word)
    return f"$'{''.join(map(_escaped, word))}'"


def _escaped(character: str) -> str:
    """A character between `$'` and `'`, as its bytes where it is not safe as it is."""
    if character not in "#:'\\" and printable(character) == character:
        return character
    return "".join(f"\\x{byte:02x}" for byte in name_bytes(character))


def _pattern(path: str) -> str:
    """A pattern that only this path fits, as far as can be: whatever can't be written is a `?`."""
    characters = list(map(_in_pattern, path))
    for end in (0, -1):
        if path[end].isspace():
            characters[end] = "?"
    pattern = "".join(characters)
    # It strips dots and slashes from the beginning of a pattern, but not of a path.
    if pattern.startswith("."):
        return f"**/{pattern}"
    return pattern


def _in_pattern(character: str) -> str:
    if character in "*?[":
        return f"[{character}]"
    if character in "\\#" or not character.isprintable():
        return "?"
    return character

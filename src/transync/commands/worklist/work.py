"""A check, and what history adds to it -> the pages to translate, in the order to do it.

Who has an hour a month begins where readers are misled most for the least work: a stale page tells
them what is no longer so, and one run cures all of them. What Co-op Translator failed on is next,
since somebody has to look at the source before that run. Who misses a page sees it, and has the
source meanwhile. What was dropped comes last: a page that is current is translated again only by
force, which takes away what people have corrected in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from transync.checking.plan import ONE_PROCESS, Resources
from transync.checking.run import run
from transync.commands.report.backlog import Lack, lacks
from transync.commands.report.overview import STATES_BY_RULE, Overview, PageStatus
from transync.commands.report.survey import survey
from transync.config import Settings
from transync.model import Behind, Fault, Finding, Head, Pair, State
from transync.repository.tree import Tree

_UNTRANSLATED = "untranslated"
# What they find is not there, and only another translation brings it.
_DROPPED = ("text-missing", "wrong-language")
_RULES = (*STATES_BY_RULE, "failed-translation", *_DROPPED, _UNTRANSLATED)
# From here on, a page is rather translated again than mended.
_MOST = 0.5


class Kind(StrEnum):
    """Why a page is to be translated, in the order in which it matters; the last two can wait.

    `stale`: its source has changed. `failed`: it is stale or missing, and Co-op Translator failed
    on it. `missing`: other languages have it. `dropped`: sections of it, its end, or most of its
    text were not translated. `uncommitted`: it was made from a text that was never committed.
    `trivial`: no reader misses what has changed in its source.
    """

    STALE = "stale"
    FAILED = "failed"
    MISSING = "missing"
    DROPPED = "dropped"
    UNCOMMITTED = "uncommitted"
    TRIVIAL = "trivial"


# There is nothing to translate: the source was never committed, or nobody misses what has changed.
_WAITING = (Kind.UNCOMMITTED, Kind.TRIVIAL)


class TranslationJob(NamedTuple):
    """A source to translate for one reason, in some languages: pages in their order."""

    source: str
    kind: Kind
    pages: tuple[PageStatus, ...]

    @property
    def size(self) -> int:
        """What readers miss: sections that have changed, or have been dropped, in each language.

        A page that is missing counts as one, and one of an unknown age not at all.
        """
        return sum(map(self._size, self.pages))

    @property
    def lines(self) -> int:
        """The most lines that the source of one of the pages has gained or lost since."""
        known = (page.behind for page in self.pages if page.behind)
        return max((behind.added + behind.removed for behind in known), default=0)

    @property
    def by_version(self) -> Sequence[Sequence[PageStatus]]:
        """The pages that lack the same together, those of most languages first."""
        found: dict[tuple[State, Behind | None], list[PageStatus]] = defaultdict(list)
        for page in self.pages:
            found[page.pair.state, page.behind].append(page)
        return sorted(found.values(), key=lambda pages: -len(pages))

    def _size(self, page: PageStatus) -> int:
        if self.kind is Kind.DROPPED:
            return len(dropped(page))
        if page.pair.state is State.MISSING:
            return 1
        sections = page.behind.sections if page.behind else ()
        return sum(not section.is_trivial for section in sections)


class Worklist(NamedTuple):
    """What to translate, what matters most first; and what looks like it, but can wait.

    `languages` are all that were looked at. `stopped` says on which pages transync failed, or
    that they were not compared: what these have dropped is not known.
    """

    jobs: tuple[TranslationJob, ...]
    waiting: tuple[TranslationJob, ...]
    languages: tuple[str, ...]
    head: Head | None
    notes: tuple[str, ...]
    stopped: tuple[Finding | Fault, ...] = ()


def find_work(
    tree: Tree, settings: Settings, paths: Sequence[Path] = (), resources: Resources = ONE_PROCESS
) -> Worklist:
    """What to do for the pages that the paths touch; for all of them without paths.

    What the settings ignore is no work, what they don't select is. So is what the baseline holds:
    it is known, and not done. Raises UsageError for what can't be checked.
    """
    if settings.select:
        select = dict.fromkeys((*settings.select, *_RULES))
        settings = settings.model_copy(update={"select": tuple(select)})
    return build_worklist(survey(tree, settings, run(tree, settings, paths, resources)))


def build_worklist(overview: Overview) -> Worklist:
    jobs, waiting = list[TranslationJob](), list[TranslationJob]()
    for job in sorted(_jobs(overview), key=_by_worth):
        if job.kind in _WAITING:
            waiting.append(job)
        else:
            jobs.append(job)
    return Worklist(
        jobs=tuple(jobs),
        waiting=tuple(waiting),
        languages=tuple(language.code for language in overview.languages),
        head=overview.head,
        notes=overview.notes,
        stopped=overview.stopped,
    )


def all_pairs(
    tree: Tree, settings: Settings, resources: Resources = ONE_PROCESS
) -> tuple[Pair, ...]:
    """Every pair of the languages that the settings select, without a look at their texts."""
    by_record = settings.model_copy(update={"select": tuple(STATES_BY_RULE), "ignore": ()})
    return run(tree, by_record, (), resources).pairs


def dropped(page: PageStatus) -> list[Finding]:
    """What says that a part of the page, or all of it, was not translated."""
    return [each for each in page.defects if each.rule in _DROPPED or is_of_page(each)]


def is_of_page(finding: Finding) -> bool:
    """Whether most of a page's running text is still in the source's language."""
    return finding.rule == _UNTRANSLATED and finding.share >= _MOST


def _jobs(overview: Overview) -> Iterator[TranslationJob]:
    told = {f.path for f in overview.report.findings if f.rule in STATES_BY_RULE}
    damaged: dict[str, list[PageStatus]] = defaultdict(list)
    for page in overview.pages:
        if dropped(page):
            damaged[page.pair.source].append(page)
    behind = {lack.source: lack for lack in lacks(overview)}
    for source in overview.sources:
        taken: set[str] = set()
        lack = behind.get(source, Lack(source, (), (), missing=()))
        for kind, pages in _by_kind(lack, damaged[source]):
            left: list[PageStatus] = []
            for page in pages:
                is_told = kind is Kind.DROPPED or page.pair.translation in told
                if is_told and page.pair.translation not in taken:
                    left.append(page)
            taken.update(page.pair.translation for page in left)
            if left:
                yield TranslationJob(source, kind, tuple(left))


def _by_kind(
    lack: Lack, damaged: Iterable[PageStatus]
) -> Iterator[tuple[Kind, Iterable[PageStatus]]]:
    """The pages by what is to be done, where a page may be of two kinds: the first counts."""
    yield Kind.FAILED, lack.failed
    yield Kind.STALE, lack.urgent
    yield Kind.MISSING, lack.missing
    yield Kind.DROPPED, damaged
    yield Kind.UNCOMMITTED, lack.uncommitted
    yield Kind.TRIVIAL, lack.stale


def _by_worth(job: TranslationJob) -> tuple[object, ...]:
    order = list(Kind).index(job.kind)
    return order, -job.size, -len(job.pages), -job.lines, job.source

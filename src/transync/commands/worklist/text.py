"""The worklist for the terminal: by reason, each source with its languages and what they lack."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterator, Sequence

import click

from transync.commands.report.overview import PageStatus
from transync.commands.report.words import at_commit, changed_sections, distance, first_of, joined
from transync.commands.worklist.work import Kind, TranslationJob, Worklist, dropped, is_of_page
from transync.model import Failure, Finding, State
from transync.output.inert import inert_text
from transync.output.terminal import WIDTH, printable, statement
from transync.wording import count

_SHOWN_VERSIONS = 4
_SHOWN_SECTIONS = 6
_SHOWN_STATEMENTS = 4
# So many languages are named; of more, those that are left out, if they are fewer.
_NAMED_LANGUAGES = 8

_HALF = "half of its running text or more is still in the source's language"
_TITLES = {
    Kind.STALE: "Stale: readers are told what is no longer so",
    Kind.FAILED: "Failed: try a newer Co-op Translator, or simplify the source",
    Kind.MISSING: "Missing: readers have only the source",
    Kind.DROPPED: "Dropped: what only another translation brings back",
}
_WAITING = {
    Kind.UNCOMMITTED: "made from a text that was never committed: "
    "commit the source together with its translations",
    Kind.TRIVIAL: "no reader misses what has changed in the source",
}


def render(worklist: Worklist, width: int = WIDTH) -> str:
    """The worklist as text with ANSI colours, for the printer to strip where they are unwanted."""
    blocks = [list(_head(worklist))]
    number = 0
    for kind, title in _TITLES.items():
        jobs = _of_kind(worklist.jobs, kind)
        if not jobs:
            continue
        blocks.append([click.style(title, bold=True, underline=True)])
        for job in jobs:
            number += 1
            blocks.append([*_job(job, number, worklist, width)])
    blocks += [list(_waiting(worklist, width)), list(_commands(worklist))]
    return inert_text("\n\n".join("\n".join(lines) for lines in blocks if lines)) + "\n"


def _of_kind(jobs: Sequence[TranslationJob], kind: Kind) -> list[TranslationJob]:
    return [job for job in jobs if job.kind is kind]


def _head(worklist: Worklist) -> Iterator[str]:
    at = at_commit(worklist.head)
    pages = [page.pair for job in worklist.jobs for page in job.pages]
    if pages:
        sources = count(len({pair.source for pair in pages}), "source")
        languages = count(len({pair.language for pair in pages}), "language")
        of = f"of {sources} in {languages}"
        yield click.style(f"{count(len(pages), 'page')} to translate, {of}{at}", bold=True)
    elif worklist.languages:
        yield click.style(f"nothing to translate{at}", bold=True, fg="green")
    else:
        yield click.style("nothing to translate: there are no translations here", bold=True)
    for note in worklist.notes:
        yield f"note: {printable(note)}"


def _job(job: TranslationJob, number: int, worklist: Worklist, width: int) -> Iterator[str]:
    first = f"{number}. "
    indent = " " * len(first)
    title = click.style(printable(job.source), bold=True)
    named = _languages(job.pages, worklist)
    line = f"{first}{printable(job.source)}{named}"
    if len(line) <= width:
        yield f"{first}{title}{named}"
    else:
        yield f"{first}{title}"
        yield from _wrapped(named.strip(), width, indent)
    for sentence in _sentences(job, worklist):
        yield from _wrapped(sentence, width, indent)


def _sentences(job: TranslationJob, worklist: Worklist) -> Iterator[str]:
    """What there is to say of a job's pages, in so many lines as there are different things."""
    if job.kind is Kind.DROPPED:
        yield from _dropped(job, worklist)
        return
    if job.kind is not Kind.MISSING:
        versions = job.by_version
        shown = first_of(versions, _SHOWN_VERSIONS)
        for pages in shown:
            if len(versions) > 1:
                yield _of_languages(pages, worklist, _lack(pages))
            else:
                yield _lack(pages)
        if len(shown) < len(versions):
            yield f"… and {count(len(versions) - len(shown), 'more version')} of it"
    if job.kind is Kind.FAILED:
        failures = (page.pair.failure for page in job.pages)
        said = [_failure(failure) for failure in failures if failure]
        if said:
            yield click.style(statement(max(said)), fg="yellow")


def _failure(failure: Failure) -> str:
    translator = f"Co-op Translator {failure.translator_version}".strip()
    error = failure.error_message or failure.error_type
    return f"{translator} on {failure.failure_date[:10]}: {error}"


def _lack(pages: Sequence[PageStatus]) -> str:
    """What pages lack that all lack the same."""
    behind = pages[0].behind
    if pages[0].pair.state is State.MISSING:
        return "missing"
    if behind is None:
        return "nobody knows what has changed since"
    said, sections = distance(pages, behind), changed_sections(behind)
    if not sections:
        return said
    shown = list(map(statement, first_of(sections, _SHOWN_SECTIONS)))
    return f"{said}: {joined(shown, len(sections) - len(shown))}"


def _dropped(job: TranslationJob, worklist: Worklist) -> Iterator[str]:
    """What is missing, said once for the languages of which it is true."""
    found: dict[str, list[PageStatus]] = defaultdict(list)
    for page in job.pages:
        for finding in dropped(page):
            said = _HALF if is_of_page(finding) else _said(finding)
            found[said].append(page)
    shown = first_of(sorted(found.items(), key=lambda item: -len(item[1])), _SHOWN_STATEMENTS)
    for text, pages in shown:
        if len(found) > 1:
            yield _of_languages(pages, worklist, text)
        else:
            yield text
    if len(shown) < len(found):
        yield f"… and {len(found) - len(shown)} more"


def _said(finding: Finding) -> str:
    """What a finding says, with what it says of this language alone."""
    if finding.detail:
        return statement(f"{finding.message}: {finding.detail}")
    return statement(finding.message)


def _of_languages(pages: Sequence[PageStatus], worklist: Worklist, said: str) -> str:
    """What is said of some pages, with their languages before it, but where there is one alone."""
    where = _languages(pages, worklist).strip()
    if where:
        return f"{where}: {said}"
    return said


def _languages(pages: Sequence[PageStatus], worklist: Worklist) -> str:
    """` in de vi`, ` in all 51 languages`, ` in all 51 languages but de`; nothing of one alone."""
    every = list(map(printable, worklist.languages))
    codes = sorted({printable(page.pair.language) for page in pages})
    if len(every) == 1:
        return ""
    others = [code for code in every if code not in codes]
    if len(codes) <= _NAMED_LANGUAGES:
        return f" in {' '.join(codes)}"
    if not others:
        return f" in all {len(every)} languages"
    if len(others) <= _NAMED_LANGUAGES:
        return f" in all {len(every)} languages but {' '.join(others)}"
    return f" in {len(codes)} languages: {' '.join(codes)}"


def _waiting(worklist: Worklist, width: int) -> Iterator[str]:
    if not worklist.waiting:
        return
    yield click.style("Nothing to translate, though it looks stale", bold=True, underline=True)
    yield ""
    for kind, reason in _WAITING.items():
        jobs = _of_kind(worklist.waiting, kind)
        for job in jobs:
            yield f"{printable(job.source)}{_languages(job.pages, worklist)}"
        if jobs:
            yield from _wrapped(reason, width, "  ")


def _commands(worklist: Worklist) -> Iterator[str]:
    if worklist.jobs:
        command = click.style("transync worklist --format co-op", fg="cyan")
        yield f"{command} prints Co-op Translator's commands for it"
    if any(page.behind for job in worklist.jobs for page in job.pages):
        command = click.style("transync diff SOURCE", fg="cyan")
        yield f"{command} shows what has changed in one of them"


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_on_hyphens=False,
        break_long_words=False,
    )

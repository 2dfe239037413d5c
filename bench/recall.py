"""How many faults a check finds: puts them into clean pages of a real repository, one at a time.

    python -m bench.recall CORPUS > recall.md

The repository is cloned into a temporary folder and never changed itself. It must have pages
translated by Co-op Translator, and what `tests/injections/pages.py` links to: `SUPPORT.md`,
`CODE_OF_CONDUCT.md`, `LICENSE`, and a folder `images`. The same seed makes the same faults, as long
as the same pages are clean. What is not found as it should be goes to stderr, with its edit.

A fault counts as found by the right rule if the rule whose duty it is reports it within two lines
of its place in the translation, or in the source. Whatever else is said of it is collateral.

With `--fix`, each fault is repaired as `transync fix` does, and held against the text before it.

With `--holes N`, N pages lose what lies between two places, as translators lose it that work on
chunks; a quarter as many have two holes, a made-up chunk, and so on. Each has to be told as exactly
one true finding: of the right rule, at most three lines from its place. False is what is said of
another place.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random

from bench import holes, repairs
from tests.injections.chunk_faults import CHUNK_FAULTS
from tests.injections.corpus import Corpus, choose, translated_everywhere
from tests.injections.faults import FAULTS, STRUCTURAL_FAULTS
from tests.injections.harmless import HARMLESS, STRUCTURAL_HARMLESS
from tests.injections.verdict import Finding, Injection, Kind, brief, outcome
from tests.injections.words import WORDS
from transync.cli import main as transync

HARMLESS_KINDS = {**HARMLESS, **STRUCTURAL_HARMLESS}
KINDS = {**FAULTS, **STRUCTURAL_FAULTS, **HARMLESS_KINDS}
GOALS = {"found": 0.99, "right": 0.97, "collateral": 0.02}


@dataclass
class Score:
    """What became of the injections of one kind."""

    kind: str
    rule: str = ""  # whose duty it is; empty for a harmless change
    injected: int = 0
    right: int = 0
    otherwise: int = 0
    missed: int = 0
    collateral: int = 0
    wrong: list[str] = field(default_factory=list)  # each injection that did not end well


def main(argv: Sequence[str] | None = None) -> int:
    parser = _parser()
    options = parser.parse_args(argv)
    kinds = CHUNK_FAULTS if options.holes else KINDS
    if unknown := sorted(set(options.kind or ()) - set(kinds)):
        parser.error(f"no such kind: {', '.join(unknown)}")
    if not (options.corpus / "translations").is_dir():
        parser.error(f"no folder translations in {options.corpus}")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, options.corpus.resolve().name)
        unpack(options.corpus, root)
        corpus, languages = read_corpus(root, options.language)
        chosen = {name: kinds[name] for name in options.kind or kinds}
        if options.fix or options.holes:
            of_kinds = measure_holes if options.holes else measure_repairs
            print(of_kinds(chosen, corpus, languages, options))
            return 0
        scores = [
            measure(name, inject, corpus, languages, options.seed, options.samples)
            for name, inject in _with_progress(chosen)
        ]
    for text in (text for score in scores for text in score.wrong):
        print(text, file=sys.stderr)
    faults = [score for score in scores if score.kind not in HARMLESS_KINDS]
    harmless = [score for score in scores if score.kind in HARMLESS_KINDS]
    print(as_json(faults, harmless) if options.json else as_markdown(faults, harmless))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench.recall", description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path, help="a git repository with translations")
    parser.add_argument("--seed", default="1", help="another seed makes other faults")
    parser.add_argument("--samples", type=int, default=10, help="of each kind")
    parser.add_argument("--language", action="append", help="a language folder; all by default")
    parser.add_argument("--kind", action="append", help="a kind of fault; all by default")
    parser.add_argument("--fix", action="store_true", help="repair the faults as well")
    parser.add_argument("--holes", type=int, metavar="N", help="cut holes into N pages instead")
    parser.add_argument("--json", action="store_true", help="print JSON instead of Markdown")
    return parser


def unpack(corpus: Path, root: Path) -> None:
    """Clone a repository; of one that is partial itself, without the files that it lacks."""
    subprocess.run(["git", "clone", "--quiet", "--no-checkout", corpus, root], check=True)
    subprocess.run(["git", "read-tree", "HEAD"], cwd=root, check=True)
    subprocess.run(["git", "checkout-index", "--all", "--quiet"], cwd=root, check=False)


def read_corpus(root: Path, wanted: Collection[str] | None) -> tuple[Corpus, list[str]]:
    """The corpus, with what a check says of it as it is, and the languages to put faults into."""
    folders = {path.name for path in (root / "translations").iterdir() if path.is_dir()}
    languages = sorted(folders & set(wanted or WORDS) & set(WORDS))
    faulty = {finding["path"] for finding in check(root, [])}
    return Corpus(root, translated_everywhere(root, languages), faulty), languages


def check(root: Path, arguments: Sequence[str]) -> list[Finding]:
    """The findings of `transync check` in a folder."""
    out = io.StringIO()
    with contextlib.chdir(root), contextlib.redirect_stdout(out):
        code = transync(["check", "--output-format", "json", *arguments])
    if code not in {0, 1}:
        sys.exit(f"transync exits with {code} for {arguments}")
    findings: list[Finding] = json.loads(out.getvalue())["findings"]
    return findings


def measure(
    kind: str, inject: Kind, corpus: Corpus, languages: Sequence[str], seed: str, samples: int
) -> Score:
    """Inject a kind into pages of languages in turn, as often as wanted, and judge each check."""
    score = Score(kind)
    for injection in injections(kind, inject, corpus, languages, seed, samples):
        findings = corpus.findings(injection.after, injection.checked, check)
        score.injected += 1
        if injection.expected:
            score.rule = injection.expected.rule
            found, has_collateral = outcome(injection, findings)
            setattr(score, found, getattr(score, found) + 1)
            score.collateral += has_collateral
            is_wrong = found != "right" or has_collateral
        else:
            score.collateral += bool(findings)
            is_wrong = bool(findings)
        if is_wrong:
            score.wrong.append(describe(kind, injection, findings))
    return score


def measure_repairs(
    kinds: Mapping[str, Kind],
    corpus: Corpus,
    languages: Sequence[str],
    options: argparse.Namespace,
) -> str:
    """Inject and fix kinds of faults; what is not as it was before goes to stderr."""
    found = []
    for name, inject in _with_progress({n: kinds[n] for n in kinds if n not in HARMLESS_KINDS}):
        made = injections(name, inject, corpus, languages, options.seed, options.samples)
        found.append(repairs.measure_repairs(name, made, corpus))
        for text in found[-1].shown:
            print(text, file=sys.stderr)
    return repairs.as_json(found) if options.json else repairs.as_markdown(found)


def measure_holes(
    kinds: Mapping[str, Kind],
    corpus: Corpus,
    languages: Sequence[str],
    options: argparse.Namespace,
) -> str:
    """Cut holes and the like; each page of which more or less is said goes to stderr."""
    found: list[holes.Told] = []
    for name, inject in _with_progress(kinds):
        number = options.holes if name == "a hole" else max(options.holes // 4, 1)
        made = injections(name, inject, corpus, languages, options.seed, number)
        told = holes.measure_holes(name, made, corpus, check)
        for text in (text for of_shape in told for text in of_shape.shown):
            print(text, file=sys.stderr)
        found += told
    return holes.as_json(found) if options.json else holes.as_markdown(found)


def injections(
    kind: str, inject: Kind, corpus: Corpus, languages: Sequence[str], seed: str, samples: int
) -> Iterator[Injection]:
    rng = Random(f"{seed} {corpus.root.name} {kind}")
    offering = rng.sample(languages, len(languages))
    made = 0
    while made < samples and offering:
        language = offering[made % len(offering)]
        if injection := choose(inject, corpus, language, rng, check):
            made += 1
            yield injection
        else:
            offering.remove(language)


def describe(kind: str, injection: Injection, findings: list[Finding]) -> str:
    """An injection that was not found as it should be, with its edit and what was said."""
    expected = injection.expected
    lines = [f"=== {kind}: {injection.after.translation_path}"]
    lines += [injection.before.differences(injection.after)]
    if expected:
        wanted, sources = sorted(expected.lines)[:9], sorted(expected.source_lines)[:9]
        lines += [f"--- expected {expected.rule} at {wanted}, source {sources}; said:"]
    return "\n".join([*lines, *map(brief, findings[:12]), ""])


def _with_progress(kinds: Mapping[str, Kind]) -> Iterator[tuple[str, Kind]]:
    for number, (name, inject) in enumerate(kinds.items(), 1):
        print(f"{number}/{len(kinds)} {name}", file=sys.stderr)
        yield name, inject


def as_markdown(faults: Sequence[Score], harmless: Sequence[Score]) -> str:
    """Tables of both, and of the totals beside the goals."""
    lines = []
    if faults:
        lines += [
            "| Fault | Rule | Injected | By the right rule | Otherwise | Missed | Collateral |",
            "| --- | --- | --: | --: | --: | --: | --: |",
            *(
                f"| {s.kind} | `{s.rule}` | {s.injected} | {s.right} | {s.otherwise} "
                f"| {s.missed} | {s.collateral} |"
                for s in faults
                if s.injected
            ),
            "",
            *_totals(faults),
        ]
    if harmless:
        lines += [
            "",
            "| Harmless change | Made | Reported |",
            "| --- | --: | --: |",
            *(f"| {s.kind} | {s.injected} | {s.collateral} |" for s in harmless if s.injected),
        ]
    if absent := [score.kind for score in [*faults, *harmless] if not score.injected]:
        lines += ["", f"No page offers a place for: {'; '.join(absent)}."]
    return "\n".join(lines)


def _totals(faults: Sequence[Score]) -> list[str]:
    shares = totals(faults)
    return [
        "| Of all faults | Share | Goal |",
        "| --- | --: | --: |",
        f"| found | {shares['found']:.1%} | at least {GOALS['found']:.0%} |",
        f"| found by the right rule | {shares['right']:.1%} | at least {GOALS['right']:.0%} |",
        f"| with collateral | {shares['collateral']:.1%} | at most {GOALS['collateral']:.0%} |",
    ]


def totals(faults: Sequence[Score]) -> dict[str, float]:
    """Of all faults injected, the share that was found, and so on."""
    count: Counter[str] = Counter()
    for score in faults:
        count["injected"] += score.injected
        count["found"] += score.right + score.otherwise
        count["right"] += score.right
        count["collateral"] += score.collateral
    return {name: count[name] / max(count["injected"], 1) for name in GOALS}


def as_json(faults: Sequence[Score], harmless: Sequence[Score]) -> str:
    content = {
        "totals": totals(faults),
        "goals": GOALS,
        "faults": [asdict(score) for score in faults],
        "harmless": [asdict(score) for score in harmless],
    }
    return json.dumps(content, indent=2, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())

"""Trials of the commands that only read: well-formed, inert, the same however they came about."""

from __future__ import annotations

import json
from collections.abc import Mapping
from random import Random
from typing import Any

from tests.fuzz.expectations import examine, expect_untouched, findings_of
from tests.fuzz.running import Place
from transync.co_op_translator import SIDECAR_NAME
from transync.output import FORMATS

_CHECK = ("check", "--no-cache", "--jobs=1", "--output-format=json")
# Findings that only a check of everything can have.
_OF_THE_WHOLE = frozenset(
    ("unused-suppression", "orphan", "metadata-leftover", "missing-translation")
)


def outputs(place: Place, rng: Random) -> None:
    """Every form of a check is well-formed and inert, and nothing is written."""
    before = place.content()
    forms = [form for form in FORMATS if form != "json"]
    also = [f"--also={form}={place.out(form)}" for form in forms]
    ran = place.run(*_CHECK, *also)
    if ran.is_usable:
        examine(place, ran, "json", ran.output)
        for form in forms:
            examine(place, ran, form, place.out(form).read_bytes())
    shown = place.run("check", "--no-cache", "--jobs=1", "--verbose", terminal=True)
    examine(place, shown, "coloured", shown.output)
    examine(place, shown, "errors", shown.errors.encode("utf-8", "replace"))
    expect_untouched(place, before, "check")


def cache(place: Place, rng: Random) -> None:
    """With a cache that is cold, with one that is warm, and without: the same."""
    options = ("--jobs=1", "--output-format=json")
    ran = [
        place.run("check", *options, *more) for more in (("--no-cache",), (), (), ("--no-cache",))
    ]
    if len({(r.code, r.output) for r in ran}) > 1:
        place.fail("cache: another report", "\n".join(f"{r.code} {r.text[:3000]}" for r in ran))


def parts(place: Place, rng: Random) -> None:
    """What is found of each page alone is found of it among all, and the other way round."""
    whole = findings_of(place.run(*_CHECK))
    if whole is None:
        return
    pages = sorted({_page(finding) for finding in whole.values()})
    pages = [page for page in pages if (place.root / page).is_file() and page[0] != "-"][:6]
    part: dict[str, Mapping[str, Any]] = {}
    for page in pages:
        part |= findings_of(place.run(*_CHECK, page)) or {}
    for key in part.keys() ^ whole.keys():
        finding = part.get(key) or whole[key]
        # A sidecar may tell of translations that are not there, nor among the parts.
        is_of_page = _page(finding) in pages and not finding["path"].endswith(SIDECAR_NAME)
        if finding["rule"] not in _OF_THE_WHOLE and is_of_page:
            where = "a part" if key in part else "the whole"
            said = f"check {pages}\n{json.dumps(finding, indent=1)}"
            place.fail(f"parts: {finding['rule']} only in {where}", said)


def _page(finding: Mapping[str, Any]) -> str:
    """The source that a finding is about, or the file itself."""
    source = finding["source"]
    return str(source["path"] if source else finding["path"])


def reports(place: Place, rng: Random) -> None:
    before = place.content()
    forms = {
        "json": "overview",
        "html": "html",
        "markdown": "markdown",
        "csv": "csv",
        "badge": "badge",
        "badge-svg": "svg",
        "text": "text",
    }
    for form in rng.sample(sorted(forms), 3):
        ran = place.run("report", "--no-cache", "--jobs=1", f"--format={form}")
        if ran.is_usable:
            examine(place, ran, forms[form], ran.output)
        examine(place, ran, "errors", ran.errors.encode("utf-8", "replace"))
    expect_untouched(place, before, "report")


def worklists(place: Place, rng: Random) -> None:
    before = place.content()
    for form, kind in (("json", "worklist"), ("text", "text"), ("co-op", "text")):
        ran = place.run("worklist", "--no-cache", "--jobs=1", f"--format={form}")
        if ran.is_usable:
            examine(place, ran, kind, ran.output)
    expect_untouched(place, before, "worklist")


def differences(place: Place, rng: Random) -> None:
    before = place.content()
    paths = sorted(
        path for path in place.project.files if path.lower().endswith((".md", ".ipynb", ".mdx"))
    )
    for path in rng.sample(paths, min(3, len(paths))):
        for form, kind in (("json", "differences"), ("text", "text")):
            ran = place.run("diff", f"--format={form}", "--", path)
            if ran.is_usable:
                examine(place, ran, kind, ran.output)
            examine(place, ran, "errors", ran.errors.encode("utf-8", "replace"))
    expect_untouched(place, before, "diff")


def histories(place: Place, rng: Random) -> None:
    before = place.content()
    by = rng.choice(("week", "commit"))
    for form, kind in (("json", "history"), ("text", "text"), ("svg", "svg")):
        ran = place.run("history", f"--by={by}", f"--format={form}")
        if ran.is_usable:
            examine(place, ran, kind, ran.output)
    expect_untouched(place, before, "history")


def changes(place: Place, rng: Random) -> None:
    """What is found of a change is found of all, too."""
    before = place.content()
    base = rng.choice(("HEAD", "HEAD~1", "HEAD~1", "main~2", "gone", "--output=x", "HEAD^{tree}"))
    forms = [form for form in FORMATS if form != "json"]
    also = [f"--also={form}={place.out(form)}" for form in forms]
    more = rng.choice(((), ("--fail-on-stale-source",)))
    ran = place.run(
        "check", "--no-cache", "--jobs=1", "--output-format=json", f"--diff={base}", *also, *more
    )
    if ran.is_usable:
        examine(place, ran, "json", ran.output)
        for form in forms:
            examine(place, ran, form, place.out(form).read_bytes())
    examine(place, ran, "errors", ran.errors.encode("utf-8", "replace"))
    expect_untouched(place, before, "check --diff")


def processes(place: Place, rng: Random) -> None:
    """Several processes say what one says, of a tree that is large enough for them."""
    copies = max(1, 220 // max(1, len(place.project.files)))
    for number in range(copies):
        for path, data in place.project.files.items():
            full = place.root / f"copy-{number}" / path
            try:
                full.parent.mkdir(parents=True, exist_ok=True)
                full.write_bytes(data)
            except (OSError, ValueError):
                continue
    padding = b"# Large\n\n" + b"word " * 500_000
    for path in ("large.md", "translations/vi/large.md"):
        (place.root / path).parent.mkdir(parents=True, exist_ok=True)
        (place.root / path).write_bytes(padding)
    ran = [
        place.run("check", "--no-cache", "--output-format=json", f"--jobs={jobs}")
        for jobs in (1, 2)
    ]
    if len({(r.code, r.output) for r in ran}) > 1:
        place.fail(
            "processes: another report", "\n".join(f"{r.code} {r.errors[:3000]}" for r in ran)
        )

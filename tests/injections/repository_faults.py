"""Faults of a repository: records, files that are missing, left over, or no text."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

from tests.injections.edits import fault
from tests.injections.link_faults import change_url
from tests.injections.pages import Page, appended
from tests.injections.rawtext import INLINE
from tests.injections.record_faults import stale
from tests.injections.verdict import Expected, Injection, Kind
from tests.injections.words import ENGLISH, Words

_COMMENT = re.compile(r"<!--\s*CO_OP_TRANSLATOR_METADATA:.*?-->\n*", re.DOTALL)


def _found_in(page: Page, after: Page, rule: str, *paths: str) -> Injection:
    """A fault of whole files, of which any line is the place."""
    expected = Expected(rule, page.translation_path, frozenset({1}), elsewhere=frozenset(paths))
    return Injection(page, after, expected)


def _without_record(page: Page) -> Page:
    if page.sidecar is None:
        return replace(page, translation=_COMMENT.sub("", page.translation, count=1))
    entries = json.loads(page.sidecar)
    del entries[page.source_path]
    return replace(page, sidecar=_as_json(entries))


def _as_json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


# --- records ----------------------------------------------------------------------------------


def lose_record(page: Page, rng: Random) -> Injection:
    return _found_in(page, _without_record(page), "metadata-missing", page.translation_path)


def edit_record(edit: Callable[[str], str]) -> Kind:
    """Edits the record's JSON so that nobody can use it."""

    def inject(page: Page, rng: Random) -> Injection:
        text, (start, end) = page.files[page.record_path], page.record_span()
        text = text[:start] + edit(text[start:end]) + text[end:]
        if page.sidecar is None:
            after = replace(page, translation=text)
        else:
            after = replace(page, sidecar=text)
        return _found_in(page, after, "metadata-invalid", page.record_path)

    return inject


def _conflict(record: str) -> str:
    opening, first, *rest = record.split("\n")
    mine, theirs = f"<<<<<<< HEAD\n{first}\n=======", f"{first}\n>>>>>>> main"
    return "\n".join([opening, mine, theirs, *rest])


def change_source_file(page: Page, rng: Random) -> Injection:
    after = page.with_field("source_file", "another-page.md")
    expected = Expected("metadata-mismatch", page.record_path, after.record_lines)
    return Injection(page, after, expected)


def grow_source(page: Page, rng: Random) -> Injection:
    """Gives the source a section that no translation has yet."""
    section = (
        "## What came later\n\nThis part is new, and so is its [link](https://example.com/new).\n"
    )
    after = replace(page, source=f"{page.source.rstrip()}\n\n{section}")
    return Injection(page, after, stale(page))


# --- files ------------------------------------------------------------------------------------


def _absent(page: Page, *failures: tuple[str, object]) -> Page:
    """The page without its translation, and with these entries of failures in the sidecar."""
    path = f"translations/{page.folder}/.co-op-translator.json"
    after = _without_record(page)
    entries = json.loads(after.sidecar) if after.sidecar else {}
    if failures:
        entries["__translation_failures__"] = dict(failures)
    if entries:
        after = after.with_other(path, _as_json(entries).encode())
    return after.with_other(page.translation_path, None)


def remove_translation(page: Page, rng: Random) -> Injection:
    paths = (page.source_path, page.translation_path)
    injection = _found_in(page, _absent(page), "missing-translation", *paths)
    return injection._replace(arguments=(page.source_path, "--language", page.folder))


def fail_translation(page: Page, rng: Random) -> Injection:
    """Records that the translation failed, and takes it away."""
    text, (start, end) = page.files[page.record_path], page.record_span()
    record = json.loads(text[start:end])
    failure = {
        "original_hash": record["original_hash"],
        "source_file": page.source_path,
        "language_code": record["language_code"],
        "status": "failed",
        "failure_date": "2026-01-02T03:04:05+00:00",
        "error_type": "ValueError",
        "error_message": "the answer was empty",
    }
    after = _absent(page, (page.source_path, failure))
    sidecar = f"translations/{page.folder}/.co-op-translator.json"
    paths = (page.source_path, page.translation_path, sidecar)
    injection = _found_in(page, after, "failed-translation", *paths)
    assert injection.expected
    expected = injection.expected._replace(also=frozenset({"missing-translation"}), most=2)
    arguments = (page.source_path, "--language", page.folder)
    return injection._replace(expected=expected, arguments=arguments)


def leave_orphan(page: Page, rng: Random) -> Injection:
    """Adds the translation of a page that was renamed."""
    folder, name = posixpath.split(page.source_path)
    source = posixpath.join(folder, f"old-{name}")
    path = f"translations/{page.folder}/{source}"
    if page.sidecar is None:
        text, after = page.with_field("source_file", source).translation, page
    else:
        entries = json.loads(page.sidecar)
        entries[source] = {**entries[page.source_path], "source_file": source}
        text, after = page.translation, replace(page, sidecar=_as_json(entries))
    injection = _found_in(page, after.with_other(path, text.encode()), "orphan", path)
    return injection._replace(arguments=(path,))


def encode(make: Callable[[str], bytes]) -> Kind:
    """Saves the translation as something else than UTF-8 text."""

    def inject(page: Page, rng: Random) -> Injection:
        after = page.with_other(page.translation_path, make(page.translation))
        return _found_in(page, after, "unreadable", page.translation_path)

    return inject


# --- links between files ----------------------------------------------------------------------


def link_to_untranslated(page: Page, rng: Random) -> Injection:
    """Gives both sides a link to a document that only the source tree has."""
    name = "a-page-of-the-source-only.md"

    def block(words: Words) -> str:
        return f"{words[3]}: [{words[0]}]({name})\n"

    path = posixpath.join(posixpath.dirname(page.source_path), name)
    before = page.with_other(path, b"# One page\n\nNobody translates it.\n")
    after = appended(before, block(ENGLISH), block(page.words))
    line = next(
        n for n, text in enumerate(after.translation.split("\n"), 1) if f"]({name})" in text
    )
    return fault(before, after, "untranslated-target", {line})


def misplace_tracking(url: str) -> str | None:
    """Puts the tracking parameter behind the fragment, or behind a second question mark."""
    match = re.fullmatch(
        r"(?P<head>[^?#]+)\?(?P<rest>[^#]*?)&?(?P<tracking>WT\.mc_id=[^&#]+)"
        r"(?P<fragment>#[^?]*)?",
        url,
    )
    if not match or not (match["rest"] or match["fragment"]):
        return None
    query = f"?{match['rest']}" if match["rest"] else ""
    return f"{match['head']}{query}{match['fragment'] or ''}?{match['tracking']}"


REPOSITORY_FAULTS: Mapping[str, Kind] = {
    "the record lost": lose_record,
    "the record's JSON broken": edit_record(lambda text: text.replace(",", "", 1)),
    "a merge conflict in the record": edit_record(_conflict),
    "the record's hash no MD5": edit_record(
        lambda text: re.sub(r'("original_hash": ")\w', r"\1", text)
    ),
    "the record's date no date": edit_record(
        lambda text: re.sub(r'("translation_date": ")[^"]*', r"\1yesterday", text)
    ),
    "the record's source_file changed": change_source_file,
    "the source gained a section": grow_source,
    "a translation missing": remove_translation,
    "a translation that failed": fail_translation,
    "a translation without a source": leave_orphan,
    "a translation in UTF-16": encode(lambda text: text.encode("utf-16")),
    "a translation with a NUL byte": encode(lambda text: text.replace(" ", "\0", 1).encode()),
    "a translation in another encoding": encode(
        lambda text: b"\xff" + text.encode("utf-8")[:-1] + b"\xe9"
    ),
    "a link to an untranslated page": link_to_untranslated,
    "a tracking ID moved where it is dead": change_url(
        misplace_tracking, "dead-tracking-id", INLINE
    ),
}

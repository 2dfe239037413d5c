"""A page, the raw text of one pair with its record, and our own features to put into it."""

from __future__ import annotations

import contextlib
import difflib
import hashlib
import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from tests.injections.rawtext import disclaimer_line, find_headings, hidden_lines, slug
from tests.injections.words import ENGLISH, WORDS, Words

# What a repository of pages must hold: two documents in every language, a code file, a folder.
NEIGHBOUR, OTHER_NEIGHBOUR = "SUPPORT.md", "CODE_OF_CONDUCT.md"
CODE_FILE, FOLDER = "LICENSE", "images"


@dataclass(frozen=True)
class Page:
    """One pair of a repository as text; `folder` is the language's folder name."""

    root: Path
    source_path: str
    folder: str
    source: str
    translation: str
    sidecar: str | None  # None where the record stands in the translation itself
    others: tuple[tuple[str, bytes | None], ...] = ()  # what else changes; None: is absent

    @property
    def translation_path(self) -> str:
        return f"translations/{self.folder}/{self.source_path}"

    @property
    def record_path(self) -> str:
        """The file that holds the record."""
        if self.sidecar is None:
            return self.translation_path
        return f"translations/{self.folder}/.co-op-translator.json"

    @property
    def words(self) -> Words:
        return WORDS[self.folder]

    @property
    def files(self) -> dict[str, str]:
        files = {self.source_path: self.source, self.translation_path: self.translation}
        return files if self.sidecar is None else {**files, self.record_path: self.sidecar}

    @property
    def contents(self) -> dict[str, bytes | None]:
        """What is in each file; None for one that is absent."""
        return {**{path: text.encode() for path, text in self.files.items()}, **dict(self.others)}

    def with_other(self, path: str, content: bytes | None) -> Page:
        """The page with another file beside it, or without it (None)."""
        return replace(self, others=(*self.others, (path, content)))

    def record_span(self) -> tuple[int, int]:
        """Where the record's JSON object begins and ends in its file's text."""
        if self.source_path.endswith(".ipynb"):
            pattern = r'"coopTranslator": (\{.*?\n *\})'
        elif self.sidecar is None:
            pattern = r"CO_OP_TRANSLATOR_METADATA:\s*(\{.*?\n\})"
        else:
            key = json.dumps(self.source_path, ensure_ascii=False)
            pattern = rf"(?m:^)  {re.escape(key)}: (\{{\n.*?\n  \}})"
        match = re.search(pattern, self.files[self.record_path], re.DOTALL)
        assert match, f"no record of {self.source_path} in {self.record_path}"
        return match.span(1)

    @property
    def record_lines(self) -> frozenset[int]:
        """The lines (from 1) of the record in its file."""
        text, (start, end) = self.files[self.record_path], self.record_span()
        first = text.count("\n", 0, start) + 1
        return frozenset(range(first, first + text.count("\n", start, end) + 1))

    def with_field(self, name: str, value: str | None) -> Page:
        """The page with a field of its record changed, or removed (None)."""
        text, (start, end) = self.files[self.record_path], self.record_span()
        opening, *fields, closing = text[start:end].split("\n")
        pattern = re.compile(rf'( *"{name}": )"[^"]*"')
        kept = [
            field if value is None else pattern.sub(lambda m: f'{m[1]}"{value}"', field)
            for field in fields
            if value is not None or not pattern.match(field)
        ]
        kept[-1] = kept[-1].removesuffix(",")
        text = text[:start] + "\n".join([opening, *kept, closing]) + text[end:]
        if self.sidecar is None:
            return replace(self, translation=text)
        return replace(self, sidecar=text)

    def recorded(self) -> Page:
        """The page with today's hash of the source in its record."""
        digest = hashlib.md5(self.source.encode(), usedforsecurity=False).hexdigest()
        return self.with_field("original_hash", digest)

    def exists(self, url: str) -> bool:
        """Whether the translation's relative URL names something inside the repository."""
        folder = posixpath.dirname(self.translation_path)
        target = posixpath.normpath(posixpath.join(folder, unquote(url)))
        return not target.startswith("..") and (self.root / target).exists()

    def differences(self, changed: Page) -> str:
        """What an edit changed, for a failure's message."""
        lines: list[str] = []
        for path, text in self.files.items():
            old, new = text.split("\n"), changed.files[path].split("\n")
            lines += difflib.unified_diff(old, new, path, path, lineterm="", n=0)
        lines += [
            f"{path}: {'absent' if c is None else f'{len(c)} bytes'}" for path, c in changed.others
        ]
        return "\n".join(line[:300] for line in lines[:20])


def read_page(root: Path, source_path: str, folder: str) -> Page:
    """The page of a source in a language folder, whose record is in the sidecar if there is one."""
    translations = root / "translations" / folder
    sidecar = translations / ".co-op-translator.json"
    return Page(
        root,
        source_path,
        folder,
        read_text(root / source_path),
        read_text(translations / source_path),
        read_text(sidecar) if sidecar.exists() else None,
    )


def read_text(path: Path) -> str:
    """A file's text with its line endings as they are."""
    return path.read_bytes().decode()


@contextlib.contextmanager
def on_disk(page: Page) -> Iterator[None]:
    """Put the page's text into its files, and put back what was there."""
    originals = {page.root / path: _read(page.root / path) for path in page.contents}
    wanted = {page.root / path: content for path, content in page.contents.items()}
    changed = [path for path in originals if originals[path] != wanted[path]]
    try:
        for path in changed:
            _write(path, wanted[path])
        yield
    finally:
        for path in changed:
            _write(path, originals[path])


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _write(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(content)


def relative(target: str, path: str) -> str:
    """The URL by which a file links to a path of its repository."""
    return posixpath.relpath(target, posixpath.dirname(path) or ".").replace(" ", "%20")


def extended(page: Page) -> Page | None:
    """The page with our features at the end of both texts; None where that is in a fence."""
    if hidden_lines(page.source)[-1]:
        return None
    return appended(page, features(page, ENGLISH), features(page, page.words))


def appended(page: Page, source_block: str, translation_block: str) -> Page:
    """The page with a block at the end of each text (above the disclaimer), and recorded."""
    end = disclaimer_line(page.translation)
    lines = page.translation.split("\n")
    head, tail = "\n".join(lines[:end]).rstrip(), "\n".join(lines[end:])
    return replace(
        page,
        source=f"{page.source.rstrip()}\n\n{source_block}",
        translation=f"{head}\n\n{translation_block}\n{tail}",
    ).recorded()


def features(page: Page, words: Words) -> str:
    """One of each kind of link, an anchor, and a table, in some words, for the end of a page."""
    guide, reference, appendix, more = words
    neighbour = relative(NEIGHBOUR, page.source_path)
    other = relative(OTHER_NEIGHBOUR, page.source_path)
    folder = "" if words is ENGLISH else f"translations/{page.folder}/"
    fragment = slug(find_headings(read_text(page.root / f"{folder}{NEIGHBOUR}"))[0][1])
    tracked = "?WT.mc_id=academic-12345-writer"
    return f"""\
## {appendix} {guide}

{more}: [{guide}](https://docs.example.com/guide/start{tracked}), \
[{reference}](https://docs.example.com/reference/api?view=stable#limits).

{guide} [{guide}]({other}), {reference} [{reference}]({neighbour}#{fragment}).

{guide} <https://example.com/autolink/page>, \
[{guide}](https://example.com/twice), [{reference}](https://example.com/twice)

https://example.com/bare/page

{more} <a href="https://example.com/html/page">{guide}</a>

{more} [{reference}][defined-at-the-end]

{more} **{guide}** [{appendix}](#{slug(f"{appendix} {guide}")})

| {guide} | {reference} |
| --- | --- |
| 1 | [{guide}](https://docs.example.com/table/one{tracked}) |
| 2 | [{reference}](https://docs.example.com/table/two?view=stable#limits) |
| 3 | [{more}]({neighbour}) |
| 4 | **{appendix}** |
| 5 | [{appendix} {more}](https://docs.example.com/table/five) |

[defined-at-the-end]: https://example.com/defined/page
"""

"""Faults of tables without links, and of images."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from random import Random
from typing import NamedTuple

from tests.injections.blocks import Block, find_blocks, source_of
from tests.injections.edits import around_gap, at_random, fault, without
from tests.injections.pages import Page, read_text
from tests.injections.rawtext import IMAGE, Link, find_links
from tests.injections.verdict import Expected, Injection, Kind

_BAR = re.compile(r"(?<!\\)\|")


class Row(NamedTuple):
    """A row of a table's body: its table, and its line (from 0).

    Nobody can tell which row of a table without links is missing, so its place is the table.
    """

    table: Block
    line: int


def _tables(page: Page) -> list[Block]:
    """Tables without links, each of at least two rows below its header, all equally long."""
    tables = [block for block in find_blocks(page.translation) if block.kind == "table"]
    return [
        table
        for table in tables
        if len(table.lines) >= 4 and not re.search(r"\]\(|https?:|<|!\[", table.text)
        if len({len(_BAR.split(row.strip())) for row in table.text.split("\n")}) == 1
        if all(row.strip().endswith("|") for row in table.text.split("\n"))
    ]


def _rows(page: Page) -> list[Row]:
    """Rows in which every cell is filled."""
    lines = page.translation.split("\n")
    return [
        Row(table, line)
        for table in _tables(page)
        for line in range(table.start + 2, table.stop)
        if all(cell.strip() for cell in _BAR.split(lines[line].strip())[1:-1])
    ]


def _inner_rows(page: Page) -> list[Row]:
    rows = _rows(page)
    return [row for row in rows if row._replace(line=row.line + 1) in rows]


def _wide_rows(page: Page) -> list[Row]:
    lines = page.translation.split("\n")
    return [row for row in _rows(page) if len(_BAR.findall(lines[row.line])) > 3]


def _wide_tables(page: Page) -> list[Block]:
    return [t for t in _tables(page) if len(_BAR.findall(t.text.split("\n")[0])) > 3]


def drop_row(page: Page, row: Row, rng: Random) -> Injection:
    after = without(page, row.line, row.line + 1)
    return fault(page, after, "table-shape", row.table.lines, source_of(page, row.table))


def add_row(page: Page, row: Row, rng: Random) -> Injection:
    guide, reference, appendix, more = page.words
    cells = len(_BAR.findall(page.translation.split("\n")[row.line])) - 1
    new = " | ".join(rng.choice([guide, reference, appendix, more]) for _ in range(cells))
    after = without(page, row.line + 1, row.line + 1, f"| {new} |")
    return fault(page, after, "table-shape", row.table.lines)


def split_table(page: Page, row: Row, rng: Random) -> Injection:
    """Puts an empty line below a row."""
    after = without(page, row.line + 1, row.line + 1, "")
    return fault(page, after, "table-shape", row.table.lines, source_of(page, row.table))


def drop_cell(page: Page, row: Row, rng: Random) -> Injection:
    new = _without_cell(page.translation.split("\n")[row.line], rng)
    after = without(page, row.line, row.line + 1, new)
    return fault(page, after, "table-shape", row.table.lines, source_of(page, row.table))


def _without_cell(row: str, rng: Random) -> str:
    cells = _BAR.split(row.strip())
    del cells[rng.randint(1, len(cells) - 2)]
    return "|".join(cells)


def drop_column(page: Page, table: Block, rng: Random) -> Injection:
    seed = rng.random()
    rows = [_without_cell(row, Random(seed)) for row in table.text.split("\n")]
    after = without(page, table.start, table.stop, *rows)
    return fault(page, after, "table-shape", table.lines, source_of(page, table))


def drop_delimiter(page: Page, table: Block, rng: Random) -> Injection:
    """Takes away the row of dashes that makes a table of it."""
    after = without(page, table.start + 1, table.start + 2)
    return fault(page, after, "table-shape", table.lines, source_of(page, table))


def remove_table(page: Page, table: Block, rng: Random) -> Injection:
    after = without(page, table.start, table.stop)
    gap, source = around_gap(after, table.start), source_of(page, table)
    return fault(page, after, "table-shape", gap, source)


# --- images -----------------------------------------------------------------------------------


def _images(page: Page) -> list[Link]:
    """Images on lines of their own."""
    lines = page.translation.split("\n")
    images = find_links(page.translation, IMAGE)
    return [i for i in images if lines[i.line].strip() == lines[i.line][i.start : i.end]]


def _source_of_image(page: Page, image: Link) -> frozenset[int]:
    """The source's line of an image, if both sides have as many of its name."""
    stem = image.url.rpartition("/")[2].split(".")[0]
    places = [
        [link.line for link in find_links(text, IMAGE) if f"/{stem}." in link.url]
        for text in (page.source, page.translation)
    ]
    if len(places[0]) != len(places[1]) or image.line not in places[1]:
        return frozenset()
    return frozenset({places[0][places[1].index(image.line)] + 1})


def remove_image(page: Page, image: Link, rng: Random) -> Injection:
    after = without(page, image.line, image.line + 1)
    gap = around_gap(after, image.line)
    return fault(page, after, "image", gap, _source_of_image(page, image))


def replace_image(page: Page, image: Link, rng: Random) -> Injection | None:
    """Shows another image of the repository."""
    others = [url for url in _other_images(page, image) if url not in page.translation]
    if not others:
        return None
    line = page.translation.split("\n")[image.line]
    new = line[: image.url_start] + rng.choice(others) + line[image.url_end :]
    after = without(page, image.line, image.line + 1, new)
    source = _source_of_image(page, image)
    return fault(page, after, "image", {image.line + 1}, source)


def add_image(page: Page, image: Link, rng: Random) -> Injection | None:
    """Puts an image that the source does not have below another one."""
    others = [url for url in _other_images(page, image) if url not in page.translation]
    if not others:
        return None
    new = f"![{page.words[0]}]({rng.choice(others)})"
    after = without(page, image.line + 1, image.line + 1, "", new)
    return fault(page, after, "image", {image.line + 3})


def duplicate_image(page: Page, image: Link, rng: Random) -> Injection:
    line = page.translation.split("\n")[image.line]
    after = without(page, image.line + 1, image.line + 1, "", line)
    return fault(page, after, "image", {image.line + 1, image.line + 3})


def _other_images(page: Page, image: Link) -> list[str]:
    """URLs of the language's other translated images, beside one of them."""
    head, _, name = image.url.rpartition("/")
    if not head.endswith(("translated_images", f"translated_images/{page.folder}")):
        return []
    folder = page.root / head[head.index("translated_images") :]
    suffix = "" if head.endswith(page.folder) else f".{page.folder}.png"
    names = sorted(path.name for path in folder.glob(f"*.*{suffix}") if path.name[0] != ".")
    stem = name.split(".")[0]
    return [f"{head}/{other}" for other in names if other.split(".")[0] != stem]


def age_image(page: Page, image: Link, rng: Random) -> Injection | None:
    """Records another hash for a translated image."""
    path = f"translated_images/{page.folder}/.co-op-translator.json"
    name = image.url.rpartition("/")[2]
    entries = json.loads(read_text(page.root / path)) if (page.root / path).is_file() else {}
    if name not in entries:
        return None
    entries[name]["original_hash"] = f"{rng.getrandbits(128):032x}"
    after = page.with_other(path, json.dumps(entries, indent=2, ensure_ascii=False).encode())
    return _stale_image(page, after, image, path)


def change_source_image(page: Page, image: Link, rng: Random) -> Injection | None:
    """Changes the image that a translated image was made from."""
    path = f"translated_images/{page.folder}/.co-op-translator.json"
    name = image.url.rpartition("/")[2]
    entries = json.loads(read_text(page.root / path)) if (page.root / path).is_file() else {}
    source = page.root / entries[name]["source_file"] if name in entries else page.root
    if not source.is_file():
        return None
    relative_path = source.relative_to(page.root).as_posix()
    after = page.with_other(relative_path, source.read_bytes() + b"\0")
    return _stale_image(page, after, image, path, relative_path)


def _stale_image(page: Page, after: Page, image: Link, *paths: str) -> Injection:
    translated = f"translated_images/{page.folder}/{image.url.rpartition('/')[2]}"
    expected = Expected(
        "image-stale",
        page.translation_path,
        frozenset({image.line + 1}),
        elsewhere=frozenset({*paths, translated}),
    )
    return Injection(page, after, expected)


SHAPE_FAULTS: Mapping[str, Kind] = {
    "a row dropped from a table without links": at_random(_rows, drop_row),
    "a row added to a table without links": at_random(_rows, add_row),
    "an empty line inside a table": at_random(_inner_rows, split_table),
    "a cell dropped from a row": at_random(_wide_rows, drop_cell),
    "a column dropped": at_random(_wide_tables, drop_column),
    "a table's row of dashes dropped": at_random(_tables, drop_delimiter),
    "a table removed": at_random(_tables, remove_table),
    "an image removed": at_random(_images, remove_image),
    "an image replaced by another": at_random(_images, replace_image),
    "an image added": at_random(_images, add_image),
    "an image shown twice": at_random(_images, duplicate_image),
    "an image's recorded hash changed": at_random(_images, age_image),
    "an image's source changed": at_random(_images, change_source_image),
}

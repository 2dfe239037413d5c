"""Translations that differ from their sources in as many places as there is room for.

Each function gives a tree `{path: content}` of about n bytes a page. `bench.growth --inputs`
measures them, and tests count the steps that their comparison and their repairs take.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

Tree = dict[str, bytes]

TITLE = "# Title\n\n"
TABLE = TITLE + "| a | b |\n|---|---|\n"


def _record(source: bytes, page: str) -> dict[str, str]:
    return {
        "original_hash": hashlib.md5(source).hexdigest(),
        "translation_date": "2025-01-01T00:00:00+00:00",
        "source_file": page,
        "language_code": "es",
    }


def _pair(source: str, translation: str) -> Tree:
    """A page and its translation, with the record in a sidecar."""
    data = source.encode()
    sidecar = json.dumps({"README.md": _record(data, "README.md")})
    return {
        "README.md": data,
        "translations/es/README.md": translation.encode(),
        "translations/es/.co-op-translator.json": sidecar.encode(),
    }


def _numbers(template: str, n: int) -> range:
    """As many numbers as a template that they stand in takes n characters."""
    return range(n // (len(template) + 2))


def _each(template: str, numbers: range | Sequence[int]) -> str:
    """The template once for each number, which stands for `#N` in it."""
    return "".join(template.replace("#N", str(number)) for number in numbers)


# Blocks.


def equal_paragraphs(n: int) -> Tree:
    text = "a b c\n\n" * (n // 7)
    return _pair(TITLE + text, f"## x\n\n{TITLE}{text[:-35]}### q\n\nz\n")


def paragraphs_in_turn(n: int) -> Tree:
    one, other = "a 1\n\nb 2\n\n" * (n // 10), "b 2\n\na 1\n\n" * (n // 10 - 5)
    return _pair(f"{TITLE}{one}## y\n", f"## x\n\n{TITLE}{other}### q\n\nz\n")


def paragraphs_of_code(n: int) -> Tree:
    text = "a `b_c` 1\n\n" * (n // 11)
    return _pair(f"{TITLE}{text}## y\n", f"## x\n\n{TITLE}{text[:-55]}### q\n\nz\n")


def equal_items(n: int) -> Tree:
    text = "- a\n" * (n // 4)
    return _pair(f"## x\n\n{TITLE}{text}\n## y\n", f"{TITLE}para\n\n{text[:-20]}\npara\n")


def equal_headings(n: int) -> Tree:
    return _pair("# a\n\n" * (n // 5), "# b\n\n" * (n // 5 - 3))


def headings_in_turn(n: int) -> Tree:
    return _pair("# a\n\n## b\n\n" * (n // 11), "## b\n\n# c\n\n" * (n // 11 - 3))


def lost_headings(n: int) -> Tree:
    template = "## a#N\n\ntext text\n\n"
    return _pair("# a\n\n" + _each(template, _numbers(template, n)), "# a\n\ntext\n")


def paragraphs_for_headings(n: int) -> Tree:
    template = "number #N is here\n\n"
    numbers = _numbers(template, n)
    return _pair(TITLE + _each(template, numbers), TITLE + _each("# numero #N\n\n", numbers))


def half_of_the_paragraphs(n: int) -> Tree:
    template = "the number #N is here and there and everywhere\n\n"
    numbers = _numbers(template, n)
    there = "el numero #N esta aqui y alla y en todas partes\n\n"
    return _pair(TITLE + _each(template, numbers), TITLE + _each(there, numbers[::2]))


def moved_paragraphs(n: int) -> Tree:
    template = "a paragraph with `code_#N` in it\n\n"
    numbers = _numbers(template, n)
    moved = [number ^ 1 for number in numbers]
    return _pair(TITLE + _each(template, numbers), TITLE + _each(template, moved))


def texts_that_stand_twice(n: int) -> Tree:
    text, other = "the first text of two\n\nsome other text\n\n", "the first text of two\n\n"
    return _pair(TITLE + text * (n // 40), TITLE + other * (n // 22))


def changed_alerts(n: int) -> Tree:
    return _pair(
        TITLE + "> [!NOTE]\n> text here\n\n" * (n // 24),
        TITLE + "> [!NOTA]\n> texto aqui\n\n" * (n // 25),
    )


# Code.


def changed_lines(n: int) -> Tree:
    numbers = _numbers("a#N = 0\n", n)
    source, there = _each("a#N = 0\n", numbers), _each("b#N = 0\n", numbers)
    return _pair(f"{TITLE}```python\n{source}```\n", f"{TITLE}```python\n{there}```\n")


def equal_lines(n: int) -> Tree:
    lines = "a = 1\n" * (n // 6)
    return _pair(
        f"{TITLE}```python\n{lines}b = 2\n```\n", f"{TITLE}```python\n{lines[:-54]}b = 2\n```\n"
    )


def blocks_of_equal_lines(n: int) -> Tree:
    lines = "a\nb\n" * 60
    block = "```python\n{}{}```\n\n"
    source, there = block.format("c\n", lines), block.format(lines[2:-6], "c\n")
    return _pair(TITLE + source * (n // 260), TITLE + there * (n // 260))


def blocks_in_another_language(n: int) -> Tree:
    source, there = "```bash\na b\n```\n\n", "```sh\na c\n```\n\n"
    return _pair(TITLE + source * (n // 18), TITLE + there * (n // 18))


def texts_glued_to_fences(n: int) -> Tree:
    source, there = "```bash\na b\n```\ntext here\n\n", "```bash\na b\n```text\nhere\n\n"
    return _pair(TITLE + source * (n // 28), TITLE + there * (n // 28))


# Links.


def equal_links(n: int) -> Tree:
    links = "[a](b.md) " * (n // 10)
    return _pair(f"{TITLE}[p](p.md) {links}[q](q.md)", f"{TITLE}[r](r.md) {links[10:]}[s](s.md)")


def equal_links_in_paragraphs(n: int) -> Tree:
    links = "[a](b.md)\n\n" * (n // 11)
    return _pair(TITLE + links, f"{TITLE}x [z](q.md)\n\n{links}[y](w.md)\n\n")


def other_links(n: int) -> Tree:
    numbers = _numbers("[a](http://x.y/#N) ", n)
    source, there = "[a](http://x.y/#N) ", "[a](http://x.z/#N) "
    return _pair(TITLE + _each(source, numbers), TITLE + _each(there, numbers))


def other_links_in_paragraphs(n: int) -> Tree:
    numbers = _numbers("[a](http://x.y/#N)\n\n", n)
    source, there = "[a](http://x.y/#N)\n\n", "[a](http://x.z/#N)\n\n"
    return _pair(TITLE + _each(source, numbers), TITLE + _each(there, numbers))


def other_links_on_lines(n: int) -> Tree:
    numbers = _numbers("[a](http://x.y/#N)\n", n)
    source, there = "[é](http://x.y/#N)\n", "[é](http://x.z/#N)\n"
    return _pair(TITLE + _each(source, numbers), TITLE + _each(there, numbers))


def reversed_links(n: int) -> Tree:
    numbers = _numbers("[a](http://x.y/#N) ", n)
    link = "[a](http://x.y/#N) "
    return _pair(TITLE + _each(link, numbers), TITLE + _each(link, numbers[::-1]))


def a_deep_target(n: int) -> Tree:
    folders = "a/" * (n // 2)
    return _pair(f"{TITLE}[a]({folders}b.md)\n", f"{TITLE}[a]({folders}c.md)\n")


def links_by_reference(n: int) -> Tree:
    numbers = _numbers("[a][r#N] [r#N]: b#N.md\n", n)
    uses = _each("[a][r#N] ", numbers)
    source, there = (_each(f"[r#N]: {letter}#N.md\n", numbers) for letter in "bc")
    return _pair(f"{TITLE}{uses}\n\n{source}", f"{TITLE}{uses}\n\n{there}")


def lost_tracking(n: int) -> Tree:
    numbers = _numbers("[a](https://example.com/#N?WT.mc_id=academic-1) ", n)
    source = "[a](https://example.com/#N?WT.mc_id=academic-1) "
    return _pair(
        TITLE + _each(source, numbers), TITLE + _each("[a](https://example.com/#N) ", numbers)
    )


def dead_anchors(n: int) -> Tree:
    numbers = _numbers("# a#N\n\n[x](#a#N)\n\n", n)
    source, there = "# a#N\n\n[x](#a#N)\n\n", "# b#N\n\n[x](#a#N)\n\n"
    return _pair(_each(source, numbers), _each(there, numbers))


def links_to_the_translator(n: int) -> Tree:
    link = "[a](https://github.com/Azure/co-op-translator) "
    return _pair(f"{TITLE}text\n", f"{TITLE}text\n\n{link * (n // len(link))}\n")


def images_that_became_links(n: int) -> Tree:
    numbers = _numbers("![a](i#N.png)\n\n", n)
    source, there = "![a](i#N.png)\n\n", "! [a](i#N.png)\n\n"
    return _pair(TITLE + _each(source, numbers), TITLE + _each(there, numbers))


def images_that_became_links_on_a_line(n: int) -> Tree:
    return _pair(
        TITLE + "![a](i.png) " * (n // 12),
        TITLE + "! [a](i.png) " * (n // 13),
    )


def other_images(n: int) -> Tree:
    numbers = _numbers("![a](i/#N.png) ", n)
    tree = _pair(
        TITLE + _each("![a](i/#N.png) ", numbers), TITLE + _each("![a](../../i/x#N.png) ", numbers)
    )
    return tree | {f"i/{number}.png": b"x" for number in numbers[:2000]}


# Tables.


def other_links_in_rows(n: int) -> Tree:
    numbers = _numbers("| [c](d#N.md) | e |\n", n)
    source, there = "| [c](d#N.md) | e |\n", "| [c](x#N.md) | e |\n"
    return _pair(TABLE + _each(source, numbers), TABLE + _each(there, numbers))


def one_row_of_many(n: int) -> Tree:
    numbers = _numbers("| [c](d#N.md) | e |\n", n)
    row = "| [c](d#N.md) | e |\n"
    return _pair(TABLE + _each(row, numbers), TABLE + _each(row, numbers[:1]))


def every_third_row_lost(n: int) -> Tree:
    numbers = _numbers("| [c](d#N.md) | e |\n", n)
    row = "| [c](d#N.md) | e |\n"
    kept = [number for number in numbers if number % 3]
    return _pair(TABLE + _each(row, numbers), TABLE + _each(row, kept))


def reversed_rows(n: int) -> Tree:
    numbers = _numbers("| [c](d#N.md) | e |\n", n)
    row = "| [c](d#N.md) | e |\n"
    return _pair(TABLE + _each(row, numbers), TABLE + _each(row, numbers[::-1]))


def equal_rows(n: int) -> Tree:
    rows = "| [c](d.md) | e |\n" * (n // 18)
    source = f"{TABLE}{rows}| [x](y.md) | z |\n"
    return _pair(source, f"{TABLE}| [q](w.md) | r |\n{rows[54:]}| [1](2.md) | 3 |\n")


def other_links_in_a_cell(n: int) -> Tree:
    numbers = _numbers("[c](d#N.md) ", n)
    source, there = _each("[c](d#N.md) ", numbers), _each("[c](x#N.md) ", numbers)
    return _pair(f"{TABLE}| {source} | e |\n", f"{TABLE}| {there} | e |\n")


def many_tables(n: int) -> Tree:
    table = "| a | b |\n|---|---|\n| [c]({}.md) | e |\n\n"
    return _pair(TITLE + table.format("d") * (n // 42), TITLE + table.format("x") * (n // 42 - 3))


def tables_that_became_text(n: int) -> Tree:
    table = "| a | b |\n|---|---|\n| [c](d.md) | e |\n\n"
    return _pair(TITLE + table * (n // 42), TITLE + "[c](d.md)\n\n" * (n // 42))


def tables_of_rows(n: int) -> Tree:
    rows = [_each(f"|[a]({letter}#N)|\n", range(30)) for letter in "bc"]
    source, there = (f"|a|\n|-|\n{each}\n" for each in rows)
    count = n // len(source)
    return _pair(TITLE + source * count, TITLE + there * count)


def a_lost_row(n: int) -> Tree:
    numbers = _numbers("| #N | e |\n", n)
    return _pair(TABLE + _each("| #N | e |\n", numbers), TABLE + _each("| #N | e |\n", numbers[1:]))


def a_lost_row_of_equal_ones(n: int) -> Tree:
    rows = "| c | e |\n" * (n // 10)
    return _pair(TABLE + rows, TABLE + rows[10:])


def lost_rows_of_tables(n: int) -> Tree:
    table = "|a|\n|-|\n" + "|b|\n" * 30
    return _pair(TITLE + f"{table}\n" * (n // 130), TITLE + f"{table[:-4]}\n" * (n // 130))


def cells_of_a_row_lost(n: int) -> Tree:
    return _pair(TABLE + "| c | e |\n" * (n // 10), TABLE + "| c |\n" * (n // 10))


# Code spans, placeholders and variables.


def lost_code_in_paragraphs(n: int) -> Tree:
    numbers = _numbers("`a_#N`\n\n", n)
    return _pair(TITLE + _each("`a_#N`\n\n", numbers), TITLE + "a\n\n" * len(numbers))


def placeholders_in_a_paragraph(n: int) -> Tree:
    numbers = _numbers("@@INLINE_CODE_#N@@ ", n)
    source, there = _each("`a_#N` ", numbers), _each("@@INLINE_CODE_#N@@ ", numbers)
    return _pair(TITLE + source, TITLE + there)


def placeholders_in_paragraphs(n: int) -> Tree:
    numbers = _numbers("@@INLINE_CODE_1@@ a#N\n\n", n)
    source, there = "`b_c` a#N\n\n", "@@INLINE_CODE_1@@ a#N\n\n"
    return _pair(TITLE + _each(source, numbers), TITLE + _each(there, numbers))


def damaged_placeholders(n: int) -> Tree:
    numbers = _numbers("`@ INLINE_CODE_#N @` ", n)
    source, there = _each("`a_#N` ", numbers), _each("`@ INLINE_CODE_#N @` ", numbers)
    return _pair(TITLE + source, TITLE + there)


def placeholders_of_links(n: int) -> Tree:
    numbers = _numbers("[a](@@LINK_#N@@) ", n)
    source, there = _each("[a](b#N.md) ", numbers), _each("[a](@@LINK_#N@@) ", numbers)
    return _pair(TITLE + source, TITLE + there)


def placeholders_of_blocks(n: int) -> Tree:
    numbers = _numbers("@@CODE_BLOCK_#N@@\n\n", n)
    source, there = "```bash\na#N\n```\n\n", "@@CODE_BLOCK_#N@@\n\n"
    return _pair(TITLE + _each(source, numbers), TITLE + _each(there, numbers))


def renamed_variables(n: int) -> Tree:
    numbers = _numbers("{{ a#N }} ", n)
    source, there = _each("{{ a#N }} ", numbers), _each("{{ b#N }} ", numbers)
    return _pair(TITLE + source, TITLE + there)


# Markup.


def stray_links(n: int) -> Tree:
    return _pair(TITLE + "[a](b.md)\n\n" * (n // 11), TITLE + "[a] (b.md)\n\n" * (n // 12))


def stray_links_on_a_line(n: int) -> Tree:
    return _pair(TITLE + "[a](b.md) " * (n // 10), TITLE + "[a] (b.md) " * (n // 11))


def stray_links_on_lines(n: int) -> Tree:
    numbers = _numbers("[a] (b#N.md)\n", n)
    source, there = "[a](b#N.md)\n", "[a] (b#N.md)\n"
    return _pair(TITLE + _each(source, numbers), TITLE + _each(there, numbers))


def stray_bold(n: int) -> Tree:
    return _pair(TITLE + "**a** " * (n // 6), TITLE + "** a** " * (n // 7))


def stray_bold_on_lines(n: int) -> Tree:
    return _pair(TITLE + "**a** b\n" * (n // 8), TITLE + "** a** b\n" * (n // 9))


def other_attributes(n: int) -> Tree:
    return _pair(
        TITLE + "<img width='1' src='a.png'>\n\n" * (n // 29),
        TITLE + "<img width='2' src='a.png'>\n\n" * (n // 29),
    )


def other_attributes_on_a_line(n: int) -> Tree:
    return _pair(
        TITLE + "<img width='1' src='a.png'> " * (n // 28),
        TITLE + "<img width='2' src='a.png'> " * (n // 28),
    )


def lost_end_tags(n: int) -> Tree:
    numbers = _numbers("<details>\n\n#N\n\n</details>\n\n", n)
    source, there = "<details>\n\n#N\n\n</details>\n\n", "<details>\n\n#N\n\n"
    return _pair(TITLE + _each(source, numbers), TITLE + _each(there, numbers))


def brackets_of_tags_lost(n: int) -> Tree:
    return _pair(
        TITLE + "<strong>Yes</strong> " * (n // 21), TITLE + "<strongYes</strong> " * (n // 20)
    )


# Front matter, as much as is read of it.


def renamed_keys(n: int) -> Tree:
    numbers = _numbers("a#N: 1\n", min(n, 30_000))
    source, there = _each("a#N: 1\n", numbers), _each("b#N: x\n", numbers)
    return _pair(f"---\n{source}---\n{TITLE}", f"---\n{there}---\n{TITLE}")


def lost_keys(n: int) -> Tree:
    numbers = _numbers("a#N: 1\n", min(n, 30_000))
    source, there = _each("a#N: 1\n", numbers), _each("a#N: 1\n", numbers[::2])
    return _pair(f"---\n{source}---\n{TITLE}", f"---\n{there}---\n{TITLE}")


# Notebooks.


def _cell(text: str, name: str, kind: str) -> dict[str, object]:
    cell: dict[str, object] = {"cell_type": kind, "id": name, "metadata": {}, "source": [text]}
    return cell | {"outputs": [], "execution_count": None} if kind == "code" else cell


def _notebooks(source: Sequence[object], translation: Sequence[object]) -> Tree:
    both = []
    for cells in (source, translation):
        form = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        both.append(json.dumps(form, indent=1).encode())
    sidecar = json.dumps({"a.ipynb": _record(both[0], "a.ipynb")})
    return {
        "a.ipynb": both[0],
        "translations/es/a.ipynb": both[1],
        "translations/es/.co-op-translator.json": sidecar.encode(),
    }


def equal_cells(n: int) -> Tree:
    cells = [_cell("a = 1", "", "code")] * (n // 120)
    return _notebooks([_cell("b = 2", "", "code"), *cells], [*cells[:-3], _cell("c", "", "code")])


def other_cells(n: int) -> Tree:
    count = n // 120
    return _notebooks(
        [_cell(f"a = {i}", f"s{i}", "code") for i in range(count)],
        [_cell(f"b = {i}", f"t{i}", "code") for i in range(count)],
    )


def reversed_cells(n: int) -> Tree:
    cells = [_cell(f"a = {i}", "", "code") for i in range(n // 120)]
    return _notebooks(cells, cells[::-1])


def cells_that_changed_their_names(n: int) -> Tree:
    cells = [_cell(f"a {i}", f"s{i}", "markdown") for i in range(n // 110)]
    there = [_cell(f"a {i}", f"s{i ^ 1}", "markdown") for i in range(n // 110)]
    return _notebooks(cells, there)


def links_of_a_notebook(n: int) -> Tree:
    numbers = _numbers("[a](http://x.y/#N) ", n)
    source, there = _each("[a](http://x.y/#N) ", numbers), _each("[a](http://x.z/#N) ", numbers)
    return _notebooks([_cell(source, "a", "markdown")], [_cell(there, "a", "markdown")])

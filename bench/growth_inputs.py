"""Pages on which a program that reads them carelessly takes the square of their length, or worse.

Each function gives a tree `{path: content}` of about n bytes a page. `bench.growth` measures them.
"""

from __future__ import annotations

import hashlib
import json

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


def _pair(source: str, translation: str | None = None, in_sidecar: bool = False) -> Tree:
    """A page and its translation, the same text unless another is given."""
    data = source.encode()
    text = data if translation is None else translation.encode()
    record = json.dumps(_record(data, "README.md"))
    if in_sidecar:
        sidecar = f'{{"README.md": {record}}}'.encode()
        return {
            "README.md": data,
            "translations/es/README.md": text,
            "translations/es/.co-op-translator.json": sidecar,
        }
    comment = f"<!--\nCO_OP_TRANSLATOR_METADATA:\n{record}\n-->\n".encode()
    return {"README.md": data, "translations/es/README.md": comment + text}


def _times(piece: str, n: int) -> str:
    """A piece again and again, n characters of it."""
    return piece * (n // len(piece))


def _numbered(template: str, n: int) -> str:
    """A template with numbers in the place of `#N`, about n characters."""
    return "".join(template.replace("#N", str(number)) for number in range(n // len(template)))


# Runs of marks within a paragraph.


def open_brackets(n: int) -> Tree:
    return _pair(TITLE + _times("[x", n) + "\n\n[b]: c\n")


def open_images(n: int) -> Tree:
    return _pair(TITLE + _times("![x", n) + "\n\n[b]: c\n")


def unfinished_links(n: int) -> Tree:
    return _pair(TITLE + _times("[x](", n))


def escaped_brackets(n: int) -> Tree:
    return _pair(TITLE + _times("\\[", n) + "\n\n[b]: c\n")


def brackets_in_tags(n: int) -> Tree:
    return _pair(TITLE + _times("<b c='['>", n) + "\n\n[b]: c\n")


def nested_brackets(n: int) -> Tree:
    return _pair(TITLE + "[" * (n // 2) + "]" * (n // 2) + "\n\n[b]: c\n")


def nested_images(n: int) -> Tree:
    return _pair(TITLE + "![" * (n // 6) + "x" + "](y)" * (n // 6))


def links_in_brackets(n: int) -> Tree:
    return _pair(TITLE + _times("[[x](y)", n) + "\n\n[b]: c\n")


def parentheses_in_targets(n: int) -> Tree:
    return _pair(TITLE + _times("[x](((((((((((((((((((((((((((((((", n))


def unfinished_titles(n: int) -> Tree:
    return _pair(TITLE + _times('[x](y "', n))


def growing_code_marks(n: int) -> Tree:
    pieces, length, size = [], 1, 0
    while size < n:
        pieces.append("`" * length)
        size, length = size + length + 1, length + 1
    return _pair(TITLE + " ".join(pieces))


def emphasis(n: int) -> Tree:
    return _pair(TITLE + _times("*x_ ", n))


def cdata(n: int) -> Tree:
    return _pair(TITLE + "x " + _times("<![CDATA[", n))


def open_tags(n: int) -> Tree:
    return _pair(TITLE + "x " + _times("<b c='", n))


def processing(n: int) -> Tree:
    return _pair(TITLE + "x " + _times("<?", n))


def autolinks(n: int) -> Tree:
    return _pair(TITLE + _times("<https://x.y ", n))


def escaped_urls(n: int) -> Tree:
    return _pair(TITLE + _times("www.x.y/\\*z ", n))


def references_to_characters(n: int) -> Tree:
    return _pair(TITLE + _times("&copy;x@ ", n))


def bare_urls(n: int) -> Tree:
    return _pair(TITLE + "https://x.y/" + _times("(;&a;", n))


def many_references(n: int) -> Tree:
    return _pair(TITLE + _times("[b] ", n) + "\n\n[b]: c\n")


def open_definitions(n: int) -> Tree:
    return _pair(TITLE + _times("[b]: c 'd\n", n))


# Code spans and words.


def long_code_span(n: int) -> Tree:
    return _pair(TITLE + f"A `your_{'x' * n}` here.", TITLE + "Un `otro_x` `z_y` aqui.")


def long_path_span(n: int) -> Tree:
    return _pair(TITLE + f"A `x{'/' * n}y` here.", TITLE + "Nada.")


def underscores_span(n: int) -> Tree:
    return _pair(TITLE + f"A `{'_' * n}-` here.", TITLE + "Nada.")


def dotted_span(n: int) -> Tree:
    return _pair(TITLE + f"A `{_times('x.', n)}!` here.", TITLE + "Nada.")


def placeholder_spans(n: int) -> Tree:
    return _pair(TITLE + _numbered("`my_name_#N` ", n), TITLE + _numbered("`o_#N` ", n))


def lost_spans(n: int) -> Tree:
    return _pair(TITLE + _numbered("`x_#N`\n\n", n), TITLE + _times("x\n\n", n))


def braces(n: int) -> Tree:
    return _pair(TITLE + _times("{{x", n), TITLE + "x")


def percents(n: int) -> Tree:
    return _pair(TITLE + _times("%(x", n), TITLE + "x")


# Tables.


def cell_of_destinations(n: int) -> Tree:
    return _pair(TABLE + "| " + _times("](x", n) + " | y |\n")


def links_in_a_cell(n: int) -> Tree:
    return _pair(TABLE + "| " + _times("[x](y) ", n) + " | y |\n")


def cell_of_bars(n: int) -> Tree:
    return _pair(TABLE + "| " + _times("x\\|", n) + " | y |\n")


def narrow_rows(n: int) -> Tree:
    columns = max(n // 200, 2)
    header = "|" + "x|" * columns + "\n|" + "-|" * columns + "\n"
    return _pair(TITLE + header + _times("|y\n", n))


def many_narrow_tables(n: int) -> Tree:
    """Each of them has rows that lack nearly all of its cells."""
    table = "|" + "x|" * 500 + "\n|" + "-|" * 500 + "\n" + "|y\n" * 130 + "\n"
    return _pair(TITLE + _times(table, n))


def markers_before_a_bar(n: int) -> Tree:
    return _pair(TABLE + "> " * (n // 2) + "x | y\n")


# Blocks.


def deep_quotes(n: int) -> Tree:
    return _pair(TITLE + ">" * n + " x\n")


def deep_lists(n: int) -> Tree:
    return _pair(TITLE + "* " * (n // 2) + "x\n")


def deep_quotes_again(n: int) -> Tree:
    return _pair(TITLE + _times(">" * 95 + "\n", n))


def numbered_lists(n: int) -> Tree:
    return _pair(TITLE + _numbered("#N. item\n", n))


def code_of_here_documents(n: int) -> Tree:
    return _pair(TITLE + "```bash\n" + _numbered("cat <<E#N\n", n) + "```\n")


def code_of_empty_lines(n: int) -> Tree:
    return _pair(TITLE + "```sh\ncat <<END\n" + "\n" * n + "```\n")


def code_of_strings(n: int) -> Tree:
    return _pair(TITLE + "```ts\n" + _times("`\\\n", n) + "```\n")


def code_of_quotes(n: int) -> Tree:
    return _pair(TITLE + "```python\n" + _times('x = """ \'\n', n) + "```\n")


def code_of_comments(n: int) -> Tree:
    return _pair(TITLE + "```c\n" + _times("/* ", n) + "\n```\n")


def json_of_keys(n: int) -> Tree:
    return _pair(TITLE + "```json\n" + _times('"x\\" ', n) + "\n```\n")


def yaml_of_spaces(n: int) -> Tree:
    return _pair(TITLE + "```yaml\n" + "x: |" + " " * n + "y\n```\n")


# HTML.


def less_than(n: int) -> Tree:
    return _pair(TITLE + "<div>\n" + "<" * n + "\n")


def headings_in_html(n: int) -> Tree:
    return _pair(TITLE + "<div>\n" + _times("<h2>x", n) + "\n</div>\n")


def open_details(n: int) -> Tree:
    return _pair(TITLE + _times("<details>", n) + "\n", TITLE + "x\n")


def images_in_html(n: int) -> Tree:
    return _pair(TITLE + _times("<img src='x.png'>", n), TITLE + _times("<img src='y.png'>", n))


def attributes(n: int) -> Tree:
    return _pair(TITLE + "<div" + _times(" x=y", n) + "\n")


def spaces_in_a_tag(n: int) -> Tree:
    return _pair(TITLE + "<div x" + " " * n + "y\n")


def open_comments(n: int) -> Tree:
    return _pair(TITLE + _times("<!-- ", n) + "\n")


def bad_anchor_tags(n: int) -> Tree:
    return _pair(TITLE + _times("<a id='x'\n", n) + "\n")


# Suppressions.


def many_directives(n: int) -> Tree:
    return _pair(TITLE + _times("<!-- transync: ignore html -->\n\nx\n\n", n))


def rules_in_a_directive(n: int) -> Tree:
    return _pair(TITLE + "<!-- transync: ignore " + _numbered("r#N, ", n) + "html -->\n\nx\n")


def spaces_in_a_directive(n: int) -> Tree:
    return _pair(TITLE + "<!-- transync: ignore html" + " " * n + "? -->\n\nx\n")


def open_mdx_comments(n: int) -> Tree:
    return _pair(TITLE + _times("{/* transync: ", n))


# Front matter.


def front_matter_bomb(n: int) -> Tree:
    levels = _numbered("b#N: &b#N [*a, *a]\n", n)
    return _pair(f"---\nx: &a [y]\n{levels}---\n{TITLE}", in_sidecar=True)


def deep_front_matter(n: int) -> Tree:
    return _pair(f"---\nx: {'[' * (n // 2)}{']' * (n // 2)}\n---\n{TITLE}", in_sidecar=True)


def open_front_matter(n: int) -> Tree:
    return _pair("---\n" + _times("x: y\n- z\n", n) + "!\n" + TITLE, in_sidecar=True)


def long_front_matter(n: int) -> Tree:
    return _pair("---\n" + _numbered("k#N: y\n", n) + "---\n" + TITLE, in_sidecar=True)


# Targets, and outputs that show them.


def long_target(n: int) -> Tree:
    return _pair(TITLE + f"[x]({'y' * n})", TITLE + "x")


def long_message(n: int) -> Tree:
    return _pair(TITLE + f"[x](https://x.y/{'#' * n})", TITLE + "[x](z)")


def many_findings(n: int) -> Tree:
    return _pair(TITLE + _times("[x](#y)\n\n", n))


def combining_marks(n: int) -> Tree:
    return _pair("# e" + "\u0301" * (n // 2) + "\n\n[x](#y)\n")


# Records.


def _sidecar(entries: dict[str, object], page: str = "README.md") -> Tree:
    data = TITLE.encode()
    every = {**entries, page: _record(data, page)}
    return {
        page: data,
        f"translations/es/{page}": b"# Titulo\n",
        "translations/es/.co-op-translator.json": json.dumps(every).encode(),
    }


def deep_sidecar_key(n: int) -> Tree:
    path = "/x" * (n // 2) + "/README.md"
    return _sidecar({path: _record(b"", path)})


def many_sidecar_keys(n: int) -> Tree:
    paths = [f"/x{number}/y/README.md" for number in range(n // 180)]
    return _sidecar({path: _record(b"", path) for path in paths})


def long_sidecar_string(n: int) -> Tree:
    return _sidecar({"x.md": {**_record(b"", "x.md"), "note": "\\" * (n // 2)}})


# Notebooks.


def _notebook(cells: list[dict[str, object]], record: dict[str, str] | None = None) -> bytes:
    metadata: dict[str, object] = {"kernelspec": {"language": "python", "name": "python3"}}
    if record:
        metadata["coopTranslator"] = record
    content = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, indent=1, ensure_ascii=False).encode()


def _markdown_cell(text: str) -> dict[str, object]:
    return {"cell_type": "markdown", "id": "x", "metadata": {}, "source": [text]}


def _notebooks(cells: list[dict[str, object]]) -> Tree:
    source = _notebook(cells)
    return {
        "n.ipynb": source,
        "translations/es/n.ipynb": _notebook(cells, _record(source, "n.ipynb")),
    }


def long_notebook_field(n: int) -> Tree:
    tree = _notebooks([_markdown_cell("x")])
    path = "translations/es/n.ipynb"
    field = b'"source_file": "'
    tree[path] = tree[path].replace(field, field + b"n" * n)
    return tree


def long_notebook_line(n: int) -> Tree:
    return _notebooks([_markdown_cell("[x](#y) " + "\\" * n)])


def many_notebook_cells(n: int) -> Tree:
    return _notebooks([_markdown_cell("x")] * (n // 90))


# Settings.


def stars_in_exclude(n: int) -> Tree:
    """Not of n bytes: what is slow is slow with a few."""
    pattern = "*x" * min(n, 12)
    settings = f'exclude = ["{pattern}y"]\n'.encode()
    return _pair(TITLE) | {"x" * 60 + ".md": b"# A\n", "transync.toml": settings}


# A usual page, to compare with.


def usual_text(n: int) -> Tree:
    source = "Some words of a usual text with `code` and [a link](https://example.com/a) in it.\n\n"
    text = "Algunas palabras de un texto con `code` y [un enlace](https://example.com/a) en el.\n\n"
    return _pair(TITLE + _times(source, n), TITLE + _times(text, n))

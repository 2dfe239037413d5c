"""One cell of a notebook as facts: its code, its outputs, what is attached to it."""

from __future__ import annotations

import re
from typing import Any

from transync.co_op_translator import LINE_ABOVE_DISCLAIMER
from transync.documents.notebook import NotebookCell
from transync.documents.parse.code import bare_lines, language_named
from transync.documents.parse.digest import digest
from transync.untrusted.json_value import as_list, as_object, as_text

_MAGIC = re.compile(r"\s*+(?:%%|#!)(?P<name>[\w-]++|!)[ \t]*+(?P<rest>[^\n]*+)")
# What stands before the name of a program: options, whose values may follow, and assignments.
_BEFORE_PROGRAM = re.compile(
    r"(?:--(?:out|err|proc)[ \t]++\S++[ \t]++|-\S++[ \t]++|\w++=\S*+[ \t]++"
    r"|(?:\S*/)?env[ \t]++)*+"
)
# Magics after which the cell is in another language than the notebook; the others leave it.
_LANGUAGES_OF_MAGICS = {
    "bash": "bash",
    "sh": "bash",
    "cmd": "cmd",
    "script": "text",
    "system": "bash",
    "sx": "bash",
    "!": "bash",
    "powershell": "powershell",
    "pwsh": "powershell",
    "sql": "sql",
    "bigquery": "sql",
    "javascript": "js",
    "js": "js",
    "typescript": "ts",
    "csharp": "csharp",
    "fsharp": "text",
    "html": "html",
    "svg": "html",
    "latex": "text",
    "markdown": "text",
    "perl": "text",
    "ruby": "text",
    "R": "text",
    "julia": "text",
    "cython": "text",
    "python": "python",
    "python3": "python",
    "pypy": "python",
}
# Those that write the cell into a file, whose name says what it holds.
_WRITING = frozenset(("writefile", "file"))
_SUFFIXES = {"htm": "html", "svg": "html", "mjs": "js", "tsx": "ts"}


def language_of(notebook: dict[str, Any]) -> str:
    """The language of a notebook's code cells: Python where nobody says it."""
    metadata = as_object(notebook.get("metadata"))
    kernel = as_object(metadata.get("kernelspec"))
    language = as_object(metadata.get("language_info"))
    for name in (language.get("name"), kernel.get("language")):
        if isinstance(name, str) and name:
            return name
    # The name of a kernel may be that of an environment.
    return language_named(as_text(kernel.get("name"))) or "python"


def read_cell(
    cell: dict[str, Any], source: str, lines: tuple[int, ...], span: tuple[int, int], language: str
) -> NotebookCell:
    """The facts of a cell; `lines` has the line of the file for each line of the source."""
    kind = cell.get("cell_type")
    facts = NotebookCell(
        as_text(kind),
        *span,
        lines=lines,
        id=as_text(cell.get("id")),
        length=len("".join(source.split())),
        digest=digest(source.strip()),
        attachments=tuple(sorted(map(str, as_object(cell.get("attachments"))))),
        has_disclaimer_mark=kind == "markdown" and LINE_ABOVE_DISCLAIMER.search(source) is not None,
    )
    if kind != "code":
        return facts
    language = _cell_language(cell, source, language)
    facts = facts._replace(
        language=language_named(language) or language.casefold(),
        outputs=_outputs(cell.get("outputs")),
    )
    if facts.language == "html":
        # HTML is compared by its tags.
        return facts
    bare = bare_lines(source, facts.language)
    return facts._replace(
        code="".join(digest(text) for _, text in bare),
        code_lines=tuple(lines[number] for number, _ in bare if number < len(lines)),
    )


def _cell_language(cell: dict[str, Any], source: str, language: str) -> str:
    # One magic may stand below another one, and say in which language the rest is.
    magic = _MAGIC.match(source)
    while magic:
        name = magic["name"]
        if name.lower() == "script":
            return _program(magic["rest"])
        if name.lower() in _WRITING:
            suffix = magic["rest"].rstrip().rpartition(".")[2].lower()
            return _SUFFIXES.get(suffix, suffix)
        if known := _LANGUAGES_OF_MAGICS.get(name) or _LANGUAGES_OF_MAGICS.get(name.lower()):
            return known
        magic = _MAGIC.match(source, magic.end())
    # VS Code and .NET Interactive have notebooks of several languages.
    metadata = as_object(cell.get("metadata"))
    return (
        as_text(as_object(metadata.get("vscode")).get("languageId"))
        or as_text(as_object(metadata.get("dotnet_interactive")).get("language"))
        or as_text(as_object(metadata.get("polyglot_notebook")).get("kernelName"))
        or language
    )


def _program(command: str) -> str:
    """What runs a cell: the name of the program, as its file is called."""
    found = _BEFORE_PROGRAM.match(command)
    words = command[found.end() if found else 0 :].split()
    if words:
        return words[0].rpartition("/")[2].removesuffix(".exe")
    return ""


def _outputs(outputs: object) -> tuple[str, ...]:
    """What kind of output each is; a stream may come in any number of pieces."""
    found: list[str] = []
    for output in map(as_object, as_list(outputs)):
        kind = output.get("output_type")
        if kind != "stream":
            types = sorted(map(str, as_object(output.get("data"))))
            found.append(" ".join((str(kind), *types)))
            continue
        stream = f"{kind} {output.get('name')}"
        if stream not in found[-1:]:
            found.append(stream)
    return tuple(found)

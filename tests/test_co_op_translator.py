"""What is known of Co-op Translator stands in one module."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import transync
from transync import co_op_translator
from transync.co_op_translator import FAILURE_DATE_FIELD, RECORD_FIELDS

SOURCES = Path(transync.__file__).parent
MODULE = Path(co_op_translator.__file__)
FIELDS = re.compile(rf"\b({'|'.join((*RECORD_FIELDS, FAILURE_DATE_FIELD))})\b")
# How it spells itself for programs; for people, it is "Co-op Translator".
SPELT = re.compile(
    r"CO[-_]OP[-_ ]TRANSLATOR|co-op-translator|coopTranslator|@@([A-Z\[]|\Z)"
    r"|__translation_failures__|translated_images"
)


def texts_of(program: ast.Module) -> Iterator[tuple[int, str]]:
    """The texts in a program but for its docstrings, with their lines."""
    docstrings = {node.value for node in ast.walk(program) if isinstance(node, ast.Expr)}
    for node in ast.walk(program):
        if isinstance(node, ast.Constant) and node not in docstrings:
            if isinstance(node.value, str):
                yield node.lineno, node.value
            elif isinstance(node.value, bytes):
                yield node.lineno, node.value.decode("latin-1")


def is_spelt_out(text: str) -> bool:
    # Messages, which are of several words, may name fields.
    fields = None if " " in text else FIELDS.search(text)
    return (fields or SPELT.search(text)) is not None


def test_nothing_else_spells_it_out() -> None:
    found = [
        f"{path.relative_to(SOURCES)}:{line}: {text}"
        for path in sorted(SOURCES.rglob("*.py"))
        if path != MODULE
        for line, text in texts_of(ast.parse(path.read_text(encoding="utf-8")))
        if is_spelt_out(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "<!--\nCO_OP_TRANSLATOR_METADATA:",
        "<!-- CO-OP TRANSLATOR DISCLAIMER START",
        ".co-op-translator.json",
        '"coopTranslator"',
        "@@",
        "@@CODE_BLOCK_1@@",
        "original_hash",
        '"original_hash"',
        "translated_images_fast",
    ],
)
def test_what_it_writes_is_known_for_its_own(text: str) -> None:
    assert is_spelt_out(text)


@pytest.mark.parametrize(
    "text",
    [
        "no record of Co-op Translator is left there",
        "the record's source_file is another file",
        "@@ -%b +%b @@\n",
        "translation",
    ],
)
def test_what_is_said_to_people_is_not(text: str) -> None:
    assert not is_spelt_out(text)


def test_its_module_imports_nothing_of_transync() -> None:
    program = ast.parse(MODULE.read_text(encoding="utf-8"))
    imports = [ast.unparse(node) for node in program.body if isinstance(node, ast.Import)]
    assert imports == ["import re"]
    assert not any(isinstance(node, ast.ImportFrom) for node in ast.walk(program))

"""Fixes of blocks of code: the language as in the source, lines as in the source."""

from __future__ import annotations

import pytest

from tests.conftest import Repository
from tests.rules.fixing import fix_notebook, fix_page, has_fix

RULE = "code-block"


def page(*fences: str) -> tuple[str, str]:
    """A source and a translation around two fences, with the same code in them."""
    source, there = fences
    return (
        f"# A\n\nText.\n\n{source}\nmake all\n```\n\nEnd.\n",
        f"# Ạ\n\nVăn bản.\n\n{there}\nmake all\n```\n\nHết.\n",
    )


@pytest.mark.parametrize(
    ("source", "broken", "mended"),
    [
        ("```bash", "```ruby", "```bash"),
        ("```bash", "```", "```bash"),
        ("``` bash", "```", "``` bash"),
        ("```bash", "```  ruby  ", "```  bash  "),
        ('```bash title="a"', "```bash", '```bash title="a"'),
        ("```", "``` text", "```"),
        ('```js title="a" {2}', '```js title="ă"', '```js title="ă" {2}'),
        ('```js title="a" {2}', "```js", '```js title="a" {2}'),
        ("   ```bash", "  ```sh", "  ```bash"),
    ],
)
def test_the_language_becomes_the_sources(
    folder: Repository, source: str, broken: str, mended: str
) -> None:
    _, good = page(source, mended)

    assert fix_page(folder, RULE, *page(source, broken)) == good


@pytest.mark.parametrize("prefix", ["> ", "  ", "> > "])
def test_the_language_is_found_in_quotes_and_lists(folder: Repository, prefix: str) -> None:
    first = "> " * prefix.count(">") if ">" in prefix else "- "
    good = f"# A\n\n{first}Text.\n{prefix}\n{prefix}```bash\n{prefix}make all\n{prefix}```\n"

    assert fix_page(folder, RULE, good, good.replace("bash", "ruby")) == good


def test_no_language_is_written_where_the_code_may_be_another(folder: Repository) -> None:
    source = "# A\n\n```bash\nmake all\n```\n\nText.\n\n```python\nrun()\nstop()\n```\n"
    there = "# Ạ\n\nVăn bản.\n\n```ruby\nputs 1\n```\n"

    assert not has_fix(folder, RULE, source, there)


def code(language: str, *lines: str) -> str:
    return "\n".join(("# A", "", f"```{language}", *lines, "```", "", "End.", ""))


@pytest.mark.parametrize(
    ("language", "source", "broken", "mended"),
    [
        pytest.param(
            "bash",
            ["while true; do", "  ls", "done"],
            ["while true; làm", "  ls", "done"],
            ["while true; do", "  ls", "done"],
            id="a word",
        ),
        pytest.param(
            "bash",
            ["#!/bin/bash", "ls # list"],
            ["#dùng /bin/bash", "ls # liệt kê"],
            ["#!/bin/bash", "ls # liệt kê"],
            id="a line that became a comment",
        ),
        pytest.param(
            "bash",
            ['echo "hello" # greet', "ls"],
            ['in "chào"   # chào hỏi', "ls"],
            ['echo "chào" # chào hỏi', "ls"],
            id="beside a string and a comment",
        ),
        pytest.param(
            "bash",
            ["run --as <name> --fast # go"],
            ["chạy --as <tên> --nhanh # đi"],
            ["run --as <tên> --fast # đi"],
            id="around what is to be filled in",
        ),
        pytest.param(
            "python",
            ["def run():", "    return 1  # one"],
            ["def run():", "return 1  # một"],
            ["def run():", "    return 1  # một"],
            id="an indentation",
        ),
        pytest.param(
            "python",
            ["run(1)  # one", "stop()"],
            ["chạy(1)", "stop()"],
            ["run(1)  # one", "stop()"],
            id="with a comment that is gone",
        ),
        pytest.param(
            "json",
            ["{", '  "name": "Bread", "size": 1', "}"],
            ["{", '  "tên": "Bánh", "size": 1', "}"],
            ["{", '  "name": "Bánh", "size": 1', "}"],
            id="a key of JSON",
        ),
        pytest.param(
            "yaml",
            ["name: Bread # it", "steps:", "  - run: ls"],
            ["tên: Bánh # nó", "steps:", "  - chạy: ls"],
            ["name: Bánh # nó", "steps:", "  - run: ls"],
            id="keys of YAML",
        ),
        pytest.param(
            "js",
            ["const a = 1;", "// two", "const b = 2;", "run(a, b);"],
            ["const a = 1;", "// hai", "run(a, b);"],
            ["const a = 1;", "// hai", "const b = 2;", "run(a, b);"],
            id="a missing line",
        ),
    ],
)
def test_lines_of_code_become_the_sources_around_their_texts(
    folder: Repository, language: str, source: list[str], broken: list[str], mended: list[str]
) -> None:
    fixed = fix_page(folder, RULE, code(language, *source), code(language, *broken), unsafe=True)

    assert fixed == code(language, *mended)


@pytest.mark.parametrize("prefix", ["> ", "  ", "- "])
def test_lines_of_code_are_found_in_quotes_and_lists(folder: Repository, prefix: str) -> None:
    inside = prefix.replace("-", " ")
    source = f"# A\n\n{prefix}```sh\n{inside}make all # it\n\n{inside}ls\n{inside}```\n"
    source = source.replace("\n\n> ls", "\n>\n> ls")
    there = source.replace("make", "làm").replace("# it", "# nó")

    assert fix_page(folder, RULE, source, there, unsafe=True) == there.replace("làm", "make")


@pytest.mark.parametrize(
    ("source", "broken"),
    [
        pytest.param(["ls", "make all"], ["ls", "làm hết", "đi"], id="lines were added"),
        pytest.param(["ls", "make", "go"], ["làm", "đi"], id="the other lines differ as well"),
        pytest.param(["ls", "make"], ["make"], id="its first line is missing"),
    ],
)
def test_code_whose_lines_do_not_align_is_left(
    folder: Repository, source: list[str], broken: list[str]
) -> None:
    assert not has_fix(folder, RULE, code("sh", *source), code("sh", *broken))


def test_code_of_a_notebooks_text_is_repaired_in_its_strings(folder: Repository) -> None:
    source = ["# A\n", "\n", "```sh\n", 'make "all" # it\n', "```"]
    there = ["# A\n", "\n", "```ruby\n", 'make "hết" # nó\n', "```"]
    broken = ["# A\n", "\n", "```sh\n", 'làm "hết" # nó\n', "```"]
    good = ["# A\n", "\n", "```sh\n", 'make "hết" # nó\n', "```"]

    assert fix_notebook(folder, RULE, source, there) == good
    assert fix_notebook(folder, RULE, source, broken, unsafe=True) == good

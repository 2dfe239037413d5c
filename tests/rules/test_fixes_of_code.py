"""Fixes of blocks of code: the language as in the source, lines as in the source."""

from __future__ import annotations

import pytest

from tests.conftest import Repository
from tests.rules.fixing import fix_page, has_fix

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

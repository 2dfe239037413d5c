"""Reports to render: of an ordinary course, and of one whose author means harm."""

from __future__ import annotations

import pytest

from tests.conftest import Repository

# Whatever could end a line, a command, a cell, a tag or a string, or steer a terminal.
EVIL = (
    "::error::no ##[error]no %0A%25 | ]]> <b>no</b> <!-- &amp; \" ' ` `` @octocat "
    "![no](https://evil.example/no.png) [no](https://evil.example) www.evil.example "
    "\x1b[31m\x07\x00\u202egnp\u2066\u2028\ufffe\U0001f3f4\U000e0067 👩\u200d💻 \r::warning::no"
)
EVIL_NAME = "a,b::c%0A\n::error::no|`]]>\x1b[31m\u202e&lt; @octocat <b>😀.md"

LANGUAGES = ("ar", "de", "vi")


@pytest.fixture
def course(folder: Repository) -> Repository:
    """A dead link in three languages, a missing page in one, and a stale page in another."""
    source = "# A\n\nSee [b](#b).\n\n## B\n"
    folder.write("a.md", source)
    for language in LANGUAGES:
        folder.translate("a.md", language, source.replace("## B", f"## B {language}"))
    folder.write("b.md", "# B\n\nText.\n")
    for language in LANGUAGES[:-1]:
        changes = {"original_hash": "0" * 32} if language == "de" else {}
        folder.translate("b.md", language, "# B\n\nText.\n", **changes)
    return folder


@pytest.fixture
def hostile(folder: Repository) -> Repository:
    """Findings whose paths and messages hold all that is hostile."""
    evil = "".join(c for c in EVIL if c not in "\0\r<>`")
    folder.write(EVIL_NAME, f"# A\n\n[a](<{evil}>)\n\nUse `{evil}`.\n\n[x](<no{evil}.md>)\n")
    folder.translate(EVIL_NAME, "vi", "# A\n\n[a](b.md)\n\nUse.\n")
    folder.write("b.md", "# B\n")
    folder.translate("b.md", "vi", "# B\n\n[x](missing.md)\n", source_file=EVIL)
    return folder

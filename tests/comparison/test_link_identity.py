"""A document that is held against itself has nothing missing, added or changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.conftest import Repository
from transync.comparison import compare, page_of
from transync.documents.document import Document
from transync.documents.outline import outline_of
from transync.documents.parse import parse
from transync.links.linked_project import LinkedProject
from transync.links.resolver import Resolver
from transync.model import Layout, Pair, State
from transync.repository.project import Project
from transync.repository.tree import Tree
from transync.rules import all_rules

LAYOUT = Layout("", "translations")
PAIR = Pair(LAYOUT, "vi", "vi", "a.md", "translations/vi/a.md", State.CURRENT)
# What a text in the source's language may be told, even when it is equal.
OF_THE_LANGUAGE = {"untranslated", "wrong-language"}
# What is said of a source by itself, and what a translation without a record is told.
OF_ONE_FILE = {"metadata-missing", "metadata-invalid", "unused-suppression"}

LINES = (
    "", "", "# A", "## B ##", "### C {#c}", "Title\n===", "Text\n---", "---", "***", "<h2>D</h2>",
    "text", "a longer text, with some small words that make up a sentence", "a\\\nb  \nc",
    "text with `code` and 12 and **bold**, *it* and ~~not~~", "**cut", "`cut", "``a ` b``",
    "- item", "* item", "+ [ ] task", "1. one", "2) two", "10. ten", "- - twice", "-\ttab",
    "> quote", "> > nested", "> - item", "- > quote", "> [!NOTE]\n> text", "> [!nonsense]", ">",
    "| a | b |\n| - | :-: |\n| [c](d.md) | `e` \\| 1 |\n|  |  |", "| a | b |", "| - | - |",
    "- | a |\n  | - |\n  | b |", "```bash", "```", "~~~~", "```python\nx = 1  # one\n```",
    "```- x", "    indented", "\tindented", "```text\nno end", "````md\n```\n````",
    "ls -la # all", "[a](https://e.com/a?WT.mc_id=x#y)", "[b](#b)", "[b](#B 'title')", "[c][ref]",
    "[ref]: https://e.com/ref 'title'", "[ref]", "![i](i.png)", "[![i](i.svg)](https://e.com)",
    "[d](<d e.md>)", "[e](/f/g)", "[h](../../h)", "[x]()", "[cut", "[cut](https://e", "](x)",
    "[a] (b)", "[a](b\nc)", "https://e.com/b(c)", "<https://e.com>", "www.e.com", "me@e.com",
    "<p>html", "</p>", "<details>\n<summary>s</summary>\n", "</details>", "<br/>", "<img src=i>",
    "<a id='x'></a>", "<a href='b.md'>b</a>", "<!-- comment -->", "<!-- no end", "<!--", "-->",
    "<!-- transync: ignore anchor because -->", "<!-- transync: ignore-file heading -->",
    "<!-- CO-OP TRANSLATOR LANGUAGES TABLE START -->", "[vi](translations/vi/a.md)",
    "<!-- CO-OP TRANSLATOR LANGUAGES TABLE END -->", "<!-- CO-OP TRANSLATOR DISCLAIMER START -->",
    "[Co-op Translator](https://github.com/Azure/co-op-translator)", "@@INLINE_CODE_1@@",
    "{name} and {{ site.x }} and ${{ y }} and %s", "{% raw %}", "{{< ref >}}", ":::note", ":+1:",
    "note[^1]", "[^1]: the note\n    goes on", "$x_1$ and $$\ny\n$$", "term\n: definition",
    "🎉 # 🎉", "# 🚀 Start", "שלום **עולם**", "مرحبا `code`", "你好，世界。", "[文](#文)",
    "\u202eabc", "&amp; &#0; &copy", "\\[a](b)", "<<<<<<< HEAD", "=======",
    "x\u00a0y", "a\u2028b", "\f",
)  # fmt: skip
INDENTATIONS = ("", "", "", "  ", "    ", "\t", "> ", "- ", "1. ", "   ")
FRONT_MATTER = ("", "", "---\ntitle: A\ntags: [a, 1]\n---\n", "---\na: [\n---\n", "---\n")


def indented(line: str, by: str) -> str:
    """A piece inside a container: below its marker, further lines are indented as much."""
    rest = by if by.strip() in ("", ">") else " " * len(by)
    return by + line.replace("\n", "\n" + rest)


PIECES = st.builds(indented, st.sampled_from(LINES), st.sampled_from(INDENTATIONS))
# Such a link leads elsewhere from another folder, which is no fault of the text.
RELATIVE = re.compile(rb"(\]\(|src=|href=')(?=[^#h])")
ANY = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """The bytes of a Markdown file: mostly of pieces that mean something, in any order."""
    pieces = draw(st.lists(st.one_of(PIECES, PIECES, PIECES, ANY), max_size=25))
    text = draw(st.sampled_from(FRONT_MATTER)) + "\n".join(pieces)
    text = draw(st.sampled_from(("", "\ufeff"))) + text + draw(st.sampled_from(("", "\n", "\n\n")))
    return text.replace("\n", draw(st.sampled_from(("\n", "\n", "\r\n", "\r")))).encode()


@settings(deadline=None, derandomize=True, max_examples=500)
@given(files())
@example(b"[a](b)\n\n" * 3 + b"[cut")
@example(b"```\n```- x\n# A\n")
def test_a_document_does_not_differ_from_itself(content: bytes) -> None:
    document = parse("a.md", content)
    assert isinstance(document, Document)

    assert said_of(document, document) <= OF_THE_LANGUAGE


def said_of(source: Document, translation: Document) -> set[str]:
    """The rules that have something to say of two documents at the same place.

    What a link resolves to is no part of this: it is the same for both.
    """
    documents = {PAIR.source: source, PAIR.translation: translation}
    tree = Tree(Path("/nowhere"), frozenset(documents))
    outlines = {path: outline_of(document) for path, document in documents.items()}
    resolver = Resolver(
        LinkedProject(Project(tree, (), frozenset(), {}), outlines.get, ["WT.mc_id"])
    )
    pages = [page_of(resolver, LAYOUT, PAIR.source, document) for document in (source, translation)]
    comparison = compare(resolver, PAIR, pages[0], pages[1])
    rules = all_rules().values()
    return {r.id for r in rules if r.check_texts and list(r.check_texts(comparison))}


@settings(
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(files(), min_size=1, max_size=3))
def test_a_translation_that_is_a_copy_has_no_findings_of_its_own(
    repository: Repository, contents: Sequence[bytes]
) -> None:
    entries: dict[str, object] = {}
    for number, content in enumerate(contents):
        data = RELATIVE.sub(rb"\1https://e.com/", content)
        name = f"{number}.md"
        repository.write(name, data)
        repository.write(f"translations/vi/{name}", data)
        entries[name] = repository.record(name, "vi")
    repository.sidecar("vi", entries)

    found = [f for f in repository.check().findings if f["language"]]
    assert {f["rule"] for f in found} <= OF_THE_LANGUAGE | OF_ONE_FILE, found

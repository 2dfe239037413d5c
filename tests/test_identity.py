"""A document compared with itself has nothing missing, added or changed."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from transync.comparison import Comparison, Page
from transync.discover import Project
from transync.links import Resolver
from transync.model import Layout, Pair, State
from transync.parse.markdown import read_markdown
from transync.rules import all_rules
from transync.tree import Tree

LAYOUT = Layout("", "translations")
PAIR = Pair(LAYOUT, "vi", "vi", "a.md", "translations/vi/a.md", State.CURRENT)
PIECES = (
    "# A", "## B", "text", "text with `code` and 12", "- item", "  - nested", "1. one",
    "> quote", "> [!NOTE]", "| a | b |", "| - | - |", "| [c](d.md) | `e` |", "|  |  |",
    "```bash", "```", "```- x", "ls -la # all", "[a](https://e.com/a?WT.mc_id=x)", "[b](#b)",
    "![i](i.png)", "<p>html</p>", "---", "<a id='x'></a>", "https://e.com/b",
    "{name} and @@INLINE_CODE_1@@", "[^1]: note", "    indented", "",
    "[Co-op Translator](https://github.com/Azure/co-op-translator)", "[x]()", "[cut",
    "**bold**:  ",
)  # fmt: skip


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_a_document_does_not_differ_from_itself(lines: list[str]) -> None:
    document = read_markdown("\n".join(lines))
    documents = {PAIR.source: document, PAIR.translation: document}
    tree = Tree(Path("/nowhere"), frozenset(documents))
    resolver = Resolver(Project(tree, (), frozenset(), {}), documents, ["WT.mc_id"])
    # Both at the same place: what a link resolves to is no part of this.
    page = Page(resolver, LAYOUT, PAIR.source, document)
    comparison = Comparison(resolver, PAIR, page, page)

    said = {
        rule.id
        for rule in all_rules().values()
        if rule.check_texts and list(rule.check_texts(comparison))
    }
    assert said <= {"untranslated"}

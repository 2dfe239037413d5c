"""Two texts held against each other in memory, as the rules see them."""

from __future__ import annotations

from pathlib import Path

from transync.comparison import page_of
from transync.comparison.comparison import Comparison
from transync.comparison.comparison import compare as compare_pages
from transync.config import Settings
from transync.documents.document import Document
from transync.documents.outline import outline_of
from transync.documents.parse import parse
from transync.links.linked_project import LinkedProject
from transync.links.resolver import Resolver
from transync.model import Layout, Pair, Problem, State
from transync.repository.project import discover
from transync.repository.tree import Tree
from transync.rules import all_rules

LAYOUT = Layout("", "translations")


def compare(source: bytes, translation: bytes, suffix: str = ".md") -> Comparison:
    """A source `a` and its Vietnamese translation, both without a file on the disk."""
    paths = f"a{suffix}", f"translations/vi/a{suffix}"
    texts = dict(zip(paths, (source, translation), strict=True))
    tree = Tree(Path("/nowhere"), frozenset(texts), edited=texts)
    documents = {path: parse(path, data) for path, data in texts.items()}
    read = {path: found for path, found in documents.items() if isinstance(found, Document)}
    assert len(read) == len(texts), documents
    outlines = {path: outline_of(document) for path, document in read.items()}
    settings = Settings.model_validate({"layouts": ["translations/{lang}/{path}"]})
    project = discover(tree, settings)
    resolver = Resolver(LinkedProject(project, outlines.get, ["WT.mc_id"]))
    pages = [page_of(resolver, LAYOUT, path, document) for path, document in read.items()]
    pair = Pair(LAYOUT, "vi", "vi", *paths, State.CURRENT)
    return compare_pages(resolver, pair, *pages)


def problems(comparison: Comparison) -> list[tuple[str, Problem]]:
    """The id of each rule of texts with what it says."""
    return [
        (rule.id, problem)
        for rule in all_rules().values()
        if rule.check_texts
        for problem in rule.check_texts(comparison)
    ]

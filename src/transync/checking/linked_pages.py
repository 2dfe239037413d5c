"""The pages that others link to by heading: they are read before links are compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from transync.checking.session import FileIndex
from transync.documents.kinds import is_document
from transync.documents.outline import Outline
from transync.links.resolver import Resolver
from transync.model import Fault, Pair
from transync.repository.pairing import Pairing
from transync.repository.tree import Tree
from transync.untrusted.isolation import STOPS


def read_linked(
    tree: Tree, files: FileIndex, resolver: Resolver, pairing: Pairing
) -> Sequence[Fault]:
    """Read the pages that others link to by heading; what to say of those that stop the work."""
    linked = _linked_pages(tree, resolver, pairing.pairs, files.outlines)
    files.read(linked)
    told = {fault.path for fault in pairing.faults if fault.rule in STOPS}
    faults = []
    for page in linked:
        stopped = files.known(page).stopped
        if stopped and page not in told:
            faults.append(stopped.fault(page))
    return faults


def _linked_pages(
    tree: Tree, resolver: Resolver, pairs: Iterable[Pair], outlines: Mapping[str, Outline]
) -> Sequence[str]:
    """The pages that these documents link to by heading and that were not read yet."""
    linked: set[str] = set()
    for pair in pairs:
        for path in (pair.source, pair.translation):
            if path not in outlines:
                continue
            for destination in outlines[path].anchored:
                target = resolver.resolve(path, destination, pair.layout)
                if target.fragment:
                    linked.update((target.path, target.place))
    unread = (linked & tree.files) - outlines.keys()
    return sorted(filter(is_document, unread))

"""What a repository's history and its remote add to a check: the whole of an overview."""

from __future__ import annotations

from transync.history import read_checkout
from transync.model import Report
from transync.report.forge import browser_address
from transync.report.overview import Overview, build_overview
from transync.tree import Tree


def survey(tree: Tree, report: Report) -> Overview:
    """The overview of what was checked in this tree."""
    checkout = read_checkout(tree.root)
    forge = browser_address(checkout.remote) if checkout.remote else None
    return build_overview(report, {}, checkout.head, forge)

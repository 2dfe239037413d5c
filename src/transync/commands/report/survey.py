"""What a repository's history and its remote add to a check: the whole of an overview."""

from __future__ import annotations

from dataclasses import replace

from transync.commands.report.forge import browser_address
from transync.commands.report.overview import Overview, build_overview
from transync.config import Settings
from transync.git_history import read_checkout
from transync.model import Report
from transync.repository.project import discover
from transync.repository.tree import Tree
from transync.staleness.behind import find_behind
from transync.untrusted.isolation import STOPS


def survey(tree: Tree, settings: Settings, report: Report) -> Overview:
    """The overview of what was checked in this tree with these settings."""
    found = find_behind(discover(tree, settings), settings, report.pairs)
    checkout = read_checkout(tree.repository)
    forge = browser_address(checkout.remote) if checkout.remote else None
    overview = build_overview(report, found.behind, checkout.head, forge, found.notes)
    told = (finding for finding in report.findings if finding.rule in STOPS)
    return replace(overview, stopped=(*told, *found.stopped))

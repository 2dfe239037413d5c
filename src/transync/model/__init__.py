"""The values that all rooms share; they are imported from `transync.model`."""

from __future__ import annotations

from transync.model.history import Behind, Head, SectionChange
from transync.model.pairs import (
    Failure,
    Fault,
    Layout,
    Leftovers,
    Origin,
    Pair,
    Record,
    State,
    TranslatedImage,
)
from transync.model.paths import below, folders_above, join
from transync.model.problems import Claim, Edit, Fix, Place, Problem, Severity
from transync.model.report import (
    CellPlace,
    Diff,
    Finding,
    KnownFinding,
    LanguageTally,
    Report,
    SettingSwitch,
    SuppressionSwitch,
    Switches,
)

__all__ = [
    "Behind",
    "CellPlace",
    "Claim",
    "Diff",
    "Edit",
    "Failure",
    "Fault",
    "Finding",
    "Fix",
    "Head",
    "KnownFinding",
    "LanguageTally",
    "Layout",
    "Leftovers",
    "Origin",
    "Pair",
    "Place",
    "Problem",
    "Record",
    "Report",
    "SectionChange",
    "SettingSwitch",
    "Severity",
    "State",
    "SuppressionSwitch",
    "Switches",
    "TranslatedImage",
    "below",
    "folders_above",
    "join",
]

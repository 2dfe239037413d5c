"""Translations that a person has brought up to date -> records that say so."""

from transync.commands.stamp.work import Outcome, Stamping, StampResult, stamp

__all__ = ["Outcome", "StampResult", "Stamping", "stamp"]

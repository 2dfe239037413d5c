"""Translations that a person has brought up to date -> records that say so."""

from transync.commands.stamp.work import Outcome, Stamping, Verdict, stamp

__all__ = ["Outcome", "Stamping", "Verdict", "stamp"]

"""Repair what can be repaired: findings that carry their fixes, made together and written."""

from transync.commands.fix.repair import Left, Repair, find_repair
from transync.commands.fix.writing import write_repair

__all__ = ["Left", "Repair", "find_repair", "write_repair"]

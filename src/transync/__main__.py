"""`python -m transync`."""

from transync.cli import run

run()

"""The command with a rule that fails where a text says so."""

from __future__ import annotations

import sys
from pathlib import Path

import transync.rules

RULES = Path(__file__).parent / "faulty_rules"

# Processes that the command begins import this anew, under another name.
if __name__ in ("__main__", "__mp_main__"):
    transync.rules.__path__.append(str(RULES))

if __name__ == "__main__":
    from transync.cli import main

    sys.exit(main(sys.argv[1:]))

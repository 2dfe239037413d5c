"""Whether two installations print the same, byte for byte, of the same repositories.

python bench/same_output.py OLD NEW REPOSITORY...   (OLD and NEW are two `transync` programs)
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

CHECK_FORMATS = (
    *("text", "concise", "json", "json-lines", "github", "markdown", "sarif", "junit", "gitlab"),
)
REPORT_FORMATS = ("text", "html", "markdown", "json", "csv", "badge", "badge-svg")
COMMANDS = (
    *(("check", "--output-format", form) for form in CHECK_FORMATS),
    ("check", "--diff", "HEAD~1", "--output-format", "json"),
    *(("report", "--format", form) for form in REPORT_FORMATS),
    *(("history", "--format", form) for form in ("text", "json", "svg")),
    *(("worklist", "--format", form) for form in ("text", "json", "co-op")),
    *(("diff", "--format", form) for form in ("text", "json")),
    ("fix", "--diff"),
    ("fix", "--diff", "--unsafe"),
    ("rule",),
    ("--help",),
)
# Times of writing are the run's own.
_OWN_TIME = re.compile(rb"20\d\d-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?")


def main(old: str, new: str, *repositories: str) -> int:
    """Print what differs; the exit code is 1 if anything does."""
    number = 0
    with tempfile.TemporaryDirectory() as caches:
        for repository in repositories:
            for command in COMMANDS:
                differs = outcome(old, command, repository, Path(caches, "old")) != outcome(
                    new, command, repository, Path(caches, "new")
                )
                number += differs
                if differs:
                    print(f"{repository}: transync {' '.join(command)} differs")
    print(f"{number} of {len(COMMANDS) * len(repositories)} outputs differ")
    return 1 if number else 0


def outcome(program: str, command: tuple[str, ...], repository: str, cache: Path) -> bytes:
    """What a command prints, with its exit code."""
    environment: Mapping[str, str] = {**os.environ, "TRANSYNC_CACHE_DIR": str(cache)}
    run = subprocess.run(
        [program, *command], cwd=repository, env=environment, capture_output=True, check=False
    )
    return b"%d\n%b\n%b" % (run.returncode, _OWN_TIME.sub(b"", run.stdout), run.stderr)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))

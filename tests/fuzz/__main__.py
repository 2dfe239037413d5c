"""`python -m tests.fuzz`: see the package."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from random import SystemRandom


def main() -> int:
    """Run a campaign, or one of its parts; 1 where something fails."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="how long (60)")
    parser.add_argument("--processor", type=float, help="at most so many seconds of processor time")
    parser.add_argument("--seed", type=int, help="which projects; any by default, and said")
    parser.add_argument("--first", type=int, default=0, help="the number of the first project (0)")
    parser.add_argument("--count", type=int, help="at most so many projects")
    parser.add_argument("--out", type=Path, default=Path("fuzz-failures"), help="where failures go")
    parser.add_argument("--replay", type=Path, help="try the project in this file")
    parser.add_argument("--smaller", type=Path, help="make the project in this file smaller")
    parser.add_argument("--kind", help="the failure that has to stay, for --smaller")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker:
        from tests.fuzz.worker import work

        work(given.seed, given.first)
        return 0
    if given.smaller:
        return _make_smaller(given.smaller, given.kind, given.seconds)
    if given.replay:
        return _replay(given.replay)
    from tests.fuzz.campaign import Most, campaign

    seed = SystemRandom().randrange(2**32) if given.seed is None else given.seed
    most = Most(given.seconds, given.processor, given.count)
    statistics = campaign(seed, given.out, most, given.first)
    return 1 if statistics.kinds else 0


def _replay(file: Path) -> int:
    from tests.fuzz.project import from_json
    from tests.fuzz.trials import attempt

    failures, _ = attempt(from_json(file.read_text(encoding="utf-8")))
    for failure in failures:
        print(f"{failure.kind}\n{failure.said}\n")
    return 1 if failures else 0


def _make_smaller(file: Path, kind: str, seconds: float) -> int:
    import json

    from tests.fuzz.project import from_json, to_json
    from tests.fuzz.smaller import made_small

    text = file.read_text(encoding="utf-8")
    small = made_small(from_json(text), kind, seconds)
    file.write_text(to_json(small, json.loads(text)["about"]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

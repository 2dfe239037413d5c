"""What each pattern of the package costs at worst, as one object of JSON a line.

`python -m tests.patterns.costs` is a process of its own, so that what takes too long can be ended.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from typing import Any

from tests.patterns.adversarial import recipes
from tests.patterns.uses import Use, find_uses

LENGTH = 100_000
# So many of the texts that take most time while they are short are tried at their full length.
_SHORT, _WORST = 2_500, 4
# What takes less at the full length may well be noise.
NOISE_SECONDS = 0.1


def main() -> None:
    for use in find_uses():
        print(json.dumps({"begun": use.name}), flush=True)
        print(json.dumps({"name": use.name, **cost(use)}), flush=True)


def cost(use: Use, length: int = LENGTH) -> dict[str, Any]:
    """The seconds that the worst text takes, of full length and of a quarter of it."""
    worst: dict[str, Any] = {"seconds": 0.0, "quarter": 0.0, "text": "", "way": ""}
    every = recipes(use.pattern)
    for way in sorted(use.ways):
        times = [_seconds(use.pattern, way, recipe.text(_SHORT)) for recipe in every]
        slowest = sorted(range(len(times)), key=times.__getitem__)[-_WORST:]
        for recipe in (every[number] for number in slowest):
            seconds = _least_seconds(use.pattern, way, recipe.text(length))
            if seconds > worst["seconds"]:
                quarter = _least_seconds(use.pattern, way, recipe.text(length // 4))
                shown = str(recipe)[:300]
                worst = {"seconds": seconds, "quarter": quarter, "text": shown, "way": way}
    return worst


def _least_seconds(pattern: re.Pattern[Any], way: str, text: str) -> float:
    """What others do on the machine makes it longer, never shorter: what is long is done again."""
    seconds = _seconds(pattern, way, text)
    if seconds > NOISE_SECONDS * len(text) / LENGTH:
        seconds = min(seconds, _seconds(pattern, way, text))
    return seconds


def _seconds(pattern: re.Pattern[Any], way: str, text: str) -> float:
    subject = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
    begun = time.process_time()
    for _ in _matched(pattern, way, subject):
        pass
    return time.process_time() - begun


def _matched(pattern: re.Pattern[Any], way: str, subject: str | bytes) -> Iterator[object]:
    if way == "search":
        yield from pattern.finditer(subject)
    else:
        yield pattern.match(subject) if way == "match" else pattern.fullmatch(subject)


if __name__ == "__main__":
    main()

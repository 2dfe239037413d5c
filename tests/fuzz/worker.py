"""A process that tries one project after another, and tells of each what came of it."""

from __future__ import annotations

import json
import sys
import time
import traceback
import warnings
from dataclasses import replace
from random import Random
from typing import Any

from tests.fuzz.generate import generate
from tests.fuzz.project import Project
from tests.fuzz.trials import attempt, chosen

# A process that has grown so much is replaced.
INPUTS = 250
_ADDRESS_SPACE = 6 * 2**30


def project_at(seed: int, number: int) -> Project:
    """The project with this number, and what is tried of it."""
    name = f"{seed}:{number}"
    return replace(generate(name), trials=chosen(Random(f"trials of {name}")))


def work(seed: int, first: int) -> None:
    """Try projects from this number on, a line of JSON before and after each."""
    warnings.simplefilter("error")
    _limit_memory()
    out = sys.stdout
    for number in range(first, first + INPUTS):
        print(json.dumps({"begins": number}), file=out, flush=True)
        print(json.dumps(outcome(seed, number)), file=out, flush=True)


def outcome(seed: int, number: int) -> dict[str, Any]:
    """What has come of one project, as the campaign counts it."""
    started = time.process_time()
    told: dict[str, Any] = {"done": number, "failures": [], "ran": 0, "slowest": 0.0, "size": 0}
    try:
        project = project_at(seed, number)
        failures, place = attempt(project)
        told["failures"] = [list(failure) for failure in failures]
        told |= {"ran": place.ran, "slowest": place.slowest, "size": project.size}
    except Exception as error:
        # Nothing that commands do: the fuzzer itself is wrong.
        told["failures"] = [[f"fuzzer: {type(error).__name__}", traceback.format_exc()[-4000:]]]
    return told | {"seconds": time.process_time() - started, "memory": peak_memory()}


def peak_memory() -> int:
    """The most bytes that this process has held at once; 0 where that is not known."""
    try:
        import resource
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))

"""What has to hold for every project: trials run some commands, and note what does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from tests.fuzz import arguments, reading, writing
from tests.fuzz.project import Project
from tests.fuzz.running import Failure, Place

Trial = Callable[[Place, Random], None]
TRIALS: Mapping[str, Trial] = {
    trial.__name__: trial
    for trial in (
        reading.outputs,
        reading.cache,
        reading.parts,
        reading.reports,
        reading.worklists,
        reading.differences,
        reading.histories,
        reading.changes,
        reading.processes,
        writing.fixes,
        writing.stamps,
        writing.hooks,
        writing.baselines,
        arguments.options,
        arguments.streams,
    )
}


def attempt(project: Project) -> tuple[list[Failure], Place]:
    """Try what the project names, or everything; what does not hold, each kind once."""
    names = project.trials or tuple(TRIALS)
    with Place(project) as place:
        for number, name in enumerate(names):
            if place.is_tedious:
                break
            if number:
                place.reset()
            TRIALS[name](place, Random(project.choice))
    return list({failure.kind: failure for failure in place.failures}.values()), place


def chosen(rng: Random) -> tuple[str, ...]:
    """The trials of one project: every output of a check, and some of the others."""
    others = [name for name in TRIALS if name not in ("outputs", "processes")]
    names = ["outputs", *rng.sample(others, 3)]
    return (*names, "processes") if rng.random() < 0.004 else tuple(names)

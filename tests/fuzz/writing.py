"""Trials of the commands that write: only what they say, once, and nothing worse than before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from random import Random

from tests.fuzz.expectations import changed, examine, expect_untouched, findings_of
from tests.fuzz.project import run_git
from tests.fuzz.running import Place, Ran


def fixes(place: Place, rng: Random) -> None:
    """What is repaired is what the patch says, brings up nothing new, and is repaired once."""
    options = ("--no-cache", "--jobs=1", *rng.choice(((), ("--unsafe",))))
    before = place.content()
    found = findings_of(place.run("check", "--no-cache", "--jobs=1", "--output-format=json"))
    shown = place.run("fix", *options, "--diff")
    if found is None or not shown.is_usable:
        return
    examine(place, shown, "patch", shown.output)
    expect_untouched(place, before, "fix --diff")
    fixed = place.run("fix", *options)
    after = place.content()
    if fixed.is_usable and shown.output:
        _is_patched(place, shown, after)
    elif after != before:
        place.fail("fix: writes what it does not show", str(sorted(changed(before, after))))
    again = place.run("fix", *options)
    if place.content() != after:
        place.fail(
            "fix: not done the first time",
            f"{again.text}\n{sorted(changed(after, place.content()))}",
        )
    left = findings_of(place.run("check", "--no-cache", "--jobs=1", "--output-format=json"))
    new = [f for key, f in (left or {}).items() if key not in found]
    brought = {rule for f in found.values() if f["fix"] for rule in (f["fix"].get("brings") or ())}
    if new and "--unsafe" not in options:
        place.fail(f"fix: brings up {new[0]['rule']}", f"{brought} {json.dumps(new, indent=1)}")


def _is_patched(place: Place, shown: Ran, after: Mapping[str, bytes]) -> None:
    """Whether git makes of the files as they were what the command has made of them."""
    place.reset()
    patch = place.out("it.patch")
    patch.write_bytes(shown.output)
    try:
        run_git(place.root, "-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", str(patch))
    except OSError as error:
        place.fail("fix: git refuses the patch", f"{error}\n{shown.text}")
    else:
        if place.content() != after:
            different = sorted(changed(place.content(), after))
            place.fail("fix: other bytes than the patch", f"{different}\n{shown.text}")
    place.reset()
    for path, data in after.items():
        if path.startswith("repository/") and not (place.above / path).is_symlink():
            (place.above / path).write_bytes(data)


def stamps(place: Place, rng: Random) -> None:
    """What was stamped is current, and touches nothing but translations and their sidecars."""
    paths = sorted(path for path in place.project.files if path.startswith("translations/"))
    before = place.content()
    force = rng.choice(((), ("--force",)))
    first = place.run("stamp", *force, "--", *rng.sample(paths, min(3, len(paths))) or ["."])
    examine(place, first, "text", first.output)
    touched = changed(before, place.content())
    if wrong := [
        path
        for path in touched
        if "/translations/" not in path and path.removeprefix("repository/") in place.project.files
    ]:
        place.fail("stamp: writes to sources", str(wrong))
    found = place.run("check", "--no-cache", "--jobs=1", "--output-format=json")
    if first.is_usable and not found.is_usable:
        place.fail("stamp: nothing can be checked any more", found.errors)


def hooks(place: Place, rng: Random) -> None:
    paths = sorted(path for path in place.project.files if "\0" not in path)
    for options in ((), ("--fix",)):
        ran = place.run(
            "hook",
            *options,
            *(["--"] if rng.random() < 0.5 else []),
            *rng.sample(paths, min(6, len(paths))),
        )
        examine(place, ran, "text", ran.output)
        examine(place, ran, "errors", ran.errors.encode("utf-8", "replace"))


def baselines(place: Place, rng: Random) -> None:
    """With a baseline of today, nothing is found."""
    made = place.run("baseline")
    if not made.is_usable:
        return
    found = findings_of(place.run("check", "--no-cache", "--jobs=1", "--output-format=json"))
    if found:
        place.fail(
            "baseline: something is found all the same",
            json.dumps(list(found.values())[:3], indent=1),
        )
    place.run("baseline", "--update")

"""Settings and baselines: right ones, and those that nobody can obey."""

from __future__ import annotations

import json
from collections.abc import Mapping
from random import Random

from tests.fuzz import words
from tests.fuzz.json_mutations import mutated_json
from tests.fuzz.text_mutations import mutated


def settings(rng: Random, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """A file with settings."""
    name = rng.choice(
        ("transync.toml", "transync.toml", ".transync.toml", "pyproject.toml", ".gitignore")
    )
    if name == ".gitignore":
        # git itself takes exponential time for these, and is given up after minutes.
        patterns = [p for _ in range(4) if (p := _pattern(rng, files)).count("**/") < 5]
        return {name: words.encoded("\n".join(patterns))}
    lines = [_line(rng, files) for _ in range(words.count(rng, 5))]
    head = ["[tool.transync]"] if name == "pyproject.toml" else []
    data = words.encoded("\n".join([*head, *lines, ""]))
    return {name: mutated(rng, data, ()) if rng.random() < 0.2 else data}


def baseline(rng: Random, files: Mapping[str, bytes]) -> bytes:
    """A baseline, spoilt now and then."""
    entries = [
        {"path": path, "rule": rng.choice(words.RULES[:8]), "count": 1, "fingerprints": ["0" * 16]}
        for path in rng.sample(sorted(files), min(3, len(files)))
    ]
    whole = {"schema": "transync.baseline/1", "findings": entries}
    data = json.dumps(whole, indent=2).encode()
    for _ in range(rng.choice((0, 1, 1, 2))):
        data = mutated_json(rng, data, ())
    return data


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _pattern(rng: Random, files: Mapping[str, bytes]) -> str:
    path = rng.choice(sorted(files))
    return rng.choice(
        (
            path, "*.md", "/" + path, path + "/", "!" + path, "**/*", "translations", "*a*b*c*d",
            "*a*a*a*a*a*a*a*ab", "**/**/**/**/x", "[a-z", "[!", "\\", "", "#", "a" * 300,
            "**/" * 30 + "x", "{a,b}", rng.choice(words.HOSTILE),
        )
    )  # fmt: skip


def _value(rng: Random) -> str:
    return rng.choice(
        (
            "[]", "{}", '""', "1", "true", "[1]", "1979-05-27", "nan", "9" * 5000, '["vi"]',
            '["anchor"]', "[" * 200, _quoted(rng.choice(words.HOSTILE)), '{a = "b"}',
            "0x" + "f" * 4000, "1e999",
        )
    )  # fmt: skip


_LAYOUTS = (
    "translations/{lang}/{path}",
    "{lang}/{path}",
    "docs/{lang}/x/{path}",
    "{path}",
    "../{lang}/{path}",
    "{lang}/{lang}/{path}",
)
_PARAMETERS = ("WT.mc_id", "*", "", "utm_*", "(", "**a**b**")
_FOLDERS = ("", ".", "docs", "..", "/", "a/../..", "x")
_KNOWN = words.RULES[:8]
_KEYS = (
    "layouts",
    "exclude",
    "languages",
    "select",
    "ignore",
    "severity",
    "per-file-ignores",
    "tracking-parameters",
    "language-aliases",
    "x",
)


def _code(rng: Random) -> str:
    return rng.choice((*words.CODES, rng.choice(words.HOSTILE)))


def _line(rng: Random, files: Mapping[str, bytes]) -> str:
    """A line of settings; a right one, often."""
    pattern, rule = _quoted(_pattern(rng, files)), rng.choice(_KNOWN)
    parameter = rng.choice((*_PARAMETERS, rng.choice(words.HOSTILE)))
    level = rng.choice(("error", "warning", "x"))
    folder, layout = _quoted(rng.choice(_FOLDERS)), _quoted(rng.choice(_LAYOUTS))
    return rng.choice(
        (
            f"exclude = [{pattern}]",
            f'ignore = ["{rule}"]',
            f'select = ["{rule}"]',
            f"languages = [{_quoted(_code(rng))}]",
            f'severity = {{ {rule} = "{level}" }}',
            f'per-file-ignores = {{ {pattern} = ["{rule}"] }}',
            f"tracking-parameters = [{_quoted(parameter)}]",
            f"language-aliases = {{ {_quoted(_code(rng))} = {_quoted(_code(rng))} }}",
            f"layouts = [{layout}]",
            f"[[layouts]]\npattern = {layout}\nsource = {folder}",
            f"{rng.choice(_KEYS)} = {_value(rng)}",
        )
    )

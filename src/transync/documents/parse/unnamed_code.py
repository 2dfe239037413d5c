"""Commands in code of which nobody says in which language it is.

Such a block may as well hold a text, a tree of files or what a command prints, so only what can be
nothing else counts as a command.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_COMMAND = re.compile(
    r"[ \t]*+(?:\$ |PS[^>\n]{0,80}> )?(?:sudo )?"
    r"(?:apt|apt-get|az|azd|brew|bun|cargo|cd|chmod|choco|chown|conda|cp|curl|dnf|docker"
    r"|docker-compose|dotnet|func|gcloud|gh|git|helm|kubectl|mkdir|mv|mvn|node|npm|npx|ollama|pip"
    r"|pip3|pnpm|podman|poetry|pytest|python|python3|rm|scp|ssh|systemctl|terraform|uv|uvx|wget"
    r"|winget|yarn|yum) ++(?P<arguments>[-./~$<\"'\w][^\n]*+)"
)
# A flag, a path, a file, a word to fill in; or what these programs are told to do.
_ARGUMENT = re.compile(
    r"(?<!\S)--?[A-Za-z]|[/<]|\w\.\w|\A[\w-]++\Z"
    r"|\A(?:add|apply|auth|branch|build|checkout|clone|commit|compose|create|deploy|diff|down|exec"
    r"|extension|fetch|get|init|install|list|login|logs|new|pull|publish|push|remove|restore|run"
    r"|serve|show|start|status|stop|sync|test|up|update|upgrade)(?![^ \t])"
)
# What a sentence has, or a remark behind a command.
_PROSE = re.compile(
    r"(?i:(?<!\S)(?:a|an|and|are|for|from|in|is|it|of|on|or|that|the|then|this|to|will|with|you|your)"
    r"(?![^ ,.:]))|[.:!?,…]\Z| -{1,2} |->|=>|: |(?<![ \t])[ \t]{2,}+[A-Za-z(\[]|[^\x00-\x7f]"
)
_STRING = re.compile(r"\"[^\"\n]*+\"|'[^'\n]*+'|(?<!\S)#.*+|<[^<>\n]*+>")


def unmarked_commands(content: str) -> Iterator[tuple[int, str]]:
    """Each command, over all of its lines, with the number of its first line, from 0."""
    lines = content.split("\n")
    end = 0
    for number, line in enumerate(lines):
        if number < end or not _is_command(line):
            continue
        end = number + 1
        while end < len(lines) and lines[end - 1].endswith("\\"):
            end += 1
        yield number, "\n".join(lines[number:end])


def _is_command(line: str) -> bool:
    found = _COMMAND.match(line)
    if found is None:
        return False
    arguments = _STRING.sub("", found["arguments"]).rstrip(" \t\\")
    is_told = _ARGUMENT.search(found["arguments"]) is not None
    return is_told and _PROSE.search(arguments) is None

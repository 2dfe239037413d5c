"""Files that mean harm by what they are: code, repositories inside, filters, caches, links."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from tests.fuzz import words

# What code leaves where it was run, beside the repository.
TRACE = "executed"
_PYTHON = f"open('../{TRACE}', 'w').close()\n".encode()
_SHELL = f"touch ../{TRACE}"
_MODULES = (
    "multiprocessing", "sitecustomize", "usercustomize", "yaml", "git", "json", "transync",
    "click", "encodings", "conftest", "setup", "concurrent/__init__", "rich/__init__",
    "src/transync/__init__", "tests/__init__",
)  # fmt: skip
_CONFIG = (
    f'[core]\n\tbare = true\n\trepositoryformatversion = 0\n\tfsmonitor = "{_SHELL};false"\n'
    f'\thooksPath = .\n\tpager = "{_SHELL}"\n[diff]\n\texternal = "{_SHELL}"\n'
    f'[filter "x"]\n\tclean = "{_SHELL}; cat"\n\tsmudge = "{_SHELL}; cat"\n\tprocess = "{_SHELL}"\n'
    f'[diff "x"]\n\ttextconv = "{_SHELL}; cat"\n\tcommand = "{_SHELL}"\n'
).encode()
_ATTRIBUTES = (
    "* filter=x diff=x merge=x", "* text working-tree-encoding=UTF-16", "* ident export-subst",
    "* -text eol=crlf", "*.md binary", "[attr]x diff=x\n* x", "* diff=",
    "translations/** export-ignore", "\xff", "* !text",
)  # fmt: skip
_GIT_FILES = (
    "gitdir: ../outside\n",
    "gitdir: .git\n",
    "gitdir: /dev/zero\n",
    "gitdir: \n",
    "x" * 999,
    "",
)


def hostile(rng: Random, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Some more files for a project."""
    folder = rng.choice(("", "", "docs/", "translations/", "translations/vi/", "x/"))
    match rng.randrange(6):
        case 0:
            return {f"{rng.choice(_MODULES)}.py": _PYTHON for _ in range(2)}
        case 1:
            return _bare(folder)
        case 2:
            return {f"{folder}.gitattributes": rng.choice(_ATTRIBUTES).encode("latin-1")}
        case 3:
            return {f"{folder or 'x/'}.git": rng.choice(_GIT_FILES).encode()}
        case 4:
            return _cache(rng)
        case _:
            name = (
                "translations/vi/"
                + "d/" * rng.choice((3, 60))
                + rng.choice(sorted(files)).rpartition("/")[2]
            )
            return {name: rng.choice(sorted(files.items()))[1]}


def _bare(folder: str) -> Mapping[str, bytes]:
    """A folder that is itself a repository, with settings of its own."""
    return {
        f"{folder}HEAD": b"ref: refs/heads/main\n",
        f"{folder}config": _CONFIG,
        f"{folder}objects/info/x": b"",
        f"{folder}refs/heads/x": b"",
        f"{folder}hooks/post-index-change": f"#!/bin/sh\n{_SHELL}\n".encode(),
    }


def _cache(rng: Random) -> Mapping[str, bytes]:
    data = rng.choice((b"", b"\0" * 64, b"{}", words.HOSTILE[0].encode() * 99))
    names = ("CACHEDIR.TAG", ".gitignore", "x/verdicts-0000000000000000", "x/documents/00/0", "x")
    return {f".transync_cache/{rng.choice(names)}": data}

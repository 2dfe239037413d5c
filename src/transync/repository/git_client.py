"""The one place that starts git: in a repository that is found once, told to run nothing else."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from transync.repository.git_errors import GitError, NoGitError
from transync.untrusted.regular_file import read_regular

# git says nothing for so long in a repository that is made to hang, as with a pipe for its HEAD.
LONGEST_SECONDS = 300
NO_ANSWER = f"it did not answer within {LONGEST_SECONDS} seconds"
# Where it holds names against the patterns of the repository. An older git takes a time for some of
# them that doubles with each letter; 100,000 files take an ordinary disk less than a second.
LONGEST_MATCHING = 60

# What a repository's own configuration can't overrule. No network is used, so that no program for
# it is either; no hook, no pager, no program that watches files or shows signatures.
SAFE_OPTIONS = (
    "--no-pager",
    *("-c", "safe.bareRepository=explicit"),
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.useReplaceRefs=false"),
    *("-c", "log.showSignature=false"),
    *("-c", "protocol.ext.allow=never"),
)
SAFE_VARIABLES = {
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_ASKPASS": "",
    "GIT_GRAFT_FILE": os.path.join(os.devnull, "none"),  # noqa: PTH118
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    # What it says is read, so it had better be in English.
    "LANGUAGE": "",
    "LC_ALL": "C",
}
# The user's own configuration counts, as do the limits of the search for a repository. Other
# variables would lead git elsewhere: a hook's are those of another repository, perhaps.
KEPT = re.compile(
    r"GIT_(CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|PARAMETERS|KEY_\d+|VALUE_\d+)"
    r"|EXEC_PATH|CEILING_DIRECTORIES)"
)
SECRET = re.compile(r"TOKEN|SECRET|PASSWORD|ASKPASS", re.IGNORECASE)

# Of what git says; the first has most of it.
_MOST_CLAUSES = 3


class Repository(NamedTuple):
    """A git repository: its work tree, git's own folder for it, and its index, if not the usual."""

    root: Path
    git_dir: Path
    index_file: Path | None = None


def find_repository(folder: Path) -> Repository | None:
    """The repository that a folder (a resolved path) belongs to; None for one without git.

    That is what a `.git` above belongs to, and never a folder that looks like a bare repository,
    which anybody can commit. Raises GitError where git refuses it, and NoGitError.
    """
    for home in _homes(folder):
        if repository := _repository(home):
            return repository
    return None


def run_git(
    repository: Repository,
    *arguments: str,
    stdin: IO[bytes] | None = None,
    config: Mapping[str, str] | None = None,
    matches_patterns: bool = False,
) -> subprocess.CompletedProcess[bytes]:
    """Run git to its end; `config` are further settings, by name. Raises GitError if it fails.

    A command that `matches_patterns` of the repository gets less time.
    """
    environment = _environment(repository, config or {})
    command = [*_named(repository), *arguments]
    done = _run(repository.root, command, environment, stdin, matches_patterns)
    if done.returncode:
        raise GitError(repository.root, _complaint(done.stderr))
    return done


def start_git(
    repository: Repository, *arguments: str, config: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Begin a git that answers as long as it is asked. Raises GitError if it can't be started."""
    program = _program(repository.root)
    try:
        return subprocess.Popen(
            [program, *_named(repository), *arguments],
            env=_environment(repository, config or {}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Who reads the answers does not read complaints, and git would wait for that.
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise GitError(repository.root, f"it can't be started: {error.strerror}") from None


def find_program(name: str, path: str, suffix: str = "") -> str | None:
    """The full path of a program in the folders of `path`, as PATH has them.

    What stands for the current folder is left out: a program that lies there is never run.
    """
    try:
        current = os.path.realpath(os.curdir)
    except OSError:  # It is deleted, and holds nothing.
        current = ""
    for folder in path.split(os.pathsep):
        plain = folder.strip('"')
        full = Path(plain, name + suffix)
        is_elsewhere = full.is_absolute() and os.path.realpath(plain) != current
        if is_elsewhere and full.is_file() and os.access(full, os.X_OK):
            return str(full)
    return None


def git_program() -> str | None:
    """The full path of git; None where it is not installed."""
    suffix = ".exe" if os.name == "nt" else ""
    return find_program("git", os.environ.get("PATH", os.defpath), suffix)


def _homes(folder: Path) -> Iterator[Path]:
    """The folders above that have a `.git`, the nearest first."""
    ceilings = os.environ.get("GIT_CEILING_DIRECTORIES", "").split(os.pathsep)
    for above in (folder, *folder.parents):
        if above != folder and str(above) in ceilings:
            return
        if os.path.lexists(above / ".git"):
            yield above


def _repository(home: Path) -> Repository | None:
    """The repository of the `.git` in this folder; None if git finds none in it, and one above."""
    # Only as long as it looks for a repository by itself, git asks whose it is.
    question = ("rev-parse", "--is-inside-work-tree", "--show-prefix", "--absolute-git-dir")
    options = [*SAFE_OPTIONS, "-C", str(home)]
    done = _run(home, [*options, *question], _environment(None, {}))
    if done.returncode:
        raise GitError(home, _complaint(done.stderr))
    is_inside, prefix, git_dir = done.stdout.split(b"\n", 2)
    found = Path(os.fsdecode(git_dir.removesuffix(b"\n")))
    if (is_inside, prefix) == (b"true", b""):
        return Repository(home, found, _index(found))
    if _is_named(found, home / ".git"):
        raise GitError(home, "the work tree of this repository is not here, but elsewhere")
    return None


def _is_named(git_dir: Path, entry: Path) -> bool:
    """Whether a `.git`, a folder or a file that names one, stands for this folder."""
    try:
        if entry.is_file():
            text = os.fsdecode(read_regular(entry, 2**16))
            entry = entry.parent / text.removeprefix("gitdir:").strip()
        return entry.samefile(git_dir)
    except (OSError, ValueError):
        return False


def _index(git_dir: Path) -> Path | None:
    """The index that a running `git commit` of this repository has made for its hooks."""
    named = os.environ.get("GIT_INDEX_FILE")
    if not named:
        return None
    index = Path(named).absolute()
    if index.parent.resolve() == git_dir.resolve():
        return index
    return None


def _named(repository: Repository) -> list[str]:
    """The options by which git finds nothing by itself."""
    root, git_dir = repository.root, repository.git_dir
    return [*SAFE_OPTIONS, "-C", str(root), f"--git-dir={git_dir}", f"--work-tree={root}"]


def _environment(repository: Repository | None, config: Mapping[str, str]) -> dict[str, str]:
    """The variables for git: the user's, but for secrets and what leads elsewhere."""
    variables = {name: value for name, value in os.environ.items() if _may_be_known(name)}
    variables |= SAFE_VARIABLES
    if repository and repository.index_file:
        variables["GIT_INDEX_FILE"] = str(repository.index_file)
    # A name can hold whatever `-c` takes for its end.
    first = int(variables.get("GIT_CONFIG_COUNT") or 0) if config else 0
    for number, (name, value) in enumerate(config.items(), first):
        variables |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
        variables["GIT_CONFIG_COUNT"] = str(number + 1)
    return variables


def _may_be_known(name: str) -> bool:
    """Whether git may know a variable of this name."""
    if SECRET.search(name):
        return False
    return not name.startswith("GIT_") or KEPT.fullmatch(name) is not None


def _run(
    root: Path,
    arguments: Sequence[str],
    environment: Mapping[str, str],
    stdin: IO[bytes] | None = None,
    matches_patterns: bool = False,
) -> subprocess.CompletedProcess[bytes]:
    program = _program(root)
    longest, no_answer = LONGEST_SECONDS, NO_ANSWER
    if matches_patterns:
        longest = LONGEST_MATCHING
        no_answer = f"it takes more than {longest} seconds to match the patterns of files"
    try:
        return subprocess.run(
            [program, *arguments],
            env=environment,
            stdin=stdin or subprocess.DEVNULL,
            capture_output=True,
            timeout=longest,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise GitError(root, no_answer) from None
    except OSError as error:
        raise GitError(root, f"it can't be started: {error.strerror}") from None


def _program(root: Path) -> str:
    program = git_program()
    if program is None:
        raise NoGitError(root)
    return program


def _complaint(stderr: bytes) -> str:
    """What git says of what is wrong, without hints and what it leads in with."""
    lines = stderr.decode(errors="replace").strip().splitlines()
    said = [line for line in lines if line.startswith(("fatal: ", "error: "))] or lines
    clauses = dict.fromkeys(re.sub(r"^(fatal|error): ", "", line) for line in said)
    return ", ".join(list(clauses)[:_MOST_CLAUSES])

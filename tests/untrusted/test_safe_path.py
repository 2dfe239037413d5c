"""A module in the checked folder is never imported, whatever it is named and however one checks."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.conftest import Checked, Repository
from transync.untrusted.safe_path import safe_import_path

LANGUAGES = ("ar", "bg", "cs", "da", "de", "fr", "hi", "ja", "ko", "nl", "pl", "th", "vi")
# What Python and its children import before anything of ours, what we import early and late, what
# `site` looks for, and packages that may be missing.
MODULES = (
    "__future__",
    "_virtualenv",
    "ast",
    "click",
    "concurrent/__init__",
    "encodings/__init__",
    "git/__init__",
    "importlib/__init__",
    "json",
    "langdetect/__init__",
    "multiprocessing/__init__",
    "msgspec/__init__",
    "pickle",
    "pydantic/__init__",
    "re",
    "sitecustomize",
    "subprocess",
    "typing",
    "usercustomize",
    "warnings",
    "yaml/__init__",
)
posix_only = pytest.mark.skipif(os.name == "nt", reason="the command is no script there")
COMMAND = str(Path(sysconfig.get_path("scripts"), "transync"))
# It tells that it is run, and gives way to the module that it stands in for.
MODULE = r"""
import sys
file = __file__.replace("\\", "/")
folder = file.removesuffix(".py").removesuffix("__init__").rstrip("/").removesuffix(__name__)
try:
    with open(folder + "ran", "a") as ran:
        ran.write(__name__ + " ")
except (NameError, LookupError):
    pass  # Python is so far at its start that it can open nothing.
everything = sys.path[:]
sys.path[:] = [p for p in everything if p and p.replace("\\", "/") != folder[:-1]]
del sys.modules[__name__]
try:
    __import__(__name__)
finally:
    sys.path[:] = everything
"""
PROGRAM = """
from multiprocessing.process import BaseProcess
import transync
started = []
start = BaseProcess.start
BaseProcess.start = lambda process: (started.append(process), start(process))
if __name__ == "__main__":
    assert transync.check(jobs=2, use_cache=False).findings == ()
    print("processes:", len(started))
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that is large enough for processes, with modules that tell when they are run."""
    root = tmp_path_factory.mktemp("hostile")
    folder = Repository(root, lambda: Checked(0, "", ""))
    for page in range(16):
        folder.write(f"page-{page}.md", f"# Page {page}\n\nText.\n")
        for language in LANGUAGES:
            folder.translate(f"page-{page}.md", language, f"# {language} {page}\n\n{language}.\n")
    for name in MODULES:
        folder.write(f"{name}.py", MODULE)
    return root


def executed(root: Path) -> set[str]:
    """The modules of the folder that have run since this was asked last."""
    ran = root / "ran"
    names = set(ran.read_text(encoding="utf-8").split()) if ran.exists() else set()
    ran.unlink(missing_ok=True)
    return names


def run(root: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        command,
        cwd=root,
        env={**own, **variables},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


CHECK = ("check", "--no-cache", "--jobs", "2", "--select", "link-target")


def test_a_program_that_python_starts_without_care_does_run_them(hostile: Path) -> None:
    run(hostile, sys.executable, "-c", "import multiprocessing, yaml")

    assert executed(hostile) >= {"multiprocessing", "yaml"}


@pytest.mark.parametrize(
    "command",
    [
        pytest.param((COMMAND,), id="the command"),
        pytest.param((sys.executable, "-P", "-m", "transync"), id="the module with a safe path"),
        pytest.param(
            (sys.executable, "-E", COMMAND),
            marks=posix_only,
            id="Python that ignores the environment",
        ),
        pytest.param((sys.executable, "-I", COMMAND), marks=posix_only, id="isolated Python"),
    ],
)
def test_a_check_with_processes_runs_none_of_them(hostile: Path, command: tuple[str, ...]) -> None:
    done = run(hostile, *command, *CHECK)

    assert (done.returncode, executed(hostile)) == (0, set()), done.stderr
    assert "208 translations" in done.stdout
    assert done.stderr == ""


# Without -P, Python itself imports some of them before any of our code is run.
STARTS = [
    pytest.param(("-m", "keyword"), (sys.executable, "-m", "transync"), {}, id="the module"),
    *(
        pytest.param(("-c", "import re"), (COMMAND,), {"PYTHONPATH": path}, id=f"PYTHONPATH={path}")
        for path in (os.pathsep, f".{os.pathsep}/nowhere", f"/nowhere{os.pathsep}")
    ),
]


@pytest.mark.parametrize(("start", "command", "variables"), STARTS)
def test_where_python_looks_into_the_folder_we_do_not(
    hostile: Path, start: tuple[str, ...], command: tuple[str, ...], variables: dict[str, str]
) -> None:
    run(hostile, sys.executable, *start, **variables)
    by_python = executed(hostile)
    done = run(hostile, *command, *CHECK, **variables)

    assert (done.returncode, executed(hostile) - by_python) == (0, set()), done.stderr
    assert {"multiprocessing", "json", "pydantic", "yaml", "__future__"}.isdisjoint(by_python)
    assert "208 translations" in done.stdout


def test_the_processes_of_a_program_that_checks_run_none_of_them(
    hostile: Path, tmp_path: Path
) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    done = run(hostile, sys.executable, str(program))

    assert (done.stdout, executed(hostile)) == ("processes: 2\n", set()), done.stderr


def test_a_program_keeps_its_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = ["", ".", "below", str(Path.cwd()), str(tmp_path)]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path))
    monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    before = dict(os.environ)
    with safe_import_path():
        inside = {name: os.environ[name] for name in ("PYTHONPATH", "PYTHONSAFEPATH")}

    assert inside == {"PYTHONPATH": str(tmp_path), "PYTHONSAFEPATH": "1"}
    assert dict(os.environ) == before

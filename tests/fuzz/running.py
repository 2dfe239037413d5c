"""Commands in this process, on a project in its own folder: what they print, cost and leave."""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import signal
import sys
import threading
import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from tests.fuzz.project import Project, environment, write
from transync.cli import main

# CPU seconds that a command may take: some, and some for each KiB of the project.
SECONDS, SECONDS_A_KIB = 3.0, 0.03
# It is ended after so many times as much.
_PATIENCE = 3
_WAITING = 12
# git is given up after less.
_LEAST_WAITING = 400
# What took so long by the clock is not tried again and again.
_TEDIOUS = 30
# What a report says of a page with which transync failed.
_FAILED_HERE = re.compile(r"(?s)transync failed here.{0,200}?(\w+) in (transync[\w.]*), line \d+")
_FRAME = re.compile(r'File "[^"\n]*?([^/\\"\n]+[/\\][^/\\"\n]+)", line \d+, in (.+)')
_OURS = re.compile(r'File "[^"\n]*?(transync[/\\][^"\n]+)", line \d+, in (.+)')


class Failure(NamedTuple):
    """Something that does not hold: its kind, the same for the same fault, and the details."""

    kind: str
    said: str


class Ran(NamedTuple):
    """What a command has done."""

    arguments: tuple[str, ...]
    code: int
    output: bytes
    errors: str
    seconds: float

    @property
    def text(self) -> str:
        return self.output.decode()

    @property
    def is_usable(self) -> bool:
        """Whether it was neither refused nor broken."""
        return self.code in (0, 1)


class TooSlow(BaseException):
    """A command that has used several times what it may."""


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Kept(io.BytesIO):
    """A file that can be read when it was closed."""

    def close(self) -> None:
        return


class Broken(Kept):
    """A file that takes nothing."""

    def __init__(self, error: str) -> None:
        super().__init__()
        self._error = getattr(errno, error)

    def write(self, data: object) -> int:
        raise OSError(self._error, os.strerror(self._error))


class Place:
    """A folder with the project in it, and what was run there.

    It is tedious where a command has waited long for another program.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.above = Path(mkdtemp(prefix="transync-fuzz-")).resolve()
        self.root = self.above / "repository"
        self.failures: list[Failure] = []
        self.slowest = 0.0
        self.is_tedious = False
        self.ran = 0
        self.reset()

    def reset(self) -> None:
        """Write the project anew, and forget what was kept for it."""
        for entry in self.above.iterdir():
            shutil.rmtree(entry, ignore_errors=True)
        for name in ("repository", "cache", "home", "out", "tmp"):
            (self.above / name).mkdir()
        write(self.project, self.root)

    def __enter__(self) -> Place:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.above, ignore_errors=True)

    def fail(self, kind: str, said: str) -> None:
        self.failures.append(Failure(kind, said[:20_000]))

    def out(self, name: str) -> Path:
        """A file for output, outside of the repository."""
        return self.above / "out" / name

    def run(self, *arguments: str, terminal: bool = False, broken: str = "") -> Ran:
        """Run a command there, and note what is wrong with how it went.

        Standard output is a `terminal`, or fails with the error that is named as `broken`.
        """
        before = self.content()
        allowed = SECONDS + SECONDS_A_KIB * self.project.size / 1024
        with self._here(), _streams(terminal, broken) as (out, err):
            started, began = time.process_time(), time.monotonic()
            try:
                with _limited(allowed * _PATIENCE):
                    code = main(list(arguments))
            except SystemExit as error:
                # How click ends where the reader has gone.
                code = error.code if isinstance(error.code, int) else 3
            except TooSlow:
                code = 3
                traceback.print_exc()
            seconds = time.process_time() - started
            self.is_tedious = self.is_tedious or time.monotonic() - began > _TEDIOUS
            for stream in (sys.stdout, sys.stderr):
                with suppress(OSError, ValueError):
                    stream.flush()
        ran = Ran(arguments, code, out.getvalue(), err.getvalue().decode(errors="replace"), seconds)
        self.ran += 1
        self.slowest = max(self.slowest, seconds)
        self._note(ran, allowed)
        outside = {p: d for p, d in before.items() if not p.startswith("repository/")}
        now = {p: d for p, d in self.content().items() if not p.startswith("repository/")}
        if outside != now:
            self.fail(
                "writes outside of the repository",
                f"{arguments}: {sorted(outside.keys() ^ now.keys())}",
            )
        return ran

    def content(self) -> Mapping[str, bytes]:
        """All files but those that commands may write: by path, a link as its target."""
        found: dict[str, bytes] = {}
        waiting = [self.above]
        while waiting:
            folder = waiting.pop()
            for entry in os.scandir(folder):
                path = Path(entry.path)
                relative = path.relative_to(self.above).as_posix()
                if entry.is_symlink():
                    found[relative] = os.fsencode(path.readlink())
                elif entry.is_file(follow_symlinks=False):
                    found[relative] = path.read_bytes()
                elif relative not in ("cache", "out", "tmp", "home", "repository/.git"):
                    waiting.append(path)
        return found

    def _note(self, ran: Ran, allowed: float) -> None:
        command = f"transync {' '.join(ran.arguments)}"
        if kind := _failed(ran):
            self.fail(kind, f"{command}: exit {ran.code}\n{ran.errors}{ran.output[-4000:]!r}")
        elif ran.seconds > allowed:
            self.fail(f"slow {ran.arguments[0]}", f"{command}: {ran.seconds:.1f} s")
        if ran.code == 2 and not ran.errors.strip():
            self.fail("refused without a word", command)

    @contextmanager
    def _here(self) -> Iterator[None]:
        """The working folder and the variables of a command that is run there."""
        before, variables = Path.cwd(), dict(os.environ)
        os.environ.clear()
        os.environ.update(environment())
        os.environ.update(
            TRANSYNC_CACHE_DIR=str(self.above / "cache"),
            HOME=str(self.above / "home"),
            XDG_CACHE_HOME=str(self.above / "cache"),
            COLUMNS="100",
        )
        os.chdir(self.root)
        try:
            yield
        finally:
            os.chdir(before)
            os.environ.clear()
            os.environ.update(variables)


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise TooSlow in the block after so many CPU seconds, where the system can.

    What waits for another process, or for ever, uses none: it is ended after many more seconds.
    """

    def end(number: int, frame: object) -> None:
        raise TooSlow(f"more than {seconds:.0f} s")

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    own = os.getpid()
    waiting = max(_LEAST_WAITING, _WAITING * seconds)
    clock = threading.Timer(waiting, lambda: os.kill(own, signal.SIGVTALRM))
    clock.start()
    try:
        yield
    finally:
        clock.cancel()
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _failed(ran: Ran) -> str:
    """What kind of failure the exit code and the output tell of; nothing where all is well."""
    said = ran.output.decode(errors="replace")
    if found := _FAILED_HERE.search(said) or _FAILED_HERE.search(ran.errors):
        return f"internal error {found[1]} in {found[2]}"
    if ran.code in (0, 1, 2):
        return ""
    return f"crash {crash(ran.errors)}" if ran.errors else f"{ran.arguments[0]}: exit {ran.code}"


def crash(errors: str) -> str:
    """What kind of crash a traceback tells of: the exception, and where of ours it was."""
    last = [
        line
        for line in errors.splitlines()
        if re.match(r"[\w.]+(?:Error|Exception|Exit|Interrupt|Warning|Iteration|Slow)\b", line)
    ]
    ours = _OURS.findall(errors) or _FRAME.findall(errors)
    name = last[-1].split(":")[0] if last else "unknown"
    where = "/".join(ours[-1]).replace("\\", "/") if ours else "nowhere"
    return f"{name} in {where}"


@contextmanager
def _streams(is_terminal: bool, broken: str) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """Standard output and error that are kept."""
    kept = sys.stdout, sys.stderr
    out, err = Broken(broken) if broken else Kept(), Kept()
    kind = Terminal if is_terminal else io.TextIOWrapper
    sys.stdout, sys.stderr = kind(out, encoding="utf-8"), io.TextIOWrapper(err, encoding="utf-8")
    try:
        yield out, err
    finally:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.detach()
        sys.stdout, sys.stderr = kept

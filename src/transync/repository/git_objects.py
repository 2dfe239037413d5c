"""The bytes that git stores, from one git that answers as long as it is asked."""

from __future__ import annotations

import threading
import time

from transync.documents.decoding import Unreadable
from transync.repository.git_client import (
    LONGEST_SECONDS,
    NO_ANSWER,
    Repository,
    run_git,
    start_git,
)
from transync.repository.git_errors import GitError
from transync.untrusted.regular_file import too_large


class ObjectReader:
    """Reads objects of a repository, until it is closed.

    A partial clone lacks some, and what it lacks is not fetched.
    """

    def __init__(self, repository: Repository, is_partial: bool) -> None:
        self._repository, self._is_partial = repository, is_partial
        self._answering: _Answering | None = None

    def read(self, name: str, limit: int) -> bytes | Unreadable:
        """The bytes of a blob by its hash in hex, unless they are more than the limit.

        Raises GitError for one that is missing or damaged.
        """
        answering = self._answering or _Answering(self._repository)
        # Until the answer is there, it is not known that there are others.
        self._answering = None
        data = answering.ask(name, limit)
        if isinstance(data, bytes):
            self._answering = answering
            return data
        answering.end()
        if data is not None:
            return data
        if answering.is_late:
            raise GitError(self._repository.root, NO_ANSWER)
        if self._is_partial:
            raise GitError(self._repository.root, f"{name} is promised, but not in this clone")
        # Only who asks for one hears what is wrong.
        return run_git(self._repository, "cat-file", "blob", name).stdout

    def close(self) -> None:
        """End the git that answers."""
        if self._answering:
            self._answering.end()
            self._answering = None


class _Answering:
    """A git that is asked for objects, and killed when one answer takes too long."""

    def __init__(self, repository: Repository) -> None:
        self._process = start_git(repository, "cat-file", "--batch")
        self._asked: float | None = None
        self.is_late = False
        threading.Thread(target=self._watch, daemon=True).start()

    def ask(self, name: str, limit: int) -> bytes | Unreadable | None:
        """The bytes of an object; None where git does not have them whole."""
        self._asked = time.monotonic()
        try:
            return self._answer(name, limit)
        except (ValueError, OSError):
            return None
        finally:
            self._asked = None

    def end(self) -> None:
        self._process.kill()
        # Closes what leads to it and from it, and waits for its end.
        with self._process:
            pass

    def _answer(self, name: str, limit: int) -> bytes | Unreadable | None:
        asked, answers = self._process.stdin, self._process.stdout
        assert asked
        assert answers
        asked.write(name.encode() + b"\n")
        asked.flush()
        # `name type size`, the bytes and the end of the line; or `name missing`.
        *_, kind, size = answers.readline().split()
        if kind != b"blob":
            return None
        if complaint := too_large(int(size), limit):
            return Unreadable(complaint)
        data = answers.read(int(size) + 1)
        if len(data) > int(size):
            return data[:-1]
        return None

    def _watch(self) -> None:
        while self._process.poll() is None:
            time.sleep(1)
            asked = self._asked
            if asked is not None and time.monotonic() - asked > LONGEST_SECONDS:
                self.is_late = True
                self._process.kill()

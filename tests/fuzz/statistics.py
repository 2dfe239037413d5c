"""What a campaign counts."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any


class Statistics:
    """Numbers of a campaign so far."""

    def __init__(self, seed: int, first: int) -> None:
        self.seed, self.first = seed, first
        self.started = time.monotonic()
        self.inputs = self.ran = self.bytes = self.processes = 0
        self.seconds = 0.0
        self.memory = 0
        self.kinds: Counter[str] = Counter()
        self.slowest: tuple[float, int, int] = (0.0, 0, 0)

    def add(self, message: dict[str, Any]) -> bool:
        """Count what a process tells of a project; whether it was the slowest so far."""
        self.inputs += 1
        self.ran += message["ran"]
        self.bytes += message["size"]
        self.seconds += message["seconds"]
        self.memory = max(self.memory, message["memory"])
        slowest = (message["slowest"], message["size"], message["done"])
        is_slowest = slowest > self.slowest
        self.slowest = max(slowest, self.slowest)
        return is_slowest

    def as_json(self) -> dict[str, Any]:
        """All of it, for programs."""
        return {
            "seed": self.seed,
            "first": self.first,
            "wall_seconds": time.monotonic() - self.started,
            "cpu_seconds": self.seconds,
            "inputs": self.inputs,
            "commands": self.ran,
            "bytes": self.bytes,
            "processes": self.processes,
            "peak_memory": self.memory,
            "failures": dict(self.kinds.most_common()),
            "slowest_command": dict(zip(("seconds", "bytes", "number"), self.slowest, strict=True)),
        }

    def said(self) -> str:
        """The same for people."""
        wall = time.monotonic() - self.started
        seconds, size, number = self.slowest
        lines = [
            f"{time.strftime('%H:%M:%S')} after {wall:.0f} s (CPU {self.seconds:.0f} s): "
            f"{self.inputs} inputs, {self.ran} commands, {self.bytes / 2**20:.1f} MiB, "
            f"seed {self.seed}; "
            f"peak memory {self.memory / 2**20:.0f} MiB; slowest command {seconds:.2f} s "
            f"({size} bytes, number {number}); {len(self.kinds)} kinds of failures"
        ]
        return "\n".join(
            [*lines, *(f"  {number:6} {kind}" for kind, number in self.kinds.most_common())]
        )

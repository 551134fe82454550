"""Who is running, read from /proc: to count what a program started and what it left behind."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Process:
    """One process; its start (clock ticks since boot) tells it from a later one with the same number."""

    pid: int
    start: int
    parent: int
    words: str

    @property
    def alive(self) -> bool:
        """True while it runs; one that has ended and was not waited for is not alive."""
        now = _read(self.pid)
        return now is not None and now.start == self.start


def _read(pid: int) -> Process | None:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(errors="replace")
        words = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()  # the name before it may hold anything, spaces too
    state, parent, start = fields[0], int(fields[1]), int(fields[19])
    if state in "ZX":
        return None
    return Process(pid, start, parent, words.replace(b"\0", b" ").decode(errors="replace").strip())


def everybody() -> list[Process]:
    """All processes of the machine that this user may see."""
    found = (_read(int(name)) for name in os.listdir("/proc") if name.isdecimal())
    return [process for process in found if process is not None]


def descendants(pid: int) -> list[Process]:
    """All processes below `pid`, children of children included."""
    below: list[Process] = []
    reached = {pid}
    everyone = everybody()
    while True:
        more = [p for p in everyone if p.parent in reached and p.pid not in reached]
        if not more:
            return below
        below += more
        reached |= {process.pid for process in more}

"""How quiet the machine was while a bench ran, and what each process cost."""

from __future__ import annotations

import os
import resource
import statistics
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dev.processes import Process, descendants

NOISE_LIMIT = 1.3
"""A probe slower than this, against its best, means that others were using the machine."""
STEAL_LIMIT = 0.05
"""Share of time that the hypervisor gave to others."""
SETTLE_S = 3.0
"""How long the bench's own programs and the machine may take to come to rest before the probe, in seconds."""
AT_REST = 0.10
"""A machine that is busy for no more than this share of a glance is at rest."""
_GLANCE_S = 0.1
_LOOPS = 200_000
_SAMPLE_S = 1.0
_TICKS = os.sysconf("SC_CLK_TCK")


def probe() -> list[float]:
    """Seconds that a fixed loop takes, five times over, after once uncounted: caches are cold at first."""
    return [_loop() for _ in range(6)][1:]


def _loop() -> float:
    began = time.perf_counter()
    total = 0
    for number in range(_LOOPS):
        total += number * number & 7
    return time.perf_counter() - began


def settle(ours: Iterable[Process] = (), within_s: float = SETTLE_S) -> None:
    """Wait until these processes are gone and the machine rests; one that others use does not rest.

    A database that closes and the pages of programs that ended are the bench's own doing: without this they
    were taken for somebody else's, on a machine where nobody else was.
    """
    end = time.monotonic() + within_s
    left = list(ours)
    before = _ticks()
    while time.monotonic() < end:
        time.sleep(_GLANCE_S)
        before, (busy, total) = _ticks(), before
        left = [process for process in left if process.alive]
        if not left and before[0] - busy <= AT_REST * (before[1] - total):
            return


def _ticks() -> tuple[int, int]:
    """Busy ticks and all ticks of the machine since it was started; steal is not ours and not busy."""
    words = [int(word) for word in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return sum(words) - words[3] - words[4] - words[7], sum(words)


@dataclass(frozen=True)
class Quiet:
    """The machine's state at one moment: the probe's five times and the counters of /proc/stat, in ticks."""

    times: list[float]
    steal: int
    total: int

    @classmethod
    def look(cls, ours: Iterable[Process] = (), within_s: float = SETTLE_S) -> Quiet:
        """Measure once these processes are gone and the machine rests, after `within_s` in any case."""
        settle(ours, within_s)
        ticks = [int(word) for word in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
        return cls(probe(), ticks[7], sum(ticks))

    def noise_until(self, after: Quiet) -> tuple[float, float]:
        """The slower median of both probes over the best time, and the share of steal between them."""
        best = min(*self.times, *after.times)
        slower = max(statistics.median(self.times), statistics.median(after.times))
        return slower / best, (after.steal - self.steal) / max(1, after.total - self.total)


@dataclass
class CpuWatch:
    """Sums user and system time of this process and of all it starts, while it runs (use it with `with`)."""

    names: dict[str, str] = field(default_factory=dict)
    """Words of a command line -> the name to print; the first that matches counts."""
    _seen: dict[Process, float] = field(default_factory=dict)
    _own_s: float = 0.0
    _children_s: float = 0.0

    def __enter__(self) -> CpuWatch:
        self._own_before = time.process_time()
        self._children_before = _children_s()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="cpu-watch", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self._own_s = time.process_time() - self._own_before
        self._children_s = _children_s() - self._children_before

    def _run(self) -> None:
        while True:
            for process in descendants(os.getpid()):
                if (seconds := _cpu_s(process.pid)) is not None:
                    self._seen[process] = seconds
            if self._stop.wait(_SAMPLE_S):
                return

    def seen(self) -> list[Process]:
        """Every process that was below this one for longer than a sample."""
        return list(self._seen)

    def by_process(self) -> dict[str, float]:
        """Name -> CPU seconds, the bench itself first."""
        sums = {"bench": self._own_s}
        for process, seconds in self._seen.items():
            name = next((name for words, name in self.names.items() if words in process.words), "")
            name = name or Path(process.words.split(" ")[0]).name
            sums[name] = sums.get(name, 0.0) + seconds
        return sums

    def total(self) -> float:
        """CPU seconds of all of them; what lived shorter than a sample is in it, if it was waited for."""
        return self._own_s + max(sum(self._seen.values()), self._children_s)


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _cpu_s(pid: int) -> float | None:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS

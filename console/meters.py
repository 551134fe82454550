"""What the console knows of itself: pauses of its loop and of Python's collector, memory, threads, files."""

from __future__ import annotations

import gc
import math
import os
import sys
import threading
from collections import Counter, deque
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from domain.clock import Clock

EVERY_MS = 50
"""How often the loop is asked to turn; twenty turns a second cost nothing that can be measured."""
SLOT_S = 10.0
MINUTE_SLOTS, HOUR_SLOTS = 6, 360
STEPS = 4
"""Steps of the scale of lateness to a doubling: a figure is right to 19 %."""


@dataclass(slots=True)
class _Slot:
    """Ten seconds of turns: how many came how late, and the latest, in ms."""

    ends: float
    late: Counter[int] = field(default_factory=Counter)
    worst: float = 0.0


@dataclass(frozen=True, slots=True)
class Pauses:
    """How late turns came, in milliseconds: half of them at most `p50`, all but one in a hundred `p99`."""

    turns: int = 0
    p50: float = 0.0
    p99: float = 0.0
    worst: float = 0.0


class PauseMeter:
    """Counts how late something came; remembers an hour in slots of ten seconds, whatever happens in it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._slots: deque[_Slot] = deque(maxlen=HOUR_SLOTS)

    def add(self, late_ms: float) -> None:
        """One turn came so late."""
        now = self._clock.monotonic()
        if not self._slots or now >= self._slots[-1].ends:
            self._slots.append(_Slot(now + SLOT_S))
        slot = self._slots[-1]
        slot.late[_step(late_ms)] += 1
        slot.worst = max(slot.worst, late_ms)

    def minute(self) -> Pauses:
        """The last minute."""
        return self._over(MINUTE_SLOTS)

    def hour(self) -> Pauses:
        """The last hour."""
        return self._over(HOUR_SLOTS)

    def _over(self, slots: int) -> Pauses:
        since = self._clock.monotonic() - slots * SLOT_S
        counted = [slot for slot in self._slots if slot.ends > since]
        late: Counter[int] = Counter()
        for slot in counted:
            late.update(slot.late)
        turns = late.total()
        if not turns:
            return Pauses()
        worst = max(slot.worst for slot in counted)
        return Pauses(
            turns, min(worst, _share(late, turns, 0.5)), min(worst, _share(late, turns, 0.99)), worst
        )


def _step(late_ms: float) -> int:
    return math.ceil(math.log2(max(late_ms, 0.0) + 1.0) * STEPS)


def _share(late: Counter[int], turns: int, share: float) -> float:
    """Return the upper end of the step in which that share of the turns is reached."""
    wanted, seen = math.ceil(turns * share), 0
    for step in sorted(late):
        seen += late[step]
        if seen >= wanted:
            return float(2.0 ** (step / STEPS) - 1.0)
    raise AssertionError("the shares add up to one")


class Meters(QObject):
    """Measures from when it is made until `close`, in the loop's thread."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.pauses = PauseMeter(clock)
        self.sweeps = PauseMeter(clock)
        """Of Python's collector of cycles."""
        self._sweep_began = 0.0
        self._last = clock.monotonic()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._turned)
        self._timer.start(EVERY_MS)
        gc.callbacks.append(self._swept)

    def close(self) -> None:
        """Measure no more. A second call does nothing."""
        self._timer.stop()
        if self._swept in gc.callbacks:
            gc.callbacks.remove(self._swept)

    def _turned(self) -> None:
        now = self._clock.monotonic()
        self.pauses.add(max(0.0, (now - self._last) * 1000 - EVERY_MS))
        self._last = now

    def _swept(self, phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            self._sweep_began = self._clock.monotonic()
        else:
            self.sweeps.add((self._clock.monotonic() - self._sweep_began) * 1000)


@dataclass(frozen=True, slots=True)
class Held:
    """What the process holds now; None where this system does not tell."""

    rss_mb: float | None
    peak_mb: float | None
    threads: int
    descriptors: int | None


def held() -> Held:
    """Look now; some 50 microseconds."""
    rss = peak = descriptors = None
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        rss = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
        descriptors = len(os.listdir("/proc/self/fd")) - 1
        threads = len(os.listdir("/proc/self/task"))
    except OSError:
        threads = threading.active_count()
    if sys.platform != "win32":
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Held(rss, peak, threads, descriptors)


def qobjects() -> int:
    """Return how many of Qt's objects Python knows; some milliseconds in a full window."""
    import shiboken6

    return sum(isinstance(one, QObject) for one in shiboken6.getAllValidWrappers())

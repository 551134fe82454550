"""Where every unit is, in columns: the latest fix of each, by the unit's index."""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from domain.clock import Micros
from domain.geo import CELL_STEPS, CELL_ZOOM
from domain.positions_frame import NO_HEADING, open_frame

RECORD = np.dtype(
    [
        ("index", "<u2"),
        ("x", "<u2"),
        ("y", "<u2"),
        ("heading", "u1"),
        ("flags", "u1"),
        ("age", "<u2"),
        ("accuracy", "u1"),
        ("speed", "u1"),
    ]
)
"""A unit in a binary frame, as domain/positions_frame.py packs it (12 B)."""

Indexes = npt.NDArray[np.int64]
MOST = 65_536


S = TypeVar("S", bound=np.generic)


def _longer(column: npt.NDArray[S], size: int) -> npt.NDArray[S]:
    out = np.zeros(size, column.dtype)
    out[: len(column)] = column
    return out


class Positions:
    """Arrays by unit index; rows where `present` is False mean nothing.

    `x`, `y`: web mercator, 0..1. `heading`: degrees clockwise from north, NaN unknown. `accuracy`: metres,
    NaN unknown. `speed`: km/h, NaN unknown. `flags`: of domain/positions_frame.py. `age`: seconds at
    receipt. `received`: seconds on the desk's CLOCK_MONOTONIC.
    """

    def __init__(self) -> None:
        self.frames = 0
        self.fixes = 0
        self.conflated = 0
        """Fixes replaced by a newer one before they were ever flushed to a pane."""
        self.server_at: Micros = 0
        self._listeners: list[Callable[[Indexes], None]] = []
        self.on_dirty: Callable[[], None] = lambda: None
        """Called when there is something to flush."""
        self.x, self.y, self.received = np.zeros(0), np.zeros(0), np.zeros(0)
        self.heading, self.speed, self.accuracy, self.age = (np.zeros(0, np.float32) for _ in range(4))
        self.flags = np.zeros(0, np.uint8)
        self.present, self._dirty = np.zeros(0, np.bool_), np.zeros(0, np.bool_)

    def _grow_to(self, size: int) -> None:
        self.x = _longer(self.x, size)
        self.y = _longer(self.y, size)
        self.heading = _longer(self.heading, size)
        self.speed = _longer(self.speed, size)
        self.accuracy = _longer(self.accuracy, size)
        self.age = _longer(self.age, size)
        self.received = _longer(self.received, size)
        self.flags = _longer(self.flags, size)
        self.present = _longer(self.present, size)
        self._dirty = _longer(self._dirty, size)

    def apply(self, frame: bytes, monotonic: float) -> int:
        """Take a binary frame that came at `monotonic`; returns how many fixes. Raises `BadPositions`."""
        (cx, cy), at, body = open_frame(frame)
        records = np.frombuffer(body, RECORD)
        self.frames += 1
        self.server_at = at
        if not len(records):
            return 0
        index = records["index"].astype(np.int64)
        need = int(index.max()) + 1
        if need > len(self.x):
            self._grow_to(min(MOST, max(1024, 1 << (need - 1).bit_length())))
        side = float(1 << CELL_ZOOM)
        self.conflated += int(np.count_nonzero(self._dirty[index]))
        self.fixes += len(index)
        self.x[index] = (cx + (records["x"] + 0.5) / CELL_STEPS) / side
        self.y[index] = (cy + (records["y"] + 0.5) / CELL_STEPS) / side
        flags = records["flags"]
        self.flags[index] = flags
        heading = records["heading"].astype(np.float32) * (360.0 / 256.0)
        self.heading[index] = np.where(flags & NO_HEADING, np.nan, heading)
        self.age[index] = records["age"] / 10.0
        self.received[index] = monotonic
        self.accuracy[index] = np.where(records["accuracy"] == 255, np.nan, records["accuracy"])
        self.speed[index] = np.where(records["speed"] == 255, np.nan, records["speed"])
        self.present[index] = True
        self._dirty[index] = True
        self.on_dirty()
        return len(index)

    def ages(self, monotonic: float) -> npt.NDArray[np.float64]:
        """Return how old each fix is at `monotonic`, in seconds: it grows while the line is silent."""
        waited: npt.NDArray[np.float64] = np.maximum(0.0, monotonic - self.received)
        return waited + self.age

    def known(self) -> Indexes:
        """Return the indexes of all units that have a fix."""
        return np.flatnonzero(self.present)

    def forget(self, index: int) -> None:
        """Let go of a unit that is gone, so that its index can be another's."""
        if index < len(self.present) and self.present[index]:
            self.present[index] = False
            self._dirty[index] = True
            self.on_dirty()

    def subscribe(self, listener: Callable[[Indexes], None]) -> Callable[[], None]:
        """Have `listener` given the indexes of every flush that is not empty; returns what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def flush(self) -> Indexes:
        """Return the indexes whose fix changed since the last flush, ascending, and tell the listeners."""
        changed = np.flatnonzero(self._dirty)
        if len(changed):
            self._dirty[changed] = False
            for listener in tuple(self._listeners):
                listener(changed)
        return changed

"""Where every unit is, in columns: the latest fix of each, by the unit's index."""

from collections.abc import Callable

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
        self._grow_to(0)

    def _grow_to(self, size: int) -> None:
        def wider(name: str, dtype: npt.DTypeLike, fill: float) -> npt.NDArray[np.generic]:
            old = getattr(self, name, None)
            column = np.full(size, fill, dtype)
            if old is not None:
                column[: len(old)] = old
            return column

        self.x: npt.NDArray[np.float64] = wider("x", np.float64, np.nan)  # type: ignore[assignment]
        self.y: npt.NDArray[np.float64] = wider("y", np.float64, np.nan)  # type: ignore[assignment]
        self.heading: npt.NDArray[np.float32] = wider("heading", np.float32, np.nan)  # type: ignore[assignment]
        self.speed: npt.NDArray[np.float32] = wider("speed", np.float32, np.nan)  # type: ignore[assignment]
        self.accuracy: npt.NDArray[np.float32] = wider("accuracy", np.float32, np.nan)  # type: ignore[assignment]
        self.age: npt.NDArray[np.float32] = wider("age", np.float32, np.nan)  # type: ignore[assignment]
        self.received: npt.NDArray[np.float64] = wider("received", np.float64, np.nan)  # type: ignore[assignment]
        self.flags: npt.NDArray[np.uint8] = wider("flags", np.uint8, NO_HEADING)  # type: ignore[assignment]
        self.present: npt.NDArray[np.bool_] = wider("present", np.bool_, False)  # type: ignore[assignment]
        self._dirty: npt.NDArray[np.bool_] = wider("_dirty", np.bool_, False)  # type: ignore[assignment]

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
        return self.age + np.maximum(0.0, monotonic - self.received)

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

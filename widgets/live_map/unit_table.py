"""Where every unit was last seen, in columns: one row a unit, at the index that position frames use."""

from __future__ import annotations

from enum import IntFlag
from math import nan

import numpy as np
from numpy.typing import ArrayLike, NDArray

from domain import positions_frame
from domain.agency import Agency
from domain.clock import SECOND, Micros
from domain.geo import CELL_STEPS
from domain.unit import UnitStatus

STATES = tuple(UnitStatus)
AGENCIES = tuple(Agency)
STATE_CODE = {status: code for code, status in enumerate(STATES)}
AGENCY_CODE = {agency: code for code, agency in enumerate(AGENCIES)}

STALE_S = 30.0
"""From this age on a position is drawn as old: dashed ring, no heading, its age beside it."""

LOST_S = 120.0
"""From this age on not even the unit's state is claimed on the map."""


ROUNDING: Micros = 100_000
"""Frames carry ages in tenths of a second: the same fix sent twice may look this much older."""

_RECORD = np.dtype(
    [
        ("index", "<u2"), ("x", "<u2"), ("y", "<u2"), ("heading", "u1"), ("flags", "u1"), ("age", "<u2"),
        ("accuracy", "u1"), ("speed", "u1"),
    ]
)  # fmt: skip


class FixFlag(IntFlag):
    """What position frames say about a fix."""

    MOVING = positions_frame.MOVING
    DOUBTFUL = positions_frame.DOUBTFUL
    CLOCK_OFF = positions_frame.CLOCK_OFF
    QUARANTINED = positions_frame.QUARANTINED
    NO_HEADING = positions_frame.NO_HEADING


class UnitTable:
    """Columns of all units (mercator x and y, degrees, metres, km/h, µs); NaN is "not known".

    A row without a fix (`seen_at` 0) has no place and is never drawn. Rows grow with the highest index.
    """

    def __init__(self, capacity: int = 1024) -> None:
        self.size = 0
        self.labels: list[str] = []
        self.present = np.zeros(capacity, dtype=bool)
        self.x = np.full(capacity, nan)
        self.y = np.full(capacity, nan)
        self.heading = np.full(capacity, nan, dtype=np.float32)
        self.accuracy = np.full(capacity, nan, dtype=np.float32)
        self.speed = np.full(capacity, nan, dtype=np.float32)
        self.state = np.zeros(capacity, dtype=np.uint8)
        self.agency = np.zeros(capacity, dtype=np.uint8)
        self.flags = np.zeros(capacity, dtype=np.uint8)
        self.seen_at = np.zeros(capacity, dtype=np.int64)
        self.refused = 0  # fixes without a place or without a time
        self.late = 0  # fixes older than the one we have: the marker does not jump back

    def put_unit(self, index: int, label: str, agency: Agency, status: UnitStatus) -> None:
        """Add a unit or change who it is and what it does; its position stays."""
        if index < 0:
            raise ValueError("unit index: 0 or more")
        self._grow(index + 1)
        self.labels[index] = label
        self.agency[index] = AGENCY_CODE[agency]
        self.state[index] = STATE_CODE[status]
        self.present[index] = True

    def remove(self, index: int) -> None:
        """Forget a unit and its position; its row stays empty until the index is used again."""
        if 0 <= index < self.size:
            self.present[index] = False
            self.seen_at[index] = 0
            self.x[index] = self.y[index] = nan
            self.labels[index] = ""

    def put_fixes(
        self,
        index: ArrayLike,
        x: ArrayLike,
        y: ArrayLike,
        seen_at: ArrayLike,
        heading: ArrayLike = nan,
        accuracy: ArrayLike = nan,
        speed: ArrayLike = nan,
        flags: ArrayLike = 0,
    ) -> int:
        """Take many positions at once and return how many were taken.

        Each needs a place in the mercator square and the time it was seen at (µs): what lacks one is
        counted in `refused`; what is older than the position we have is counted in `late`.
        """
        rows = np.atleast_1d(np.asarray(index, dtype=np.int64))
        px, py, at, turn, metres, kmh, odd = (
            np.broadcast_to(np.asarray(column, dtype=kind), rows.shape)
            for column, kind in (
                (x, np.float64), (y, np.float64), (seen_at, np.int64), (heading, np.float32),
                (accuracy, np.float32), (speed, np.float32), (flags, np.uint8),
            )
        )  # fmt: skip
        sound = (px >= 0) & (px <= 1) & (py >= 0) & (py <= 1) & (at > 0) & (rows >= 0) & (rows < 65_536)
        if sound.any():
            self._grow(int(rows[sound].max()) + 1)
        newer = sound & (at >= self.seen_at[np.where(sound, rows, 0)] - ROUNDING)
        taken = rows[newer]
        self.x[taken], self.y[taken], self.seen_at[taken] = px[newer], py[newer], at[newer]
        self.heading[taken], self.accuracy[taken] = turn[newer], metres[newer]
        self.speed[taken], self.flags[taken] = kmh[newer], odd[newer]
        self.refused += int(rows.size - np.count_nonzero(sound))
        self.late += int(np.count_nonzero(sound & ~newer))
        return int(taken.size)

    def put_frame(self, frame: bytes) -> int:
        """Take one binary position frame as it came; raises positions_frame.BadPositions."""
        (cx, cy), at, body = positions_frame.open_frame(frame)
        fix = np.frombuffer(body, dtype=_RECORD)
        side = float(1 << positions_frame.ZOOM)
        blank = (fix["flags"] & positions_frame.NO_HEADING) != 0
        return self.put_fixes(
            fix["index"],
            (cx + (fix["x"] + 0.5) / CELL_STEPS) / side,
            (cy + (fix["y"] + 0.5) / CELL_STEPS) / side,
            at - fix["age"].astype(np.int64) * (SECOND // 10),
            np.where(blank, nan, fix["heading"] * (360 / 256)),
            np.where(fix["accuracy"] == 255, nan, fix["accuracy"]),
            np.where(fix["speed"] == 255, nan, fix["speed"]),
            fix["flags"],
        )

    def ages(self, now: Micros) -> NDArray[np.float64]:
        """Seconds since each row was seen, never negative; NaN where it never was."""
        seen = self.seen_at[: self.size]
        return np.where(seen > 0, np.maximum(now - seen, 0) / SECOND, nan)

    def age(self, index: int, now: Micros) -> float:
        """Seconds since one unit was seen, or NaN."""
        seen = int(self.seen_at[index])
        return max(now - seen, 0) / SECOND if seen > 0 else nan

    def _grow(self, size: int) -> None:
        if size > self.x.size:
            room = max(size, self.x.size * 2)
            for name in ("x", "y", "heading", "accuracy", "speed"):
                self._lengthen(name, room, nan)
            for name in ("present", "state", "agency", "flags", "seen_at"):
                self._lengthen(name, room, 0)
        if size > self.size:
            self.labels.extend([""] * (size - self.size))
            self.size = size

    def _lengthen(self, name: str, room: int, blank: float) -> None:
        old = getattr(self, name)
        new = np.full(room, blank, dtype=old.dtype)
        new[: old.size] = old
        setattr(self, name, new)

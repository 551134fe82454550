"""Where every unit is now: the latest fix of each, judged, kept in memory, drawn into frames by map cell.

Old, doubled, impossible and ill-timed fixes are told apart here; nothing is thrown away uncounted.
"""

from collections import Counter
from collections.abc import Callable, Iterable

import msgspec
import numpy as np

from domain.clock import MINUTE, SECOND, Micros
from domain.geo import cell_of, distance_m, mercator
from domain.positions_frame import (
    CLOCK_OFF,
    DOUBTFUL,
    HEADER,
    MAGIC,
    MOVING,
    NO_HEADING,
    QUARANTINED,
    ZOOM,
)
from domain.unit import Fix, Unit

Cell = tuple[int, int]
CellClass = tuple[Cell, str]
"""A map cell and the class of those in it: shared, covert or exercise never travel in one frame."""

FASTEST_KMH = 250.0
AHEAD_TOLERATED: Micros = 5 * SECOND
AHEAD_QUARANTINED: Micros = 10 * MINUTE
MOST_UNITS = 65_536
_RECORD = np.dtype(
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


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a fix: `stored` for history, `shown` on the map, and the clock's offset in µs."""

    stored: bool
    shown: bool
    code: str
    offset: Micros = 0


class _Last(msgspec.Struct):
    """The latest shown fix of a unit; `at` is corrected for its clock, ahead by `ahead`, and for ours."""

    fix: Fix
    at: Micros
    ahead: Micros
    place: CellClass


def _is_late(last: _Last, fix: Fix, at: Micros, ahead: Micros) -> bool:
    """Tell whether a fix is older than what is shown: never by our clock alone, for it may be set.

    A device that is ahead has no time to trust but the order of its own; unless its clock was set back, which
    takes more from its offset than a late delivery does.
    """
    if fix.device_time > last.fix.device_time:
        return False
    waited = bool(ahead and last.ahead) and last.ahead - ahead < AHEAD_QUARANTINED
    return at <= last.at or waited


def fanout_class(unit: Unit) -> str:
    """Return the class of frames that a unit travels in."""
    return "exercise" if unit.exercise else unit.visibility.value


class Positions:
    """The live positions of all units, by unit index.

    `wall`: our time of day without the time that passes. Times are kept less that, so that a clock which is
    set makes nothing older or newer than it was.
    """

    def __init__(self, wall: Callable[[], Micros] = lambda: 0) -> None:
        self._wall = wall
        self._records = np.zeros(MOST_UNITS, _RECORD)
        self._records["index"] = np.arange(MOST_UNITS)
        self._at = np.zeros(MOST_UNITS, np.int64)
        self._last: dict[int, _Last] = {}
        self._members: dict[CellClass, set[int]] = {}
        self._dirty: set[CellClass] = set()
        self._moved: set[int] = set()
        self.counts: Counter[str] = Counter()

    def put(self, unit: Unit, fix: Fix) -> Verdict:
        """Judge a fix and, unless it is old or doubled, show it."""
        self.counts["received"] += 1
        at, offset, flags = self._corrected(fix)
        at -= self._wall()
        last = self._last.get(unit.index)
        if last is not None and fix.device_time == last.fix.device_time:
            return self._count("doubled", offset, stored=False, shown=False)
        if last is not None and _is_late(last, fix, at, offset):
            return self._count("late", offset, stored=not flags & QUARANTINED, shown=False)
        if last is not None and self._too_fast(last, fix, at):
            flags |= DOUBTFUL
        self._show(unit, fix, at, offset, flags)
        code = "quarantined" if flags & QUARANTINED else "doubtful" if flags & DOUBTFUL else "shown"
        return self._count(code, offset, stored=not flags & QUARANTINED, shown=True)

    def dirty_cells(self) -> set[CellClass]:
        """Return the cells that changed since the last call."""
        dirty, self._dirty = self._dirty, set()
        return dirty

    def take_moved(self, most: int) -> list[tuple[int, Fix, Micros, bool]]:
        """Return up to `most` units that were shown elsewhere since they were taken: what ranks them follows.

        Index, fix, time as kept here (`wall` of the same moment makes it a time of day), whether it is
        doubtful.
        """
        taken = [self._moved.pop() for _ in range(min(most, len(self._moved)))]
        flags = self._records["flags"][taken]
        return [
            (index, self._last[index].fix, self._last[index].at, bool(flag & DOUBTFUL))
            for index, flag in zip(taken, flags.tolist(), strict=True)
        ]

    @property
    def wall(self) -> Micros:
        """What times that are kept here lack to be times of day."""
        return self._wall()

    def cells(self) -> Iterable[CellClass]:
        """Return every cell that holds a unit."""
        return [place for place, members in self._members.items() if members]

    def frame(self, place: CellClass, now: Micros) -> bytes:
        """Return the binary frame of one cell: all its units, with their ages at `now`."""
        members = self._members.get(place, set())
        order = np.fromiter(members, np.int64, len(members))
        records = self._records[order]
        ages = np.maximum(0, now - self._wall() - self._at[order]) // (SECOND // 10)
        records["age"] = np.minimum(ages, 65_535)
        (cx, cy), _ = place
        return HEADER.pack(MAGIC, cx, cy, len(order), now) + records.tobytes()

    def latest(self, index: int) -> Fix | None:
        """Return the fix shown for a unit."""
        last = self._last.get(index)
        return last.fix if last else None

    def _corrected(self, fix: Fix) -> tuple[Micros, Micros, int]:
        """Return (time to trust, clock's offset, flags): a clock ahead is corrected, late is just late."""
        ahead = fix.device_time - fix.received_at
        if ahead <= AHEAD_TOLERATED:
            return min(fix.device_time, fix.received_at), 0, 0
        flags = CLOCK_OFF | (QUARANTINED if ahead > AHEAD_QUARANTINED else 0)
        return fix.received_at, ahead, flags

    def _too_fast(self, last: _Last, fix: Fix, at: Micros) -> bool:
        # By the device's own clock where ours was set back, or where a batch came in one breath.
        hours = max(at - last.at, fix.device_time - last.fix.device_time) / SECOND / 3600
        km = distance_m(last.fix.lat, last.fix.lon, fix.lat, fix.lon) / 1000
        # Below 200 m the accuracy of two fixes is larger than what they measure.
        return km > 0.2 and km > FASTEST_KMH * hours

    def _show(self, unit: Unit, fix: Fix, at: Micros, ahead: Micros, flags: int) -> None:
        cell = cell_of(fix.lat, fix.lon, ZOOM)
        place: CellClass = (cell, fanout_class(unit))
        last = self._last.get(unit.index)
        if last is not None and last.place != place:
            self._members[last.place].discard(unit.index)
            self._dirty.add(last.place)
        self._members.setdefault(place, set()).add(unit.index)
        self._dirty.add(place)
        self._last[unit.index] = _Last(fix, at, ahead, place)
        self._at[unit.index] = at
        self._moved.add(unit.index)
        self._fill(unit.index, fix, cell, flags)

    def _fill(self, index: int, fix: Fix, cell: Cell, flags: int) -> None:
        x, y = mercator(fix.lat, fix.lon)
        record = self._records[index]
        record["x"] = min(65_535, int((x * 2**ZOOM - cell[0]) * 65_536))
        record["y"] = min(65_535, int((y * 2**ZOOM - cell[1]) * 65_536))
        if fix.course is None:
            flags |= NO_HEADING
        else:
            record["heading"] = round(fix.course / 360 * 256) % 256
        if fix.speed is not None and fix.speed > 3:
            flags |= MOVING
        record["flags"] = flags
        record["accuracy"] = 255 if fix.accuracy is None else min(255, round(fix.accuracy))
        record["speed"] = 255 if fix.speed is None else min(254, round(fix.speed))

    def _count(self, code: str, offset: Micros, *, stored: bool, shown: bool) -> Verdict:
        self.counts[code] += 1
        return Verdict(stored=stored, shown=shown, code=code, offset=offset)

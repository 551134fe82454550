"""Every unit as columns: what a ranking is made from, kept up with what changes and copied for each question.

The loop owns the columns of what units are and do; the ranking's own thread owns where they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from domain.agency import Agency
from domain.capability import MOVING, Capability
from domain.clock import MINUTE, SECOND, Micros
from domain.context import SITE_ZONE
from domain.incident import Incident
from domain.unit import Fix, Unit, UnitStatus, Visibility
from streets.roads import Mover, Snapping
from streets.street_map import NOWHERE

SIZE = 65_536
AGENCIES = tuple(Agency)
STATUSES = tuple(UnitStatus)
MOVERS = (Mover.CAR, Mover.MOTORCYCLE, Mover.HEAVY, Mover.FOOT)
_MOVER_OF = {
    Capability.CAR: 0, Capability.MOTORCYCLE: 1, Capability.HEAVY: 2, Capability.FOOT: 3,
}  # fmt: skip
UNKNOWN_SHIFT: Micros = 1 << 62
_AGENCY_CODE = {agency: number for number, agency in enumerate(AGENCIES)}
_STATUS_CODE = {status: number for number, status in enumerate(STATUSES)}


@dataclass(eq=False)
class Columns:
    """What each unit is and does, by index. `priority` is that of the incident it is on, 0 for none.

    `able`: a bit for each capability, as `Roster` gives them out.
    """

    there: NDArray[np.bool_]
    agency: NDArray[np.uint8]
    status: NDArray[np.uint8]
    mover: NDArray[np.uint8]
    priority: NDArray[np.uint8]
    covert: NDArray[np.bool_]
    exercise: NDArray[np.bool_]
    shift_ends: NDArray[np.int64]
    able: NDArray[np.uint32]

    @classmethod
    def empty(cls) -> Columns:
        """Return columns of nobody."""
        return cls(
            there=np.zeros(SIZE, np.bool_),
            agency=np.zeros(SIZE, np.uint8),
            status=np.zeros(SIZE, np.uint8),
            mover=np.zeros(SIZE, np.uint8),
            priority=np.zeros(SIZE, np.uint8),
            covert=np.zeros(SIZE, np.bool_),
            exercise=np.zeros(SIZE, np.bool_),
            shift_ends=np.zeros(SIZE, np.int64),
            able=np.zeros(SIZE, np.uint32),
        )

    def copy(self, size: int) -> Columns:
        """Return the first `size` rows as they are now."""
        return Columns(*(getattr(self, field.name)[:size].copy() for field in fields(self)))


class Present(NamedTuple):
    """The roster as it was at one moment: not to be changed. `bits`: each capability's place in `able`."""

    columns: Columns
    units: list[Unit | None]
    bits: dict[str, int]

    def can(self, capability: str) -> NDArray[np.bool_]:
        """Tell who can do this; one of which nobody has told what it can is taken to."""
        able = self.columns.able
        bit = self.bits.get(capability)
        found: NDArray[np.bool_] = able == 0
        return found if bit is None else found | ((able >> np.uint32(bit)) & 1).astype(np.bool_)


class Roster:
    """The loop's columns, and the units themselves by index."""

    def __init__(self) -> None:
        self.columns = Columns.empty()
        self.units: list[Unit | None] = [None] * SIZE
        self.size = 0
        self._on: dict[UUID, set[int]] = {}
        self._priorities: dict[UUID, int] = {}
        self.numbers: dict[UUID, str] = {}
        self._shifts = ShiftEnds()
        self._bits: dict[str, int] = {}

    def take(self, things: Iterable[object], now: Micros) -> None:
        """Keep up with what a batch changed: units, and incidents whose priority counts for their units."""
        for thing in things:
            if isinstance(thing, Unit):
                self._unit(thing, now)
            elif isinstance(thing, Incident):
                self._incident(thing)

    def present(self) -> Present:
        """Return everything as it is now."""
        return Present(self.columns.copy(self.size), self.units[: self.size], dict(self._bits))

    def on(self, incident: UUID) -> frozenset[int]:
        """Return the indexes of the units that are on an incident."""
        return frozenset(self._on.get(incident, ()))

    def _unit(self, unit: Unit, now: Micros) -> None:
        index, columns = unit.index, self.columns
        before = self.units[index]
        if before is not None and before.incident is not None:
            self._on.get(before.incident, set()).discard(index)
        if unit.incident is not None:
            self._on.setdefault(unit.incident, set()).add(index)
        self.units[index] = unit
        self.size = max(self.size, index + 1)
        columns.there[index] = True
        columns.agency[index] = _AGENCY_CODE[unit.agency]
        columns.status[index] = _STATUS_CODE[unit.status]
        columns.mover[index] = mover_of(unit.capabilities)
        columns.priority[index] = self._priorities.get(unit.incident, 0) if unit.incident else 0
        columns.covert[index] = unit.visibility is Visibility.COVERT
        columns.exercise[index] = unit.exercise
        columns.shift_ends[index] = self._shifts.end_of(unit.assignment.shift, now)
        columns.able[index] = self._able(unit.capabilities)

    def _able(self, capabilities: Sequence[str]) -> int:
        """Return the bits of these; beyond 32 kinds one is not remembered, and nobody is asked for it."""
        found = 0
        for one in capabilities:
            bit = self._bits.setdefault(one, len(self._bits)) if len(self._bits) < 32 else self._bits.get(one)
            found |= 1 << bit if bit is not None else 0
        return found

    def _incident(self, incident: Incident) -> None:
        if incident.closed_at is not None:
            self._priorities.pop(incident.id, None)
            self.numbers.pop(incident.id, None)
            self._on.pop(incident.id, None)
            return
        self._priorities[incident.id] = int(incident.priority)
        self.numbers[incident.id] = str(incident.short or incident.number)
        for index in self._on.get(incident.id, ()):
            self.columns.priority[index] = int(incident.priority)


def mover_of(capabilities: Sequence[str]) -> int:
    """Return how a unit moves, as a place in MOVERS: a car where nobody has told."""
    return next((_MOVER_OF[way] for way in MOVING if way in capabilities), 0)


class ShiftEnds:
    """When shifts named by their hours ("19-07") end; one of another name has no known end."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], Micros] = {}
        self._minute = -1

    def end_of(self, label: str | None, now: Micros) -> Micros:
        """Return when this shift ends, or ended where `now` is not in its hours; else UNKNOWN_SHIFT."""
        hours = _hours(label)
        if hours is None:
            return UNKNOWN_SHIFT
        if self._minute != now // MINUTE:
            self._minute = now // MINUTE
            self._known.clear()
        known = self._known.get(hours)
        if known is None:
            known = self._known[hours] = _end(*hours, now)
        return known


def _hours(label: str | None) -> tuple[int, int] | None:
    begins, _, ends = (label or "").partition("-")
    if not (begins.isdecimal() and ends.isdecimal() and int(begins) < 24 and int(ends) < 24):
        return None
    return int(begins), int(ends)


def _end(begins: int, ends: int, now: Micros) -> Micros:
    local = datetime.fromtimestamp(now / SECOND, SITE_ZONE)
    end = local.replace(hour=ends, minute=0, second=0, microsecond=0)
    inside = begins <= local.hour < ends if begins < ends else not ends <= local.hour < begins
    if inside and end <= local:
        end += timedelta(days=1)
    elif not inside and end > local:
        end -= timedelta(days=1)
    return round(end.timestamp()) * SECOND


class Sighting(NamedTuple):
    """One unit's latest fix as positions have it; `at` as `Positions` counts times."""

    row: int
    fix: Fix
    at: Micros
    doubtful: bool


class Whereabouts:
    """Where units are on the streets: owned by the ranking's thread."""

    def __init__(self, snapping: Snapping) -> None:
        self._snapping = snapping
        self.lat, self.lon = np.zeros(SIZE), np.zeros(SIZE)
        self.at: NDArray[np.int64] = np.full(SIZE, -1 << 62, np.int64)
        self.known = np.zeros(SIZE, np.bool_)
        self.doubtful = np.zeros(SIZE, np.bool_)
        self.accuracy = np.full(SIZE, np.nan)
        self.piece = np.full(SIZE, NOWHERE, np.int32)
        self.along = np.zeros(SIZE)

    def take(self, seen: Sequence[Sighting]) -> None:
        """Put new fixes onto the streets."""
        if not seen:
            return
        index = np.array([one.row for one in seen], np.int64)
        lat = np.array([one.fix.lat for one in seen])
        lon = np.array([one.fix.lon for one in seen])
        course = np.array([_course(one.fix) for one in seen])
        spots = self._snapping.snap(lat, lon, course)
        self.lat[index], self.lon[index] = lat, lon
        self.at[index] = [one.at for one in seen]
        self.known[index] = True
        self.doubtful[index] = [one.doubtful for one in seen]
        self.accuracy[index] = [_number(one.fix.accuracy) for one in seen]
        self.piece[index], self.along[index] = spots.piece, spots.along


def _course(fix: Fix) -> float:
    """Which way it drives, NaN for who stands: a course of somebody who stands is noise."""
    moves = fix.course is not None and fix.speed is not None and fix.speed > 10
    return _number(fix.course) if moves else float("nan")


def _number(value: float | None) -> float:
    return float("nan") if value is None else value

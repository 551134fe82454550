"""Units as the board shows them: by agency, with how long they may stay as they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from uuid import UUID

from backend_client.picture import Look, Picture
from domain.agency import Agency
from domain.clock import SECOND, Clock, Micros
from domain.geo import inverse_mercator
from domain.timers import Limits, read
from domain.unit import COMMITTED, FREE, Unit
from resources.response_plans import limits_text
from widgets.unit_board import AgencyRow, UnitRow

ORDER = tuple(Agency)
Key = UUID | Agency
Row = UnitRow | AgencyRow
_DIGITS = re.compile(r"(\d+)")


@cache
def natural(sign: str) -> tuple[tuple[int, str], ...]:
    """Sort key in which M 1-9 stands before M 1-10."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in _DIGITS.split(sign) if part)


def rank(row: Row) -> tuple[int, bool, tuple[tuple[int, str], ...]]:
    """Agencies in their order, each head before its units, units by their sign."""
    if isinstance(row, AgencyRow):
        return (ORDER.index(row.agency), False, ())
    return (ORDER.index(row.agency), True, natural(row.call_sign))


@cache
def _limits() -> Limits:
    """The site's own, read when the first unit is shown."""
    return read(limits_text())


def unit_limit(unit: Unit, picture: Picture) -> Micros | None:
    """Return how long a unit may stay as it is, by its state and its incident's priority; None: for ever."""
    if unit.status not in COMMITTED:
        return None
    incident = picture.incidents.get(unit.incident) if unit.incident is not None else None
    found = _limits().of(unit.status, incident.priority if incident is not None else None)
    return found.overdue if found is not None else None


class UnitRows:
    """Makes rows of units and heads of agencies; `show` is the filter, `folded` the shut agencies."""

    def __init__(self, picture: Picture, clock: Clock, barrio: Callable[[float, float], str]) -> None:
        self._picture = picture
        self._clock = clock
        self._barrio = barrio
        self.show = "all"
        self.folded: set[Agency] = set()
        self.next_overdue: Micros | None = None
        """When the next unit will have stayed too long, as of the last count; None: none will."""
        self._totals: Counter[Agency] = Counter()
        self._free: Counter[Agency] = Counter()

    def count(self) -> tuple[int, int, int, int]:
        """Count anew: all, available, committed, overdue."""
        self._totals.clear()
        self._free.clear()
        committed = overdue = 0
        ends: list[Micros] = []
        now = self._picture.server_now()
        for unit in self._picture.units.values():
            self._totals[unit.agency] += 1
            self._free[unit.agency] += unit.status in FREE
            committed += unit.status in COMMITTED
            limit = unit_limit(unit, self._picture)
            if limit is not None and now - unit.since >= limit:
                overdue += 1
            elif limit is not None:
                ends.append(unit.since + limit)
        self.next_overdue = min(ends, default=None)
        return sum(self._totals.values()), sum(self._free.values()), committed, overdue

    def row(self, key: Key) -> Row | None:
        """Return the row of a unit or of an agency, or None when it is not to be seen."""
        if isinstance(key, Agency):
            return self._head(key)
        unit = self._picture.units.get(key)
        if unit is None or unit.agency in self.folded or not self._passes(unit):
            return None
        look = self._picture.look(key)
        incident = self._picture.incidents.get(unit.incident) if unit.incident else None
        seen_at, place = self._seen(unit)
        return UnitRow(
            id=unit.id,
            call_sign=unit.call_sign,
            agency=unit.agency,
            status=unit.status,
            since=unit.since,
            limit=unit_limit(unit, self._picture),
            incident=str(incident.short) if incident else "",
            place=place,
            crew=", ".join(unit.assignment.agents),
            seen_at=seen_at,
            pending=look is Look.PENDING,
            provisional=look is Look.PROVISIONAL,
        )

    def _head(self, agency: Agency) -> AgencyRow | None:
        total = self._totals[agency]
        if not total:
            return None
        return AgencyRow(
            agency=agency, total=total, available=self._free[agency], folded=agency in self.folded
        )

    def _passes(self, unit: Unit) -> bool:
        match self.show:
            case "available":
                return unit.status in FREE
            case "committed":
                return unit.status in COMMITTED
            case "overdue":
                limit = unit_limit(unit, self._picture)
                return limit is not None and self._picture.server_now() - unit.since >= limit
        return True

    def _seen(self, unit: Unit) -> tuple[Micros | None, str]:
        positions = self._picture.positions
        if unit.index >= len(positions.present) or not positions.present[unit.index]:
            return None, ""
        silent = max(0.0, self._clock.monotonic() - float(positions.received[unit.index]))
        age = float(positions.age[unit.index]) + silent
        lat, lon = inverse_mercator(float(positions.x[unit.index]), float(positions.y[unit.index]))
        return self._picture.server_now() - round(age * SECOND), self._barrio(lat, lon)

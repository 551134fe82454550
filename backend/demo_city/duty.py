"""Who is on duty: two shifts of twelve hours, 07 to 19 and 19 to 07, and a crew, phone and vehicle a unit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from backend.demo_city.register import Register, Row
from domain.agency import Agency
from domain.clock import SECOND, Micros
from domain.context import SITE_ZONE
from domain.ids import derived

CHANGES = (7, 19)
"""Hours at which shifts change, local time."""

HALF_DAY = timedelta(hours=12)


class Shift(NamedTuple):
    """A span of duty of one agency. `night` chooses which crews."""

    id: UUID
    label: str
    agency: Agency
    begins: datetime
    ends: datetime
    night: bool


def shifts_around(now: Micros) -> list[Shift]:
    """Return the shift that `now` lies in and the three after, for every agency: two days of crews."""
    local = datetime.fromtimestamp(now / SECOND, UTC).astimezone(SITE_ZONE)
    begins = local.replace(hour=CHANGES[0], minute=0, second=0, microsecond=0)
    if local.hour < CHANGES[0]:
        begins -= HALF_DAY
    elif local.hour >= CHANGES[1]:
        begins += HALF_DAY
    return [shift for number in range(4) for shift in _shifts_from(begins + number * HALF_DAY)]


def _shifts_from(begins: datetime) -> Iterator[Shift]:
    ends = begins + HALF_DAY
    for agency in Agency:
        key = derived("demo-shift", agency.value, begins.astimezone(UTC).isoformat())
        label = f"{begins.hour:02d}-{ends.hour:02d}"
        yield Shift(key, label, agency, begins, ends, begins.hour == CHANGES[1])


def assignments(register: Register, shift: Shift, on_duty: int) -> tuple[list[Row], list[Row]]:
    """Return the rows of `assignment` and of `assignment_agent` of one shift.

    Day and night crews are different people: nights begin half-way down the agency's list.
    """
    agents = register.agents[shift.agency]
    turn = len(agents) // 2 if shift.night else 0
    given: list[Row] = []
    crews: list[Row] = []
    for unit in register.units[:on_duty]:
        if unit.fleet.agency is not shift.agency:
            continue
        key = derived("demo-assignment", str(shift.id), unit.call_sign)
        given.append((key, unit.id, shift.id, unit.device, unit.vehicle))
        crews += [(key, shift.id, agents[turn + seat]) for seat in range(unit.fleet.crew)]
        turn += unit.fleet.crew
    return given, crews

"""Who is ranked, who is set apart, and why: as a dispatcher would check it with a map in hand."""

from __future__ import annotations

from uuid import UUID

import pytest

from backend.dispatching.question import Need, Question, Streets
from backend.dispatching.ranking import rank
from backend.dispatching.roster import Roster, ShiftEnds, Sighting, Whereabouts
from domain.agency import Agency
from domain.clock import HOUR, MINUTE, SECOND, Micros
from domain.incident import Incident, IncidentState
from domain.place import Place, Position
from domain.recommendation import Apart, Basis, RankedUnit, Standing, Why
from domain.severity import Severity
from domain.unit import Assignment, Fix, Unit, UnitStatus, Visibility
from tests.streets.grid_city import LAT_STEP, LON_STEP, corner, grid_city

NOW: Micros = 1_795_000_000 * SECOND
HERE, ELSEWHERE = UUID(int=900), UUID(int=901)


@pytest.fixture(scope="module")
def streets() -> Streets:
    return Streets(grid_city(24, 24))


class Evening:
    """Units at corners of a city of squares, and an incident at the corner (12, 12)."""

    def __init__(self, streets: Streets) -> None:
        self.streets = streets
        self.roster, self.where = Roster(), Whereabouts(streets.snapping)
        self.count = 0

    def unit(
        self, row: float, column: float, status: UnitStatus = UnitStatus.AVAILABLE, *, age: float | None = 2,
        **more: object,
    ) -> UUID:  # fmt: skip
        """A unit whose last fix is that many seconds old; None: it never gave one."""
        self.count += 1
        fields: dict[str, object] = {
            "id": UUID(int=self.count), "index": self.count, "call_sign": f"M {self.count}",
            "agency": Agency.POLICE, "room": "911", "status": status, "since": NOW - 18 * MINUTE,
        }  # fmt: skip
        self.roster.take([Unit(**(fields | more))], NOW)  # type: ignore[arg-type]
        if age is not None:
            lat, lon = corner(0, 0)
            fix = Fix(lat=lat + row * LAT_STEP, lon=lon + column * LON_STEP, device_time=NOW, received_at=NOW)
            self.where.take([Sighting(self.count, fix, NOW - round(age * SECOND), False)])
        return UUID(int=self.count)

    def incident(self, key: UUID, priority: Severity) -> None:
        """Another incident that is open."""
        made = Incident(
            id=key, number="26-0000077", short=7, room="911", state=IncidentState.ACTIVE, priority=priority,
            place=Place(), created_at=NOW, created_by="Ana",
        )  # fmt: skip
        self.roster.take([made], NOW)

    def ask(self, need: Need | None = None, **more: object) -> Basis:
        """Who should go?"""
        lat, lon = corner(12, 12)
        fields: dict[str, object] = {
            "incident": HERE, "at": Position(lat=lat, lon=lon), "priority": Severity.CRITICAL,
            "type_code": None, "needs": (need or Need(Agency.POLICE, 3),), "now": NOW, "wall": 0,
            "exercise": False, "covert": False, "going": self.roster.on(HERE),
            "numbers": self.roster.numbers,
        }  # fmt: skip
        basis = rank(Question(**(fields | more)), self.roster.present(), self.where, self.streets)  # type: ignore[arg-type]
        assert basis is not None
        (part,) = basis.parts
        listed = len(basis.rows) + len(basis.excluded)
        assert part.considered == listed + sum(part.left_out.values()), "nobody is dropped in silence"
        return basis


@pytest.fixture
def evening(streets: Streets) -> Evening:
    return Evening(streets)


def codes(row: RankedUnit) -> list[str]:
    return [reason.code for reason in (*row.reasons, *row.facts)]


def test_the_nearest_by_road_goes_first_and_not_the_nearest_in_a_straight_line(evening: Evening) -> None:
    """Column 13 runs north: who is just past the corner must go round, who is farther need not."""
    near = evening.unit(12.4, 13)
    by_road = evening.unit(12, 14.2)
    basis = evening.ask()
    assert [row.unit for row in basis.rows] == [by_road, near]
    first, second = basis.rows
    assert codes(first)[0] == Why.FIRST
    assert first.eta < second.eta
    assert Why.AGAINST_AVOIDED in codes(second)


def test_old_positions_are_not_calculated_with(evening: Evening) -> None:
    fresh, old = evening.unit(12, 16), evening.unit(12, 13, age=90)
    lost, never = evening.unit(12, 12, age=600), evening.unit(0, 0, age=None)
    basis = evening.ask()
    assert [row.unit for row in basis.rows] == [fresh]
    assert {one.unit: one.why.code for one in basis.excluded} == {
        old: Apart.STALE, lost: Apart.LOST, never: Apart.NO_FIX,
    }  # fmt: skip


def test_who_is_busy_off_duty_or_away_from_every_street_is_set_apart(evening: Evening) -> None:
    evening.incident(ELSEWHERE, Severity.LOW)
    there = evening.unit(12, 13, UnitStatus.ON_SCENE, incident=ELSEWHERE)
    off = evening.unit(12, 14, UnitStatus.OUT_OF_SERVICE)
    at_sea = evening.unit(-20, -20)
    basis = evening.ask()
    assert not basis.rows
    assert {one.unit: one.why.code for one in basis.excluded} == {
        there: Apart.BUSY, off: Apart.OFF_DUTY, at_sea: Apart.OFF_STREETS,
    }  # fmt: skip
    assert basis.excluded[-2].why.params["number"] == "7", "as people say it"


def test_who_is_on_the_way_to_something_less_grave_may_be_taken_and_waits_behind_the_free(
    evening: Evening,
) -> None:
    evening.incident(ELSEWHERE, Severity.LOW)
    taken = evening.unit(12, 13, UnitStatus.EN_ROUTE, incident=ELSEWHERE)
    free = evening.unit(12, 17)
    rows = evening.ask().rows
    assert [(row.unit, row.standing) for row in rows] == [
        (free, Standing.FREE), (taken, Standing.PREEMPTABLE),
    ]  # fmt: skip
    assert rows[1].eta < rows[0].eta < rows[1].counted
    assert codes(rows[1])[0] == Why.TAKEN_FROM


def test_who_passes_on_the_way_to_something_as_grave_is_told_of_only_when_near(evening: Evening) -> None:
    evening.incident(ELSEWHERE, Severity.CRITICAL)
    passing = evening.unit(12, 13, UnitStatus.EN_ROUTE, incident=ELSEWHERE)
    far = evening.unit(23, 23, UnitStatus.EN_ROUTE, incident=ELSEWHERE)
    basis = evening.ask()
    assert [(row.unit, row.standing) for row in basis.rows] == [(passing, Standing.PASSING)]
    assert [(one.unit, one.why.code) for one in basis.excluded] == [(far, Apart.BUSY)]


def test_who_goes_already_is_in_the_order_and_fewer_others_are_asked_for(evening: Evening) -> None:
    going = evening.unit(12, 15, UnitStatus.EN_ROUTE, incident=HERE)
    there = evening.unit(12, 12, UnitStatus.ON_SCENE, incident=HERE)
    free = [evening.unit(12, 16 + step / 2) for step in range(6)]
    basis = evening.ask(Need(Agency.POLICE, 3))
    assert [row.unit for row in basis.rows] == [there, going, *free[:3]]
    assert codes(basis.rows[0])[0] == Why.ALREADY_THERE
    assert codes(basis.rows[1])[0] == Why.ALREADY_GOING
    assert basis.parts[0].left_out == {"farther": 3}


def test_who_can_what_is_wanted_is_listed_however_far(evening: Evening) -> None:
    cars = [evening.unit(12, 13 + step / 2, capabilities=("car",)) for step in range(8)]
    moto = evening.unit(3, 3, capabilities=("motorcycle", "pursuit"))
    rows = evening.ask(Need(Agency.POLICE, 2, (("pursuit", 1),))).rows
    assert [row.unit for row in rows] == [*cars[:4], moto]
    assert codes(rows[-1])[0] == Why.FIT or Why.FIT in codes(rows[-1])
    every = evening.ask(Need(Agency.POLICE, 1, (("pursuit", 1),)))
    assert [row.unit for row in every.rows] == [moto]
    assert every.excluded[0].why.code == Apart.LACKS


def test_covert_units_and_those_of_an_exercise_are_not_told_of(evening: Evening) -> None:
    evening.unit(12, 13, visibility=Visibility.COVERT)
    evening.unit(12, 14, exercise=True)
    shown = evening.unit(12, 15)
    assert [row.unit for row in evening.ask().rows] == [shown]
    assert evening.ask().parts[0].considered == 1
    assert len(evening.ask(covert=True).rows) == 2


def test_a_shift_that_ends_soon_is_said_and_counts(evening: Evening) -> None:
    label = "07-19"
    end = ShiftEnds().end_of(label, NOW)
    ends_soon = evening.unit(12, 13, assignment=Assignment(agents=("Ana", "Luis"), shift=label))
    evening.roster.columns.shift_ends[1] = NOW + 10 * MINUTE
    free = evening.unit(12, 14)
    rows = evening.ask().rows
    assert [row.unit for row in rows] == [free, ends_soon]
    assert Why.SHIFT_ENDS in codes(rows[1])
    assert {reason.code: reason.params for reason in rows[1].facts}[Why.CREW] == {"people": 2}
    assert 0 < abs(end - NOW) < 13 * HOUR


def test_the_last_free_unit_of_a_comuna_is_said_to_leave_it(evening: Evening) -> None:
    """Comunas are bands of columns: 12 lies in the third, whose only other unit is far away."""
    alone = evening.unit(12, 14)
    evening.unit(1, 1)
    (row, other) = evening.ask().rows
    assert row.unit == alone
    assert row.lost is not None
    assert row.lost.comuna in (3, 4)
    assert row.lost.after > row.lost.before + 60
    assert Why.LEAVES in codes(row)
    evening.unit(12, 14)
    assert Why.LEAVES not in codes(evening.ask().rows[0]), "a second one at the same corner stays"
    assert other.lost is not None

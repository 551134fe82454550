"""From calls to figures: percentiles, the queue's depth, what the evening will need."""

from __future__ import annotations

from collections import Counter
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from backend.room_health import figures, forecast
from backend.room_health.ledger import Ledger, RoomLedger
from backend.room_health.report import report, shift_of
from domain.call import Call, CallState, Disposition, Draft
from domain.clock import DAY, HOUR, MINUTE, SECOND, Micros
from domain.desk import Desk, DeskState
from domain.incident import Incident, IncidentState
from domain.place import Place
from domain.room_health import KEPT, STAFF_STEP, Figure
from domain.severity import Severity

NOW: Micros = 1_795_394_700 * SECOND  # 21:45 in Buenos Aires
ROOM = "911"


class Evening:
    """A room of which things are told as commits would."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.short = 0

    @property
    def room(self) -> RoomLedger:
        return self.ledger.room(ROOM, False)

    def rings(self, at: Micros) -> Call:
        self.short += 1
        call = Call(id=uuid4(), short=self.short, room=ROOM, state=CallState.RINGING, ringing_at=at)
        self.ledger.take(at, (call,))
        return call

    def is_now(self, call: Call, at: Micros, **more: object) -> Call:
        call = replace(call, **more)
        self.ledger.take(at, (call,))
        return call

    def answered(self, at: Micros, after_s: float) -> Call:
        when = at + round(after_s * SECOND)
        return self.is_now(
            self.rings(at), when, state=CallState.ANSWERED, answered_at=when, answered_name="Lucía Ferreyra"
        )

    def gave_up(self, at: Micros, after_s: float) -> Call:
        when = at + round(after_s * SECOND)
        return self.is_now(self.rings(at), when, state=CallState.ABANDONED, ended_at=when)

    def incident(self, call: Call, at: Micros, calls: tuple[UUID, ...] = ()) -> Incident:
        made = Incident(
            id=uuid4(), number="26-0001042", short=99, room=ROOM, state=IncidentState.PENDING,
            priority=Severity.HIGH, place=Place(address="San Martín 438"), created_at=at, created_by="L",
            calls=calls or (call.id,),
        )  # fmt: skip
        self.ledger.take(at, (made, replace(call, incident=made.id)))
        return made

    def figure(self, code: str) -> Figure:
        return next(one for one in figures.figures(self.room, NOW) if one.code == code)


@pytest.fixture
def evening() -> Evening:
    return Evening()


def test_the_share_in_time_and_the_nearest_rank(evening: Evening) -> None:
    for took in (2, 4, 6, 8, 10, 12, 14, 16, 18, 40):
        evening.answered(NOW - 20 * MINUTE, took)
    fifteen, twenty, median = (evening.figure(code) for code in ("ring_15", "ring_20", "ring_median"))
    assert (fifteen.n, fifteen.share, fifteen.met) == (10, 0.7, False)
    assert (fifteen.p50, fifteen.p90, fifteen.p95) == (10 * SECOND, 18 * SECOND, 40 * SECOND)
    assert (twenty.share, twenty.met) == (0.9, False)
    assert (median.p50, median.met) == (10 * SECOND, False)


def test_a_call_that_was_given_up_is_abandoned_and_no_answer(evening: Evening) -> None:
    evening.answered(NOW - 9 * MINUTE, 5)
    back = evening.gave_up(NOW - 8 * MINUTE, 20)
    evening.gave_up(NOW - 7 * MINUTE, 3)
    evening.is_now(back, NOW - MINUTE, state=CallState.ANSWERED, answered_at=NOW - MINUTE)
    told = figures.queue(evening.room, NOW)
    assert (told.settled, told.abandoned, told.called_back, told.waiting) == (3, 2, 1, 0)
    assert evening.figure("ring_15").n == 1


def test_the_depth_of_the_queue_needs_nobody_to_have_watched_it(evening: Evening) -> None:
    begin = NOW // (5 * MINUTE) * (5 * MINUTE) - 10 * MINUTE
    for second in (0, 1, 2):
        evening.answered(begin + second * SECOND, 60)
    evening.rings(begin + 4 * MINUTE)  # still rings now
    told = figures.queue(evening.room, NOW)
    assert told.depth[-3:] == (3, 1, 1)
    assert told.waiting == 1


def test_dispatch_is_counted_once_an_incident_and_the_call_that_joins_ends_with_it(evening: Evening) -> None:
    first, second = evening.answered(NOW - 9 * MINUTE, 5), evening.answered(NOW - 8 * MINUTE, 5)
    first = evening.is_now(first, NOW - 8 * MINUTE, draft=Draft(revision=1, place="San Martín 438"))
    incident = evening.incident(first, NOW - 7 * MINUTE)
    both = replace(incident, calls=(first.id, second.id))
    evening.ledger.take(NOW - 6 * MINUTE, (both, replace(second, incident=incident.id)))
    evening.ledger.take(NOW - 5 * MINUTE, (replace(both, units=(uuid4(),), state=IncidentState.ACTIVE),))
    figure = evening.figure("dispatch")
    assert (figure.n, figure.p90) == (1, 120 * SECOND)
    joined = evening.room.clock(evening.room.records[second.id])
    assert joined.dispatched_at is None
    assert joined.over_at is not None
    leading = evening.room.clock(evening.room.records[first.id])
    assert (leading.located_at, leading.dispatched_at) == (NOW - 8 * MINUTE, NOW - 5 * MINUTE)


def test_the_place_is_settled_by_its_last_change_before_the_incident(evening: Evening) -> None:
    call = evening.answered(NOW - 9 * MINUTE, 5)
    for after, place in ((10, "San M"), (12, "San Martín"), (20, "San Martín 438")):
        at = NOW - 9 * MINUTE + after * SECOND
        call = evening.is_now(call, at, draft=Draft(revision=after, place=place))
    incident = evening.incident(call, NOW - 8 * MINUTE)
    later = NOW - 7 * MINUTE
    evening.is_now(call, later, incident=incident.id, draft=Draft(revision=50, place="Maipú 1"))
    clock = evening.room.clock(evening.room.records[call.id])
    assert clock.worded_at == NOW - 9 * MINUTE + 10 * SECOND
    assert clock.located_at == NOW - 9 * MINUTE + 20 * SECOND


def test_what_is_old_is_forgotten_and_the_rest_stays(evening: Evening) -> None:
    evening.answered(NOW - KEPT - HOUR, 5)
    evening.answered(NOW - HOUR, 5)
    evening.ledger.forget(NOW)
    assert len(evening.room.records) == 1
    assert len(list(evening.room.between(NOW - 2 * KEPT, NOW))) == 1


def test_a_room_without_yesterday_goes_on_as_the_last_hour() -> None:
    step = NOW // STAFF_STEP
    arrivals = Counter({step - n: 100 for n in range(1, 9)})
    expected = forecast.expected(arrivals, NOW)
    assert {round(mean) for mean, _, _ in expected} == {100}
    widths = [high - low for _, low, high in expected]
    assert widths == sorted(widths), "the further ahead, the less is known"
    assert forecast.days_known(arrivals, NOW) == 0


def test_yesterday_s_peak_is_expected_and_a_busier_evening_raises_it() -> None:
    step, day = NOW // STAFF_STEP, DAY // STAFF_STEP
    usual: Counter[int] = Counter()
    for ago in range(1, 15):
        for quarter in range(-9, 12):
            usual[step + quarter - ago * day] = 200 if quarter == 4 else 100
    quiet = usual + Counter({step - n: 100 for n in range(1, 9)})
    busy = usual + Counter({step - n: 200 for n in range(1, 9)})
    calm, wild = forecast.expected(quiet, NOW), forecast.expected(busy, NOW)
    assert round(calm[4][0]) == 200
    assert wild[0][0] > 1.9 * calm[0][0] * 0.95
    assert wild[11][0] < wild[0][0], "what is unusual now fades"
    steps = forecast.steps(quiet, 90.0, NOW)
    peak = max(steps, key=lambda one: one.needed)
    assert (peak.calls, peak.begins) == (200.0, (step + 4) * STAFF_STEP)
    assert peak.needed_low <= peak.needed <= peak.needed_high


def test_who_carries_load_is_counted_through_the_shift(evening: Evening) -> None:
    def desk(number: int, state: DeskState, at: Micros) -> None:
        told = Desk(id=UUID(int=number), workstation=f"p-{number}", desk=str(number), room=ROOM, state=state,
                    since=at)  # fmt: skip
        evening.ledger.take(at, (told,))

    begins, ends = shift_of(NOW)
    desk(1, DeskState.READY, begins)
    desk(2, DeskState.READY, begins + 10 * MINUTE)
    desk(1, DeskState.AWAY, begins + 2 * HOUR)
    assert evening.room.present_at(begins - 1) is None
    assert evening.room.present_at(begins + HOUR) == 2
    assert evening.room.present_at(begins + 2 * HOUR) == 1
    for n in range(30):
        call = evening.answered(begins + n * MINUTE, 5)
        evening.is_now(
            call, begins + n * MINUTE + 95 * SECOND, state=CallState.CLOSED, disposition=Disposition.ERROR,
            closed_at=begins + n * MINUTE + 95 * SECOND,
        )  # fmt: skip
    made = report(evening.room, begins, ends, begins, NOW)
    assert (ends - begins, made.calls, made.handling_s, made.settled) == (
        12 * HOUR,
        30,
        90.0,
        (("error", 30),),
    )
    first = made.hours[0]
    assert (first.calls, first.in_15, first.present, first.needed) == (30, 1.0, 1, 3)

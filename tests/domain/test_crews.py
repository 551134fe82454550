"""What crews say by phone, late, twice and out of order; and what the clock says when they say nothing."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from domain.agency import Agency
from domain.alert import AlertKind, AlertState
from domain.changes import AlertRaised, AlertRepeated, UnitStatusSet
from domain.clock import HOUR, MINUTE, SECOND, Micros
from domain.commands import AcknowledgeAlert, SetUnitStatus
from domain.context import Context
from domain.decide import decide
from domain.dispatch_changes import SafetyMissed, StatusCameLate
from domain.dispatch_orders import ConfirmSafety, ReportUnitStatus, SafetyOverdue, StackUnit
from domain.incident import IncidentState
from domain.refusal import Refused
from domain.response_plan import Plan, Plans
from domain.severity import Severity
from domain.unit import UnitStatus
from tests.domain.dispatch import M21, MEDICAL, POLICE, A, B, Room
from tests.domain.world import source

ON_SCENE, EN_ROUTE, AVAILABLE = UnitStatus.ON_SCENE, UnitStatus.EN_ROUTE, UnitStatus.AVAILABLE
TRANSPORTING, AT_FACILITY = UnitStatus.TRANSPORTING, UnitStatus.AT_FACILITY
PHONE = source()
WAY = (EN_ROUTE, ON_SCENE, TRANSPORTING, AT_FACILITY, AVAILABLE)


def dispatched(minutes_ago: int = 30) -> tuple[Room, Micros]:
    """Return a room in which M21 was sent so long ago, and the moment at which it was."""
    room = Room()
    room.make(A, Severity.CRITICAL)
    room.send(M21, A)
    at = room.clock.now()
    room.clock.advance(minutes_ago * 60)
    return room, at


def pressed(status: UnitStatus, at: Micros) -> ReportUnitStatus:
    return ReportUnitStatus(unit=M21, status=status, device_time=at)


def test_a_state_counts_from_when_the_crew_pressed() -> None:
    room, sent = dispatched()
    (moved,) = room.do(pressed(ON_SCENE, sent + 4 * MINUTE), PHONE)
    assert isinstance(moved, UnitStatusSet)
    assert moved.at == sent + 30 * MINUTE, "the log has when it came"
    assert room.unit(M21).since == sent + 4 * MINUTE, "the board has since when it is so"


def test_an_old_en_route_never_overwrites_on_scene() -> None:
    room, sent = dispatched()
    room.do(SetUnitStatus(unit=M21, status=ON_SCENE), POLICE)  # by radio, just now
    before = room.unit(M21)
    (late,) = room.do(pressed(EN_ROUTE, sent + MINUTE), PHONE)
    assert isinstance(late, StatusCameLate)
    assert (late.status, late.device_time, late.incident) == (EN_ROUTE, sent + MINUTE, A)
    assert room.unit(M21) == before
    assert room.refused(pressed(EN_ROUTE, room.clock.now()), PHONE) == "unit.state", "a newer one neither"
    assert room.unit(M21) == before


def test_what_was_pressed_before_the_unit_was_sent_is_about_something_else() -> None:
    room, sent = dispatched()
    (late,) = room.do(pressed(AVAILABLE, sent - MINUTE), PHONE)
    assert isinstance(late, StatusCameLate)
    assert room.unit(M21).incident == A
    room.do(pressed(EN_ROUTE, sent - 3 * SECOND), PHONE)
    assert (room.unit(M21).status, room.unit(M21).since) == (EN_ROUTE, sent), "clocks are no better than that"


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_in_whatever_order_reports_come_the_unit_ends_as_the_crew_left_it(order: tuple[int, ...]) -> None:
    room, sent = dispatched()
    reports = [pressed(status, sent + (n + 1) * MINUTE) for n, status in enumerate(WAY[:4])]
    for n in order:
        room.do(reports[n], PHONE)
        room.do(reports[n], PHONE)
    assert (room.unit(M21).status, room.unit(M21).since) == (AT_FACILITY, sent + 4 * MINUTE)
    assert room.incident(A).state is IncidentState.ACTIVE


@given(st.lists(st.tuples(st.sampled_from(WAY), st.integers(0, 90)), max_size=12))
def test_no_report_ever_takes_a_unit_back_in_time(reports: list[tuple[UnitStatus, int]]) -> None:
    room, sent = dispatched(60)
    for status, minutes in reports:
        before = room.unit(M21)
        try:
            room.do(pressed(status, sent + minutes * MINUTE), PHONE)
        except Refused:
            assert room.unit(M21) == before, "refused is refused"
        after = room.unit(M21)
        assert after.since >= before.since
        assert after.since <= room.clock.now(), "a clock that is ahead makes nothing future"


def test_half_a_day_old_says_what_was_never_what_is() -> None:
    room, sent = dispatched(0)
    room.clock.advance(13 * 3600)
    (late,) = room.do(pressed(EN_ROUTE, sent + HOUR // 2), PHONE)
    assert isinstance(late, StatusCameLate)


def test_a_crew_that_frees_itself_goes_on_to_what_is_next() -> None:
    room, sent = dispatched()
    room.make(B)
    room.do(StackUnit(unit=M21, incident=B))
    room.do(pressed(AVAILABLE, sent + 20 * MINUTE), PHONE)
    assert (room.unit(M21).incident, room.unit(M21).status) == (B, UnitStatus.DISPATCHED)
    assert room.unit(M21).since == room.clock.now(), "its new way begins now"


def test_a_phone_assigns_nobody() -> None:
    room, _ = dispatched()
    now = room.clock.now()
    room.do(pressed(EN_ROUTE, now), PHONE)
    assert room.refused(pressed(UnitStatus.DISPATCHED, now), PHONE) == "unit.dispatch_needs_incident"
    room.do(pressed(AVAILABLE, now), PHONE)
    assert room.refused(pressed(ON_SCENE, now), PHONE) == "unit.state", "it is on no incident"
    assert room.refused(pressed(EN_ROUTE, now), POLICE) == "forbidden", "a person says it at a desk"


def test_a_crew_on_scene_that_does_not_answer_is_told_of_until_it_does() -> None:
    room, _ = dispatched()
    room.do(SetUnitStatus(unit=M21, status=ON_SCENE), POLICE)
    due = room.unit(M21).check_due
    assert due == room.clock.now() + 10 * MINUTE, "as the priority says"
    assert room.do(SafetyOverdue(unit=M21), PHONE) == [], "not yet"
    room.clock.advance(600)
    missed, raised = room.do(SafetyOverdue(unit=M21), PHONE)
    assert isinstance(missed, SafetyMissed)
    assert isinstance(raised, AlertRaised)
    assert (raised.alert_kind, raised.severity) == (AlertKind.UNIT_SAFETY, Severity.CRITICAL)
    assert (raised.params["unit"], raised.agency) == ("M21", Agency.POLICE)
    room.do(AcknowledgeAlert(alert=raised.alert), POLICE)
    assert room.do(SafetyOverdue(unit=M21), PHONE) == [], "a minute's peace"
    room.clock.advance(60)
    again = room.do(SafetyOverdue(unit=M21), PHONE)[1]
    assert isinstance(again, AlertRepeated)
    assert again.rings
    room.do(AcknowledgeAlert(alert=raised.alert), POLICE)
    assert room.refused(ConfirmSafety(unit=M21), MEDICAL) == "forbidden"
    room.do(ConfirmSafety(unit=M21), POLICE)
    alert = room.world.alerts.get(raised.alert)
    assert alert is not None
    assert alert.state is AlertState.CLOSED
    assert room.unit(M21).check_due == room.clock.now() + 10 * MINUTE


def test_a_report_of_its_phone_is_a_sign_of_life_and_who_left_the_scene_is_asked_no_more() -> None:
    room, _ = dispatched()
    room.do(SetUnitStatus(unit=M21, status=ON_SCENE), POLICE)
    room.clock.advance(600)
    _, raised = room.do(SafetyOverdue(unit=M21), PHONE)
    assert isinstance(raised, AlertRaised)
    room.do(pressed(TRANSPORTING, room.clock.now()), PHONE)
    alert = room.world.alerts.get(raised.alert)
    assert alert is not None
    assert alert.state is AlertState.RETURNED, "nobody had seen it: it waits to be seen"
    assert room.unit(M21).check_due is None


def test_the_plan_says_how_often_crews_are_asked() -> None:
    room, _ = dispatched()
    often = Plan(code="shooting", es="Disparos", en="Shots", levels=((),), check_every=3 * MINUTE)
    never = Plan(code="report", es="Denuncia", en="Report", levels=((),), check_every=0)
    for plan, expected in ((often, 3 * MINUTE), (never, None)):
        plans = Plans([plan], {"0231": plan.code})
        room.world.incidents.put(A, replace(room.incident(A), type_code="0231"))
        context = Context(now=room.clock.now(), actor=POLICE, plans=plans)
        (moved,) = decide(room.world, SetUnitStatus(unit=M21, status=ON_SCENE), context)
        room.world.drop()
        assert isinstance(moved, UnitStatusSet)
        assert moved.check_due == (None if expected is None else context.now + expected)

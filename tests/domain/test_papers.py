"""The shift's papers: what is looked for, what was written, what one shift hands to the next."""

from __future__ import annotations

from uuid import UUID

import pytest
from msgspec.structs import replace

from domain.bolo import BoloKind
from domain.call import CallState
from domain.clock import DAY, HOUR, MINUTE
from domain.desk import Desk, DeskState
from domain.people import Role
from domain.severity import Severity
from domain.shift import Handover, Point
from domain.shift_orders import CancelBolo, IssueBolo, MakeHandover, SignHandover, WriteLog
from domain.unit import UnitStatus
from tests.domain.dispatch import BOSS, M21, MEDICAL, POLICE, A, B, C, Room
from tests.domain.world import actor, alert, call

BOLO, ENTRY, HAND = UUID(int=800), UUID(int=801), UUID(int=802)
NEXT = actor(name="ramiro")


@pytest.fixture
def room() -> Room:
    made = Room()
    made.make(A)
    return made


def issued(room: Room, **more: object) -> IssueBolo:
    fields: dict[str, object] = {
        "bolo": BOLO, "what": BoloKind.VEHICLE, "title": "Fiat Cronos gris", "incident": A,
        "expires_at": room.clock.now() + 8 * HOUR,
    }  # fmt: skip
    return IssueBolo(**(fields | more))  # type: ignore[arg-type]


def handover(room: Room) -> Handover:
    found = room.world.handovers.get(HAND)
    assert found is not None
    return found


def test_a_bolo_has_a_number_an_issuer_an_end_and_a_reason(room: Room) -> None:
    room.do(issued(room, plate="AD123CE"), POLICE)
    bolo = room.world.bolos.get(BOLO)
    assert bolo is not None
    assert (bolo.short, bolo.issued_by, bolo.room) == (room.incident(A).short + 1, "Nora", "911")
    now = room.clock.now()
    for wrong in (now, now - HOUR, now + 31 * DAY, 2**60):
        assert room.refused(issued(room, bolo=ENTRY, expires_at=wrong), POLICE) == "bolo.expiry"
    assert room.refused(issued(room, bolo=ENTRY, incident=None, case=" "), POLICE) == "bolo.no_reason"
    assert room.refused(issued(room), POLICE) == "bolo.id_taken"
    assert room.refused(issued(room, bolo=ENTRY), actor(Role.CALL_TAKER)) == "forbidden"
    room.do(CancelBolo(bolo=BOLO, reason="hallado"), MEDICAL)
    gone = room.world.bolos.get(BOLO)
    assert gone is not None
    assert (gone.cancelled_by, gone.cancel_reason) == ("Vilma", "hallado")
    assert room.do(CancelBolo(bolo=BOLO, reason="hallado"), POLICE) == []


def test_a_line_of_the_log_is_written_once(room: Room) -> None:
    room.do(WriteLog(entry=ENTRY, text="se cae el nodo Florida", unit=M21), POLICE)
    entry = room.world.entries.get(ENTRY)
    assert entry is not None
    assert (entry.by, entry.unit) == ("Nora", M21)
    assert room.refused(WriteLog(entry=ENTRY, text="otra cosa"), POLICE) == "log.id_taken"
    assert room.refused(WriteLog(entry=HAND, text="x"), actor(Role.AUDITOR)) == "forbidden"


def test_a_handover_is_signed_by_two_people_and_then_nobody_changes_it(room: Room) -> None:
    room.do(MakeHandover(handover=HAND, remarks="sin novedad"), BOSS)
    room.do(MakeHandover(handover=HAND, remarks="el nodo sigue caído"), BOSS)
    assert handover(room).remarks == "el nodo sigue caído", "until the first signature"
    room.do(SignHandover(handover=HAND), BOSS)
    assert room.refused(MakeHandover(handover=HAND, remarks="otra"), BOSS) == "handover.signed"
    assert room.refused(SignHandover(handover=HAND), BOSS) == "handover.same_person"
    room.do(SignHandover(handover=HAND), NEXT)
    signed = handover(room)
    assert signed.given is not None
    assert signed.taken is not None
    assert (signed.given.name, signed.taken.name) == ("Silvia", "Ramiro")
    assert room.refused(SignHandover(handover=HAND), POLICE) == "handover.signed"
    assert room.refused(MakeHandover(handover=HAND), NEXT) == "handover.signed"
    assert room.do(SignHandover(handover=HAND), NEXT) == [], "a retry"
    assert handover(room) == signed
    assert room.refused(SignHandover(handover=UUID(int=9)), NEXT) == "handover.unknown"


def test_the_writer_generates_the_points_so_that_nobody_leaves_one_out(room: Room) -> None:
    room.make(B, Severity.CRITICAL)
    room.make(C, Severity.LOW)
    room.send(M21, C, UnitStatus.ON_SCENE)
    room.do(issued(room), POLICE)
    room.world.calls.put(UUID(int=1), call(CallState.ABANDONED, number="+541148080001"))
    room.world.put_alert(alert())
    desk = Desk(
        id=UUID(int=9), workstation="puesto-32", desk="32", room="911", state=DeskState.AWAY, since=0,
        operator_name="Nora", reason="rest",
    )  # fmt: skip
    room.world.desks.put(desk.id, desk)
    room.clock.advance(50 * 60)
    mine = (Point(code="fault.cameras", params={"count": "12"}), Point(code="incident.open"))
    room.do(MakeHandover(handover=HAND, points=mine), BOSS)
    points = handover(room).points
    assert [one.code for one in points] == [
        "fault.cameras", "alert.critical", "incident.untaken", "unit.overdue", "call.to_call_back",
        "incident.open", "incident.open", "incident.open", "bolo.running", "desk.away",
    ]  # fmt: skip
    told = {one.code: one for one in points}
    assert told["incident.untaken"].things == (B,)
    assert told["unit.overdue"].params["unit"] == "M21"
    assert told["unit.overdue"].params["minutes"] == "50"
    assert told["desk.away"].params == {"desk": "32", "who": "Nora", "reason": "rest"}
    opened = [one.things[0] for one in points if one.code == "incident.open"]
    assert opened == [B, A, C], "the gravest first"


def test_an_exercise_has_its_own_points_and_ends_are_ends(room: Room) -> None:
    practice = replace(room.incident(A), id=B, exercise=True)
    room.world.incidents.put(B, practice)
    room.do(issued(room, expires_at=room.clock.now() + 2 * MINUTE), POLICE)
    room.clock.advance(121)
    room.do(MakeHandover(handover=HAND), BOSS)
    points = handover(room).points
    assert [one.things[0] for one in points] == [A], "neither the exercise's nor what expired"


def test_a_night_of_calls_to_return_is_one_line_that_counts(room: Room) -> None:
    for number in range(7):
        room.world.calls.put(UUID(int=number), replace(call(CallState.ABANDONED), id=UUID(int=number)))
    room.do(MakeHandover(handover=HAND), BOSS)
    (told,) = [one for one in handover(room).points if "call_back" in one.code]
    assert (told.code, told.params["many"], len(told.things)) == ("call.many_to_call_back", "7", 7)

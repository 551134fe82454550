"""What the room knows of a caller, who is to be called back, and calls that go over to another room."""

from __future__ import annotations

from backend.distribution.overflow import WAIT_S
from backend.distribution.rounds import CALM_S
from domain.alert import AlertKind, AlertState
from domain.call import CallMark, CallState, Disposition
from domain.desk import DeskState
from domain.people import Role
from domain.queue_orders import MarkCall, OverflowCall, PutBackCall, SetDeskState
from tests.backend.queue_room import QueueRoom

# ---- marks and call backs


def test_a_number_that_calls_again_is_marked_and_counted() -> None:
    room = QueueRoom()
    first = room.ring("a", number="11 5555-0101")
    again = room.ring("b", number="11 5555-0101")
    hidden, hidden_too = room.ring("c"), room.ring("d")
    assert room.call(first).marks == ()
    assert (room.call(again).marks, room.call(again).repeats) == ((CallMark.REPEAT,), 1)
    assert room.call(hidden).marks == room.call(hidden_too).marks == (), "hidden numbers are not one caller"
    room.clock.advance(11 * 60)
    assert room.call(room.ring("e", number="11 5555-0101")).repeats == 0


def test_a_number_of_pranks_is_marked_and_rings_like_any_other() -> None:
    room = QueueRoom(1)
    for name in "abc":
        call = room.ring(name, number="11 5555-0666")
        room.answer(call, 1)
        room.close(call, 1, Disposition.PRANK)
    room.clock.advance(1000)
    prank, plain = room.ring("d", number="11 5555-0666"), room.ring("e", number="11 5555-0001")
    assert room.call(prank).marks == (CallMark.PRANK,)
    assert room.call(prank).nuisance == 3
    room.look()
    assert room.rings_at(prank) == "1", "it rang first, and is first"
    assert room.rings_at(plain) == ""


def test_a_call_is_marked_silent_and_the_mark_taken_away() -> None:
    room = QueueRoom(1)
    call = room.ring("a")
    room.answer(call, 1)
    assert room.do(MarkCall(call=call, mark=CallMark.SILENT), 1) == ""
    assert room.call(call).marks == (CallMark.SILENT,)
    assert room.do(MarkCall(call=call, mark=CallMark.SILENT, taken_away=True), 1) == ""
    assert room.call(call).marks == ()
    assert room.do(MarkCall(call=call, mark=CallMark.REPEAT), 1) == "call.mark"


def test_who_calls_back_settles_every_call_of_that_number_that_nobody_answered() -> None:
    room = QueueRoom(1)
    lost = [room.ring(name, number="11 5555-0303") for name in "abc"]
    other = room.ring("d", number="11 5555-0404")
    for call in (*lost, other):
        room.hang_up(call)
    assert room.answer(lost[0], 1) == ""
    assert room.call(lost[0]).ended_at is None, "the line is open again"
    assert [room.call(call).disposition for call in lost[1:]] == [Disposition.CALLED_BACK] * 2
    assert room.call(other).state is CallState.ABANDONED


def test_a_call_back_that_nobody_answers_waits_to_be_tried_again() -> None:
    room = QueueRoom(1)
    call = room.ring("a", number="11 5555-0303")
    room.hang_up(call)
    for tries in (1, 2):
        room.answer(call, 1)
        assert room.desk(1).state is DeskState.ON_CALL
        assert room.do(PutBackCall(call=call), 1) == ""
        back = room.call(call)
        assert (back.state, back.call_backs, back.answered_by) == (CallState.ABANDONED, tries, None)
        assert room.desk(1).state is DeskState.READY
    got_through = room.ring("b")
    room.answer(got_through, 1)
    assert room.do(PutBackCall(call=got_through), 1) == "call.not_called_back"


# ---- other rooms


def two_rooms() -> QueueRoom:
    room = QueueRoom()
    room.sit(1)
    room.sit(21, room="sur")
    room.rounds.routes = {"911": "sur", "sur": "911"}
    room.look(2)
    room.do(SetDeskState(state=DeskState.AWAY, reason="meal"), 1)
    return room


def test_a_call_that_waited_too_long_goes_to_the_other_room_once_and_both_may_answer_it() -> None:
    room = two_rooms()
    call = room.ring("a")
    room.look(round(WAIT_S * 10) - 1)
    assert room.call(call).room == "911"
    room.look(3)
    gone = room.call(call)
    assert (gone.room, gone.came_from, room.rings_at(call)) == ("sur", "911", "21")
    alert = next(iter(room.world.alerts.values()))
    assert (alert.kind, alert.room) == (AlertKind.QUEUE_OVERFLOW, "911")
    room.do(SetDeskState(state=DeskState.AWAY, reason="meal"), 21)
    room.do(SetDeskState(state=DeskState.READY), 1)
    room.look(round(WAIT_S * 10) + 5)
    assert room.call(call).room == "sur", "it does not come back and forth"
    assert room.answer(call, 1) == "", "the room that it came from sees it still"
    assert (room.call(call).room, room.call(call).came_from) == ("911", "sur")


def test_the_alert_of_an_overflow_is_over_when_nobody_has_waited_for_a_minute() -> None:
    room = two_rooms()
    call = room.ring("a")
    room.look(round(WAIT_S * 10) + 3)
    room.answer(call, 21)
    room.look(round(CALM_S * 2), every=0.5)
    (alert,) = room.world.alerts.values()
    assert alert.state is AlertState.UNACKNOWLEDGED
    room.look(5)
    (alert,) = room.world.alerts.values()
    assert alert.state is AlertState.RETURNED


def test_a_supervisor_gives_a_call_away_and_a_call_taker_may_not() -> None:
    room = two_rooms()
    room.sit(2, role=Role.SUPERVISOR)
    room.look()
    call = room.ring("a")
    assert room.do(OverflowCall(call=call, room="sur"), 1) == "forbidden"
    assert room.do(OverflowCall(call=call, room="911"), 2) == "call.overflowed"
    assert room.do(OverflowCall(call=call, room="nowhere"), 2) == "queue.nobody_ready"
    assert room.do(OverflowCall(call=call, room="sur"), 2) == ""
    assert room.call(call).came_from == "911"


def test_no_more_goes_over_than_the_other_room_can_take() -> None:
    room = two_rooms()
    for number in range(20):
        room.ring(f"c{number}")
    room.look(3)
    assert [call.room for call in room.ringing()].count("sur") == 1

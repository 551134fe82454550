"""Calls find a desk: the longest wait first, at who fits and was idle longest; nobody is kept from them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from backend.distribution.plan import fits
from backend.distribution.rounds import OFFER_S, UNFIT_S
from backend.distribution.seating import LOST_S, QUIET_S
from domain.alert import AlertKind
from domain.call import CallState, Disposition
from domain.desk import DeskState, overdue
from domain.people import Role
from domain.queue_orders import SetDeskState
from domain.severity import Severity
from tests.backend.queue_room import QueueRoom


def test_who_logs_in_is_ready_and_the_next_call_rings_there() -> None:
    room = QueueRoom(1)
    assert room.desk(1).state is DeskState.READY
    call = room.ring("a")
    room.look()
    assert room.rings_at(call) == "1"
    assert room.desk(1).state is DeskState.RINGING
    assert room.call(call).offered_until == room.clock.now() - 100_000 + OFFER_S * 1_000_000


def test_the_longest_wait_is_first_and_the_graver_before_it() -> None:
    room = QueueRoom()
    first, second = room.ring("first"), room.ring("second")
    grave = room.ring("grave", priority=Severity.CRITICAL)
    for number, wanted in ((1, grave), (2, first), (3, second)):
        room.sit(number)
        room.look(2)
        assert room.rings_at(wanted) == str(number)


def test_the_desk_that_was_idle_longest_is_offered_the_call() -> None:
    room = QueueRoom(2)
    room.look()
    room.sit(1)
    room.look(3)
    call = room.ring("a")
    room.look()
    assert room.rings_at(call) == "2"


def test_an_offer_that_is_not_taken_goes_to_the_next_desk_and_the_first_is_set_aside() -> None:
    room = QueueRoom(1)
    room.look()
    room.sit(2)
    room.look()
    call = room.ring("a")
    room.look(round(OFFER_S * 10) + 3)
    assert room.rings_at(call) == "2"
    missed = room.desk(1)
    assert (missed.state, missed.reason, missed.missed) == (DeskState.AWAY, "no_answer", 1)
    (alert,) = room.world.alerts.values()
    assert (alert.kind, alert.params["workstation"]) == (AlertKind.DESK_MISSED, "1")
    assert room.do(SetDeskState(state=DeskState.READY), 1) == ""
    assert room.desk(1).state is DeskState.READY


def test_an_offer_lights_a_call_and_binds_nobody() -> None:
    room = QueueRoom(1, 2)
    call = room.ring("a")
    room.look()
    lit, other = (1, 2) if room.rings_at(call) == "1" else (2, 1)
    assert room.answer(call, other) == ""
    assert room.desk(lit).state is DeskState.READY
    assert room.desk(other).state is DeskState.ON_CALL


def test_who_pauses_or_missed_a_call_still_answers_by_hand() -> None:
    room = QueueRoom(1)
    assert room.do(SetDeskState(state=DeskState.AWAY, reason="meal"), 1) == ""
    call = room.ring("a")
    room.look(5)
    assert room.rings_at(call) == "", "nobody is ready: it waits where all can see it"
    assert room.answer(call, 1) == ""
    assert room.desk(1).state is DeskState.ON_CALL
    room.close(call, 1, Disposition.INFORMATION)
    assert (room.desk(1).state, room.desk(1).reason) == (DeskState.AWAY, "meal"), "the pause goes on"


def test_the_line_closes_and_the_form_is_still_written_until_it_is_overdue() -> None:
    room = QueueRoom(1)
    call = room.ring("a")
    room.answer(call, 1)
    room.hang_up(call)
    desk = room.desk(1)
    assert (desk.state, desk.call) == (DeskState.WRAP_UP, call)
    assert not overdue(desk, room.clock.now())
    room.clock.advance(61)
    assert overdue(desk, room.clock.now())
    other = room.ring("b")
    room.look(2)
    assert room.rings_at(other) == ""
    room.close(call, 1, Disposition.INFORMATION)
    room.look(2)
    assert room.rings_at(other) == "1"


def test_a_pause_asked_for_during_a_call_begins_after_it() -> None:
    room = QueueRoom(1)
    call = room.ring("a")
    room.answer(call, 1)
    assert room.do(SetDeskState(state=DeskState.AWAY, reason="rest"), 1) == ""
    assert (room.desk(1).state, room.desk(1).then) == (DeskState.ON_CALL, DeskState.AWAY)
    room.close(call, 1, Disposition.INFORMATION)
    assert (room.desk(1).state, room.desk(1).reason) == (DeskState.AWAY, "rest")


def test_a_call_goes_to_who_speaks_its_language_and_to_anybody_before_it_waits_long() -> None:
    room = QueueRoom(1)
    room.sit(2, languages=("es", "qu"))
    room.look(2)
    quechua, spanish = room.ring("qu", language="qu"), room.ring("es")
    room.look()
    assert (room.rings_at(quechua), room.rings_at(spanish)) == ("2", "1")
    room.answer(quechua, 2)
    room.answer(spanish, 1)
    room.close(spanish, 1, Disposition.INFORMATION)
    again = room.ring("qu again", language="qu")
    room.look(2)
    assert room.rings_at(again) == "", "who speaks it is at work, and may be free in a moment"
    room.look(round(UNFIT_S * 10))
    assert room.rings_at(again) == "1"


def test_a_language_that_nobody_at_work_speaks_waits_for_nobody() -> None:
    room = QueueRoom(1)
    call = room.ring("a", language="zh")
    room.look()
    assert room.rings_at(call) == "1"


def test_a_skill_is_needed_and_the_specialist_is_kept_for_it() -> None:
    room = QueueRoom()
    room.sit(1, skills=("gender_violence",))
    room.look(5)
    room.sit(2)
    room.look()
    plain = room.ring("plain")
    room.look()
    assert room.rings_at(plain) == "2", "though desk 1 was idle for longer"
    special = room.ring("special", needs=("gender_violence",))
    room.look()
    assert room.rings_at(special) == "1"


def test_a_desk_whose_line_is_dead_is_offered_nothing_and_is_ready_again_when_it_is_back() -> None:
    room = QueueRoom(1)
    call = room.ring("a")
    room.look()
    seat = room.cut(1)
    room.look(round(QUIET_S * 10) + 3)
    assert room.rings_at(call) == ""
    assert room.desk(1).state is DeskState.READY
    room.look(round(LOST_S * 10))
    assert (room.desk(1).state, room.desk(1).reason) == (DeskState.AWAY, "line_lost")
    room.seats[1] = seat
    room.look(2)
    assert room.rings_at(call) == "1"
    assert not list(room.world.alerts.values()), "no desk is blamed for its line"


def test_who_logs_out_leaves_an_empty_desk_and_who_relieves_them_has_their_calls() -> None:
    room = QueueRoom(1)
    call = room.ring("a")
    room.answer(call, 1)
    room.leave(1)
    room.look()
    assert room.desk(1).state is DeskState.EMPTY
    room.sit(3, name="op1")
    room.look()
    assert (room.desk(3).state, room.desk(3).call) == (DeskState.ON_CALL, call), (
        "their call is where they are"
    )


def test_a_supervisor_takes_offers_only_after_saying_so() -> None:
    room = QueueRoom()
    room.sit(1, role=Role.SUPERVISOR)
    room.sit(2, role=Role.DISPATCHER)
    call = room.ring("a")
    room.look(3)
    assert room.rings_at(call) == ""
    assert room.desk(1).reason == "supervising"
    assert len(list(room.world.desks.values())) == 1, "who may not answer has no place in the queue"
    room.do(SetDeskState(state=DeskState.READY), 1)
    room.look()
    assert room.rings_at(call) == "1"


def test_nobody_speaks_for_another_desk_or_says_what_only_the_server_knows() -> None:
    room = QueueRoom(1)
    stranger = room.sit(9, role=Role.DISPATCHER).actor
    room.look()
    assert room.do(SetDeskState(state=DeskState.READY), stranger) == "desk.not_seated"
    assert room.do(SetDeskState(state=DeskState.ON_CALL), 1) == "desk.state"
    assert room.do(SetDeskState(state=DeskState.AWAY), 1) == "desk.reason"
    assert room.do(SetDeskState(state=DeskState.AWAY, reason="no_answer"), 1) == "desk.reason"


# ---- the clock on the wall


def test_an_hour_put_forward_or_back_ends_no_offer_and_reorders_nobody() -> None:
    for hour in (3600, -3600):
        room = QueueRoom(1)
        room.look()
        lit = room.ring("lit")
        room.look()
        older = room.ring("older")
        room.clock.step(hour)
        younger = room.ring("younger")
        room.look(round(OFFER_S * 10) - 5)
        assert room.rings_at(lit) == "1", "its time is not up"
        room.answer(lit, 1)
        room.close(lit, 1, Disposition.INFORMATION)
        room.look()
        assert room.rings_at(older) == "1"
        assert room.rings_at(younger) == ""


# ---- whatever happens

ACTS = ["ring"] * 3 + ["answer"] * 2 + ["look"] * 2
ACTS += ["hang", "close", "away", "ready", "wrap", "wait", "cut", "back", "leave", "step"]
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 7)), max_size=60)


@settings(max_examples=150, deadline=None)
@given(STEPS)
def test_whatever_happens_one_call_rings_at_one_desk_and_nobody_waits_while_a_desk_is_free(
    steps: list[tuple[str, int]],
) -> None:
    room = QueueRoom(0, 1)
    room.sit(2, languages=("es", "qu"))
    room.sit(3, skills=("relay",))
    lines: dict[int, object] = {}
    room.look()
    for count, (step, n) in enumerate(steps):
        calls = [call.id for call in room.world.calls.values()]
        call = calls[n % len(calls)] if calls else None
        desk = n % 4
        if step == "ring":
            needs = ("relay",) if n == 3 else ()
            room.ring(
                f"{count}", language="qu" if n == 2 else "es", needs=needs, priority=Severity(1 + n % 3)
            )
        elif step == "look":
            room.look(n + 1)
        elif step == "wait":
            room.look(30, every=0.5)
        elif step == "step":
            room.clock.step((n - 3) * 1200)
        elif step == "back" and desk in lines:
            room.seats[desk] = lines.pop(desk)  # type: ignore[assignment]
        elif desk not in room.seats:
            continue
        elif step == "cut":
            lines[desk] = room.cut(desk)
        elif step == "leave":
            room.leave(desk)
            room.look()
            room.sit(desk)
        elif step == "away":
            room.do(SetDeskState(state=DeskState.AWAY, reason="rest"), desk)
        elif step == "ready":
            room.do(SetDeskState(state=DeskState.READY), desk)
        elif step == "wrap":
            room.do(SetDeskState(state=DeskState.WRAP_UP), desk)
        elif call is not None and step == "answer":
            room.answer(call, desk)
        elif call is not None and step == "hang":
            room.hang_up(call)
        elif call is not None and step == "close":
            room.close(call, desk, Disposition.INFORMATION)
        consistent(room)
    room.look(2)  # who comes in at the first is offered calls at the second
    consistent(room)
    nobody_waits_for_nothing(room)
    live, again = room.world, room.replayed()
    for shelf in ("calls", "desks", "alerts"):
        kept = {thing.id: thing for thing in getattr(live, shelf).values()}
        assert {thing.id: thing for thing in getattr(again, shelf).values()} == kept, (
            "the log alone gives the same"
        )


def consistent(room: QueueRoom) -> None:
    """A call rings at one desk, a desk for one call, and both say the same."""
    desks = {desk.id: desk for desk in room.world.desks.values()}
    offered = {call.offered_to: call for call in room.world.calls.values() if call.offered_to is not None}
    assert len(offered) == sum(call.offered_to is not None for call in room.world.calls.values())
    for key, call in offered.items():
        assert call.state is CallState.RINGING
        assert (desks[key].state, desks[key].call) == (DeskState.RINGING, call.id)
    for desk in desks.values():
        if desk.state is DeskState.RINGING:
            assert desk.id in offered
        talking = [key for key in desk.held if room.call(key).state is CallState.ANSWERED]
        assert (desk.state is DeskState.ON_CALL) == bool(talking)


def nobody_waits_for_nothing(room: QueueRoom) -> None:
    """After a look: no fit desk is free while a call waits, and who was passed over could not be served."""
    free = [
        desk
        for desk in room.world.desks.values()
        if desk.state is DeskState.READY and room.seating.quiet(desk, room.clock.monotonic()) < QUIET_S - 0.2
    ]
    busy = {desk.operator for desk in room.world.desks.values() if desk.state is DeskState.ON_CALL}
    for call in room.ringing():
        if call.offered_to is None:
            assert not [desk for desk in free if fits(call, desk) and desk.operator not in busy]


def test_thousands_of_calls_hide_no_grave_one() -> None:
    """ATTACKS 28 for the queue: the gravest is offered first, however many wait."""
    room = QueueRoom(1)
    room.do(SetDeskState(state=DeskState.AWAY, reason="rest"), 1)
    for number in range(2000):
        room.ring(f"c{number}")
    grave = room.ring("grave", priority=Severity.CRITICAL)
    room.do(SetDeskState(state=DeskState.READY), 1)
    room.look()
    assert room.rings_at(grave) == "1"
    assert len(room.ringing()) == 2001

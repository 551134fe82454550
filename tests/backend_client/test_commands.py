"""Intentions: pending until the server's changes are there, never lost, never done twice."""

from __future__ import annotations

import asyncio
from uuid import UUID

import pytest
from msgspec.structs import replace

from backend_client.commands import Commands, CommandState, PendingCommand
from backend_client.link import LinkState
from backend_client.picture import Look
from domain.call import CallState, Disposition, Draft
from domain.commands import AnswerCall, CloseCall, CreateIncident, DispatchUnit, SaveDraft
from domain.place import Place
from domain.refusal import Refused
from domain.severity import Severity
from domain.wire import Do, Outcome, Refusal
from tests.backend_client.fake_server import free_unit, ringing
from tests.backend_client.room import Desk, Room

CALL = UUID(int=1)


def answer() -> AnswerCall:
    return AnswerCall(call=CALL)


async def ready(room: Room, desk: Desk | None = None) -> Desk:
    room.server.publish(ringing(1), ringing(2), free_unit(1))
    desk = desk or room.desk()
    await desk.log_in()
    return desk


async def test_an_intention_looks_pending_until_the_change_is_there(room: Room) -> None:
    desk = await ready(room)
    states: list[tuple[CommandState, CallState]] = []
    pending = desk.commands.send(answer())
    assert pending.state is CommandState.PENDING
    assert desk.picture.look(CALL) is Look.PENDING
    assert desk.picture.calls.get(CALL).state is CallState.RINGING  # nothing is shown as done
    pending.subscribe(lambda now: states.append((now.state, desk.picture.calls.get(CALL).state)))
    await asyncio.wait_for(pending.settled(), 2)
    assert states == [(CommandState.ACCEPTED, CallState.ANSWERED)]
    assert desk.picture.look(CALL) is Look.CONFIRMED
    assert desk.commands.outstanding() == ()
    assert desk.client.journal.kept == {}


async def test_accepted_is_not_done_before_its_change_has_come(room: Room) -> None:
    desk = await ready(room)
    pending = desk.commands.send(answer())
    desk.commands.outcome(Outcome(id=pending.id, result="accepted", seq=room.server.seq + 1))
    assert pending.state is CommandState.PENDING
    assert desk.client.journal.kept == {}  # but it is safe: the server has it
    await asyncio.wait_for(pending.settled(), 2)
    assert desk.picture.calls.get(CALL).state is CallState.ANSWERED


async def test_a_refusal_says_why_and_leaves_nothing_behind(room: Room) -> None:
    desk = await ready(room)
    room.server.taken_over(ringing(1), "beto")
    await desk.until(lambda: desk.picture.calls.get(CALL).answered_name == "beto")
    pending = desk.commands.send(answer())
    await asyncio.wait_for(pending.settled(), 2)
    assert (pending.state, pending.code, pending.params) == (
        CommandState.REFUSED,
        "call.taken",
        {"by": "beto"},
    )
    assert desk.picture.look(CALL) is Look.CONFIRMED
    assert desk.commands.refused_list == ()


async def test_what_cannot_be_read_by_the_server_never_leaves_the_desk(room: Room) -> None:
    desk = await ready(room)
    bad = CreateIncident(
        incident=UUID(int=9), room="911", priority=Severity.HIGH, place=Place(), narrative="x" * 8001
    )
    pending = desk.commands.send(bad)
    assert pending.state is CommandState.REFUSED
    assert pending.code == "command.bad"
    assert pending.params["detail"] == "command.narrative: at most 8000 characters"
    surrogate = desk.commands.send(replace(bad, narrative="\ud800"))
    assert surrogate.code == "command.bad"
    assert not [said for said in room.server.heard if isinstance(said, Do)]


async def test_an_answer_lost_on_the_way_is_asked_for_again_and_done_once(room: Room) -> None:
    desk = await ready(room)
    room.server.swallow = True
    pending = desk.commands.send(answer())
    await desk.until(lambda: pending.id in room.server.answers)
    await room.server.stop()
    room.server.swallow = False
    await room.server.start()
    await asyncio.wait_for(pending.settled(), 4)
    assert pending.state is CommandState.ACCEPTED
    assert room.server.applied == [pending.id]


async def test_an_answer_that_comes_twice_is_counted_and_left(room: Room) -> None:
    desk = await ready(room)
    pending = desk.commands.send(answer())
    await pending.settled()
    for _ in range(3):
        room.server.say(Outcome(id=pending.id, result="refused", code="call.taken"))
    await desk.until(lambda: desk.commands.strays == 3)
    assert pending.state is CommandState.ACCEPTED
    assert desk.commands.refused_list == ()


async def test_a_database_that_is_away_is_told_and_the_command_asked_again(room: Room) -> None:
    desk = await ready(room)
    room.server.passing[UUID(int=0)] = 1
    pending = desk.commands.send(answer())
    await desk.until(lambda: pending.code == "database.unavailable")
    assert pending.state is CommandState.PENDING
    await asyncio.wait_for(pending.settled(), 3)
    assert pending.state is CommandState.ACCEPTED
    assert room.server.applied == [pending.id]


async def test_the_same_id_with_another_body_is_a_conflict_that_a_person_must_clear(room: Room) -> None:
    desk = await ready(room)
    room.server.swallow = True
    pending = desk.commands.send(answer())
    await desk.until(lambda: pending.id in room.server.answers)
    room.server.answers[pending.id] = (AnswerCall(call=UUID(int=2)), room.server.answers[pending.id][1])
    room.server.swallow = False
    await room.server.stop()
    await room.server.start()
    await asyncio.wait_for(pending.settled(), 4)
    assert pending.state is CommandState.CONFLICT
    (listed,) = desk.commands.refused_list
    assert (listed.id, listed.code) == (pending.id, "command.conflict")
    desk.commands.clear_refused(listed.id)
    assert desk.commands.refused_list == ()


async def test_a_desk_that_is_killed_asks_again_after_its_restart(room: Room) -> None:
    desk = await ready(room)
    room.server.swallow = True
    pending = desk.commands.send(answer())
    other = desk.commands.send(AnswerCall(call=UUID(int=2)))
    await desk.until(lambda: other.id in room.server.answers)
    await room.kill(desk)
    room.server.swallow = False
    again = room.desk()
    await again.log_in()
    await again.until(lambda: not again.commands.outstanding())
    assert room.server.applied == [pending.id, other.id]
    assert again.client.journal.kept == {}
    assert again.commands.refused_list == ()


async def test_what_another_person_left_is_never_sent_as_ours(room: Room) -> None:
    desk = await ready(room)
    room.server.swallow = True
    pending = desk.commands.send(answer())
    await desk.until(lambda: pending.id in room.server.answers)
    await room.kill(desk)
    asked = len([said for said in room.server.heard if isinstance(said, Do)])
    again = room.desk()
    await again.log_in("beto")
    (listed,) = again.commands.refused_list
    assert (listed.id, listed.code) == (pending.id, "desk.other_person")
    await asyncio.sleep(0.2)
    assert len([said for said in room.server.heard if isinstance(said, Do)]) == asked


async def test_another_persons_login_over_an_expired_session_sends_nothing_of_the_first(room: Room) -> None:
    desk = await ready(room)
    room.server.swallow = True
    pending = desk.commands.send(answer())
    await desk.until(lambda: pending.id in room.server.answers)
    room.server.say(Refusal(code="session.expired"))
    await desk.until(lambda: desk.picture.link.state is LinkState.EXPIRED)
    await desk.log_in("beto")
    assert (pending.state, pending.code) == (CommandState.REFUSED, "desk.other_person")
    assert [listed.code for listed in desk.commands.refused_list] == ["desk.other_person"]


async def test_an_expired_session_is_read_only_but_typing_goes_on_and_is_sent_after_the_login(
    room: Room,
) -> None:
    desk = await ready(room)
    await desk.commands.send(answer()).settled()
    room.server.say(Refusal(code="session.expired"))
    await desk.until(lambda: desk.picture.link.state is LinkState.EXPIRED)
    refused = desk.commands.send(AnswerCall(call=UUID(int=2)))
    assert (refused.state, refused.code) == (CommandState.REFUSED, "desk.read_only")
    desk.commands.save_draft(CALL, Draft(narrative="sigue escribiendo"))
    await desk.log_in()
    await desk.until(lambda: room.server.world.calls.get(CALL).draft.narrative == "sigue escribiendo")


# ---- the form -------------------------------------------------------------------------------------------


async def test_typing_is_on_disk_at_once_and_at_the_server_within_a_quarter_of_a_second(room: Room) -> None:
    desk = await ready(room)
    await desk.commands.send(answer()).settled()
    text = "Choque en Rivadavia y Medrano"
    for end in range(1, len(text) + 1):
        saved = desk.commands.save_draft(CALL, Draft(narrative=text[:end]))
        kept = desk.client.journal.draft(CALL)
        assert kept is not None
        assert kept.narrative == text[:end]
        await asyncio.sleep(0.02)
    assert saved.revision == len(text)
    took = await desk.until(lambda: room.server.world.calls.get(CALL).draft.narrative == text)
    assert took <= 0.25
    await desk.until(lambda: desk.commands.unsaved_drafts() == ())
    sent = [
        said for said in room.server.heard if isinstance(said, Do) and isinstance(said.command, SaveDraft)
    ]
    assert 3 <= len(sent) <= 15  # not one frame a keystroke
    assert desk.picture.look(CALL) is Look.CONFIRMED


async def test_nothing_new_makes_no_new_revision(room: Room) -> None:
    desk = await ready(room)
    await desk.commands.send(answer()).settled()
    first = desk.commands.save_draft(CALL, Draft(caller="Delfina"))
    assert desk.commands.save_draft(CALL, first) == first
    assert desk.commands.draft(CALL) == first


async def test_a_text_that_is_too_long_is_refused_by_its_field_and_the_last_one_kept(room: Room) -> None:
    desk = await ready(room)
    desk.commands.save_draft(CALL, Draft(caller="Delfina"))
    with pytest.raises(Refused) as refused:
        desk.commands.save_draft(CALL, Draft(caller="D" * 121))
    assert refused.value.code == "command.bad"
    assert refused.value.params["detail"] == "command.draft.caller: at most 120 characters"
    assert desk.commands.draft(CALL).caller == "Delfina"


async def test_what_was_typed_while_the_server_was_away_comes_to_it(room: Room) -> None:
    desk = await ready(room)
    await desk.commands.send(answer()).settled()
    await room.server.stop()
    await desk.until(lambda: desk.picture.link.state is LinkState.DEAD)
    for text in ("R", "Ri", "Riv"):
        desk.commands.save_draft(CALL, Draft(place=text))
    assert desk.commands.unsaved_drafts() == (CALL,)
    assert desk.commands.draft(CALL).place == "Riv"
    await room.server.start()
    await desk.until(lambda: room.server.world.calls.get(CALL).draft.place == "Riv")
    await desk.until(lambda: desk.commands.unsaved_drafts() == ())


async def test_the_form_of_a_killed_desk_is_there_after_its_restart(room: Room) -> None:
    desk = await ready(room)
    await desk.commands.send(answer()).settled()
    desk.commands.save_draft(CALL, Draft(narrative="mitad de una pal"))
    await room.kill(desk)
    again = room.desk()
    assert again.commands.draft(CALL).narrative == "mitad de una pal"
    await again.log_in()
    await again.until(lambda: room.server.world.calls.get(CALL).draft.narrative == "mitad de una pal")


async def test_a_form_is_erased_once_its_call_is_closed_and_acknowledged(room: Room) -> None:
    desk = await ready(room)
    await desk.commands.send(answer()).settled()
    desk.commands.save_draft(CALL, Draft(narrative="Delfina"))
    await desk.until(lambda: desk.commands.unsaved_drafts() == ())
    assert CALL in desk.client.journal.drafts  # acknowledged, but the call is open
    await desk.commands.send(CloseCall(call=CALL, disposition=Disposition.ERROR)).settled()
    assert CALL not in desk.client.journal.drafts
    path = desk.client.journal.file.path
    await desk.until(lambda: b"Delfina" not in path.read_bytes(), 3.0)


async def test_text_that_the_server_will_not_take_is_not_thrown_away(room: Room) -> None:
    desk = await ready(room)
    await desk.commands.send(answer()).settled()
    await room.server.stop()
    await desk.until(lambda: desk.picture.link.state is LinkState.DEAD)
    desk.commands.save_draft(CALL, Draft(narrative="lo último que dijo"))
    closed = replace(room.server.world.calls.get(CALL), state=CallState.CLOSED)
    room.server.publish(closed)
    await room.server.start()
    await desk.until(lambda: desk.commands.refused_list)
    (listed,) = desk.commands.refused_list
    assert isinstance(listed.command, SaveDraft)
    assert listed.command.draft.narrative == "lo último que dijo"
    desk.commands.clear_refused(listed.id)
    path = desk.client.journal.file.path
    await desk.until(lambda: "lo último".encode() not in path.read_bytes(), 3.0)


# ---- desk mode ------------------------------------------------------------------------------------------


async def lost(room: Room) -> Desk:
    desk = await ready(room)
    await room.server.stop()
    await desk.until(lambda: desk.picture.desk_mode)
    return desk


def incident(key: int, call: UUID | None = None) -> CreateIncident:
    return CreateIncident(
        incident=UUID(int=key),
        room="911",
        priority=Severity.HIGH,
        place=Place(address="Rivadavia 4100"),
        call=call,
        close_call=call is not None,
    )


async def test_a_desk_without_its_server_goes_on_and_shows_it_as_provisional(room: Room) -> None:
    desk = await lost(room)
    answered = desk.commands.send(answer())
    made = desk.commands.send(incident(50, CALL))
    sent = desk.commands.send(DispatchUnit(incident=UUID(int=50), unit=UUID(int=1001)))
    assert {one.state for one in (answered, made, sent)} == {CommandState.PROVISIONAL}
    shown = desk.picture.incidents.get(UUID(int=50))
    assert shown is not None
    assert shown.number == "P07-1"
    assert desk.picture.look(UUID(int=50)) is Look.PROVISIONAL
    assert desk.picture.look(UUID(int=1001)) is Look.PROVISIONAL
    assert desk.picture.calls.get(CALL).state is CallState.CLOSED
    assert desk.picture.calls.settled(CALL).state is CallState.RINGING
    assert desk.picture.look(UUID(int=2)) is Look.CONFIRMED


async def test_a_desk_alone_keeps_the_rules(room: Room) -> None:
    desk = await lost(room)
    desk.commands.send(incident(50))
    desk.commands.send(DispatchUnit(incident=UUID(int=50), unit=UUID(int=1001)))
    desk.commands.send(incident(51))
    twice = desk.commands.send(DispatchUnit(incident=UUID(int=51), unit=UUID(int=1001)))
    assert (twice.state, twice.code) == (CommandState.REFUSED, "unit.busy")
    assert twice.id not in desk.client.journal.kept


async def test_on_return_all_is_accepted_renumbered_and_confirmed(room: Room) -> None:
    desk = await lost(room)
    waiting = [
        desk.commands.send(answer()),
        desk.commands.send(incident(50, CALL)),
        desk.commands.send(DispatchUnit(incident=UUID(int=50), unit=UUID(int=1001))),
    ]
    await room.server.start()
    await asyncio.gather(*(asyncio.wait_for(one.settled(), 4) for one in waiting))
    assert {one.state for one in waiting} == {CommandState.ACCEPTED}
    assert room.server.applied == [one.id for one in waiting]
    shown = desk.picture.incidents.get(UUID(int=50))
    assert shown is not None
    assert shown.number.endswith("-0000001")
    assert not shown.number.startswith("P")
    assert desk.picture.look(UUID(int=50)) is Look.CONFIRMED
    assert desk.picture.look(UUID(int=1001)) is Look.CONFIRMED
    assert desk.commands.refused_list == ()


async def test_what_others_did_first_is_refused_and_waits_for_a_person(room: Room) -> None:
    desk = await lost(room)
    sent = desk.commands.send(incident(50))
    dispatched = desk.commands.send(DispatchUnit(incident=UUID(int=50), unit=UUID(int=1001)))
    busy = replace(free_unit(1), incident=UUID(int=77), status=free_unit(1).status.DISPATCHED)
    room.server.publish(busy)
    await room.server.start()
    await asyncio.wait_for(dispatched.settled(), 4)
    assert (sent.state, dispatched.state) == (CommandState.ACCEPTED, CommandState.REFUSED)
    (listed,) = desk.commands.refused_list
    assert (listed.id, listed.code) == (dispatched.id, "unit.busy")
    assert desk.picture.units.get(UUID(int=1001)) == busy  # the truth shows again
    assert desk.picture.look(UUID(int=1001)) is Look.CONFIRMED
    await room.kill(desk)
    again = room.desk()
    assert [item.id for item in again.commands.refused_list] == [dispatched.id]


async def test_provisional_numbers_go_on_after_a_second_loss_and_a_restart(room: Room) -> None:
    desk = await lost(room)
    first = desk.commands.send(incident(50))
    await room.server.start()
    await asyncio.wait_for(first.settled(), 4)
    await room.server.stop()
    await desk.until(lambda: desk.picture.desk_mode)
    desk.commands.send(incident(51))
    assert desk.picture.incidents.get(UUID(int=51)).number == "P07-2"
    await room.kill(desk)
    await room.server.start()
    again = room.desk()
    await again.log_in()
    await room.server.stop()
    await again.until(lambda: again.picture.desk_mode)
    kept = again.picture.incidents.get(UUID(int=51))
    assert kept.number == "P07-2" or kept.number.endswith("-0000002")  # whether or not it was answered yet
    again.commands.send(incident(52))
    assert again.picture.incidents.get(UUID(int=52)).number == "P07-3"


async def test_what_waited_when_the_server_was_lost_becomes_provisional(room: Room) -> None:
    desk = await ready(room)
    room.server.swallow = True
    pending = desk.commands.send(answer())
    states: list[CommandState] = []
    pending.subscribe(lambda now: states.append(now.state))
    await room.server.stop()
    await desk.until(lambda: desk.picture.desk_mode)
    assert pending.state is CommandState.PROVISIONAL
    assert desk.picture.look(CALL) is Look.PROVISIONAL
    room.server.swallow = False
    await room.server.start()
    await asyncio.wait_for(pending.settled(), 4)
    assert states == [CommandState.PROVISIONAL, CommandState.ACCEPTED]
    assert desk.picture.look(CALL) is Look.CONFIRMED


async def test_a_draft_is_not_an_intention(room: Room) -> None:
    desk = await ready(room)
    with pytest.raises(TypeError):
        desk.commands.send(SaveDraft(call=CALL, draft=Draft()))
    assert isinstance(desk.commands, Commands)
    assert isinstance(desk.commands.send(answer()), PendingCommand)

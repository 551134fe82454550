"""Intentions: pending until the server's changes are there, never lost, never done twice."""

from __future__ import annotations

import asyncio
from uuid import UUID

import pytest
from msgspec.structs import replace

from backend_client.commands import Commands, CommandState, PendingCommand
from backend_client.link import LinkState
from backend_client.picture import Look
from domain.call import CallState, Draft
from domain.commands import AnswerCall, CreateIncident, SaveDraft
from domain.place import Place
from domain.severity import Severity
from domain.wire import Do, Outcome, Refusal
from tests.backend_client.fake_server import ringing
from tests.backend_client.room import Room
from tests.backend_client.scene import CALL, answer, ready


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


async def test_a_draft_is_not_an_intention(room: Room) -> None:
    desk = await ready(room)
    with pytest.raises(TypeError):
        desk.commands.send(SaveDraft(call=CALL, draft=Draft()))
    assert isinstance(desk.commands, Commands)
    assert isinstance(desk.commands.send(answer()), PendingCommand)

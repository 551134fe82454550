"""The desk on its own: it goes on, keeps the rules, and merges when the server is back."""

from __future__ import annotations

import asyncio
from uuid import UUID

from msgspec.structs import replace

from backend_client.commands import CommandState
from backend_client.picture import Look
from domain.call import CallState
from domain.commands import CreateIncident, DispatchUnit
from domain.dispatch_orders import AddNote, ExchangeUnits, StackUnit
from domain.event_orders import LinkCall, UnlinkCall
from domain.place import Place
from domain.severity import Severity
from domain.shift_orders import SignHandover
from tests.backend_client.fake_server import free_unit
from tests.backend_client.room import Desk, Room
from tests.backend_client.scene import CALL, answer, ready


async def lost(room: Room) -> Desk:
    desk = await ready(room)
    await room.server.stop()
    await desk.lose()
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
    await desk.lose()
    desk.commands.send(incident(51))
    assert desk.picture.incidents.get(UUID(int=51)).number == "P07-2"
    await room.kill(desk)
    await room.server.start()
    again = room.desk()
    await again.log_in()
    await room.server.stop()
    await again.lose()
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
    await desk.lose()
    assert pending.state is CommandState.PROVISIONAL
    assert desk.picture.look(CALL) is Look.PROVISIONAL
    room.server.swallow = False
    await room.server.start()
    await asyncio.wait_for(pending.settled(), 4)
    assert states == [CommandState.PROVISIONAL, CommandState.ACCEPTED]
    assert desk.picture.look(CALL) is Look.CONFIRMED


async def test_a_desk_alone_links_a_call_and_takes_it_back(room: Room) -> None:
    desk = await lost(room)
    desk.commands.send(answer())
    desk.commands.send(incident(50))
    desk.commands.send(LinkCall(call=CALL, incident=UUID(int=50), close_call=True))
    linked = desk.picture.calls.get(CALL)
    assert (linked.state, linked.incident) == (CallState.CLOSED, UUID(int=50))
    assert desk.picture.look(CALL) is Look.PROVISIONAL
    desk.commands.send(UnlinkCall(call=CALL, incident=UUID(int=50)))
    again = desk.picture.calls.get(CALL)
    assert (again.state, again.incident) == (CallState.ENDED, None)
    shown = desk.picture.incidents.get(UUID(int=50))
    assert shown is not None
    assert shown.calls == ()


async def test_what_the_whole_room_must_see_is_not_done_by_a_desk_alone(room: Room) -> None:
    desk = await lost(room)
    made = incident(50)
    desk.commands.send(made)
    desk.commands.send(DispatchUnit(incident=made.incident, unit=UUID(int=1001)))
    noted = desk.commands.send(AddNote(incident=made.incident, text="el portero espera"))
    assert noted.state is CommandState.PROVISIONAL
    for order in (
        StackUnit(unit=UUID(int=1001), incident=made.incident),
        ExchangeUnits(unit=UUID(int=1001), other=UUID(int=1002)),
        SignHandover(handover=UUID(int=60)),
    ):
        refused = desk.commands.send(order)
        assert (refused.state, refused.code) == (CommandState.REFUSED, "desk.needs_server")
        assert refused.id not in desk.client.journal.kept

"""Attacks on a desk that works alone (17, 18, 27, 49, 50): clocks, second cuts, other bodies, a cut list."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest
from msgspec.structs import replace

from backend_client.desk_orders import Fate
from backend_client.ways_out import Way
from domain.clock import MINUTE, SECOND
from domain.commands import AnswerCall, CreateIncident, DispatchUnit
from domain.place import Place
from domain.severity import Severity
from domain.unit import UnitStatus
from domain.wire import Do
from tests.backend_client.fake_server import free_unit, ringing
from tests.backend_client.room import Desk, Room, open_room

OTHERS, UNIT = UUID(int=77), UUID(int=1001)


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path) as made:
        made.server.publish(*(ringing(n) for n in range(1, 6)), free_unit(1), free_unit(2))
        yield made


async def alone(room: Room) -> Desk:
    desk = room.desk()
    await desk.log_in()
    await room.server.stop()
    await desk.lose()
    return desk


def incident(number: int) -> CreateIncident:
    return CreateIncident(
        incident=UUID(int=50 + number), room="911", priority=Severity.HIGH, place=Place(address="x")
    )


@pytest.mark.parametrize("hours", [1, -1])
async def test_27_a_wall_clock_that_is_set_in_desk_mode_reorders_nothing_and_makes_no_hour_of_it(
    room: Room, hours: int
) -> None:
    desk = await alone(room)
    first = desk.commands.send(AnswerCall(call=UUID(int=1)))
    desk.clock.set_by = hours * 3600 * SECOND
    second, third = desk.commands.send(incident(1)), desk.commands.send(AnswerCall(call=UUID(int=2)))
    listed = [order.id for order in desk.commands.merge.orders()]
    assert listed == [first.id, second.id, third.id]
    assert 0 < desk.commands.merge.since(desk.picture.server_now()) < MINUTE
    await room.server.start()
    await desk.until(lambda: desk.commands.merge.ready)
    assert room.server.applied == [first.id, second.id, third.id]
    outage = desk.commands.merge.outage
    assert outage is not None
    assert outage.lasted(0) < MINUTE


async def test_50_a_line_that_is_lost_again_in_the_middle_of_the_merge_does_nothing_twice(room: Room) -> None:
    desk = await alone(room)
    sent = [desk.commands.send(incident(number)).id for number in range(12)]
    room.server.swallow = True  # the server does it all, and every answer is lost
    await room.server.start()
    await desk.until(lambda: len(room.server.applied) == 12)
    await room.server.stop()
    await desk.lose()
    sent.append(desk.commands.send(incident(12)).id)
    room.server.swallow = False
    await room.server.start()
    await desk.until(lambda: desk.commands.merge.ready)
    assert room.server.applied == sent
    orders = desk.commands.merge.orders()
    assert [order.given for order in orders] == list(range(1, 14))
    assert len({order.number for order in orders}) == 13
    assert {order.fate for order in orders} == {Fate.RENUMBERED}


async def test_18_an_order_of_desk_mode_whose_id_comes_again_with_another_unit_changes_nothing(
    room: Room,
) -> None:
    desk = await alone(room)
    desk.commands.send(incident(1))
    sent = desk.commands.send(DispatchUnit(incident=UUID(int=51), unit=UNIT))
    await room.server.start()
    await desk.until(lambda: desk.commands.merge.ready)
    other = DispatchUnit(incident=UUID(int=51), unit=UUID(int=1002), local=True)
    desk.client.send(Do(id=sent.id, at=0, command=other))
    await desk.until(lambda: desk.commands.strays == 1)
    assert room.server.world.units.get(UUID(int=1002)).status is UnitStatus.AVAILABLE  # type: ignore[union-attr]


async def test_49_a_console_that_is_killed_while_a_person_settles_knows_what_was_settled(room: Room) -> None:
    desk = await alone(room)
    desk.commands.send(incident(1))
    desk.commands.send(DispatchUnit(incident=UUID(int=51), unit=UNIT))
    desk.commands.send(incident(2))
    desk.commands.send(DispatchUnit(incident=UUID(int=52), unit=UUID(int=1002)))
    ours = desk.picture.incidents.get(UUID(int=51))
    assert ours is not None
    theirs = replace(ours, id=OTHERS, number="26-0000431", units=(UNIT, UUID(int=1002)))
    busy = [replace(free_unit(n), incident=OTHERS, status=UnitStatus.EN_ROUTE) for n in (1, 2)]
    room.server.publish(theirs, *busy)
    await room.server.start()
    await desk.until(lambda: desk.commands.merge.ready)
    first, second = desk.commands.refused_list
    desk.commands.merge.settle(first.id, Way.MOVE, "nearer")
    await desk.until(lambda: not desk.commands.outstanding())
    await asyncio.wait_for(desk.client.upkeep.sync(), 2)
    await room.kill(desk)
    again = room.desk()
    await again.log_in()
    await again.until(lambda: again.commands.merge.ready)
    assert again.commands.merge.unresolved() == 1
    assert room.server.world.units.get(UNIT).incident == UUID(int=51)  # type: ignore[union-attr]
    assert room.server.world.units.get(UUID(int=1002)).incident == OTHERS  # type: ignore[union-attr]
    again.commands.merge.undo(first.id)
    await again.until(lambda: room.server.world.units.get(UNIT).incident == OTHERS)  # type: ignore[union-attr]
    assert again.commands.merge.unresolved() == 2
    assert second.id in again.client.journal.refused


async def test_a_list_that_was_cut_short_on_disk_is_read_as_far_as_it_goes(room: Room) -> None:
    desk = await alone(room)
    for number in range(4):
        desk.commands.send(incident(number))
    await room.server.start()
    await desk.until(lambda: desk.commands.merge.ready)
    await asyncio.wait_for(desk.client.upkeep.sync(), 2)
    await room.kill(desk)
    (file,) = (room.folder / "journal").glob("*.atj")
    file.write_bytes(file.read_bytes()[:-7])
    again = room.desk()
    assert 3 <= len(again.commands.merge.orders()) <= 4
    await again.log_in()
    assert again.commands.merge.ready

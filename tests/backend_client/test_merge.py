"""The list of what a desk did alone: what became of each order, who settled it, that nothing is undone."""

from __future__ import annotations

import asyncio
from uuid import UUID

import pytest
from msgspec.structs import replace

from backend_client.desk_orders import DeskOrder, Fate
from backend_client.ways_out import Way, other_way
from domain.commands import (
    CreateIncident,
    DispatchUnit,
    OperatorCommand,
    Resolution,
    ResolveRefused,
    SetUnitStatus,
    TellSupervisor,
)
from domain.place import Place
from domain.severity import Severity
from domain.unit import UnitStatus
from domain.wire import Do
from tests.backend_client.fake_server import free_unit, ringing
from tests.backend_client.room import Desk, Room
from tests.backend_client.scene import CALL, answer, ready

MINE, OTHERS, UNIT = UUID(int=50), UUID(int=77), UUID(int=1001)


def incident(key: UUID = MINE, call: UUID | None = None) -> CreateIncident:
    return CreateIncident(
        incident=key, room="911", priority=Severity.HIGH, place=Place(address="Rivadavia 4100"),
        call=call, narrative="sangra mucho",
    )  # fmt: skip


async def lost(room: Room) -> Desk:
    desk = await ready(room)
    await room.server.stop()
    await desk.lose()
    return desk


async def back(room: Room, desk: Desk) -> tuple[DeskOrder, ...]:
    await room.server.start()
    await desk.until(lambda: desk.commands.merge.ready)
    return desk.commands.merge.orders()


def told(room: Room, kind: type[OperatorCommand]) -> list[OperatorCommand]:
    return [one.command for one in room.server.heard if isinstance(one, Do) and isinstance(one.command, kind)]


async def taken_elsewhere(room: Room) -> Desk:
    """This desk sent the unit to its own incident; meanwhile the room had sent it to another."""
    desk = await lost(room)
    desk.commands.send(incident())
    desk.commands.send(DispatchUnit(incident=MINE, unit=UNIT))
    made = desk.picture.incidents.get(MINE)
    assert made is not None
    theirs = replace(made, id=OTHERS, number="26-0000431", units=(UNIT,))
    there = replace(free_unit(1), incident=OTHERS, status=UnitStatus.EN_ROUTE, since=5)
    room.server.publish(theirs, there)
    return desk


async def test_each_order_is_listed_in_order_with_what_became_of_it(room: Room) -> None:
    desk = await lost(room)
    desk.commands.send(answer())
    desk.commands.send(incident(call=CALL))
    desk.commands.send(DispatchUnit(incident=MINE, unit=UNIT))
    waiting = desk.commands.merge.orders()
    assert [order.fate for order in waiting] == [Fate.WAITING] * 3
    assert waiting[1].given == 1
    orders = await back(room, desk)
    assert [order.fate for order in orders] == [Fate.ACCEPTED, Fate.RENUMBERED, Fate.ACCEPTED]
    assert (orders[1].given, orders[1].number) == (1, "26-0000001")
    outage = desk.commands.merge.outage
    assert outage is not None
    assert 0 < outage.began < outage.ended
    desk.commands.merge.close()
    assert desk.commands.merge.orders() == ()
    assert desk.commands.merge.outage is None


async def test_two_desks_made_an_incident_of_one_call_and_the_second_is_told_where_it_went(
    room: Room,
) -> None:
    desk = await lost(room)
    desk.commands.send(answer())
    desk.commands.send(incident(call=CALL))
    first = replace(desk.picture.incidents.get(MINE), id=OTHERS, number="26-0000431")  # type: ignore[type-var]
    room.server.publish(first, replace(ringing(1), incident=OTHERS))
    orders = await back(room, desk)
    joined = orders[1]
    assert (joined.fate, joined.given, joined.number) == (Fate.JOINED, 1, "26-0000431")
    assert "sangra mucho" in room.server.world.incidents.get(OTHERS).narrative  # type: ignore[union-attr]
    assert "sangra mucho" not in str(joined.command), "the list on disk holds nobody's words"


async def test_a_unit_that_was_sent_elsewhere_is_moved_by_a_person_who_says_why_and_moved_back(
    room: Room,
) -> None:
    desk = await taken_elsewhere(room)
    merge = desk.commands.merge
    orders = await back(room, desk)
    refused = orders[1]
    assert (refused.fate, refused.code, refused.params["incident"]) == (
        Fate.REFUSED,
        "unit.busy",
        "26-0000431",
    )
    assert room.server.world.units.get(UNIT).incident == OTHERS  # type: ignore[union-attr]
    assert other_way(desk.commands.refused_list[0], desk.picture) is Way.MOVE
    with pytest.raises(ValueError, match="wait for a person"):
        merge.close()
    merge.settle(refused.id, Way.MOVE, "nearer")
    assert merge.unresolved() == 0
    await desk.until(lambda: room.server.world.units.get(UNIT).incident == MINE)  # type: ignore[union-attr]
    await desk.until(lambda: not desk.commands.outstanding())
    (record,) = told(room, ResolveRefused)
    assert record == ResolveRefused(
        refused=refused.id, act=Resolution.REDONE, motive="nearer", order="dispatch_unit"
    )
    merge.undo(refused.id)
    assert merge.unresolved() == 1
    await desk.until(lambda: room.server.world.units.get(UNIT).incident == OTHERS)  # type: ignore[union-attr]
    await desk.until(lambda: len(told(room, ResolveRefused)) == 2)
    assert told(room, ResolveRefused)[1].act is Resolution.UNDONE  # type: ignore[union-attr]


async def test_a_status_that_was_given_alone_does_not_free_the_unit_from_where_it_is(room: Room) -> None:
    desk = await taken_elsewhere(room)
    desk.commands.send(SetUnitStatus(unit=UNIT, status=UnitStatus.EN_ROUTE))
    desk.commands.send(SetUnitStatus(unit=UNIT, status=UnitStatus.AVAILABLE))
    orders = await back(room, desk)
    assert [order.code for order in orders[1:]] == ["unit.busy", "unit.elsewhere", "unit.elsewhere"]
    there = room.server.world.units.get(UNIT)
    assert there is not None
    assert (there.status, there.incident) == (UnitStatus.EN_ROUTE, OTHERS)


async def test_who_goes_on_answering_leaves_the_list_to_the_supervisors_eye(room: Room) -> None:
    desk = await taken_elsewhere(room)
    orders = await back(room, desk)
    merge = desk.commands.merge
    merge.leave()
    await desk.until(lambda: bool(desk.picture.alerts.values() and told(room, TellSupervisor)))
    await desk.until(lambda: any(a.params.get("count") == "1" for a in desk.picture.alerts.values()))
    merge.settle(orders[1].id, Way.KEEP, "other_desk")
    merge.close()
    await desk.until(lambda: told(room, TellSupervisor)[-1].count == 0)  # type: ignore[union-attr]
    assert merge.orders() == ()


async def test_the_list_and_what_was_settled_of_it_survive_the_console(room: Room) -> None:
    desk = await taken_elsewhere(room)
    desk.commands.send(answer())
    orders = await back(room, desk)
    desk.commands.merge.settle(orders[1].id, Way.KEEP, "other_desk")
    await asyncio.wait_for(desk.client.upkeep.sync(), 2)
    await room.kill(desk)
    again = room.desk()
    assert again.commands.merge.orders() == desk.commands.merge.orders()
    await again.log_in()
    assert again.commands.merge.ready
    assert [order.fate for order in again.commands.merge.orders()] == [
        Fate.RENUMBERED,
        Fate.REFUSED,
        Fate.ACCEPTED,
    ]
    again.commands.merge.close()
    assert again.commands.refused_list == ()


async def test_a_loss_in_which_nothing_was_done_leaves_no_list(room: Room) -> None:
    desk = await lost(room)
    assert desk.commands.merge.outage is not None
    await room.server.start()
    await desk.until(lambda: desk.picture.link.current)
    assert desk.commands.merge.outage is None
    assert not desk.commands.merge.ready


async def test_an_order_that_left_just_before_the_loss_is_one_order_still(room: Room) -> None:
    desk = await ready(room)
    desk.commands.send(incident())
    await desk.until(lambda: desk.picture.incidents.get(MINE) is not None)
    room.server.swallow = True
    sent = desk.commands.send(DispatchUnit(incident=MINE, unit=UNIT))
    await desk.until(lambda: room.server.world.units.get(UNIT).incident == MINE)  # type: ignore[union-attr]
    await room.server.stop()
    await desk.lose()
    room.server.swallow = False
    orders = await back(room, desk)
    assert [(order.id, order.fate) for order in orders] == [(sent.id, Fate.ACCEPTED)]
    assert room.server.applied.count(sent.id) == 1

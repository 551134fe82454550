"""Boards never have to be refreshed by hand, and say so at once when they can no longer be believed."""

from __future__ import annotations

from uuid import UUID

from msgspec.structs import replace

from backend_client.link import LinkState
from domain.unit import UnitStatus
from tests.backend_client.fake_server import free_unit, ringing
from tests.backend_client.room import Room


async def test_case_14_boards_are_pushed_in_sequence_and_say_stale_within_a_second(room: Room) -> None:
    cable = await room.lay_cable()
    desk = room.desk()
    await desk.log_in()
    told: list[int] = []
    desk.picture.on_dirty(lambda: told.append(1))
    unit = free_unit(1)
    room.server.publish(ringing(1), unit)
    room.server.publish(replace(unit, status=UnitStatus.OUT_OF_SERVICE))
    await desk.until(
        lambda: (
            (found := desk.picture.units.get(unit.id)) is not None
            and found.status is UnitStatus.OUT_OF_SERVICE
        )
    )
    assert UUID(int=1) in desk.picture.calls, "pushed: nobody asked"
    assert told
    assert desk.picture.link.state is LinkState.LIVE
    cable.cut()
    assert await desk.until(lambda: desk.picture.link.state is LinkState.STALE) <= 1.0
    assert desk.picture.units.get(unit.id) is not None, "what was known is still shown, as stale"

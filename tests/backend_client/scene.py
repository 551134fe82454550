"""Where most tests of commands begin: two calls ring, a unit is free, a desk is logged in."""

from __future__ import annotations

from uuid import UUID

from domain.commands import AnswerCall
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

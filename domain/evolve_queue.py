"""How changes of the queue alter the world."""

from collections.abc import Callable

from msgspec.structs import replace

from domain import queue_changes as ch
from domain.change import Change
from domain.world import World


def _state_set(world: World, c: ch.DeskStateSet) -> None:
    desk = world.desks.get(c.desk)
    if desk is not None:
        world.desks.put(desk.id, replace(desk, state=c.state, since=c.at, reason=c.reason))


RULES: dict[type[Change], Callable[..., None]] = {ch.DeskStateSet: _state_set}

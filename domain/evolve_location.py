"""How what is heard of where a caller is alters the world."""

from collections.abc import Callable

from msgspec.structs import replace

from domain import location_changes as ch
from domain.change import Change
from domain.world import World


def _located(world: World, c: ch.CallLocated) -> None:
    call = world.calls.get(c.call)
    if call is None:
        return
    if c.shown:
        call = replace(call, area=c.area, location=c.location or call.location)
    world.calls.put(call.id, replace(call, address=call.address or c.address))


RULES: dict[type[Change], Callable[..., None]] = {ch.CallLocated: _located}

"""How changes to calls and incidents about one event alter the world."""

from collections.abc import Callable

from msgspec.structs import replace

from domain import event_changes as ch
from domain.change import Change
from domain.world import World


def _linked(world: World, c: ch.CallLinked) -> None:
    call, incident = world.calls.get(c.call), world.incidents.get(c.incident)
    if call is not None:
        world.calls.put(call.id, replace(call, incident=c.incident))
    if incident is not None and c.call not in incident.calls:
        world.incidents.put(incident.id, replace(incident, calls=(*incident.calls, c.call)))


RULES: dict[type[Change], Callable[..., None]] = {ch.CallLinked: _linked}

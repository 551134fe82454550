"""How changes of dispatch alter the world."""

from collections.abc import Callable

from msgspec.structs import replace

from domain import dispatch_changes as ch
from domain.change import Change
from domain.world import World


def _noted(world: World, c: ch.IncidentNoted) -> None:
    incident = world.incidents.get(c.incident)
    if incident is not None:
        world.incidents.put(incident.id, replace(incident, notes=incident.notes + 1))


RULES: dict[type[Change], Callable[..., None]] = {ch.IncidentNoted: _noted}

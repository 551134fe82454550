"""How changes of the shift's papers alter the world."""

from collections.abc import Callable

from domain import shift_changes as ch
from domain.change import Change
from domain.shift import LogEntry
from domain.world import World


def _written(world: World, c: ch.LogWritten) -> None:
    entry = LogEntry(
        id=c.entry, room=c.room, at=c.at, by=c.by, text=c.text, incident=c.incident, unit=c.unit,
        exercise=c.exercise,
    )  # fmt: skip
    world.entries.put(entry.id, entry)


RULES: dict[type[Change], Callable[..., None]] = {ch.LogWritten: _written}

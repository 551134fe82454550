"""The desk on its own: the domain's decisions, made here while the server is lost.

What is decided lies above the picture as provisional, until the server has answered each command.
"""

from typing import TypeVar
from uuid import UUID

from msgspec.structs import replace

from backend_client.picture import Picture
from domain.alert import Alert
from domain.bolo import Bolo
from domain.call import Call
from domain.commands import Command, CreateIncident
from domain.context import Context
from domain.decide import decide
from domain.desk import Desk
from domain.desk_orders import NEEDS_SERVER, decided_alone
from domain.incident import Incident
from domain.refusal import Refused
from domain.shift import Handover, LogEntry
from domain.unit import Unit
from domain.wire import Do
from domain.world import Thing, World

C = TypeVar("C", bound=Command)


class DeskMode:
    """Decides on a world of its own, built from the picture when the server was lost."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._world: World | None = None
        self._held_by: dict[UUID, set[UUID]] = {}
        """Which unanswered commands hold a thing's provisional look."""

    def decide(self, do: Do, given: int) -> int:
        """Decide and show it as provisional; returns the provisional number that an incident was given, or 0.

        `given`: the number it had before a restart, and keeps. Raises `Refused` as the server would.
        """
        who = self._picture.who
        if who is None:
            raise Refused("desk.read_only")
        if isinstance(do.command, NEEDS_SERVER):
            raise Refused("desk.needs_server")
        world = self._known()
        before = world.counters
        if given:
            world.count(replace(before, incidents=given - 1))
        try:
            decide(world, do.command, Context(now=do.at, actor=who.actor, desk=who.workstation.desk))
        except Refused:
            world.drop()
            raise
        after = world.counters
        world.count(replace(after, incidents=max(before.incidents, after.incidents)))
        world.settle()
        for thing in world.take_touched():
            self._show(thing)
            self._held_by.setdefault(thing.id, set()).add(do.id)
        return after.incidents if isinstance(do.command, CreateIncident) else 0

    def alone(self, command: C) -> C:
        """Return the command as this desk says it when it decides alone, with what it knows just before."""
        return decided_alone(command, self._known())

    def _known(self) -> World:
        if self._world is None:
            self._world = self._picture.world()
        return self._world

    def answered(self, command: UUID) -> None:
        """The server has answered: what this command alone held shows as the server says."""
        for key, holders in list(self._held_by.items()):
            holders.discard(command)
            if not holders:
                del self._held_by[key]
                self._picture.release(key)

    def over(self) -> None:
        """The server is back: decide nothing more here."""
        self._world = None

    def _show(self, thing: Thing) -> None:
        match thing:
            case Call():
                self._picture.calls.put_provisional(thing)
            case Incident():
                self._picture.incidents.put_provisional(thing)
            case Unit():
                self._picture.units.put_provisional(thing)
            case Alert():
                self._picture.alerts.put_provisional(thing)
            case Desk():
                self._picture.desks.put_provisional(thing)
            case Bolo():
                self._picture.bolos.put_provisional(thing)
            case LogEntry():
                self._picture.entries.put_provisional(thing)
            case Handover():
                self._picture.handovers.put_provisional(thing)

"""The operating picture: everything one desk knows, and how far it can be trusted."""

import zlib
from collections.abc import Callable
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from backend_client.link import Link as Link
from backend_client.link import LinkState as LinkState
from backend_client.positions import Positions
from backend_client.server_time import ServerTime
from backend_client.store import Store
from domain.alert import Alert, AlertState
from domain.bolo import Bolo
from domain.call import Call, CallState
from domain.camera import Camera
from domain.clock import SECOND, Clock, Micros
from domain.context import site_date
from domain.desk import Desk
from domain.incident import Incident, IncidentState
from domain.people import Actor, Operator, Room, Workstation
from domain.shift import Handover, LogEntry
from domain.unit import Unit
from domain.wire import Flow
from domain.world import Counters, World


class Who(msgspec.Struct, frozen=True, kw_only=True):
    """Who sits at this desk, where, and at which site."""

    operator: Operator
    workstation: Workstation
    room: Room
    site: UUID
    expires_at: Micros

    @property
    def actor(self) -> Actor:
        """The same, as decisions want it."""
        return Actor(
            name=self.operator.user,
            room=self.room.id,
            operator=self.operator,
            workstation=self.workstation.id,
            exercise=self.room.exercise,
        )


class Look(StrEnum):
    """How sure a thing is; each has a look of its own."""

    CONFIRMED = "confirmed"
    PENDING = "pending"  # an intention about it waits for the server
    PROVISIONAL = "provisional"  # the desk decided alone: the server has yet to hear of it


class Picture:
    """Every store of one desk. Only `feed` and `commands` write here; panes read and subscribe."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.calls: Store[Call] = Store()
        self.incidents: Store[Incident] = Store()
        self.units: Store[Unit] = Store()
        self.alerts: Store[Alert] = Store()
        self.cameras: Store[Camera] = Store()
        self.desks: Store[Desk] = Store()
        self.bolos: Store[Bolo] = Store()
        self.entries: Store[LogEntry] = Store()
        self.handovers: Store[Handover] = Store()
        self.decided: tuple[Store[Any], ...] = (
            self.calls, self.incidents, self.units, self.alerts, self.desks, self.bolos, self.entries,
            self.handovers,
        )  # fmt: skip
        """What the writer decides, or this desk alone: everything but the cameras."""
        self.positions = Positions()
        self.time = ServerTime(clock)
        self.who: Who | None = None
        self.link = Link()
        self.flow: Flow | None = None
        self.provisional_count = Counters()
        """The provisional numbers this desk has given; the journal keeps it over restarts."""
        self._pending: dict[UUID, int] = {}
        self._unit_at: dict[int, UUID] = {}
        self._link_listeners: list[Callable[[Link], None]] = []

    # ---- reading ---------------------------------------------------------------------------------------

    def server_now(self) -> Micros:
        """Return the server's time of day; it goes on by CLOCK_MONOTONIC while the line is dead."""
        return self.time.now()

    def heard_at(self) -> Micros:
        """Return the server's time at which the line last said anything."""
        silent = max(0.0, self._clock.monotonic() - self.link.heard)
        return self.server_now() - round(silent * SECOND)

    def look(self, key: UUID) -> Look:
        """Return how sure the call, incident, unit or alert `key` is."""
        if any(store.provisional(key) for store in self.decided):
            return Look.PROVISIONAL
        return Look.PENDING if key in self._pending else Look.CONFIRMED

    def unit_at(self, index: int) -> Unit | None:
        """Return the unit that has this index in the positions."""
        key = self._unit_at.get(index)
        return self.units.get(key) if key is not None else None

    @property
    def desk_mode(self) -> bool:
        """Whether the desk decides alone now: the server is lost and somebody is logged in."""
        return self.link.state is LinkState.DEAD and self.who is not None

    @property
    def read_only(self) -> bool:
        """Whether intentions are refused now: nobody is logged in, or the session has ended."""
        return self.who is None or self.link.state in (
            LinkState.OFFLINE,
            LinkState.EXPIRED,
            LinkState.REFUSED,
        )

    def world(self) -> World:
        """Return a world that desk mode can decide on: what is shown now, provisional things included."""
        world = World()
        for call in self.calls.values():
            world.calls.put(call.id, call)
        for incident in self.incidents.values():
            world.incidents.put(incident.id, incident)
        for unit in self.units.values():
            world.units.put(unit.id, unit)
        for alert in self.alerts.values():
            world.put_alert(alert)
        for desk in self.desks.values():
            world.desks.put(desk.id, desk)
        for bolo in self.bolos.values():
            world.bolos.put(bolo.id, bolo)
        for entry in self.entries.values():
            world.entries.put(entry.id, entry)
        for handover in self.handovers.values():
            world.handovers.put(handover.id, handover)
        day = site_date(self.server_now())
        shorts = max(
            [call.short for call in self.calls.values() if site_date(call.ringing_at) == day]
            + [i.short for i in self.incidents.values() if site_date(i.created_at) == day],
            default=0,
        )
        kept = self.provisional_count
        given = kept.incidents if kept.year == day.year else 0
        world.count(Counters(year=day.year, incidents=given, day=day.toordinal(), shorts=shorts))
        world.settle()
        world.take_touched()
        return world

    def digest(self) -> int:
        """Return a number that two desks of one room share when they know the same open things (CRC-32).

        What the server said counts, not what this desk decided alone.
        """
        digests = (
            self.calls.digest(lambda call: call.state is not CallState.CLOSED),
            self.incidents.digest(lambda incident: incident.state is not IncidentState.CLOSED),
            self.units.digest(lambda _: True),
            self.alerts.digest(lambda alert: alert.state is not AlertState.CLOSED),
        )
        return zlib.crc32(repr(digests).encode())

    # ---- following -------------------------------------------------------------------------------------

    def flush(self) -> None:
        """Hand what changed to all subscribers of all stores: called by the console's tick (50 ms)."""
        for store in (*self.decided, self.cameras):
            store.flush()
        self.positions.flush()

    def on_dirty(self, listener: Callable[[], None]) -> None:
        """Have `listener` told when there is something to flush: cheap, may come for every message."""
        for store in (*self.decided, self.cameras):
            store.on_dirty = listener
        self.positions.on_dirty = listener

    def subscribe_link(self, listener: Callable[[Link], None]) -> Callable[[], None]:
        """Have `listener` told at once of every change of the line; returns what ends it."""
        self._link_listeners.append(listener)
        return lambda: self._link_listeners.remove(listener) if listener in self._link_listeners else None

    # ---- writing: feed and commands only ---------------------------------------------------------------

    def set_link(self, link: Link) -> None:
        """Take the line's new state and tell the listeners."""
        self.link = link
        for listener in tuple(self._link_listeners):
            listener(link)

    def put_unit(self, unit: Unit) -> None:
        """Take a unit and remember whose its index is."""
        before = self.units.settled(unit.id)
        if before is not None and before.index != unit.index:
            self._unit_at.pop(before.index, None)
            self.positions.forget(before.index)
        if self._unit_at.get(unit.index, unit.id) != unit.id:
            self.positions.forget(unit.index)  # the index is another unit's now
        self._unit_at[unit.index] = unit.id
        self.units.put(unit)

    def replace_units(self, units: tuple[Unit, ...]) -> None:
        """Take a snapshot's units: those that are not in it are gone, their positions too."""
        here = {unit.index: unit.id for unit in units}
        for index, key in self._unit_at.items():
            if here.get(index) != key:
                self.positions.forget(index)
        self._unit_at = here
        self.units.replace(units)

    def remove(self, key: UUID) -> None:
        """Let go of whatever has this id."""
        unit = self.units.settled(key)
        if unit is not None and self._unit_at.get(unit.index) == key:
            del self._unit_at[unit.index]
            self.positions.forget(unit.index)
        for store in (*self.decided, self.cameras):
            store.remove(key)

    def release(self, key: UUID) -> None:
        """Show again what the server says of it."""
        for store in self.decided:
            store.release(key)

    def empty(self) -> None:
        """Forget everything: the person has left the desk."""
        for store in (*self.decided, self.cameras):
            store.empty()
        for index in self._unit_at:
            self.positions.forget(index)
        self._unit_at.clear()
        self.who = None

    def begin_pending(self, keys: tuple[UUID, ...]) -> None:
        """An intention about these things waits for the server."""
        for key in keys:
            self._pending[key] = self._pending.get(key, 0) + 1
            self._touch(key)

    def end_pending(self, keys: tuple[UUID, ...]) -> None:
        """The intention was answered."""
        for key in keys:
            left = self._pending.get(key, 0) - 1
            if left > 0:
                self._pending[key] = left
            else:
                self._pending.pop(key, None)
            self._touch(key)

    def _touch(self, key: UUID) -> None:
        for store in self.decided:
            store.touch(key)

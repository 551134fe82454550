"""What every desk is told: one sequence, a short memory of it, and each desk pulling at its own pace.

A desk that reads slowly is never fed a queue that grows: it has a cursor, and what it gets next is the
latest state of everything that changed behind its cursor, or a whole snapshot when that lies too far back.
"""

from collections import deque
from collections.abc import Callable, Iterable
from uuid import UUID

import msgspec
from msgspec.structs import replace

from domain.alert import Alert, AlertState
from domain.bolo import Bolo
from domain.call import Call, CallState
from domain.camera import Camera
from domain.clock import Micros
from domain.desk import Desk, DeskState
from domain.incident import Incident, IncidentState
from domain.people import Actor
from domain.roles import Action, permits
from domain.shift import Handover, LogEntry
from domain.unit import Unit
from domain.wire import Changes, Snapshot
from domain.world import Thing, World

MEMORY = 10_000
"""Batches that are remembered for desks that come back."""


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """What one commit changed: everything in (after, upto], whole."""

    after: int
    upto: int
    at: Micros
    things: tuple[Thing, ...]


def may_see(actor: Actor, thing: Thing) -> bool:
    """Tell whether a desk may be told of this at all."""
    match thing:
        case Call():
            rooms = (thing.room, thing.came_from or thing.room)
            return any(permits(actor, Action.SEE_CALLS, room, None, thing.exercise) for room in rooms)
        case Incident():
            return permits(actor, Action.SEE_INCIDENTS, thing.room, None, thing.exercise)
        case Unit():
            return permits(actor, Action.SEE_UNITS, thing.room, thing.agency, thing.exercise)
        case Alert():
            return permits(actor, Action.SEE_ALERTS, thing.room, thing.agency, thing.exercise)
        case Desk():
            return permits(actor, Action.SEE_CALLS, thing.room, None, thing.exercise)
        case Bolo() | LogEntry() | Handover():
            return permits(actor, Action.SEE_INCIDENTS, thing.room, None, thing.exercise)


def masked(thing: Thing) -> Thing:
    """Return what may leave the server: a protected person's position never does."""
    if isinstance(thing, Alert) and thing.protected:
        return replace(thing, position=None)
    return thing


def is_open(thing: Thing) -> bool:
    """Tell whether a snapshot holds it: closed calls, incidents and alerts are history."""
    match thing:
        case Call():
            return thing.state is not CallState.CLOSED
        case Incident():
            return thing.state is not IncidentState.CLOSED
        case Alert():
            return thing.state is not AlertState.CLOSED
        case Desk():
            return thing.state is not DeskState.EMPTY
        case Bolo():
            return thing.cancelled_at is None
        case Unit() | LogEntry() | Handover():
            return True


class Hub:
    """The sequence as desks see it. `site` and `seq` come from the log."""

    def __init__(self, site: UUID, seq: int, world: World, cameras: Callable[[], Iterable[Camera]]) -> None:
        self.site = site
        self.seq = seq
        self._world = world
        self._cameras = cameras
        self._memory: deque[Batch] = deque(maxlen=MEMORY)
        self._wakes: set[Callable[[], None]] = set()

    def join(self, wake: Callable[[], None]) -> None:
        """Have `wake` called whenever there is something new."""
        self._wakes.add(wake)

    def leave(self, wake: Callable[[], None]) -> None:
        """Stop calling `wake`."""
        self._wakes.discard(wake)

    def publish(self, upto: int, at: Micros, things: tuple[Thing, ...]) -> None:
        """Take over what a commit changed; only ever called after the log has it."""
        self._memory.append(Batch(after=self.seq, upto=upto, at=at, things=things))
        self.seq = upto
        for wake in tuple(self._wakes):
            wake()

    def since(self, actor: Actor, cursor: int, at: Micros) -> Changes | None:
        """Return all that changed behind `cursor`, latest state only; None when that is too far back."""
        if cursor == self.seq:
            return Changes(after=cursor, upto=cursor, at=at)
        if not self._memory or cursor < self._memory[0].after or cursor > self.seq:
            return None
        latest: dict[UUID, Thing] = {}
        for batch in reversed(self._memory):
            if batch.upto <= cursor:
                break
            # A cursor inside a batch cannot come from us; the desk then gets the whole picture.
            if batch.after < cursor:
                return None
            for thing in batch.things:
                latest.setdefault(thing.id, thing)
        things = tuple(masked(thing) for thing in latest.values() if may_see(actor, thing))
        return Changes(after=cursor, upto=self.seq, at=at, things=things)

    def snapshot(self, actor: Actor, at: Micros) -> Snapshot:
        """Return everything open that the desk may see."""
        world = self._world

        def shown(things: Iterable[Thing]) -> list[Thing]:
            return [masked(t) for t in things if is_open(t) and may_see(actor, t)]

        calls, incidents = shown(world.calls.settled()), shown(world.incidents.settled())
        units, alerts = shown(world.units.settled()), shown(world.alerts.settled())
        desks, bolos = shown(world.desks.settled()), shown(world.bolos.settled())
        entries, handovers = shown(world.entries.settled()), shown(world.handovers.settled())
        video = permits(actor, Action.WATCH_VIDEO, actor.room, None, actor.exercise)
        return Snapshot(
            site=self.site,
            seq=self.seq,
            at=at,
            calls=tuple(t for t in calls if isinstance(t, Call)),
            incidents=tuple(t for t in incidents if isinstance(t, Incident)),
            units=tuple(t for t in units if isinstance(t, Unit)),
            alerts=tuple(t for t in alerts if isinstance(t, Alert)),
            cameras=tuple(self._cameras()) if video else (),
            desks=tuple(t for t in desks if isinstance(t, Desk)),
            bolos=tuple(t for t in bolos if isinstance(t, Bolo)),
            entries=tuple(t for t in entries if isinstance(t, LogEntry)),
            handovers=tuple(t for t in handovers if isinstance(t, Handover)),
        )

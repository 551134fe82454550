"""A small city for tests of the rules: one of everything, and people who act."""

from __future__ import annotations

from random import Random
from uuid import UUID

from domain.agency import Agency
from domain.alert import Alert, AlertKind, AlertState
from domain.call import Call, CallState
from domain.changes import AnyChange
from domain.clock import ManualClock
from domain.commands import AnyCommand
from domain.context import Context
from domain.decide import decide
from domain.ids import IdMint
from domain.incident import Incident, IncidentState
from domain.people import Actor, Operator, Role
from domain.place import Place
from domain.severity import Severity
from domain.unit import Unit, UnitStatus
from domain.world import World

CALL, INCIDENT, UNIT, ALERT = (UUID(int=n) for n in (1, 2, 3, 4))


def actor(role: Role = Role.SUPERVISOR, *, room: str = "911", exercise: bool = False, name: str = "ana",
          agencies: tuple[Agency, ...] = ()) -> Actor:  # fmt: skip
    """A person of a role; the id follows from the name."""
    key = UUID(int=sum(name.encode()) + 1000)
    operator = Operator(id=key, user=name, name=name.title(), role=role, room=room, agencies=agencies)
    return Actor(name=name, room=room, operator=operator, workstation="puesto-1", exercise=exercise)


def source(exercise: bool = False) -> Actor:
    """A door."""
    return Actor(name="intake:test", room="911", exercise=exercise)


def call(state: CallState = CallState.RINGING, **more: object) -> Call:
    fields: dict[str, object] = {"id": CALL, "short": 1, "room": "911", "state": state, "ringing_at": 0}
    return Call(**(fields | more))  # type: ignore[arg-type]


def incident(state: IncidentState = IncidentState.PENDING, **more: object) -> Incident:
    fields: dict[str, object] = {
        "id": INCIDENT, "number": "26-0000001", "short": 2, "room": "911", "state": state,
        "priority": Severity.HIGH, "place": Place(address="x"), "created_at": 0, "created_by": "Ana",
    }  # fmt: skip
    return Incident(**(fields | more))  # type: ignore[arg-type]


def unit(status: UnitStatus = UnitStatus.AVAILABLE, **more: object) -> Unit:
    fields: dict[str, object] = {
        "id": UNIT, "index": 1, "call_sign": "M 1-204", "agency": Agency.POLICE, "room": "911",
        "status": status, "since": 0,
    }  # fmt: skip
    return Unit(**(fields | more))  # type: ignore[arg-type]


def alert(state: AlertState = AlertState.UNACKNOWLEDGED, **more: object) -> Alert:
    fields: dict[str, object] = {
        "id": ALERT, "kind": AlertKind.PANIC, "severity": Severity.CRITICAL, "state": state, "room": "911",
        "group": "panic:1", "raised_at": 0, "last_at": 0, "rang_at": 0,
    }  # fmt: skip
    return Alert(**(fields | more))  # type: ignore[arg-type]


class City:
    """A world, a clock and a mint; `do` decides and settles."""

    def __init__(self, *things: Call | Incident | Unit | Alert) -> None:
        self.clock = ManualClock()
        self.mint = IdMint(self.clock, Random(1).randbytes)
        self.world = World()
        for thing in things:
            match thing:
                case Call():
                    self.world.calls.put(thing.id, thing)
                case Incident():
                    self.world.incidents.put(thing.id, thing)
                case Unit():
                    self.world.units.put(thing.id, thing)
                case Alert():
                    self.world.put_alert(thing)
        self.world.take_touched()
        self.world.settle()

    def do(self, command: AnyCommand, by: Actor | None = None, desk: str | None = None) -> list[AnyChange]:
        """Decide, settle and return the changes."""
        context = Context(now=self.clock.now(), actor=by or actor(), desk=desk)
        changes = decide(self.world, command, context)
        self.world.settle()
        return changes

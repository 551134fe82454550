"""What a desk of the protocol before this one is told: fewer kinds of things, and none of its own lost."""

from __future__ import annotations

from msgspec.structs import replace

from domain.alert import Alert, AlertKind
from domain.call import Call
from domain.incident import Incident
from domain.unit import Unit
from domain.wire import Changes, Message, Snapshot
from domain.world import Thing

_K = AlertKind
KNOWN_ALERTS = frozenset(
    {
        _K.PANIC, _K.PANIC_UNVERIFIED, _K.INTAKE_UNAUTHORISED, _K.COMMAND_CONFLICT, _K.COMMAND_FORBIDDEN,
        _K.COMMAND_POISON, _K.CAMERA_DOWN, _K.UNIT_SILENT, _K.DESK_DISPATCH, _K.DESK_REFUSED,
    }
)  # fmt: skip
"""The alerts that protocol 1 has words for."""
STAND_IN = _K.COMMAND_POISON
"""What it shows of every other: an alarm is never kept back for want of a word."""


def understood(message: Message, protocol: int) -> Message:
    """Return the message as a desk of this protocol can read it."""
    if protocol >= 2:
        return message
    match message:
        case Changes():
            return replace(message, things=tuple(_of_one(t) for t in message.things if _known(t)))
        case Snapshot():
            alerts = tuple(alert for t in message.alerts if isinstance(alert := _of_one(t), Alert))
            return replace(message, alerts=alerts, desks=(), bolos=(), entries=(), handovers=())
    return message


def _known(thing: Thing) -> bool:
    return isinstance(thing, Call | Incident | Unit | Alert)


def _of_one(thing: Thing) -> Thing:
    if isinstance(thing, Alert) and thing.kind not in KNOWN_ALERTS:
        return replace(thing, kind=STAND_IN, params={"command": thing.kind.value})
    return thing

"""Alerts: one spine for every source, with the states of ISA-18.2."""

from enum import StrEnum
from uuid import UUID

import msgspec

from domain.agency import Agency
from domain.clock import MINUTE, Micros
from domain.observed import Observed
from domain.place import Position
from domain.severity import Severity
from domain.words import Address, Code, Label, Name, RoomName


class AlertState(StrEnum):
    """Where an alert stands."""

    UNACKNOWLEDGED = "unacknowledged"
    ACKNOWLEDGED = "acknowledged"
    RETURNED = "returned"  # the condition went away before anyone acknowledged
    SHELVED = "shelved"  # put aside until a time, with a reason
    OUT_OF_SERVICE = "out_of_service"
    CLOSED = "closed"


_S = AlertState
TRANSITIONS: dict[AlertState, frozenset[AlertState]] = {
    _S.UNACKNOWLEDGED: frozenset({_S.ACKNOWLEDGED, _S.RETURNED, _S.SHELVED, _S.OUT_OF_SERVICE}),
    _S.ACKNOWLEDGED: frozenset({_S.UNACKNOWLEDGED, _S.SHELVED, _S.OUT_OF_SERVICE, _S.CLOSED}),
    _S.RETURNED: frozenset({_S.UNACKNOWLEDGED, _S.CLOSED}),
    _S.SHELVED: frozenset({_S.UNACKNOWLEDGED, _S.CLOSED, _S.OUT_OF_SERVICE}),
    _S.OUT_OF_SERVICE: frozenset({_S.UNACKNOWLEDGED, _S.CLOSED}),
    _S.CLOSED: frozenset(),
}

RING_AGAIN: Micros = MINUTE
"""An unverified or repeated source rings at most this often per group; the rest is counted."""


class AlertKind(StrEnum):
    """What raised it; the console has a sentence for each."""

    PANIC = "panic"
    PANIC_UNVERIFIED = "panic_unverified"
    INTAKE_UNAUTHORISED = "intake_unauthorised"
    SIP_LOAD = "sip_load"  # so many calls ring, or come, that soon some could not be taken
    COMMAND_CONFLICT = "command_conflict"
    COMMAND_FORBIDDEN = "command_forbidden"
    COMMAND_POISON = "command_poison"
    CAMERA_DOWN = "camera_down"
    UNIT_SILENT = "unit_silent"
    UNIT_OVERDUE = "unit_overdue"  # too long in one state
    UNIT_SAFETY = "unit_safety"  # a crew does not answer its officer-safety check
    INCIDENT_LEFT = "incident_left"  # its unit was taken to a graver one
    DESK_DISPATCH = "desk_dispatch"  # a unit sent by radio without the server is also needed elsewhere
    QUEUE_OVERFLOW = "queue_overflow"  # calls of this room ring in another one
    DESK_MISSED = "desk_missed"  # a call rang at a desk and was not answered there
    DESK_REFUSED = "desk_refused"  # orders of desk mode that the writer refused wait for a person


class Alert(msgspec.Struct, frozen=True, kw_only=True, tag="alert", omit_defaults=True):
    """One alert. `group` is what repeats are counted on; `params` fill the console's sentence.

    A protected alert (S5) leaves the server without position: only `area`, the barrio, is shown.
    """

    id: UUID
    kind: AlertKind
    severity: Severity
    state: AlertState
    room: RoomName
    group: Code
    raised_at: Micros
    last_at: Micros
    rang_at: Micros
    count: int = 1
    agency: Agency | None = None
    params: dict[Label, Address] = {}
    area: Name = ""
    position: Observed[Position] | None = None
    protected: bool = False
    verified: bool = True
    by: Name = ""
    workstation: Label | None = None
    acknowledged_at: Micros | None = None
    shelved_until: Micros | None = None
    reason: Address = ""
    exercise: bool = False

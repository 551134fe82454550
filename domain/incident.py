"""An incident: what happened, where, who goes."""

from enum import StrEnum
from uuid import UUID

import msgspec

from domain.agency import Agencies
from domain.clock import Micros
from domain.place import Place
from domain.severity import Severity
from domain.words import Label, Name, Narrative, RoomName


class IncidentState(StrEnum):
    """Where an incident stands."""

    PENDING = "pending"  # nobody goes yet
    ACTIVE = "active"  # at least one unit is committed
    CLOSED = "closed"


TRANSITIONS: dict[IncidentState, frozenset[IncidentState]] = {
    IncidentState.PENDING: frozenset({IncidentState.ACTIVE, IncidentState.CLOSED}),
    # Back to pending when its last unit is freed before the incident is closed.
    IncidentState.ACTIVE: frozenset({IncidentState.PENDING, IncidentState.CLOSED}),
    IncidentState.CLOSED: frozenset(),
}


class Incident(msgspec.Struct, frozen=True, kw_only=True, tag="incident", omit_defaults=True):
    """One incident. `number` is the writer's (26-0001042) or, in desk mode, provisional (P07-3)."""

    id: UUID
    number: Label
    short: int
    room: RoomName
    state: IncidentState
    priority: Severity
    place: Place
    created_at: Micros
    created_by: Name
    type_code: Label | None = None
    narrative: Narrative = ""
    agencies: Agencies = ()
    calls: tuple[UUID, ...] = ()
    joined: tuple[UUID, ...] = ()
    """Ids under which desks had made the same incident while the server was away."""
    units: tuple[UUID, ...] = ()
    closed_at: Micros | None = None
    closed_by: Name = ""
    exercise: bool = False

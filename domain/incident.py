"""An incident: what happened, where, who goes."""

from enum import StrEnum
from uuid import UUID

import msgspec

from domain.agency import Agencies, Agency
from domain.clock import Micros
from domain.mentioned import Answers, People, Vehicles
from domain.place import Place
from domain.premises import Hazards
from domain.severity import Severity
from domain.words import Code, Label, Name, Narrative, RoomName


class IncidentState(StrEnum):
    """Where an incident stands."""

    PENDING = "pending"  # nobody goes yet
    ACTIVE = "active"  # at least one unit is committed
    CLOSED = "closed"


TRANSITIONS: dict[IncidentState, frozenset[IncidentState]] = {
    IncidentState.PENDING: frozenset({IncidentState.ACTIVE, IncidentState.CLOSED}),
    # Back to pending when its last unit is freed before the incident is closed.
    IncidentState.ACTIVE: frozenset({IncidentState.PENDING, IncidentState.CLOSED}),
    # Open again, by a person and with a reason.
    IncidentState.CLOSED: frozenset({IncidentState.PENDING}),
}


class TaskState(StrEnum):
    """Where one agency's part of an incident stands."""

    PENDING = "pending"  # no dispatcher of the agency has taken it
    TAKEN = "taken"
    ACTIVE = "active"  # at least one of its units is committed
    CLOSED = "closed"


class AgencyTask(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One agency's part of an incident, with a state and a dispatcher of its own."""

    agency: Agency
    state: TaskState
    since: Micros
    dispatcher: UUID | None = None
    dispatcher_name: Name = ""
    disposition: Code | None = None


class Lent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an incident brought into the one that it was joined to: all of it comes back if they are split.

    `priority`: the other's before, when this one's was graver.
    """

    units: tuple[UUID, ...] = ()
    stacked: tuple[UUID, ...] = ()
    calls: tuple[UUID, ...] = ()
    agencies: Agencies = ()
    vehicles: Vehicles = ()
    people: People = ()
    hazards: Hazards = ()
    priority: Severity | None = None


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
    tasks: tuple[AgencyTask, ...] = ()
    alarm_level: int = 1
    notes: int = 0
    """How many notes were written; the time line has them."""
    merged_into: UUID | None = None
    """The incident that this one was joined to by a person, who may split them again."""
    lent: Lent | None = None
    vehicles: Vehicles = ()
    people: People = ()
    answers: Answers = {}
    hazards: Hazards = ()
    disposition: Code | None = None
    closed_at: Micros | None = None
    closed_by: Name = ""
    exercise: bool = False

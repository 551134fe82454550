"""What happened: the events of the log. Each carries all it needs, its time included.

A kind never changes its meaning: a new shape is a new version with an upcaster (backend/database/upcast.py),
and a golden event of every version is kept in tests/golden/events for ever.
"""

from uuid import UUID

import msgspec

from domain.agency import Agencies, Agency
from domain.alert import AlertKind
from domain.call import CallMark, Disposition, Draft
from domain.change import Change as Change
from domain.clock import Micros
from domain.commands import Resolution
from domain.desk import Skills
from domain.dispatch_changes import DispatchChange
from domain.event_changes import EventChange
from domain.explain_changes import ExplainChange
from domain.location_changes import LocationChange
from domain.mentioned import Answers, People, Vehicles
from domain.observed import Observed
from domain.place import Place, Position
from domain.premises import Hazards
from domain.provided import DataBlock
from domain.queue_changes import QueueChange
from domain.severity import Severity
from domain.shape import AreaShape
from domain.shift_changes import ShiftChange
from domain.unit import UnitStatus
from domain.words import Address, Code, Label, Name, Narrative, RoomName, Telephone


class CallRang(Change, frozen=True, kw_only=True, tag="call_rang"):
    """A call began to ring. `reported_at` is the exchange's time, `short` the number of the day.

    `marks`, `repeats`, `nuisance`: what the room knew of the number then (domain/callers.py).
    """

    call: UUID
    short: int
    room: RoomName
    reported_at: Micros
    number: Telephone = ""
    line: Label | None = None
    caller: Name = ""
    address: Address = ""
    location: Observed[Position] | None = None
    hint: Address = ""
    exercise: bool = False
    area: AreaShape | None = None
    language: Code = "es"
    needs: Skills = ()
    provided: tuple[DataBlock, ...] = ()
    marks: tuple[CallMark, ...] = ()
    repeats: int = 0
    nuisance: int = 0
    priority: Severity = Severity.MEDIUM


class CallAnswered(Change, frozen=True, kw_only=True, tag="call_answered"):
    """An operator answered, or called back.

    `room`: of whoever answered, where the call had flowed over and its own room was faster.
    """

    call: UUID
    operator: UUID
    operator_name: Name
    workstation: Label | None = None
    called_back: bool = False
    room: RoomName | None = None


class CallHandedOver(Change, frozen=True, kw_only=True, tag="call_handed_over"):
    """Whoever relieved an operator took over their open call."""

    call: UUID
    operator: UUID
    operator_name: Name
    relieved: UUID
    workstation: Label | None = None


class CallAbandoned(Change, frozen=True, kw_only=True, tag="call_abandoned"):
    """The caller hung up before anyone answered."""

    call: UUID


class CallEnded(Change, frozen=True, kw_only=True, tag="call_ended"):
    """The line is closed; the form is still open."""

    call: UUID


class DraftSaved(Change, frozen=True, kw_only=True, tag="draft_saved"):
    """What the call-taker had typed by then."""

    call: UUID
    draft: Draft


class CallClosed(Change, frozen=True, kw_only=True, tag="call_closed"):
    """A call was settled."""

    call: UUID
    disposition: Disposition
    incident: UUID | None = None
    by: Name = ""


class IncidentCreated(Change, frozen=True, kw_only=True, tag="incident_created"):
    """An incident was made, with the number people will quote; `tasks`: whose part of it was opened."""

    incident: UUID
    number: Label
    short: int
    room: RoomName
    priority: Severity
    place: Place
    by: Name
    call: UUID | None = None
    type_code: Label | None = None
    narrative: Narrative = ""
    agencies: Agencies = ()
    vehicles: Vehicles = ()
    people: People = ()
    answers: Answers = msgspec.field(default_factory=dict)
    hazards: Hazards = ()
    exercise: bool = False
    tasks: Agencies = ()


class IncidentJoined(Change, frozen=True, kw_only=True, tag="incident_joined"):
    """What a desk made without the server is the same event: it goes on in `incident`, its words kept.

    `joined`: the id that the desk minted; orders that name it mean `incident` from here.
    """

    incident: UUID
    joined: UUID
    by: Name
    priority: Severity
    call: UUID | None = None
    narrative: Narrative = ""
    vehicles: Vehicles = ()
    people: People = ()
    hazards: Hazards = ()


class IncidentClosed(Change, frozen=True, kw_only=True, tag="incident_closed"):
    """An incident ended; its units are freed by changes of their own in the same batch."""

    incident: UUID
    by: Name
    disposition: Code | None = None


class UnitDispatched(Change, frozen=True, kw_only=True, tag="unit_dispatched"):
    """A unit was committed to an incident: by whom, for which agency's task.

    Without `by` it went on by itself to the incident that was next for it.
    """

    unit: UUID
    incident: UUID
    agency: Agency | None = None
    by: Name = ""
    operator: UUID | None = None


class UnitStatusSet(Change, frozen=True, kw_only=True, tag="unit_status_set"):
    """A unit moved to another state, on the same incident.

    `since`: from when it counts, where that is not `at`: the crew's own time, corrected by `clock_ahead`,
    which is what the phone's clock was ahead of ours. `check_due`: when the crew is asked if all is well.
    """

    unit: UUID
    status: UnitStatus
    since: Micros | None = None
    clock_ahead: Micros | None = None
    check_due: Micros | None = None


class UnitFreed(Change, frozen=True, kw_only=True, tag="unit_freed"):
    """A unit left its incident; `since` and `clock_ahead` as of `UnitStatusSet`."""

    unit: UUID
    incident: UUID
    status: UnitStatus
    since: Micros | None = None
    clock_ahead: Micros | None = None


class AlertRaised(Change, frozen=True, kw_only=True, tag="alert_raised"):
    """An alert rings for the first time."""

    alert: UUID
    alert_kind: AlertKind
    severity: Severity
    room: RoomName
    group: Code
    agency: Agency | None = None
    params: dict[Label, Address] = msgspec.field(default_factory=dict)
    area: Name = ""
    position: Observed[Position] | None = None
    protected: bool = False
    verified: bool = True
    exercise: bool = False


class AlertRepeated(Change, frozen=True, kw_only=True, tag="alert_repeated"):
    """The same group spoke again: counted, and rung when `rings`."""

    alert: UUID
    rings: bool
    severity: Severity
    verified: bool
    position: Observed[Position] | None = None


class AlertReturned(Change, frozen=True, kw_only=True, tag="alert_returned"):
    """The condition went away."""

    alert: UUID


class AlertAcknowledged(Change, frozen=True, kw_only=True, tag="alert_acknowledged"):
    """An operator took it."""

    alert: UUID
    by: Name
    workstation: Label | None = None


class AlertShelved(Change, frozen=True, kw_only=True, tag="alert_shelved"):
    """Put aside until a time, with a reason."""

    alert: UUID
    by: Name
    until: Micros
    reason: Address


class AlertUnshelved(Change, frozen=True, kw_only=True, tag="alert_unshelved"):
    """Back from the shelf, ringing again."""

    alert: UUID
    by: Name


class AlertClosed(Change, frozen=True, kw_only=True, tag="alert_closed"):
    """Settled."""

    alert: UUID
    by: Name
    reason: Address = ""


class RefusalResolved(Change, frozen=True, kw_only=True, tag="refusal_resolved"):
    """A person dealt with an order of desk mode that had been refused: how, why, who, where."""

    refused: UUID
    act: Resolution
    motive: Code
    order: Code
    by: Name
    workstation: Label | None = None


AnyChange = (
    CallRang
    | CallAnswered
    | CallHandedOver
    | CallAbandoned
    | CallEnded
    | DraftSaved
    | CallClosed
    | IncidentCreated
    | IncidentJoined
    | IncidentClosed
    | UnitDispatched
    | UnitStatusSet
    | UnitFreed
    | AlertRaised
    | AlertRepeated
    | AlertReturned
    | AlertAcknowledged
    | AlertShelved
    | AlertUnshelved
    | AlertClosed
    | RefusalResolved
    | LocationChange
    | QueueChange
    | EventChange
    | DispatchChange
    | ShiftChange
    | ExplainChange
)

VERSION = 3
"""The version written for every kind until one of them changes."""

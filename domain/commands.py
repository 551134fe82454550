"""What can be asked of the writer; every command has an id minted where it was made."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec

from domain.agency import Agencies, Agency
from domain.alert import AlertKind
from domain.call import Disposition, Draft
from domain.clock import Micros
from domain.command import Command as Command
from domain.command import Why as Why
from domain.desk import Skills
from domain.dispatch_orders import DispatchDeskOrder, DispatchSourceOrder
from domain.event_orders import EventOrder
from domain.explain_orders import ExplainOrder
from domain.location_orders import LocationOrder
from domain.mentioned import Answers, People, Vehicles
from domain.observed import Observed
from domain.place import Place, Position
from domain.premises import Hazards
from domain.provided import DataBlock
from domain.queue_orders import QueueDeskOrder, QueueSourceOrder
from domain.severity import Severity
from domain.shape import AreaShape
from domain.shift_orders import ShiftOrder
from domain.unit import UnitStatus
from domain.words import Address, Code, Label, Name, Narrative, RoomName, Telephone


class RingCall(Command, frozen=True, kw_only=True, tag="ring_call"):
    """A source reports a call that rings. `call` is derived from the source's own id."""

    call: UUID
    room: RoomName
    at: Micros
    number: Telephone = ""
    line: Label | None = None
    caller: Name = ""
    address: Address = ""
    location: Observed[Position] | None = None
    hint: Address = ""
    area: AreaShape | None = None
    language: Code = "es"
    priority: Severity = Severity.MEDIUM
    needs: Skills = ()
    """What whoever answers should be able to do, as the line or the network says it."""
    provided: tuple[DataBlock, ...] = ()


class EndCall(Command, frozen=True, kw_only=True, tag="end_call"):
    """A source reports that the line is closed: abandoned if nobody had answered."""

    call: UUID
    at: Micros


class AnswerCall(Command, frozen=True, kw_only=True, tag="answer_call"):
    """An operator takes a ringing call, or calls an abandoned one back."""

    call: UUID


class HandOverCall(Command, frozen=True, kw_only=True, tag="hand_over_call"):
    """At a change of shift: whoever takes the desk takes the open call of the person they relieve."""

    call: UUID
    relieved: UUID


class SaveDraft(Command, frozen=True, kw_only=True, tag="save_draft"):
    """What the call-taker has typed; a lower revision than the stored one is ignored."""

    call: UUID
    draft: Draft
    local: bool = False


class CloseCall(Command, frozen=True, kw_only=True, tag="close_call"):
    """Settle a call."""

    call: UUID
    disposition: Disposition


class CreateIncident(Command, frozen=True, kw_only=True, tag="create_incident"):
    """Make an incident, usually of a call, which it settles when `close_call` is set."""

    incident: UUID
    room: RoomName
    priority: Severity
    place: Place
    call: UUID | None = None
    close_call: bool = False
    type_code: Label | None = None
    narrative: Narrative = ""
    agencies: Agencies = ()
    vehicles: Vehicles = ()
    people: People = ()
    answers: Answers = msgspec.field(default_factory=dict)
    hazards: Hazards = ()
    local: bool = False


class CloseIncident(Command, frozen=True, kw_only=True, tag="close_incident"):
    """End an incident: every unit on it is freed in the same transaction.

    `knew`: with `local`, the units that the desk knew to be on it; another's are not freed unseen.
    """

    incident: UUID
    local: bool = False
    knew: tuple[UUID, ...] = ()
    disposition: Code | None = None


class DispatchUnit(Command, frozen=True, kw_only=True, tag="dispatch_unit"):
    """Commit a free unit to an incident.

    `local`: it was sent by radio without the server; refused, it raises an alert and is never just dropped.
    """

    incident: UUID
    unit: UUID
    local: bool = False


class SetUnitStatus(Command, frozen=True, kw_only=True, tag="set_unit_status"):
    """Move a unit to its next state. `incident`: with `local`, the one that the desk saw it on."""

    unit: UUID
    status: UnitStatus
    local: bool = False
    incident: UUID | None = None


class ReassignUnit(Command, frozen=True, kw_only=True, tag="reassign_unit"):
    """Take a unit from the incident that it is on (`left`) to another: a person has looked at both."""

    unit: UUID
    incident: UUID
    left: UUID


class Resolution(StrEnum):
    """What a person made of an order of desk mode that the writer refused."""

    KEPT = "kept"  # as the others have it
    REDONE = "redone"  # another order was given instead
    ESCALATED = "escalated"  # a supervisor decides
    UNDONE = "undone"  # the resolution was taken back


class ResolveRefused(Command, frozen=True, kw_only=True, tag="resolve_refused"):
    """A person has dealt with a refused order of this desk; `order` is the kind it was, `motive` why so."""

    refused: UUID
    act: Resolution
    motive: Code
    order: Code


class TellSupervisor(Command, frozen=True, kw_only=True, tag="tell_supervisor"):
    """Alert the room to refused orders of this desk: one (`refused`), or so many that wait (0: none now)."""

    alert: UUID
    count: Annotated[int, msgspec.Meta(ge=0, le=10_000)]
    refused: UUID | None = None
    order: Code = "orders"


class RaiseAlert(Command, frozen=True, kw_only=True, tag="raise_alert"):
    """A source raises an alert, or repeats one that is open in the same group."""

    alert: UUID
    kind: AlertKind
    severity: Severity
    room: RoomName
    group: Code
    agency: Agency | None = None
    params: dict[Label, Address] = msgspec.field(default_factory=dict)
    area: Name = ""
    position: Observed[Position] | None = None
    protected: bool = False
    verified: bool = True


class ReturnAlert(Command, frozen=True, kw_only=True, tag="return_alert"):
    """A source says that the condition behind a group is gone."""

    group: Code


class AcknowledgeAlert(Command, frozen=True, kw_only=True, tag="acknowledge_alert"):
    """An operator takes an alert."""

    alert: UUID


class ShelveAlert(Command, frozen=True, kw_only=True, tag="shelve_alert"):
    """Put an alert aside until a time, with a reason."""

    alert: UUID
    until: Micros
    reason: Why


class UnshelveAlert(Command, frozen=True, kw_only=True, tag="unshelve_alert"):
    """Bring a shelved alert back: by a person, or by the clock when its time is up."""

    alert: UUID


class CloseAlert(Command, frozen=True, kw_only=True, tag="close_alert"):
    """Settle an alert."""

    alert: UUID
    reason: Why


OperatorCommand = (
    AnswerCall
    | SaveDraft
    | CloseCall
    | CreateIncident
    | CloseIncident
    | DispatchUnit
    | SetUnitStatus
    | ReassignUnit
    | ResolveRefused
    | TellSupervisor
    | AcknowledgeAlert
    | ShelveAlert
    | UnshelveAlert
    | CloseAlert
    | QueueDeskOrder
    | EventOrder
    | DispatchDeskOrder
    | ShiftOrder
)
"""What a desk may send; the rest comes from the doors only and is refused from a socket."""

AnyCommand = (
    OperatorCommand
    | RingCall
    | EndCall
    | HandOverCall
    | RaiseAlert
    | ReturnAlert
    | LocationOrder
    | QueueSourceOrder
    | DispatchSourceOrder
    | ExplainOrder
)

"""What can be asked of incidents, agencies' tasks and units beyond sending and freeing one unit."""

from typing import Annotated
from uuid import UUID

import msgspec

from domain.agency import Agency
from domain.clock import Micros
from domain.command import Command, Why
from domain.place import Place
from domain.severity import Severity
from domain.unit import UnitStatus
from domain.words import Code, Label, Narrative

AlarmLevel = Annotated[int, msgspec.Meta(ge=1, le=5)]
NoteText = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]


class AddNote(Command, frozen=True, kw_only=True, tag="add_note"):
    """Write a note on an incident."""

    incident: UUID
    text: NoteText


class ChangeIncident(Command, frozen=True, kw_only=True, tag="change_incident"):
    """Correct what an incident is; None leaves as it is."""

    incident: UUID
    priority: Severity | None = None
    type_code: Label | None = None
    place: Place | None = None
    narrative: Narrative | None = None


class RaiseAlarmLevel(Command, frozen=True, kw_only=True, tag="raise_alarm_level"):
    """Ask for what the response plan of a higher alarm level names."""

    incident: UUID
    level: AlarmLevel
    local: bool = False


class RequestAgency(Command, frozen=True, kw_only=True, tag="request_agency"):
    """Another agency is needed at an incident."""

    incident: UUID
    agency: Agency


class TakeTask(Command, frozen=True, kw_only=True, tag="take_task"):
    """A dispatcher takes an agency's part of an incident."""

    incident: UUID
    agency: Agency


class CloseTask(Command, frozen=True, kw_only=True, tag="close_task"):
    """An agency's part is done: its units are freed; the incident goes on for the others.

    `knew`: with `local`, the units that the desk knew to be on the incident.
    """

    incident: UUID
    agency: Agency
    disposition: Code
    local: bool = False
    knew: tuple[UUID, ...] = ()


class ReopenIncident(Command, frozen=True, kw_only=True, tag="reopen_incident"):
    """A closed incident is open again; its units stay where they are by now."""

    incident: UUID
    reason: Why


class OverrideDispatch(Command, frozen=True, kw_only=True, tag="override_dispatch"):
    """Send a unit that is busy, or not fit by the rules, with a reason; "on scene" is never overwritten."""

    unit: UUID
    incident: UUID
    reason: Why
    local: bool = False


class PreemptUnit(Command, frozen=True, kw_only=True, tag="preempt_unit"):
    """Take a unit that is on its way to a lesser incident to this one; the lesser waits again."""

    unit: UUID
    incident: UUID
    reason: Why
    local: bool = False


class StackUnit(Command, frozen=True, kw_only=True, tag="stack_unit"):
    """The unit's next incident, after the one it is on."""

    unit: UUID
    incident: UUID


class UnstackUnit(Command, frozen=True, kw_only=True, tag="unstack_unit"):
    """Not this one next after all."""

    unit: UUID
    incident: UUID


class ExchangeUnits(Command, frozen=True, kw_only=True, tag="exchange_units"):
    """Two units change incidents, or a free one relieves a busy one, in one breath."""

    unit: UUID
    other: UUID


class ConfirmSafety(Command, frozen=True, kw_only=True, tag="confirm_safety"):
    """The crew answered the officer-safety check: all well."""

    unit: UUID


class ReportUnitStatus(Command, frozen=True, kw_only=True, tag="report_unit_status"):
    """The crew's phone reports the unit's state.

    `device_time`: when the crew pressed by the phone's clock, corrected by what that is ahead of ours.
    """

    unit: UUID
    status: UnitStatus
    device_time: Micros
    clock_ahead: Micros = 0


class SafetyOverdue(Command, frozen=True, kw_only=True, tag="safety_overdue"):
    """The clock says that a crew has not answered its officer-safety check.

    `check_due`: the check that is meant; it has come by a clock that nobody sets, whatever the time of day.
    """

    unit: UUID
    check_due: Micros | None = None


DispatchDeskOrder = (
    AddNote
    | ChangeIncident
    | RaiseAlarmLevel
    | RequestAgency
    | TakeTask
    | CloseTask
    | ReopenIncident
    | OverrideDispatch
    | PreemptUnit
    | StackUnit
    | UnstackUnit
    | ExchangeUnits
    | ConfirmSafety
)
DispatchSourceOrder = ReportUnitStatus | SafetyOverdue

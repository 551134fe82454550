"""What happened to incidents, agencies' tasks and units beyond sending and freeing one unit.

Some tell only why: an override comes with the changes that free the unit and send it, and the time line of
each incident has its reason.
"""

from uuid import UUID

from domain.agency import Agency
from domain.change import Change
from domain.clock import Micros
from domain.place import Place
from domain.severity import Severity
from domain.unit import UnitStatus
from domain.words import Address, Code, Label, Name, Narrative


class IncidentNoted(Change, frozen=True, kw_only=True, tag="incident_noted"):
    """Somebody wrote a note on an incident."""

    incident: UUID
    by: Name
    text: Narrative


class IncidentChanged(Change, frozen=True, kw_only=True, tag="incident_changed"):
    """Somebody corrected what an incident is; only what is different is told."""

    incident: UUID
    by: Name
    priority: Severity | None = None
    type_code: Label | None = None
    place: Place | None = None
    narrative: Narrative | None = None


class AlarmLevelRaised(Change, frozen=True, kw_only=True, tag="alarm_level_raised"):
    """More is asked for, as the plan of this alarm level says; tasks of these agencies were opened."""

    incident: UUID
    by: Name
    level: int
    agencies: tuple[Agency, ...] = ()


class TaskOpened(Change, frozen=True, kw_only=True, tag="task_opened"):
    """An agency is needed at an incident: its part is open, or open again."""

    incident: UUID
    agency: Agency
    by: Name


class TaskTaken(Change, frozen=True, kw_only=True, tag="task_taken"):
    """A dispatcher took an agency's part."""

    incident: UUID
    agency: Agency
    dispatcher: UUID
    dispatcher_name: Name
    workstation: Label | None = None


class TaskClosed(Change, frozen=True, kw_only=True, tag="task_closed"):
    """An agency's part is done."""

    incident: UUID
    agency: Agency
    by: Name
    disposition: Code | None = None


class IncidentReopened(Change, frozen=True, kw_only=True, tag="incident_reopened"):
    """A closed incident is open again, and each agency's part of it."""

    incident: UUID
    by: Name
    reason: Address


class DispatchOverridden(Change, frozen=True, kw_only=True, tag="dispatch_overridden"):
    """Why a unit was sent against the rules; `left`: the incident it was taken from."""

    unit: UUID
    incident: UUID
    by: Name
    reason: Address
    left: UUID | None = None


class UnitPreempted(Change, frozen=True, kw_only=True, tag="unit_preempted"):
    """Why a unit that was on its way to a lesser incident was taken to a graver one."""

    unit: UUID
    incident: UUID
    by: Name
    reason: Address
    left: UUID


class UnitStacked(Change, frozen=True, kw_only=True, tag="unit_stacked"):
    """An incident is what a unit goes to next."""

    unit: UUID
    incident: UUID
    by: Name


class UnitUnstacked(Change, frozen=True, kw_only=True, tag="unit_unstacked"):
    """It is not what the unit goes to next after all; `by` is empty where that followed from something."""

    unit: UUID
    incident: UUID
    by: Name = ""


class UnitsExchanged(Change, frozen=True, kw_only=True, tag="units_exchanged"):
    """Two units changed incidents, or `other` relieved `unit`; the changes that did it come with it."""

    unit: UUID
    other: UUID
    by: Name


class SafetyConfirmed(Change, frozen=True, kw_only=True, tag="safety_confirmed"):
    """A crew answered: all well; `check_due`: when it is asked again."""

    unit: UUID
    by: Name
    check_due: Micros | None = None


class SafetyMissed(Change, frozen=True, kw_only=True, tag="safety_missed"):
    """A crew did not answer in time; `check_due`: when the room is told again."""

    unit: UUID
    check_due: Micros
    incident: UUID | None = None


class StatusCameLate(Change, frozen=True, kw_only=True, tag="status_came_late"):
    """A crew's report that something newer had overtaken: kept for the time line, it changes no state.

    `device_time`: the crew's own time, corrected by `clock_ahead`.
    """

    unit: UUID
    status: UnitStatus
    device_time: Micros
    clock_ahead: Micros = 0
    incident: UUID | None = None


DispatchChange = (
    IncidentNoted
    | IncidentChanged
    | AlarmLevelRaised
    | TaskOpened
    | TaskTaken
    | TaskClosed
    | IncidentReopened
    | DispatchOverridden
    | UnitPreempted
    | UnitStacked
    | UnitUnstacked
    | UnitsExchanged
    | SafetyConfirmed
    | SafetyMissed
    | StatusCameLate
)

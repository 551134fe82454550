"""The rules of what is written about an incident: notes, corrections, its alarm level, opening it again."""

from collections.abc import Callable

from domain.changes import AnyChange
from domain.command import Command
from domain.context import Context
from domain.dispatch_changes import AlarmLevelRaised, IncidentChanged, IncidentNoted, IncidentReopened
from domain.dispatch_orders import AddNote, ChangeIncident, RaiseAlarmLevel, ReopenIncident
from domain.guards import allowed, incident_of
from domain.incident import IncidentState, TaskState
from domain.refusal import Refused
from domain.roles import Action
from domain.sending import must_be_open
from domain.tasks import task_of
from domain.world import World


def note(world: World, command: AddNote, context: Context) -> list[AnyChange]:
    """Whoever sees an incident in the room may write on it, also after it was closed."""
    incident = incident_of(world, command.incident)
    allowed(context, Action.NOTE_INCIDENT, incident.room, None, incident.exercise)
    by = context.actor.shown
    return [IncidentNoted(at=context.now, incident=incident.id, by=by, text=command.text)]


def change(world: World, command: ChangeIncident, context: Context) -> list[AnyChange]:
    """Only what is different is changed; the log keeps what it was before."""
    incident = incident_of(world, command.incident)
    allowed(context, Action.CHANGE_INCIDENT, incident.room, None, incident.exercise)
    must_be_open(incident)
    changed = IncidentChanged(
        at=context.now,
        incident=incident.id,
        by=context.actor.shown,
        priority=command.priority if command.priority != incident.priority else None,
        type_code=command.type_code if command.type_code != incident.type_code else None,
        place=command.place if command.place != incident.place else None,
        narrative=command.narrative if command.narrative != incident.narrative else None,
    )
    told = (changed.priority, changed.type_code, changed.place, changed.narrative)
    return [changed] if any(one is not None for one in told) else []


def raise_level(world: World, command: RaiseAlarmLevel, context: Context) -> list[AnyChange]:
    """A level only goes up; whoever its plan names besides has a task from here."""
    incident = incident_of(world, command.incident)
    allowed(context, Action.CHANGE_INCIDENT, incident.room, None, incident.exercise)
    must_be_open(incident)
    if command.level == incident.alarm_level or (command.local and command.level < incident.alarm_level):
        return []
    if command.level < incident.alarm_level:
        raise Refused("incident.level", number=incident.number, level=incident.alarm_level)
    named = context.plans.agencies(incident.type_code, command.level)
    tasks = {agency: task_of(incident.tasks, agency) for agency in named}
    new = tuple(a for a, task in tasks.items() if task is None or task.state is TaskState.CLOSED)
    raised = AlarmLevelRaised(
        at=context.now, incident=incident.id, by=context.actor.shown, level=command.level, agencies=new
    )
    return [raised]


def reopen(world: World, command: ReopenIncident, context: Context) -> list[AnyChange]:
    """It waits for units again; what was joined to another incident is split from it instead."""
    incident = incident_of(world, command.incident)
    allowed(context, Action.REOPEN_INCIDENT, incident.room, None, incident.exercise)
    if incident.state is not IncidentState.CLOSED:
        return []
    if incident.merged_into is not None:
        into = world.incident(incident.merged_into)
        raise Refused("incident.joined", number=incident.number, into=into.number if into is not None else "")
    by = context.actor.shown
    return [IncidentReopened(at=context.now, incident=incident.id, by=by, reason=command.reason)]


RULES: dict[type[Command], Callable[..., list[AnyChange]]] = {
    AddNote: note,
    ChangeIncident: change,
    RaiseAlarmLevel: raise_level,
    ReopenIncident: reopen,
}

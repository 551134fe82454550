"""The rules of agencies' tasks: each agency's part of an incident has a state and a dispatcher of its own."""

from collections.abc import Callable

from domain.agency import Agency
from domain.changes import AnyChange, IncidentClosed
from domain.command import Command
from domain.context import Context
from domain.desk import DeskState
from domain.dispatch_changes import TaskClosed, TaskOpened, TaskTaken
from domain.dispatch_orders import CloseTask, RequestAgency, TakeTask
from domain.guards import allowed, incident_of, told
from domain.incident import AgencyTask, Incident, TaskState
from domain.refusal import Refused
from domain.roles import Action
from domain.sending import let_go, must_be_open, off_the_stacks
from domain.tasks import task_of
from domain.world import World


def request(world: World, command: RequestAgency, context: Context) -> list[AnyChange]:
    """Whoever may correct an incident may ask for another agency; one that is there already is no news."""
    incident = incident_of(world, command.incident)
    allowed(context, Action.CHANGE_INCIDENT, incident.room, None, incident.exercise)
    must_be_open(incident)
    task = task_of(incident.tasks, command.agency)
    if task is not None and task.state is not TaskState.CLOSED:
        return []
    return [
        TaskOpened(at=context.now, incident=incident.id, agency=command.agency, by=context.actor.shown),
    ]


def take(world: World, command: TakeTask, context: Context) -> list[AnyChange]:
    """A dispatcher takes what nobody has, or what somebody has who sits at no desk any more."""
    incident = incident_of(world, command.incident)
    allowed(context, Action.WORK_TASK, incident.room, command.agency, incident.exercise)
    must_be_open(incident)
    actor = context.actor
    if actor.operator is None:
        raise Refused("forbidden", action=Action.WORK_TASK.value)
    task = _task(incident, command.agency)
    if task is not None and task.dispatcher == actor.operator.id and task.state is not TaskState.CLOSED:
        return []
    if task is not None and task.state is not TaskState.CLOSED and _holds(world, task):
        raise Refused("task.taken", by=task.dispatcher_name, **told(since=task.since))
    taken = TaskTaken(
        at=context.now,
        incident=incident.id,
        agency=command.agency,
        dispatcher=actor.operator.id,
        dispatcher_name=actor.shown,
        workstation=actor.workstation,
    )
    return [taken]


def close(world: World, command: CloseTask, context: Context) -> list[AnyChange]:
    """The agency's units are freed; with the last open task the incident is closed as well."""
    incident = incident_of(world, command.incident)
    allowed(context, Action.WORK_TASK, incident.room, command.agency, incident.exercise)
    task = _task(incident, command.agency)
    assert task is not None, "no task was refused"
    if task.state is TaskState.CLOSED:
        return []
    must_be_open(incident)
    found = (world.units.get(key) for key in incident.units)
    units = [unit for unit in found if unit is not None and unit.agency is command.agency]
    unseen = ", ".join(unit.call_sign for unit in units if unit.id not in command.knew)
    if command.local and unseen:
        raise Refused("incident.units_joined", number=incident.number, units=unseen)
    changes: list[AnyChange] = []
    for unit in units:
        changes += let_go(world, unit, context)
    by = context.actor.shown
    changes.append(
        TaskClosed(
            at=context.now,
            incident=incident.id,
            agency=command.agency,
            by=by,
            disposition=command.disposition,
        )
    )
    others = [one for one in incident.tasks if one.agency is not command.agency]
    if all(one.state is TaskState.CLOSED for one in others):
        changes += off_the_stacks(world, incident, context)
        changes.append(
            IncidentClosed(at=context.now, incident=incident.id, by=by, disposition=command.disposition)
        )
    return changes


def _task(incident: Incident, agency: Agency) -> AgencyTask | None:
    """Return the agency's task; None for one that was asked for before there were tasks. Else refuse."""
    task = task_of(incident.tasks, agency)
    if task is None and agency not in incident.agencies:
        raise Refused("task.unknown", number=incident.number, agency=agency.value)
    return task


def _holds(world: World, task: AgencyTask) -> bool:
    """Tell whether whoever took a task still sits at a desk."""
    if task.dispatcher is None:
        return False
    return any(
        desk.operator == task.dispatcher and desk.state is not DeskState.EMPTY
        for desk in world.desks.values()
    )


RULES: dict[type[Command], Callable[..., list[AnyChange]]] = {
    RequestAgency: request,
    TakeTask: take,
    CloseTask: close,
}

"""What every rule that sends or frees a unit shares: who may, what holds it, what follows from it."""

from domain.alert import AlertKind, AlertState
from domain.changes import AlertClosed, AlertReturned, AnyChange, UnitDispatched, UnitFreed
from domain.clock import Micros
from domain.commands import RaiseAlert
from domain.context import Context
from domain.decide_alerts import spoken
from domain.dispatch_changes import UnitUnstacked
from domain.guards import allowed, told
from domain.ids import derived
from domain.incident import Incident, IncidentState, TaskState
from domain.refusal import Refused
from domain.roles import Action, permits
from domain.severity import Severity
from domain.unit import Unit, UnitStatus
from domain.world import World

HELD = frozenset({UnitStatus.ON_SCENE, UnitStatus.TRANSPORTING})
"""A crew that is with somebody: no assignment of any kind ends this, only the crew or who frees it."""


def where(world: World, unit: Unit) -> dict[str, str | int]:
    """What a refusal tells of a unit: its state, since when, and the number of its incident."""
    incident = world.incident(unit.incident) if unit.incident is not None else None
    number = incident.number if incident is not None else None
    return {"unit": unit.call_sign, "status": unit.status.value, **told(incident=number, since=unit.since)}


def may_send(context: Context, action: Action, unit: Unit, incident: Incident) -> None:
    """Refuse unless the actor may do this with the unit and at the incident, both live or both exercise."""
    allowed(context, action, unit.room, unit.agency, unit.exercise)
    if incident.exercise != unit.exercise:
        raise Refused("exercise.mixed")
    allowed(context, action, incident.room, None, incident.exercise)


def must_be_open(incident: Incident) -> None:
    """Refuse with who closed it and when."""
    if incident.state is IncidentState.CLOSED:
        who = told(by=incident.closed_by, since=incident.closed_at)
        raise Refused("incident.closed", number=incident.number, **who)


def must_not_be_held(world: World, unit: Unit) -> None:
    """Refuse to overwrite "on scene": the crew is with somebody."""
    if unit.status in HELD:
        raise Refused("unit.on_scene", **where(world, unit))


def sent(world: World, unit: Unit, incident: Incident, context: Context) -> list[AnyChange]:
    """Return the changes by which a unit goes to an incident: whoever it had left without a unit has one."""
    actor = context.actor
    changes: list[AnyChange] = [
        UnitDispatched(
            at=context.now,
            unit=unit.id,
            incident=incident.id,
            agency=unit.agency,
            by=actor.shown,
            operator=actor.operator.id if actor.operator is not None else None,
        )
    ]
    alert = world.open_alert(left_group(incident), incident.room, incident.exercise)
    if alert is not None:
        changes.append(AlertClosed(at=context.now, alert=alert.id, by=actor.shown, reason="resolved"))
    return changes


def let_go(
    world: World,
    unit: Unit,
    context: Context,
    status: UnitStatus = UnitStatus.AVAILABLE,
    *,
    onward: bool = True,
    since: Micros | None = None,
    clock_ahead: Micros | None = None,
) -> list[AnyChange]:
    """Return the changes by which a unit leaves its incident.

    One that is available then goes on to the incident that is next for it, by itself: it was promised there,
    and a dispatcher who is busy must not make that wait. One that is not available goes nowhere, and what was
    next for it waits for another: its stack is emptied. `onward`: False when it is sent elsewhere at once.
    """
    assert unit.incident is not None, "it is on one"
    changes: list[AnyChange] = [
        UnitFreed(
            at=context.now,
            unit=unit.id,
            incident=unit.incident,
            status=status,
            since=since,
            clock_ahead=clock_ahead,
        )
    ]
    if not onward:
        return changes
    if status is not UnitStatus.AVAILABLE:
        return [*changes, *(UnitUnstacked(at=context.now, unit=unit.id, incident=key) for key in unit.stack)]
    for key in unit.stack:
        following = world.incidents.get(key)
        if following is not None and following.state is not IncidentState.CLOSED:
            return [
                *changes,
                UnitDispatched(at=context.now, unit=unit.id, incident=key, agency=unit.agency),
            ]
    return changes


def off_the_stacks(world: World, incident: Incident, context: Context) -> list[AnyChange]:
    """Return the changes by which no unit goes to this incident next: it is over."""
    return [
        UnitUnstacked(at=context.now, unit=unit.id, incident=incident.id)
        for unit in world.units.values()
        if unit.stack and incident.id in unit.stack
    ]


def left_group(incident: Incident) -> str:
    """Return the group of the alert that an incident was left without a unit."""
    return f"incident_left:{incident.id.hex}"


def left_alone(world: World, unit: Unit, incident: Incident, context: Context) -> list[AnyChange]:
    """Return the alert when a unit that is taken away was its agency's last at the incident."""
    others = (world.units.get(key) for key in incident.units if key != unit.id)
    if any(one is not None and one.agency is unit.agency for one in others):
        return []
    raised = RaiseAlert(
        alert=derived("incident-left", incident.id.hex, unit.id.hex, str(context.now)),
        kind=AlertKind.INCIDENT_LEFT,
        severity=max(Severity.HIGH, incident.priority),
        room=incident.room,
        group=left_group(incident),
        agency=unit.agency,
        params={
            "incident": str(incident.short or incident.number),
            "unit": unit.call_sign,
            "by": context.actor.shown,
        },
        area=incident.place.barrio,
    )
    return spoken(world, raised, context)


def gone(world: World, group: str, unit: Unit, context: Context) -> list[AnyChange]:
    """Return the changes by which the alert of a condition that is gone says so, if there is one open."""
    alert = world.open_alert(group, unit.room, unit.exercise)
    if alert is None or alert.state in (AlertState.RETURNED, AlertState.OUT_OF_SERVICE):
        return []
    if alert.state is AlertState.UNACKNOWLEDGED:
        return [AlertReturned(at=context.now, alert=alert.id)]
    return [AlertClosed(at=context.now, alert=alert.id, by=context.actor.shown, reason="returned")]


def check_due(world: World, unit: Unit, status: UnitStatus, context: Context) -> Micros | None:
    """Return when a crew that goes into this state is to be asked if all is well; None: it is not."""
    if status is not UnitStatus.ON_SCENE or unit.incident is None:
        return None
    incident = world.incident(unit.incident)
    every = context.plans.check_every(incident) if incident is not None else None
    return None if every is None else context.now + every


def may_close_for(context: Context, incident: Incident) -> None:
    """Refuse while an agency still works there for which this person does not act."""
    others = [
        task.agency.value
        for task in incident.tasks
        if task.state is not TaskState.CLOSED
        and not permits(context.actor, Action.WORK_TASK, incident.room, task.agency, incident.exercise)
    ]
    if others:
        raise Refused("incident.others_work", number=incident.number, agencies=", ".join(others))

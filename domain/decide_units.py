"""The rules of units."""

from collections.abc import Callable

from domain.changes import AnyChange, UnitDispatched, UnitFreed, UnitStatusSet
from domain.commands import Command, DispatchUnit, ReassignUnit, SetUnitStatus
from domain.context import Context
from domain.guards import allowed, follows, found, incident_of, told
from domain.incident import IncidentState
from domain.refusal import Refused
from domain.roles import Action
from domain.unit import COMMITTED, FREE, TRANSITIONS, Unit, UnitStatus
from domain.world import World


def dispatch(world: World, command: DispatchUnit, context: Context) -> list[AnyChange]:
    """Only a free unit is dispatched: a second assignment never overwrites the first."""
    unit = found(world.units, command.unit, "unit")
    incident = incident_of(world, command.incident)
    allowed(context, Action.DISPATCH_UNIT, unit.room, unit.agency, unit.exercise)
    if incident.exercise != unit.exercise:
        raise Refused("exercise.mixed")
    allowed(context, Action.DISPATCH_UNIT, incident.room, None, incident.exercise)
    if incident.state is IncidentState.CLOSED:
        who = told(by=incident.closed_by, since=incident.closed_at)
        raise Refused("incident.closed", number=incident.number, **who)
    if unit.incident == incident.id:
        return []
    if unit.status not in FREE or unit.incident is not None:
        raise Refused("unit.busy", **_where(world, unit))
    return [UnitDispatched(at=context.now, unit=unit.id, incident=incident.id)]


def reassign(world: World, command: ReassignUnit, context: Context) -> list[AnyChange]:
    """From one incident to another in one breath, if it is still where the person saw it."""
    unit = found(world.units, command.unit, "unit")
    incident, left = incident_of(world, command.incident), incident_of(world, command.left)
    allowed(context, Action.DISPATCH_UNIT, unit.room, unit.agency, unit.exercise)
    allowed(context, Action.DISPATCH_UNIT, incident.room, None, incident.exercise)
    if incident.exercise != unit.exercise:
        raise Refused("exercise.mixed")
    if incident.state is IncidentState.CLOSED:
        who = told(by=incident.closed_by, since=incident.closed_at)
        raise Refused("incident.closed", number=incident.number, **who)
    if unit.incident == incident.id:
        return []
    if unit.incident != left.id:
        raise Refused("unit.elsewhere", **_where(world, unit))
    return [
        UnitFreed(at=context.now, unit=unit.id, incident=left.id, status=UnitStatus.AVAILABLE),
        UnitDispatched(at=context.now, unit=unit.id, incident=incident.id),
    ]


def _where(world: World, unit: Unit) -> dict[str, str | int]:
    """What a refusal tells of a unit: its state, since when, and the number of its incident."""
    incident = world.incident(unit.incident) if unit.incident is not None else None
    number = incident.number if incident is not None else None
    status = unit.status.value
    return {"unit": unit.call_sign, "status": status, **told(incident=number, since=unit.since)}


def set_status(world: World, command: SetUnitStatus, context: Context) -> list[AnyChange]:
    """A unit moves along its table; leaving the committed states leaves the incident."""
    unit = found(world.units, command.unit, "unit")
    allowed(context, Action.SET_UNIT_STATUS, unit.room, unit.agency, unit.exercise)
    if command.local and unit.incident is not None:
        seen = world.incident(command.incident) if command.incident is not None else None
        if seen is None or seen.id != unit.incident:
            raise Refused("unit.elsewhere", **_where(world, unit))
    if command.status is unit.status:
        return []
    if command.status is UnitStatus.DISPATCHED:
        raise Refused("unit.dispatch_needs_incident", unit=unit.call_sign)
    follows(TRANSITIONS, unit.status, command.status, "unit", unit=unit.call_sign, since=unit.since)
    if unit.incident is not None and command.status not in COMMITTED:
        return [UnitFreed(at=context.now, unit=unit.id, incident=unit.incident, status=command.status)]
    return [UnitStatusSet(at=context.now, unit=unit.id, status=command.status)]


RULES: dict[type[Command], Callable[..., list[AnyChange]]] = {
    DispatchUnit: dispatch,
    SetUnitStatus: set_status,
    ReassignUnit: reassign,
}

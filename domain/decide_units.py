"""The rules of units."""

from collections.abc import Callable

from domain.changes import AnyChange, UnitDispatched, UnitFreed, UnitStatusSet
from domain.commands import Command, DispatchUnit, SetUnitStatus
from domain.context import Context
from domain.guards import allowed, follows, found
from domain.incident import IncidentState
from domain.refusal import Refused
from domain.roles import Action
from domain.unit import COMMITTED, FREE, TRANSITIONS, UnitStatus
from domain.world import World


def dispatch(world: World, command: DispatchUnit, context: Context) -> list[AnyChange]:
    """Only a free unit is dispatched: a second assignment never overwrites the first."""
    unit = found(world.units, command.unit, "unit")
    incident = found(world.incidents, command.incident, "incident")
    allowed(context, Action.DISPATCH_UNIT, unit.room, unit.agency, unit.exercise)
    if incident.exercise != unit.exercise:
        raise Refused("exercise.mixed")
    allowed(context, Action.DISPATCH_UNIT, incident.room, None, incident.exercise)
    if incident.state is IncidentState.CLOSED:
        raise Refused("incident.closed", number=incident.number)
    if unit.incident == incident.id:
        return []
    if unit.status not in FREE or unit.incident is not None:
        raise Refused("unit.busy", unit=unit.call_sign, status=unit.status.value)
    return [UnitDispatched(at=context.now, unit=unit.id, incident=incident.id)]


def set_status(world: World, command: SetUnitStatus, context: Context) -> list[AnyChange]:
    """A unit moves along its table; leaving the committed states leaves the incident."""
    unit = found(world.units, command.unit, "unit")
    allowed(context, Action.SET_UNIT_STATUS, unit.room, unit.agency, unit.exercise)
    if command.status is unit.status:
        return []
    if command.status is UnitStatus.DISPATCHED:
        raise Refused("unit.dispatch_needs_incident", unit=unit.call_sign)
    follows(TRANSITIONS, unit.status, command.status, "unit")
    if unit.incident is not None and command.status not in COMMITTED:
        return [UnitFreed(at=context.now, unit=unit.id, incident=unit.incident, status=command.status)]
    return [UnitStatusSet(at=context.now, unit=unit.id, status=command.status)]


RULES: dict[type[Command], Callable[..., list[AnyChange]]] = {
    DispatchUnit: dispatch,
    SetUnitStatus: set_status,
}

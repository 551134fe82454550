"""The rules of units."""

from collections.abc import Callable

from domain.changes import AnyChange, UnitStatusSet
from domain.commands import Command, DispatchUnit, ReassignUnit, SetUnitStatus
from domain.context import Context
from domain.guards import allowed, follows, found, incident_of
from domain.refusal import Refused
from domain.roles import Action
from domain.sending import check_due, let_go, may_send, must_be_open, must_not_be_held, sent, where
from domain.unit import COMMITTED, FREE, TRANSITIONS, UnitStatus
from domain.world import World


def dispatch(world: World, command: DispatchUnit, context: Context) -> list[AnyChange]:
    """Only a free unit is dispatched: a second assignment never overwrites the first."""
    unit = found(world.units, command.unit, "unit")
    incident = incident_of(world, command.incident)
    may_send(context, Action.DISPATCH_UNIT, unit, incident)
    must_be_open(incident)
    if unit.incident == incident.id:
        return []
    if unit.status not in FREE or unit.incident is not None:
        raise Refused("unit.busy", **where(world, unit))
    return sent(world, unit, incident, context)


def reassign(world: World, command: ReassignUnit, context: Context) -> list[AnyChange]:
    """From one incident to another in one breath, if it is still where the person saw it.

    Never from "on scene": whoever has looked at both frees it first.
    """
    unit = found(world.units, command.unit, "unit")
    incident, left = incident_of(world, command.incident), incident_of(world, command.left)
    allowed(context, Action.DISPATCH_UNIT, unit.room, unit.agency, unit.exercise)
    allowed(context, Action.DISPATCH_UNIT, incident.room, None, incident.exercise)
    if incident.exercise != unit.exercise:
        raise Refused("exercise.mixed")
    must_be_open(incident)
    if unit.incident == incident.id:
        return []
    if unit.incident != left.id:
        raise Refused("unit.elsewhere", **where(world, unit))
    must_not_be_held(world, unit)
    return [*let_go(world, unit, context, onward=False), *sent(world, unit, incident, context)]


def set_status(world: World, command: SetUnitStatus, context: Context) -> list[AnyChange]:
    """A unit moves along its table; leaving the committed states leaves the incident."""
    unit = found(world.units, command.unit, "unit")
    allowed(context, Action.SET_UNIT_STATUS, unit.room, unit.agency, unit.exercise)
    if command.local and unit.incident is not None:
        seen = world.incident(command.incident) if command.incident is not None else None
        if seen is None or seen.id != unit.incident:
            raise Refused("unit.elsewhere", **where(world, unit))
    if command.status is unit.status:
        return []
    if command.status is UnitStatus.DISPATCHED:
        raise Refused("unit.dispatch_needs_incident", unit=unit.call_sign)
    follows(TRANSITIONS, unit.status, command.status, "unit", unit=unit.call_sign, since=unit.since)
    if unit.incident is not None and command.status not in COMMITTED:
        return let_go(world, unit, context, command.status)
    due = check_due(world, unit, command.status, context)
    return [UnitStatusSet(at=context.now, unit=unit.id, status=command.status, check_due=due)]


RULES: dict[type[Command], Callable[..., list[AnyChange]]] = {
    DispatchUnit: dispatch,
    SetUnitStatus: set_status,
    ReassignUnit: reassign,
}

"""The rules of taking a unit from one incident to another: overridden, preempted, stacked, exchanged.

One unit is on one incident, always. None of these ends "on scene" (nor "transporting"): a crew that is with
somebody is freed by itself, by whoever closes its incident, or by a free unit that relieves it.
"""

from collections.abc import Callable
from uuid import UUID

from domain.changes import AnyChange
from domain.command import Command
from domain.context import Context
from domain.dispatch_changes import (
    DispatchOverridden,
    UnitPreempted,
    UnitsExchanged,
    UnitStacked,
    UnitUnstacked,
)
from domain.dispatch_orders import ExchangeUnits, OverrideDispatch, PreemptUnit, StackUnit, UnstackUnit
from domain.guards import allowed, found, incident_of
from domain.incident import Incident
from domain.refusal import Refused
from domain.roles import Action
from domain.sending import (
    left_alone,
    let_go,
    may_send,
    must_be_open,
    must_not_be_held,
    sent,
    where,
)
from domain.unit import FREE, Unit, UnitStatus
from domain.world import World

LONGEST_STACK = 5
"""A unit that has more before it will not get there: somebody else should go."""


def override(world: World, command: OverrideDispatch, context: Context) -> list[AnyChange]:
    """With a reason, also a unit that is busy elsewhere or out of service; what it leaves is told."""
    unit, incident = found(world.units, command.unit, "unit"), incident_of(world, command.incident)
    may_send(context, Action.OVERRIDE_DISPATCH, unit, incident)
    must_be_open(incident)
    if unit.incident == incident.id:
        return []
    must_not_be_held(world, unit)
    left = world.incident(unit.incident) if unit.incident is not None else None
    told = DispatchOverridden(
        at=context.now,
        unit=unit.id,
        incident=incident.id,
        by=context.actor.shown,
        reason=command.reason,
        left=left.id if left is not None else None,
    )
    return [told, *_moved(world, unit, left, incident, context)]


def preempt(world: World, command: PreemptUnit, context: Context) -> list[AnyChange]:
    """Only from a lesser incident, and only a unit that is not there yet; the lesser waits, with an alert."""
    unit, incident = found(world.units, command.unit, "unit"), incident_of(world, command.incident)
    may_send(context, Action.DISPATCH_UNIT, unit, incident)
    must_be_open(incident)
    if unit.incident == incident.id:
        return []
    left = world.incident(unit.incident) if unit.incident is not None else None
    if left is None:
        raise Refused("unit.free", **where(world, unit))
    must_not_be_held(world, unit)
    if incident.priority >= left.priority:  # 1 is the gravest
        raise Refused("unit.not_lesser", **where(world, unit), number=incident.number)
    told = UnitPreempted(
        at=context.now,
        unit=unit.id,
        incident=incident.id,
        by=context.actor.shown,
        reason=command.reason,
        left=left.id,
    )
    return [told, *_moved(world, unit, left, incident, context)]


def _moved(
    world: World, unit: Unit, left: Incident | None, incident: Incident, context: Context
) -> list[AnyChange]:
    if left is None:
        return sent(world, unit, incident, context)
    return [
        *let_go(world, unit, context, onward=False),
        *sent(world, unit, incident, context),
        *left_alone(world, unit, left, context),
    ]


def stack(world: World, command: StackUnit, context: Context) -> list[AnyChange]:
    """The incident is what the unit goes to next: by itself, as soon as it is available again."""
    unit, incident = found(world.units, command.unit, "unit"), incident_of(world, command.incident)
    may_send(context, Action.DISPATCH_UNIT, unit, incident)
    must_be_open(incident)
    if incident.id in unit.stack or unit.incident == incident.id:
        return []
    if unit.incident is None:
        raise Refused("unit.free", **where(world, unit))
    if len(unit.stack) >= LONGEST_STACK:
        raise Refused("unit.stack_full", most=LONGEST_STACK, **where(world, unit))
    return [UnitStacked(at=context.now, unit=unit.id, incident=incident.id, by=context.actor.shown)]


def unstack(world: World, command: UnstackUnit, context: Context) -> list[AnyChange]:
    """Not that one next after all."""
    unit = found(world.units, command.unit, "unit")
    allowed(context, Action.DISPATCH_UNIT, unit.room, unit.agency, unit.exercise)
    incident = world.incident(command.incident)
    key: UUID = incident.id if incident is not None else command.incident
    if key not in unit.stack:
        return []
    return [UnitUnstacked(at=context.now, unit=unit.id, incident=key, by=context.actor.shown)]


def exchange(world: World, command: ExchangeUnits, context: Context) -> list[AnyChange]:
    """Two units on their way change incidents; or one of them is free, and relieves the other.

    A relieved unit is available at once, also from "on scene": that is freeing it, not sending it elsewhere.
    """
    unit, other = found(world.units, command.unit, "unit"), found(world.units, command.other, "unit")
    for one in (unit, other):
        allowed(context, Action.DISPATCH_UNIT, one.room, one.agency, one.exercise)
    if unit.exercise != other.exercise:
        raise Refused("exercise.mixed")
    if unit.incident == other.incident:
        if unit.incident is None:
            raise Refused("unit.free", **where(world, unit))
        return []
    told = UnitsExchanged(at=context.now, unit=unit.id, other=other.id, by=context.actor.shown)
    busy = [one for one in (unit, other) if one.incident is not None]
    if len(busy) == 1:
        relief = other if busy[0] is unit else unit
        return [told, *_relieved(world, busy[0], relief, context)]
    for one in busy:
        must_not_be_held(world, one)
    mine, theirs = _incident(world, unit), _incident(world, other)
    return [
        told,
        *let_go(world, unit, context, onward=False),
        *let_go(world, other, context, onward=False),
        *sent(world, unit, theirs, context),
        *sent(world, other, mine, context),
    ]


def _relieved(world: World, busy: Unit, relief: Unit, context: Context) -> list[AnyChange]:
    incident = _incident(world, busy)
    may_send(context, Action.DISPATCH_UNIT, relief, incident)
    if relief.status not in FREE:
        raise Refused("unit.busy", **where(world, relief))
    if busy.status is UnitStatus.TRANSPORTING:
        raise Refused("unit.on_scene", **where(world, busy))
    return [*sent(world, relief, incident, context), *let_go(world, busy, context)]


def _incident(world: World, unit: Unit) -> Incident:
    assert unit.incident is not None, "it is on one"
    return incident_of(world, unit.incident)


RULES: dict[type[Command], Callable[..., list[AnyChange]]] = {
    OverrideDispatch: override,
    PreemptUnit: preempt,
    StackUnit: stack,
    UnstackUnit: unstack,
    ExchangeUnits: exchange,
}

"""The rules of what crews say: their state by phone, that all is well; and what the clock says for them.

A phone's reports come late, twice and out of order. They are judged by when the crew pressed (the phone's
clock, corrected), not by when they came: what is older than the state that stands is kept for the time line
and changes nothing, so that an old "en route" never overwrites "on scene". What is newer may skip states: the
crew has been through them, whether or not their reports came.
"""

from collections.abc import Callable

from domain.alert import AlertKind
from domain.changes import AnyChange, UnitStatusSet
from domain.clock import HOUR, MINUTE, SECOND, Micros
from domain.command import Command
from domain.commands import RaiseAlert
from domain.context import Context
from domain.decide_alerts import spoken
from domain.dispatch_changes import SafetyConfirmed, SafetyMissed, StatusCameLate
from domain.dispatch_orders import ConfirmSafety, ReportUnitStatus, SafetyOverdue
from domain.guards import allowed, found, told
from domain.ids import derived
from domain.refusal import Refused
from domain.roles import Action
from domain.sending import check_due, gone, let_go, where
from domain.severity import Severity
from domain.unit import COMMITTED, TRANSITIONS, Unit, UnitStatus
from domain.world import World

SLACK: Micros = 5 * SECOND
"""How much older than the present state a report may look: clocks are corrected no better than that."""
LATEST: Micros = 12 * HOUR
"""A report that waited for longer says what was, never what is."""
ASK_AGAIN: Micros = MINUTE
"""A crew that does not answer is told of again so often."""


def safety_group(unit: Unit) -> str:
    """Return the group of the alert that a crew does not answer."""
    return f"unit_safety:{unit.id.hex}"


def report(world: World, command: ReportUnitStatus, context: Context) -> list[AnyChange]:
    """The crew's word, in the crew's time."""
    unit = found(world.units, command.unit, "unit")
    allowed(context, Action.REPORT, unit.room, unit.agency, unit.exercise)
    pressed = min(command.device_time, context.now)
    alive = gone(world, safety_group(unit), unit, context)
    if pressed < unit.since - SLACK or pressed < context.now - LATEST:
        late = StatusCameLate(
            at=context.now,
            unit=unit.id,
            status=command.status,
            device_time=command.device_time,
            clock_ahead=command.clock_ahead,
            incident=unit.incident,
        )
        return [late]
    if command.status is unit.status:
        return alive
    if command.status is UnitStatus.DISPATCHED:
        raise Refused("unit.dispatch_needs_incident", unit=unit.call_sign)
    if command.status not in _ahead(unit):
        now, wanted = unit.status.value, command.status.value
        raise Refused("unit.state", now=now, wanted=wanted, unit=unit.call_sign, **told(since=unit.since))
    since, ahead = max(pressed, unit.since), command.clock_ahead
    if unit.incident is not None and command.status not in COMMITTED:
        return [*let_go(world, unit, context, command.status, since=since, clock_ahead=ahead), *alive]
    moved = UnitStatusSet(
        at=context.now,
        unit=unit.id,
        status=command.status,
        since=since,
        clock_ahead=ahead,
        check_due=check_due(world, unit, command.status, context),
    )
    return [moved, *alive]


def _ahead(unit: Unit) -> set[UnitStatus]:
    """Return the states that a crew can have come to from the present one, those between them unheard."""
    ahead: set[UnitStatus] = set()
    edge = [unit.status]
    while edge:
        for status in TRANSITIONS[edge.pop()] - ahead - {UnitStatus.DISPATCHED, unit.status}:
            ahead.add(status)
            if status in COMMITTED:  # beyond a free state another assignment begins
                edge.append(status)
    return ahead if unit.incident is not None else ahead - COMMITTED


def confirm(world: World, command: ConfirmSafety, context: Context) -> list[AnyChange]:
    """All well: the check begins again, and an alert that the crew did not answer is gone."""
    unit = found(world.units, command.unit, "unit")
    allowed(context, Action.SET_UNIT_STATUS, unit.room, unit.agency, unit.exercise)
    alive = gone(world, safety_group(unit), unit, context)
    if unit.check_due is None:
        return alive
    due = check_due(world, unit, unit.status, context)
    told_so = SafetyConfirmed(at=context.now, unit=unit.id, by=context.actor.shown, check_due=due)
    return [told_so, *alive]


def overdue(world: World, command: SafetyOverdue, context: Context) -> list[AnyChange]:
    """The room is told, and again every minute until the crew is heard."""
    unit = found(world.units, command.unit, "unit")
    allowed(context, Action.REPORT, unit.room, unit.agency, unit.exercise)
    if unit.check_due is None or (context.now < unit.check_due and command.check_due != unit.check_due):
        return []
    params = {key: str(value) for key, value in where(world, unit).items() if key != "since"}
    held = world.incidents.get(unit.incident) if unit.incident is not None else None
    if held is not None and held.short:
        params["incident"] = str(held.short)  # as people say it
    raised = RaiseAlert(
        alert=derived("unit-safety", unit.id.hex, str(unit.check_due)),
        kind=AlertKind.UNIT_SAFETY,
        severity=Severity.CRITICAL,
        room=unit.room,
        group=safety_group(unit),
        agency=unit.agency,
        params=params,
    )
    missed = SafetyMissed(
        at=context.now, unit=unit.id, check_due=context.now + ASK_AGAIN, incident=unit.incident
    )
    return [missed, *spoken(world, raised, context)]


RULES: dict[type[Command], Callable[..., list[AnyChange]]] = {
    ReportUnitStatus: report,
    ConfirmSafety: confirm,
    SafetyOverdue: overdue,
}

"""The rules of alerts (ISA-18.2)."""

from collections.abc import Callable

from domain.alert import RING_AGAIN, TRANSITIONS, AlertState
from domain.changes import (
    AlertAcknowledged,
    AlertClosed,
    AlertRaised,
    AlertRepeated,
    AlertReturned,
    AlertShelved,
    AlertUnshelved,
    AnyChange,
)
from domain.clock import DAY
from domain.commands import (
    AcknowledgeAlert,
    CloseAlert,
    Command,
    RaiseAlert,
    ReturnAlert,
    ShelveAlert,
    UnshelveAlert,
)
from domain.context import Context
from domain.guards import allowed, follows, found, told
from domain.refusal import Refused
from domain.roles import Action
from domain.world import World

LONGEST_SHELF = DAY
"""Nothing stays on the shelf longer than a stale alarm may (EEMUA 191: 24 h)."""


def raise_or_repeat(world: World, command: RaiseAlert, context: Context) -> list[AnyChange]:
    """A group that is still open is counted on its alert instead of making another.

    A verified press always rings again; an unverified one at most once a minute, so that a broken or
    hostile device cannot flood the room, and yet is never dropped.
    """
    allowed(context, Action.REPORT, command.room, None, context.actor.exercise)
    return spoken(world, command, context)


def spoken(world: World, command: RaiseAlert, context: Context) -> list[AnyChange]:
    """As `raise_or_repeat`, for what a rule itself has to say: nobody is asked whether he may."""
    exercise = context.actor.exercise
    alert = world.open_alert(command.group, command.room, exercise)
    if alert is None:
        raised = AlertRaised(
            at=context.now,
            alert=command.alert,
            alert_kind=command.kind,
            severity=command.severity,
            room=command.room,
            group=command.group,
            agency=command.agency,
            params=command.params,
            area=command.area,
            position=command.position,
            protected=command.protected,
            verified=command.verified,
            exercise=exercise,
        )
        return [raised]
    graver = command.severity < alert.severity or (command.verified and not alert.verified)
    shelved = alert.state is AlertState.SHELVED
    # A clock that was set back must not silence a device until it has caught up.
    quiet = 0 <= context.now - alert.rang_at < RING_AGAIN
    rings = not shelved and (command.verified or not quiet)
    return [
        AlertRepeated(
            at=context.now,
            alert=alert.id,
            rings=rings or graver,
            severity=min(command.severity, alert.severity),
            verified=command.verified or alert.verified,
            position=command.position,
        )
    ]


def return_group(world: World, command: ReturnAlert, context: Context) -> list[AnyChange]:
    """The condition is gone: an acknowledged alert closes, another waits to be seen."""
    alert = world.open_alert(command.group, context.actor.room, context.actor.exercise)
    if alert is None or alert.state in (AlertState.RETURNED, AlertState.OUT_OF_SERVICE):
        return []
    allowed(context, Action.REPORT, alert.room, None, alert.exercise)
    if alert.state is AlertState.UNACKNOWLEDGED:
        return [AlertReturned(at=context.now, alert=alert.id)]
    return [AlertClosed(at=context.now, alert=alert.id, by=context.actor.name, reason="returned")]


def acknowledge(world: World, command: AcknowledgeAlert, context: Context) -> list[AnyChange]:
    """The first to take it has it; one that had returned is settled by being seen."""
    alert = found(world.alerts, command.alert, "alert")
    allowed(context, Action.ACKNOWLEDGE_ALERT, alert.room, alert.agency, alert.exercise)
    by = context.actor.shown
    if alert.state is AlertState.ACKNOWLEDGED:
        if alert.by == by:
            return []
        who = told(since=alert.acknowledged_at, desk=alert.workstation)
        raise Refused("alert.taken", by=alert.by, **who)
    if alert.state is AlertState.RETURNED:
        return [AlertClosed(at=context.now, alert=alert.id, by=by, reason="returned")]
    closed = alert.state is AlertState.CLOSED
    who = told(by=alert.by, since=alert.last_at) if closed else {}
    follows(TRANSITIONS, alert.state, AlertState.ACKNOWLEDGED, "alert", **who)
    workstation = context.actor.workstation
    return [AlertAcknowledged(at=context.now, alert=alert.id, by=by, workstation=workstation)]


def shelve(world: World, command: ShelveAlert, context: Context) -> list[AnyChange]:
    """A shelf has an end: at most a day away."""
    alert = found(world.alerts, command.alert, "alert")
    allowed(context, Action.SHELVE_ALERT, alert.room, alert.agency, alert.exercise)
    follows(TRANSITIONS, alert.state, AlertState.SHELVED, "alert")
    if not context.now < command.until <= context.now + LONGEST_SHELF:
        raise Refused("alert.shelf_time", hours=24)
    by = context.actor.shown
    return [AlertShelved(at=context.now, alert=alert.id, by=by, until=command.until, reason=command.reason)]


def unshelve(world: World, command: UnshelveAlert, context: Context) -> list[AnyChange]:
    """By a person at any time, by the system (a REPORT) only when the time is up."""
    alert = found(world.alerts, command.alert, "alert")
    if context.actor.operator is None:
        allowed(context, Action.REPORT, alert.room, alert.agency, alert.exercise)
        if alert.shelved_until is not None and context.now < alert.shelved_until:
            raise Refused("alert.shelf_time", hours=24)
    else:
        allowed(context, Action.SHELVE_ALERT, alert.room, alert.agency, alert.exercise)
    if alert.state is not AlertState.SHELVED:
        return []
    return [AlertUnshelved(at=context.now, alert=alert.id, by=context.actor.name)]


def close(world: World, command: CloseAlert, context: Context) -> list[AnyChange]:
    """An alert is closed only after someone has seen it."""
    alert = found(world.alerts, command.alert, "alert")
    allowed(context, Action.CLOSE_ALERT, alert.room, alert.agency, alert.exercise)
    follows(TRANSITIONS, alert.state, AlertState.CLOSED, "alert")
    by = context.actor.shown
    return [AlertClosed(at=context.now, alert=alert.id, by=by, reason=command.reason)]


RULES: dict[type[Command], Callable[..., list[AnyChange]]] = {
    RaiseAlert: raise_or_repeat,
    ReturnAlert: return_group,
    AcknowledgeAlert: acknowledge,
    ShelveAlert: shelve,
    UnshelveAlert: unshelve,
    CloseAlert: close,
}

"""The rules of what a desk did alone and the writer refused: a person settles it, and the log knows how."""

from collections.abc import Callable

from domain.alert import AlertKind
from domain.changes import AlertClosed, AlertRaised, AnyChange, RefusalResolved
from domain.commands import Command, ResolveRefused, TellSupervisor
from domain.context import Context
from domain.guards import allowed
from domain.people import Operator
from domain.refusal import Refused
from domain.roles import Action
from domain.severity import Severity
from domain.world import World


def resolve(world: World, command: ResolveRefused, context: Context) -> list[AnyChange]:
    """Who settled which refused order, how and why; a change of mind is another entry."""
    _person(context)
    return [
        RefusalResolved(
            at=context.now,
            refused=command.refused,
            act=command.act,
            motive=command.motive,
            order=command.order,
            by=context.actor.shown,
            workstation=context.actor.workstation,
        )
    ]


def tell(world: World, command: TellSupervisor, context: Context) -> list[AnyChange]:
    """One alert a person while refused orders wait, and one for each that was handed over."""
    person, room, exercise = _person(context), context.actor.room, context.actor.exercise
    group = f"desk_refused:{person.id.hex}"
    if command.refused is not None:
        group = f"desk_refused:{command.refused.hex}"
    alert = world.open_alert(group, room, exercise)
    by = context.actor.shown
    if command.count == 0:
        return [AlertClosed(at=context.now, alert=alert.id, by=by, reason="resolved")] if alert else []
    if alert is not None:
        return []
    if world.holds(command.alert):
        raise Refused("alert.id_taken", id=str(command.alert))
    return [
        AlertRaised(
            at=context.now,
            alert=command.alert,
            alert_kind=AlertKind.DESK_REFUSED,
            severity=Severity.MEDIUM,
            room=room,
            group=group,
            params={
                "user": by,
                "workstation": context.actor.workstation or "",
                "count": str(command.count),
                "order": command.order,
            },
            exercise=exercise,
        )
    ]


def _person(context: Context) -> Operator:
    actor = context.actor
    allowed(context, Action.RESOLVE_REFUSED, actor.room, None, actor.exercise)
    if actor.operator is None:
        raise Refused("forbidden", action=Action.RESOLVE_REFUSED.value)
    return actor.operator


RULES: dict[type[Command], Callable[..., list[AnyChange]]] = {ResolveRefused: resolve, TellSupervisor: tell}

"""The rules of what is kept for explaining: who was shown what, and by what a unit was sent."""

from collections.abc import Callable

from domain.changes import AnyChange
from domain.command import Command
from domain.context import Context
from domain.explain_changes import DispatchRanked, RecommendationShown
from domain.explain_orders import KeepRanked, KeepShown
from domain.guards import incident_of
from domain.refusal import Refused
from domain.world import World


def keep_shown(world: World, command: KeepShown, context: Context) -> list[AnyChange]:
    """Always: what a desk saw is no matter of whether it was right."""
    incident = incident_of(world, command.incident)
    actor = context.actor
    shown = RecommendationShown(
        at=context.now, incident=incident.id, by=actor.shown, basis=command.basis,
        workstation=actor.workstation,
    )  # fmt: skip
    return [shown]


def keep_ranked(world: World, command: KeepRanked, context: Context) -> list[AnyChange]:
    """Only of a unit that goes: the order may have been refused."""
    incident = incident_of(world, command.incident)
    unit = world.units.get(command.unit)
    if unit is None or unit.incident != incident.id:
        raise Refused("explanation.not_sent")
    actor = context.actor
    ranked = DispatchRanked(
        at=context.now, incident=incident.id, unit=unit.id, by=actor.shown, basis=command.basis,
        order=command.order, rank=command.rank, shown=command.shown, workstation=actor.workstation,
    )  # fmt: skip
    return [ranked]


RULES: dict[type[Command], Callable[..., list[AnyChange]]] = {KeepShown: keep_shown, KeepRanked: keep_ranked}

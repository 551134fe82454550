"""Every decision, pure: (world, command, context) -> changes; the same in the writer and in desk mode."""

from collections.abc import Callable

from domain import (
    decide_alerts,
    decide_calls,
    decide_dispatch,
    decide_events,
    decide_explain,
    decide_incidents,
    decide_location,
    decide_merge,
    decide_queue,
    decide_shift,
    decide_units,
)
from domain.changes import AnyChange
from domain.commands import AnyCommand, Command
from domain.context import Context
from domain.evolve import evolve
from domain.refusal import Refused
from domain.world import World

_RULES: dict[type[Command], Callable[..., list[AnyChange]]] = {
    **decide_calls.RULES,
    **decide_incidents.RULES,
    **decide_units.RULES,
    **decide_alerts.RULES,
    **decide_merge.RULES,
    **decide_location.RULES,
    **decide_queue.RULES,
    **decide_events.RULES,
    **decide_dispatch.RULES,
    **decide_shift.RULES,
    **decide_explain.RULES,
}


def decide(world: World, command: AnyCommand, context: Context) -> list[AnyChange]:
    """Return what the command changes, and stage it in `world`; an empty list means nothing was left to do.

    Raises `Refused` with a code when the rules or the actor's role do not allow it; nothing is staged then.
    """
    rule = _RULES.get(type(command))
    if rule is None:
        raise Refused("command.unknown")
    changes = rule(world, command, context)
    for change in changes:
        evolve(world, change)
    return changes

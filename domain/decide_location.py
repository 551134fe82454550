"""The rules of what is heard of where a caller is."""

from collections.abc import Callable

from domain.call import Call
from domain.changes import AnyChange
from domain.clock import SECOND
from domain.command import Command
from domain.context import Context
from domain.guards import allowed, found
from domain.location_changes import CallLocated
from domain.location_orders import LocateCall
from domain.roles import Action
from domain.world import World

MOVED_ON = 30 * SECOND
"""A caller in a car is 400 m further by then: what is so much newer counts, however coarse."""


def locate(world: World, command: LocateCall, context: Context) -> list[AnyChange]:
    """Every location is kept in the log; shown is the better one: finer, or newer by far."""
    call = found(world.calls, command.call, "call")
    allowed(context, Action.REPORT, call.room, None, call.exercise)
    if call.area == command.area and call.location == command.location:
        return []
    return [
        CallLocated(
            at=context.now, call=call.id, area=command.area, shown=_better(command, call),
            location=command.location, address=command.address,
        )
    ]  # fmt: skip


def _better(command: LocateCall, call: Call) -> bool:
    new, old = command.location, call.location
    if new is None:
        return old is None  # a civic address alone never takes a point away
    if old is None or new.at > old.at + MOVED_ON:
        return True
    if new.accuracy is None or old.accuracy is None:
        return new.accuracy is not None
    return new.accuracy <= old.accuracy


RULES: dict[type[Command], Callable[..., list[AnyChange]]] = {LocateCall: locate}

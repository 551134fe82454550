"""What a desk did alone and the writer cannot keep: a unit on the street is never just refused.

The alert is on disk before the desk is answered, and its ids follow from the command's: who asks again gets
the same refusal and the same one alert, also after a crash between the two.
"""

from typing import Protocol
from uuid import UUID

from domain.alert import AlertKind
from domain.commands import AnyCommand, DispatchUnit, RaiseAlert
from domain.dispatch_orders import OverrideDispatch, PreemptUnit
from domain.ids import derived
from domain.people import Actor
from domain.severity import Severity
from domain.wire import Do, Outcome
from domain.world import World

Sends = DispatchUnit | OverrideDispatch | PreemptUnit
SENDS = (DispatchUnit, OverrideDispatch, PreemptUnit)
PASSING = ("forbidden", "database.", "server.", "lease.", "writer.", "command.")
"""Refusals that say nothing about where the unit is needed."""


class Writer(Protocol):
    """What decides and commits."""

    world: World

    async def submit(
        self, command_id: UUID, command: AnyCommand, actor: Actor, said: bytes | None = None
    ) -> Outcome:
        """Decide, commit and answer."""
        ...


async def execute(writer: Writer, actor: Actor, do: Do) -> Outcome:
    """Give a desk's command to the writer; a unit that was sent alone and is refused is told to the room."""
    outcome = await writer.submit(do.id, do.command, actor)
    command = do.command
    if not isinstance(command, SENDS) or not command.local or outcome.result != "refused":
        return outcome
    if (outcome.code or "").startswith(PASSING):
        return outcome
    raised = _alert(writer.world, command, actor, do.id, outcome.code or "")
    system = Actor(name="system", room=actor.room, exercise=actor.exercise)
    told = await writer.submit(derived("desk-dispatch", do.id.hex), raised, system, said=do.id.bytes)
    # While the alert is not on disk the desk asks again: the refusal alone would lose the unit from sight.
    return outcome if told.result == "accepted" else Outcome(id=do.id, result="refused", code=told.code)


def _alert(world: World, command: Sends, actor: Actor, order: UUID, code: str) -> RaiseAlert:
    unit, wanted = world.units.get(command.unit), world.incident(command.incident)
    other = world.incident(unit.incident) if unit is not None and unit.incident is not None else None
    params = {
        "unit": unit.call_sign if unit is not None else "",
        "status": unit.status.value if unit is not None else "",
        "wanted": wanted.number if wanted is not None else "",
        "incident": other.number if other is not None else "",
        "workstation": actor.workstation or "",
        "user": actor.shown,
        "code": code,
    }
    return RaiseAlert(
        alert=derived("desk-dispatch-alert", order.hex),
        kind=AlertKind.DESK_DISPATCH,
        severity=Severity.HIGH,
        room=actor.room,
        group=f"desk_dispatch:{order.hex}",
        agency=unit.agency if unit is not None else None,
        params={key: value for key, value in params.items() if value},
        area=wanted.place.barrio if wanted is not None else "",
    )

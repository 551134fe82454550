"""The rules of incidents."""

from collections.abc import Callable

from domain.call import CallState, Disposition
from domain.changes import AnyChange, CallClosed, IncidentClosed, IncidentCreated, UnitFreed
from domain.commands import CloseIncident, Command, CreateIncident
from domain.context import Context
from domain.guards import allowed, follows, found
from domain.incident import TRANSITIONS, IncidentState
from domain.numbering import next_incident, next_short
from domain.refusal import Refused
from domain.roles import Action
from domain.unit import UnitStatus
from domain.world import World


def create(world: World, command: CreateIncident, context: Context) -> list[AnyChange]:
    """An incident is made of a call, or by itself; a call makes at most one."""
    room, exercise = command.room, context.actor.exercise
    call = None
    if command.call is not None:
        call = found(world.calls, command.call, "call")
        room, exercise = call.room, call.exercise
    allowed(context, Action.CREATE_INCIDENT, room, None, exercise)
    if world.holds(command.incident):
        raise Refused("incident.id_taken", id=str(command.incident))
    if call is not None and call.incident is not None:
        raise Refused("call.has_incident", short=call.short)
    if call is not None and call.state is CallState.CLOSED:
        raise Refused("call.closed", short=call.short)
    changes: list[AnyChange] = [
        IncidentCreated(
            at=context.now,
            incident=command.incident,
            number=next_incident(world, context),
            short=next_short(world, context),
            room=room,
            priority=command.priority,
            place=command.place,
            by=context.actor.shown,
            call=command.call,
            type_code=command.type_code,
            narrative=command.narrative,
            agencies=command.agencies,
            exercise=exercise,
        )
    ]
    if call is not None and command.close_call and call.state is not CallState.RINGING:
        changes.append(
            CallClosed(
                at=context.now, call=call.id, disposition=Disposition.INCIDENT, incident=command.incident
            )
        )
    return changes


def close(world: World, command: CloseIncident, context: Context) -> list[AnyChange]:
    """Closing frees every unit in the same breath: none stays "on scene" of a closed incident."""
    incident = found(world.incidents, command.incident, "incident")
    allowed(context, Action.CLOSE_INCIDENT, incident.room, None, incident.exercise)
    if incident.state is IncidentState.CLOSED:
        return []
    follows(TRANSITIONS, incident.state, IncidentState.CLOSED, "incident")
    freed: list[AnyChange] = [
        UnitFreed(at=context.now, unit=unit, incident=incident.id, status=UnitStatus.AVAILABLE)
        for unit in incident.units
    ]
    by = context.actor.shown
    return [*freed, IncidentClosed(at=context.now, incident=incident.id, by=by)]


RULES: dict[type[Command], Callable[..., list[AnyChange]]] = {CreateIncident: create, CloseIncident: close}

"""The rules of incidents."""

from collections.abc import Callable
from uuid import UUID

from domain.call import Call, CallState, Disposition
from domain.changes import AnyChange, CallClosed, IncidentClosed, IncidentCreated, IncidentJoined
from domain.commands import CloseIncident, Command, CreateIncident
from domain.context import Context
from domain.guards import allowed, follows, found, incident_of, told
from domain.incident import TRANSITIONS, IncidentState
from domain.numbering import next_incident, next_short
from domain.refusal import Refused
from domain.roles import Action
from domain.sending import let_go, may_close_for, off_the_stacks
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
    alone = command.local and context.desk is None
    if call is not None and call.incident is not None:
        if alone:
            return _join(world, command, call, context)
        raise Refused("call.has_incident", short=call.short)
    if call is not None and call.state is CallState.CLOSED and not alone:
        raise Refused("call.closed", short=call.short, **told(by=call.closed_by, since=call.closed_at))
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
            vehicles=command.vehicles,
            people=command.people,
            answers=command.answers,
            hazards=command.hazards,
            tasks=tuple(dict.fromkeys(command.agencies)),
            exercise=exercise,
        )
    ]
    if call is not None and command.close_call and call.state not in (CallState.RINGING, CallState.CLOSED):
        changes.append(_closed_call(call, command.incident, context))
    return changes


def _closed_call(call: Call, incident: UUID, context: Context) -> CallClosed:
    return CallClosed(
        at=context.now, call=call.id, disposition=Disposition.INCIDENT, incident=incident,
        by=context.actor.shown,
    )  # fmt: skip


def _join(world: World, command: CreateIncident, call: Call, context: Context) -> list[AnyChange]:
    """Two desks made an incident of one call without the server: the second goes on in the first.

    What was sent to it may be on its way, so that it is neither refused nor made a second time.
    """
    assert call.incident is not None, "only a call that has one"
    first = incident_of(world, call.incident)
    joined: list[AnyChange] = [
        IncidentJoined(
            at=context.now,
            incident=first.id,
            joined=command.incident,
            by=context.actor.shown,
            priority=command.priority,
            call=call.id,
            narrative=command.narrative,
            vehicles=command.vehicles,
            people=command.people,
            hazards=command.hazards,
        )
    ]
    if command.close_call and call.state not in (CallState.RINGING, CallState.CLOSED):
        joined.append(_closed_call(call, first.id, context))
    return joined


def close(world: World, command: CloseIncident, context: Context) -> list[AnyChange]:
    """Closing frees every unit in the same breath: none stays "on scene" of a closed incident.

    Whoever acts for some agencies only closes theirs (`CloseTask`) while others still have a part in it.
    """
    incident = incident_of(world, command.incident)
    allowed(context, Action.CLOSE_INCIDENT, incident.room, None, incident.exercise)
    by = context.actor.shown
    if incident.state is IncidentState.CLOSED:
        if command.local and incident.closed_by != by:
            raise Refused(
                "incident.closed",
                number=incident.number,
                **told(by=incident.closed_by, since=incident.closed_at),
            )
        return []
    unseen = [unit for unit in incident.units if unit not in command.knew]
    if command.local and unseen:
        units = [world.units.get(unit) for unit in unseen]
        signs = ", ".join(unit.call_sign for unit in units if unit is not None)
        raise Refused("incident.units_joined", number=incident.number, units=signs)
    may_close_for(context, incident)
    follows(TRANSITIONS, incident.state, IncidentState.CLOSED, "incident")
    freed: list[AnyChange] = []
    for key in incident.units:
        unit = world.units.get(key)
        if unit is not None:
            freed += let_go(world, unit, context)
    closed = IncidentClosed(at=context.now, incident=incident.id, by=by, disposition=command.disposition)
    return [*freed, *off_the_stacks(world, incident, context), closed]


RULES: dict[type[Command], Callable[..., list[AnyChange]]] = {CreateIncident: create, CloseIncident: close}

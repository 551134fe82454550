"""The rules of calls and incidents about one event: a person joins them, and can always take it back."""

from collections.abc import Callable
from uuid import UUID

from domain.agency import Agency
from domain.call import TRANSITIONS, Call, CallState, Disposition
from domain.changes import AnyChange, CallClosed
from domain.command import Command
from domain.context import Context
from domain.dispatch_changes import UnitUnstacked
from domain.event_changes import CallLinked, CallUnlinked, IncidentMerged, IncidentSplit
from domain.event_orders import JoinIncidents, LinkCall, SplitIncident, UnlinkCall
from domain.guards import allowed, follows, found, incident_of, told
from domain.incident import Incident, IncidentState, Lent
from domain.refusal import Refused
from domain.roles import Action
from domain.world import World


def link(world: World, command: LinkCall, context: Context) -> list[AnyChange]:
    """A call joins an open incident; settled with `close_call`, unless somebody else has it in hand."""
    call = found(world.calls, command.call, "call")
    incident = incident_of(world, command.incident)
    allowed(context, Action.CREATE_INCIDENT, call.room, None, call.exercise)
    _same_ground(call, incident)
    if call.incident is not None and call.incident != incident.id:
        raise Refused("call.has_incident", short=call.short)
    linked = call.incident == incident.id
    if linked and (call.state is CallState.CLOSED or not command.close_call):
        return []
    _open(incident)
    if call.state is CallState.CLOSED:
        raise Refused("call.closed", short=call.short, **told(by=call.closed_by, since=call.closed_at))
    by = context.actor.shown
    changes: list[AnyChange] = []
    if not linked:
        changes.append(CallLinked(at=context.now, call=call.id, incident=incident.id, by=by))
    if command.close_call:
        _in_no_other_hands(call, context)
        follows(TRANSITIONS, call.state, CallState.CLOSED, "call")
        settled = Disposition.DUPLICATE
        changes.append(
            CallClosed(at=context.now, call=call.id, disposition=settled, incident=incident.id, by=by)
        )
    return changes


def unlink(world: World, command: UnlinkCall, context: Context) -> list[AnyChange]:
    """A call leaves the incident it was linked to; one that was settled as duplicate is open again.

    This is the only way out of CLOSED. The call that an incident was made of stays with it.
    """
    call = found(world.calls, command.call, "call")
    incident = incident_of(world, command.incident)
    allowed(context, Action.CREATE_INCIDENT, call.room, None, call.exercise)
    if call.incident is None:
        return []
    if call.incident != incident.id:
        raise Refused("call.not_linked", short=call.short, number=incident.number)
    if call.disposition is Disposition.INCIDENT:
        raise Refused("call.made_incident", short=call.short, number=incident.number)
    return [
        CallUnlinked(
            at=context.now,
            call=call.id,
            incident=incident.id,
            by=context.actor.shown,
            reopened=call.disposition is Disposition.DUPLICATE,
        )
    ]


def join(world: World, command: JoinIncidents, context: Context) -> list[AnyChange]:
    """Two open incidents become one: every unit and call of the first goes on in the second."""
    incident, into = incident_of(world, command.incident), incident_of(world, command.into)
    for one in (incident, into):
        allowed(context, Action.CLOSE_INCIDENT, one.room, None, one.exercise)
    if incident.merged_into == into.id:
        return []
    if incident.id == into.id:
        raise Refused("incident.itself", number=incident.number)
    if incident.room != into.room or incident.exercise != into.exercise:
        raise Refused("incident.other_room", number=incident.number)
    _open(incident)
    _open(into)
    waiting = [one for one in world.units.values() if incident.id in one.stack]
    stacked = [one.id for one in waiting if into.id not in one.stack and one.incident != into.id]
    # Nobody goes next to where he is, nor twice to the same.
    needless = [(one, incident) for one in waiting if one.id not in stacked]
    units = (world.units.get(key) for key in incident.units)
    needless += [(one, into) for one in units if one is not None and into.id in one.stack]
    return [
        *(UnitUnstacked(at=context.now, unit=one.id, incident=key.id) for one, key in needless),
        IncidentMerged(
            at=context.now,
            incident=incident.id,
            into=into.id,
            by=context.actor.shown,
            units=incident.units,
            stacked=tuple(sorted(stacked)),
            calls=tuple(key for key in incident.calls if key not in into.calls),
            agencies=tuple(one for one in _agencies(incident) if one not in _agencies(into)),
        ),
    ]


def split(world: World, command: SplitIncident, context: Context) -> list[AnyChange]:
    """What was joined stands alone again, with whatever it brought that is still with the other."""
    incident = incident_of(world, command.incident)
    allowed(context, Action.CLOSE_INCIDENT, incident.room, None, incident.exercise)
    if incident.merged_into is None:
        raise Refused("incident.not_joined", number=incident.number)
    into = incident_of(world, incident.merged_into)
    if into.merged_into is not None:
        raise Refused("incident.joined_further", number=into.number)
    lent = incident.lent or Lent()
    units = tuple(key for key in lent.units if key in into.units)
    stacked = tuple(key for key in lent.stacked if _waits_for(world, key, into.id))
    calls = tuple(key for key in lent.calls if _is_of(world, key, into.id))
    return [
        IncidentSplit(
            at=context.now,
            incident=incident.id,
            into=into.id,
            by=context.actor.shown,
            reason=command.reason,
            units=units,
            stacked=stacked,
            calls=calls,
        )
    ]


def _same_ground(call: Call, incident: Incident) -> None:
    if call.room != incident.room or call.exercise != incident.exercise:
        raise Refused("incident.other_room", number=incident.number)


def _open(incident: Incident) -> None:
    if incident.state is IncidentState.CLOSED:
        who = told(by=incident.closed_by, since=incident.closed_at)
        raise Refused("incident.closed", number=incident.number, **who)


def _in_no_other_hands(call: Call, context: Context) -> None:
    operator = context.actor.operator
    held = call.state in (CallState.ANSWERED, CallState.ENDED)
    if held and (operator is None or call.answered_by != operator.id):
        raise Refused("call.taken", by=call.answered_name, **told(since=call.answered_at))


def _agencies(incident: Incident) -> tuple[Agency, ...]:
    asked = (*incident.agencies, *(task.agency for task in incident.tasks))
    return tuple(dict.fromkeys(asked))


def _waits_for(world: World, unit: UUID, incident: UUID) -> bool:
    kept = world.units.get(unit)
    return kept is not None and incident in kept.stack


def _is_of(world: World, call: UUID, incident: UUID) -> bool:
    kept = world.calls.get(call)
    return kept is None or kept.incident == incident  # one that memory has let go of is where it was


RULES: dict[type[Command], Callable[..., list[AnyChange]]] = {
    LinkCall: link,
    UnlinkCall: unlink,
    JoinIncidents: join,
    SplitIncident: split,
}

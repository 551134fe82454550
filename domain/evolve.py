"""How each change alters the world; total and unconditional, for the log is the truth.

Replaying the log through `evolve` gives the same world as living through it: `python -m backend rebuild`
compares the two.
"""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from domain import changes as ch
from domain import evolve_dispatch, evolve_events, evolve_location, evolve_queue, evolve_shift, tasks
from domain.alert import Alert, AlertState
from domain.call import Call, CallState, Disposition
from domain.context import site_date
from domain.explain_changes import DispatchRanked, RecommendationShown
from domain.incident import Incident, IncidentState
from domain.mentioned import with_others
from domain.numbering import counted_incident, counted_short
from domain.premises import gravest_first
from domain.provided import facts_of
from domain.unit import UnitStatus
from domain.words import LONGEST_NARRATIVE
from domain.world import World


def evolve(world: World, change: ch.AnyChange) -> None:
    """Stage what `change` did. Raises `KeyError` on a kind this program does not know."""
    _RULES[type(change)](world, change)


def _call(world: World, key: Any) -> Call:
    call = world.calls.get(key)
    if call is None:
        raise LookupError(f"call {key}")
    return call


def _alert(world: World, key: Any) -> Alert:
    alert = world.alerts.get(key)
    if alert is None:
        raise LookupError(f"alert {key}")
    return alert


def _rang(world: World, c: ch.CallRang) -> None:
    call = Call(
        id=c.call, short=c.short, room=c.room, state=CallState.RINGING, ringing_at=c.at, number=c.number,
        line=c.line, caller=c.caller, address=c.address, location=c.location, hint=c.hint,
        exercise=c.exercise, provided=facts_of(c.provided), area=c.area, language=c.language,
        needs=c.needs, marks=c.marks, repeats=c.repeats, nuisance=c.nuisance, priority=c.priority,
    )  # fmt: skip
    world.calls.put(call.id, call)
    world.count(counted_short(world.counters, site_date(c.at).toordinal(), c.short))


def _answered(world: World, c: ch.CallAnswered) -> None:
    evolve_queue.stops_ringing(world, c.call, c.at)
    call = replace(
        _call(world, c.call), state=CallState.ANSWERED, answered_at=c.at, answered_by=c.operator,
        answered_name=c.operator_name,
    )  # fmt: skip
    if c.called_back:
        call = replace(call, ended_at=None, call_backs=call.call_backs + 1)
    if c.room is not None:
        call = replace(call, room=c.room, came_from=call.room)
    world.calls.put(call.id, call)
    evolve_queue.takes(world, call.id, c.workstation, c.at)


def _handed_over(world: World, c: ch.CallHandedOver) -> None:
    call = replace(_call(world, c.call), answered_by=c.operator, answered_name=c.operator_name)
    world.calls.put(call.id, call)
    evolve_queue.changes_hands(world, call.id, c.workstation, c.at)


def _abandoned(world: World, c: ch.CallAbandoned) -> None:
    evolve_queue.stops_ringing(world, c.call, c.at)
    world.calls.put(c.call, replace(_call(world, c.call), state=CallState.ABANDONED, ended_at=c.at))


def _ended(world: World, c: ch.CallEnded) -> None:
    world.calls.put(c.call, replace(_call(world, c.call), state=CallState.ENDED, ended_at=c.at))
    evolve_queue.line_closed(world, c.call, c.at)


def _drafted(world: World, c: ch.DraftSaved) -> None:
    world.calls.put(c.call, replace(_call(world, c.call), draft=c.draft))


def _call_closed(world: World, c: ch.CallClosed) -> None:
    call = _call(world, c.call)
    closed = replace(
        call, state=CallState.CLOSED, closed_at=c.at, disposition=Disposition(c.disposition),
        incident=c.incident or call.incident, closed_by=c.by,
    )  # fmt: skip
    world.calls.put(call.id, closed)
    evolve_queue.leaves(world, call.id, c.at)


def _incident_created(world: World, c: ch.IncidentCreated) -> None:
    incident = Incident(
        id=c.incident, number=c.number, short=c.short, room=c.room, state=IncidentState.PENDING,
        priority=c.priority, place=c.place, created_at=c.at, created_by=c.by, type_code=c.type_code,
        narrative=c.narrative, agencies=c.agencies, calls=(c.call,) if c.call else (), exercise=c.exercise,
        vehicles=c.vehicles, people=c.people, answers=c.answers, hazards=c.hazards,
        tasks=tasks.opened((), c.tasks, c.at),
    )  # fmt: skip
    world.incidents.put(incident.id, incident)
    if c.call is not None:
        world.calls.put(c.call, replace(_call(world, c.call), incident=c.incident))
    day = site_date(c.at)
    counters = counted_short(world.counters, day.toordinal(), c.short)
    world.count(counted_incident(counters, day.year, c.number))


def _incident_joined(world: World, c: ch.IncidentJoined) -> None:
    incident = world.incidents.get(c.incident)
    if incident is None:
        return
    words = f"{incident.narrative}\n{c.by}: {c.narrative}" if c.narrative else incident.narrative
    calls = incident.calls if c.call is None or c.call in incident.calls else (*incident.calls, c.call)
    whole = replace(
        incident, joined=(*incident.joined, c.joined), priority=min(incident.priority, c.priority),
        narrative=words.strip()[:LONGEST_NARRATIVE], calls=calls,
        vehicles=with_others(incident.vehicles, c.vehicles), people=with_others(incident.people, c.people),
        hazards=gravest_first(tuple(dict.fromkeys((*incident.hazards, *c.hazards)))),
    )  # fmt: skip
    world.incidents.put(whole.id, whole)


def _incident_closed(world: World, c: ch.IncidentClosed) -> None:
    incident = world.incidents.get(c.incident)
    if incident is not None:
        closed = replace(
            incident, state=IncidentState.CLOSED, closed_at=c.at, closed_by=c.by, disposition=c.disposition,
            tasks=tasks.all_closed(incident.tasks, c.disposition, c.at),
        )  # fmt: skip
        world.incidents.put(closed.id, closed)


def _dispatched(world: World, c: ch.UnitDispatched) -> None:
    unit, incident = world.units.get(c.unit), world.incidents.get(c.incident)
    if unit is not None:
        sent = replace(
            unit, status=UnitStatus.DISPATCHED, since=c.at, incident=c.incident, check_due=None,
            stack=tuple(key for key in unit.stack if key != c.incident),
        )  # fmt: skip
        world.units.put(unit.id, sent)
    if incident is not None and c.unit not in incident.units:
        active = replace(incident, state=IncidentState.ACTIVE, units=(*incident.units, c.unit))
        if c.agency is not None:
            named = () if c.agency in active.agencies else (c.agency,)
            worked = tasks.working(active.tasks, c.agency, c.at, c.operator, c.by)
            active = replace(active, agencies=(*active.agencies, *named), tasks=worked)
        world.incidents.put(incident.id, active)


def _status_set(world: World, c: ch.UnitStatusSet) -> None:
    unit = world.units.get(c.unit)
    if unit is not None:
        since = c.at if c.since is None else c.since
        moved = replace(unit, status=UnitStatus(c.status), since=since, check_due=c.check_due)
        world.units.put(unit.id, moved)


def _freed(world: World, c: ch.UnitFreed) -> None:
    unit, incident = world.units.get(c.unit), world.incidents.get(c.incident)
    if unit is not None:
        since = c.at if c.since is None else c.since
        free = replace(unit, status=UnitStatus(c.status), since=since, incident=None, check_due=None)
        world.units.put(unit.id, free)
    if incident is not None:
        left = tuple(u for u in incident.units if u != c.unit)
        state = incident.state
        if state is IncidentState.ACTIVE and not left:
            state = IncidentState.PENDING
        still = {one.agency for key in left if (one := world.units.get(key)) is not None}
        rest = incident.tasks
        if unit is not None and unit.agency not in still:
            rest = tasks.resting(rest, unit.agency, c.at)
        world.incidents.put(incident.id, replace(incident, units=left, state=state, tasks=rest))


def _raised(world: World, c: ch.AlertRaised) -> None:
    alert = Alert(
        id=c.alert, kind=c.alert_kind, severity=c.severity, state=AlertState.UNACKNOWLEDGED, room=c.room,
        group=c.group, raised_at=c.at, last_at=c.at, rang_at=c.at, agency=c.agency, params=c.params,
        area=c.area, position=c.position, protected=c.protected, verified=c.verified, exercise=c.exercise,
    )  # fmt: skip
    world.put_alert(alert)


def _repeated(world: World, c: ch.AlertRepeated) -> None:
    alert = _alert(world, c.alert)
    again = replace(
        alert, count=alert.count + 1, last_at=c.at, severity=c.severity, verified=c.verified,
        position=c.position or alert.position,
    )  # fmt: skip
    if c.rings:
        again = replace(again, state=AlertState.UNACKNOWLEDGED, rang_at=c.at, shelved_until=None)
    world.put_alert(again)


def _returned(world: World, c: ch.AlertReturned) -> None:
    world.put_alert(replace(_alert(world, c.alert), state=AlertState.RETURNED, last_at=c.at))


def _acknowledged(world: World, c: ch.AlertAcknowledged) -> None:
    alert = replace(
        _alert(world, c.alert), state=AlertState.ACKNOWLEDGED, acknowledged_at=c.at, by=c.by,
        workstation=c.workstation,
    )  # fmt: skip
    world.put_alert(alert)


def _shelved(world: World, c: ch.AlertShelved) -> None:
    alert = replace(
        _alert(world, c.alert), state=AlertState.SHELVED, by=c.by, shelved_until=c.until, reason=c.reason
    )
    world.put_alert(alert)


def _unshelved(world: World, c: ch.AlertUnshelved) -> None:
    alert = replace(
        _alert(world, c.alert), state=AlertState.UNACKNOWLEDGED, rang_at=c.at, shelved_until=None, reason=""
    )
    world.put_alert(alert)


def _alert_closed(world: World, c: ch.AlertClosed) -> None:
    world.put_alert(
        replace(_alert(world, c.alert), state=AlertState.CLOSED, last_at=c.at, by=c.by, reason=c.reason)
    )


def _told_only(world: World, c: ch.AnyChange) -> None:
    """For the log's readers: nothing that is open changes."""


_RULES: dict[type[ch.Change], Callable[..., None]] = {
    ch.CallRang: _rang,
    ch.CallAnswered: _answered,
    ch.CallHandedOver: _handed_over,
    ch.CallAbandoned: _abandoned,
    ch.CallEnded: _ended,
    ch.DraftSaved: _drafted,
    ch.CallClosed: _call_closed,
    ch.IncidentCreated: _incident_created,
    ch.IncidentJoined: _incident_joined,
    ch.IncidentClosed: _incident_closed,
    ch.UnitDispatched: _dispatched,
    ch.UnitStatusSet: _status_set,
    ch.UnitFreed: _freed,
    ch.AlertRaised: _raised,
    ch.AlertRepeated: _repeated,
    ch.AlertReturned: _returned,
    ch.AlertAcknowledged: _acknowledged,
    ch.AlertShelved: _shelved,
    ch.AlertUnshelved: _unshelved,
    ch.AlertClosed: _alert_closed,
    ch.RefusalResolved: _told_only,
    RecommendationShown: _told_only,
    DispatchRanked: _told_only,
    **evolve_location.RULES,
    **evolve_queue.RULES,
    **evolve_events.RULES,
    **evolve_dispatch.RULES,
    **evolve_shift.RULES,
}

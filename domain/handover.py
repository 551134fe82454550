"""What the next shift must know, read from the world: pure, so that writer and desk generate the same.

Points come in the order in which somebody who takes over needs them: what is wrong now first, then what is
open, then what runs on. Each names the things it is about, so that one key shows them.
"""

from collections.abc import Iterator
from uuid import UUID

from domain.alert import Alert, AlertState
from domain.call import CallState
from domain.clock import MINUTE, Micros
from domain.desk import DeskState
from domain.incident import Incident, IncidentState, TaskState
from domain.severity import Severity
from domain.shift import Point
from domain.timers import DEFAULT, Limits
from domain.words import RoomName
from domain.world import World

FAULTS = frozenset({"fault.cameras", "fault.server", "fault.link", "fault.recording", "fault.other"})
"""What only a desk can tell of: the world knows no cameras and no links."""
MOST_NAMED = 5
"""Calls to return that are named each; of more, how many and how long the oldest has waited."""
MOST_THINGS = 64
_CUT = 200
"""Characters of a text that a point quotes."""


def points(
    world: World, room: RoomName, exercise: bool, now: Micros, limits: Limits = DEFAULT
) -> tuple[Point, ...]:
    """Return the points of a room at this moment."""
    incidents = sorted(
        (
            one
            for one in world.incidents.values()
            if one.room == room and one.exercise == exercise and one.state is not IncidentState.CLOSED
        ),
        key=lambda one: (one.priority, one.created_at),
    )
    return (
        *_alerts(world, room, exercise),
        *_untaken(incidents),
        *_overdue(world, room, exercise, now, limits),
        *_to_call_back(world, room, exercise, now),
        *_open(incidents),
        *_bolos(world, room, exercise, now),
        *_away(world, room, exercise),
    )


def _alerts(world: World, room: RoomName, exercise: bool) -> Iterator[Point]:
    done = (AlertState.CLOSED, AlertState.RETURNED, AlertState.OUT_OF_SERVICE)
    waiting: list[Alert] = [
        one
        for one in world.alerts.values()
        if one.room == room
        and one.exercise == exercise
        and one.severity is Severity.CRITICAL
        and one.state not in done
    ]
    for one in sorted(waiting, key=lambda alert: alert.raised_at):
        yield Point(
            code="alert.critical", params={"kind": one.kind.value, "state": one.state.value}, things=(one.id,)
        )


def _untaken(incidents: list[Incident]) -> Iterator[Point]:
    """Critical incidents to which nobody goes, and whose tasks nobody has taken."""
    for one in incidents:
        held = any(task.state is not TaskState.PENDING for task in one.tasks)
        if one.priority is Severity.CRITICAL and one.state is IncidentState.PENDING and not held:
            yield Point(code="incident.untaken", params=_named(one), things=(one.id,))


def _open(incidents: list[Incident]) -> Iterator[Point]:
    for one in incidents:
        params = _named(one) | {"units": str(len(one.units)), "state": one.state.value}
        waiting = [task.agency.value for task in one.tasks if task.state is TaskState.PENDING]
        if waiting:
            params["waiting"] = ", ".join(waiting)
        yield Point(code="incident.open", params=params, things=(one.id, *one.units)[:64])


def _named(one: Incident) -> dict[str, str]:
    params = {
        "number": one.number,
        "short": str(one.short),
        "priority": str(int(one.priority)),
        "type": one.type_code or "",
        "place": one.place.address[:_CUT],
    }
    return {key: value for key, value in params.items() if value}


def _overdue(world: World, room: RoomName, exercise: bool, now: Micros, limits: Limits) -> Iterator[Point]:
    late: list[tuple[Micros, Point]] = []
    for unit in world.units.values():
        if unit.incident is None or unit.room != room or unit.exercise != exercise:
            continue
        incident = world.incident(unit.incident)
        limit = limits.of_unit(unit, incident.priority if incident is not None else None)
        if limit is None or now - unit.since < limit.overdue:
            continue
        params = {
            "unit": unit.call_sign,
            "status": unit.status.value,
            "minutes": str((now - unit.since) // MINUTE),
            "number": incident.number if incident is not None else "",
        }
        told = {key: value for key, value in params.items() if value}
        late.append((unit.since, Point(code="unit.overdue", params=told, things=(unit.id,))))
    yield from (point for _, point in sorted(late, key=lambda one: one[0]))


def _to_call_back(world: World, room: RoomName, exercise: bool, now: Micros) -> Iterator[Point]:
    waiting = [
        one
        for one in world.calls.values()
        if one.room == room and one.exercise == exercise and one.state is CallState.ABANDONED
    ]
    waiting.sort(key=lambda call: call.ringing_at)
    if len(waiting) > MOST_NAMED:
        # A bad night has dozens: one line says how many, so that they do not hide the rest.
        oldest = str((now - waiting[0].ringing_at) // MINUTE)
        things = tuple(one.id for one in waiting[:MOST_THINGS])
        params = {"many": str(len(waiting)), "minutes": oldest}
        yield Point(code="call.many_to_call_back", params=params, things=things)
        return
    for one in waiting:
        params = {"short": str(one.short), "minutes": str((now - one.ringing_at) // MINUTE)}
        if one.number:
            params["number"] = one.number
        yield Point(code="call.to_call_back", params=params, things=(one.id,))


def _bolos(world: World, room: RoomName, exercise: bool, now: Micros) -> Iterator[Point]:
    running = [
        one
        for one in world.bolos.values()
        if one.room == room and one.exercise == exercise and one.cancelled_at is None and now < one.expires_at
    ]
    for one in sorted(running, key=lambda bolo: bolo.expires_at):
        things: tuple[UUID, ...] = (one.id,) if one.incident is None else (one.id, one.incident)
        params = {"short": str(one.short), "title": one.title[:_CUT], "until": str(one.expires_at)}
        yield Point(code="bolo.running", params=params, things=things)


def _away(world: World, room: RoomName, exercise: bool) -> Iterator[Point]:
    for one in sorted(world.desks.values(), key=lambda desk: desk.workstation):
        if one.room != room or one.exercise != exercise or one.state is not DeskState.AWAY:
            continue
        params = {"desk": one.desk, "who": one.operator_name, "reason": one.reason or ""}
        told = {key: value for key, value in params.items() if value}
        yield Point(code="desk.away", params=told, things=(one.id,))

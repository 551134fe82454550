"""The present as rows: how each thing of the world lies in its table, and how the world is read back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from backend.database.entries import Upsert
from backend.database.link import Connection
from domain.agency import Agency
from domain.alert import Alert, AlertState
from domain.bolo import Bolo
from domain.call import Call
from domain.clock import DAY, Micros
from domain.desk import Desk
from domain.incident import Incident
from domain.shift import Handover, LogEntry
from domain.unit import Assignment, Unit, UnitStatus, Visibility
from domain.wire import canonical
from domain.world import Counters, Thing, World

Paper = Desk | Bolo | LogEntry | Handover
"""What lies in one table: few, small, always read whole."""
REMEMBERED: Micros = DAY
"""Closed things stay in memory for a day: late reports about them are answered, not refused as unknown."""

_CALLS = "select body from call where closed_at is null or closed_at > moment(%s) order by ringing_at"
_INCIDENTS = "select body from incident where closed_at is null or closed_at > moment(%s)"
_ALERTS = "select body from alert where not closed or last_at > moment(%s)"
_PAPERS = "select body from room_thing where until is null or until > moment(%s)"
# From the few shifts of this moment outwards: each step has an index that begins with the shift, whatever the
# database knows of its tables' sizes. The other way round it took 8 s for 5,000 units.
_UNITS = """
with present as materialized (
       select id, label from shift where begins_at <= moment(%s) and moment(%s) < ends_at),
     duty as materialized (
       select distinct on (a.unit) a.unit, a.id, a.device, a.vehicle, p.label
         from present p join assignment a on a.shift = p.id order by a.unit, a.id),
     crew as materialized (
       select aa.assignment, array_agg(g.name order by g.name) as names
         from present p join assignment_agent aa on aa.shift = p.id join agent g on g.id = aa.agent
        group by aa.assignment)
select u.id, u.index, u.call_sign, u.agency, u.room, u.visibility, u.exercise,
       coalesce(s.status, u.initial_status), micros(coalesce(s.since, u.since)), s.incident,
       coalesce(c.names, '{}'), d.label, v.label, a.label, coalesce(s.stack, '{}'), micros(s.check_due),
       u.capabilities
  from unit u
  left join unit_status s on s.id = u.id
  left join duty a on a.unit = u.id
  left join crew c on c.assignment = a.id
  left join device d on d.id = a.device
  left join vehicle v on v.id = a.vehicle
 where a.id is not null or s.incident is not null
"""
_UNITS_AT_FIRST = """
select id, index, call_sign, agency, room, visibility, exercise, initial_status, micros(since), null,
       '{}'::text[], null, null, null, '{}'::uuid[], null, capabilities
  from unit
"""
_COUNTERS = "select year, incidents, day, shorts from counters where id = 1"


def upserts_of(things: Iterable[Thing], counters: Counters) -> list[Upsert]:
    """Return the rows of the things that a batch touched, and of the counters."""
    upserts = [_upsert(thing) for thing in things]
    if upserts:
        upserts.append(Upsert(table="counters", row=msgspec.structs.asdict(counters)))
    return upserts


async def load_world(connection: Connection, now: Micros) -> World:
    """Read everything open, and what was closed during the last day, from the tables."""
    world = World()
    horizon = now - REMEMBERED
    for row in await _rows(connection, _CALLS, horizon):
        call = msgspec.json.decode(row[0], type=Call)
        world.calls.put(call.id, call)
    for row in await _rows(connection, _INCIDENTS, horizon):
        incident = msgspec.json.decode(row[0], type=Incident)
        world.incidents.put(incident.id, incident)
    alerts = [msgspec.json.decode(row[0], type=Alert) for row in await _rows(connection, _ALERTS, horizon)]
    # A group's latest alert is the one that repeats are counted on.
    for alert in sorted(alerts, key=lambda one: one.raised_at):
        world.put_alert(alert)
    for row in await _rows(connection, _PAPERS, horizon):
        _keep_paper(world, msgspec.json.decode(row[0], type=Paper))
    for row in await _rows(connection, _UNITS, now, now):
        unit = _unit(row)
        world.units.put(unit.id, unit)
    for row in await _rows(connection, _COUNTERS):
        world.count(Counters(year=row[0], incidents=row[1], day=row[2], shorts=row[3]))
    world.take_touched()
    world.settle()
    return world


async def load_register(connection: Connection) -> World:
    """Read every unit of the register as it was before anything happened: where a replay begins."""
    world = World()
    for row in await _rows(connection, _UNITS_AT_FIRST):
        unit = _unit(row)
        world.units.put(unit.id, unit)
    world.take_touched()
    world.settle()
    return world


async def _rows(connection: Connection, query: str, *values: Any) -> list[tuple[Any, ...]]:
    cursor = await connection.execute(query, values)
    return await cursor.fetchall()


def _unit(row: tuple[Any, ...]) -> Unit:
    (
        key, index, call_sign, agency, room, visibility, exercise, status, since, incident,
        agents, device, vehicle, shift, stack, check_due, capabilities,
    ) = row  # fmt: skip
    return Unit(
        id=key, index=index, call_sign=call_sign, agency=Agency(agency), room=room,
        visibility=Visibility(visibility), exercise=exercise, status=UnitStatus(status), since=since,
        incident=incident, stack=tuple(stack), check_due=check_due, capabilities=tuple(capabilities),
        assignment=Assignment(agents=tuple(agents), device=device, vehicle=vehicle, shift=shift),
    )  # fmt: skip


def _keep_paper(world: World, paper: Paper) -> None:
    match paper:
        case Desk():
            world.desks.put(paper.id, paper)
        case Bolo():
            world.bolos.put(paper.id, paper)
        case LogEntry():
            world.entries.put(paper.id, paper)
        case Handover():
            world.handovers.put(paper.id, paper)


def _upsert(thing: Thing) -> Upsert:
    match thing:
        case Call():
            return Upsert(table="call", row=_call_row(thing))
        case Incident():
            return Upsert(table="incident", row=_incident_row(thing))
        case Unit():
            return Upsert(table="unit_status", row=_unit_row(thing))
        case Alert():
            return Upsert(table="alert", row=_alert_row(thing))
        case Desk() | Bolo() | LogEntry() | Handover():
            return Upsert(table="room_thing", row=_paper_row(thing))


def _call_row(call: Call) -> dict[str, Any]:
    return {
        "id": call.id, "short": call.short, "room": call.room, "state": call.state.value,
        "ringing_at": call.ringing_at, "closed_at": call.closed_at, "incident": call.incident,
        "exercise": call.exercise, "body": canonical(call).decode(),
    }  # fmt: skip


def _incident_row(incident: Incident) -> dict[str, Any]:
    return {
        "id": incident.id, "number": incident.number, "short": incident.short, "room": incident.room,
        "agencies": [agency.value for agency in incident.agencies], "state": incident.state.value,
        "priority": int(incident.priority), "created_at": incident.created_at,
        "closed_at": incident.closed_at, "exercise": incident.exercise, "body": canonical(incident).decode(),
    }  # fmt: skip


def _unit_row(unit: Unit) -> dict[str, Any]:
    return {
        "id": unit.id, "status": unit.status.value, "since": unit.since, "incident": unit.incident,
        "room": unit.room, "agency": unit.agency.value, "exercise": unit.exercise,
        "stack": [str(incident) for incident in unit.stack], "check_due": unit.check_due,
    }  # fmt: skip


def _paper_row(paper: Paper) -> dict[str, Any]:
    return {
        "id": paper.id, "kind": type(paper).__struct_config__.tag, "room": paper.room, "until": _until(paper),
        "exercise": paper.exercise, "body": canonical(paper).decode(),
    }  # fmt: skip


def _until(paper: Paper) -> Micros | None:
    match paper:
        case Desk():
            return None
        case Bolo():
            return paper.cancelled_at or paper.expires_at
        case LogEntry():
            return paper.at
        case Handover():
            return paper.made_at


def _alert_row(alert: Alert) -> dict[str, Any]:
    return {
        "id": alert.id, "kind": alert.kind.value, "severity": int(alert.severity), "state": alert.state.value,
        "room": alert.room, "agency": alert.agency.value if alert.agency else None,
        "group_code": alert.group, "raised_at": alert.raised_at, "last_at": alert.last_at,
        "closed": alert.state is AlertState.CLOSED, "exercise": alert.exercise,
        "body": canonical(alert).decode(),
    }  # fmt: skip

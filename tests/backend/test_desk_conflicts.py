"""A unit that a desk sent by radio while the server was away, and that others had sent elsewhere."""

from __future__ import annotations

from uuid import UUID

from backend.database.rebuild import rebuild
from domain.agency import Agency
from domain.alert import Alert, AlertKind
from domain.call import Call
from domain.commands import CreateIncident, DispatchUnit, ReassignUnit, Resolution, ResolveRefused
from domain.incident import Incident
from domain.place import Place
from domain.severity import Severity
from domain.unit import Unit, UnitStatus
from domain.wire import Do
from tests.plugins.backend import Desk, Running


async def incident(backend: Running, desk: Desk) -> UUID:
    key = backend.mint.mint()
    made = CreateIncident(incident=key, room="911", priority=Severity.HIGH, place=Place(barrio="Retiro"))
    assert (await desk.do(made)).result == "accepted"
    return key


async def test_it_stays_where_it_is_and_the_whole_room_hears_of_it_once(backend: Running) -> None:
    ours, theirs = await backend.desk("macuna"), await backend.desk("dsame")
    unit = next(
        u for u in ours.snapshot.units if u.status is UnitStatus.AVAILABLE and u.agency is Agency.POLICE
    )
    first, second = await incident(backend, ours), await incident(backend, ours)
    assert (await ours.do(DispatchUnit(incident=first, unit=unit.id))).result == "accepted"

    alone = Do(id=backend.mint.mint(), at=0, command=DispatchUnit(incident=second, unit=unit.id, local=True))
    answer = await ours.repeat(alone)
    assert (answer.code, answer.params["unit"]) == ("unit.busy", unit.call_sign)
    told = await theirs.thing(Alert, lambda alert: alert.kind is AlertKind.DESK_DISPATCH)
    assert told.severity is Severity.HIGH
    assert told.params["unit"] == unit.call_sign
    assert told.params["wanted"] != told.params["incident"]

    assert await ours.repeat(alone) == answer, "the desk did not hear it and asks again"
    plain = Do(id=alone.id, at=0, command=DispatchUnit(incident=second, unit=unit.id))
    assert (await ours.repeat(plain)).code == "unit.busy", "the same order, as it left before the loss"

    moved = ReassignUnit(unit=unit.id, incident=second, left=first)
    assert (await ours.do(moved)).result == "accepted"
    after = await theirs.thing(Unit, lambda one: one.id == unit.id and one.incident == second)
    assert after.status is UnitStatus.DISPATCHED
    alerts = [one for one in theirs.things.values() if isinstance(one, Alert)]
    assert [(one.kind, one.count) for one in alerts] == [(AlertKind.DESK_DISPATCH, 1)]


async def test_a_refused_dispatch_with_the_server_there_alarms_nobody(backend: Running) -> None:
    desk = await backend.desk("macuna")
    unit = next(
        u for u in desk.snapshot.units if u.status is UnitStatus.AVAILABLE and u.agency is Agency.POLICE
    )
    first, second = await incident(backend, desk), await incident(backend, desk)
    await desk.do(DispatchUnit(incident=first, unit=unit.id))
    assert (await desk.do(DispatchUnit(incident=second, unit=unit.id))).code == "unit.busy"
    await incident(backend, desk)
    assert not [one for one in desk.things.values() if isinstance(one, Alert)]


async def test_two_desks_that_made_an_incident_of_one_call_alone_end_in_one_with_both_units(
    backend: Running, demo_database: str
) -> None:
    supervisor, room = await backend.desk("cmoyano"), await backend.desk("macuna")
    assert (await backend.ring("joined-1", number="11 4307-5561")).status < 300
    call = await room.thing(Call)
    free = [u for u in room.snapshot.units if u.status is UnitStatus.AVAILABLE][:2]
    made = []
    for desk, words in ((supervisor, "dos en moto"), (room, "se van por San Martín")):
        key = backend.mint.mint()
        alone = CreateIncident(
            incident=key, room="911", priority=Severity.HIGH, place=Place(), call=call.id, narrative=words,
            local=True,
        )  # fmt: skip
        assert (await desk.do(alone)).result == "accepted"
        made.append(key)
    for key, unit in zip(made, free, strict=True):
        assert (await room.do(DispatchUnit(incident=key, unit=unit.id, local=True))).result == "accepted"
    whole = await room.thing(Incident, lambda one: len(one.units) == 2)
    assert (whole.id, whole.joined) == (made[0], (made[1],))
    assert "dos en moto" in whole.narrative
    assert "se van por San Martín" in whole.narrative
    assert not [one for one in room.things.values() if isinstance(one, Incident) and one.id != whole.id]
    settled = ResolveRefused(
        refused=made[1], act=Resolution.KEPT, motive="other_has_it", order="dispatch_unit"
    )
    assert (await room.do(settled)).result == "accepted"
    assert (await room.do(ReassignUnit(unit=free[0].id, incident=made[1], left=made[0]))).result == "accepted"
    assert (await rebuild(demo_database)).differences == [], "the log alone tells the same story"

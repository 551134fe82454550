"""What happened to an incident is told from the log: its call, its people, its units."""

from __future__ import annotations

from typing import Any

from domain.commands import CreateIncident, DispatchUnit, SetUnitStatus
from domain.dispatch_orders import AddNote
from domain.place import Place
from domain.severity import Severity
from domain.time_line import AskTimeLine, TimeLine
from domain.unit import FREE, UnitStatus
from domain.wire import Answer, Ask
from tests.plugins.backend import Desk, Running


async def ask(desk: Desk, inquiry: Any, mark: int) -> Answer:
    await desk.say(Ask(ask=mark, inquiry=inquiry))
    return await desk.hear(Answer, lambda told: told.ask == mark)


async def test_the_time_line_of_an_incident(backend: Running) -> None:
    desk = await backend.desk("macuna")
    assert desk.snapshot is not None
    unit = next(u for u in desk.snapshot.units if u.status in FREE and u.room == "911")
    incident, other = backend.mint.mint(), backend.mint.mint()
    for key, place in ((incident, "San Martín 438"), (other, "Piedras 415")):
        await desk.do(
            CreateIncident(incident=key, room="911", priority=Severity.HIGH, place=Place(address=place))
        )
    await desk.do(DispatchUnit(unit=unit.id, incident=incident))
    await desk.do(SetUnitStatus(unit=unit.id, status=UnitStatus.EN_ROUTE))
    await desk.do(AddNote(incident=incident, text="Llegan por Lavalle"))
    await desk.do(SetUnitStatus(unit=unit.id, status=UnitStatus.AVAILABLE))
    await desk.do(DispatchUnit(unit=unit.id, incident=other))
    await desk.do(SetUnitStatus(unit=unit.id, status=UnitStatus.ON_SCENE))

    told = (await ask(desk, AskTimeLine(incident=incident), 1)).reply
    assert isinstance(told, TimeLine)
    kinds = [entry.what for entry in told.entries]
    assert kinds == [
        "incident_created", "unit_dispatched", "unit_status_set", "incident_noted", "unit_freed",
    ], "what the unit did on another incident is not here"  # fmt: skip
    assert {entry.by for entry in told.entries} == {"Martín Acuña"}
    assert told.entries[1].params["unit"] == unit.call_sign
    assert told.entries[2].params["status"] == "en_route"
    assert told.entries[3].text == "Llegan por Lavalle"
    assert (await ask(desk, AskTimeLine(incident=backend.mint.mint()), 2)).code == "incident.unknown"

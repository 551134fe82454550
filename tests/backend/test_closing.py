"""An incident with twenty units is closed: every console sees all of them free, and nobody asked."""

from __future__ import annotations

from domain.agency import Agency
from domain.commands import CloseIncident, CreateIncident, DispatchUnit, SetUnitStatus
from domain.dispatch_orders import CloseTask
from domain.incident import Incident, IncidentState
from domain.place import Place
from domain.severity import Severity
from domain.unit import Unit, UnitStatus
from tests.plugins.backend import Running

BOTH = (Agency.POLICE, Agency.MEDICAL)


async def test_case_2_twenty_units_of_a_closed_incident_are_free_on_every_console(backend: Running) -> None:
    boss, police = await backend.desk("sarrieta"), await backend.desk("dpolicia")
    free = [one for one in boss.snapshot.units if one.status is UnitStatus.AVAILABLE]
    crowd = [
        *[one.id for one in free if one.agency is Agency.POLICE][:15],
        *[one.id for one in free if one.agency is Agency.MEDICAL][:5],
    ]
    assert len(crowd) == 20
    key = backend.mint.mint()
    made = CreateIncident(
        incident=key, room="911", priority=Severity.CRITICAL, place=Place(barrio="Retiro"), agencies=BOTH
    )
    assert (await boss.do(made)).result == "accepted"
    for unit in crowd:
        assert (await boss.do(DispatchUnit(incident=key, unit=unit))).result == "accepted"
        assert (await boss.do(SetUnitStatus(unit=unit, status=UnitStatus.ON_SCENE))).result == "accepted"
    refused = await police.do(CloseIncident(incident=key))
    assert (refused.code, refused.params["agencies"]) == ("incident.others_work", "medical")
    done = CloseTask(incident=key, agency=Agency.POLICE, disposition="resolved")
    assert (await police.do(done)).result == "accepted"
    assert (await boss.do(CloseIncident(incident=key))).result == "accepted"
    for desk in (boss, police):
        whole = await desk.thing(Incident, lambda one: one.state is IncidentState.CLOSED)
        assert whole.units == ()
        units = [desk.things[unit] for unit in crowd]
        assert all(isinstance(one, Unit) and one.incident is None for one in units)
        assert {one.status for one in units} == {UnitStatus.AVAILABLE}

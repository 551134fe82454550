"""What the writer makes of orders that a desk gave alone, when others have acted meanwhile."""

from __future__ import annotations

from uuid import UUID

import pytest

from domain.alert import AlertKind, AlertState
from domain.call import CallState, Disposition, Draft
from domain.changes import AlertRaised, IncidentJoined, RefusalResolved, UnitDispatched, UnitFreed
from domain.commands import (
    AcknowledgeAlert,
    AnswerCall,
    AnyCommand,
    CloseCall,
    CloseIncident,
    CreateIncident,
    DispatchUnit,
    ReassignUnit,
    Resolution,
    ResolveRefused,
    SaveDraft,
    SetUnitStatus,
    TellSupervisor,
)
from domain.desk_orders import decided_alone, intent
from domain.incident import IncidentState
from domain.people import Role
from domain.place import Place
from domain.refusal import Refused
from domain.severity import Severity
from domain.unit import UnitStatus
from tests.domain.world import ALERT, CALL, INCIDENT, UNIT, City, actor, alert, call, incident, source, unit

OTHER, MINE = UUID(int=90), UUID(int=91)
ANA, BETO = actor(name="ana"), actor(name="beto")


def refused(city: City, command: AnyCommand) -> Refused:
    with pytest.raises(Refused) as caught:
        city.do(command, BETO)
    return caught.value


def made(key: UUID = MINE, **more: object) -> CreateIncident:
    fields: dict[str, object] = {
        "incident": key, "room": "911", "priority": Severity.CRITICAL, "place": Place(address="y"),
        "call": CALL, "close_call": True, "narrative": "dos en moto", "local": True,
    }  # fmt: skip
    return CreateIncident(**(fields | more))  # type: ignore[arg-type]


def test_the_second_incident_of_one_call_goes_on_in_the_first_with_its_words_and_its_units() -> None:
    city = City(call(CallState.ANSWERED), unit())
    city.do(made(OTHER, priority=Severity.MEDIUM, narrative="un robo", close_call=False), ANA)
    joined = city.do(made(), BETO)
    assert isinstance(joined[0], IncidentJoined)
    city.do(DispatchUnit(incident=MINE, unit=UNIT, local=True), BETO)
    whole = city.world.incident(MINE)
    assert whole is not None
    assert (whole.id, whole.units, whole.priority) == (OTHER, (UNIT,), Severity.CRITICAL)
    assert whole.narrative == "un robo\nBeto: dos en moto"
    assert city.world.incidents.get(MINE) is None, "one event, one incident"
    assert refused(city, made(MINE, call=None)).code == "incident.id_taken"


def test_with_the_server_there_a_call_still_makes_one_incident() -> None:
    city = City(call(CallState.ANSWERED))
    city.do(made(OTHER, close_call=False), ANA)
    assert refused(city, made(local=False)).code == "call.has_incident"


def test_what_was_made_of_a_call_that_another_closed_is_an_incident_and_the_call_stays_as_closed() -> None:
    city = City(call(CallState.ANSWERED))
    city.do(CloseCall(call=CALL, disposition=Disposition.PRANK), ANA)
    city.do(made(), BETO)
    closed = city.world.calls.get(CALL)
    assert closed is not None
    assert (closed.disposition, closed.incident) == (Disposition.PRANK, MINE)


def test_a_refused_dispatch_tells_where_the_unit_is_and_since_when() -> None:
    city = City(unit(), incident(), incident(id=OTHER, number="26-0000002"))
    city.clock.advance(60)
    city.do(DispatchUnit(incident=INCIDENT, unit=UNIT), ANA)
    why = refused(city, DispatchUnit(incident=OTHER, unit=UNIT, local=True))
    since = str(city.clock.now())
    assert (why.code, why.params) == (
        "unit.busy",
        {"unit": "M 1-204", "status": "dispatched", "incident": "26-0000001", "since": since},
    )


def test_a_person_moves_a_unit_in_one_breath_and_only_from_where_it_was_seen() -> None:
    third = incident(id=MINE, number="26-0000003")
    city = City(unit(), incident(), incident(id=OTHER, number="26-0000002"), third)
    city.do(DispatchUnit(incident=INCIDENT, unit=UNIT), ANA)
    moved = city.do(ReassignUnit(unit=UNIT, incident=OTHER, left=INCIDENT), BETO)
    assert [type(change) for change in moved] == [UnitFreed, UnitDispatched]
    why = refused(city, ReassignUnit(unit=UNIT, incident=MINE, left=INCIDENT))
    assert (why.code, why.params["incident"]) == ("unit.elsewhere", "26-0000002")


def test_a_status_given_alone_never_frees_a_unit_from_what_others_sent_it_to() -> None:
    city = City(unit(), incident(), incident(id=OTHER, number="26-0000002"))
    city.do(DispatchUnit(incident=OTHER, unit=UNIT), ANA)
    for status in (UnitStatus.AVAILABLE, UnitStatus.DISPATCHED, UnitStatus.ON_SCENE):
        why = refused(city, SetUnitStatus(unit=UNIT, status=status, local=True, incident=INCIDENT))
        assert why.code == "unit.elsewhere"
    kept = city.world.units.get(UNIT)
    assert kept is not None
    assert kept.incident == OTHER


def test_closing_alone_never_frees_a_unit_that_the_desk_did_not_know_of() -> None:
    city = City(unit(), incident())
    close = decided_alone(CloseIncident(incident=INCIDENT), city.world)
    city.do(DispatchUnit(incident=INCIDENT, unit=UNIT), ANA)
    why = refused(city, close)
    assert (why.code, why.params) == ("incident.units_joined", {"number": "26-0000001", "units": "M 1-204"})
    city.do(CloseIncident(incident=INCIDENT), BETO)
    freed = city.world.units.get(UNIT)
    assert freed is not None
    assert freed.incident is None, "a person who has seen it may close it"


def test_who_closed_it_first_and_when_is_told() -> None:
    city = City(incident(), call(CallState.ANSWERED), alert())
    city.clock.advance(5)
    city.do(CloseIncident(incident=INCIDENT), ANA)
    city.do(CloseCall(call=CALL, disposition=Disposition.ERROR), ANA)
    city.do(AcknowledgeAlert(alert=ALERT), ANA)
    now = str(city.clock.now())
    for command, code in (
        (CloseIncident(incident=INCIDENT, local=True), "incident.closed"),
        (CloseCall(call=CALL, disposition=Disposition.PRANK), "call.state"),
        (AnswerCall(call=CALL), "call.state"),
        (SaveDraft(call=CALL, draft=Draft(revision=1)), "call.closed"),
        (AcknowledgeAlert(alert=ALERT), "alert.taken"),
    ):
        why = refused(city, command)
        assert (why.code, why.params["by"], why.params["since"]) == (code, "Ana", now)
    assert refused(city, AcknowledgeAlert(alert=ALERT)).params["desk"] == "puesto-1"
    assert city.do(CloseIncident(incident=INCIDENT), BETO) == [], "with the server there nothing was lost"


def test_two_desks_that_wrote_the_same_form_alone_never_overwrite_one_another() -> None:
    city = City(call(CallState.ANSWERED))
    city.do(SaveDraft(call=CALL, draft=Draft(revision=3, narrative="de nadie"), local=True), BETO)
    answered = City(call())
    answered.do(AnswerCall(call=CALL), ANA)
    answered.do(SaveDraft(call=CALL, draft=Draft(revision=2, narrative="de Ana"), local=True), ANA)
    why = refused(answered, SaveDraft(call=CALL, draft=Draft(revision=9, narrative="de Beto"), local=True))
    assert (why.code, why.params["by"]) == ("call.taken", "Ana")
    kept = answered.world.calls.get(CALL)
    assert kept is not None
    assert kept.draft.narrative == "de Ana"


def test_what_is_asked_is_the_same_whoever_decided_it_first() -> None:
    city = City(unit(UnitStatus.EN_ROUTE, incident=INCIDENT), incident(IncidentState.ACTIVE, units=(UNIT,)))
    asked: tuple[AnyCommand, ...] = (
        made(local=False),
        CloseIncident(incident=INCIDENT),
        DispatchUnit(incident=INCIDENT, unit=UNIT),
        SetUnitStatus(unit=UNIT, status=UnitStatus.ON_SCENE),
        SaveDraft(call=CALL, draft=Draft()),
        AnswerCall(call=CALL),
    )
    for command in asked:
        alone = decided_alone(command, city.world)
        assert intent(alone) == command
        assert (alone == command) == isinstance(command, AnswerCall)


def test_who_settled_a_refused_order_and_why_goes_into_the_log() -> None:
    city = City()
    resolve = ResolveRefused(refused=MINE, act=Resolution.KEPT, motive="nearer", order="dispatch_unit")
    (settled,) = city.do(resolve, BETO)
    assert isinstance(settled, RefusalResolved)
    assert (settled.by, settled.workstation, settled.motive) == ("Beto", "puesto-1", "nearer")
    for somebody in (source(), actor(Role.AUDITOR), actor(Role.ADMINISTRATOR)):
        with pytest.raises(Refused, match="forbidden"):
            city.do(resolve, somebody)


def test_refused_orders_that_wait_are_one_alert_until_none_waits() -> None:
    city = City()
    (raised,) = city.do(TellSupervisor(alert=ALERT, count=2), BETO)
    assert isinstance(raised, AlertRaised)
    assert (raised.alert_kind, raised.params["count"]) == (AlertKind.DESK_REFUSED, "2")
    assert city.do(TellSupervisor(alert=MINE, count=1), BETO) == []
    city.do(TellSupervisor(alert=MINE, count=0), BETO)
    gone = city.world.alerts.get(ALERT)
    assert gone is not None
    assert gone.state is AlertState.CLOSED

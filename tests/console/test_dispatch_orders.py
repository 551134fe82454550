"""The command line of a dispatcher: everything that the mouse can do, said before it is done, and undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from console.order_history import without_people
from domain.agency import Agency
from domain.bolo import BoloKind
from domain.clock import HOUR
from domain.commands import CloseIncident, DispatchUnit, SetUnitStatus
from domain.dispatch_orders import (
    AddNote,
    ChangeIncident,
    CloseTask,
    ExchangeUnits,
    OverrideDispatch,
    PreemptUnit,
    RaiseAlarmLevel,
    ReopenIncident,
    RequestAgency,
    StackUnit,
    TakeTask,
)
from domain.event_orders import JoinIncidents, LinkCall, SplitIncident, UnlinkCall
from domain.incident import Incident, IncidentState
from domain.mentioned import VehicleMentioned
from domain.people import Role
from domain.severity import Severity
from domain.shift_orders import CancelBolo, IssueBolo, MakeHandover, SignHandover, WriteLog
from domain.unit import UnitStatus
from tests.console.desk import SOMEBODY
from tests.console.dispatch_bench import DispatchBench


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[DispatchBench]:
    made = DispatchBench(qtbot, tmp_path)
    yield made
    made.close()


def refused(bench: DispatchBench, line: str) -> str:
    """What the line says instead of doing anything."""
    meaning = bench.orders.meaning(line)
    assert meaning.wrong, line
    assert not bench.orders.run(line)
    return meaning.detail or meaning.act


def test_several_units_of_several_words_are_sent_by_one_line(bench: DispatchBench) -> None:
    incident = bench.here.incident()
    one, two = bench.patrol("M 1-204", 1), bench.patrol("SAME 107", 2, agency=Agency.MEDICAL)
    three = bench.patrol("Moto 1-31", 3)
    n = incident.short
    meaning = bench.orders.meaning(f"D {n} m1204 same 107")
    assert (meaning.act, meaning.detail) == (
        "despachar",
        f"M 1-204, SAME 107 al INC {n} · San Martín 438",
    )
    assert bench.orders.run(f"d {n} m1204 same 107")
    assert bench.orders.run(f"dispatch moto 1-31 {n}")
    assert bench.sent() == [DispatchUnit(unit=u.id, incident=incident.id) for u in (one, two, three)]
    assert bench.orders.run("ec moto 1-31 same 107")
    assert bench.sent()[3:] == [
        SetUnitStatus(unit=u.id, status=UnitStatus.EN_ROUTE) for u in (three, two)
    ]  # fmt: skip


def test_each_verb_asks_for_what_it_says(bench: DispatchBench) -> None:
    picture = bench.here.picture
    one, two = bench.patrol("M 1-204", 1), bench.patrol("M 1-205", 2)
    low = bench.here.incident("26-0001041", priority=Severity.LOW, agencies=(Agency.POLICE,))
    grave = bench.here.incident("26-0001042", priority=Severity.CRITICAL)
    n, m = grave.short, low.short
    for line, command in (
        (f"n {n} Dos en moto", AddNote(incident=grave.id, text="Dos en moto")),
        (f"prioridad {m} 2", ChangeIncident(incident=low.id, priority=Severity.HIGH)),
        (f"alarma {n} 3", RaiseAlarmLevel(incident=grave.id, level=3)),
        (f"pedir {n} SAME", RequestAgency(incident=grave.id, agency=Agency.MEDICAL)),
        (f"asumir {n}", TakeTask(incident=grave.id, agency=Agency.MEDICAL)),
        (f"d {m} m1204", DispatchUnit(unit=one.id, incident=low.id)),
        (f"sacar {n} m1204 robo en curso",
         PreemptUnit(unit=one.id, incident=grave.id, reason="robo en curso")),
        (f"cerrar {n} same", CloseTask(incident=grave.id, agency=Agency.MEDICAL, disposition="done")),
        (f"apilar {m} m1204", StackUnit(unit=one.id, incident=low.id)),
        ("canjear m1205 m1204", ExchangeUnits(unit=two.id, other=one.id)),
        (f"forzar {m} m1205 lo pide el jefe",
         OverrideDispatch(unit=two.id, incident=low.id, reason="lo pide el jefe")),
        (f"vincular {m} {n}", JoinIncidents(incident=low.id, into=grave.id)),
        (f"desvincular {m} eran dos", SplitIncident(incident=low.id, reason="eran dos")),
        (f"cerrar {n}", CloseIncident(incident=grave.id)),
        (f"reabrir {n} volvió a pasar", ReopenIncident(incident=grave.id, reason="volvió a pasar")),
    ):  # fmt: skip
        assert bench.orders.run(line), f"{line}: {bench.orders.meaning(line)}"
        assert bench.sent()[-1] == command, line
    assert bench.refused == [], "and the writer's rules took all of it"
    opened = picture.incidents.get(grave.id)
    assert opened is not None
    assert opened.state is not IncidentState.CLOSED


def test_a_line_that_cannot_be_done_says_what_was_expected(bench: DispatchBench) -> None:
    nowhere = "falta el incidente o el expediente: 1042 … o caso:123/26"
    assert refused(bench, "bolo auto rojo") == nowhere
    on_scene = bench.here.incident("26-0000999")
    bench.patrol("M 1-204", 1, status=UnitStatus.ON_SCENE, incident=on_scene.id)
    bench.patrol("M 1-205", 2)
    n = bench.here.incident().short
    for line, why in (
        (f"d {n}", "falta el móvil"),
        (f"d {n} zz 9", "no hay móvil «zz 9»"),
        (f"d {n} m1205 zz", "no hay móvil «zz»"),
        ("d 9999 m1205", "no hay incidente 9999 abierto"),
        (f"d {n} m1204", "M 1-204 está en el lugar: use «apilar» o «canjear»"),
        ("m1204 ec", "M 1-204 está en el lugar"),
        (f"sacar {n} m1205", "falta el motivo, después del móvil"),
        (f"n {n}", "falta el texto"),
        ("canjear m1204", "hacen falta dos móviles"),
        (f"alarma {n} 1", f"INC {n} ya está en alarma 1"),
        ("reabrir 9999 por error", "no hay incidente 9999 cerrado"),
        ("levantar 7 ya apareció", "no hay BOLO 7 vigente"),
        ("deshacer", "no hay nada que deshacer"),
        ("relevo firmar", "no hay relevo: «relevo generar»"),
    ):
        assert refused(bench, line) == why, line
    for line in ("alarma 9", "pedir marina", "vincular a b", "prioridad"):
        assert bench.orders.meaning(line).wrong, line
    assert bench.sent() == []


def test_the_last_own_order_is_undone_where_the_rules_allow(bench: DispatchBench) -> None:
    unit, incident = bench.patrol("M 1-204", 1), bench.here.incident(priority=Severity.LOW)
    n = incident.short
    bench.orders.run(f"d {n} m1204")
    assert bench.orders.meaning("deshacer").detail == "M 1-204 queda libre"
    assert bench.orders.run("undo")
    assert bench.sent()[-1] == SetUnitStatus(unit=unit.id, status=UnitStatus.AVAILABLE)
    assert refused(bench, "deshacer") == "no hay nada que deshacer", "what was undone is not done again"
    bench.orders.run(f"d {n} m1204")
    moved = bench.here.picture.units.get(unit.id)
    assert moved is not None
    bench.here.picture.put_unit(replace(moved, status=UnitStatus.EN_ROUTE))
    assert refused(bench, "deshacer") == "tarde: M 1-204 está en camino"
    bench.orders.run(f"prioridad {n} 1")
    assert bench.orders.run("deshacer")
    assert bench.sent()[-1] == ChangeIncident(incident=incident.id, priority=Severity.LOW)
    bench.orders.run(f"cerrar {n}")
    assert bench.orders.run("deshacer")
    assert isinstance(bench.sent()[-1], ReopenIncident)
    bench.orders.run(f"n {n} algo escrito")
    assert refused(bench, "deshacer") == "la última orden no se deshace"


def test_a_call_is_linked_to_an_incident_and_let_go_again(bench: DispatchBench) -> None:
    call, incident = bench.here.rings(), bench.here.incident()
    assert bench.orders.run(f"vincular {call.short} {incident.short}")
    assert bench.sent()[-1] == LinkCall(call=call.id, incident=incident.id)
    assert bench.orders.run(f"desvincular {call.short}")
    assert bench.sent()[-1] == UnlinkCall(call=call.id, incident=incident.id)


def test_a_bolo_is_issued_found_by_its_plate_and_cancelled(bench: DispatchBench) -> None:
    incident = bench.here.incident(vehicles=(VehicleMentioned(plate="AB 123 CD", description="rojo"),))
    n = incident.short
    assert bench.orders.run(f"bolo {n} 4h moto A148KLD roja, dos ocupantes")
    (issued,) = bench.sent()
    assert isinstance(issued, IssueBolo)
    assert (issued.what, issued.plate, issued.incident) == (BoloKind.VEHICLE, "A148KLD", incident.id)
    assert issued.title == "moto A148KLD roja, dos ocupantes"
    assert issued.expires_at == bench.here.picture.server_now() + 4 * HOUR
    (bolo,) = bench.here.picture.bolos.values()
    assert bench.orders.meaning("b a148").detail == f"BOLO {bolo.short}: {issued.title}"
    assert bench.orders.meaning("b ab123cd").detail == f"INC {n}: AB 123 CD rojo"
    assert "no está en ningún BOLO" in bench.orders.meaning("b zz999zz").detail
    assert bench.orders.run(f"levantar {bolo.short} ya apareció")
    assert bench.sent()[-1] == CancelBolo(bolo=bolo.id, reason="ya apareció")
    assert "no está en ningún BOLO" in bench.orders.meaning("b a148").detail


def test_the_handover_is_signed_by_two_people(bench: DispatchBench) -> None:
    bench.here.incident(priority=Severity.CRITICAL)
    assert bench.orders.run("bitácora Corte de luz en Monserrat")
    assert isinstance(bench.sent()[-1], WriteLog)
    assert bench.orders.run("relevo generar")
    assert isinstance(bench.sent()[-1], MakeHandover)
    (handover,) = bench.here.picture.handovers.values()
    assert handover.points
    assert bench.orders.meaning("relevo firmar").detail == "como quien entrega"
    assert bench.orders.run("relevo firmar")
    assert bench.sent()[-1] == SignHandover(handover=handover.id)
    assert refused(bench, "relevo firmar").startswith("usted ya firmó")
    who = bench.here.picture.who
    assert who is not None
    bench.here.picture.who = replace(who, operator=replace(who.operator, id=SOMEBODY, name="Vilma Ocampo"))
    assert bench.orders.meaning("handover sign").detail == "como quien recibe"
    assert bench.orders.run("handover sign")
    (signed,) = bench.here.picture.handovers.values()
    assert signed.taken is not None
    assert (signed.taken.name, bench.refused) == ("Vilma Ocampo", [])


def test_what_is_not_for_a_role_is_neither_offered_nor_carried_out(bench: DispatchBench) -> None:
    bench.patrol("M 1-204", 1)
    bench.here.incident()
    bench.here.sits(Role.CALL_TAKER)
    assert not {"dispatch", "status", "handover", "override"} & set(bench.orders.verbs())
    assert {"answer", "note", "log"} <= set(bench.orders.verbs())
    assert bench.orders.meaning("d 1 m1204").detail == "no corresponde a su función"
    assert not any(offer.line.startswith("despachar") for offer in bench.orders.offers("desp"))
    bench.here.sits(Role.DISPATCHER)
    assert "answer" not in bench.orders.verbs()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("n 1042 lo vio Marta Ríos", "n 1042 "),
        ("nota lo vio Marta Ríos", "nota "),
        ("bolo 1042 persona Marta Ríos", "bolo 1042 "),
        ("sacar 1042 m21 porque sí", "sacar 1042 "),
        ("d 1042 m21 m22", "d 1042 m21 m22"),
        ("alarma 1042 2", "alarma 1042 2"),
    ],
)
def test_what_the_line_remembers_has_nobody_in_it(typed: str, kept: str) -> None:
    assert without_people(typed) == kept


def incidents(bench: DispatchBench, count: int) -> list[Incident]:
    return [bench.here.incident(f"26-00020{n:02}") for n in range(count)]


def test_how_the_line_goes_on_is_offered(bench: DispatchBench) -> None:
    bench.patrol("SAME 107", 1, agency=Agency.MEDICAL)
    bench.patrol("SAME 108", 2, agency=Agency.MEDICAL)
    (incident,) = incidents(bench, 1)
    n = incident.short

    def lines(typed: str) -> list[str]:
        return [offer.line for offer in bench.orders.offers(typed)]

    assert lines("d ")[0] == f"d {n}"
    assert lines(f"d {n} same") == [f"d {n} SAME 107", f"d {n} SAME 108"]
    assert lines(f"d {n} same 107 s") == [f"d {n} same 107 SAME 107", f"d {n} same 107 SAME 108"]
    assert lines(f"pedir {n} b") == [f"pedir {n} bomberos"]
    assert lines("n ") == [f"n {n}"]
    assert lines("relevo f") == ["relevo firmar"]

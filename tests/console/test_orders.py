"""The command line on a desk: it names what Enter will do, and does that and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from console.call_signs import CallSigns
from console.choice import Choice
from console.presenters.alerts import AlertsPresenter
from console.presenters.board import BoardPresenter
from console.presenters.dispatch_orders import DispatchOrders, Shows
from console.presenters.intentions import Intentions
from console.presenters.orders import FormActs, OrdersPresenter
from console.presenters.queue import QueuePresenter
from domain.call import Disposition
from domain.commands import AcknowledgeAlert, AnswerCall, DispatchUnit, SetUnitStatus
from domain.people import Role
from domain.severity import Severity
from domain.unit import UnitStatus
from tests.console.desk import Desk
from widgets.alert_pane import AlertPane
from widgets.call_queue import CallQueue
from widgets.look import Look
from widgets.unit_board import UnitBoard


class Bench:
    """A desk whose only hand is at the command line."""

    def __init__(self) -> None:
        look = Look()
        self.desk = Desk()
        picture = self.desk.picture
        self.active: UUID | None = None
        self.did: list[object] = []
        intentions = Intentions(self.desk.commands, lambda _: None)  # type: ignore[arg-type]
        self.panes = (CallQueue(look), AlertPane(look), UnitBoard(look))
        self.queue = QueuePresenter(picture, intentions, self.panes[0], look, self.did.append)
        self.alerts = AlertsPresenter(picture, intentions, self.panes[1], lambda _: None)
        self.board = BoardPresenter(
            picture,
            self.desk.clock,
            intentions,
            self.panes[2],
            lambda lat, lon: "",
            lambda unit, centre: None,
        )
        acts = FormActs(
            lambda: self.active, self.did.append, lambda: self.did.append("menu"), self.did.append
        )
        self.orders = OrdersPresenter(
            picture, self.queue, self.alerts, self.board, acts, lambda unit, centre: self.did.append(unit)
        )
        self.desk.sits(Role.SUPERVISOR)
        shows = Shows(self.did.append, self.did.append, self.did.append, lambda incident, unit: None)
        self.signs, self.choice = CallSigns(picture), Choice(picture)
        DispatchOrders(picture, intentions, self.choice, self.signs, shows).teach(self.orders)

    def asked(self) -> list[object]:
        return [one.command for one in self.desk.commands.sent]


@pytest.fixture
def bench(qapp: QApplication) -> Iterator[Bench]:
    made = Bench()
    yield made
    for part in (made.queue, made.alerts, made.board):
        part.close()
    for pane in made.panes:
        pane.deleteLater()


def test_answering_by_its_short_number(bench: Bench) -> None:
    bench.desk.rings("11 1111", priority=Severity.CRITICAL)
    second = bench.desk.rings("11 2222")
    meaning = bench.orders.meaning("atender 2")
    assert (meaning.act, meaning.detail, meaning.wrong) == ("atender", "11 2222", False)
    assert bench.orders.run("atender 2")
    assert bench.asked() == [AnswerCall(call=second.id)]


def test_what_cannot_be_done_says_why_and_is_not_done(bench: Bench) -> None:
    unit = bench.desk.unit("M 1-204", 1)
    for line, why in (
        ("atender 9", "no hay llamada 9 en la cola"),
        ("atender", "nadie espera"),
        ("tomar", "no hay alertas sin tomar"),
        ("m 1-999 ec", "no hay móvil «m 1-999»"),
        ("m 1-204 el", "M 1-204 está disponible"),
        ("cerrar", "no hay llamada en el formulario"),
        ("d m 1-204", "falta el número del incidente"),
    ):
        meaning = bench.orders.meaning(line)
        assert (meaning.detail, meaning.wrong) == (why, True), line
        assert not bench.orders.run(line)
    assert bench.asked() == []
    assert unit.status is UnitStatus.AVAILABLE


def test_a_unit_s_state_by_its_short_word(bench: Bench) -> None:
    unit = bench.desk.unit("M 1-204", 1, status=UnitStatus.DISPATCHED)
    assert bench.orders.meaning("m1204 ec").act == "En camino"
    assert bench.orders.run("ec m1204")
    assert bench.asked() == [SetUnitStatus(unit=unit.id, status=UnitStatus.EN_ROUTE)]


def test_dispatching_to_an_incident_by_either_number(bench: Bench) -> None:
    unit = bench.desk.unit("M 1-204", 1)
    incident = bench.desk.incident("26-0001042")
    assert bench.orders.meaning("d m 1-204 1042").detail == "M 1-204 al INC 1 · San Martín 438"
    assert bench.orders.run("d m 1-204 1042")
    assert bench.orders.run(f"d 1-204 {incident.short}") is False, "the sign must be the whole sign"
    assert bench.orders.run(f"d m 1-204 {incident.short}")
    assert bench.asked() == [DispatchUnit(unit=unit.id, incident=incident.id)] * 2


def test_the_number_of_the_day_goes_before_the_same_number_of_the_year(bench: Bench) -> None:
    bench.desk.unit("M 1-204", 1)
    printed = bench.desk.incident("26-0001042")
    bench.desk.incident(f"26-{printed.short:07}")
    assert bench.orders.meaning(f"d m 1-204 {printed.short}").detail == "M 1-204 al INC 1 · San Martín 438"


def test_taking_the_gravest_alert(bench: Bench) -> None:
    bench.desk.alert(Severity.LOW)
    grave = bench.desk.alert(Severity.CRITICAL)
    assert bench.orders.run("t")
    assert bench.asked() == [AcknowledgeAlert(alert=grave.id)]


def test_closing_the_call_in_the_form(bench: Bench) -> None:
    bench.active = bench.desk.rings().id
    assert bench.orders.run("cerrar broma")
    assert bench.orders.run("c")
    assert bench.did == [Disposition.PRANK, "menu"]


def test_writing_the_place_and_showing_a_unit(bench: Bench) -> None:
    unit = bench.desk.unit("SAME 107", 4)
    bench.active = bench.desk.rings().id
    assert bench.orders.run("lugar Piedras 415")
    assert bench.orders.run("ver same 107")
    assert bench.did == ["Piedras 415", unit.id]


def test_a_slip_of_the_hand_is_told_what_it_is_like(bench: Bench) -> None:
    meaning = bench.orders.meaning("atnder 2")
    assert (meaning.act, meaning.detail) == ("no conozco «atnder»", "¿quiso decir «atender»?")
    assert bench.orders.meaning("answre").detail == "¿quiso decir «atender»?", "in the words of this desk"
    assert bench.orders.meaning("qqqq").detail == ""
    assert bench.orders.meaning("bloquear").act == "no conozco «bloquear»", "nobody taught this desk to lock"


def test_an_empty_line_means_nothing_and_complains_of_nothing(bench: Bench) -> None:
    meaning = bench.orders.meaning("  ")
    assert (meaning.act, meaning.wrong) == ("", False)
    assert not bench.orders.run("")

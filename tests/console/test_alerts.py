"""Alerts in front of an operator: the gravest on top, taken by the first, a flood named as one."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from msgspec.structs import replace
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QApplication

from backend_client.commands import CommandState
from console.models.alerts import Flood
from console.presenters.alerts import AlertsPresenter
from console.presenters.intentions import Intentions
from domain.alert import AlertState
from domain.clock import MINUTE
from domain.commands import AcknowledgeAlert, ShelveAlert
from domain.severity import Severity
from tests.console.desk import Desk
from widgets.alert_pane import AlertPane
from widgets.look import Look


class Bench:
    """A pane of alerts on a desk."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.said: list[str] = []
        self.chosen: list[UUID] = []
        self.pane = AlertPane(Look())
        self.presenter = AlertsPresenter(
            self.desk.picture,
            Intentions(self.desk.commands, self.said.append),  # type: ignore[arg-type]
            self.pane,
            self.chosen.append,
        )
        self.tester = QAbstractItemModelTester(
            self.presenter.rows, QAbstractItemModelTester.FailureReportingMode.Fatal
        )

    def order(self) -> list[UUID]:
        return [row.id for row in self.presenter.rows.values()]


@pytest.fixture
def bench(qapp: QApplication) -> Iterator[Bench]:
    made = Bench()
    yield made
    made.presenter.close()
    made.pane.deleteLater()


def test_the_gravest_is_on_top_and_what_somebody_has_comes_after(bench: Bench) -> None:
    low = bench.desk.alert(Severity.LOW)
    taken = bench.desk.alert(Severity.CRITICAL, state=AlertState.ACKNOWLEDGED, by="Hernán Soto")
    bench.desk.clock.advance(1)
    grave = bench.desk.alert(Severity.CRITICAL)
    assert bench.order() == [grave.id, taken.id, low.id]


def test_taking_asks_and_the_answer_shows(bench: Bench) -> None:
    alert = bench.desk.alert()
    bench.presenter.take_next()
    assert bench.desk.commands.sent[0].command == AcknowledgeAlert(alert=alert.id)
    assert bench.presenter.rows.values()[0].state is AlertState.UNACKNOWLEDGED
    bench.desk.put_alert(replace(alert, state=AlertState.ACKNOWLEDGED, by="Lucía Ferreyra"))
    assert bench.presenter.rows.values()[0].mine


def test_an_alert_that_a_colleague_took_first_says_who(bench: Bench) -> None:
    bench.desk.alert()
    bench.presenter.take_next()
    bench.desk.commands.sent[0].answer(CommandState.REFUSED, "alert.taken", by="Hernán Soto")
    assert bench.said == ["La alerta ya la tomó Hernán Soto."]


def test_what_is_put_aside_leaves_the_list_and_is_counted(bench: Bench) -> None:
    alert = bench.desk.alert()
    bench.presenter.shelve(alert.id, 15, "se revisa la cámara")
    asked = bench.desk.commands.sent[0].command
    now = bench.desk.picture.server_now()
    assert asked == ShelveAlert(alert=alert.id, until=now + 15 * MINUTE, reason="se revisa la cámara")
    bench.desk.put_alert(replace(alert, state=AlertState.SHELVED))
    assert bench.order() == []
    assert bench.pane.foot.shelved_words() == "1 pospuesta"


def test_more_than_ten_in_ten_minutes_is_a_flood_until_fewer_than_five(bench: Bench) -> None:
    flood = Flood()
    now = bench.desk.picture.server_now()
    for number in range(11):
        flood.heard(bench.desk.alert(rang_at=now + number * MINUTE // 2))
    assert flood.count(now + 6 * MINUTE) == 11
    assert flood.flooding
    assert flood.count(now + 12 * MINUTE) == 6
    assert flood.flooding, "not over yet"
    assert flood.count(now + 14 * MINUTE) == 2
    assert not flood.flooding


def test_an_alert_that_rings_again_counts_again(bench: Bench) -> None:
    flood = Flood()
    alert = bench.desk.alert()
    flood.heard(alert)
    flood.heard(replace(alert, state=AlertState.ACKNOWLEDGED))
    flood.heard(replace(alert, rang_at=alert.rang_at + MINUTE))
    assert flood.count(alert.rang_at + MINUTE) == 2


def test_a_flood_of_alarms_keeps_the_gravest_on_top(bench: Bench) -> None:
    for number in range(120):
        bench.desk.alert(Severity.LOW, group=f"camera:{number}")
    grave = bench.desk.alert(Severity.CRITICAL)
    assert bench.order()[0] == grave.id
    assert len(bench.order()) == 121, "none is dropped"


def test_three_hundred_alarms_at_login_are_one_insertion_with_the_gravest_on_top(bench: Bench) -> None:
    desk, inserted = bench.desk, QSignalSpy(bench.presenter.rows.rowsInserted)
    flush, desk.picture.flush = desk.picture.flush, lambda: None  # type: ignore[method-assign]
    for _ in range(299):
        desk.clock.advance(0.01)
        desk.alert(Severity.LOW)
    grave = desk.alert(Severity.CRITICAL)
    flush()
    assert inserted.count() == 1
    assert bench.order()[0] == grave.id
    assert len(bench.order()) == 300
    assert bench.pane.flood.isHidden() is False
    assert bench.presenter._flood.flooding

"""Alerts: the gravest is seen first, one is taken with a key, a protected place is never told."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from domain.alert import AlertKind, AlertState
from domain.severity import Severity
from tests.widgets.conftest import Painted
from widgets import samples
from widgets.alert_pane import AlertPane, AlertRow, spoken
from widgets.alert_words import alert_words
from widgets.look import Look
from widgets.rows import ROW
from widgets.samples import NOW, Rows


@pytest.fixture
def rows() -> Rows:
    return Rows(samples.alerts())


@pytest.fixture
def pane(qtbot: QtBot, look: Look, rows: Rows) -> AlertPane:
    made = AlertPane(look)
    qtbot.addWidget(made)
    made.resize(360, 640)
    made.set_model(rows)
    made.set_now(NOW)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def test_each_alert_tells_what_where_how_grave_and_who_has_it(pane: AlertPane, painted: Painted) -> None:
    words = painted.of(pane).words
    for word in (
        "Botón de pánico",
        "Zona protegida · San Telmo",
        "CRÍTICA",
        "sin tomar",
        "00:27",
        "21:46:17",
    ):
        assert word in words
    assert "tomada por R. Ibáñez" in words
    assert "tomada por usted" in words
    assert "sin tomar · agrupada ×4" in words


def test_an_untaken_critical_is_tinted_until_someone_takes_it(pane: AlertPane, rows: Rows) -> None:
    delegate = pane.list.rows
    first = samples.alerts()[0]
    assert delegate.ground(first) == ("severity.critical_tint", "severity.critical")
    assert delegate.ground(replace(first, state=AlertState.ACKNOWLEDGED)) == ("", "")


def test_ctrl_t_takes_the_first_that_nobody_took(pane: AlertPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.take_requested) as told:
        qtbot.keyClick(pane, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [samples.alerts()[0].id]


def test_enter_takes_the_chosen_one_and_never_one_that_is_being_taken(
    pane: AlertPane, rows: Rows, qtbot: QtBot, painted: Painted
) -> None:
    chosen = samples.alerts()[3]
    pane.list.setCurrentIndex(rows.index(3, 0))
    with qtbot.waitSignal(pane.take_requested) as told:
        qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    assert told.args == [chosen.id]
    rows.replace(3, replace(chosen, pending=True))
    assert "tomando" in painted.of(pane).words
    with qtbot.assertNotEmitted(pane.take_requested):
        qtbot.keyClick(pane.list, Qt.Key.Key_Return)


def test_a_protected_alert_names_its_barrio_and_nothing_else() -> None:
    row = replace(samples.alerts()[0], params={"place": "Defensa 1180, 3.º B", "device": "PB-20817"})
    said = spoken(row, NOW)
    assert "San Telmo" in said
    assert "Defensa" not in said
    assert "PB-20817" not in said


@pytest.mark.parametrize("kind", list(AlertKind))
def test_every_kind_has_its_sentence_even_when_nothing_is_known(kind: AlertKind) -> None:
    title, detail = alert_words(kind, {}, "", False)
    assert title
    assert detail
    assert "{" not in title + detail


def test_braces_from_outside_are_only_braces() -> None:
    _, detail = alert_words(
        AlertKind.UNIT_SILENT, {"unit": "{age}", "age": "{place}", "place": "{0}"}, "", False
    )
    assert detail == "Último dato hace {place} s · {0}"


def test_the_count_is_of_those_that_nobody_took(pane: AlertPane, rows: Rows) -> None:
    assert pane._count == "5"
    rows.replace(0, replace(samples.alerts()[0], state=AlertState.ACKNOWLEDGED, mine=True))
    assert pane._count == "4"


def test_a_flood_is_told_in_words_and_in_the_meter(pane: AlertPane, painted: Painted) -> None:
    pane.set_flood(14, True)
    assert "14 en 10 min · avalancha" in painted.of(pane).words
    assert painted.colours["14 en 10 min · avalancha"] == "severity.high"


def test_with_no_alert_the_pane_says_so_and_how_many_are_shelved(qtbot: QtBot, look: Look) -> None:
    pane = AlertPane(look)
    qtbot.addWidget(pane)
    pane.set_model(Rows([]))
    pane.set_aside(3, 0, 0)
    assert pane.empty_words() == ("Sin alertas", "3 pospuestas")


def test_the_small_window_keeps_two_lines_of_each(pane: AlertPane, painted: Painted) -> None:
    pane.set_compact(True)
    words = painted.of(pane).words
    assert "Botón de pánico" in words
    assert "Zona protegida · San Telmo" in words
    assert "CRÍTICA" not in words
    assert "7 en 10 min · normal" not in words


def test_a_hundred_alerts_cost_no_more_than_those_on_screen(pane: AlertPane, painted: Painted) -> None:
    many: list[AlertRow] = [samples.alerts()[3]] * 2000
    pane.set_model(Rows(many))
    assert painted.of(pane).words.count("Móvil 1-118 sin posición") < 12


def test_one_alert_more_makes_the_pane_look_at_one_row_not_at_three_hundred(qapp: QApplication) -> None:
    class Counting(QAbstractListModel):
        """A list that counts how often a row is looked at."""

        def __init__(self) -> None:
            super().__init__()
            self.rows: list[AlertRow] = []
            self.looks = 0

        def rowCount(self, parent: object = None) -> int:
            return len(self.rows)

        def data(self, index: QModelIndex, role: int = ROW) -> AlertRow | None:  # type: ignore[override]
            self.looks += role == ROW
            return self.rows[index.row()] if role == ROW else None

        def add(self, *rows: AlertRow) -> None:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()

    def alert(state: AlertState) -> AlertRow:
        return AlertRow(uuid4(), AlertKind.PANIC, Severity.CRITICAL, state, 0, area="San Telmo")

    pane, model = AlertPane(Look()), Counting()
    pane.set_model(model)
    model.add(*(alert(AlertState.UNACKNOWLEDGED) for _ in range(300)))
    assert pane._untaken == {row.id for row in model.rows}
    model.looks = 0
    model.add(alert(AlertState.UNACKNOWLEDGED))
    assert len(pane._untaken) == 301
    assert model.looks <= 5
    model.beginRemoveRows(QModelIndex(), 0, 99)
    del model.rows[:100]
    model.endRemoveRows()
    assert len(pane._untaken) == 201
    pane.deleteLater()

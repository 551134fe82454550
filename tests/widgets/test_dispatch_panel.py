"""The dispatch pane: a click on a button sends that unit, the cursor stays on its unit, old data says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from domain.severity import Severity
from tests.widgets.conftest import Painted
from widgets import samples_dispatch
from widgets.dispatch_panel.dispatch_panel import DispatchPanel
from widgets.dispatch_panel.recommended import driving
from widgets.dispatch_panel.view import Asking, Going
from widgets.look import Look


@pytest.fixture
def pane(qtbot: QtBot) -> DispatchPanel:
    made = samples_dispatch.dispatch_panel(Look())
    qtbot.addWidget(made)
    made.resize(610, 720)
    made.show()
    QApplication.processEvents()
    return made


def test_a_click_on_the_button_sends_and_elsewhere_only_looks(pane: DispatchPanel, qtbot: QtBot) -> None:
    sent: list[Going] = []
    looked: list[Going] = []
    pane.wanted.connect(sent.append)
    pane.looked_at.connect(looked.append)
    area = QRectF(pane.list.visualRect(pane.list.going.index(2, 0)))
    button = pane.list._delegate.button_of(area).center().toPoint()
    qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=area.topLeft().toPoint())
    assert sent == []
    assert looked[-1].call_sign == "M 1-090"
    qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=button)
    assert [row.call_sign for row in sent] == ["M 1-090"]
    assigned = QRectF(pane.list.visualRect(pane.list.going.index(0, 0)))
    qtbot.mouseClick(
        pane.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=pane.list._delegate.button_of(assigned).center().toPoint(),
    )
    assert len(sent) == 1, "who goes already is not sent again"


def test_the_cursor_stays_on_its_unit_when_the_order_changes(pane: DispatchPanel) -> None:
    view = pane.view()
    assert view is not None
    chosen = pane.list.chosen()
    assert isinstance(chosen, Going)
    assert chosen.call_sign == "Moto 1-31", "the first that can be sent"
    first, second, third, *rest = view.rows
    pane.show_view(replace(view, rows=(first, replace(third, rank=2), replace(second, rank=3), *rest)))
    chosen = pane.list.chosen()
    assert isinstance(chosen, Going)
    assert (chosen.call_sign, chosen.rank) == ("Moto 1-31", 3)


def test_what_is_excluded_says_why_and_has_no_button(pane: DispatchPanel, painted: Painted) -> None:
    words = painted.of(pane).words
    assert {"M 1-118", "Excluido: no se calcula con dato viejo", "sin dato"} <= set(words)
    assert words.count("Despachar") == 2
    assert "Asignado" in words


def test_an_incident_without_a_place_on_the_map_is_shown_all_the_same(qtbot: QtBot, painted: Painted) -> None:
    pane = DispatchPanel(Look())
    qtbot.addWidget(pane)
    pane.resize(610, 720)
    assert "Ningún incidente elegido" in painted.of(pane).words
    view = replace(samples_dispatch.dispatch_view(Asking.NOBODY), strip=None, priority=Severity.LOW)
    pane.show_view(view)
    words = painted.of(pane).words
    assert {"sin posición en el mapa", "ninguno apto", "Robo con arma"} <= set(words)


@pytest.mark.parametrize(("seconds", "words"), [(0, "00:00"), (130, "02:10"), (3725, "1:02:05")])
def test_driving_times(seconds: int, words: str) -> None:
    assert driving(seconds) == words

"""What a screen reader says of painted lists: each row is an item with severity, number and wait."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.presenters.alerts import AlertsPresenter
from console.presenters.board import BoardPresenter
from console.presenters.intentions import Intentions
from console.presenters.queue import QueuePresenter
from domain.severity import Severity
from domain.unit import UnitStatus
from tests.console.desk import Desk
from widgets.alert_pane import AlertPane
from widgets.call_queue import CallQueue
from widgets.look import Look
from widgets.rows import RowList
from widgets.unit_board import UnitBoard


class Room:
    """Queue, alerts and board in a window."""

    def __init__(self, qtbot: QtBot) -> None:
        look = Look()
        self.desk = Desk()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1400, 800)
        intentions = Intentions(self.desk.commands, lambda _: None)  # type: ignore[arg-type]
        self.calls, self.rings = CallQueue(look, self.window), AlertPane(look, self.window)
        self.units = UnitBoard(look, self.window)
        picture = self.desk.picture
        self.parts = (
            QueuePresenter(picture, intentions, self.calls, look, lambda _: None),
            AlertsPresenter(picture, intentions, self.rings, lambda _: None),
            BoardPresenter(
                picture,
                self.desk.clock,
                intentions,
                self.units,
                lambda lat, lon: "",
                lambda unit, centre: None,
            ),
        )
        for n, pane in enumerate((self.calls, self.rings, self.units)):
            pane.setGeometry(n * 460, 0, 450, 780)
        self.window.show()
        QApplication.processEvents()

    def says(self, pane: QWidget) -> list[str]:
        """What a screen reader reads from the pane's list, row by row."""
        rows = pane.findChild(RowList)
        assert rows is not None
        reader = QAccessible.queryAccessibleInterface(rows)
        assert reader is not None
        assert reader.role() in (QAccessible.Role.List, QAccessible.Role.Tree, QAccessible.Role.Table)
        items = [reader.child(n) for n in range(reader.childCount())]
        return [item.text(QAccessible.Text.Name) for item in items if item is not None]


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    made = Room(qtbot)
    yield made
    for part in made.parts:
        part.close()


def test_a_waiting_call_is_read_with_severity_number_and_wait(room: Room) -> None:
    room.desk.rings("11 5823-4471", ago=36, priority=Severity.CRITICAL)
    (said,) = room.says(room.calls)
    for word in ("CRÍTICA", "11 5823-4471", "00:36", "Línea 05"):
        assert word in said, said


def test_an_alert_is_read_with_severity_what_it_is_and_its_age(room: Room) -> None:
    room.desk.alert(Severity.CRITICAL)
    (said,) = room.says(room.rings)
    for word in ("CRÍTICA", "Botón de pánico", "San Telmo", "sin tomar", "00:00"):
        assert word in said, said


def test_a_unit_is_read_with_sign_state_and_since_when(room: Room) -> None:
    room.desk.unit("M 1-204", 1, status=UnitStatus.ON_SCENE)
    said = next(line for line in room.says(room.units) if "M 1-204" in line)
    assert "En el lugar" in said, said
    assert "00:00" in said, said


def test_the_lists_themselves_have_names(room: Room) -> None:
    for pane in (room.calls, room.rings, room.units):
        rows = pane.findChild(RowList)
        assert rows is not None
        reader = QAccessible.queryAccessibleInterface(rows)
        assert reader is not None
        assert reader.text(QAccessible.Text.Name)

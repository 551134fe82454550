"""F1 anywhere and ? outside of text open the keys of where one is; nothing typed is touched."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.front_door import DeskFrame
from console.help import Help
from console.operator_window import OperatorWindow
from domain.clock import ManualClock
from domain.people import Role
from domain.workspace import Slot
from widgets.help_sheet import HelpSheet, KeyGroup
from widgets.keys import KeyHere, shortcuts_in
from widgets.look import Look
from widgets.workspace.defaults import default_layout


class Console:
    """The frame with an operator's window in it, and the help over both."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.look = Look()
        self.frame = DeskFrame(lambda: None)
        qtbot.addWidget(self.frame)
        self.window = OperatorWindow(self.look, ManualClock())
        self.frame.addWidget(self.window)
        verbs = KeyGroup("Línea de órdenes", (KeyHere("atender", "atender una llamada"),))
        self.help = Help(self.frame, lambda: self.look, lambda: (verbs,))
        self.frame.resize(1366, 768)
        with qtbot.waitExposed(self.frame):
            self.frame.show()
        self.frame.activateWindow()
        QApplication.processEvents()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus = self.frame.focusWidget()
        assert focus is not None
        self.qtbot.keyClick(focus, key, held)
        QApplication.processEvents()

    def sheet(self) -> HelpSheet | None:
        return self.frame.findChild(HelpSheet)


@pytest.fixture
def console(qtbot: QtBot) -> Iterator[Console]:
    made = Console(qtbot)
    yield made
    sheet = made.sheet()
    if sheet is not None:
        sheet.close_sheet()


def test_f1_in_the_middle_of_a_word_opens_the_keys_and_keeps_the_word(console: Console) -> None:
    console.window.command.take_focus()
    console.qtbot.keyClicks(console.window.command.field, "aten")
    console.press(Qt.Key.Key_F1)
    sheet = console.sheet()
    assert sheet is not None
    titles = [group.title for group in sheet.groups()]
    assert "En toda la ventana" in titles
    assert "Línea de órdenes" in titles
    console.press(Qt.Key.Key_Escape)
    QApplication.sendPostedEvents(None, 52)  # DeferredDelete
    assert console.sheet() is None
    assert console.window.command.text() == "aten"
    assert console.window.command.field.hasFocus()


def test_a_question_mark_opens_them_in_a_list_and_is_text_in_a_field(console: Console) -> None:
    console.window.map.canvas.setFocus()
    console.press(Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    sheet = console.sheet()
    assert sheet is not None
    assert sheet.groups()[0].title == "Aquí: Mapa en vivo"
    assert KeyHere("S", "seguir la unidad elegida") in sheet.groups()[0].keys
    console.press(Qt.Key.Key_F1)
    QApplication.sendPostedEvents(None, 52)
    assert console.sheet() is None
    console.window.command.take_focus()
    console.qtbot.keyClicks(console.window.command.field, "?")
    assert console.sheet() is None
    assert console.window.command.text() == "?"


def test_asking_twice_opens_one(console: Console) -> None:
    console.window.queue.list.setFocus()
    assert console.help.show() is not None
    assert console.help.show() is None


@pytest.mark.parametrize("role", [Role.CALL_TAKER, Role.DISPATCHER, Role.SUPERVISOR])
def test_the_keys_at_the_foot_work_once_on_every_page(console: Console, role: Role) -> None:
    window = console.window
    window.put_later(Slot.WALL, "", QWidget)
    window.put_later(Slot.PENDING, "", QWidget)
    window.workspace.set_layout(default_layout(role))
    for page in window.workspace.pages():
        window.show_page(page)
        keys = [key.key for _, key in shortcuts_in(window)]
        for key in ("F2", "F6", "F9", "F12", "Ctrl T"):
            assert keys.count(key) <= 1, f"{key} on {page}: two that are the same do nothing"
        for key in ("F2", "F6"):  # the others need a call or an alert
            assert keys.count(key) == 1, f"{key} on {page}"

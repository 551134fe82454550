"""F1 says which keys work where one is, from the keys that really work there, and gives the keyboard back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Painted
from widgets.gallery_sheets import operator
from widgets.help_sheet import HelpSheet, KeyGroup, keys_of
from widgets.keys import KeyHere, TellsKeys, printed, shortcut
from widgets.live_map.live_map import LiveMap
from widgets.look import Look
from widgets.operator_shell import OperatorShell


@pytest.fixture
def shell(qtbot: QtBot, look: Look) -> OperatorShell:
    made = operator(look, QSize(1920, 1080))
    qtbot.addWidget(made)
    made.show()
    return made


def told(shell: QWidget, focus: QWidget | None) -> dict[str, dict[str, str]]:
    groups = keys_of(shell, focus)
    return {group.title: {key.key: key.words for key in group.keys} for group in groups}


def test_the_map_s_keys_are_told_while_the_map_has_the_keyboard(shell: OperatorShell) -> None:
    canvas = shell.findChildren(LiveMap)[0].canvas
    groups = told(shell, canvas)
    here = groups["Aquí: Mapa en vivo"]
    assert here["+ −"] == "acercar, alejar"
    assert groups["En toda la ventana"]["Ctrl 3"] == "Mapa"
    assert "F2" not in here
    assert groups["En toda la ventana"]["F2"] == "atender la primera de la cola"
    assert groups["En toda la ventana"]["F9"] == "Crear y despachar"


def test_every_shortcut_of_the_window_says_what_it_does(shell: OperatorShell) -> None:
    dumb = [
        printed(key.key())
        for key in shell.findChildren(QShortcut)
        if key.isEnabled() and not key.whatsThis() and printed(key.key())
    ]
    assert not dumb, f"widgets.keys.shortcut(parent, key, words, act) gives them their words: {dumb}"


def test_a_key_that_is_not_there_any_more_is_not_told(shell: OperatorShell) -> None:
    button = next(b for b in shell.findChildren(QPushButton) if printed(b.shortcut()) == "F9")
    button.setEnabled(False)
    assert "F9" not in told(shell, None).get("En toda la ventana", {})


def test_whoever_handles_keys_itself_answers_to_the_keys_it_tells(shell: OperatorShell, qtbot: QtBot) -> None:
    canvas = shell.findChildren(LiveMap)[0].canvas
    zoom = canvas.view.zoom
    assert isinstance(canvas, TellsKeys)
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.view.zoom > zoom


def test_the_sheet_shows_keys_and_words_and_esc_gives_the_keyboard_back(
    qtbot: QtBot, look: Look, painted: Painted
) -> None:
    window = QWidget()
    window.resize(900, 600)
    qtbot.addWidget(window)
    field = QPushButton("campo", window)
    window.show()
    field.setFocus()
    pressed: list[str] = []
    shortcut(window, "F9", "crear", lambda: pressed.append("F9"))
    sheet = HelpSheet(look, (KeyGroup("Aquí", (KeyHere("F9", "crear incidente"),)),), window)
    words = painted.of(sheet).words
    assert {"Aquí", "F9", "Crear incidente", "Esc"} <= set(words)
    assert sheet.accessibleDescription() == "F9: crear incidente"
    qtbot.keyClick(sheet, Qt.Key.Key_F9)
    assert not pressed, "while one reads, nothing is done"
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert window.focusWidget() is field


@pytest.mark.parametrize("size", [(1366, 768), (600, 400)])
def test_many_keys_are_scrolled_to(qtbot: QtBot, look: Look, painted: Painted, size: tuple[int, int]) -> None:
    window = QWidget()
    window.resize(*size)
    qtbot.addWidget(window)
    window.show()
    keys = tuple(KeyHere(f"F{n}", f"acto {n}") for n in range(1, 100))
    sheet = HelpSheet(look, (KeyGroup("Aquí", keys),), window)
    assert "↓ hay más" in painted.of(sheet).words
    for _ in range(20):
        qtbot.keyClick(sheet, Qt.Key.Key_PageDown)
    words = painted.of(sheet).words
    assert "Acto 99" in words
    assert "↓ hay más" not in words
    sheet.close_sheet()

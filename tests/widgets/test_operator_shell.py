"""The operator's window: each pane in its place at both sizes, a name for those who hear, room at 200 %."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from domain.severity import Severity
from tests.widgets.conftest import Painted
from widgets import style
from widgets.banner import Banner, Notice
from widgets.buttons import ActionButton
from widgets.gallery_sheets import operator
from widgets.look import Look
from widgets.operator_shell import OperatorShell, Page, Slot
from widgets.status_bar import StatusBar
from widgets.top_bar import TopBar

BIG, SMALL = QSize(1920, 1080), QSize(1366, 768)


@pytest.fixture
def shell(qtbot: QtBot, look: Look) -> OperatorShell:
    made = operator(look, BIG)
    qtbot.addWidget(made)
    assert isinstance(made, OperatorShell)
    made.show()
    return made


def test_the_window_takes_its_small_form_below_1600(shell: OperatorShell, qtbot: QtBot) -> None:
    assert not shell.compact()
    with qtbot.waitSignal(shell.compact_changed) as told:
        shell.resize(SMALL)
    assert told.args == [True]


def test_a_page_shows_its_panes_and_hides_the_others(shell: OperatorShell, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shell.page_changed) as told:
        shell.show_page(Page.UNITS)
    assert told.args == ["units"]
    panes = shell.workspace.made()
    assert panes[Slot.BOARD].isVisible()
    assert not panes[Slot.FORM].isVisible()
    assert panes[Slot.QUEUE].isVisible()


def test_the_banner_takes_room_only_while_there_is_something_to_say(shell: OperatorShell) -> None:
    banner = shell._bars["banner"]
    assert isinstance(banner, Banner)
    queue = shell.workspace.made()[Slot.QUEUE]
    before = queue.mapTo(shell, QPoint()).y()
    banner.set_notice(Notice(Severity.CRITICAL, "Sin servidor hace 04:12", "MODO PUESTO"))
    assert banner.isVisible()
    assert queue.mapTo(shell, QPoint()).y() == before + 44
    banner.set_notice(None)
    assert not banner.isVisible()
    assert queue.mapTo(shell, QPoint()).y() == before


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["1920", "1366"])
def test_everything_that_can_be_used_has_a_name(qtbot: QtBot, look: Look, size: QSize) -> None:
    shell = operator(look, size)
    qtbot.addWidget(shell)
    shell.show()
    used = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QListView)
    nameless = [
        widget
        for widget in shell.findChildren(QWidget)
        if (isinstance(widget, used) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and not widget.accessibleName()
        and not widget.objectName().startswith(("qt_", "plain"))
        and "ScrollBar" not in type(widget).__name__
        and not isinstance(widget.parent(), QComboBox | QAbstractButton)
        and type(widget).__name__ not in ("QComboBoxListView", "QComboBoxPrivateContainer", "QMenu")
    ]
    assert nameless == []


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_at_200_percent_no_button_loses_its_words(qtbot: QtBot, qapp: QApplication, theme: str) -> None:
    look = Look(theme, scale=2.0)
    style.apply(qapp, look)
    shell = operator(look, QSize(3840, 2160))
    qtbot.addWidget(shell)
    shell.show()
    qapp.processEvents()
    for button in shell.findChildren(ActionButton):
        if button.isVisible():
            words = look.metrics(button._font).horizontalAdvance(button.words())
            assert button._stacked or button.width() >= words, button.words()
    qapp.setStyleSheet("")


def test_ctrl_and_a_number_turn_the_page(shell: OperatorShell, qtbot: QtBot) -> None:
    with qtbot.waitActive(shell):
        shell.activateWindow()
    with qtbot.waitSignal(shell.page_changed) as told:
        qtbot.keyClick(shell, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["map"]


def test_the_status_bar_is_grey_while_all_is_well_and_says_what_is_not(shell: OperatorShell) -> None:
    bar = shell._bars["status"]
    assert isinstance(bar, StatusBar)
    assert bar.items() == [
        "Servidor EN VIVO · 38 ms",
        "Posiciones 4.912/s · hace 1 s",
        "Video 2 en vivo · 1 congelada",
        "Diario local sin pendientes",
        "Auditoría al día",
    ]
    assert [item.tone for item in bar._items] == ["text.primary"] * 2 + ["severity.high"] + [
        "text.primary"
    ] * 2


def test_the_clock_is_the_server_s(shell: OperatorShell, painted: Painted) -> None:
    top = shell._bars["top"]
    assert isinstance(top, TopBar)
    assert "21:46:44" in painted.of(top).words
    assert "dom 22 nov" in painted.words


def test_the_key_of_a_pane_on_another_page_turns_to_it_and_is_no_letter(
    shell: OperatorShell, qtbot: QtBot
) -> None:
    shell.activateWindow()
    field = next(field for field in shell.findChildren(QLineEdit) if field.isVisible() and field.isEnabled())
    field.setText("Av. Belgrano 1350")
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    assert field.text() == "Av. Belgrano 1350"
    assert shell.page() is Page.UNITS
    qtbot.keyClick(field, Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    assert field.text() == "Av. Belgrano 1350"


def test_who_may_not_see_calls_is_not_told_that_nobody_waits(qapp: QApplication) -> None:
    top = TopBar(Look())
    top.resize(1366, 48)
    with_queue = top.grab().toImage()
    top.set_calls_seen(False)
    assert top.grab().toImage() != with_queue
    top.set_queue(4, None)
    without = top.grab().toImage()
    top.set_queue(0, None)
    assert top.grab().toImage() == without

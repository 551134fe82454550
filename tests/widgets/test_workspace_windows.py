"""Panes in windows of their own: real windows, with the desk's keys, which never lose what they show."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from domain.people import Role
from domain.workspace import Float, Page, Slot
from widgets.gallery_sheets import operator
from widgets.gallery_workspaces import as_role
from widgets.look import Look
from widgets.operator_shell import OperatorShell
from widgets.workspace.defaults import default_layout
from widgets.workspace.edges import Grip
from widgets.workspace.window import PaneWindow
from widgets.workspace.windows import ScreenPlace

LEFT = ScreenPlace("HDMI-1", QRect(0, 0, 1920, 1080), QRect(0, 0, 1920, 1040))
RIGHT = ScreenPlace("HDMI-2", QRect(1920, 0, 1280, 1024), QRect(1920, 0, 1280, 1024))

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)


@pytest.fixture
def shell(qtbot: QtBot, look: Look) -> OperatorShell:
    made = operator(look, QSize(1920, 1040))
    qtbot.addWidget(made)
    assert isinstance(made, OperatorShell)
    made.show()
    made.workspace.set_screens((LEFT, RIGHT))
    return made


def window_of(shell: OperatorShell, slot: Slot) -> PaneWindow:
    window = shell.workspace.windows.window_of(slot)
    assert window is not None
    return window


def test_v_gives_a_pane_a_window_on_the_other_screen_and_takes_it_home(
    shell: OperatorShell, qtbot: QtBot
) -> None:
    pane = shell.workspace.pane(Slot.MAP)
    assert pane is not None
    shell.mover.begin(Slot.MAP)
    qtbot.keyClick(shell.mover.over, Qt.Key.Key_V)
    window = window_of(shell, Slot.MAP)
    assert window.isWindow()
    assert window.isVisible()
    assert pane.window() is window
    assert pane.isVisible()
    assert RIGHT.whole.contains(window.geometry())
    assert Slot.MAP not in shell.workspace.plan.panes
    shell.mover.begin(Slot.MAP)
    qtbot.keyClick(shell.mover.over, Qt.Key.Key_V)
    assert shell.workspace.windows.window_of(Slot.MAP) is None
    assert Slot.MAP in shell.workspace.plan.panes
    assert pane.window() is shell


def test_a_head_that_is_let_go_outside_becomes_a_window_there(shell: OperatorShell) -> None:
    pane = shell.workspace.pane(Slot.VIDEO)
    assert pane is not None
    grip = pane.findChildren(Grip)[0]
    at = QPoint(2400, 500)
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(30, 10))
    QTest.mouseMove(grip, QPoint(60, 60))
    QTest.mouseMove(grip, grip.mapFromGlobal(at))
    assert "ventana aparte" in shell.mover.over.accessibleDescription()
    assert "HDMI-2" in shell.mover.over.accessibleDescription()
    place = grip.mapFromGlobal(at)
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert RIGHT.whole.contains(window_of(shell, Slot.VIDEO).geometry())


def test_closing_a_window_brings_its_pane_home(shell: OperatorShell) -> None:
    shell.mover.toggle_window(Slot.FORM)
    window_of(shell, Slot.FORM).close()
    assert shell.workspace.windows.window_of(Slot.FORM) is None
    assert Slot.FORM in shell.workspace.plan.panes


def test_where_a_hand_leaves_a_window_is_kept(shell: OperatorShell, qtbot: QtBot) -> None:
    shell.mover.toggle_window(Slot.MAP)
    window = window_of(shell, Slot.MAP)
    with qtbot.waitSignal(shell.workspace.arranged):
        window.move(2100, 200)
    kept = shell.workspace.layout_now().floats[0]
    assert kept.screen == "HDMI-2"
    assert (kept.left, kept.top) == pytest.approx((180, 200), abs=4)  # beside it, the frame's edge


def test_arrows_move_and_size_a_window(shell: OperatorShell, qtbot: QtBot) -> None:
    shell.mover.toggle_window(Slot.MAP)
    before = window_of(shell, Slot.MAP).geometry()
    shell.mover.begin(Slot.MAP)
    qtbot.keyClick(shell.mover.over, Qt.Key.Key_Down)
    qtbot.keyClick(shell.mover.over, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(shell.mover.over, Qt.Key.Key_Return)
    after = window_of(shell, Slot.MAP).geometry()
    assert after.top() == before.top() + 40
    assert after.width() == before.width() - 40


def test_a_window_from_a_larger_desk_is_fitted_in(shell: OperatorShell) -> None:
    wish = Float(pane=Slot.MAP, screen="HDMI-2", left=3000, top=-700, width=4000, height=90)
    shell.workspace.float_pane(Slot.MAP, wish)
    assert RIGHT.free.contains(window_of(shell, Slot.MAP).geometry())


def test_a_desk_that_nobody_sits_at_shows_no_window(shell: OperatorShell) -> None:
    shell.mover.toggle_window(Slot.MAP)
    shell.hide()
    assert not window_of(shell, Slot.MAP).isVisible()
    shell.show()
    assert window_of(shell, Slot.MAP).isVisible()


def test_the_keys_of_a_pane_apart_work_from_the_whole_desk_and_only_once(shell: OperatorShell) -> None:
    form = shell.workspace.pane(Slot.FORM)
    assert form is not None
    acts = [key for key in form.findChildren(QShortcut) if key.isEnabled()]
    shell.mover.toggle_window(Slot.FORM)
    assert acts
    assert {key.context() for key in acts} == {Qt.ShortcutContext.ApplicationShortcut}
    shell.mover.toggle_window(Slot.MAP)
    by_key = [key for key in shell.findChildren(QShortcut) if key.key().toString() == "Alt+2"]
    pane = shell.workspace.pane(Slot.MAP)
    assert pane is not None
    by_key += [key for key in pane.findChildren(QShortcut) if key.key().toString() == "Alt+2"]
    assert sum(key.isEnabled() for key in dict.fromkeys(by_key)) == 1
    shell.workspace.bring_home(Slot.FORM)
    assert {key.context() for key in acts} == {Qt.ShortcutContext.WindowShortcut}


def test_the_wall_covers_the_second_screen_takes_no_keyboard_and_is_a_page_without_one(
    shell: OperatorShell, look: Look
) -> None:
    as_role(shell, look, Role.SUPERVISOR)
    shell.put_later(Slot.WALL, "", QWidget)
    shell.workspace.set_layout(default_layout(Role.SUPERVISOR, shell.workspace.windows.other()))
    wall = window_of(shell, Slot.WALL)
    assert wall.geometry() == RIGHT.whole
    assert wall.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert Page.WALL not in shell.workspace.pages()
    assert shell.workspace.windows.second() == "HDMI-2"  # for the next supervisor's wall
    assert shell.workspace.windows.other() == ""  # no pane goes where the wall would bury it
    shell.workspace.set_screens((LEFT,))
    assert shell.workspace.windows.window_of(Slot.WALL) is None
    shell.show_page(Page.WALL)
    pane = shell.workspace.pane(Slot.WALL)
    assert pane is not None
    assert pane.isVisible()
    assert pane.window() is shell
    shell.workspace.set_screens((LEFT, RIGHT))
    assert window_of(shell, Slot.WALL).isVisible()
    assert shell.page() is not Page.WALL
    shell.workspace.windows.close_all()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_a_wall_never_buries_the_only_screen(shell: OperatorShell, look: Look) -> None:
    as_role(shell, look, Role.SUPERVISOR)
    shell.put_later(Slot.WALL, "", QWidget)
    shell.workspace.set_screens((LEFT,))
    shell.workspace.set_layout(default_layout(Role.SUPERVISOR, "HDMI-1"))
    assert shell.workspace.windows.window_of(Slot.WALL) is None
    shell.mover.toggle_window(Slot.WALL)
    assert shell.page() is Page.WALL


def test_a_pane_that_somebody_borrowed_is_left_alone(shell: OperatorShell, qtbot: QtBot) -> None:
    form = shell.workspace.pane(Slot.FORM)
    assert form is not None
    stage = QWidget()
    qtbot.addWidget(stage)
    form.setParent(stage)
    form.setGeometry(7, 7, 300, 300)
    shell.workspace.lay_out()
    assert form.parent() is stage
    assert form.geometry() == QRect(7, 7, 300, 300)
    form.setParent(shell.workspace)
    shell.workspace.lay_out()
    assert form.isVisible()

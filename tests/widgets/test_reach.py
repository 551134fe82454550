"""Whoever has no mouse reaches everything, sees where the keyboard is, and every part has a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from domain.clock import SECOND
from domain.people import Role
from widgets.administration.shell import AdminPage
from widgets.command_line import CommandLine
from widgets.diagnostics import DiagnosticsPane
from widgets.gallery_administration import window as administration
from widgets.gallery_sheets import login, operator
from widgets.gallery_workspaces import as_role
from widgets.keys import printed
from widgets.lock import LockView
from widgets.look import Look
from widgets.merge import MergePage, MergeView
from widgets.merge_parts import PlainRow, RefusedRow
from widgets.operator_shell import OperatorShell

INTERACTIVE = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView, QComboBox)

BY_KEY = {
    "TopBar": "the person's menu: the verbs idioma, tema, letra, salir, bloquear",
    "PageTabs": "Ctrl 1 to 9",
    "Namesakes": "arrows and Enter in the place's own field",
    "TypeList": "arrows and Enter in the type's own field",
    "DangerLine": "Alt H",
    "HistoryLine": "Alt H",
    "HistoryList": "Alt H",
    "DuplicateLine": "Alt O for the next one, F10 to join",
    "OfferList": "arrows and Tab in the command line",
    "HelpSheet": "Esc",
    "Grip": "Ctrl M",
    "SeamHandle": "Ctrl M, then arrows",
    "Toast": "it goes by itself",
    "PlainRows": "those that open take the keyboard; the others are only read",
}
"""Painted widgets that answer to the mouse and take no focus, and what does the same without one."""


def shown(root: QWidget) -> Iterator[QWidget]:
    """Walk what is on screen and can be used."""
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and widget.isEnabled() and not isinstance(widget, QScrollBar):
            yield widget


def interactive(root: QWidget) -> list[QWidget]:
    """Whatever a person can act upon, by its kind or because it takes the keyboard."""
    found = []
    for widget in shown(root):
        if isinstance(widget.parent(), QComboBox | QAbstractItemView):
            continue  # a part of it: its viewport, its popup
        tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if isinstance(widget, INTERACTIVE) or (tabbed and widget.focusProxy() is None):
            found.append(widget)
    return found


def by_mouse_alone(root: QWidget) -> list[str]:
    """Painted widgets of ours that hear the mouse and take no focus, without a key that does the same."""
    found = []
    for widget in shown(root):
        hears = any(
            "mousePressEvent" in vars(kind)
            for kind in type(widget).__mro__
            if kind.__module__.startswith("widgets")
        )
        if hears and widget.focusPolicy() is Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
            found.append(type(widget).__name__)
    return [name for name in found if name not in BY_KEY]


def reached_by_tab(root: QWidget, qtbot: QtBot) -> set[QWidget]:
    """Press Tab until the keyboard is where it has been before."""
    reached: set[QWidget] = set()
    for _ in range(400):
        at = root.window().focusWidget()
        if at is None or at in reached:
            break
        reached.add(at)
        qtbot.keyClick(at, Qt.Key.Key_Tab)
    return reached


def has_key(widget: QWidget) -> bool:
    """Whether a shortcut of its own acts on it, or brings the keyboard there."""
    if isinstance(widget, QAbstractButton) and printed(widget.shortcut()):
        return True
    return any(key.isEnabled() for key in widget.findChildren(QShortcut))


def locked(look: Look) -> QWidget:
    made = LockView(look)
    made.set_who("Lucía Ferreyra", "14", 0)
    made.resize(1366, 768)
    return made


def diagnosed(look: Look) -> QWidget:
    host = QWidget()
    host.resize(1366, 768)
    DiagnosticsPane(look, host).setGeometry(40, 40, 900, 600)
    return host


def merged(look: Look) -> QWidget:
    made = MergePage(look)
    made.resize(1100, 900)
    row = RefusedRow(
        UUID(int=1),
        0,
        "Despachar M 1-204",
        "",
        "M 1-204 ya está en otro incidente",
        ("Mantener", "Enviar otro"),
        (("x", "otro motivo"),),
    )
    done = PlainRow(UUID(int=2), 0, "Robo con arma", "San Martín 438", "P07-3", "26-0010427", "número nuevo")
    made.show_merge(MergeView(0, SECOND, SECOND, (row,), (done,), (done,)))
    return made


def role(look: Look, who: Role) -> QWidget:
    return as_role(operator(look, QSize(1920, 1080)), look, who)


WINDOWS: dict[str, Callable[[Look], QWidget]] = {
    "operator": lambda look: operator(look, QSize(1920, 1080)),
    "operator small": lambda look: operator(look, QSize(1366, 768)),
    "login": login,
    "lock": locked,
    "diagnostics": diagnosed,
    "merge": merged,
    "dispatcher": lambda look: role(look, Role.DISPATCHER),
    "supervisor": lambda look: role(look, Role.SUPERVISOR),
    "video operator": lambda look: role(look, Role.VIDEO_OPERATOR),
    **{
        f"administration {page}": lambda look, page=page: administration(look, QSize(1920, 1080), page)
        for page in AdminPage
    },
}


def opened(qtbot: QtBot, look: Look, name: str, page: str = "") -> QWidget:
    made = WINDOWS[name](look)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    for line in made.findChildren(CommandLine):
        line.set_text("")  # while something is typed there, Tab completes it
    if page and isinstance(made, OperatorShell):
        made.show_page(page)
    QApplication.processEvents()
    return made


PAGES = [
    *[(name, "") for name in WINDOWS],
    *[("operator", page) for page in ("units", "map", "video")],
]


@pytest.mark.parametrize(("name", "page"), PAGES)
def test_everything_is_reached_without_a_mouse(qtbot: QtBot, look: Look, name: str, page: str) -> None:
    root = opened(qtbot, look, name, page)
    wanted = interactive(root)
    assert wanted
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    reached = reached_by_tab(root, qtbot)
    lost = [
        f"{type(widget).__name__} {widget.accessibleName()!r}"
        for widget in wanted
        if widget not in reached and widget.focusProxy() not in reached and not has_key(widget)
    ]
    assert not lost, f"neither Tab nor a key gets there: {lost}"
    assert not by_mouse_alone(root), "give it focus and keys, or name in BY_KEY what does the same"


@pytest.mark.parametrize(("name", "page"), PAGES)
def test_everything_has_a_name_for_a_screen_reader(qtbot: QtBot, look: Look, name: str, page: str) -> None:
    root = opened(qtbot, look, name, page)
    nameless = [
        type(widget).__name__
        for widget in interactive(root)
        if not widget.accessibleName().strip() and not isinstance(widget.parentWidget(), QComboBox)
    ]
    assert not nameless


def around(root: QWidget, widget: QWidget) -> QImage:
    """What is on screen at the widget and 4 px around it."""
    area = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size()).adjusted(-4, -4, 4, 4)
    return root.grab(area.intersected(root.rect())).toImage()


def changed_pixels(one: QImage, other: QImage) -> int:
    """How many pixels differ between two pictures of one size."""
    return sum(
        one.pixel(x, y) != other.pixel(x, y)
        for y in range(min(one.height(), other.height()))
        for x in range(0, min(one.width(), other.width()), 2)
    )


RINGED = [(name, "") for name in WINDOWS] + [("operator", "units")]


@pytest.mark.parametrize(("name", "page"), RINGED)
def test_where_the_keyboard_is_can_be_seen(qtbot: QtBot, look: Look, name: str, page: str) -> None:
    root = opened(qtbot, look, name, page)
    wanted = [one for one in interactive(root) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    unseen = []
    for widget in wanted:
        before = root.window().focusWidget()
        if before is not None:
            before.clearFocus()
        QApplication.processEvents()
        calm = around(root, widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if changed_pixels(calm, around(root, widget)) < 12:
            unseen.append(f"{type(widget).__name__} {widget.accessibleName()!r}")
    assert not unseen, f"no ring: {unseen}"

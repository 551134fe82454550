"""The gallery's sheets of workspaces: each role's window, a pane on its way, and the supervisor's wall."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from domain.people import Role
from domain.workspace import Slot
from widgets import samples_dispatch, samples_workspace
from widgets.look import Look
from widgets.operator_shell import OperatorShell, page_words
from widgets.pane_faces import PaneState
from widgets.samples import ago
from widgets.supervisor_wall.wall import SupervisorWall
from widgets.top_bar import TopBar
from widgets.workspace.defaults import default_layout
from widgets.workspace.tree import Side

BIG, SMALL = QSize(1920, 1080), QSize(1366, 768)
Window = Callable[[Look, QSize], QWidget]
Sheet = Callable[[Look], QWidget]


def sheets(window: Window) -> dict[str, Sheet]:
    """Every sheet; `window` builds an operator's window with invented data."""
    return {
        "dispatcher_1920": lambda look: as_role(window(look, BIG), look, Role.DISPATCHER),
        "dispatcher_1366": lambda look: as_role(window(look, SMALL), look, Role.DISPATCHER),
        "supervisor_1920": lambda look: as_role(window(look, BIG), look, Role.SUPERVISOR),
        "video_operator_1920": lambda look: as_role(window(look, BIG), look, Role.VIDEO_OPERATOR),
        "arranging": lambda look: arranging(window(look, BIG)),
        "wall_1920": lambda look: samples_workspace.supervisor_wall(look, BIG),
        "wall_1366": lambda look: samples_workspace.supervisor_wall(look, SMALL),
        "wall_lost": _lost,
    }


def as_role(shell: QWidget, look: Look, role: Role) -> QWidget:
    """The window as a role has it that arranged nothing."""
    assert isinstance(shell, OperatorShell), "an operator's window"
    shell.put(Slot.PENDING, samples_workspace.pending(look))
    shell.put(Slot.DISPATCH, samples_dispatch.dispatch_panel(look))
    shell.put(Slot.TIME_LINE, samples_dispatch.time_line(look))
    shell.workspace.set_layout(default_layout(role))
    top = shell.findChild(TopBar)
    if isinstance(top, TopBar):
        top.set_pages(page_words(shell.workspace.layout_now()))
        top.set_page(shell.page().value)
    return shell


def arranging(shell: QWidget) -> QWidget:
    """The map on its way below the alerts, by keyboard."""
    assert isinstance(shell, OperatorShell), "an operator's window"
    shell.mover.begin(Slot.MAP)
    shell.mover.over.aimed.emit(Side.LEFT)
    shell.mover.over.aimed.emit(Side.BELOW)
    return shell


def _lost(look: Look) -> SupervisorWall:
    old = replace(samples_workspace.wall_view(), state=PaneState.LOST, as_of=ago(252))
    return samples_workspace.supervisor_wall(look, BIG, old)

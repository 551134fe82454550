"""The gallery's sheets of the supervisor's page: whole, small, a list of calls, and without anything."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from domain.clock import SECOND
from domain.people import Role
from domain.workspace import Page, Slot
from widgets import samples_supervisor as samples
from widgets.gallery_workspaces import as_role
from widgets.look import Look
from widgets.operator_shell import OperatorShell
from widgets.samples import NOW, Rows
from widgets.supervisor_911.callbacks import CallbacksPane
from widgets.supervisor_911.course import CoursePane
from widgets.supervisor_911.cover import CoverPane
from widgets.supervisor_911.desks import DesksPane
from widgets.supervisor_911.exceptions import ExceptionsPane
from widgets.supervisor_911.norms import NormStrip
from widgets.supervisor_911.overdue import OverduePane
from widgets.supervisor_911.percentiles import PercentilesPane
from widgets.supervisor_911.seconds import SecondsPane
from widgets.supervisor_911.staffing import StaffingPane

BIG, SMALL = QSize(1920, 1080), QSize(1366, 768)
Window = Callable[[Look, QSize], QWidget]
Sheet = Callable[[Look], QWidget]


def sheets(window: Window) -> dict[str, Sheet]:
    """Every sheet; `window` builds an operator's window with invented data."""
    return {
        "board_1920": lambda look: board(window(look, BIG), look),
        "board_1366": lambda look: board(window(look, SMALL), look),
        "board_behind": lambda look: behind(window(look, BIG), look),
        "board_tabs": lambda look: tabs(window(look, BIG), look),
        "board_empty": lambda look: empty(window(look, BIG), look),
    }


def _model(rows: list[object], pane: QWidget) -> Rows:
    made = Rows(rows)
    made.setParent(pane)
    return made


def panes(look: Look) -> dict[Slot, QWidget]:
    """Every pane of the page, without anything in it."""
    return {
        Slot.NORMS: NormStrip(look),
        Slot.SECONDS: SecondsPane(look),
        Slot.PERCENTILES: PercentilesPane(look),
        Slot.COURSE: CoursePane(look),
        Slot.DESKS: DesksPane(look),
        Slot.CALLBACKS: CallbacksPane(look),
        Slot.STAFFING: StaffingPane(look),
        Slot.OVERDUE: OverduePane(look),
        Slot.EXCEPTIONS: ExceptionsPane(look),
        Slot.COVER: CoverPane(look),
    }


def filled(look: Look) -> dict[Slot, QWidget]:
    """Every pane with the invented evening."""
    from widgets.supervisor_911 import plots

    made = panes(look)
    for pane in made.values():
        pane.set_now(NOW)  # type: ignore[attr-defined]
        match pane:
            case NormStrip():
                pane.set_norms(samples.norms())
            case SecondsPane():
                pane.set_model(_model([*samples.seconds_rows()], pane))
            case PercentilesPane():
                pane.set_model(_model([*samples.percentile_rows()], pane))
                pane.set_calls(752, "última hora")
                pane.choose("ring_15")
            case CoursePane():
                pane.plug(plots.CoursePlot)
                pane.set_course("Timbre", "90 % ≤ 15 s · NENA STA-020", samples.courses(), 15 * SECOND, 90)
            case DesksPane():
                pane.set_tiles(samples.desk_tiles())
            case CallbacksPane():
                pane.set_model(_model([*samples.callback_rows()], pane))
                pane.list.setCurrentIndex(pane.list.model().index(2, 0))
                pane.set_note("", "2,8 % · meta < 3 %")
            case StaffingPane():
                pane.plug(plots.StaffPlot)
                pane.set_staffing(samples.staffing(), NOW)
            case OverduePane():
                pane.set_model(_model([*samples.late_units()], pane))
                pane.set_counts(3, 1)
            case ExceptionsPane():
                pane.set_model(_model([*samples.exception_rows()], pane))
            case CoverPane():
                pane.set_rows(samples.cover_rows())
    return made


def board(shell: QWidget, look: Look, made: dict[Slot, QWidget] | None = None) -> OperatorShell:
    """The supervisor's page."""
    assert isinstance(shell, OperatorShell), "an operator's window"
    for slot, pane in (made or filled(look)).items():
        shell.put(slot, pane)
    as_role(shell, look, Role.SUPERVISOR)
    shell.show_page(Page.HEALTH)
    return shell


def behind(shell: QWidget, look: Look) -> OperatorShell:
    """The calls behind a point of the curve, the keyboard in them."""
    made = filled(look)
    page = board(shell, look, made)
    course = made[Slot.COURSE]
    assert isinstance(course, CoursePane), "made above"
    course.show_calls(_model([*samples.behind_rows()], course), "Timbre, 21:30: 5 sobre meta", 12)
    course.list.setCurrentIndex(course.list.model().index(0, 0))
    course.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
    return page


def tabs(shell: QWidget, look: Look) -> OperatorShell:
    """The tabs that lie behind: what could not be taken."""
    page = board(shell, look)
    page.workspace.turn_to(Slot.EXCEPTIONS)
    return page


def empty(shell: QWidget, look: Look) -> OperatorShell:
    """A room in which nothing has happened yet."""
    page = board(shell, look, panes(look))
    page.workspace.turn_to(Slot.COVER)
    return page

"""What a hand can do with a unit of the board: the right button, or the menu key, on its row."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from backend_client.picture import Picture
from console.choice import Choice, inc
from console.presenters.intentions import Intentions
from domain.commands import DispatchUnit, SetUnitStatus
from domain.incident import IncidentState
from domain.roles import Action, may
from domain.unit import FREE, TRANSITIONS, Unit, UnitStatus
from widgets.rows import ROW
from widgets.unit_board import UnitBoard, UnitRow
from widgets.unit_state import word as state_word

translate = QCoreApplication.translate


class UnitMenu:
    """The states that may follow, and the chosen incident; every entry is what a key or a verb does too."""

    def __init__(self, board: UnitBoard, picture: Picture, intentions: Intentions, choice: Choice) -> None:
        self._board, self._picture, self._intentions, self._choice = board, picture, intentions, choice
        board.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        board.list.customContextMenuRequested.connect(self._open)
        self._menu: QMenu | None = None

    def close(self) -> None:
        """The board offers nothing any more."""
        self._board.list.customContextMenuRequested.disconnect(self._open)
        self._board.list.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        if self._menu is not None:
            self._menu.deleteLater()
            self._menu = None

    def menu_of(self, unit: Unit) -> QMenu:
        """Return what can be done with this unit now; empty for whoever may do nothing with it."""
        menu = QMenu(self._board)
        who = self._picture.who
        if who is None:
            return menu
        incident = self._choice.incident()
        going = incident is not None and incident.state is not IncidentState.CLOSED
        if going and incident is not None and unit.status in FREE and may(who.operator, Action.DISPATCH_UNIT):
            words = translate("unit_menu", "Despachar a {incident}").format(incident=inc(incident))
            order = DispatchUnit(unit=unit.id, incident=incident.id)
            self._add(menu, words, lambda: self._intentions.send(order))
            menu.addSeparator()
        if may(who.operator, Action.SET_UNIT_STATUS):
            for status in UnitStatus:
                if status in TRANSITIONS[unit.status] and status is not UnitStatus.DISPATCHED:
                    self._add(menu, state_word(status), self._setting(unit.id, status))
        return menu

    def _setting(self, unit: UUID, status: UnitStatus) -> Callable[[], object]:
        return lambda: self._intentions.send(SetUnitStatus(unit=unit, status=status))

    def _add(self, menu: QMenu, words: str, act: Callable[[], object]) -> None:
        action = QAction(words, menu)
        action.triggered.connect(lambda: act())
        menu.addAction(action)

    def _open(self, at: QPoint) -> None:
        rows = self._board.list
        index = rows.indexAt(at)
        if not index.isValid():
            index = rows.currentIndex()  # by the menu key: the row that the cursor is on
            at = rows.visualRect(index).center()
        row = index.data(ROW)
        unit = self._picture.units.get(row.id) if isinstance(row, UnitRow) else None
        if unit is None:
            return
        rows.setCurrentIndex(index)
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = self.menu_of(unit)
        if not self._menu.isEmpty():
            self._menu.popup(rows.viewport().mapToGlobal(at))

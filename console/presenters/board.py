"""The unit board: rows by agency, filters, and the units on screen kept current."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QPoint

from backend_client.picture import Picture
from console.command_line import same_sign
from console.models.rows import Rows
from console.models.units import ORDER, Key, Row, UnitRows, rank
from console.presenters.coming_up import ComingUp
from console.presenters.intentions import Intentions
from domain.agency import Agency
from domain.clock import SECOND, Clock, Micros
from domain.commands import DispatchUnit, SetUnitStatus
from domain.unit import Unit, UnitStatus
from widgets.unit_board import UnitBoard, spoken


class BoardPresenter:
    """Between the picture's units and the board. `chosen` is told which unit the map should show."""

    def __init__(
        self,
        picture: Picture,
        clock: Clock,
        intentions: Intentions,
        pane: UnitBoard,
        barrio: Callable[[float, float], str],
        chosen: Callable[[UUID, bool], None],
    ) -> None:
        self._picture = picture
        self._intentions = intentions
        self._pane = pane
        self._made = UnitRows(picture, clock, barrio)
        self._second: Micros = 0
        self._owed: dict[Key, None] = {}
        self._chosen: UUID | None = None
        self.rows: Rows[Key, Row] = Rows(
            self._made.row, rank, lambda row: spoken(row, picture.server_now()), pane
        )
        pane.set_model(self.rows)
        pane.filter_changed.connect(self._filter)
        pane.fold_requested.connect(self._fold)
        pane.selected.connect(lambda unit: chosen(unit, False))
        pane.opened.connect(lambda unit: chosen(unit, True))
        pane.list.verticalScrollBar().valueChanged.connect(self.look_again)
        self._ends = (
            picture.units.subscribe(self.changed),
            picture.incidents.subscribe(lambda _: self.look_again()),
            ComingUp(pane, self.look_again).close,
        )
        self.changed([*ORDER, *[unit.id for unit in picture.units.values()]])

    def close(self) -> None:
        """Follow the picture no more."""
        for end in self._ends:
            end()

    def refresh(self) -> None:
        """Take every unit anew: the filter or the folds changed."""
        self._count()
        self.rows.reset([*ORDER, *[unit.id for unit in self._picture.units.values()]])

    def changed(self, keys: Sequence[Key]) -> None:
        """These units are not what they were; a board that nobody sees is brought up to date when it is."""
        self._owed |= dict.fromkeys(keys)
        if self._pane.isVisible():
            self._pay()

    def set_now(self, now: Micros) -> None:
        """Once a second, what is on screen gets its ages; the rest can wait until it is."""
        if now // SECOND != self._second:
            self._second = now // SECOND
            self.look_again()
            if not self._pane.isVisible():
                return
            if self._made.show == "overdue":
                self.refresh()
            elif self._made.next_overdue is not None and now >= self._made.next_overdue:
                self._count()

    def find(self, sign: str) -> Unit | None:
        """Return the unit that this sign names, typed as people type it."""
        return next((unit for unit in self._picture.units.values() if same_sign(sign, unit.call_sign)), None)

    def set_status(self, unit: UUID, status: UnitStatus) -> None:
        """Ask for a unit's next state."""
        self._intentions.send(SetUnitStatus(unit=unit, status=status))

    def dispatch(self, unit: UUID, incident: UUID) -> None:
        """Ask for a unit to go to an incident."""
        self._intentions.send(DispatchUnit(unit=unit, incident=incident))

    def choose(self, unit: UUID) -> None:
        """Put the cursor on a unit that was chosen elsewhere."""
        self._chosen = unit
        if not self._owed:
            self._show_chosen()

    def _pay(self) -> None:
        if self._owed:
            owed, self._owed = list(self._owed), {}
            self._count()
            self.rows.apply([*ORDER, *owed])
            self._show_chosen()

    def _show_chosen(self) -> None:
        """Put the cursor there once the board has its row; what was chosen before it was seen is not lost."""
        row = self.rows.row_of(self._chosen) if self._chosen is not None else None
        if row is not None:
            self._chosen = None
            self._pane.list.setCurrentIndex(self.rows.index(row))

    def _count(self) -> None:
        self._pane.set_counts(*self._made.count())

    def _filter(self, show: str) -> None:
        self._made.show = show
        self.refresh()

    def _fold(self, agency: Agency) -> None:
        self._made.folded ^= {agency}
        self.refresh()

    def look_again(self) -> None:
        """Bring the rows on screen up to date: positions and ages are not worth more."""
        view = self._pane.list
        if not self._pane.isVisible():
            return
        self._pay()
        if not self.rows.rowCount():
            return
        first = view.indexAt(QPoint(1, 1)).row()
        last = view.indexAt(QPoint(1, view.viewport().height() - 1)).row()
        keys = self.rows.keys()[max(0, first) : (last if last >= 0 else self.rows.rowCount() - 1) + 1]
        self.rows.apply([key for key in keys if not isinstance(key, Agency)])

"""The time line of the chosen incident: asked of the server, told from here without it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
)

from backend_client.commands import PendingCommand
from backend_client.picture import Picture
from console.choice import Choice, shown_number
from console.presenters.coming_up import ComingUp
from console.presenters.intentions import Intentions
from console.time_line_words import row_of
from domain.dispatch_orders import AddNote
from domain.incident import Incident
from domain.inquiries import AnyInquiry, AnyReply
from domain.refusal import Refused
from domain.time_line import AskTimeLine, TimeLine
from domain.unit import UnitStatus
from widgets.look import Look
from widgets.rows import ROW
from widgets.time_line import TimeLinePane, TimeLineRow, spoken

translate = QCoreApplication.translate

Ask = Callable[[AnyInquiry], Awaitable[AnyReply]]
Start = Callable[[Coroutine[Any, Any, None], str], object]
SOON_MS = 250
"""What happens together is asked for once."""


class TimeLineModel(QAbstractListModel):
    """The rows, the latest first."""

    def __init__(self, look: Look, parent: TimeLinePane) -> None:
        super().__init__(parent)
        self._look = look
        self.rows: tuple[TimeLineRow, ...] = ()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many."""
        return 0 if parent.isValid() else len(self.rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Qt: the row, or its words."""
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(row, self._look)
        return None

    def replace(self, rows: tuple[TimeLineRow, ...]) -> None:
        """Take other rows."""
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()


class TimeLinePresenter:
    """Between the chosen incident and the pane."""

    def __init__(
        self,
        picture: Picture,
        choice: Choice,
        intentions: Intentions,
        pane: TimeLinePane,
        ask: Ask,
        start: Start,
    ) -> None:
        self._picture, self._choice, self._intentions = picture, choice, intentions
        self._pane, self._ask, self._start = pane, ask, start
        self.rows = TimeLineModel(pane.look, pane)
        pane.set_model(self.rows)
        self._told: TimeLine | None = None
        self._unanswered: dict[UUID, TimeLineRow] = {}
        self._asking = False
        self._again = False
        self._soon = QTimer(pane)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._ask_now)
        pane.written.connect(self._write)
        self._ends = (
            choice.subscribe(self._chosen),
            picture.incidents.subscribe(self._things_changed),
            picture.units.subscribe(self._units_changed),
            picture.subscribe_link(lambda link: self._chosen()),
            ComingUp(pane, lambda: self._soon.start(0)).close,
        )
        self._chosen()

    def close(self) -> None:
        """Follow the picture no more."""
        self._soon.stop()
        for end in self._ends:
            end()

    def _chosen(self) -> None:
        incident = self._choice.incident()
        number = shown_number(incident) if incident is not None else ""
        self._pane.set_incident(number)
        if incident is None or (self._told is not None and self._told.incident != incident.id):
            self._told = None
        self._show()
        if incident is not None:
            self._soon.start(0 if self._told is None else SOON_MS)

    def _things_changed(self, keys: list[UUID]) -> None:
        incident = self._choice.incident()
        if incident is not None and incident.id in keys:
            self._chosen()

    def _units_changed(self, keys: list[UUID]) -> None:
        incident = self._choice.incident()
        if incident is None:
            return
        units = (self._picture.units.get(key) for key in keys)
        if any(unit is not None and unit.incident == incident.id for unit in units):
            self._soon.start()

    # ---- asking ----------------------------------------------------------------------------------------

    def _ask_now(self) -> None:
        incident = self._choice.incident()
        if incident is None or self._picture.desk_mode or not self._pane.isVisible():
            return
        if self._asking:
            self._again = True
            return
        self._asking = True
        self._start(self._look_back(incident.id), "time line")

    async def _look_back(self, incident: UUID) -> None:
        try:
            told = await self._ask(AskTimeLine(incident=incident))
        except Refused:
            told = None  # what is known here is shown; the pane says how old it is
        finally:
            self._asking = False
        chosen = self._choice.incident()
        if isinstance(told, TimeLine) and chosen is not None and chosen.id == told.incident:
            self._told = told
            self._show()
        if self._again or (chosen is not None and chosen.id != incident):
            self._again = False
            self._soon.start(0)

    # ---- showing ---------------------------------------------------------------------------------------

    def _show(self) -> None:
        incident, who = self._choice.incident(), self._picture.who
        if incident is None:
            self.rows.replace(())
            return
        me = who.operator.name if who is not None else ""
        if self._told is not None:
            rows = [row_of(entry, me) for entry in reversed(self._told.entries)]
        else:
            rows = self._known_here(incident)
        self.rows.replace((*reversed(self._unanswered.values()), *rows))

    def _known_here(self, incident: Incident) -> list[TimeLineRow]:
        """What the picture alone says: who is on it now, and when it was made."""
        made = []
        for key in incident.units:
            unit = self._picture.units.get(key)
            if unit is not None:
                status = unit.status if unit.status in UnitStatus else None
                made.append(TimeLineRow(unit.since, unit.call_sign, "", status))
        words = translate("time_line", "Incidente {number} creado: {place}")
        title = words.format(number=shown_number(incident), place=incident.place.address)
        made.append(TimeLineRow(incident.created_at, title, incident.created_by))
        return sorted(made, key=lambda row: -row.at)

    def _write(self, text: str) -> None:
        incident, who = self._choice.incident(), self._picture.who
        if incident is None:
            return
        now, by = self._picture.server_now(), who.operator.name if who is not None else ""
        command = AddNote(incident=incident.id, text=text)
        done: list[PendingCommand] = []

        def answered(pending: PendingCommand) -> None:
            done.append(pending)
            self._unanswered.pop(pending.id, None)
            self._show()
            self._soon.start(0)

        sent = self._intentions.send(command, answered)
        if not done:
            self._unanswered[sent.id] = TimeLineRow(now, text, by, note=True, pending=True)
            self._show()

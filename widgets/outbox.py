"""Por enviar: what was done at this desk without the server, in order, and what has become of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
)
from PySide6.QtWidgets import QWidget

from domain.clock import Micros
from widgets.ink import Ink
from widgets.look import Look
from widgets.pane import Pane
from widgets.rows import ROW, RowDelegate, RowList
from widgets.timer import time_of_day

HEIGHT = 44


class OutboxState(StrEnum):
    """Where an order stands."""

    PROVISIONAL = "provisional"  # made here with a number of this desk's own
    WAITING = "waiting"
    SENDING = "sending"
    ACCEPTED = "accepted"
    RENUMBERED = "renumbered"
    REFUSED = "refused"


def outbox_word(state: OutboxState) -> str:
    """The state as the row says it."""
    translate = QCoreApplication.translate
    return {
        OutboxState.PROVISIONAL: translate("outbox", "PROVISIONAL"),
        OutboxState.WAITING: translate("outbox", "por enviar"),
        OutboxState.SENDING: translate("outbox", "enviando"),
        OutboxState.ACCEPTED: translate("outbox", "aceptada"),
        OutboxState.RENUMBERED: translate("outbox", "renumerada"),
        OutboxState.REFUSED: translate("outbox", "RECHAZADA"),
    }[state]


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One order as it is listed; `at` in microseconds UTC, `word` instead of the state's own (by radio)."""

    id: UUID
    at: Micros
    title: str
    detail: str
    state: OutboxState
    word: str = ""


class OutboxModel(QAbstractListModel):
    """The rows, newest first: what one has just done is on top."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[OutboxRow, ...] = ()

    def set_rows(self, rows: tuple[OutboxRow, ...]) -> None:
        """Take another list."""
        if rows == self.rows:
            return
        same = [row.id for row in rows] == [row.id for row in self.rows]
        if same:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many."""
        return 0 if parent.isValid() else len(self.rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Qt: the row, and the same in words for a screen reader."""
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            word = row.word or outbox_word(row.state)
            return ". ".join(part for part in (row.title, row.detail, word) if part)
        return None


class OutboxDelegate(RowDelegate):
    """Draws one order: time, what, about what; its state at the right."""

    def draw(self, ink: Ink, area: QRectF, row: object, selected: bool) -> None:
        """Two lines."""
        assert isinstance(row, OutboxRow)
        look = self.look
        inset, right = look.size("space.three"), area.right() - look.size("space.three")
        first = QRectF(area.left() + inset, area.top() + look.px(4), right - area.left() - inset, look.px(19))
        left = first.left() + look.px(62)
        ink.text(first, time_of_day(row.at, look), "caption", "text.secondary", elide=False)
        edge = self._state(ink, right, area.center().y(), row) - look.px(8)
        ink.text(
            QRectF(left, first.top(), edge - left, first.height()), row.title, "body strong", "text.primary"
        )
        below = QRectF(left, first.top() + look.px(17), edge - left, first.height())
        ink.text(below, row.detail, "caption", "text.secondary")
        ink.rule(left, right, area.bottom() - 1)

    def _state(self, ink: Ink, right: float, middle: float, row: OutboxRow) -> float:
        look, word = self.look, row.word or outbox_word(row.state)
        if row.state is OutboxState.PROVISIONAL:
            return ink.tag(right, middle, word)
        grave = row.state is OutboxState.REFUSED
        kind = "caption heavy" if grave else "caption"
        tone = "severity.high" if grave else "text.secondary"
        line = QRectF(right - look.px(140), middle - look.px(10), look.px(140), look.px(20))
        edge = right - ink.text(line, word, kind, tone, "right", elide=False) - look.px(20)
        if row.state in (OutboxState.WAITING, OutboxState.SENDING):
            ink.spinner(edge, middle, 13)
        else:
            ink.icon(edge, middle, "prohibit" if grave else "check", 14, tone)
        return edge

    def tip_of(self, row: object) -> str:
        """The whole row."""
        assert isinstance(row, OutboxRow)
        return f"{row.title}\n{row.detail}\n{row.word or outbox_word(row.state)}"


class Outbox(Pane):
    """The pane that takes a tile's place while the desk is alone."""

    def __init__(self, look: Look, parent: QWidget | None = None, *, key: str = "Alt 7") -> None:
        title = QCoreApplication.translate("outbox", "Por enviar")
        super().__init__(look, "upload-simple", title, parent, key=key)
        self.set_lacks(None)
        self._model = OutboxModel(self)
        self.list = RowList(OutboxDelegate(look, HEIGHT, self), title, self)
        self.list.setModel(self._model)
        self.set_body(self.list)
        self.set_rows(())

    def set_rows(self, rows: Sequence[OutboxRow], on_disk: bool = True) -> None:
        """Show these orders, given oldest first; `on_disk`: the journal could write them."""
        self._model.set_rows(tuple(reversed(rows)))
        self.set_count(len(rows))
        translate = QCoreApplication.translate
        self.set_note("", translate("outbox", "en disco") if on_disk else translate("outbox", "NO en disco"))
        self.set_empty(not rows)

    def rows(self) -> tuple[OutboxRow, ...]:
        """What is listed, newest first."""
        return self._model.rows

    def empty_words(self) -> tuple[str, str]:
        """Nothing was done yet."""
        translate = QCoreApplication.translate
        return translate("outbox", "Nada por enviar"), translate("outbox", "lo que haga queda en este puesto")

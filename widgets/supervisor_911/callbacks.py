"""Callers who hung up before anybody answered: who, from where, how long they rang; and calling back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from domain.clock import SECOND, Micros
from widgets.ink import Ink
from widgets.keys import shortcut
from widgets.look import Look
from widgets.pane import Pane
from widgets.rows import ROW, RowDelegate, RowList
from widgets.supervisor_911.columns import INSET, Column, cell, lay
from widgets.timer import span

HEIGHT, HEIGHT_COMPACT = 32, 29
KEY = "F4"
BUTTON = 104


@dataclass(frozen=True, slots=True)
class CallbackRow:
    """One caller. `times`: how often the number called lately; `marks` are words of the call's marks."""

    id: UUID
    number: str
    place: str
    rang: Micros
    gone_at: Micros
    times: int = 1
    within: Micros = 0
    marks: tuple[str, ...] = ()
    pending: bool = False


def why(row: CallbackRow) -> tuple[str, bool]:
    """Why this one: cut after 18 s; second time in 3 min; silence. And whether it stands out."""
    translate = QCoreApplication.translate
    if row.marks:
        return ", ".join(row.marks), True
    if row.times > 1:
        minutes = max(1, row.within // (60 * SECOND))
        return translate("callbacks", "{n}.ª vez en {m} min").format(n=row.times, m=minutes), True
    return translate("callbacks", "cortó a los {n} s").format(n=max(0, row.rang // SECOND)), False


def spoken(row: CallbackRow, now: Micros) -> str:
    """The row as a screen reader says it."""
    return ". ".join(part for part in (row.number, row.place, why(row)[0], span(now - row.gone_at)) if part)


def columns() -> tuple[Column, ...]:
    """What a row shows."""
    return (
        Column("number", "", 98),
        Column("place", "", 64, grows=True, gives_way=3),
        Column("why", "", 112, gives_way=2),
        Column("since", "", 48, "right"),
        Column("act", "", BUTTON, "right"),
    )


class CallbackDelegate(RowDelegate):
    """Draws one caller; the act of the chosen row is filled and carries its key."""

    allowed = True

    def draw(self, ink: Ink, area: QRectF, row: object, selected: bool) -> None:
        """Number, place, why, since when, the act."""
        assert isinstance(row, CallbackRow)
        look, places = self.look, lay(self.look, columns(), area.width())
        number = row.number or QCoreApplication.translate("callbacks", "sin número")
        ink.text(cell(area, places, "number"), number, "body strong", "text.primary", elide=False)
        ink.text(cell(area, places, "place"), row.place, "body", "text.secondary")
        words, stands_out = why(row)
        kind, tone = ("body strong", "severity.high") if stands_out else ("body", "text.secondary")
        ink.text(cell(area, places, "why"), words, kind, tone)
        since = span(self.now - row.gone_at)
        ink.text(cell(area, places, "since"), since, "body strong", "text.primary", "right", elide=False)
        self._paint_act(ink, cell(area, places, "act"), row, selected)
        ink.rule(area.left() + look.px(INSET), area.right() - look.px(INSET), area.bottom() - 1)

    def _paint_act(self, ink: Ink, area: QRectF, row: CallbackRow, selected: bool) -> None:
        look = self.look
        if area.width() <= 0 or not self.allowed:
            return
        box = QRectF(area.left(), area.center().y() - look.px(12), area.width(), look.px(24))
        fill, edge, tone = "surface.raised", "outline.default", "text.primary"
        if selected and not row.pending:
            fill, edge, tone = "accent.fill", "", "accent.on_fill"
        ink.box(box, look.size("radius.control"), fill, edge)
        if row.pending:
            ink.spinner(box.left() + look.px(10), box.center().y(), 13)
            tone = "text.tertiary"
        words = QCoreApplication.translate("callbacks", "Rellamar")
        right = box.right() - look.px(8)
        if selected and not row.pending:
            right = ink.key_cap(right, box.center().y(), KEY, tone, tone, fill) - look.px(6)
        inner = QRectF(box.left() + look.px(8), box.top(), right - box.left() - look.px(8), box.height())
        ink.text(inner, words, "caption strong", tone, "left" if selected else "centre")

    def tip_of(self, row: object) -> str:
        """The row in words."""
        return spoken(row, self.now) if isinstance(row, CallbackRow) else ""


class _List(RowList):
    """A click on the act calls back at once; Enter and F4 do the same for the row under the cursor."""

    pressed_act = Signal(object)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Only where the act is drawn."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = index.data(ROW)
        if event.button() is not Qt.MouseButton.LeftButton or not isinstance(row, CallbackRow):
            return
        area = QRectF(self.visualRect(index))
        act = cell(area, lay(self.rows.look, columns(), area.width()), "act")
        if act.contains(event.position()):
            self.pressed_act.emit(row.id)


class CallbacksPane(Pane):
    """The pane of those who hung up.

    *Signals:* `requested(UUID)`: call this one back.
    """

    requested = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None, *, key: str = "Alt 4") -> None:
        translate = QCoreApplication.translate
        super().__init__(look, "phone-x", translate("callbacks", "Abandonadas por rellamar"), parent, key=key)
        self.set_lacks(translate("callbacks", "pueden faltar llamadas cortadas"))
        self._delegate = CallbackDelegate(look, HEIGHT)
        self.list = _List(self._delegate, translate("callbacks", "Llamadas que cortaron"))
        self.list.enter_words = translate("callbacks", "rellamar")
        self.list.activated.connect(self._activated)
        self.list.pressed_act.connect(self.requested)
        body = QWidget(self)
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.list)
        body.setFocusProxy(self.list)
        self.set_body(body)
        shortcut(self, KEY, translate("callbacks", "rellamar a la elegida, o a la primera"), self.call_back)
        self.set_empty(True)

    def set_model(self, model: QAbstractItemModel) -> None:
        """A list model that answers ROW with a CallbackRow, who waits longest first."""
        self.list.setModel(model)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._counted)
        self._counted()

    def set_allowed(self, allowed: bool) -> None:
        """Whether this person may call anybody back."""
        self._delegate.allowed = allowed
        self.list.viewport().update()

    def call_back(self) -> None:
        """The row under the cursor, or the first."""
        rows = self.rows_now()
        chosen = self.list.chosen()
        row = chosen if isinstance(chosen, CallbackRow) else rows[0] if rows else None
        if row is not None and not row.pending and self._delegate.allowed:
            self.requested.emit(row.id)

    def set_now(self, now: Micros) -> None:
        """Tick the waits."""
        super().set_now(now)
        self.list.set_now(now)

    def set_compact(self, compact: bool) -> None:
        """Tighter rows in the small window."""
        self.list.set_row_height(HEIGHT_COMPACT if compact else HEIGHT)

    def empty_words(self) -> tuple[str, str]:
        """Nobody is to be called back."""
        return QCoreApplication.translate("callbacks", "Nadie por rellamar"), ""

    def show_faded(self, faded: bool) -> None:
        """Old rows."""
        self.list.set_faded(faded)

    def rows_now(self) -> Sequence[CallbackRow]:
        """The rows on screen."""
        model = self.list.model()
        found = [model.index(n, 0).data(ROW) for n in range(model.rowCount())] if model is not None else []
        return [row for row in found if isinstance(row, CallbackRow)]

    def _counted(self) -> None:
        rows = self.rows_now()
        self.set_count(len(rows))
        self.set_empty(not rows)

    def _activated(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, CallbackRow) and not row.pending and self._delegate.allowed:
            self.requested.emit(row.id)

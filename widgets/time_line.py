"""What happened to an incident, the latest first, each line signed by who did it; and a field to add."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from domain.clock import Micros
from domain.severity import Severity
from domain.unit import UnitStatus
from widgets.fields import LineField
from widgets.ink import Ink
from widgets.keys import KeyHere, shortcut
from widgets.look import Look
from widgets.pane import Pane
from widgets.rows import RowDelegate, RowList
from widgets.severity import paint_mark
from widgets.timer import time_of_day
from widgets.unit_state import paint_glyph

HEIGHT = 40
LONGEST_NOTE = 2000
NOTE_KEY = "Alt N"
"""Ctrl R is the relief's, in every window."""


@dataclass(frozen=True, slots=True)
class TimeLineRow:
    """One thing that happened: `status` or `severity` give its mark, else it has a plain ring.

    `pending`: asked for here and not answered; `note`: a person's own words.
    """

    at: Micros
    title: str
    by: str = ""
    status: UnitStatus | None = None
    severity: Severity | None = None
    note: bool = False
    pending: bool = False


def spoken(row: TimeLineRow, look: Look) -> str:
    """The row as a screen reader says it."""
    return f"{time_of_day(row.at, look)}. {row.title}. {row.by}"


class TimeLineDelegate(RowDelegate):
    """Draws time, mark on its thread, what and who."""

    def draw(self, ink: Ink, area: QRectF, row: object, selected: bool) -> None:
        """Two lines."""
        assert isinstance(row, TimeLineRow)
        look = self.look
        first = QRectF(area.left() + look.px(14), area.top() + look.px(3), 0, look.px(18))
        first.setRight(area.right() - look.px(14))
        ink.text(first, time_of_day(row.at, look), "body", "text.secondary", elide=False)
        x = first.left() + look.px(80)
        middle = QPointF(x, first.center().y())
        ink.fill(QRectF(round(x), area.top(), 1, area.height()), "outline.subtle")
        self._mark(ink, row, middle)
        left = x + look.px(18)
        kind = "body strong" if not row.note else "body medium"
        words = QRectF(left, first.top(), first.right() - left, first.height())
        ink.text(words, row.title, kind, "text.secondary" if row.pending else "text.primary")
        ink.text(words.translated(0, look.px(16)), row.by, "caption", self.faint)

    def _mark(self, ink: Ink, row: TimeLineRow, middle: QPointF) -> None:
        look = self.look
        side = look.px(18)
        ink.fill(QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side), "surface.pane")
        if row.pending:
            ink.spinner(middle.x() - look.px(7), middle.y(), 14)
        elif row.status is not None:
            paint_glyph(ink.painter, look, row.status, middle, look.px(11))
        elif row.severity is not None:
            paint_mark(ink.painter, look, row.severity, middle, look.px(16))
        elif row.note:
            ink.icon(middle.x() - look.px(7), middle.y(), "chat-text", 14, "text.secondary")
        else:
            dot = look.px(7)
            box = QRectF(middle.x() - dot / 2, middle.y() - dot / 2, dot, dot)
            ink.box(box, dot / 2, "", "text.secondary", 1.5)

    def tip_of(self, row: object) -> str:
        """The whole of it: a note may be long."""
        assert isinstance(row, TimeLineRow)
        return f"{time_of_day(row.at, self.look)}\n{row.title}\n{row.by}"


class NoteField(LineField):
    """One line for the radio: Enter signs it and writes it down, Escape goes back to the rows.

    *Signals:* `written(str)`; `left`.
    """

    written = Signal(str)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter writes what is there."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            text = self.text().strip()
            if text:
                self.clear()
                self.written.emit(text)
            return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def keys_here(self) -> tuple[KeyHere, ...]:
        """Enter and Escape."""
        translate = QCoreApplication.translate
        return (
            KeyHere("↵", translate("time_line", "anotar, con su firma")),
            KeyHere("Esc", translate("time_line", "volver, el texto queda")),
        )


class TimeLinePane(Pane):
    """The pane.

    *Signals:* `written(str)`: a note for the incident.
    """

    written = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None, *, key: str = "Alt C") -> None:
        translate = QCoreApplication.translate
        super().__init__(
            look, "clock-counter-clockwise", translate("time_line", "Cronología"), parent, key=key
        )
        self.set_lacks(translate("time_line", "puede faltar lo último"))
        self.list = RowList(
            TimeLineDelegate(look, HEIGHT), translate("time_line", "Lo que pasó, lo último primero")
        )
        self.note = NoteField(look, translate("time_line", "Anotar en la radio"), cap=LONGEST_NOTE)
        self.note.setPlaceholderText(translate("time_line", "Anotar en la radio…"))
        self.note.set_icon("", "text.tertiary", NOTE_KEY)
        self.note.written.connect(self.written)
        self.note.left.connect(self.list.setFocus)
        shortcut(self, NOTE_KEY, translate("time_line", "anotar en el incidente"), self.take_note)
        foot = QWidget()
        inside = QHBoxLayout(foot)
        inside.setContentsMargins(look.px(12), look.px(6), look.px(12), look.px(8))
        inside.addWidget(self.note)
        self.set_body(self.list)
        self.set_foot(foot)
        self.set_incident("")

    def set_model(self, model: QAbstractItemModel) -> None:
        """A list model that answers ROW with a TimeLineRow, the latest first."""
        self.list.setModel(model)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._counted)
        self._counted()

    def set_incident(self, number: str, pending: bool = False) -> None:
        """Whose time line it is; empty for nobody's."""
        words = ""
        if number:
            words = QCoreApplication.translate("time_line", "INC {n} · firmada").format(n=number)
        self.set_note("", words)
        self.note.setEnabled(bool(number))
        self.note.set_pending(pending)

    def take_note(self) -> None:
        """Alt N: the keyboard to the field."""
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def empty_words(self) -> tuple[str, str]:
        """Nothing to tell yet, or of nobody."""
        if not self.note.isEnabled():
            return QCoreApplication.translate("time_line", "Ningún incidente elegido"), ""
        return QCoreApplication.translate("time_line", "Nada anotado todavía"), ""

    def error_title(self) -> str:
        """What failed."""
        return QCoreApplication.translate("time_line", "No se pudo leer la cronología")

    def show_faded(self, faded: bool) -> None:
        """Old rows lose their grey hints."""
        self.list.set_faded(faded)

    def _counted(self) -> None:
        self.set_empty(self.list.model() is None or self.list.model().rowCount() == 0)

"""The room's log: what people wrote down during the shift, never altered, the latest first."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QRectF, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from domain.clock import Micros
from widgets.fields import LineField
from widgets.ink import Ink
from widgets.keys import KeyHere
from widgets.look import Look
from widgets.pane import Pane
from widgets.rows import RowDelegate, RowList
from widgets.timer import time_of_day

HEIGHT = 58
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line of the log, signed; `about` is the incident or the unit that it is about."""

    at: Micros
    text: str
    by: str
    about: str = ""
    pending: bool = False


def spoken(row: LogRow, look: Look) -> str:
    """The row as a screen reader says it."""
    return f"{time_of_day(row.at, look)}. {row.text}. {row.by}. {row.about}"


class LogDelegate(RowDelegate):
    """Draws when, what, who: the words have two lines."""

    def draw(self, ink: Ink, area: QRectF, row: object, selected: bool) -> None:
        """Time at the left, words and signature beside it."""
        assert isinstance(row, LogRow)
        look = self.look
        first = QRectF(area.left() + look.px(14), area.top() + look.px(8), 0, look.px(20))
        first.setRight(area.right() - look.px(14))
        ink.text(first, time_of_day(row.at, look), "body", "text.secondary", elide=False)
        words = first.adjusted(look.px(76), 0, 0, 0)
        ink.text(words, row.text, "body medium", "text.secondary" if row.pending else "text.primary")
        under = words.translated(0, look.px(20))
        left = under.left()
        if row.pending:
            ink.spinner(left, under.center().y(), 13)
            left += look.px(18)
        if row.about:
            left = ink.chip(left, under.center().y(), row.about) + look.px(8)
        ink.text(
            QRectF(left, under.top(), under.right() - left, under.height()), row.by, "caption", self.faint
        )
        if not selected:
            ink.rule(words.left(), words.right(), area.bottom() - 1)

    def tip_of(self, row: object) -> str:
        """The whole line."""
        assert isinstance(row, LogRow)
        return f"{time_of_day(row.at, self.look)}\n{row.text}\n{row.by} {row.about}"


class LineToSign(LineField):
    """One line; Enter signs it.

    *Signals:* `written(str)`.
    """

    written = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter writes what is there."""
        text = self.text().strip()
        if event.text() in ("\r", "\n"):
            if text:
                self.clear()
                self.written.emit(text)
            return
        super().keyPressEvent(event)

    def keys_here(self) -> tuple[KeyHere, ...]:
        """Enter."""
        return (KeyHere("↵", QCoreApplication.translate("shift_log", "escribir, con su firma")),)


class ShiftLog(Pane):
    """The pane.

    *Signals:* `written(str)`: a line for the log.
    """

    written = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None, *, key: str = "Alt L") -> None:
        translate = QCoreApplication.translate
        super().__init__(look, "notebook", translate("shift_log", "Bitácora"), parent, key=key)
        self.set_lacks(translate("shift_log", "puede faltar lo último"))
        self.list = RowList(LogDelegate(look, HEIGHT), translate("shift_log", "Líneas de la bitácora"))
        self.line = LineToSign(look, translate("shift_log", "Escribir en la bitácora"), cap=LONGEST)
        self.line.setPlaceholderText(translate("shift_log", "Escribir en la bitácora…"))
        self.line.written.connect(self.written)
        foot = QWidget()
        inside = QHBoxLayout(foot)
        inside.setContentsMargins(look.px(12), look.px(6), look.px(12), look.px(8))
        inside.addWidget(self.line)
        self.set_body(self.list)
        self.set_foot(foot)
        self.set_empty(True)

    def set_model(self, model: QAbstractItemModel) -> None:
        """A list model that answers ROW with a LogRow, the latest first."""
        self.list.setModel(model)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._counted)
        self._counted()

    def take_focus(self) -> None:
        """Its key leads to the line: the log is there to be written."""
        self.line.setFocus()

    def empty_words(self) -> tuple[str, str]:
        """Nobody wrote yet."""
        return QCoreApplication.translate("shift_log", "Nadie escribió en este turno"), ""

    def error_title(self) -> str:
        """What failed."""
        return QCoreApplication.translate("shift_log", "No se pudo leer la bitácora")

    def show_faded(self, faded: bool) -> None:
        """Old rows lose their grey hints."""
        self.list.set_faded(faded)

    def _counted(self) -> None:
        model = self.list.model()
        count = model.rowCount() if model is not None else 0
        self.set_count(count or None)
        self.set_empty(not count)

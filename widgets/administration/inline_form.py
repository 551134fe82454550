"""The form that opens under a row of a register: its fields, the reason, and the one act."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from widgets.administration.entries import LABEL, SENTENCE, EntryGrid
from widgets.administration.values import EntryField, Verdict
from widgets.buttons import ActionButton
from widgets.ink import Ink
from widgets.look import Look

NARROW = 620
"""Below this width, in pixels at 100 %, the fields stand in two lines."""


class InlineForm(QWidget):
    """Fields in a line under their row; the act is disabled with the reason beside it while they are wrong.

    *Signals:* `changed(dict)` with every value when a person changed one; `accepted(dict)` by the act or
    Enter; `left` on Escape.
    """

    changed = Signal(dict)
    accepted = Signal(dict)
    left = Signal()

    def __init__(self, look: Look, act: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._verdict = Verdict()
        self._fields = 0
        self.grid = EntryGrid(look, 9, self)
        self.act = ActionButton(look, act, self, kind="default", height=34)
        self.grid.changed.connect(lambda: self.changed.emit(self.grid.values()))
        self.grid.entered.connect(self._accept)
        self.act.clicked.connect(self._accept)

    def set_fields(self, fields: tuple[EntryField, ...]) -> None:
        """Another thing's values."""
        for entry in self.grid.entries.values():
            entry.field.removeEventFilter(self)
        self._fields = len(fields)
        self.grid.set_fields(fields)
        for entry in self.grid.entries.values():
            entry.field.installEventFilter(self)
        last = next(reversed(self.grid.entries.values()), None)
        if last is not None:
            QWidget.setTabOrder(last.field, self.act)
        self.act.set_sending(False)

    def set_verdict(self, verdict: Verdict) -> None:
        """What the rules say: sentences under fields, and whether it can be sent."""
        self._verdict = verdict
        self.grid.set_verdict(verdict)
        self.act.setEnabled(not verdict.hindrance)
        self.act.setAccessibleDescription(verdict.hindrance)
        self.update()

    def set_sending(self, sending: bool) -> None:
        """Asked for, and not answered yet."""
        self.act.set_sending(sending)

    def take_focus(self) -> None:
        """The keyboard to the first field."""
        self.grid.take_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape leaves the form from any of its fields."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape on the act leaves too; no key of the form goes on to the rows behind it."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        event.accept()

    def sizeHint(self) -> QSize:
        """92 px for one line of fields."""
        return QSize(400, self.grid.height() + self._look.px(14))

    def hasHeightForWidth(self) -> bool:
        """In a narrow place the fields stand in two lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Pixels that the form needs when it is so wide."""
        look = self._look
        across = self._across(width)
        lines = -(-max(1, self._fields) // across)
        return lines * (look.px(LABEL + SENTENCE) + look.size("size.field")) + look.px(14)

    def _across(self, width: int) -> int:
        narrow = width < self._look.px(NARROW)
        return max(1, (self._fields + 1) // 2 if narrow else self._fields)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fields at the left, the act at the right on the fields' line."""
        look = self._look
        narrow = self.width() < look.px(NARROW)
        self.grid.set_across(self._across(self.width()))
        left, wide = look.px(24 if narrow else 54), look.px(108)
        room = self.width() - left - wide - look.px(40)
        self.grid.setGeometry(left, look.px(6), room, self.grid.height())
        top = look.px(6) + self.grid.height() - look.px(SENTENCE) - look.size("size.field")
        self.act.setGeometry(self.width() - wide - look.px(12), top, wide, self.act.sizeHint().height())

    def _accept(self) -> None:
        if self.act.isEnabled() and not self.act.sending():
            self.accepted.emit(self.grid.values())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of the chosen row goes on; the hindrance stands under the act."""
        ink, look = Ink(QPainter(self), self._look), self._look
        area = QRectF(self.rect())
        ink.fill(area, "surface.selected")
        ink.fill(QRectF(0, 0, look.size("size.selection_bar"), area.height()), "accent.bar")
        if self._verdict.hindrance:
            under = QRectF(
                area.right() - look.px(260), self.act.geometry().bottom() + 1, look.px(248), look.px(20)
            )
            ink.text(under, self._verdict.hindrance, "caption", "text.secondary", "right")


def save_words() -> str:
    """What the act of a form is called by default."""
    return QCoreApplication.translate("administration", "Guardar")

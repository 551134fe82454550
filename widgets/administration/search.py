"""The field one searches in: a glass at its left, how many were found at its right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from widgets.fields import LineField
from widgets.ink import Ink
from widgets.look import Look

REST_MS = 160
"""Whoever types is not asked for: the search goes out when the keys have rested so long."""


class SearchField(LineField):
    """One line; Enter searches at once, Down leaves for the results, Escape empties it and leaves.

    *Signals:* `searched(str)` when the keys rest or on Enter; `down_pressed`; `left`.
    """

    searched = Signal(str)
    down_pressed = Signal()
    left = Signal()

    def __init__(self, look: Look, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(look, name, parent, cap=80)
        self._sent = ""
        self.setPlaceholderText(hint)
        self._glass = _Glass(look, self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._send)
        self.textEdited.connect(lambda _: self._rest.start())
        self.returnPressed.connect(self._send)

    def set_icon(self, icon: str, colour: str = "text.tertiary", word: str = "") -> None:
        """The word at the right; the glass keeps its room at the left."""
        super().set_icon(icon, colour, word)
        margins = self.textMargins()
        margins.setLeft(self._look.px(20))
        self.setTextMargins(margins)

    def set_found(self, words: str) -> None:
        """How many were found; empty when nothing is searched."""
        self.set_icon("", "text.tertiary", words)

    def seek(self, text: str) -> None:
        """Search for this as if it had been typed."""
        self.fill(text)
        self._send()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes to the results; Escape empties the field first, and leaves it when it is empty."""
        if event.key() == Qt.Key.Key_Down:
            self._send()
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
                self._send()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The glass stays at the left."""
        super().resizeEvent(event)
        self._glass.setGeometry(self._look.px(4), 1, self._look.px(26), self.height() - 2)

    def _send(self) -> None:
        self._rest.stop()
        text = self.text().strip()
        if text != self._sent:
            self._sent = text
            self.searched.emit(text)


class _Glass(QWidget):
    """The icon inside the field: a child of it, for a parent paints below its children."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        ink = Ink(QPainter(self), self._look)
        ink.icon(self._look.px(5), self.height() / 2, "magnifying-glass", 16, "text.secondary")

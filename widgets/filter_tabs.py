"""A row of filters of which one holds: the chosen one in a pill."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.ink import Ink
from widgets.keys import KeyHere
from widgets.look import Look


class FilterTabs(QWidget):
    """Painted pills; arrows or a click choose.

    *Signals:* `picked(str)`: the code that a person chose.
    """

    picked = Signal(str)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._choices: tuple[tuple[str, str], ...] = ()
        self._code = ""
        self._hover = ""
        self._ringed = False
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def set_choices(self, choices: tuple[tuple[str, str], ...]) -> None:
        """Codes and words; the first holds until another is chosen."""
        if choices != self._choices:
            self._choices = choices
            if self._code not in dict(choices):
                self._code = choices[0][0] if choices else ""
            self.updateGeometry()
            self.update()

    def code(self) -> str:
        """The filter that holds."""
        return self._code

    def set_code(self, code: str) -> None:
        """Let another filter hold, without a signal."""
        if code != self._code and code in dict(self._choices):
            self._code = code
            self.setAccessibleDescription(dict(self._choices)[code])
            self.update()

    def sizeHint(self) -> QSize:
        """Room for all."""
        return QSize(round(sum(wide for _, _, wide in self._places())), self._look.px(26))

    def keys_here(self) -> tuple[KeyHere, ...]:
        """The keys of the tabs."""
        return (KeyHere("← →", QCoreApplication.translate("keys", "otro filtro")),)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right."""
        codes = [code for code, _ in self._choices]
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._code in codes:
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self._pick(codes[max(0, min(len(codes) - 1, codes.index(self._code) + step))])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the pill under the mouse."""
        self._pick(self._at(event.position().x()) or self._code)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the pill under the mouse."""
        under = self._at(event.position().x())
        if under != self._hover:
            self._hover = under
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing under the mouse."""
        self._hover = ""
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for the keyboard only."""
        self._ringed = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def _places(self) -> list[tuple[str, float, float]]:
        made, left = [], 0.0
        for code, words in self._choices:
            wide = self._look.metrics("caption strong").horizontalAdvance(words) + self._look.px(22)
            made.append((code, left, wide))
            left += wide + self._look.px(3)
        return made

    def _at(self, x: float) -> str:
        return next((code for code, left, wide in self._places() if left <= x < left + wide), "")

    def _pick(self, code: str) -> None:
        if code != self._code:
            self.set_code(code)
            self.picked.emit(code)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pill that holds has a blue edge; what does not fit is left out."""
        ink, look = Ink(QPainter(self), self._look), self._look
        words = dict(self._choices)
        height = look.px(24)
        for code, left, wide in self._places():
            if left + wide > self.width() + 1:
                break
            pill = QRectF(round(left), round((self.height() - height) / 2), round(wide), height)
            if code == self._code:
                ring = self._ringed and self.hasFocus()
                edge, width = ("focus.ring", 2.0) if ring else ("accent.bar", 1.0)
                ink.box(pill, height / 2, "surface.selected", edge, width)
            elif code == self._hover:
                ink.box(pill, height / 2, "surface.hover")
            chosen = code == self._code
            ink.text(
                pill,
                words[code],
                "caption strong" if chosen else "caption medium",
                "text.primary" if chosen else "text.secondary",
                "centre",
                elide=False,
            )

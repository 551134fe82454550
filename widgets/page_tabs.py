"""The pages of the window as words in the top bar, with a bar under the one on screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.ink import Ink
from widgets.keys import KeyHere
from widgets.look import Look


class PageTabs(QWidget):
    """The pages of the window; the one on screen has a bar under it. Left and right, or Ctrl 1 to 9 by the
    shell.

    *Signals:* `picked(str)`.
    """

    picked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._pages: tuple[tuple[str, str], ...] = ()
        self._code, self._hover, self._ringed = "", "", False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(QCoreApplication.translate("top_bar", "Páginas"))

    def set_pages(self, pages: tuple[tuple[str, str], ...]) -> None:
        """Codes and words; the first is on screen."""
        self._pages = pages
        if self._code not in dict(pages):
            self._code = pages[0][0] if pages else ""
        self.updateGeometry()
        self.update()

    def pages(self) -> tuple[tuple[str, str], ...]:
        """Codes and words, as they were told."""
        return self._pages

    def set_page(self, code: str) -> None:
        """Another page is on screen."""
        self._code = code
        self.setAccessibleDescription(dict(self._pages).get(code, ""))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for every word."""
        return QSize(round(sum(wide for _, _, wide in self._places())), self._look.size("size.top_bar"))

    def keys_here(self) -> tuple[KeyHere, ...]:
        """The keys of the tabs."""
        return (KeyHere("← →", QCoreApplication.translate("keys", "otra página")),)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right."""
        codes = [code for code, _ in self._pages]
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._code in codes:
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self.picked.emit(codes[(codes.index(self._code) + step) % len(codes)])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show the page under the mouse."""
        code = self._at(event.position().x())
        if code:
            self.picked.emit(code)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the word under the mouse."""
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
        for code, words in self._pages:
            wide = self._look.metrics("input strong").horizontalAdvance(words) + self._look.px(24)
            made.append((code, left, wide))
            left += wide
        return made

    def _at(self, x: float) -> str:
        return next((code for code, left, wide in self._places() if left <= x < left + wide), "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words, and the bar under the page on screen."""
        ink, look = Ink(QPainter(self), self._look), self._look
        words = dict(self._pages)
        for code, left, wide in self._places():
            area = QRectF(round(left), 0, round(wide), self.height())
            here = code == self._code
            colour = "text.primary" if here or code == self._hover else "text.secondary"
            ink.text(
                area, words[code], "input strong" if here else "input medium", colour, "centre", elide=False
            )
            if here:
                ink.fill(
                    QRectF(area.left(), area.bottom() - look.px(4), area.width(), look.px(3)), "accent.bar"
                )
                if self._ringed and self.hasFocus():
                    ink.box(area.adjusted(1, 6, -1, -8), 4, "", "focus.ring", 2.0)

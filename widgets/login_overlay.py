"""A card over a window that goes on underneath: everything stays where it is, only the hands wait."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.ink import Ink
from widgets.login_card import LoginCard
from widgets.look import Look

VEIL = 0.62
THIN_VEIL = 0.4
"""Beside the card there is something to be read on: a form in mid-call."""


class CardOverlay(QWidget):
    """Covers `under` and follows its size; the card stands in the middle, or at the right while `aside`."""

    def __init__(self, look: Look, card: LoginCard, under: QWidget, *, aside: bool = False) -> None:
        super().__init__(under)
        self._look = look
        self._aside = aside
        self.card = card
        card.setParent(self)
        under.installEventFilter(self)
        self._fit(under)
        self.show()
        self.raise_()
        card.take_focus()

    def end(self) -> None:
        """Take it away."""
        parent = self.parent()
        if parent is not None:
            parent.removeEventFilter(self)
        self.card.forget()
        self.hide()
        self.setParent(None)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window under it changed its size."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self._fit(watched)
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keys of what lies underneath do nothing while somebody is at the door."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit(self)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Swallowed: nothing goes through to the window underneath."""
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Swallowed; the keyboard goes back to the card."""
        self.card.take_focus()
        event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab stays within the card."""
        fields = [w for w in self.card.findChildren(QWidget) if self._takes_tab(w)]
        if not fields:
            return False
        now = self.focusWidget()
        place = fields.index(now) if now in fields else -1
        fields[(place + (1 if next else -1)) % len(fields)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    @staticmethod
    def _takes_tab(widget: QWidget) -> bool:
        return widget.isVisible() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)

    def _fit(self, under: QWidget) -> None:
        self.setGeometry(0, 0, under.width(), under.height())
        size = self.card.sizeHint()
        wide = max(size.width(), self.card.minimumWidth())
        high = max(size.height(), self.card.heightForWidth(wide))
        left = self.width() - wide - self._look.px(32) if self._aside else (self.width() - wide) // 2
        self.card.setGeometry(left, max(0, (self.height() - high) // 2), wide, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A veil: what lies underneath can be read, and is not to be touched."""
        ink = Ink(QPainter(self), self._look)
        ink.fill(QRectF(self.rect()), "surface.window", THIN_VEIL if self._aside else VEIL)

"""The list over the command line: how what is being typed may go on, each with its meaning."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.ink import Ink
from widgets.look import Look

ROW = 30
WIDTH = 620


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to go on: the line as it would be, what is shown of it, and what that means."""

    line: str
    shown: str
    meaning: str


class OfferList(QWidget):
    """Stands on the command line without taking its keyboard; nothing is chosen until an arrow chooses.

    *Signals:* `picked(str)`: the line of the offer under the mouse.
    """

    picked = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._offers: tuple[Offer, ...] = ()
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def set_offers(self, offers: tuple[Offer, ...]) -> None:
        """Show these, nothing chosen; none hides the list."""
        self._offers, self._at = offers, -1
        self.setVisible(bool(offers))
        self.update()

    def offers(self) -> tuple[Offer, ...]:
        """What is offered."""
        return self._offers

    def chosen(self) -> Offer | None:
        """The offer under the cursor."""
        return self._offers[self._at] if 0 <= self._at < len(self._offers) else None

    def step(self, by: int) -> None:
        """Move the cursor; above the first nothing is chosen again, after the last comes the first."""
        if self._offers:
            self._at = -1 if self._at + by < 0 else (self._at + by) % len(self._offers)
            self.update()

    def shared(self) -> str:
        """What all the lines begin with."""
        lines = [offer.line for offer in self._offers]
        least, most = min(lines, default=""), max(lines, default="")
        return next((least[:n] for n, c in enumerate(least) if most[n : n + 1] != c), least)

    def stand_on(self, line: QWidget, left: int) -> None:
        """Take the place just above a widget of the same window."""
        host = self.parentWidget()
        corner = line.mapTo(host, QPoint(left, 0))
        height = self._look.px(ROW) * len(self._offers) + 10
        width = min(self._look.px(WIDTH), host.width() - corner.x() - self._look.px(8))
        self.setGeometry(corner.x(), corner.y() - height - self._look.px(4), width, height)
        self.raise_()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the offer under the mouse."""
        row = int((event.position().y() - 5) // max(1, self._look.px(ROW)))
        if 0 <= row < len(self._offers):
            self.picked.emit(self._offers[row].line)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sheet with a row for each: what may be typed, and what it means."""
        ink, look = Ink(QPainter(self), self._look), self._look
        area = QRectF(self.rect())
        ink.box(area, look.size("radius.control"), "surface.raised", "outline.default")
        first = look.px(16) + max((ink.width(offer.shown, "input mono") for offer in self._offers), default=0)
        split = min(first, area.width() * 0.5)
        for place, offer in enumerate(self._offers):
            row = QRectF(1, 5 + place * look.px(ROW), area.width() - 2, look.px(ROW))
            if place == self._at:
                ink.fill(row, "surface.selected")
                bar = QRectF(row.left(), row.top(), look.size("size.selection_bar"), row.height())
                ink.fill(bar, "accent.bar")
            shown = QRectF(row.left() + look.px(12), row.top(), split, row.height())
            ink.text(shown, offer.shown, "input mono", "text.primary")
            meant = row.adjusted(look.px(12) + split + look.px(16), 0, -look.px(12), 0)
            ink.text(meant, offer.meaning, "body", "text.secondary")

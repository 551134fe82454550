"""The supervisor's wall: for a screen that a room looks at and nobody touches."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from widgets.look import Look
from widgets.supervisor_wall.cards import Card, FigureCard, OverdueCard, WallTop
from widgets.supervisor_wall.city import CityCard, CityGround
from widgets.supervisor_wall.staffing import StaffingCard
from widgets.supervisor_wall.view import WallView

WIDE, HIGH = 1600, 900
"""Pixels that the wall takes at 100 %."""

FIGURES = 5
TOP = 60
FIGURE = 184
TILES = 4
CAPTION = 36
MOST_FOR_TILES = 0.32
"""The tiles' share of the height, at most."""


class SupervisorWall(QWidget):
    """Five figures, staffing, the city, units over their time, four tiles. `tiles` paints the pictures."""

    key = ""

    def __init__(
        self, look: Look, ground: CityGround, tiles: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._told = look.scale
        self._look = look = look.apart()
        self.setObjectName("ground")
        self.setAccessibleName(QCoreApplication.translate("wall", "Pared de supervisión"))
        self.top = WallTop(look, self)
        self.figures = tuple(FigureCard(look, place, self) for place in range(FIGURES))
        self.staffing = StaffingCard(look, self)
        self.city = CityCard(look, ground, self)
        self.overdue = OverdueCard(look, self)
        self.tiles = tiles
        if tiles is not None:
            tiles.setParent(self)
            tiles.show()
        self._shown = WallView()

    def show_view(self, view: WallView) -> None:
        """Another second."""
        if view != self._shown:
            self._shown = view
            for card in self._cards():
                card.show_view(view)

    def _cards(self) -> tuple[Card, ...]:
        return (self.top, *self.figures, self.staffing, self.city, self.overdue)

    def take_focus(self) -> None:
        """Nothing here is for the keyboard."""

    def minimumSizeHint(self) -> QSize:
        """It gives way."""
        return QSize(self._look.px(480), self._look.px(270))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything in its place."""
        super().resizeEvent(event)
        look, wide, high = self._look, self.width(), self.height()
        # Larger letters only as far as the screen goes: a wall cannot be scrolled, and its figures are large.
        scale = min(self._told, max(1.0, min(wide / WIDE, high / HIGH)))
        if scale != look.scale:
            look.rescale(scale)
        gap = look.px(8)
        top, figure = min(look.px(TOP), high // 8), min(look.px(FIGURE), high // 5)
        self.top.setGeometry(0, 0, wide, top)
        y = top + gap
        each = (wide - gap * (FIGURES + 1)) // FIGURES
        for place, card in enumerate(self.figures):
            card.setGeometry(gap + place * (each + gap), y, each, figure)
        y += figure + gap
        tiles = (wide - gap * (TILES + 1)) // TILES * 9 // 16 + look.px(CAPTION)
        tiles = min(tiles, round(high * MOST_FOR_TILES)) if self.tiles is not None else 0
        middle = QRect(gap, y, wide - 2 * gap, high - y - gap - (tiles + gap if tiles else 0))
        side = max(round(middle.width() * 0.24), min(look.px(400), middle.width() // 3))
        left = min(round(middle.width() * 0.38), middle.width() - side - 2 * gap - look.px(320))
        self.staffing.setGeometry(middle.left(), middle.top(), left, middle.height())
        self.city.setGeometry(middle.adjusted(left + gap, 0, -side - gap, 0))
        self.overdue.setGeometry(middle.adjusted(middle.width() - side, 0, 0, 0))
        if self.tiles is not None:
            self.tiles.setGeometry(gap, high - tiles - gap, wide - 2 * gap, tiles)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The gutters."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("surface.window"))
        painter.end()

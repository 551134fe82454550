"""The left of the login: the brand, the city's outline, and four facts about this desk's surroundings."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from widgets.brand import paint_tower
from widgets.ink import Ink
from widgets.look import Look

Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class CityLines:
    """What is drawn behind the brand, as (longitude, latitude) in degrees."""

    outline: Line = ()
    avenues: tuple[Line, ...] = ()
    barrios: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact at the foot: icon, what it is about, how it stands, a detail; `tone` of the value."""

    icon: str
    label: str
    value: str
    detail: str = ""
    tone: str = "text.primary"


class Backdrop(QWidget):
    """Drawn once per size and kept; only the facts change."""

    def __init__(self, look: Look, site: str, city: CityLines, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._site, self._city = look, site, city
        self._facts: tuple[Fact, ...] = ()
        self._ground: QPixmap | None = None

    def set_facts(self, facts: tuple[Fact, ...]) -> None:
        """Server, map, journal, hour: up to four."""
        self._facts = facts[:4]
        self.setAccessibleName(". ".join(f"{fact.label}: {fact.value}" for fact in self._facts))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the ground anew."""
        self._ground = None
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """It gives way to the panel."""
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, brand, facts."""
        if self._ground is None or self._ground.devicePixelRatio() != self.devicePixelRatioF():
            self._ground = self._draw_ground()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._ground)
        ink, look = Ink(painter, self._look), self._look
        paint_tower(painter, look, QRectF(look.px(46), look.px(44), look.px(48), look.px(56)))
        name = QRectF(look.px(112), look.px(46), self.width() - look.px(130), look.px(36))
        painter.setPen(look.colour("text.primary"))
        font = type(look.font("timer heavy"))(look.font("timer heavy"))
        font.setLetterSpacing(font.SpacingType.AbsoluteSpacing, look.px(3))
        painter.setFont(font)
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter.value, "ATALAYA")
        ink.text(
            QRectF(name.left(), look.px(80), name.width(), look.px(22)), self._site, "input", "text.secondary"
        )
        self._paint_facts(ink)

    def _paint_facts(self, ink: Ink) -> None:
        look = self._look
        if not self._facts:
            return
        left, step = look.px(48), (self.width() - look.px(72)) / 4
        top = self.height() - look.px(116)
        for place, fact in enumerate(self._facts):
            x = left + place * step
            area = QRectF(x + look.px(28), top, step - look.px(40), look.px(22))
            ink.icon(x, area.center().y(), fact.icon, 18, "text.secondary")
            ink.text(area, fact.label, "input", "text.secondary")
            ink.text(area.translated(0, look.px(21)), fact.value, "input strong", fact.tone)
            ink.text(area.translated(0, look.px(41)), fact.detail, "caption", "text.tertiary")

    def _draw_ground(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        look = self._look
        made.fill(look.colour("surface.window"))
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._city.outline:
            self._draw_city(painter)
        fade = QLinearGradient(0, 0, 0, self.height())
        fade.setColorAt(0.0, look.colour("surface.window", 0.55))
        fade.setColorAt(0.25, look.colour("surface.window", 0.15))
        fade.setColorAt(0.7, look.colour("surface.window", 0.35))
        fade.setColorAt(1.0, look.colour("surface.window", 0.96))
        painter.fillRect(QRectF(0, 0, self.width(), self.height()), fade)
        painter.end()
        return made

    def _draw_city(self, painter: QPainter) -> None:
        look = self._look
        outline = self._fitted(self._city.outline)
        river = QLinearGradient(
            self.width() * 0.5, self.height() * 0.5, self.width() * 0.8, self.height() * 0.22
        )
        river.setColorAt(0.0, look.colour("map.water", 0.0))
        river.setColorAt(1.0, look.colour("map.water", 0.75))
        painter.fillRect(QRectF(0, 0, self.width(), self.height()), river)
        painter.setPen(QPen(look.colour("map.boundary"), 1.6))
        painter.setBrush(look.colour("map.land"))
        painter.drawPolygon(QPolygonF(outline))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("map.street_street"), 1.0))
        for barrio in self._city.barrios:
            painter.drawPolygon(QPolygonF(self._fitted(barrio)))
        painter.setPen(QPen(look.colour("map.street_motorway"), 1.8))
        for avenue in self._city.avenues:
            painter.drawPolyline(QPolygonF(self._fitted(avenue)))
        painter.setPen(QPen(look.colour("map.label_minor"), 1.2))
        painter.setBrush(look.colour("surface.window"))
        for gate in self._gates(outline):
            painter.drawRect(QRectF(gate.x() - 2.5, gate.y() - 2.5, 5, 5))

    def _gates(self, outline: list[QPointF]) -> list[QPointF]:
        """Marks along the land side at equal distances, as the ring's gates stand; none on the river."""
        ring = QPainterPath(outline[0])
        for point in (*outline[1:], outline[0]):
            ring.lineTo(point)
        points = [ring.pointAtPercent(step / 90) for step in range(90)]
        return [
            point for point in points if point.x() < self.width() * 0.45 or point.y() > self.height() * 0.72
        ]

    def _fitted(self, line: Line) -> list[QPointF]:
        city = self._city.outline
        west, east = min(p[0] for p in city), max(p[0] for p in city)
        south, north = min(p[1] for p in city), max(p[1] for p in city)
        shrink = cos(radians((south + north) / 2))
        wide, high = (east - west) * shrink, north - south
        scale = min(self.width() * 0.86 / wide, self.height() * 0.92 / high)
        left, top = (
            (self.width() - wide * scale) / 2 + self.width() * 0.02,
            (self.height() - high * scale) / 2,
        )
        return [QPointF(left + (x - west) * shrink * scale, top + (north - y) * scale) for x, y in line]

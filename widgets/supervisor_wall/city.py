"""The city with its open incidents; the ground is drawn once for each size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from domain.geo import mercator
from domain.severity import Severity
from widgets.ink import Ink
from widgets.look import Look
from widgets.severity import paint_mark
from widgets.supervisor_wall.cards import HEAD, SMALLEST, Card, age_words
from widgets.supervisor_wall.view import WallView

translate = QCoreApplication.translate
Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class CityGround:
    """What stands still, as (longitude, latitude) in degrees."""

    outline: Line = ()
    barrios: tuple[Line, ...] = ()
    avenues: tuple[Line, ...] = ()
    water: tuple[Line, ...] = ()


class CityCard(Card):
    """The city, its incidents by severity, and how many cannot be placed."""

    def __init__(self, look: Look, ground: CityGround, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._ground = ground
        self._picture: QPixmap | None = None
        points = [mercator(lat, lon) for lon, lat in ground.outline]
        self._box = (
            min((x for x, _ in points), default=0.0),
            min((y for _, y in points), default=0.0),
            max((x for x, _ in points), default=1.0),
            max((y for _, y in points), default=1.0),
        )

    def show_view(self, view: WallView) -> None:
        """Say it to those who hear, too."""
        super().show_view(view)
        counts = ", ".join(f"{count} {_many(severity)}" for severity, count in view.counts)
        self.setAccessibleName(translate("wall", "Ciudad: {counts}").format(counts=counts))

    def _place(self, lat: float, lon: float) -> QPointF:
        x, y = mercator(lat, lon)
        left, top, right, bottom = self._box
        room = QRectF(0, self.look.px(HEAD), self.width(), self.height() - self.look.px(HEAD))
        room.adjust(self.look.px(20), self.look.px(20), -self.look.px(20), -self.look.px(20))
        scale = min(room.width() / (right - left), room.height() / (bottom - top))
        # A little to the right: the counts stand at the left.
        middle = room.center() + QPointF(
            min(self.look.px(50), (room.width() - (right - left) * scale) / 2), 0
        )
        return QPointF(
            middle.x() + (x - (left + right) / 2) * scale, middle.y() + (y - (top + bottom) / 2) * scale
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, marks, counts."""
        look, view = self.look, self.view
        ratio = self.devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if self._picture is None or self._picture.size() != size:
            self._picture = self._draw(size, ratio)
        painter = QPainter(self)
        ink = Ink(painter, look)
        right = translate("wall", "móviles {n} · disponibles {free} · {age}").format(
            n=look.locale.toString(view.units),
            free=look.locale.toString(view.available),
            age=age_words(view),
        )
        self.head(ink, "map-trifold", translate("wall", "Ciudad"), right)
        painter.save()
        painter.setClipRect(QRectF(1, look.px(HEAD), self.width() - 2, self.height() - look.px(HEAD) - 1))
        painter.drawPixmap(0, 0, self._picture)
        for mark in sorted(view.marks, key=lambda one: -int(one.severity)):
            side = {Severity.CRITICAL: 24, Severity.HIGH: 22, Severity.MEDIUM: 17}.get(mark.severity, 15)
            small = mark.severity not in (Severity.CRITICAL, Severity.HIGH)
            paint_mark(
                painter, look, mark.severity, self._place(mark.lat, mark.lon), look.px(side), bare=small
            )
        painter.restore()
        self._paint_counts(ink)
        painter.end()

    def _paint_counts(self, ink: Ink) -> None:
        look = self.look
        top = look.px(HEAD + 16)
        for severity, count in self.view.counts:
            line = QRectF(look.px(18), top, look.px(220), look.px(34))
            mark = QPointF(line.left() + look.px(13), line.center().y())
            paint_mark(ink.painter, look, severity, mark, look.px(24))
            number = line.adjusted(look.px(36), 0, 0, 0)
            wide = ink.text(number, look.locale.toString(count), "section strong", self.tone(), elide=False)
            word = number.adjusted(max(wide, look.px(26)) + look.px(8), 0, 0, 0)
            ink.text(word, _many(severity), "title", "text.secondary")
            top += look.px(34)
        if self.view.placeless:
            words = translate("wall", "{n} sin lugar en el mapa").format(n=self.view.placeless)
            line = QRectF(look.px(18), self.height() - look.px(38), self.width() / 2, look.px(28))
            ink.text(line, words, SMALLEST, "text.secondary")

    def _draw(self, size: QSize, ratio: float) -> QPixmap:
        look, ground = self.look, self._ground
        made = QPixmap(size)
        made.setDevicePixelRatio(ratio)
        made.fill(look.colour("surface.pane"))
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("map.water"))
        for water in ground.water:
            painter.drawPolygon(self._line(water))
        painter.setBrush(look.colour("map.building"))
        painter.drawPolygon(self._line(ground.outline))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("map.building_line"), 1))
        for barrio in ground.barrios:
            painter.drawPolygon(self._line(barrio))
        painter.setPen(QPen(look.colour("map.street_avenue"), look.px(1.6)))
        for avenue in ground.avenues:
            painter.drawPolyline(self._line(avenue))
        painter.setPen(QPen(look.colour("map.boundary"), look.px(2)))
        painter.drawPolygon(self._line(ground.outline))
        painter.end()
        return made

    def _line(self, points: Iterable[tuple[float, float]]) -> QPolygonF:
        return QPolygonF([self._place(lat, lon) for lon, lat in points])


def _many(severity: Severity) -> str:
    return {
        Severity.CRITICAL: translate("wall", "críticas"),
        Severity.HIGH: translate("wall", "altas"),
        Severity.MEDIUM: translate("wall", "medias"),
        Severity.LOW: translate("wall", "bajas"),
        Severity.INFO: translate("wall", "avisos"),
    }[severity]

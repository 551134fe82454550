"""A strip of map around the incident: its streets, who comes by which way; nothing can be dragged."""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, sin

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from domain.agency import Agency
from domain.severity import Severity
from widgets.dispatch_panel.view import Metres, Strip, StripUnit
from widgets.ink import Ink
from widgets.look import Look
from widgets.severity import paint_mark
from widgets.unit_state import paint_glyph

HEIGHT = 186
LEAST = 96
_WIDE_M, _NARROW_M = 24.0, 11.0
"""Widths of avenues and streets on the ground, metres."""


class StripMap(QWidget):
    """Painted; the incident is always in its middle."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._strip: Strip | None = None
        self._priority = Severity.MEDIUM
        self.setAccessibleName(QCoreApplication.translate("dispatch", "Mapa del lugar"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_strip(self, strip: Strip | None, priority: Severity) -> None:
        """Another place, or other units around it; None: nobody knows where it is."""
        if (strip, priority) != (self._strip, self._priority):
            self._strip, self._priority = strip, priority
            words = ", ".join(unit.call_sign for unit in strip.units) if strip is not None else ""
            self.setAccessibleDescription(words)
            self.update()

    def sizeHint(self) -> QSize:
        """As the design has it."""
        return QSize(200, self._look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """It gives way before the list does."""
        return QSize(100, self._look.px(LEAST))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Land, streets, ways, units, the incident."""
        painter = QPainter(self)
        ink, look = Ink(painter, self._look), self._look
        area = QRectF(self.rect())
        ink.fill(area, "map.building")
        strip = self._strip
        if strip is None:
            words = QCoreApplication.translate("dispatch", "sin posición en el mapa")
            ink.text(area, words, "body", "text.secondary", "centre")
            painter.end()
            return
        painter.setClipRect(area)
        scale = area.height() / 2 / strip.radius
        self._streets(painter, strip, scale)
        middle, side = area.center(), look.px(24)
        incident = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        covered = [incident]
        for unit in strip.units:
            covered += self._ground_of(unit, scale)
        taken = [incident, *self._names(ink, strip, scale, covered)]
        for unit in sorted(strip.units, key=lambda unit: unit.assigned):
            self._way(painter, unit, scale)
        for unit in strip.units:
            self._unit(ink, unit, scale, taken)
        paint_mark(painter, look, self._priority, middle, side)
        painter.end()

    def _at(self, place: Metres, scale: float) -> QPointF:
        return QPointF(self.width() / 2 + place[0] * scale, self.height() / 2 - place[1] * scale)

    def _streets(self, painter: QPainter, strip: Strip, scale: float) -> None:
        for wide in (False, True):
            width = max(2.0, (_WIDE_M if wide else _NARROW_M) * scale)
            colour = self._look.colour("map.street_avenue" if wide else "map.street_street")
            pen = QPen(
                colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
            )
            painter.setPen(pen)
            for street in strip.streets:
                if street.wide is wide:
                    painter.drawPolyline(QPolygonF([self._at(point, scale) for point in street.points]))

    def _ground_of(self, unit: StripUnit, scale: float) -> list[QRectF]:
        """What a unit and its way cover: no name is written there."""
        places = [self._at(point, scale) for point in (unit.at, *unit.route)]
        side = self._look.px(18)
        boxes = [QRectF(place.x() - side / 2, place.y() - side / 2, side, side) for place in places]
        for one, two in pairwise(places):
            steps = max(1, round(max(abs(two.x() - one.x()), abs(two.y() - one.y())) / side))
            for step in range(1, steps):
                middle = one + (two - one) * (step / steps)
                boxes.append(QRectF(middle.x() - 4, middle.y() - 4, 8, 8))
        return boxes

    def _names(self, ink: Ink, strip: Strip, scale: float, covered: list[QRectF]) -> list[QRectF]:
        """A name in the middle of its piece where nothing else is; returns where names are written."""
        taken: list[QRectF] = []
        inside = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        for street in strip.streets:
            if not street.name:
                continue
            wide = ink.width(street.name, "caption")
            for one, two in pairwise(street.points):
                middle = (self._at(one, scale) + self._at(two, scale)) / 2
                box = QRectF(middle.x() - wide / 2, middle.y() - 8, wide, 16)
                if inside.contains(box) and not any(box.intersects(at) for at in (*taken, *covered)):
                    self._halo(ink, box, street.name, "caption", "map.label_minor")
                    taken.append(box)
                    break
        return taken

    def _halo(self, ink: Ink, box: QRectF, words: str, kind: str, colour: str) -> None:
        path = QPainterPath()
        metrics = self._look.metrics(kind)
        base = QPointF(box.left(), round(box.center().y() + metrics.capHeight() / 2))
        path.addText(base, self._look.font(kind), words)
        painter = ink.painter
        painter.strokePath(path, QPen(self._look.colour("map.halo"), 3.0))
        painter.fillPath(path, self._look.colour(colour))

    def _way(self, painter: QPainter, unit: StripUnit, scale: float) -> None:
        if len(unit.route) < 2:
            return
        pen = QPen(self._look.colour("map.route"), 2.0)
        if not unit.assigned:
            pen.setDashPattern([1.6, 1.8])
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([self._at(point, scale) for point in unit.route]))

    @staticmethod
    def _body(painter: QPainter, agency: Agency, box: QRectF) -> None:
        """The agency's shape, as on the map: circle, square, pentagon, hexagon."""
        corners = {Agency.FIRE: 5, Agency.CIVIL_PROTECTION: 6}.get(agency, 0)
        if agency is Agency.MEDICAL:
            painter.drawRect(box)
        elif corners:
            middle, reach = box.center(), box.width() / 2
            turn = [2 * pi * n / corners - pi / 2 for n in range(corners)]
            points = [middle + QPointF(cos(one) * reach, sin(one) * reach) for one in turn]
            painter.drawPolygon(QPolygonF(points))
        else:
            painter.drawEllipse(box)

    def _unit(self, ink: Ink, unit: StripUnit, scale: float, taken: list[QRectF]) -> None:
        look, painter = self._look, ink.painter
        middle = self._at(unit.at, scale)
        half = look.px(11)
        room = QRectF(self.rect()).adjusted(half, half, -half, -half)
        if not room.contains(middle):
            return  # where it comes from is told by its way
        box = QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)
        painter.setPen(QPen(look.colour(f"unit.{unit.status.value}"), 2.0))
        painter.setBrush(look.colour("map.halo"))
        self._body(painter, unit.agency, box.adjusted(2, 2, -2, -2))
        if unit.chosen or unit.assigned:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent.bar"), 1.5))
            painter.drawEllipse(box.adjusted(-3, -3, 3, 3))
        paint_glyph(painter, look, unit.status, middle, look.px(9))
        taken.append(box)
        wide = ink.width(unit.call_sign, "caption strong")
        for left in (box.right() + 5, box.left() - 5 - wide):
            label = QRectF(left, middle.y() - 9, wide, 18)
            if QRectF(self.rect()).contains(label) and not any(label.intersects(one) for one in taken):
                self._halo(ink, label, unit.call_sign, "caption strong", "text.primary")
                taken.append(label)
                return

"""What lies under the units for the incident in hand: where a caller may be, and the ways of who goes."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from domain.geo import mercator, moved
from domain.severity import Severity
from domain.shape import AreaShape, ShapeKind
from widgets.live_map.lettering import Taken, WordBook
from widgets.live_map.shapes import Line
from widgets.live_map.view import MapView
from widgets.look import Look
from widgets.severity import key as severity_key

ROUND = 60
"""Corners of what is drawn for a round shape."""
SMALLEST = 7.0
"""Pixels across below which an area is not drawn: its mark hides it."""


@dataclass(frozen=True, slots=True, eq=False)
class MapArea:
    """Where a caller may be: the ring of it, and what is written at its edge."""

    key: Hashable
    ring: Line
    label: str
    severity: Severity

    @classmethod
    def of(cls, key: Hashable, shape: AreaShape, severity: Severity) -> MapArea | None:
        """Build from what the network said; None for a shape that has no size."""
        corners = outline(shape)
        if len(corners) < 3:
            return None
        return cls(key, np.array([mercator(*corner) for corner in corners]), area_words(shape), severity)


@dataclass(frozen=True, slots=True, eq=False)
class MapRoute:
    """The way that a unit takes; `goes`: it was sent, else it is proposed."""

    key: Hashable
    points: Line
    goes: bool = False

    @classmethod
    def of(cls, key: Hashable, corners: Iterable[tuple[float, float]], goes: bool = False) -> MapRoute:
        """Build from (latitude, longitude) points."""
        return cls(key, np.array([mercator(*corner) for corner in corners]).reshape(-1, 2), goes)


def outline(shape: AreaShape) -> list[tuple[float, float]]:
    """Return the corners of a shape on the ground, degrees; none for a point or an address alone."""
    match shape.kind:
        case ShapeKind.POLYGON | ShapeKind.PRISM:
            return list(shape.corners)
        case ShapeKind.ELLIPSE | ShapeKind.ELLIPSOID:
            return _ellipse(shape)
        case ShapeKind.ARC_BAND:
            return _band(shape)
    if shape.centre is None or not shape.radius:
        return []
    return [moved(*shape.centre, 360 / ROUND * step, shape.radius) for step in range(ROUND)]


def _ellipse(shape: AreaShape) -> list[tuple[float, float]]:
    """The long axis lies `orientation` degrees clockwise from north (RFC 5491, 5.2.4)."""
    if shape.centre is None or not shape.semi_major or not shape.semi_minor:
        return []
    lat, lon = shape.centre
    turn = shape.orientation or 0.0
    found = []
    for step in range(ROUND):
        angle = radians(360 / ROUND * step)
        along, across = shape.semi_major * cos(angle), shape.semi_minor * sin(angle)
        there = moved(lat, lon, turn, along)
        found.append(moved(*there, turn + 90, across))
    return found


def _band(shape: AreaShape) -> list[tuple[float, float]]:
    """From `start` on `opening` degrees clockwise, between two radii (RFC 5491, 5.2.5)."""
    if shape.centre is None or not shape.radius:
        return []
    start, opening = shape.start or 0.0, shape.opening or 360.0
    steps = max(2, round(ROUND * opening / 360))
    angles = [start + opening / steps * step for step in range(steps + 1)]
    outer = [moved(*shape.centre, angle, shape.radius) for angle in angles]
    if not shape.inner:
        return [*outer, shape.centre] if opening < 360 else outer
    return [*outer, *(moved(*shape.centre, angle, shape.inner) for angle in reversed(angles))]


def area_words(shape: AreaShape) -> str:
    """Say how large a shape is and how sure the network is of it."""
    translate = QCoreApplication.translate
    match shape.kind:
        case ShapeKind.POLYGON | ShapeKind.PRISM:
            said = translate("live_map", "zona de la red")
        case ShapeKind.ELLIPSE | ShapeKind.ELLIPSOID:
            said = f"± {round(shape.semi_major or 0)} × {round(shape.semi_minor or 0)} m"
        case ShapeKind.ARC_BAND:
            words = translate("live_map", "sector de {inner} a {outer} m")
            said = words.format(inner=round(shape.inner or 0), outer=round(shape.radius or 0))
        case _:
            said = f"± {round(shape.radius or 0)} m"
    return said if shape.confidence is None else f"{said} · {round(shape.confidence)} %"


class OverlayLayer:
    """Paints areas and ways."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._words = WordBook(look)

    def paint_areas(
        self, painter: QPainter, view: MapView, areas: Iterable[MapArea], names: Taken, ratio: float
    ) -> None:
        """Each as a dashed halo with its size at its upper edge."""
        for area in areas:
            polygon = _pixels(view, area.ring)
            box = polygon.boundingRect()
            if max(box.width(), box.height()) < SMALLEST or not box.intersects(_window(view)):
                continue
            tint = f"severity.{severity_key(area.severity)}"
            pen = QPen(self._look.colour(tint, 0.9), 1.4)
            pen.setDashPattern([5.0, 3.0])
            painter.setPen(pen)
            painter.setBrush(self._look.colour(tint, 0.12))
            painter.drawPolygon(polygon)
            self._label(painter, view, area.label, box, names, ratio)

    def _label(
        self, painter: QPainter, view: MapView, label: str, box: QRectF, names: Taken, ratio: float
    ) -> None:
        word = self._words.word(label, "caption strong", "text.primary", ratio)
        width, height = word.width() / ratio, word.height() / ratio
        middle = min(max(box.center().x(), width / 2 + 4), view.width - width / 2 - 4)
        for top in (box.top() - height - 2, box.bottom() + 2, box.center().y() + 22):
            if top < 0 or top + height > view.height:
                continue
            left = middle - width / 2
            if names.claim(left, top, left + width, top + height):
                painter.drawPixmap(QPoint(round(left), round(top)), word)
                return

    def paint_routes(self, painter: QPainter, view: MapView, routes: Iterable[MapRoute]) -> None:
        """Each as dashes along the streets: of who goes stronger than of who is proposed."""
        for route in sorted(routes, key=lambda one: one.goes):
            if len(route.points) < 2:
                continue
            line = _pixels(view, route.points)
            wide = 3.0 if route.goes else 2.0
            halo = QPen(self._look.colour("map.halo", 0.8), wide + 2.4)
            pen = QPen(self._look.colour("map.route", 1.0 if route.goes else 0.75), wide)
            pen.setDashPattern([3.0, 1.6] if route.goes else [2.6, 2.2])
            for one in (halo, pen):
                one.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                one.setCapStyle(Qt.PenCapStyle.FlatCap)
                painter.setPen(one)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPolyline(line)


def _pixels(view: MapView, points: Line) -> QPolygonF:
    px, py = view.pixels(points[:, 0], points[:, 1])
    return QPolygonF([QPointF(x, y) for x, y in zip(px.tolist(), py.tolist(), strict=True)])


def _window(view: MapView) -> QRectF:
    return QRectF(0, 0, view.width, view.height)

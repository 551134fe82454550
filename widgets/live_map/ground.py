"""The still part of the map: land, water, barrios, avenues and names, drawn once and moved when panning."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF, QTransform

from widgets.live_map.ground_names import write_names
from widgets.live_map.ground_streets import StreetLines, paint_streets
from widgets.live_map.lettering import Taken
from widgets.live_map.shapes import CityShapes, Line
from widgets.live_map.view import MapView
from widgets.look import Look

STEPS = 2.0**24
"""Paths count such steps of the mercator square (2.4 m) from the city's middle: Qt compares them soundly."""

AVENUE_M = 27.0
MOTORWAY_M = 38.0
"""Widths on the ground, metres, from house to house."""

MARGIN = 192
"""Pixels drawn beyond each edge of the view: panning this far moves a picture and draws nothing."""


class Ground:
    """Draws the still shapes for a view. Another ground (vector tiles) only has to keep this method."""

    def __init__(self, look: Look, shapes: CityShapes, streets: StreetLines | None = None) -> None:
        self._look = look
        self._shapes = shapes
        self._streets = streets
        left, top, right, bottom = shapes.box
        self._anchor = ((left + right) / 2, (top + bottom) / 2)
        self._land = self._path([shapes.outline])
        self._water = self._path([area.ring for area in shapes.water])
        self._parks = self._path([area.ring for area in shapes.parks])
        self._barrios = self._path([area.ring for area in shapes.barrios])
        self._avenues = self._path([road.points for road in shapes.roads if not road.motorway], closed=False)
        self._motorways = self._path([road.points for road in shapes.roads if road.motorway], closed=False)

    def paint(self, painter: QPainter, view: MapView) -> Taken:
        """Fill the whole view and return where names were written."""
        colour = self._look.colour
        painter.fillRect(QRectF(0, 0, view.width, view.height), colour("map.land"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        to_screen = self._transform(view)
        painter.fillPath(to_screen.map(self._water), colour("map.water"))
        land = to_screen.map(self._land)
        painter.fillPath(land, colour("map.building"))
        painter.fillPath(to_screen.map(self._parks), colour("map.park"))
        self._edge(painter, to_screen.map(self._barrios), colour("map.boundary", 0.45), 1.0, dashed=True)
        if self._streets is not None:
            paint_streets(painter, view, self._look, self._streets)
        self._roads(painter, view, to_screen)
        self._edge(painter, land, colour("map.boundary"), 1.6)
        return write_names(painter, view, self._look, self._shapes, self._streets)

    def _roads(self, painter: QPainter, view: MapView, to_screen: QTransform) -> None:
        colour = self._look.colour
        avenues, motorways = to_screen.map(self._avenues), to_screen.map(self._motorways)
        narrow = min(max(AVENUE_M / view.metres_per_pixel, 1.4), 60.0)
        wide = min(max(MOTORWAY_M / view.metres_per_pixel, 2.4), 84.0)
        if narrow > 4:
            self._edge(painter, avenues, colour("map.street_casing"), narrow + 2)
            self._edge(painter, motorways, colour("map.street_casing"), wide + 2)
        self._edge(painter, avenues, colour("map.street_avenue"), narrow)
        self._edge(painter, motorways, colour("map.street_motorway"), wide)

    @staticmethod
    def _edge(
        painter: QPainter, path: QPainterPath, colour: QColor, width: float, dashed: bool = False
    ) -> None:
        pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        if dashed:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([4.0, 3.0])
        painter.strokePath(path, pen)

    def _transform(self, view: MapView) -> QTransform:
        ox, oy = view.origin
        x, y = self._anchor
        size = view.scale / STEPS
        return QTransform(size, 0, 0, size, x * view.scale - ox, y * view.scale - oy)

    def _path(self, lines: list[Line], closed: bool = True) -> QPainterPath:
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for points in lines:
            steps = (points - np.array(self._anchor)) * STEPS
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in steps.tolist()]))
            if closed:
                path.closeSubpath()
        return path


class GroundPicture:
    """The ground drawn once with a margin, and moved by whole pixels while the zoom stays.

    Where it does not reach, or is of another zoom, the old one is stretched for now and `behind` is set:
    drawing takes some 50 ms, too long for each notch of a wheel. Call `draw` when the view rests.
    """

    def __init__(self, look: Look) -> None:
        self._look = look
        self._ground: Ground | None = None
        self._pixmap = QPixmap()
        self._drawn = MapView(1, 1)
        self._ratio = 0.0
        self._names = Taken(1, 1)
        self.version = 0
        self.behind = False

    def change(self, ground: Ground) -> None:
        """Draw another ground from now on."""
        self._ground = ground
        self._ratio = 0.0
        self.version += 1

    def blit(self, painter: QPainter, view: MapView, ratio: float) -> Taken:
        """Put the ground under the whole view and return where its names are."""
        if self._ground is None:
            painter.fillRect(QRectF(0, 0, view.width, view.height), self._look.colour("map.land"))
            return Taken(view.width, view.height)
        if self._ratio != ratio:
            self.draw(view, ratio)
        ox, oy = view.origin
        at = self._drawn.origin
        left, top = ox - at[0], oy - at[1]
        fits = 0 <= left <= self._drawn.width - view.width and 0 <= top <= self._drawn.height - view.height
        self.behind = self._drawn.zoom != view.zoom or not fits
        if self.behind:
            self._stretch(painter, view)
            return Taken(view.width, view.height)
        source = QRect(
            round(left * ratio), round(top * ratio), ceil(view.width * ratio), ceil(view.height * ratio)
        )
        painter.drawPixmap(QRect(0, 0, view.width, view.height), self._pixmap, source)
        return self._names.part(left, top, view.width, view.height)

    def draw(self, view: MapView, ratio: float) -> None:
        """Draw the ground for this view, sharp, with a margin around it."""
        wide = MapView(view.width + 2 * MARGIN, view.height + 2 * MARGIN)
        wide.zoom, wide.x, wide.y = view.zoom, view.x, view.y
        size = QSize(ceil(wide.width * ratio), ceil(wide.height * ratio))
        if self._pixmap.size() != size:
            self._pixmap = QPixmap(size)
        self._pixmap.setDevicePixelRatio(ratio)
        painter = QPainter(self._pixmap)
        if self._ground is not None:
            self._names = self._ground.paint(painter, wide)
        painter.end()
        self._drawn, self._ratio, self.behind = wide, ratio, False
        self.version += 1

    def _stretch(self, painter: QPainter, view: MapView) -> None:
        painter.fillRect(QRectF(0, 0, view.width, view.height), self._look.colour("map.land"))
        left, top = view.pixel(*self._drawn.place(0, 0))
        right, bottom = view.pixel(*self._drawn.place(self._drawn.width, self._drawn.height))
        painter.drawPixmap(
            QRectF(left, top, right - left, bottom - top), self._pixmap, QRectF(self._pixmap.rect())
        )


class StillPicture:
    """All that stands still in a view as one picture, drawn again only when its key changes."""

    def __init__(self) -> None:
        self._pixmap = QPixmap()
        self._key: tuple[object, ...] = ()
        self._names = Taken(1, 1)

    def blit(
        self,
        painter: QPainter,
        key: tuple[object, ...],
        size: QSize,
        ratio: float,
        draw: Callable[[QPainter, float], Taken],
    ) -> Taken:
        """Put the picture under everything and return where its names are."""
        if key != self._key:
            whole = QSize(ceil(size.width() * ratio), ceil(size.height() * ratio))
            if self._pixmap.size() != whole:
                self._pixmap = QPixmap(whole)
            self._pixmap.setDevicePixelRatio(ratio)
            brush = QPainter(self._pixmap)
            self._names = draw(brush, ratio)
            brush.end()
            self._key = key
        painter.drawPixmap(0, 0, self._pixmap)
        return self._names

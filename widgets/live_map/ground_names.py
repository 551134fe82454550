"""The names that lie still: barrios, water, and avenues along their course."""

from __future__ import annotations

from math import atan2, ceil, degrees

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from widgets.live_map.ground_streets import NAME_ZOOM, StreetLines
from widgets.live_map.lettering import Taken, halo_text
from widgets.live_map.shapes import Area, CityShapes, Road
from widgets.live_map.view import MapView
from widgets.look import Look

BEND = 3.0
"""Pixels that an avenue may leave the straight line under its name."""

APART = 620.0
"""Pixels along an avenue between two writings of its name."""

BARRIO_ZOOM = (11.6, 16.0)
ROAD_ZOOM = 12.4
"""Where names begin to help (and where a barrio's name is too far from anything to help)."""

_SAMPLES = np.linspace(-0.5, 0.5, 9)


def write_names(
    painter: QPainter, view: MapView, look: Look, shapes: CityShapes, streets: StreetLines | None = None
) -> Taken:
    """Write every name that finds room (water, barrios from the largest, avenues, near by the streets).

    Return where names are.
    """
    taken = Taken(view.width, view.height)
    for area in shapes.water:
        _write_area(painter, view, look, taken, area, "body medium", "map.label_water")
    low, high = BARRIO_ZOOM
    if low <= view.zoom <= high:
        kind = "caption medium" if view.zoom < 13.5 else "input medium"
        for area in sorted(shapes.barrios, key=_extent, reverse=True):
            _write_area(painter, view, look, taken, area, kind, "map.label_minor")
    if view.zoom >= ROAD_ZOOM:
        for road in sorted(shapes.roads, key=lambda one: not one.motorway):
            _write_road(painter, view, look, taken, road)
    if streets is not None and view.zoom >= NAME_ZOOM:
        for road in streets.named_in(view):
            _write_road(painter, view, look, taken, road, minor=True)
    return taken


def _extent(area: Area) -> float:
    width, height = np.ptp(area.ring, axis=0).tolist()
    return float(width * height)


def _write_area(
    painter: QPainter, view: MapView, look: Look, taken: Taken, area: Area, kind: str, colour: str
) -> None:
    if not area.name:
        return
    metrics = look.metrics(kind)
    px, py = view.pixel(*area.centre)
    width, height = metrics.horizontalAdvance(area.name), metrics.ascent() + metrics.descent()
    box = QRectF(px - width / 2, py - height / 2, width, height)
    if taken.claim(box.left() - 4, box.top() - 2, box.right() + 4, box.bottom() + 2):
        base = QPointF(round(box.left()), round(box.top() + metrics.ascent()))
        halo_text(painter, base, area.name, look, kind, look.colour(colour))


def _write_road(
    painter: QPainter, view: MapView, look: Look, taken: Taken, road: Road, *, minor: bool = False
) -> None:
    kind = "body medium" if view.zoom >= 14.5 and not (minor and view.zoom < 16.0) else "caption medium"
    colour = "map.label_minor" if minor else "map.label"
    metrics = look.metrics(kind)
    width = metrics.horizontalAdvance(road.name)
    x, y = view.pixels(road.points[:, 0], road.points[:, 1])
    along = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))))
    last = -APART
    for middle in _tries(along, x, y, view, width):
        if middle - last < APART:
            continue
        found = _straight(along, x, y, middle, width)
        if found is None:
            continue
        mx, my, angle = found
        if _claim_slanted(taken, mx, my, angle, width, metrics.capHeight()):
            last = middle
            painter.save()
            painter.translate(mx, my)
            painter.rotate(angle)
            base = QPointF(-width / 2, metrics.capHeight() / 2)
            if minor:  # it lies on its street, and nine times the letters for each would cost too much
                painter.setFont(look.font(kind))
                painter.setPen(look.colour(colour))
                painter.drawText(base, road.name)
            else:
                halo_text(painter, base, road.name, look, kind, look.colour(colour))
            painter.restore()


def _tries(
    along: NDArray[np.float64], x: NDArray[np.float64], y: NDArray[np.float64], view: MapView, width: float
) -> list[float]:
    """Lengths along the road, every 24 px, whose place lies in the view."""
    if along[-1] < width * 1.2:
        return []
    steps = np.arange(width * 0.6, along[-1] - width * 0.6, 24.0)
    seen = view.inside(np.interp(steps, along, x), np.interp(steps, along, y), 0.0)
    kept: list[float] = steps[seen].tolist()
    return kept


def _straight(
    along: NDArray[np.float64], x: NDArray[np.float64], y: NDArray[np.float64], middle: float, width: float
) -> tuple[float, float, float] | None:
    """Middle and angle (degrees, upright) of a straight enough stretch for the name, or None."""
    at = middle + _SAMPLES * width
    sx, sy = np.interp(at, along, x), np.interp(at, along, y)
    dx, dy = float(sx[-1] - sx[0]), float(sy[-1] - sy[0])
    length = (dx * dx + dy * dy) ** 0.5
    if length < width * 0.94:
        return None
    off = np.abs((sx - sx[0]) * dy - (sy - sy[0]) * dx) / length
    if float(off.max()) > BEND:
        return None
    angle = degrees(atan2(dy, dx))
    if angle > 90 or angle <= -90:
        angle -= 180 if angle > 0 else -180
    return float(sx.mean()), float(sy.mean()), angle


def _claim_slanted(taken: Taken, mx: float, my: float, angle: float, width: float, height: float) -> bool:
    """Take the squares under a slanted name, as a chain of small boxes, if all are free."""
    turn = np.radians(angle)
    count = max(2, ceil(width / (height + 4)))
    at = np.linspace(-width / 2, width / 2, count)
    half = height / 2 + 4
    places = [(mx + step * np.cos(turn), my + step * np.sin(turn)) for step in at.tolist()]
    boxes = [(x - half, y - half, x + half, y + half) for x, y in places]
    if not all(taken.free(*box) for box in boxes):
        return False
    for box in boxes:
        taken.take(*box)
    return True

"""Every look of a unit's symbol, drawn once: agency as shape, state as colour and glyph, age as its edge."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from math import ceil, cos, pi, sin

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap

from domain.agency import Agency
from domain.unit import UnitStatus
from widgets.live_map.unit_table import AGENCIES, STATES
from widgets.look import Look
from widgets.unit_state import paint_glyph

HEADINGS = 64
EDGE = 2.0
HALO = 1.5
WEDGE = (9.0, 6.0)
"""Base and height of the heading's wedge, pixels at a symbol of 24."""


class Face(IntEnum):
    """How sure the symbol is of itself."""

    FRESH = 0
    STALE = 1  # dashed ring, no heading
    ODD = 2  # doubtful place or clock: hatched
    LOST = 3  # too old to claim a state: dashed ring alone


def shape(agency: Agency, size: float) -> QPainterPath:
    """The agency's outline around (0, 0): circle, square, pentagon, hexagon or half-disc of equal weight."""
    radius = size / 2
    path = QPainterPath()
    if agency is Agency.POLICE:
        path.addEllipse(QPointF(0, 0), radius, radius)
    elif agency is Agency.MEDICAL:
        path.addRoundedRect(QRectF(-radius * 0.92, -radius * 0.92, radius * 1.84, radius * 1.84), 3, 3)
    elif agency is Agency.FIRE:
        _corners(path, 5, radius * 1.14, radius * 0.06)
    elif agency is Agency.CIVIL_PROTECTION:
        _corners(path, 6, radius * 1.08, 0.0)
    else:
        wide = radius * 1.22
        path.moveTo(-wide, radius * 0.66)
        path.arcTo(QRectF(-wide, radius * 0.66 - wide, 2 * wide, 2 * wide), 180.0, -180.0)
        path.closeSubpath()
    return path


def _corners(path: QPainterPath, sides: int, radius: float, sink: float) -> None:
    for corner in range(sides):
        turn = -pi / 2 + 2 * pi * corner / sides
        point = QPointF(cos(turn) * radius, sin(turn) * radius + sink)
        if corner:
            path.lineTo(point)
        else:
            path.moveTo(point)
    path.closeSubpath()


def paint_symbol(
    painter: QPainter, look: Look, agency: Agency, status: UnitStatus, face: Face, size: float
) -> None:
    """Draw one symbol of `size` pixels around the painter's (0, 0)."""
    outline = shape(agency, size)
    tint = look.colour("link.stale" if face is Face.LOST else f"unit.{status.value}")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(outline, QPen(look.colour("map.halo"), EDGE + 2 * HALO))
    painter.fillPath(outline, look.colour("map.unit_body"))
    if face is Face.ODD:
        painter.save()
        painter.setClipPath(outline)
        painter.setPen(QPen(look.colour("link.stale", 0.6), 1.2))
        for step in range(-2 * ceil(size), 2 * ceil(size), 5):
            painter.drawLine(QLineF(step, size, step + size * 2, -size))
        painter.restore()
    pen = QPen(tint, EDGE)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if face in (Face.STALE, Face.LOST):
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([2.6, 1.7])
    painter.strokePath(outline, pen)
    if face is Face.LOST:
        return
    sink = size * (0.10 if agency is Agency.EMERGENCY else 0.03 if agency is Agency.FIRE else 0.0)
    paint_glyph(painter, look, status, QPointF(0, sink), round(size * 0.42))


class Atlas:
    """Symbols of one size for one screen: `bodies` by state and agency x face, `wedges` by heading and state.

    Sides are device pixels; `reach` says how far a symbol's edge lies from its middle, by agency and heading.
    All of it takes some 30 ms: `drawing` is the same in steps of a millisecond, for a window that is in use.
    """

    def __init__(self, look: Look, size: int, ratio: float, *, whole: bool = True) -> None:
        self.size = size
        self.ratio = ratio
        self.side = ceil((size * 1.22 + EDGE + 2 * HALO) * ratio / 2) * 2
        share = size / 24
        self._wedge = (WEDGE[0] * share, WEDGE[1] * share)
        self.wedge_side = ceil((max(self._wedge) + 2 * HALO + 3) * ratio / 2) * 2
        self.bodies = self._sheet(len(STATES), len(AGENCIES) * len(Face), self.side)
        self.wedges = self._sheet(HEADINGS, len(STATES), self.wedge_side)
        self.reach = np.zeros((len(AGENCIES), HEADINGS))
        if whole:
            for _ in self.drawing(look):
                pass

    def drawing(self, look: Look) -> Iterator[None]:
        """Draw it in steps; until the last it must not be used."""
        for row, (agency, face) in enumerate((a, f) for a in AGENCIES for f in Face):
            self._draw_bodies(look, row, agency, face)
            yield
        for row, status in enumerate(STATES):
            self._draw_wedges(look, row, status)
            yield
        for number, agency in enumerate(AGENCIES):
            self.reach[number] = _reach(shape(agency, self.size))
            yield

    @staticmethod
    def row(agency: NDArray[np.uint8], face: NDArray[np.intp]) -> NDArray[np.intp]:
        """Rows of `bodies` for many units."""
        rows: NDArray[np.intp] = agency.astype(np.intp) * len(Face) + face
        return rows

    def _sheet(self, columns: int, rows: int, side: int) -> QPixmap:
        sheet = QPixmap(columns * side, rows * side)
        sheet.fill(Qt.GlobalColor.transparent)
        return sheet

    def _draw_bodies(self, look: Look, row: int, agency: Agency, face: Face) -> None:
        painter = QPainter(self.bodies)
        for column, status in enumerate(STATES):
            painter.save()
            painter.translate((column + 0.5) * self.side, (row + 0.5) * self.side)
            painter.scale(self.ratio, self.ratio)
            paint_symbol(painter, look, agency, status, face, self.size)
            painter.restore()
        painter.end()

    def _draw_wedges(self, look: Look, row: int, status: UnitStatus) -> None:
        side = self.wedge_side
        base, height = self._wedge
        tip = QPainterPath(QPointF(-base / 2, height / 2))
        tip.lineTo(0, -height / 2)
        tip.lineTo(base / 2, height / 2)
        tip.closeSubpath()
        # Only the two sides get a halo: the base lies on the symbol's ring and must not cut it.
        sides = QPainterPath(QPointF(-base / 2, height / 2 - EDGE))
        sides.lineTo(0, -height / 2)
        sides.lineTo(base / 2, height / 2 - EDGE)
        halo = QPen(look.colour("map.halo"), 2 * HALO)
        halo.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter = QPainter(self.wedges)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for column in range(HEADINGS):
            painter.save()
            painter.translate((column + 0.5) * side, (row + 0.5) * side)
            painter.scale(self.ratio, self.ratio)
            painter.rotate(column * 360 / HEADINGS)
            painter.strokePath(sides, halo)
            painter.fillPath(tip, look.colour(f"unit.{status.value}"))
            painter.restore()
        painter.end()

    def wedge_offsets(
        self, agency: NDArray[np.uint8], column: NDArray[np.intp]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Pixels from a symbol's middle to its wedge's, for headings given as columns of `wedges`."""
        turn = column * (2 * pi / HEADINGS)
        away = self.reach[agency, column] + self._wedge[1] / 2
        return np.sin(turn) * away, -np.cos(turn) * away


def _reach(outline: QPainterPath) -> list[float]:
    """Pixels from the middle to the outline at each heading, found by halving."""
    found = []
    for column in range(HEADINGS):
        turn = column * 2 * pi / HEADINGS
        near, far = 0.0, 40.0
        for _ in range(10):
            half = (near + far) / 2
            inside = outline.contains(QPointF(sin(turn) * half, -cos(turn) * half))
            near, far = (half, far) if inside else (near, half)
        found.append(near)
    return found

"""The streets between the avenues: thin lines from afar, with their edges and their names near by."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QPainter, QPen

from widgets.live_map.shapes import Road
from widgets.live_map.view import MapView
from widgets.look import Look

STREET_ZOOM = 13.2
"""From here on streets help (before, they are a grey veil), from the next they have width, then names."""

WIDE_ZOOM = 14.3
NAME_ZOOM = 15.0
STREET_M = 12.0
AVENUE_M = 24.0
"""Widths on the ground, metres, from house to house."""


class StreetLines:
    """Every block as (x0, y0, x1, y1) of the mercator square, which are avenues', whole streets by name."""

    def __init__(
        self, blocks: NDArray[np.float64], avenue: NDArray[np.bool_], named: Sequence[Road] = ()
    ) -> None:
        self.blocks, self.avenue, self.named = blocks, avenue, tuple(named)
        boxes = [(*road.points.min(axis=0), *road.points.max(axis=0)) for road in self.named]
        self._boxes = np.array(boxes, np.float64).reshape(-1, 4)

    def seen(self, view: MapView, margin: float = 40.0) -> NDArray[np.bool_]:
        """Which blocks touch the view."""
        x0, y0, x1, y1 = self.blocks.T
        ends = np.minimum(x0, x1), np.minimum(y0, y1), np.maximum(x0, x1), np.maximum(y0, y1)
        return _touching(np.stack(ends, axis=1), view, margin)

    def named_in(self, view: MapView) -> list[Road]:
        """The streets whose box touches the view, the longest first."""
        kept = [self.named[row] for row in np.flatnonzero(_touching(self._boxes, view, 0.0)).tolist()]
        return sorted(kept, key=lambda road: -len(road.points))


def _touching(boxes: NDArray[np.float64], view: MapView, margin: float) -> NDArray[np.bool_]:
    left, top = view.place(-margin, -margin)
    right, bottom = view.place(view.width + margin, view.height + margin)
    x0, y0, x1, y1 = boxes.T
    return np.asarray((x1 >= left) & (x0 <= right) & (y1 >= top) & (y0 <= bottom))


def paint_streets(painter: QPainter, view: MapView, look: Look, streets: StreetLines) -> None:
    """Draw the blocks that are seen; nothing from afar, and hair lines up to `WIDE_ZOOM`: those are cheap."""
    if view.zoom < STREET_ZOOM:
        return
    seen = streets.seen(view)
    ox, oy = view.origin
    pixels = streets.blocks[seen] * view.scale - (ox, oy, ox, oy)
    avenue = streets.avenue[seen]
    kinds = (
        (pixels[~avenue], STREET_M, 1.0, "map.street_street"),
        (pixels[avenue], AVENUE_M, 2.0, "map.street_avenue"),
    )
    near = view.zoom >= WIDE_ZOOM
    drawn = [
        (
            [QLineF(*ends) for ends in lines.tolist()],
            min(metres / view.metres_per_pixel, 48.0) if near else least,
            c,
        )
        for lines, metres, least, c in kinds
    ]
    for lines, width, _ in drawn:
        if width > 3.0:
            _draw(painter, look, lines, width + 1.6, "map.street_casing")
    for lines, width, colour in drawn:
        _draw(painter, look, lines, width, colour)


def _draw(painter: QPainter, look: Look, lines: list[QLineF], width: float, colour: str) -> None:
    # Round ends cost five times what square ones do, and at a corner nobody sees which they are.
    painter.setPen(QPen(look.colour(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
    painter.drawLines(lines)

"""Units gathered into discs with a count where the city is small: none hidden, none over another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from widgets.live_map.unit_layer import Shown
from widgets.live_map.unit_table import STALE_S
from widgets.live_map.view import MapView
from widgets.look import Look
from widgets.stamps import Stamps

CLUSTER_ZOOM = 12.0
"""Below it a city of 20 km is narrower than 450 pixels: symbols of 16 pixels hide it and one another."""

CELL = 46
FEWEST = 3
"""Units in one cell (pixels at 100 %) from which they are counted instead of drawn."""

DISC, BADGE = 30, 15


@dataclass(frozen=True, slots=True)
class Cluster:
    """So many units around a pixel; `old` of them were not seen for 30 s or more."""

    px: float
    py: float
    count: int
    old: int


def gather(shown: Shown, view: MapView, cell: int, apart: frozenset[int]) -> tuple[Shown, list[Cluster]]:
    """Split what is in view into units to draw and clusters; rows in `apart` are always drawn.

    Cells are counted from the map's origin, not from the view's, so that panning does not reshuffle them.
    """
    if view.zoom >= CLUSTER_ZOOM or shown.row.size < 2 * FEWEST:
        return shown, []
    ox, oy = view.origin
    column = ((shown.px + ox) // cell).astype(np.int64)
    row = ((shown.py + oy) // cell).astype(np.int64)
    _, where = np.unique(row * (1 << 32) + column, return_inverse=True)
    alone = np.isin(shown.row, list(apart)) if apart else np.zeros(shown.row.size, dtype=bool)
    weight = (~alone).astype(np.float64)
    count = np.bincount(where, weights=weight)
    full = count >= FEWEST
    single = alone | ~full[where]
    divisor = np.maximum(count, 1)
    x = np.bincount(where, weights=shown.px * weight) / divisor
    y = np.bincount(where, weights=shown.py * weight) / divisor
    old = np.bincount(where, weights=weight * (shown.age >= STALE_S))
    found = zip(x[full].tolist(), y[full].tolist(), count[full].tolist(), old[full].tolist(), strict=True)
    singles = Shown(
        shown.row[single], shown.px[single], shown.py[single], shown.age[single], shown.face[single]
    )
    return singles, [Cluster(px, py, int(many), int(late)) for px, py, many, late in found]


class ClusterLayer:
    """Paints clusters: a disc with the count, and a badge with how many of them are old."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._stamps = Stamps()

    def paint(self, painter: QPainter, clusters: list[Cluster], ratio: float) -> None:
        """One stamp a cluster."""
        side = self._look.px(DISC) + self._look.px(BADGE)
        for one in clusters:
            key = (one.count, one.old)
            self._stamps.stamp(
                painter, one.px, one.py, ratio, key, side, side,
                partial(self._draw, many=one.count, old=one.old),
            )  # fmt: skip

    def _draw(self, painter: QPainter, many: int, old: int) -> None:
        look = self._look
        radius = look.px(DISC) / 2
        painter.setPen(QPen(look.colour("map.halo"), 5.0))
        painter.setBrush(look.colour("map.unit_body"))
        painter.drawEllipse(QPointF(0, 0), radius - 1, radius - 1)
        painter.setPen(QPen(look.colour("map.unit_line"), 1.6))
        painter.drawEllipse(QPointF(0, 0), radius - 1, radius - 1)
        self._number(painter, QPointF(0, 0), radius, many, "text.primary", "body heavy")
        if old:
            at = QPointF(radius * 0.8, -radius * 0.8)
            painter.setPen(QPen(look.colour("map.halo"), 1.5))
            painter.setBrush(look.colour("link.stale"))
            painter.drawEllipse(at, look.px(BADGE) / 2, look.px(BADGE) / 2)
            self._number(painter, at, look.px(BADGE) / 2, old, "map.unit_body", "minor heavy")

    def _number(
        self, painter: QPainter, at: QPointF, radius: float, number: int, colour: str, kind: str
    ) -> None:
        painter.setFont(self._look.font(kind))
        painter.setPen(self._look.colour(colour))
        box = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
        # Three figures at most: a disc says "many", the list says how many.
        text = str(number) if number < 1000 else f"{number // 1000}k"
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter.value, text)

"""Words on the map: text with a halo, drawn once, and a grid that knows which pixels are taken."""

from __future__ import annotations

from collections import OrderedDict
from math import ceil

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from widgets.look import Look
from widgets.plain_text import visible

GRAIN = 4
"""Pixels of one square of the grid of taken places."""

HALO = 3.0
"""Width of the stroke around letters, half of it outside them."""

KEPT = 1500
"""Words kept drawn; the longest unused is forgotten first."""

LABEL_CAP = 48
"""Characters of a label: what is longer does not belong on a map."""


class Taken:
    """Which squares of the view are already written on; far faster than a list of rectangles."""

    def __init__(self, width: float, height: float) -> None:
        self._grid: NDArray[np.bool_] = np.zeros(
            (max(1, ceil(height / GRAIN)), max(1, ceil(width / GRAIN))), dtype=np.bool_
        )

    def _cut(self, left: float, top: float, right: float, bottom: float) -> tuple[slice, slice]:
        return (
            slice(max(0, int(top // GRAIN)), max(0, int(-(-bottom // GRAIN)))),
            slice(max(0, int(left // GRAIN)), max(0, int(-(-right // GRAIN)))),
        )

    def take(self, area: QRectF) -> None:
        """Mark a rectangle as written on."""
        self._grid[self._cut(area.left(), area.top(), area.right(), area.bottom())] = True

    def take_points(self, px: NDArray[np.float64], py: NDArray[np.float64], half: float) -> None:
        """Mark a square of 2 x `half` pixels around each of many points."""
        rows, columns = self._grid.shape
        reach = int(half // GRAIN)
        column, row = (px // GRAIN).astype(np.intp), (py // GRAIN).astype(np.intp)
        for down in range(-reach, reach + 1):
            for right in range(-reach, reach + 1):
                c, r = column + right, row + down
                fits = (c >= 0) & (c < columns) & (r >= 0) & (r < rows)
                self._grid[r[fits], c[fits]] = True

    def free(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether the rectangle lies inside the view and nothing is written on it."""
        rows, columns = self._grid.shape
        if left < 0 or top < 0 or right > columns * GRAIN or bottom > rows * GRAIN:
            return False
        return not self._grid[self._cut(left, top, right, bottom)].any()

    def claim(self, area: QRectF) -> bool:
        """Take the rectangle if it is free, and say whether it was."""
        if not self.free(area.left(), area.top(), area.right(), area.bottom()):
            return False
        self.take(area)
        return True


def halo_text(painter: QPainter, at: QPointF, text: str, look: Look, kind: str, colour: QColor) -> None:
    """Letters from the base line's left end `at`, on a stroke in the map's halo colour."""
    path = QPainterPath()
    path.addText(at, look.font(kind), text)
    painter.strokePath(
        path,
        QPen(look.colour("map.halo", 0.85), HALO, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
             Qt.PenJoinStyle.RoundJoin),
    )  # fmt: skip
    painter.fillPath(path, colour)


class WordBook:
    """Words drawn once and kept as pixmaps: what units carry beside them."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._drawn: OrderedDict[tuple[str, str, str, float], QPixmap] = OrderedDict()

    def word(self, text: str, kind: str, colour: str, ratio: float) -> QPixmap:
        """The text with its halo; invisible characters are shown, length is capped."""
        key = (text, kind, colour, ratio)
        found = self._drawn.get(key)
        if found is None:
            found = self._drawn[key] = self._draw(visible(text, LABEL_CAP), kind, colour, ratio)
            if len(self._drawn) > KEPT:
                self._drawn.popitem(last=False)
        else:
            self._drawn.move_to_end(key)
        return found

    def _draw(self, text: str, kind: str, colour: str, ratio: float) -> QPixmap:
        metrics = self._look.metrics(kind)
        pad = ceil(HALO / 2) + 1
        width = ceil(metrics.horizontalAdvance(text)) + 2 * pad
        height = ceil(metrics.ascent() + metrics.descent()) + 2
        pixmap = QPixmap(ceil(width * ratio), ceil(height * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        base = QPointF(pad, round(metrics.ascent()) + 1)
        halo_text(painter, base, text, self._look, kind, self._look.colour(colour))
        painter.end()
        return pixmap

"""Words on the map: text with a halo, drawn once, and a grid that knows which pixels are taken."""

from __future__ import annotations

from collections import OrderedDict
from math import ceil, cos, pi, sin

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from widgets.look import Look
from widgets.plain_text import visible

GRAIN = 4
"""Pixels of one square of the grid of taken places."""

HALO = 1.5
"""Pixels that the halo reaches beyond the letters."""

_AROUND = [(cos(turn * pi / 4) * HALO, sin(turn * pi / 4) * HALO) for turn in range(8)]

KEPT = 1500
"""Words kept drawn; the longest unused is forgotten first."""

LABEL_CAP = 48
"""Characters of a label: what is longer does not belong on a map."""


class Taken:
    """Which squares of the view are already written on.

    One Python integer a row of squares: asking for a label's room is four or five ANDs, which beats both a
    list of rectangles and slices of an array.
    """

    def __init__(self, width: float, height: float) -> None:
        self._columns = max(1, ceil(width / GRAIN))
        self._rows = [0] * max(1, ceil(height / GRAIN))

    def part(self, left: float, top: float, width: float, height: float) -> Taken:
        """What is taken in a window of this view, to the nearest square."""
        found = Taken(width, height)
        x, y = max(0, round(left / GRAIN)), max(0, round(top / GRAIN))
        whole = (1 << found._columns) - 1
        cut = self._rows[y : y + len(found._rows)]
        found._rows[: len(cut)] = [row >> x & whole for row in cut]
        return found

    def take(self, left: float, top: float, right: float, bottom: float) -> None:
        """Mark a rectangle as written on; what lies outside the view is cut off."""
        x, end = max(0, int(left // GRAIN)), min(self._columns, ceil(right / GRAIN))
        if end <= x:
            return
        mask = (1 << end) - (1 << x)
        for row in range(max(0, int(top // GRAIN)), min(len(self._rows), ceil(bottom / GRAIN))):
            self._rows[row] |= mask

    def take_points(self, px: NDArray[np.float64], py: NDArray[np.float64], half: float) -> None:
        """Mark a square of 2 x `half` pixels around each of many points."""
        reach = max(1, round(half / GRAIN))
        grid = np.zeros((len(self._rows) + 2 * reach, self._columns + 2 * reach), dtype=np.bool_)
        column, row = (px // GRAIN).astype(np.intp) + reach, (py // GRAIN).astype(np.intp) + reach
        fits = (column >= 0) & (column < grid.shape[1]) & (row >= 0) & (row < grid.shape[0])
        grid[row[fits], column[fits]] = True
        grid = _spread(_spread(grid, reach).T, reach).T[reach:-reach, reach:-reach]
        packed = np.packbits(grid, axis=1, bitorder="little")
        for place, line in enumerate(packed):
            self._rows[place] |= int.from_bytes(line.tobytes(), "little")

    def free(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether the rectangle lies inside the view and nothing is written on it."""
        end, last = ceil(right / GRAIN), ceil(bottom / GRAIN)
        if left < 0 or top < 0 or end > self._columns or last > len(self._rows):
            return False
        mask = (1 << end) - (1 << int(left // GRAIN))
        return not any(row & mask for row in self._rows[int(top // GRAIN) : last])

    def claim(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Take the rectangle if it is free, and say whether it was."""
        if not self.free(left, top, right, bottom):
            return False
        self.take(left, top, right, bottom)
        return True


def _spread(grid: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    """Each square spread over `reach` squares up and down, with as few passes as doubling needs."""
    found, done = grid, 0
    while done < reach:
        step = min(max(1, done), reach - done)
        wider = found.copy()
        wider[step:] |= found[:-step]
        wider[:-step] |= found[step:]
        found, done = wider, done + step
    return found


def halo_text(painter: QPainter, at: QPointF, text: str, look: Look, kind: str, colour: QColor) -> None:
    """Letters from the base line's left end `at`, with a halo in the map's colour.

    The halo is the same letters drawn around their place: stroking their outlines costs five times as much.
    """
    painter.setFont(look.font(kind))
    painter.setPen(look.colour("map.halo", 0.55))
    for right, down in _AROUND:
        painter.drawText(QPointF(at.x() + right, at.y() + down), text)
    painter.setPen(colour)
    painter.drawText(at, text)


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
        pad = ceil(HALO) + 1
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

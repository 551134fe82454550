"""Many copies of an atlas' squares painted in one call."""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter, QPixmap
from shiboken6 import Shiboken

COLUMNS = 10  # QPainter::PixmapFragment: x, y, left, top, width, height, scale x, scale y, rotation, opacity


class Fragments:
    """An array of QPainter.PixmapFragment that numpy fills.

    PySide takes one fragment and a count: the first row's address, wrapped as a fragment, is what C++ calls
    an array. The wrapper owns nothing, so it must not outlive the rows: both change only in `_hold`.
    """

    def __init__(self, room: int = 1024) -> None:
        self._hold(room)

    def _hold(self, room: int) -> None:
        rows = np.zeros((room, COLUMNS), dtype=np.float64)
        rows[:, 6] = rows[:, 7] = rows[:, 9] = 1.0
        self._rows: NDArray[np.float64] = rows
        first = Shiboken.wrapInstance(rows.ctypes.data, QPainter.PixmapFragment)
        self._first = cast(QPainter.PixmapFragment, first)

    def paint(
        self,
        painter: QPainter,
        atlas: QPixmap,
        side: int,
        px: NDArray[np.float64],
        py: NDArray[np.float64],
        column: NDArray[np.intp],
        row: NDArray[np.intp],
    ) -> None:
        """Paint the atlas' squares (column, row), each `side` device pixels, centred on device pixels px, py.

        Places are rounded to whole pixels: an atlas drawn off the grid is blurred and three times slower.
        """
        count = px.size
        if count == 0:
            return
        if count > len(self._rows):
            Shiboken.invalidate(self._first)
            self._hold(max(count, 2 * len(self._rows)))
        rows = self._rows[:count]
        half = side / 2
        rows[:, 0] = np.floor(px - half) + half
        rows[:, 1] = np.floor(py - half) + half
        rows[:, 2] = column * side
        rows[:, 3] = row * side
        rows[:, 4] = rows[:, 5] = side
        painter.drawPixmapFragments(self._first, count, atlas)

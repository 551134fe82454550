"""Small pictures drawn once and stamped many times: marks on the map, tags on video, the scale bar."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from math import ceil

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap

KEPT = 400


class Stamps:
    """Pictures by key, each drawn around the middle of its box when it is first asked for."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[Hashable, float], QPixmap] = {}

    def stamp(
        self,
        painter: QPainter,
        px: float,
        py: float,
        ratio: float,
        key: Hashable,
        width: float,
        height: float,
        draw: Callable[[QPainter], None],
    ) -> None:
        """Put the picture of this key, `width` x `height` pixels, with its middle on (px, py)."""
        found = self._drawn.get((key, ratio))
        if found is None:
            if len(self._drawn) >= KEPT:
                self._drawn.clear()
            found = self._drawn[key, ratio] = self._make(width, height, ratio, draw)
        wide, high = found.width() / ratio, found.height() / ratio
        painter.drawPixmap(QPoint(round(px - wide / 2), round(py - high / 2)), found)

    @staticmethod
    def _make(width: float, height: float, ratio: float, draw: Callable[[QPainter], None]) -> QPixmap:
        wide, high = ceil(width / 2) * 2, ceil(height / 2) * 2
        pixmap = QPixmap(ceil(wide * ratio), ceil(high * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(wide / 2, high / 2)
        draw(painter)
        painter.end()
        return pixmap

"""The tower that stands for Atalaya."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from widgets.look import Look


def paint_tower(painter: QPainter, look: Look, area: QRectF) -> None:
    """The watchtower in the accent colour: a filled cabin over an open trestle (7 wide, 8 high)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    wide, high = area.width(), area.height()

    def at(x: float, y: float) -> QPointF:
        return QPointF(area.left() + x * wide, area.top() + y * high)

    colour = look.colour("accent.bar")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([at(0.2, 0.02), at(0.8, 0.02), at(0.93, 0.43), at(0.07, 0.43)]))
    pen = QPen(colour, max(1.6, wide * 0.075))
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF([at(0.18, 0.46), at(0.82, 0.46), at(0.95, 0.965), at(0.05, 0.965)]))
    painter.restore()

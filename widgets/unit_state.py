"""A unit's state as a glyph and a word; the colour only keeps them company."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from domain.unit import UnitStatus
from widgets.look import Look


def word(status: UnitStatus) -> str:
    """Disponible, Despachada, En camino ... in the user's language."""
    return {
        UnitStatus.AVAILABLE: QCoreApplication.translate("unit_state", "Disponible"),
        UnitStatus.DISPATCHED: QCoreApplication.translate("unit_state", "Despachada"),
        UnitStatus.EN_ROUTE: QCoreApplication.translate("unit_state", "En camino"),
        UnitStatus.ON_SCENE: QCoreApplication.translate("unit_state", "En el lugar"),
        UnitStatus.TRANSPORTING: QCoreApplication.translate("unit_state", "Trasladando"),
        UnitStatus.AT_FACILITY: QCoreApplication.translate("unit_state", "En destino"),
        UnitStatus.STAGED: QCoreApplication.translate("unit_state", "Apostada"),
        UnitStatus.DELAYED: QCoreApplication.translate("unit_state", "Demorada"),
        UnitStatus.IN_QUARTERS: QCoreApplication.translate("unit_state", "En base"),
        UnitStatus.OUT_OF_SERVICE: QCoreApplication.translate("unit_state", "Fuera de serv."),
    }[status]


def paint_glyph(
    painter: QPainter,
    look: Look,
    status: UnitStatus,
    middle: QPointF,
    size: float,
    colour: QColor | None = None,
) -> None:
    """Draw the state's glyph in a box of `size` pixels around its middle (12 in tables, 9 on the map)."""
    tint = colour or look.colour(f"unit.{status.value}")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(middle)
    painter.scale(size / 12.0, size / 12.0)
    pen = QPen(tint, 2.0)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _GLYPHS[status](painter, tint)
    painter.restore()


def _ring(painter: QPainter, tint: QColor) -> None:
    painter.drawEllipse(QPointF(0, 0), 5.0, 5.0)


def _ring_and_dot(painter: QPainter, tint: QColor) -> None:
    painter.drawEllipse(QPointF(0, 0), 5.1, 5.1)
    _solid(painter, tint)
    painter.drawEllipse(QPointF(0, 0), 2.3, 2.3)


def _arrow(painter: QPainter, tint: QColor) -> None:
    _solid(painter, tint)
    painter.drawPolygon(QPolygonF([QPointF(-4.5, -6), QPointF(6.5, 0), QPointF(-4.5, 6)]))


def _square(painter: QPainter, tint: QColor) -> None:
    _solid(painter, tint)
    painter.drawRoundedRect(QRectF(-5.5, -5.5, 11, 11), 1, 1)


def _chevrons(painter: QPainter, tint: QColor) -> None:
    for x in (-5.0, 0.5):
        painter.drawPolyline(QPolygonF([QPointF(x, -5), QPointF(x + 5, 0), QPointF(x, 5)]))


def _cross(painter: QPainter, tint: QColor) -> None:
    painter.drawLines([QLineF(-6, 0, 6, 0), QLineF(0, -6, 0, 6)])


def _bars(painter: QPainter, tint: QColor) -> None:
    painter.drawLines([QLineF(-2.8, -5.5, -2.8, 5.5), QLineF(2.8, -5.5, 2.8, 5.5)])


def _hourglass(painter: QPainter, tint: QColor) -> None:
    _solid(painter, tint)
    painter.drawPolygon(QPolygonF([QPointF(-5.5, -6), QPointF(5.5, -6), QPointF(0, 0.6)]))
    painter.drawPolygon(QPolygonF([QPointF(-5.5, 6), QPointF(5.5, 6), QPointF(0, -0.6)]))


def _house(painter: QPainter, tint: QColor) -> None:
    path = QPainterPath(QPointF(-5, 5))
    for x, y in ((-5.0, -0.8), (0.0, -5.4), (5.0, -0.8), (5.0, 5.0)):
        path.lineTo(x, y)
    path.closeSubpath()
    painter.drawPath(path)


def _x(painter: QPainter, tint: QColor) -> None:
    painter.drawLines([QLineF(-4.8, -4.8, 4.8, 4.8), QLineF(-4.8, 4.8, 4.8, -4.8)])


def _solid(painter: QPainter, tint: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)


_GLYPHS = {
    UnitStatus.AVAILABLE: _ring,
    UnitStatus.DISPATCHED: _ring_and_dot,
    UnitStatus.EN_ROUTE: _arrow,
    UnitStatus.ON_SCENE: _square,
    UnitStatus.TRANSPORTING: _chevrons,
    UnitStatus.AT_FACILITY: _cross,
    UnitStatus.STAGED: _bars,
    UnitStatus.DELAYED: _hourglass,
    UnitStatus.IN_QUARTERS: _house,
    UnitStatus.OUT_OF_SERVICE: _x,
}

"""Severity as shape, number, word and colour together: octagon 1, triangle 2, diamond 3, square 4, ring i."""

from __future__ import annotations

from functools import cache, lru_cache
from math import cos, pi, sin

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from domain.severity import Severity
from widgets.look import Look

# Corners on a circle of radius 1 around the mark's middle: sides, first angle in degrees, scale.
_CORNERS = {
    Severity.CRITICAL: (8, 22.5, 1.06),
    Severity.HIGH: (3, -90.0, 1.24),
    Severity.MEDIUM: (4, -90.0, 1.18),
    Severity.LOW: (4, -45.0, 1.22),
}
_SINK = {Severity.HIGH: 0.16}
"""How far the number sits under the middle, as a share of the radius: a triangle is heavy below."""


def word(severity: Severity) -> str:
    """CRÍTICA, ALTA, MEDIA, BAJA or AVISO in the user's language."""
    match severity:
        case Severity.CRITICAL:
            return QCoreApplication.translate("severity", "CRÍTICA")
        case Severity.HIGH:
            return QCoreApplication.translate("severity", "ALTA")
        case Severity.MEDIUM:
            return QCoreApplication.translate("severity", "MEDIA")
        case Severity.LOW:
            return QCoreApplication.translate("severity", "BAJA")
        case Severity.INFO:
            return QCoreApplication.translate("severity", "AVISO")


def key(severity: Severity) -> str:
    """The severity's name among the tokens: `critical`, `high`, `medium`, `low`, `info`."""
    return severity.name.lower()


@cache
def _outline(severity: Severity) -> QPainterPath:
    sides, first, scale = _CORNERS[severity]
    path = QPainterPath()
    for corner in range(sides):
        angle = (first + 360.0 / sides * corner) * pi / 180.0
        point = QPointF(cos(angle) * scale, sin(angle) * scale)
        if severity is Severity.HIGH:
            point += QPointF(0.0, 0.16)
        if corner:
            path.lineTo(point)
        else:
            path.moveTo(point)
    path.closeSubpath()
    return path


def paint_mark(
    painter: QPainter, look: Look, severity: Severity, middle: QPointF, size: float, *, bare: bool = False
) -> None:
    """Draw the mark `size` pixels high (14 to 34) around its middle; `bare` without its number."""
    name = key(severity)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(middle)
    radius = size / 2
    if severity is Severity.INFO:
        painter.setPen(QPen(look.colour("severity.info"), max(1.4, size / 12)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(0, 0), radius - 0.8, radius - 0.8)
        _paint_sign(painter, look, "i", "severity.info", size, 0.0)
    else:
        painter.save()
        painter.scale(radius - 0.7, radius - 0.7)
        edge = QPen(look.colour(f"severity.line_{name}"), 1.4 / (radius - 0.7))
        edge.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(edge)
        painter.setBrush(look.colour(f"severity.mark_{name}"))
        painter.drawPath(_outline(severity))
        painter.restore()
        if not bare:
            sink = _SINK.get(severity, 0.0) * radius
            _paint_sign(painter, look, str(int(severity)), f"severity.on_{name}", size, sink)
    painter.restore()


def _paint_sign(painter: QPainter, look: Look, sign: str, colour: str, size: float, sink: float) -> None:
    drawn = _sign(look.font("minor heavy").toString(), max(8, round(size * 0.58)), sign)
    painter.fillPath(drawn.translated(0.0, sink) if sink else drawn, look.colour(colour))


@lru_cache(maxsize=256)
def _sign(font: str, pixels: int, sign: str) -> QPainterPath:
    """A sign around (0, 0), as drawn outlines: making them is half the cost of a mark, and rows have many."""
    scaled = QFont()
    scaled.fromString(font)
    scaled.setPixelSize(pixels)
    path = QPainterPath()
    path.addText(0.0, 0.0, scaled, sign)
    # Centred on its ink, not on its advance: in a tabular font the 1 would stand to the left.
    box = path.boundingRect()
    return path.translated(-box.center().x(), -box.center().y())


class SeverityMark(QWidget):
    """A mark with its word beside it, for heads and banners; the word is its accessible name."""

    def __init__(
        self,
        look: Look,
        severity: Severity,
        parent: QWidget | None = None,
        *,
        size: int = 20,
        words: bool = True,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._severity = severity
        self._size = look.px(size)
        self._words = words
        self.set_severity(severity)

    def set_severity(self, severity: Severity) -> None:
        """Show another severity."""
        self._severity = severity
        self.setAccessibleName(word(severity))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The mark, and its word where it is shown."""
        side = self._size + 4
        if not self._words:
            return QSize(side, side)
        advance = self._look.metrics("body heavy").horizontalAdvance(word(self._severity))
        return QSize(round(side + self._look.px(7) + advance), side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw mark and word."""
        painter = QPainter(self)
        middle = QPointF(self._size / 2 + 2, self.height() / 2)
        paint_mark(painter, self._look, self._severity, middle, self._size)
        if self._words:
            painter.setFont(self._look.font("body heavy"))
            painter.setPen(self._look.colour(f"severity.{key(self._severity)}"))
            area = QRectF(self.rect()).adjusted(self._size + 2 + self._look.px(7), 0, 0, 0)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter.value, word(self._severity))

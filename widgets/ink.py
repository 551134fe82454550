"""How delegates and painted widgets draw: one line of text, a box, a key cap, an icon, a tag, a spinner."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from widgets.look import Look
from widgets.plain_text import visible


class Ink:
    """A painter that speaks the look's language; text is plain, capped and cut to its room."""

    def __init__(self, painter: QPainter, look: Look) -> None:
        self.painter = painter
        self.look = look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def fill(self, area: QRectF, colour: str, alpha: float = 1.0) -> None:
        """A plain rectangle in whole pixels."""
        self.painter.fillRect(area, self.look.colour(colour, alpha))

    def rule(self, left: float, right: float, y: float, colour: str = "outline.subtle") -> None:
        """A separator one pixel high whose top is at `y`."""
        self.painter.fillRect(QRectF(left, round(y), right - left, 1), self.look.colour(colour))

    def box(
        self,
        area: QRectF,
        radius: float,
        fill: str = "",
        edge: str = "",
        width: float = 1.0,
        dashed: bool = False,
    ) -> None:
        """A rounded box; its edge lies inside the area."""
        painter = self.painter
        half = width / 2 if edge else 0.0
        pen = QPen(Qt.PenStyle.NoPen)
        if edge:
            pen = QPen(self.look.colour(edge), width)
            if dashed:
                pen.setDashPattern([3.0, 2.0])
        painter.setPen(pen)
        painter.setBrush(self.look.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(half, half, -half, -half), radius, radius)

    def width(self, text: str, kind: str) -> float:
        """How wide the whole line would be, in pixels."""
        return self.look.metrics(kind).horizontalAdvance(text)

    def text(
        self, area: QRectF, text: str, kind: str, colour: str | QColor, side: str = "left", elide: bool = True
    ) -> float:
        """One line at the `left`, `right` or `centre` of the area, on its capitals; returns its width."""
        if not text or area.width() <= 0:
            return 0.0
        text = visible(text)
        shown = self.look.fit(text, kind, area.width()) if elide else text
        metrics = self.look.metrics(kind)
        width = metrics.horizontalAdvance(shown)
        x = area.left()
        if side == "right":
            x = area.right() - width
        elif side == "centre":
            x = area.center().x() - width / 2
        # Half pixels blur the tops of capitals, so the base line sits on a whole one.
        base = round(area.center().y() + metrics.capHeight() / 2)
        self.painter.setFont(self.look.font(kind))
        self.painter.setPen(self.look.colour(colour) if isinstance(colour, str) else colour)
        self.painter.drawText(QPointF(x, base), shown)
        return width

    def icon(self, left: float, middle: float, name: str, size: int, colour: str) -> None:
        """An icon whose box starts at `left` and is centred on `middle`; `size` in pixels at 100 %."""
        side = self.look.px(size)
        device = self.painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        pixmap = self.look.icon(name, side, colour, ratio)
        self.painter.drawPixmap(QPointF(round(left), round(middle - side / 2)), pixmap)

    def key_width(self, key: str) -> float:
        """How wide a key cap would be."""
        return max(self.width(key, "minor strong") + self.look.px(11), self.look.px(22))

    def key_cap(
        self,
        right: float,
        middle: float,
        key: str,
        colour: str = "text.secondary",
        edge: str = "outline.default",
        fill: str = "surface.raised",
    ) -> float:
        """A key as it is printed on what it does; returns its left edge."""
        look = self.look
        width, height = round(self.key_width(key)), look.px(18)
        area = QRectF(round(right - width), round(middle - height / 2), width, height)
        self.box(area, look.size("radius.chip"), fill, edge)
        self.text(area, key, "minor strong", colour, "centre", elide=False)
        return area.left()

    def tag(self, right: float, middle: float, word: str) -> float:
        """PROVISIONAL and its kin: a dashed orange edge around a word; returns its left edge."""
        look = self.look
        width, height = round(self.width(word, "minor heavy") + look.px(14)), look.px(20)
        area = QRectF(round(right - width), round(middle - height / 2), width, height)
        self.box(area, look.size("radius.chip"), "severity.high_tint", "severity.high", 1.0, dashed=True)
        self.text(area, word, "minor heavy", "severity.high", "centre", elide=False)
        return area.left()

    def chip(
        self,
        left: float,
        middle: float,
        text: str,
        kind: str = "caption strong",
        colour: str = "text.primary",
    ) -> float:
        """A grey chip around a count or a word; returns its right edge."""
        look = self.look
        width, height = round(max(self.width(text, kind) + look.px(12), look.px(22))), look.px(20)
        area = QRectF(round(left), round(middle - height / 2), width, height)
        self.box(area, look.size("radius.chip"), "surface.raised")
        self.text(area, text, kind, colour, "centre", elide=False)
        return area.right()

    def spinner(self, left: float, middle: float, size: float, colour: str = "text.tertiary") -> None:
        """The mark of what was sent and not answered: eight spokes that stand still, as all does here."""
        side = self.look.px(size)
        self.painter.save()
        self.painter.translate(left + side / 2, middle)
        for spoke in range(8):
            tint = QColor(self.look.colour(colour))
            tint.setAlphaF(0.35 + 0.65 * spoke / 7)
            self.painter.setPen(
                QPen(tint, max(1.2, side / 11), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            )
            self.painter.drawLine(QLineF(0.0, -side * 0.26, 0.0, -side * 0.46))
            self.painter.rotate(45.0)
        self.painter.restore()

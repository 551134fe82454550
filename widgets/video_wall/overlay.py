"""Marks on a picture: never bare text, always a plate; drawn once per wording, stamped on each frame."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from widgets.ink import Ink
from widgets.look import Look
from widgets.stamps import Stamps

PLATE, CENTRE_PLATE = 0.82, 0.86
"""How much of the picture a plate hides: white text keeps 11.9:1 over pure white."""

HEIGHT = 24
INSET = 7
STRONG, PLAIN = "body heavy", "body medium"


class Overlay:
    """Tags in the corners and plates in the middle of a picture."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._stamps = Stamps()

    def live(self, painter: QPainter, picture: QRectF, word: str, tail: str, ratio: float) -> None:
        """White dot, word and delay on a dark plate, top left."""
        tail = self._fitting(picture, word, tail)
        width = self._tag_width(word, tail) - self._look.px(5)
        self._corner(
            painter,
            picture,
            width,
            ratio,
            ("live", word, tail),
            lambda ink: self._draw_live(ink, width, word, tail),
        )

    def tag(
        self, painter: QPainter, picture: QRectF, icon: str, word: str, tail: str, colour: str, ratio: float
    ) -> None:
        """A solid mark in a state's colour with a dark edge, top left."""
        tail = self._fitting(picture, word, tail)
        width = self._tag_width(word, tail) + self._look.px(2)
        self._corner(
            painter, picture, width, ratio, ("tag", icon, word, tail, colour),
            lambda ink: self._draw_tag(ink, width, icon, word, tail, colour, ratio),
        )  # fmt: skip

    def clock(self, painter: QPainter, picture: QRectF, text: str, ratio: float) -> None:
        """The moment of the picture, top right."""
        look = self._look
        width = round(look.metrics(STRONG).horizontalAdvance(text)) + look.px(16)
        x = picture.right() - look.px(INSET) - width / 2
        y = picture.top() + look.px(INSET) + look.px(HEIGHT) / 2
        self._stamps.stamp(
            painter, x, y, ratio, ("clock", text), width, look.px(HEIGHT),
            lambda sheet: self._draw_plate(sheet, width, look.px(HEIGHT), (text,), PLATE),
        )  # fmt: skip

    def centre(self, painter: QPainter, picture: QRectF, lines: tuple[str, ...], ratio: float) -> None:
        """One strong line and plain ones under it, in the middle."""
        look = self._look
        widths = [
            look.metrics(STRONG if not index else PLAIN).horizontalAdvance(line)
            for index, line in enumerate(lines)
        ]
        width = min(round(max(widths)) + look.px(34), round(picture.width()) - look.px(12))
        height = look.px(14) + look.px(19) * len(lines)
        middle = picture.center()
        self._stamps.stamp(
            painter, middle.x(), middle.y(), ratio, ("centre", lines, width), width, height,
            lambda sheet: self._draw_plate(sheet, width, height, lines, CENTRE_PLATE),
        )  # fmt: skip

    # -- how they are drawn

    def _fitting(self, picture: QRectF, word: str, tail: str) -> str:
        """Return the tail, or nothing where the tile is too small for both: the word alone stays."""
        room = picture.width() - 2 * self._look.px(INSET)
        return tail if self._tag_width(word, tail) <= room else ""

    def _tag_width(self, word: str, tail: str) -> int:
        look = self._look
        width = look.metrics(STRONG).horizontalAdvance(word) + look.px(34)
        return round(width + (look.metrics(PLAIN).horizontalAdvance(tail) + look.px(8) if tail else 0))

    def _corner(
        self,
        painter: QPainter,
        picture: QRectF,
        width: float,
        ratio: float,
        key: tuple[str, ...],
        draw: Callable[[Ink], None],
    ) -> None:
        look = self._look
        height = look.px(HEIGHT)
        x, y = picture.left() + look.px(INSET) + width / 2, picture.top() + look.px(INSET) + height / 2

        def on_sheet(sheet: QPainter) -> None:
            sheet.translate(-width / 2, -height / 2)
            draw(Ink(sheet, look))

        self._stamps.stamp(painter, x, y, ratio, key, width, height, on_sheet)

    def _ground(self, painter: QPainter, area: QRectF, alpha: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("video.plate", alpha))
        radius = self._look.size("radius.chip") + 1
        painter.drawRoundedRect(area, radius, radius)

    def _draw_live(self, ink: Ink, width: float, word: str, tail: str) -> None:
        look, height = self._look, self._look.px(HEIGHT)
        self._ground(ink.painter, QRectF(0, 0, width, height), PLATE)
        ink.painter.setBrush(look.colour("video.live"))
        ink.painter.drawEllipse(QPointF(look.px(12), height / 2), look.px(3.4), look.px(3.4))
        left = float(look.px(22))
        left += ink.text(
            QRectF(left, 0, width, height), word, STRONG, "video.on_plate", elide=False
        ) + look.px(8)
        ink.text(QRectF(left, 0, width, height), tail, PLAIN, "video.on_plate_dim", elide=False)

    def _draw_tag(
        self, ink: Ink, width: float, icon: str, word: str, tail: str, colour: str, ratio: float
    ) -> None:
        look, height = self._look, self._look.px(HEIGHT)
        ink.painter.setPen(QPen(look.colour("video.plate"), 1.0))
        ink.painter.setBrush(look.colour(colour))
        radius = look.size("radius.chip")
        ink.painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), radius, radius)
        side = look.px(14)
        ink.painter.drawPixmap(
            QPointF(look.px(9), round((height - side) / 2)), look.icon(icon, side, "video.on_mark", ratio)
        )
        left = float(look.px(29))
        left += ink.text(
            QRectF(left, 0, width, height), word, STRONG, "video.on_mark", elide=False
        ) + look.px(8)
        ink.text(QRectF(left, 0, width, height), tail, STRONG, "video.on_mark", elide=False)

    def _draw_plate(
        self, painter: QPainter, width: float, height: float, lines: tuple[str, ...], alpha: float
    ) -> None:
        look = self._look
        self._ground(painter, QRectF(-width / 2, -height / 2, width, height), alpha)
        ink = Ink(painter, look)
        step = look.px(19) if len(lines) > 1 else height
        top = -step * len(lines) / 2
        inset = look.px(8) if len(lines) > 1 else 0
        for index, line in enumerate(lines):
            area = QRectF(-width / 2 + inset, top, width - 2 * inset, step)
            kind, colour = (PLAIN, "video.on_plate_dim") if index else (STRONG, "video.on_plate")
            ink.text(area, line, kind, colour, "centre", elide=len(lines) > 1)
            top += step

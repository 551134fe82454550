"""One tile: picture, frame, caption and what must be said about it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen, QPixmap

from domain.severity import Severity
from widgets.ink import Ink
from widgets.look import Look
from widgets.severity import paint_mark
from widgets.stamps import Stamps
from widgets.timer import time_of_day
from widgets.video_wall import words
from widgets.video_wall.frames import Frame, Picture, TileState, WallTile
from widgets.video_wall.overlay import PLAIN, Overlay

CAPTION = 30
GREY = 0.62
"""How much of a frozen picture's light is left."""

SMALL_TILE = 230
"""Below this width (pixels at 100 %) a tile has no room for the clock beside its tag."""


def image_over(frame: Frame) -> QImage:
    """An image over the frame's own bytes: nothing is copied, so the frame must outlive it."""
    return QImage(frame.pixels, frame.width, frame.height, frame.stride, QImage.Format.Format_RGB32)


def picture_of(tile: QRect, look: Look) -> QRect:
    """Where the picture lies in a tile."""
    return tile.adjusted(0, 0, 0, -look.px(CAPTION))


class TilePainter:
    """Paints tiles; a frozen picture is greyed once, not at each paint."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._overlay = Overlay(look)
        self._stamps = Stamps()
        self._hatches: dict[tuple[int, int, bool], QPixmap] = {}
        self._frozen: dict[int, tuple[int, QImage]] = {}

    def paint(
        self,
        painter: QPainter,
        area: QRect,
        tile: WallTile,
        frame: Frame | None,
        state: TileState,
        monotonic: float,
        chosen: bool,
        ratio: float,
        whole: bool = True,
    ) -> None:
        """Everything of one tile; without `whole` its caption is left as it is."""
        picture = picture_of(area, self._look)
        self.paint_picture(painter, picture, tile, frame, state, monotonic, ratio)
        if whole:
            self._paint_caption(Ink(painter, self._look), area, tile)
        self._paint_frame(painter, area, tile, state, chosen, ratio)

    def paint_empty(self, painter: QPainter, area: QRect) -> None:
        """A place without a camera."""
        ink = Ink(painter, self._look)
        ink.box(QRectF(area), self._look.size("radius.tile"), "surface.pane", "outline.default", dashed=True)
        ink.text(QRectF(area), words.choose_camera(), "body", "text.tertiary", "centre")

    def paint_picture(
        self,
        painter: QPainter,
        area: QRect,
        tile: WallTile,
        frame: Frame | None,
        state: TileState,
        monotonic: float,
        ratio: float,
    ) -> None:
        """The picture with its marks."""
        if frame is None or state.picture == Picture.NO_SIGNAL:
            self._paint_void(painter, area, state, monotonic, ratio)
            return
        frozen = state.picture == Picture.FROZEN
        image = self._grey(tile.number, frame) if frozen else image_over(frame)
        _put(painter, area, image, ratio, self._look)
        if frozen:
            self._hatch(painter, area, over_picture=True)
        place = QRectF(area)
        self._paint_marks(painter, place, frame, state, monotonic, ratio)

    def _paint_marks(
        self, painter: QPainter, place: QRectF, frame: Frame, state: TileState, monotonic: float, ratio: float
    ) -> None:
        look, overlay = self._look, self._overlay
        word = words.state_word(state.picture)
        if state.picture == Picture.FROZEN:
            overlay.tag(
                painter, place, "pause-fill", word, words.held(state, monotonic), "video.frozen_mark", ratio
            )
            below = words.not_live(state, monotonic)
            if look.metrics(PLAIN).horizontalAdvance(below) > place.width() - look.px(40):
                below = words.not_live_short()
            overlay.centre(painter, place, (words.last_picture(state, look), below), ratio)
            return
        if state.picture == Picture.LATE:
            tail = words.delay(state, monotonic, look)
            overlay.tag(painter, place, "clock-fill", word, tail, "video.late_mark", ratio)
        elif state.picture == Picture.LIVE:
            overlay.live(painter, place, word, words.delay(state, monotonic, look), ratio)
        else:
            overlay.centre(painter, place, (words.connecting(state, monotonic, look),), ratio)
        if frame.captured is not None and place.width() >= look.px(SMALL_TILE):
            overlay.clock(painter, place, time_of_day(frame.captured, look), ratio)

    def _paint_void(
        self, painter: QPainter, area: QRect, state: TileState, monotonic: float, ratio: float
    ) -> None:
        look = self._look
        painter.fillRect(area, look.colour("video.void"))
        ink, middle = Ink(painter, look), QRectF(area).center()
        if state.picture == Picture.CONNECTING:
            text = words.connecting(state, monotonic, look)
            ink.spinner(middle.x() - look.px(10), middle.y() - look.px(16), 20, "video.no_signal")
            ink.text(
                _line(area, middle.y() + look.px(6), look), text, "body medium", "video.no_signal", "centre"
            )
            return
        self._hatch(painter, area, over_picture=False)
        lines = words.no_signal(state, monotonic, look)
        top = middle.y() - look.px(28 if area.height() > look.px(110) else 14)
        if area.height() > look.px(110):
            side = look.px(30)
            icon = look.icon("video-camera-slash", side, "video.no_signal", ratio)
            painter.drawPixmap(
                QPointF(round(middle.x() - side / 2), round(top - side / 2 - look.px(8))), icon
            )
            top += look.px(22)
        word = words.state_word(Picture.NO_SIGNAL)
        ink.text(_line(area, top, look), word, "input heavy", "video.live", "centre")
        for line in lines:
            top += look.px(19)
            ink.text(_line(area, top, look), line, "body", "video.no_signal", "centre")

    def _grey(self, number: int, frame: Frame) -> QImage:
        kept = self._frozen.get(number)
        if kept is not None and kept[0] == frame.number:
            return kept[1]
        grey = image_over(frame).convertToFormat(QImage.Format.Format_Grayscale8)
        dark = grey.convertToFormat(QImage.Format.Format_RGB32)
        brush = QPainter(dark)
        brush.fillRect(dark.rect(), self._look.colour("video.void", 1.0 - GREY))
        brush.end()
        self._frozen[number] = (frame.number, dark)
        return dark

    def forget(self, number: int) -> None:
        """A tile shows another camera: its frozen picture must never appear again."""
        self._frozen.pop(number, None)

    def _hatch(self, painter: QPainter, area: QRect, over_picture: bool) -> None:
        """Slanted lines, a dark one beside a light one: seen on white and on black alike."""
        key = (area.width(), area.height(), over_picture)
        found = self._hatches.get(key)
        if found is None:
            if len(self._hatches) > 32:
                self._hatches.clear()
            found = self._hatches[key] = self._draw_hatch(*key)
        painter.drawPixmap(area.topLeft(), found)

    def _draw_hatch(self, width: int, height: int, over_picture: bool) -> QPixmap:
        look = self._look
        sheet = QPixmap(width, height)
        sheet.fill(Qt.GlobalColor.transparent)
        painter = QPainter(sheet)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pens = [(0.0, QPen(look.colour("video.void_hatch"), 1.2))]
        if over_picture:
            pens = [
                (0.0, QPen(look.colour("video.void", 0.7), 1.5)),
                (1.4, QPen(look.colour("video.no_signal", 0.5), 1.0)),
            ]
        step = look.px(13)
        for shift, pen in pens:
            painter.setPen(pen)
            for left in range(-height, width, step):
                painter.drawLine(QLineF(left + shift, height, left + height + shift, 0))
        painter.end()
        return sheet

    def _paint_caption(self, ink: Ink, area: QRect, tile: WallTile) -> None:
        look = self._look
        band = QRectF(area.left(), area.bottom() + 1 - look.px(CAPTION), area.width(), look.px(CAPTION))
        ink.fill(band, "surface.pane")
        middle, right = band.center().y(), band.right() - look.px(10)
        left = band.left() + look.px(10) + ink.key_width(str(tile.number))
        ink.key_cap(left, middle, str(tile.number))
        left += look.px(9)
        if tile.severity is not None:
            paint_mark(ink.painter, look, tile.severity, QPointF(left + look.px(8), middle), look.px(16))
            left += look.px(24)
        left += ink.text(
            QRectF(left, band.top(), right - left, band.height()), tile.label, "body heavy", "text.primary"
        )
        left += look.px(10)
        if tile.incident and right - left > look.px(300):
            right -= ink.text(
                QRectF(left, band.top(), right - left, band.height()),
                tile.incident,
                "body",
                "text.secondary",
                "right",
            ) + look.px(12)
        ink.text(QRectF(left, band.top(), right - left, band.height()), tile.name, "body", "text.secondary")

    def _paint_frame(
        self, painter: QPainter, area: QRect, tile: WallTile, state: TileState, chosen: bool, ratio: float
    ) -> None:
        colour, width = "outline.subtle", 1.0
        if state.picture == Picture.FROZEN:
            colour, width = "video.frozen", 2.0
        elif tile.severity is Severity.CRITICAL:
            colour, width = "severity.critical", 2.0
        elif state.picture == Picture.LATE:
            colour, width = "video.late", 1.0
        if chosen:
            colour, width = "focus.ring", 2.0
        self._edge(painter, area, colour, width, ratio)

    def _edge(self, painter: QPainter, area: QRect, colour: str, width: float, ratio: float) -> None:
        """Four bars and four stamped corners: a tenth of what stroking a round box at each picture costs."""
        radius = self._look.size("radius.tile") + self._look.size("radius.tile") % 2
        tint, thick = self._look.colour(colour), round(width)
        left, top, right, bottom = area.left(), area.top(), area.right() + 1, area.bottom() + 1
        wide, high = area.width() - 2 * radius, area.height() - 2 * radius
        painter.fillRect(QRect(left + radius, top, wide, thick), tint)
        painter.fillRect(QRect(left + radius, bottom - thick, wide, thick), tint)
        painter.fillRect(QRect(left, top + radius, thick, high), tint)
        painter.fillRect(QRect(right - thick, top + radius, thick, high), tint)
        half = radius // 2
        near, far = (left + half, top + half), (right - half, bottom - half)
        for turn, x, y in ((0, *near), (90, far[0], near[1]), (180, *far), (270, near[0], far[1])):
            self._stamps.stamp(
                painter,
                x,
                y,
                ratio,
                ("corner", colour, thick, turn),
                radius,
                radius,
                partial(self._draw_corner, radius=radius, colour=colour, width=width, turn=turn),
            )

    def _draw_corner(self, painter: QPainter, radius: int, colour: str, width: float, turn: int) -> None:
        """The upper left corner, turned: its outside in the wall's colour, then the edge's arc."""
        half = radius / 2
        painter.rotate(turn)
        square, disc = QPainterPath(), QPainterPath()
        square.addRect(QRectF(-half, -half, radius, radius))
        disc.addEllipse(QPointF(half, half), radius, radius)
        painter.fillPath(square.subtracted(disc), self._look.colour("surface.window"))
        painter.setClipRect(QRectF(-half, -half, radius, radius))
        painter.setPen(QPen(self._look.colour(colour), width))
        painter.drawEllipse(QPointF(half, half), radius - width / 2, radius - width / 2)


def _put(painter: QPainter, area: QRect, image: QImage, ratio: float, look: Look) -> None:
    """The whole picture, as large as fits, with bars beside it when its shape is another."""
    if round(area.width() * ratio) == image.width() and round(area.height() * ratio) == image.height():
        painter.drawImage(area, image)
        return
    scale = min(area.width() / image.width(), area.height() / image.height())
    width, height = round(image.width() * scale), round(image.height() * scale)
    if width < area.width() - 1 or height < area.height() - 1:
        painter.fillRect(area, look.colour("video.void"))
    place = QRect(
        area.left() + (area.width() - width) // 2, area.top() + (area.height() - height) // 2, width, height
    )
    painter.drawImage(place, image)


def _line(area: QRect, middle: float, look: Look) -> QRectF:
    return QRectF(area.left() + look.px(6), middle - look.px(10), area.width() - look.px(12), look.px(20))

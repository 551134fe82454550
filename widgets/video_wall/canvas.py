"""The wall itself: one widget that paints every tile, and repaints only what has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from widgets.keys import KeyHere
from widgets.look import Look
from widgets.video_wall import words
from widgets.video_wall.frames import MOST_TILES, FrameSource, Picture, WallTile
from widgets.video_wall.layout import arrange
from widgets.video_wall.tile_paint import CAPTION, TilePainter, picture_of

LOOK_MS = 33
"""How often the wall asks for new pictures: at most 30 a second are painted."""

_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class WallCanvas(QWidget):
    """Tiles 1 to 9. `monotonic` returns seconds, as the states' `since` are counted in.

    *Signals:* `tile_picked(number)`; `full_changed(number)`, 0 when all tiles are back; `arranged`: the
    places are elsewhere now.
    """

    tile_picked = Signal(int)
    full_changed = Signal(int)
    arranged = Signal()

    def __init__(
        self, look: Look, frames: FrameSource, monotonic: Callable[[], float], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(QCoreApplication.translate("video_wall", "Mosaicos de video"))
        self._look = look
        self._frames = frames
        self._monotonic = monotonic
        self._painter = TilePainter(look)
        self._tiles: tuple[WallTile, ...] = ()
        self._places = 4
        self._full = 0
        self._chosen = 0
        self._ring = False
        self._rects: dict[int, QRect] = {}
        self._empty: list[QRect] = []
        self._every: list[QRect] = []
        self._numbers: dict[int, int] = {}
        self._said: dict[int, tuple[object, ...]] = {}
        self.painted = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look_for_news)

    # -- what is on it

    def set_tiles(self, tiles: Sequence[WallTile], places: int) -> None:
        """Show these tiles; `places` not taken by one ask for a camera."""
        before = {tile.number: tile.camera for tile in self._tiles}
        self._tiles = tuple(sorted(tiles, key=lambda tile: tile.number))[:MOST_TILES]
        for tile in self._tiles:
            if before.get(tile.number) != tile.camera:
                self._painter.forget(tile.number)
        self._places = max(len(self._tiles), min(places, MOST_TILES))
        if self._full and all(tile.number != self._full for tile in self._tiles):
            self._full = 0
            self.full_changed.emit(0)
        self._arrange()

    def choose(self, number: int) -> None:
        """Mark a tile as the one that keys act on, without telling anyone; 0 for none."""
        if number != self._chosen:
            self._chosen = number
            self.update()

    def show_full(self, number: int) -> None:
        """Show one tile over the whole wall; 0 brings all back."""
        number = number if any(tile.number == number for tile in self._tiles) else 0
        if number != self._full:
            self._full = number
            self._arrange()
            self.full_changed.emit(number)

    def full(self) -> int:
        """The tile that has the whole wall, or 0."""
        return self._full

    def tile_rect(self, number: int) -> QRect:
        """Where a tile is now; empty while it is hidden."""
        return self._rects.get(number, QRect())

    def places(self) -> list[QRect]:
        """Where the tiles and the empty places are; one alone while a tile is shown full."""
        return list(self._every)

    def _arrange(self) -> None:
        look = self._look
        caption, gap = look.px(CAPTION), look.size("space.two")
        if self._full:
            rects = [arrange(1, self.width(), self.height(), caption, gap)[0]] if self.width() > 0 else []
            self._rects = dict(zip((self._full,), rects, strict=False))
            self._empty = []
        else:
            rects = arrange(self._places, self.width(), self.height(), caption, gap)
            self._rects = {tile.number: rect for tile, rect in zip(self._tiles, rects, strict=False)}
            self._empty = rects[len(self._tiles) :]
        self._every = rects
        self.arranged.emit()
        ratio = self.devicePixelRatioF()
        for number, rect in self._rects.items():
            picture = picture_of(rect, look)
            if picture.width() > 0 and picture.height() > 0:
                self._frames.resize(number, (round(picture.width() * ratio), round(picture.height() * ratio)))
        self._said.clear()
        self.look_for_news()
        self.update()

    # -- news

    def look_for_news(self) -> None:
        """Repaint the pictures that are new and the tiles of which something else must be said."""
        spoken = False
        for tile in self._tiles:
            rect = self._rects.get(tile.number)
            if rect is None:
                continue
            said = self._wording(tile)
            if said != self._said.get(tile.number):
                spoken = spoken or said[:1] != self._said.get(tile.number, ("",))[:1]
                self._said[tile.number] = said
                self.update(rect)
            frame = self._frames.latest(tile.number)
            number = frame.number if frame is not None else -1
            if number != self._numbers.get(tile.number):
                self._numbers[tile.number] = number
                self.update(picture_of(rect, self._look))
        if spoken:
            self._describe()

    def _wording(self, tile: WallTile) -> tuple[object, ...]:
        """Everything a tile says; when it changes, the tile is painted."""
        state, now = self._frames.state(tile.number), self._monotonic()
        if state.picture in (Picture.LIVE, Picture.LATE):
            return state.picture, words.delay(state, now, self._look), tile
        if state.picture == Picture.CONNECTING:
            return state.picture, words.connecting(state, now, self._look), tile
        return (
            state.picture,
            words.held(state, now),
            words.retry(state, now),
            state.reason,
            state.last_picture,
            tile,
        )

    def _describe(self) -> None:
        parts = [f"{tile.number} {tile.label} {words.state_word(str(self._said[tile.number][0]))}"
                 for tile in self._tiles if tile.number in self._said]  # fmt: skip
        self.setAccessibleDescription(". ".join(parts))

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only the tiles that the event touches."""
        painter = QPainter(self)
        ratio, region = self.devicePixelRatioF(), event.region()
        self._paint_gaps(painter, event)
        for tile in self._tiles:
            rect = self._rects.get(tile.number)
            if rect is None or not region.intersects(rect):
                continue
            self.painted += 1
            frame, state = self._frames.latest(tile.number), self._frames.state(tile.number)
            chosen = tile.number == self._chosen and (self._ring or len(self._rects) > 1)
            whole = not picture_of(rect, self._look).contains(region.intersected(rect).boundingRect())
            self._painter.paint(painter, rect, tile, frame, state, self._monotonic(), chosen, ratio, whole)
        for rect in self._empty:
            if region.intersects(rect):
                self._painter.paint_empty(painter, rect)
        painter.end()

    def _paint_gaps(self, painter: QPainter, event: QPaintEvent) -> None:
        gaps = event.region()
        for rect in self._rects.values():
            gaps = gaps.subtracted(rect)
        painter.setClipRegion(gaps)
        painter.fillRect(self.rect(), self._look.colour("surface.window"))
        painter.setClipping(False)

    # -- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tiles fill the wall."""
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Pictures are asked for only while someone can see them."""
        super().showEvent(event)
        self._arrange()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        self._timer.stop()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another screen has other pixels."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._arrange()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for the keyboard; with nothing chosen it starts at the first tile."""
        self._ring = event.reason() in _KEYBOARD
        if self._ring and not self._chosen and self._tiles:
            self._chosen = self._tiles[0].number
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring without focus."""
        self._ring = False
        self.update()

    def _tile_at(self, event: QMouseEvent) -> int:
        at = event.position().toPoint()
        return next((number for number, rect in self._rects.items() if rect.contains(at)), 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the tile under the pointer."""
        number = self._tile_at(event)
        if number and event.button() is Qt.MouseButton.LeftButton:
            self._pick(number)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The whole wall for one tile, and back."""
        number = self._tile_at(event)
        if number:
            self.show_full(0 if self._full else number)

    def keys_here(self) -> tuple[KeyHere, ...]:
        """The keys of the wall."""
        translate = QCoreApplication.translate
        return (
            KeyHere("1 … 9", translate("keys", "elegir una cámara por su número")),
            KeyHere("← ↑ → ↓", translate("keys", "ir a la cámara de al lado")),
            KeyHere("↵", translate("keys", "una sola cámara, y otra vez todas")),
            KeyHere("Esc", translate("keys", "todas las cámaras")),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 9 pick, arrows move, Enter shows one in full, Esc brings all back."""
        key = event.key()
        number = key - Qt.Key.Key_0.value
        if 1 <= number <= MOST_TILES and any(tile.number == number for tile in self._tiles):
            self._pick(number)
            if self._full:
                self.show_full(number)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(Qt.Key(key))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen:
            self.show_full(0 if self._full else self._chosen)
        elif key == Qt.Key.Key_Escape and self._full:
            self.show_full(0)
        else:
            super().keyPressEvent(event)

    def _step(self, key: Qt.Key) -> None:
        """To the nearest tile in the arrow's direction."""
        here = self._rects.get(self._chosen)
        if here is None:
            if self._tiles:
                self._pick(self._tiles[0].number)
            return
        best, nearest = 0, 0.0
        for number, rect in self._rects.items():
            way = rect.center() - here.center()
            along = {Qt.Key.Key_Left: -way.x(), Qt.Key.Key_Right: way.x(),
                     Qt.Key.Key_Up: -way.y(), Qt.Key.Key_Down: way.y()}[key]  # fmt: skip
            across = abs(way.x() + way.y()) - abs(along) if along else 0
            away = along + 2 * abs(across)
            if along > 0 and (not best or away < nearest):
                best, nearest = number, away
        if best:
            self._pick(best)

    def _pick(self, number: int) -> None:
        self.choose(number)
        self.tile_picked.emit(number)

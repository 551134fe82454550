"""The wall of video: a few large live tiles, each of which says honestly how its picture is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.ink import Ink
from widgets.look import Look
from widgets.pane import Pane
from widgets.video_wall.canvas import WallCanvas
from widgets.video_wall.frames import FrameSource, WallTile

LEAST_PANE = 320
"""Pixels at 100 % that a pane needs where it takes a tile's place."""


class VideoWall(Pane):
    """Tiles over `frames`; `monotonic` returns seconds on the clock that the frames' states use.

    *Signals:* `tile_picked(number)` on a click or its number key; `full_changed(number)`, 0 when all are
    back.
    """

    tile_picked = Signal(int)
    full_changed = Signal(int)

    def __init__(
        self,
        look: Look,
        frames: FrameSource,
        monotonic: Callable[[], float],
        parent: QWidget | None = None,
        *,
        places: int = 4,
        key: str = "Alt 3",
        head: bool = True,
    ) -> None:
        super().__init__(look, "video-camera", "", parent, key=key, head=head)
        self.set_title(self.tr("Video"))
        self.set_lacks(None)  # tiles do not come over the line: each says itself how old it is
        self._places = places
        self._last: QWidget | None = None
        self.canvas = WallCanvas(look, frames, monotonic, self)
        self.canvas.set_tiles((), places)
        self.canvas.arranged.connect(self._place_last)
        self.set_body(self.canvas)
        self.canvas.tile_picked.connect(self.tile_picked)
        self.canvas.full_changed.connect(self.full_changed)

    def set_tiles(self, tiles: Sequence[WallTile]) -> None:
        """Show these cameras; the other places ask for one."""
        self.canvas.set_tiles(tiles, self._places)

    def set_places(self, places: int, tiles: Sequence[WallTile]) -> None:
        """Another number of places (1 to 9), with what is on them."""
        self._places = places
        self.canvas.set_tiles(tiles, places)

    def set_last(self, pane: QWidget | None) -> None:
        """Give the last tile's place to a pane, and the one before where it is narrow; None gives it back."""
        if pane is self._last:
            return
        if self._last is not None:
            self._last.hide()
        self._last = pane
        if pane is not None:
            pane.setParent(self.canvas)
            self._place_last()

    def _place_last(self) -> None:
        places = self.canvas.places()
        if self._last is None:
            return
        self._last.setVisible(len(places) > 1)  # a tile that fills the wall was asked for: it stays
        if len(places) < 2:
            return
        place = places.pop()
        while places and place.width() < self.look.px(LEAST_PANE) and places[-1].top() == place.top():
            place = place.united(places.pop())
        self._last.setGeometry(place)
        self._last.raise_()

    def choose(self, number: int) -> None:
        """Mark a tile as chosen elsewhere; nothing is emitted."""
        self.canvas.choose(number)

    def show_full(self, number: int) -> None:
        """One tile over the whole wall; 0 brings all back."""
        self.canvas.show_full(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tiles are panes of their own: no box around them."""
        painter = QPainter(self)
        ink = Ink(painter, self.look)
        ink.fill(QRectF(self.rect()), "surface.window")
        if self._head:
            self._paint_head(ink)
            ink.rule(0, self.width(), self._head - 1, "surface.window")
        if self._exercise:
            self._paint_exercise(ink)
        painter.end()

"""The operator's window: every pane in its place, at any size from 1024 x 640 on."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from console.presenters.tiles import Frames
from domain.clock import Clock
from widgets.alert_pane import AlertPane
from widgets.call_form import CallForm
from widgets.call_queue import CallQueue
from widgets.live_map.live_map import LiveMap
from widgets.look import Look
from widgets.pane import Pane
from widgets.status_bar import StatusBar
from widgets.unit_board import UnitBoard
from widgets.video_wall.video_wall import VideoWall

COMPACT_BELOW = 1600
"""Windows narrower than this take the short forms and the small rows."""


class OperatorWindow(QWidget):
    """Panes and bars, placed as the design places them; who fills them is the desk's business."""

    def __init__(self, look: Look, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setObjectName("ground")
        self.frames = Frames(clock)
        self.queue = CallQueue(look, self)
        self.alerts = AlertPane(look, self)
        self.form = CallForm(look, self)
        self.map = LiveMap(look, self)
        self.board = UnitBoard(look, self)
        self.wall = VideoWall(look, self.frames, clock.monotonic, self)
        self.status = StatusBar(look, self)
        self.board.hide()

    def panes(self) -> tuple[Pane, ...]:
        """Return every pane that shows the picture."""
        return (self.queue, self.alerts, self.form, self.map, self.board, self.wall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: place everything again."""
        compact = self.width() < COMPACT_BELOW
        self._set_compact(compact)
        px = self.look.px
        left, form = (px(272), px(410)) if compact else (px(360), px(480))
        gap, top, foot = px(8), px(48), px(28)
        high = self.height() - top - foot - 2 * gap
        queue = px(236) if compact else round(high * 0.35)
        y = top + gap
        x = gap
        self.queue.setGeometry(QRect(x, y, left, queue))
        self.alerts.setGeometry(QRect(x, y + queue + gap, left, high - queue - gap))
        x += left + gap
        self.form.setGeometry(QRect(x, y, form, high))
        x += form + gap
        rest = self.width() - x - gap
        tiles = round(high * 0.32)
        self.map.setGeometry(QRect(x, y, rest, high - tiles - gap))
        self.board.setGeometry(self.map.geometry())
        self.wall.setGeometry(QRect(x, y + high - tiles, rest, tiles))
        self.status.setGeometry(QRect(0, self.height() - foot, self.width(), foot))

    def _set_compact(self, compact: bool) -> None:
        for part in (self.queue, self.alerts, self.form, self.status):
            part.set_compact(compact)

"""A window between its bars: top bar and banner above, command line and status below, some ground between."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from widgets.look import Look


@runtime_checkable
class Compactable(Protocol):
    """A widget that has a smaller form for the small window."""

    def set_compact(self, compact: bool) -> None:
        """Take it or leave it."""
        ...


class BarredWindow(QWidget):
    """The four bars, each in its small form in a narrow window; a subclass fills the ground between them.

    *Signals:* `compact_changed(bool)`.
    """

    compact_changed = Signal(bool)

    def __init__(self, look: Look, design: QSize, compact_below: int, parent: QWidget | None = None) -> None:
        """`design`: the size it was drawn for; narrower than `compact_below` pixels at 100 % it is small."""
        super().__init__(parent)
        self._look = look
        self._design = design
        self._compact_below = compact_below
        self._compact = False
        self._bars: dict[str, QWidget] = {}
        self.setObjectName("ground")

    def set_bars(self, top: QWidget, banner: QWidget, command: QWidget, status: QWidget) -> None:
        """The four bars, from the top; the banner takes room only while it is shown."""
        self._bars = {"top": top, "banner": banner, "command": command, "status": status}
        for bar in self._bars.values():
            bar.setParent(self)
            bar.setVisible(bar.sizeHint().height() > 0)
        changed = getattr(banner, "shown_changed", None)
        if changed is not None:
            changed.connect(self._place)
        self._spread()

    def compact(self) -> bool:
        """Whether the small anatomy holds."""
        return self._compact

    def sizeHint(self) -> QSize:
        """As in the design."""
        return self._design

    def minimumSizeHint(self) -> QSize:
        """The smallest screen we serve."""
        return QSize(1024, 640)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the anatomy and place everything."""
        compact = self.width() < self._compact_below * self._look.scale
        if compact != self._compact:
            self._compact = compact
            self._spread()
            self.compact_changed.emit(compact)
        self._place()

    def fill(self, ground: QRect) -> None:
        """Place what stands between the bars: a subclass does."""

    def spread_ground(self, compact: bool) -> None:
        """Give what stands between the bars its small form: a subclass that has one does."""

    def _spread(self) -> None:
        for bar in self._bars.values():
            if isinstance(bar, Compactable):
                bar.set_compact(self._compact)
        self.spread_ground(self._compact)
        self._place()

    def _place(self) -> None:
        top, bottom = 0, self.height()
        for name in ("top", "banner"):
            bar = self._bars.get(name)
            if bar is not None:
                height = bar.sizeHint().height()
                bar.setGeometry(0, top, self.width(), height)
                top += height
        for name in ("status", "command"):
            bar = self._bars.get(name)
            if bar is not None:
                height = bar.sizeHint().height()
                bottom -= height
                bar.setGeometry(0, bottom, self.width(), height)
        self.fill(QRect(0, top, self.width(), bottom - top))

    def paintEvent(self, event: QPaintEvent) -> None:
        """What no bar and no pane covers."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("surface.window"))
        painter.end()

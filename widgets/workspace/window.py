"""A pane in a window of its own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QMoveEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from domain.workspace import Slot
from widgets.look import Look

SETTLED_MS = 400
"""A window that has lain still so long is where its person wants it."""


class PaneWindow(QWidget):
    """A real window with one pane in it. Closing it brings the pane home: nothing is ever lost that way.

    As a tool window of the desk it leaves the desk's keys working; a `full` one covers its screen and never
    takes the keyboard.

    *Signals:* `closed`; `settled`: it was moved or sized by hand.
    """

    closed = Signal()
    settled = Signal()

    def __init__(self, look: Look, desk: QWidget, slot: Slot, title: str, full: bool) -> None:
        flags = Qt.WindowType.Tool
        if full:
            flags = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint
            flags |= Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(None if full else desk, flags)
        self._look = look
        self.slot, self.full = slot, full
        self._pane: QWidget | None = None
        self._placing = False
        self.setObjectName("ground")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(SETTLED_MS)
        self._still.timeout.connect(self.settled)

    def hold(self, pane: QWidget) -> None:
        """Take the pane in."""
        self._pane = pane
        pane.setParent(self)
        self._fit()
        pane.show()

    def pane(self) -> QWidget | None:
        """The pane, unless another took it out."""
        return self._pane if self._pane is not None and self._pane.parent() is self else None

    def place(self, area: QRect) -> None:
        """Lie there without telling anybody."""
        self._placing = True
        self.setGeometry(area)
        self._placing = False
        self._still.stop()

    def forget_move(self) -> None:
        """The screens have changed: what moved the window was no hand."""
        self._still.stop()

    def _fit(self) -> None:
        pane = self.pane()
        if pane is not None:
            edge = 0 if self.full else self._look.px(4)
            pane.setGeometry(self.rect().adjusted(edge, edge, -edge, -edge))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pane fills the window."""
        super().resizeEvent(event)
        self._fit()
        self._stir()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Remember, once it lies still."""
        super().moveEvent(event)
        self._stir()

    def _stir(self) -> None:
        if self.isVisible() and not self._placing and not self.full:
            self._still.start()

    def changeEvent(self, event: QEvent) -> None:
        """A window that was minimised cannot be found again by an operator in a hurry: it comes back."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.isMinimized():
            self.closed.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: the pane goes home first."""
        event.ignore()
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The gutters."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("surface.window"))
        painter.end()

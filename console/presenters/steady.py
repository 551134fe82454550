"""Keeps rows in their places while a hand is at them: under the pointer, or with the keyboard in the list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView

LET_GO_MS = 4000
"""A hand that has not moved for so long is not at work: the rows are sorted even under a resting pointer."""

_AT_WORK = frozenset(
    {
        QEvent.Type.Enter,
        QEvent.Type.MouseMove,
        QEvent.Type.HoverMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.KeyPress,
        QEvent.Type.FocusIn,
    }
)
_GONE = frozenset({QEvent.Type.Leave, QEvent.Type.FocusOut})


class Steady(QObject):
    """Watches a list and calls `hold(True)` while it is being worked in, `hold(False)` afterwards."""

    def __init__(self, view: QAbstractItemView, hold: Callable[[bool], None]) -> None:
        super().__init__(view)
        self._view = view
        self._hold = hold
        self._held = False
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(LET_GO_MS)
        self._idle.timeout.connect(self.let_go)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def let_go(self) -> None:
        """Sort now; the next movement holds again."""
        self._idle.stop()
        if self._held:
            self._held = False
            self._hold(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: look at what the hand does; never swallow it."""
        kind = event.type()
        if kind in _AT_WORK:
            self._idle.start()
            if not self._held:
                self._held = True
                self._hold(True)
        elif kind in _GONE and not self._view.underMouse() and not self._view.hasFocus():
            self.let_go()
        return False

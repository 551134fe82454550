"""What is to be done when a pane comes up: before its first paint, on whatever page or window it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class ComingUp(QObject):
    """Calls `seen` whenever the widget is shown."""

    def __init__(self, widget: QWidget, seen: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._seen = seen
        widget.installEventFilter(self)

    def close(self) -> None:
        """Watch no more."""
        self._widget.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: see it come."""
        if event.type() == QEvent.Type.Show:
            self._seen()
        return False

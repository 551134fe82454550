"""What is to be done when the keyboard comes into a list: its row is what keys are about from then on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject

from widgets.rows import RowList


class TakingUp(QObject):
    """Calls `taken` with the row under the cursor whenever the list takes the keyboard."""

    def __init__(self, view: RowList, taken: Callable[[object], None]) -> None:
        super().__init__(view)
        self._view = view
        self._taken = taken
        view.installEventFilter(self)

    def close(self) -> None:
        """Watch no more."""
        self._view.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: see the keyboard come."""
        if event.type() == QEvent.Type.FocusIn:
            self._taken(self._view.chosen())
        return False

"""Writes down when each row of the call queue was painted: where the way of call_to_screen ends."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, QObject, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractItemView


class PaintLog(QObject):
    """Watches a list's paint events; each key is logged once, when a paint that covers its row has ended.

    A line is `<id> <CLOCK_MONOTONIC ns>`. The stamp is taken after the paint event has returned to Qt's loop,
    with the picture flushed to the window: a little later than the paint itself, never earlier.
    """

    def __init__(
        self, view: QAbstractItemView, key_of: Callable[[QModelIndex], UUID | None], file: Path
    ) -> None:
        super().__init__(view)
        self._view = view
        self._key_of = key_of
        self._out = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._waiting: dict[UUID, None] = {}
        self._covered: list[UUID] = []
        self._logged: set[UUID] = set()
        view.viewport().installEventFilter(self)
        model = view.model()
        model.rowsInserted.connect(self._inserted)
        for row in range(model.rowCount()):
            self._note(model.index(row, 0))

    def close(self) -> None:
        """Log no more."""
        self._view.viewport().removeEventFilter(self)
        os.close(self._out)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: see which waiting rows the paint covers."""
        if event.type() == QEvent.Type.Paint and self._waiting and isinstance(event, QPaintEvent):
            self._cover(event)
        return False

    def _inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        model = self._view.model()
        for row in range(first, last + 1):
            self._note(model.index(row, 0))

    def _note(self, index: QModelIndex) -> None:
        key = self._key_of(index)
        if key is not None and key not in self._logged:
            self._waiting[key] = None

    def _cover(self, event: QPaintEvent) -> None:
        model, region = self._view.model(), event.region()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            key = self._key_of(index)
            if key in self._waiting and region.intersects(self._view.visualRect(index)):
                del self._waiting[key]
                self._logged.add(key)
                self._covered.append(key)
        if self._covered:
            QTimer.singleShot(0, self, self._write)

    def _write(self) -> None:
        now = time.monotonic_ns()
        covered, self._covered = self._covered, []
        if covered:
            os.write(self._out, "".join(f"{key} {now}\n" for key in covered).encode())

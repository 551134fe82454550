"""Writes down when something was painted: a row of the queue, a band that says the data is old, a letter."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, QObject, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPlainTextEdit, QWidget


class PaintLog(QObject):
    """Watches paint events; what was waited for is logged once, when a paint that covers it has ended.

    A line is `<id or word> <CLOCK_MONOTONIC ns>`. The stamp is taken after the paint event has returned to
    Qt's loop, with the picture flushed to the window: a little later than the paint itself, never earlier.
    """

    def __init__(
        self, view: QAbstractItemView, key_of: Callable[[QModelIndex], UUID | None], file: Path
    ) -> None:
        super().__init__(view)
        self._view = view
        self._key_of = key_of
        self._out = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._waiting: dict[UUID, None] = {}
        self._logged: set[UUID] = set()
        self._noted: dict[QWidget, str] = {}
        self._covered: list[str] = []
        self._typed: dict[QWidget, list[str]] = {}
        view.viewport().installEventFilter(self)
        model = view.model()
        model.rowsInserted.connect(self._inserted)
        self._inserted(QModelIndex(), 0, model.rowCount() - 1)

    def note(self, word: str, widget: QWidget) -> None:
        """Log this word when the widget has been painted next; an older word that waits is replaced."""
        if widget not in self._noted:
            widget.installEventFilter(self)
        self._noted[widget] = word
        widget.update()

    def follow_typing(self, fields: Mapping[str, QLineEdit | QPlainTextEdit]) -> None:
        """Log `typed:FIELD:LENGTH` of every text these fields hold, once it is painted; never the text."""
        for name, field in fields.items():
            canvas = field.viewport() if isinstance(field, QPlainTextEdit) else field
            self._typed[canvas] = []
            canvas.installEventFilter(self)
            field.textChanged.connect(partial(self._changed, name, field, canvas))

    def close(self) -> None:
        """Log no more."""
        for canvas in self._typed:
            canvas.removeEventFilter(self)
        self._view.viewport().removeEventFilter(self)
        for widget in self._noted:
            widget.removeEventFilter(self)
        os.close(self._out)
        self._out = -1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: see what the paint covers."""
        if event.type() == QEvent.Type.Paint and isinstance(event, QPaintEvent):
            if watched is self._view.viewport():
                self._cover(event)
            elif isinstance(watched, QWidget) and watched in self._noted:
                watched.removeEventFilter(self)
                self._covered.append(self._noted.pop(watched))
            elif isinstance(watched, QWidget) and self._typed.get(watched):
                self._covered += self._typed[watched]
                self._typed[watched].clear()
            if self._covered:
                QTimer.singleShot(0, self, self._write)
        return False

    def _changed(self, name: str, field: QLineEdit | QPlainTextEdit, canvas: QWidget, *_: object) -> None:
        # A text edit counts its characters itself, with one more for its last line's end.
        if isinstance(field, QLineEdit):
            written = len(field.text())
        else:
            written = field.document().characterCount() - 1
        self._typed[canvas].append(f"typed:{name}:{written}")

    def _inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        model = self._view.model()
        for row in range(first, last + 1):
            key = self._key_of(model.index(row, 0))
            if key is not None and key not in self._logged:
                self._waiting[key] = None

    def _cover(self, event: QPaintEvent) -> None:
        if not self._waiting:
            return
        model, region = self._view.model(), event.region()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            key = self._key_of(index)
            if key in self._waiting and region.intersects(self._view.visualRect(index)):
                del self._waiting[key]
                self._logged.add(key)
                self._covered.append(str(key))

    def _write(self) -> None:
        now = time.monotonic_ns()
        covered, self._covered = self._covered, []
        if covered and self._out >= 0:
            os.write(self._out, "".join(f"{word} {now}\n" for word in covered).encode())

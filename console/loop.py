"""The console's one event loop: Qt and asyncio together, every task held, changes shown at once."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Callable, Coroutine
from typing import Any

import qasync  # type: ignore[import-untyped]
from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from domain.clock import Clock

log = logging.getLogger("atalaya.loop")

FLUSH_EVERY_MS = 50
"""While changes pour in, panes are brought up to date this often."""

EAGER_AFTER_S = 0.016
GO_BEFORE = ("F2", "Ctrl+L")
"""What no open question may hold up: a call that rings, and hiding the desk."""
"""A call or an alert is shown so soon after the last flush (one frame of a 60 Hz screen), if not at once."""


def event_loop(app: QApplication) -> asyncio.AbstractEventLoop:
    """Return the loop that runs Qt's events and asyncio's together; the last window does not end it."""
    app.setQuitOnLastWindowClosed(False)
    loop: asyncio.AbstractEventLoop = qasync.QEventLoop(app)
    return loop


class Nursery:
    """Holds every task of the console, so that none is forgotten half-way and no failure is silent."""

    def __init__(self, on_failure: Callable[[str, BaseException], None]) -> None:
        self._on_failure = on_failure
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Any], name: str = "") -> asyncio.Task[Any]:
        """Run a coroutine to its end; its failure is logged and shown, its cancellation is not."""
        known = name or getattr(work, "__qualname__", "task")
        task = asyncio.get_running_loop().create_task(work, name=known)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def __len__(self) -> int:
        return len(self._tasks)

    async def close(self) -> None:
        """Cancel what still runs and wait for it."""
        me = asyncio.current_task()
        left = [task for task in self._tasks if task is not me]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        failure = task.exception()
        if failure is not None:
            log.error("task %s failed", task.get_name(), exc_info=failure)
            self._on_failure(task.get_name(), failure)


class Tick(QObject):
    """Calls `flush` soon after a change: at once after a quiet moment, at most every 50 ms in a flood.

    What a person waits for (a call, an alert) is `changed`; what only moves (positions) is `moved`, and never
    makes a call wait behind it.
    """

    def __init__(self, clock: Clock, flush: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._flush = flush
        self._last = -1.0
        self._took = 0.0
        self._due = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._run)
        self.flushes = 0

    def changed(self) -> None:
        """Something that a person waits for. Cheap: may be called for every message."""
        # A flood whose flushes are dear comes down to one in 50 ms: the window must stay free for hands.
        self._wait_at_most(min(FLUSH_EVERY_MS / 1000, max(EAGER_AFTER_S, 4 * self._took)))

    def moved(self) -> None:
        """Something that goes on all the time. Cheap: may be called for every message."""
        self._wait_at_most(FLUSH_EVERY_MS / 1000)

    def stop(self) -> None:
        """Flush no more."""
        self._timer.stop()

    def _wait_at_most(self, since_last_s: float) -> None:
        now = self._clock.monotonic()
        due = max(now, self._last + since_last_s)
        if self._timer.isActive() and self._due <= due:
            return
        self._due = due
        # Even an eager flush waits for the end of this turn, so that one frame's things are one insertion.
        self._timer.start(round((due - now) * 1000))

    def _run(self) -> None:
        self.flushes += 1
        began = self._last = self._clock.monotonic()  # what the flush itself marks waits for the next tick
        try:
            self._flush()
        finally:
            self._last = self._clock.monotonic()
            self._took = self._last - began


async def ask(dialog: QDialog) -> bool:
    """Open a dialog and wait, with everything else going on, until a person has decided; True when accepted.

    Read the dialog's values in the same turn, it is deleted afterwards. `exec()` would freeze every task.
    F2 and Ctrl L go before any dialog: it is given up, and a call is answered, or the desk locked.
    """
    answered: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def finished(code: int) -> None:
        if not answered.done():
            answered.set_result(code)

    dialog.finished.connect(finished)
    for key in GO_BEFORE:
        _give_way(dialog, QKeySequence(key))
    dialog.open()
    try:
        return await answered == QDialog.DialogCode.Accepted.value
    finally:
        dialog.finished.disconnect(finished)
        dialog.hide()
        dialog.deleteLater()


def _give_way(dialog: QDialog, key: QKeySequence) -> None:
    """Let a key of the window below work while the dialog is open; the dialog is given up for it."""
    below = dialog.parentWidget().window() if dialog.parentWidget() is not None else None
    if below is None:
        return

    def act() -> None:
        dialog.reject()
        for shortcut in below.findChildren(QShortcut):
            owner = shortcut.parent()
            if shortcut.key() == key and isinstance(owner, QWidget) and owner.isVisible():
                shortcut.activated.emit()
                return

    QShortcut(key, dialog).activated.connect(act)


class Signals(QObject):
    """Turns SIGINT and SIGTERM into a call in the loop: Qt's loop alone would never run Python's handlers."""

    def __init__(self, on_signal: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_signal = on_signal
        self._ours, self._theirs = socket.socketpair()
        self._ours.setblocking(False)
        self._theirs.setblocking(False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        self._before = signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        self._handlers = {
            number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, signal.SIGTERM)
        }

    def close(self) -> None:
        """Give the signals back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._ours.close()
        self._theirs.close()

    def _woken(self) -> None:
        try:
            self._ours.recv(64)
        except BlockingIOError:
            return
        self._on_signal()

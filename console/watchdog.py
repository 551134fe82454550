"""What goes wrong in the console is written down and shown: hangs with a stack, exceptions with a trace."""

from __future__ import annotations

import faulthandler
import logging
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QObject, Qt, QTimer, QtMsgType, qInstallMessageHandler

from domain.clock import Clock

log = logging.getLogger("atalaya.console")

HEARTBEAT_MS = 100
"""Arming the dump starts a thread, which is not free: ten times a second is enough for 0.25 s."""
HANG_S = 0.25
"""A loop that has not turned for so long is a hang: the stacks of all threads are written to the log."""


class HangWatch(QObject):
    """Re-arms a dump of all stacks every 100 ms; only a loop that stands still lets it go off.

    A stall that holds the interpreter's lock is invisible to any Python thread, so the dump is the C one.
    """

    def __init__(self, clock: Clock, log_file: IO[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._file = log_file
        self._last = clock.monotonic()
        self.worst_s = 0.0
        self.hangs = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Watch from now on."""
        self._last = self._clock.monotonic()
        self._timer.start(HEARTBEAT_MS)
        self._arm()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        faulthandler.cancel_dump_traceback_later()

    def _arm(self) -> None:
        faulthandler.dump_traceback_later(HANG_S, file=self._file)

    def _beat(self) -> None:
        now = self._clock.monotonic()
        late = now - self._last - HEARTBEAT_MS / 1000
        self._last = now
        self.worst_s = max(self.worst_s, late)
        if late > HANG_S:
            self.hangs += 1
            log.warning("the window stood still for %.0f ms", late * 1000)
        self._arm()


class CrashHook:
    """Exceptions that nobody caught (a slot's, mostly): logged, told to `show`, and the console goes on."""

    def __init__(self, show: Callable[[str, BaseException], None]) -> None:
        self._show = show
        self._seen: Counter[str] = Counter()
        self._before = sys.excepthook
        sys.excepthook = self._caught

    def close(self) -> None:
        """Give the hook back."""
        sys.excepthook = self._before

    def _caught(self, kind: type[BaseException], failure: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, failure, trace)
            return
        where = f"{kind.__name__} {trace.tb_lineno if trace else 0} {failure}"
        self._seen[where] += 1
        times = self._seen[where]
        if times & (times - 1):  # the 1st, 2nd, 4th, 8th ... time: a failing timer must not fill the disk
            return
        log.error("unexpected failure, %d times", times, exc_info=(kind, failure, trace))
        try:
            self._show("slot", failure)
        except Exception:
            log.exception("the failure could not be shown")


def open_log(folder: Path) -> IO[str]:
    """Send the program's log to `console.log` in that folder, one line a record; return the open file."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "console.log"
    if path.exists() and path.stat().st_size > 4_000_000:
        path.replace(folder / "console.log.1")
    handle = path.open("a", encoding="utf-8", errors="backslashreplace")
    path.chmod(0o600)
    handler = logging.StreamHandler(handle)
    handler.setFormatter(OneLine("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    qInstallMessageHandler(_from_qt)
    return handle


class OneLine(logging.Formatter):
    """One record, one line: what came from outside cannot forge a second record."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record with all that cannot be seen escaped: line ends, controls, direction marks."""
        text = super().format(record).replace("\\", "\\\\")
        return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _from_qt(kind: QtMsgType, context: object, text: str) -> None:
    logging.getLogger("atalaya.qt").log(_LEVELS.get(kind, logging.WARNING), "%s", text)

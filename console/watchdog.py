"""What goes wrong in the console is written down and shown: hangs with a stack, exceptions with a trace."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QObject, Qt, QTimer, QtMsgType, qInstallMessageHandler

from domain.clock import Clock

log = logging.getLogger("atalaya.console")

NO_DISPLAY = 3
"""The exit status where no window can be shown."""
HEARTBEAT_MS = 100
"""How often the loop says that it turns."""
HANG_S = 0.25
"""A loop that has not turned for so long is a hang: the stacks of all threads are written to the log."""


class HangWatch(QObject):
    """A thread that waits for the loop's heartbeat and writes down all stacks when none comes.

    The thread is Python's, so that nothing runs while the stacks are read. `dump_traceback_later` would see a
    stall that holds the interpreter's lock while it lasts, but reads frames that run on meanwhile: that ends
    the console with a segmentation fault (CPython issue 116008). After such a stall the lock comes to this
    thread soon, most often with the guilty line still on the stack. Frames as objects would keep painters
    alive.
    """

    def __init__(self, clock: Clock, log_file: IO[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._file = log_file
        self._last = clock.monotonic()
        self.worst_s = 0.0
        self.hangs = 0
        self._beaten = threading.Event()
        self._over = False
        self._thread: threading.Thread | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Watch from now on. A second call does nothing."""
        if self._thread is not None:
            return
        self._last = self._clock.monotonic()
        self._timer.start(HEARTBEAT_MS)
        self._thread = threading.Thread(target=self._watch, name="hangs", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        self._over = True
        self._beaten.set()
        if self._thread is not None:
            self._thread.join()

    def _watch(self) -> None:
        while not self._over:
            if not self._beaten.wait(HANG_S):
                faulthandler.dump_traceback(self._file, all_threads=True)
                self._beaten.wait()
            self._beaten.clear()

    def _beat(self) -> None:
        now = self._clock.monotonic()
        late = now - self._last - HEARTBEAT_MS / 1000
        self._last = now
        self._beaten.set()
        self.worst_s = max(self.worst_s, late)
        if late > HANG_S:
            self.hangs += 1
            log.warning("the window stood still for %.0f ms", late * 1000)


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
    if kind is QtMsgType.QtFatalMsg and "platform plugin" in text:
        # Qt would end in a core dump now: a display has a name, and nobody opens under it.
        name = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or "the platform's"
        print(f"console: no display: {name!a} cannot be opened", file=sys.stderr, flush=True)
        os._exit(NO_DISPLAY)

"""What goes wrong in the console is written down and shown: hangs with a stack, exceptions with a trace."""

from __future__ import annotations

import asyncio
import faulthandler
import logging
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from PySide6.QtCore import QObject, Qt, QTimer, QtMsgType, qInstallMessageHandler

from domain.clock import Clock
from logbook.files import LogFile
from logbook.outline import place

log = logging.getLogger("atalaya.console")

NO_DISPLAY = 3
"""The exit status where no window can be shown."""
HEARTBEAT_MS = 100
"""How often the loop says that it turns."""
HANG_S = 0.25
"""A loop that has not turned for so long is a hang: the stacks of all threads are written to the log."""
LONGEST_STACKS = 200
"""Lines of one hang that are written."""


class HangWatch(QObject):
    """A thread that waits for the loop's heartbeat and writes down all stacks when none comes.

    The thread is Python's, so that nothing runs while the stacks are read. `dump_traceback_later` would see a
    stall that holds the interpreter's lock while it lasts, but reads frames that run on meanwhile: that ends
    the console with a segmentation fault (CPython issue 116008). After such a stall the lock comes to this
    thread soon, most often with the guilty line still on the stack. Frames as objects would keep painters
    alive.

    `stacks` holds those of the last hang: what there is of one that never ended.
    """

    def __init__(self, clock: Clock, stacks: IO[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._stacks = stacks
        self._last = clock.monotonic()
        self.worst_s = 0.0
        self.hangs = 0
        self.where = ""
        """The program's own innermost lines in the last hang, as file:line name."""
        self._beaten = threading.Event()
        self._over = False
        self._main = threading.get_ident()
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
                self._write_down()
                self._beaten.wait()
            self._beaten.clear()

    def _write_down(self) -> None:
        try:
            self._stacks.seek(0)
            self._stacks.truncate()
            faulthandler.dump_traceback(self._stacks, all_threads=True)
            self._stacks.seek(0)
            found = [short(line) for line in self._stacks.read().splitlines()[:LONGEST_STACKS]]
        except (OSError, ValueError):
            log.warning("the window stands still; its stacks could not be written")
            return
        self.where = innermost(found, self._main)
        log.warning("the window stands still: %s", self.where, extra={"stacks": found, "place": self.where})

    def _beat(self) -> None:
        now = self._clock.monotonic()
        late = now - self._last - HEARTBEAT_MS / 1000
        self._last = now
        self._beaten.set()
        self.worst_s = max(self.worst_s, late)
        if late > HANG_S:
            self.hangs += 1
            late_ms = round(late * 1000)
            log.warning("the window stood still for %d ms", late_ms, extra={"late_ms": late_ms})


def short(line: str) -> str:
    """Return a line of a dump of stacks without the directories of this machine."""
    before, quote, rest = line.partition('File "')
    file, end, after = rest.partition('"')
    return f"{before}{quote}{place(file)}{end}{after}" if quote and end else line


def innermost(stacks: list[str], thread: int) -> str:
    """Return where the given thread stood, innermost first; the program's own lines if there are any."""
    frames: list[str] = []
    inside = False
    for line in stacks:
        if line.startswith(("Thread 0x", "Current thread 0x")):
            inside = int(line.split("0x", 1)[1].split(maxsplit=1)[0].rstrip(")"), 16) == thread
        elif inside and 'File "' in line:
            file, _, rest = line.partition('File "')[2].partition('"')
            number, _, name = rest.removeprefix(", line ").partition(" in ")
            frames.append(f"{file}:{number} {name}")
    ours = [frame for frame in frames if frame.startswith(("console/", "widgets/", "backend_client/"))]
    return " < ".join((ours or frames)[:2])


class CrashHook:
    """Exceptions that nobody caught: a slot's, a paint's, a thread's, a forgotten task's, a dying object's.

    Logged, told to `show`, and the console goes on. `total` counts them all.
    """

    def __init__(self, show: Callable[[str, BaseException], None]) -> None:
        self._show = show
        self._seen: Counter[str] = Counter()
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook
        self.total = 0
        sys.excepthook = self._caught
        threading.excepthook = self._in_thread
        sys.unraisablehook = self._unraisable

    def close(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def in_loop(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """For `loop.set_exception_handler`: a task that nobody awaited, a callback that failed."""
        failure = context.get("exception")
        if isinstance(failure, BaseException):
            self._failed("task", failure)
        else:
            log.error("the loop complains: %s", str(context.get("message", ""))[:80])

    def _caught(self, kind: type[BaseException], failure: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, failure, trace)
            return
        self._failed("slot", failure)

    def _in_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None and told.exc_type is not SystemExit:
            self._failed("thread", told.exc_value)

    def _unraisable(self, told: sys.UnraisableHookArgs) -> None:
        if told.exc_value is not None:
            self._failed("object", told.exc_value)

    def _failed(self, where: str, failure: BaseException) -> None:
        self.total += 1
        trace = failure.__traceback__
        known = f"{where} {type(failure).__name__} {trace.tb_lineno if trace else 0} {failure}"
        self._seen[known] += 1
        times = self._seen[known]
        if times & (times - 1):  # the 1st, 2nd, 4th, 8th ... time: a failing timer must not fill the disk
            return
        if len(self._seen) > MOST_KINDS:  # each with another text: they count as one from here on
            self._seen = Counter({known: times})
        log.error("unexpected failure in a %s, %d times", where, times, exc_info=failure)
        try:
            self._show(where, failure)
        except Exception as second:
            log.error("the failure could not be shown", exc_info=second)


MOST_KINDS = 256


def open_log(folder: Path) -> LogFile:
    """Send the program's log to `console.log` in that folder, one line a record, never more than a few MB."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handler = LogFile(folder / "console.log")
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.captureWarnings(True)
    qInstallMessageHandler(_from_qt)
    return handler


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

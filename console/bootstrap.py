"""Puts Qt, the loop and the desk together, and takes them apart again in order."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from PySide6.QtWidgets import QApplication

from console.app import VERSION, App, Drive
from console.arguments import Arguments
from console.caretaker import Caretaker
from console.crashes import Crash, Running, left_behind, what_runs
from console.loop import Signals, event_loop
from console.sweep import Sweep, keep_memory_together
from console.watchdog import NO_DISPLAY, CrashHook, HangWatch, open_log
from domain.clock import Clock, SystemClock
from lifeline.parent import ParentWatch, watch_parent
from logbook.outline import kind

log = logging.getLogger("atalaya.console")

FAILED, SCREEN_GONE = 1, 4
LIBRARIES = ("PySide6-Essentials", "qasync", "websockets", "msgspec", "av", "numpy")
"""Whose versions a report names."""


def run(told: Arguments, drive: Drive | None = None) -> int:
    """Run one desk from the first window to the last task, or while `drive` sits there; return the status."""
    if sys.platform.startswith("linux") and not _has_screen():
        print("console: no display: set DISPLAY or WAYLAND_DISPLAY, or run under Xvfb", file=sys.stderr)
        return NO_DISPLAY
    os.umask(0o077)
    keep_memory_together()
    clock = SystemClock()
    try:
        lines = open_log(told.data)
        crashes = left_behind(told.data)
        running = Running(told.data, what_runs(VERSION, clock.now(), LIBRARIES))
    except OSError as failure:
        print(f"console: --data: cannot write to {told.data}: {failure.strerror}", file=sys.stderr)
        return FAILED
    try:
        status = _run(told, drive, clock, running, crashes)
    except Exception as failure:
        log.critical("the console ends", exc_info=failure)
        print(f"console: {kind(failure)}; see {told.data / 'console.log'}", file=sys.stderr)
        running.failed(failure)
        running.leave()
        return FAILED
    running.goodbye()
    lines.flush()
    return status


def _run(
    told: Arguments, drive: Drive | None, clock: Clock, running: Running, crashes: Sequence[Crash]
) -> int:
    from console.theme import before_application

    before_application()
    qt = QApplication(sys.argv[:1])
    sweep = Sweep()
    loop = event_loop(qt)
    asyncio.set_event_loop(loop)
    hangs = HangWatch(clock, running.stacks)
    app = App(qt, told, clock, hangs, drive)
    signals = Signals(app.quit)
    hook = CrashHook(app.failed)
    loop.set_exception_handler(hook.in_loop)
    app.caretaker = Caretaker(app, running, crashes, hook, hangs)
    parent = _watch_parent(told.parent_fd, loop, app)
    life = loop.create_task(app.run())
    try:
        return loop.run_until_complete(life)
    except RuntimeError:
        if life.done():
            raise
        running.goodbye()
        _end_without_screen()
    finally:
        app.caretaker.close()
        hangs.stop()
        hook.close()
        signals.close()
        sweep.close()
        if parent is not None:
            parent.release()
        loop.close()
        asyncio.set_event_loop(None)


def _watch_parent(fd: int | None, loop: asyncio.AbstractEventLoop, app: App) -> ParentWatch | None:
    if fd is None:
        return None
    return watch_parent(fd, lambda: loop.call_soon_threadsafe(app.quit))


def _end_without_screen() -> NoReturn:
    """End at once: Qt has left its loop because the display server died, and tasks need one to end in order.

    Nothing is lost: what was typed is in the journal.
    """
    log.error("the screen is gone")
    print("console: the screen is gone", file=sys.stderr, flush=True)
    os._exit(SCREEN_GONE)


def _has_screen() -> bool:
    told = os.environ
    return bool(told.get("DISPLAY") or told.get("WAYLAND_DISPLAY") or told.get("QT_QPA_PLATFORM"))

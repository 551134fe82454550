"""Puts Qt, the loop and the desk together, and takes them apart again in order."""

from __future__ import annotations

import asyncio
import faulthandler
import logging
import os
import sys
from typing import IO, NoReturn

from PySide6.QtWidgets import QApplication

from console.app import App, Drive
from console.arguments import Arguments
from console.loop import Signals, event_loop
from console.sweep import Sweep
from console.watchdog import NO_DISPLAY, CrashHook, HangWatch, open_log
from domain.clock import SystemClock
from lifeline.parent import ParentWatch, watch_parent

log = logging.getLogger("atalaya.console")

SCREEN_GONE = 4


def run(told: Arguments, drive: Drive | None = None) -> int:
    """Run one desk from the first window to the last task, or while `drive` sits there; return the status."""
    if sys.platform.startswith("linux") and not _has_screen():
        print("console: no display: set DISPLAY or WAYLAND_DISPLAY, or run under Xvfb", file=sys.stderr)
        return NO_DISPLAY
    os.umask(0o077)
    try:
        handle = open_log(told.data)
    except OSError as failure:
        print(f"console: --data: cannot write to {told.data}: {failure.strerror}", file=sys.stderr)
        return 1
    faulthandler.enable(handle)  # a crash of Qt itself is written down too
    from console.theme import before_application

    before_application()
    qt = QApplication(sys.argv[:1])
    sweep = Sweep()
    loop = event_loop(qt)
    asyncio.set_event_loop(loop)
    clock = SystemClock()
    hangs = HangWatch(clock, handle)
    app = App(qt, told, clock, hangs, drive)
    signals = Signals(app.quit)
    hook = CrashHook(app.failed)
    parent = _watch_parent(told.parent_fd, loop, app)
    life = loop.create_task(app.run())
    try:
        return loop.run_until_complete(life)
    except RuntimeError:
        if life.done():
            raise
        _end_without_screen(handle)
    finally:
        hangs.stop()
        hook.close()
        signals.close()
        sweep.close()
        if parent is not None:
            parent.release()
        loop.close()
        asyncio.set_event_loop(None)
        handle.flush()


def _watch_parent(fd: int | None, loop: asyncio.AbstractEventLoop, app: App) -> ParentWatch | None:
    if fd is None:
        return None
    return watch_parent(fd, lambda: loop.call_soon_threadsafe(app.quit))


def _end_without_screen(handle: IO[str]) -> NoReturn:
    """End at once: Qt has left its loop because the display server died, and tasks need one to end in order.

    Nothing is lost: what was typed is in the journal.
    """
    log.error("the screen is gone")
    print("console: the screen is gone", file=sys.stderr, flush=True)
    handle.flush()
    os._exit(SCREEN_GONE)


def _has_screen() -> bool:
    told = os.environ
    return bool(told.get("DISPLAY") or told.get("WAYLAND_DISPLAY") or told.get("QT_QPA_PLATFORM"))

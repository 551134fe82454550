"""A console with somebody tireless at it: shift after shift in one process, measured at the end of each.

`python -m benchmarks.soak_desk CYCLES [--spill] -- WORDS OF THE CONSOLE`. It is the console's own program;
only the hands are here. Each shift is told on the ready descriptor: `shift` with what the process holds.
`--spill` loses a little of everything each time: what SABOTAGE=1 does.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from console.app import App
    from console.desk import Desk
    from console.operator_window import OperatorWindow

PATIENCE_S = 8.0
LOOK_S = 0.01
SETTLED_S = 0.025
"""A page is looked at for so long before the next: it must have been painted."""
COUNT_EVERY = 5
"""QObjects are counted so often, in shifts; it takes some 10 ms."""
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


class Stuck(Exception):
    """Something that a shift waits for did not come."""


class Shifts:
    """Comes in, takes a call, shows a camera, turns the pages, changes the look, locks, leaves; again."""

    def __init__(self, cycles: int, spill: bool) -> None:
        self._cycles = cycles
        self._spill = spill
        self._spilt: list[object] = []
        self._password = ""

    async def work(self, app: App) -> None:
        """Do every shift; called by the console in place of its login."""
        from console.arguments import read_password

        assert app.told.password_fd is not None, "--password-fd"
        self._password = read_password(app.told.password_fd)
        app.show_login()
        app.show()
        for number in range(1, self._cycles + 1):
            await self._shift(app, number)
            if self._spill:
                self._lose()
            self._tell(app, number)

    async def _shift(self, app: App, number: int) -> None:
        from console.appearance import Appearance

        await app.enter(app.told.user, self._password, app.workstation(), app.server(), 10.0)
        await self._call(app)
        await self._tile(app, number)
        await self._pages(app)
        app.redress(Appearance("light" if number % 2 else "dark", "es"))
        await self._live(app)
        await self._lock(app)
        app.log_out()
        await asyncio.sleep(SETTLED_S)

    async def _call(self, app: App) -> None:
        """Answer by the command line, write, settle."""
        desk, window = _desk(app), _window(app)
        app.tidings.tell("wanted")
        await self._until(lambda: desk.queue.waiting()[0] > 0, "no call rings")
        window.command.entered.emit("a")
        await self._until(lambda: desk.form.active is not None, "the call is not in the form")
        fields = window.form.fields
        fields.narrative.setFocus()
        fields.narrative.insertPlainText("Pregunta por una comisaría.")
        await asyncio.sleep(SETTLED_S)
        window.command.entered.emit("c info")
        await self._until(lambda: desk.form.active is None, "the call is not settled")

    async def _tile(self, app: App, number: int) -> None:
        """Another camera on the last tile."""
        desk = _desk(app)
        await self._live(app)
        assert app.client is not None
        cameras = sorted(app.client.picture.cameras.values(), key=lambda camera: camera.label)
        desk.tiles.show(cameras[number % len(cameras)].id)
        await self._live(app)

    async def _live(self, app: App) -> None:
        desk = _desk(app)
        await self._until(lambda: desk.tiles.counts()[0] >= desk.tiles.places, "a tile stays dark")

    async def _pages(self, app: App) -> None:
        from widgets.operator_shell import Page

        for page in (Page.UNITS, Page.MAP, Page.VIDEO, Page.CALL):
            _window(app).show_page(page)
            await asyncio.sleep(SETTLED_S)

    async def _lock(self, app: App) -> None:
        """Lock, and come back with the password."""
        from widgets.lock import LockView

        app.attendance.lock()
        await self._until(lambda: app.attendance.locked, "the desk does not lock")
        await asyncio.sleep(SETTLED_S)
        view = app.frame.findChild(LockView)
        assert view is not None, "it is locked"
        view.unlock_requested.emit(self._password)
        await self._until(lambda: not app.attendance.locked, "the desk does not unlock")

    async def _until(self, holds: Callable[[], bool], sorrow: str) -> None:
        loop = asyncio.get_running_loop()
        end = loop.time() + PATIENCE_S
        while not holds():
            if loop.time() >= end:
                raise Stuck(sorrow)
            await asyncio.sleep(LOOK_S)

    def _tell(self, app: App, number: int) -> None:
        from console.sweep import sweep_all

        sweep_all()  # as the console does 0.4 s after a change of look: chance would add 18 MB now and then
        facts = {"rss_kb": rss_kb(), "threads": threads(), "fds": fds()}
        if number % COUNT_EVERY == 0 or number == self._cycles:
            facts["qobjects"] = qobjects()
        app.tidings.tell("shift", number=number, **facts)

    def _lose(self) -> None:
        """Keep what should have gone: memory, a descriptor, a thread, a QObject."""
        from PySide6.QtCore import QObject

        self._spilt += [bytearray(os.urandom(512 * 1024)), os.open(os.devnull, os.O_RDONLY), QObject()]
        forever = threading.Event()
        threading.Thread(target=forever.wait, daemon=True).start()


def rss_kb() -> float:
    """Return the memory that this process has resident, in kB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / 1024


def threads() -> int:
    """Return how many threads the kernel runs for this process."""
    return len(os.listdir("/proc/self/task"))


def fds() -> int:
    """Return how many descriptors are open, without the one that counts."""
    return len(os.listdir("/proc/self/fd")) - 1


def qobjects() -> int:
    """Return how many QObjects live that Python knows or that stand under a window."""
    import shiboken6
    from PySide6.QtCore import QCoreApplication, QEvent, QObject
    from PySide6.QtWidgets import QApplication

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    address = shiboken6.getCppPointer
    known = {address(one)[0] for one in shiboken6.getAllValidWrappers() if isinstance(one, QObject)}
    known |= {address(one)[0] for one in QApplication.allWidgets()}
    return len(known)


def _desk(app: App) -> Desk:
    assert app.desk is not None, "somebody sits there"
    return app.desk


def _window(app: App) -> OperatorWindow:
    assert app.window is not None, "somebody sits there"
    return app.window


def main(words: list[str]) -> int:
    """Run the console until the last shift is over; return its exit status."""
    own, _, its = " ".join(words).partition(" -- ")
    from console.arguments import parse
    from console.bootstrap import run

    told = own.split()
    return run(parse(its.split()), Shifts(int(told[0]), "--spill" in told).work)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

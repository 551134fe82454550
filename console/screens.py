"""The screens of this desk: which there are, told at once when one comes or goes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from widgets.workspace.windows import ScreenPlace

LONGEST_NAME = 60


class Screens(QObject):
    """Follows the system's screens. `told` hears of them all, the desk's own included."""

    def __init__(self, told: Callable[[tuple[ScreenPlace, ...]], None], window: QWidget) -> None:
        super().__init__(window)
        self._told = told
        self._window = window
        self._gone: list[QScreen] = []
        self._followed: list[QScreen] = []
        qt = QGuiApplication.instance()
        assert isinstance(qt, QGuiApplication), "there is a program"
        self._qt = qt
        qt.screenAdded.connect(self._added)
        qt.screenRemoved.connect(self._removed)
        for screen in qt.screens():
            self._follow(screen)
        self.tell()

    def tell(self) -> None:
        """Say which screens there are."""
        self._told(places([screen for screen in self._qt.screens() if screen not in self._gone]))

    def close(self) -> None:
        """Follow them no more."""
        self._qt.screenAdded.disconnect(self._added)
        self._qt.screenRemoved.disconnect(self._removed)
        for screen in self._followed:
            screen.availableGeometryChanged.disconnect(self._moved)

    def _follow(self, screen: QScreen) -> None:
        screen.availableGeometryChanged.connect(self._moved)
        self._followed.append(screen)

    def _moved(self) -> None:
        self.tell()

    def _added(self, screen: QScreen) -> None:
        self._follow(screen)
        self.tell()

    def _removed(self, screen: QScreen) -> None:
        """Before Qt moves the windows of a screen that went: those panes come home first."""
        if screen in self._followed:
            self._followed.remove(screen)
        self._gone = [screen]
        self.tell()
        self._gone = []
        QTimer.singleShot(0, self, self._rescue)

    def _rescue(self) -> None:
        """A desk that was on the screen that went comes to one that is there."""
        window = self._window.window()
        frame, screen = window.frameGeometry(), self._qt.primaryScreen()
        if screen is None or any(one.geometry().intersects(frame) for one in self._qt.screens()):
            return
        window.setGeometry(screen.availableGeometry())


def places(screens: list[QScreen]) -> tuple[ScreenPlace, ...]:
    """Return the screens as the workspace wants them, each under a name of its own."""
    found: dict[str, ScreenPlace] = {}
    for screen in screens:
        name = (screen.name() or "screen")[:LONGEST_NAME]
        while name in found:
            name += "+"
        found[name] = ScreenPlace(name, screen.geometry(), screen.availableGeometry())
    return tuple(found.values())

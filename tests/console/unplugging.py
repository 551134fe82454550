"""A program for test_unplugged.py: a supervisor's window over two monitors, one of which goes and returns.

Prints a line of JSON for every step.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from console.screens import Screens
from domain.people import Role
from domain.workspace import Float, Page, Slot, write_layout
from tests.console.monitors import Monitors
from widgets.look import Look
from widgets.operator_shell import OperatorShell
from widgets.workspace.defaults import default_layout
from widgets.workspace.tree import floated

PATIENCE_MS = 4000
LOOK_MS = 20


class Program:
    """Walks through the steps; each waits until Qt has seen the monitors."""

    def __init__(self, qt: QApplication) -> None:
        self._qt = qt
        self._monitors = Monitors()
        self._monitors.plug("HDMI-1", 0, 1920, 1080, first=True)
        self._told: list[list[str]] = []
        self._shell = OperatorShell(Look())
        self._field = QLineEdit()
        for slot in (Slot.QUEUE, Slot.ALERTS, Slot.FORM, Slot.BOARD, Slot.VIDEO):
            self._shell.put(slot, QWidget())
        self._shell.put(Slot.MAP, self._field)
        self._shell.put_later(Slot.WALL, "", QWidget)
        self._shell.workspace.screens_moved.connect(self._moved)
        self._steps: list[tuple[str, Callable[[], object], Callable[[], bool]]] = [
            ("one", self._begin, lambda: self._screens() == {"HDMI-1"}),
            ("two", lambda: self._monitors.plug("HDMI-2", 1920, 1280, 1024), lambda: self._has(2)),
            ("arranged", self._arrange, lambda: True),
            ("pulled", lambda: self._monitors.unplug("HDMI-2"), lambda: self._has(1)),
            ("back", lambda: self._monitors.plug("HDMI-2", 1920, 1280, 1024), lambda: self._has(2)),
            ("again", lambda: self._monitors.unplug("HDMI-2"), lambda: self._has(1)),
            ("narrower", lambda: self._monitors.plug("HDMI-2", 1920, 1024, 768), lambda: self._has(2)),
        ]

    def run(self) -> int:
        """Walk."""
        QTimer.singleShot(0, self._next)
        return self._qt.exec()

    def _begin(self) -> None:
        self._shell.setGeometry(0, 0, 1900, 1000)
        self._shell.show()
        self._screens_of = Screens(self._shell.workspace.set_screens, self._shell)
        self._shell.workspace.set_layout(replace(default_layout(Role.SUPERVISOR), opens=Page.MAP))

    def _arrange(self) -> None:
        self._field.setText("lo escrito")
        layout = default_layout(Role.SUPERVISOR, self._shell.workspace.windows.other())
        map_window = Float(pane=Slot.MAP, screen="HDMI-2", left=60, top=80, width=900, height=700)
        self._shell.workspace.set_layout(floated(replace(layout, opens=Page.MAP), map_window))
        self._before = write_layout(self._shell.workspace.layout_now())

    def _screens(self) -> set[str]:
        return {screen.name() for screen in self._qt.screens()}

    def _has(self, count: int) -> bool:
        return len(self._shell.workspace.windows.screens) == count == len(self._qt.screens())

    def _moved(self, home: list[Slot], back: list[Slot]) -> None:
        self._told.append([*(f"-{slot}" for slot in home), *(f"+{slot}" for slot in back)])

    def _next(self) -> None:
        if not self._steps:
            self._shell.workspace.windows.close_all()
            self._qt.quit()
            return
        name, act, done = self._steps.pop(0)
        act()
        self._wait(name, done, PATIENCE_MS)

    def _wait(self, name: str, done: Callable[[], bool], left: int) -> None:
        if not done() and left > 0:
            QTimer.singleShot(LOOK_MS, lambda: self._wait(name, done, left - LOOK_MS))
            return
        QTimer.singleShot(150, lambda: self._tell(name))

    def _tell(self, name: str) -> None:
        windows = self._shell.workspace.windows
        shown = {}
        for slot in (Slot.MAP, Slot.WALL):
            window = windows.window_of(slot)
            if window is not None:
                area = window.geometry()
                shown[slot.value] = [window.isVisible(), area.x(), area.y(), area.width(), area.height()]
        state = {
            "step": name,
            "screens": sorted(self._screens()),
            "windows": shown,
            "pages": [page.value for page in self._shell.workspace.pages()],
            "map_at_home": self._field.window() is self._shell and self._field.isVisible(),
            "typed": self._field.text(),
            "told": self._told,
            "same": write_layout(self._shell.workspace.layout_now()) == getattr(self, "_before", ""),
        }
        print(json.dumps(state), flush=True)
        self._next()


if __name__ == "__main__":
    sys.exit(Program(QApplication(sys.argv[:1])).run())

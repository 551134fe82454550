"""The panes that have windows of their own: shown while their screen is there, at home while it is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from domain.workspace import Float, Slot
from widgets.buttons import sequence
from widgets.look import Look
from widgets.workspace.window import PaneWindow

SMALLEST = (320, 220)
NEAR = 3
"""Pixels by which a window manager may put a window beside where it was asked to."""


@dataclass(frozen=True, slots=True)
class ScreenPlace:
    """A screen by its name: the whole of it, and what is left beside the system's bars."""

    name: str
    whole: QRect
    free: QRect


class PaneWindows(QObject):
    """Keeps windows and wishes in step.

    *Signals:* `closed(Slot)`; `moved(Float)`: a hand put one elsewhere.
    """

    closed = Signal(object)
    moved = Signal(object)

    def __init__(self, look: Look, desk: QWidget, title: Callable[[Slot], str]) -> None:
        super().__init__(desk)
        self._look, self._desk, self._title = look, desk, title
        self._open: dict[Slot, PaneWindow] = {}
        self._wishes: dict[Slot, Float] = {}
        self._areas: dict[Slot, QRect] = {}
        self._over = False
        self.screens: dict[str, ScreenPlace] = {}

    def set_screens(self, screens: tuple[ScreenPlace, ...]) -> None:
        """These screens are there now."""
        for window in self._open.values():
            window.forget_move()
        self.screens = {screen.name: screen for screen in screens}

    def present(self, floats: tuple[Float, ...]) -> dict[Slot, Float]:
        """Return those whose screen is there; a lone screen is never covered as a whole."""
        return {
            one.pane: one
            for one in floats
            if one.screen in self.screens and (not one.full or one.screen != self.home())
        }

    def home(self) -> str:
        """Name the screen that the desk itself is on; the first while that cannot be told."""
        found = self.screen_at(self._desk.window().frameGeometry())
        return found.name if found is not None else next(iter(self.screens), "")

    def second(self) -> str:
        """Name the screen for a wall: the first besides the desk's; empty when there is none."""
        here = self.home()
        return next((name for name in self.screens if name != here), "")

    def other(self) -> str:
        """Name a screen besides the desk's that no wall covers; empty when there is none."""
        taken = {self.home(), *(wish.screen for wish in self._wishes.values() if wish.full)}
        return next((name for name in self.screens if name not in taken), "")

    def screen_at(self, area: QRect) -> ScreenPlace | None:
        """The screen that holds most of an area."""

        def common(screen: ScreenPlace) -> int:
            shared = screen.whole.intersected(area)
            return shared.width() * shared.height() if shared.isValid() else 0

        best = max(self.screens.values(), key=common, default=None)
        return best if best is not None and common(best) else None

    def show(self, wishes: dict[Slot, Float], panes: Callable[[Slot], QWidget], visible: bool) -> None:
        """Have exactly these windows; `visible` is false while the desk itself shows nothing."""
        if self._over:
            return
        for slot in [slot for slot in self._open if slot not in wishes]:
            self._close(slot)
        for slot, wish in wishes.items():
            window, area = self._open.get(slot), self._area(wish)
            if window is not None and window.full is not wish.full:
                self._close(slot)
                window = None
            if window is None:
                window = self._make(slot, wish, panes(slot))
            elif self._areas.get(slot) == area and window.isVisible() is visible:
                continue
            self._areas[slot] = area
            window.place(area)
            if visible and not window.isVisible():
                if wish.full:  # showFullScreen() would ask for the keyboard
                    window.setWindowState(Qt.WindowState.WindowFullScreen)
                window.show()
            elif not visible:
                window.hide()
        if any(wish.full and self._wishes.get(slot) != wish for slot, wish in wishes.items()):
            for window in self._open.values():
                if not window.full and window.isVisible():
                    window.raise_()  # a wall that has just come must not bury what was there
        self._wishes = dict(wishes)

    def close_all(self) -> None:
        """The desk ends: from here on there are none, whatever is laid out while it is taken apart."""
        self._over = True
        for slot in list(self._open):
            self._close(slot)

    def activate(self, slot: Slot) -> bool:
        """Bring a window to the front, and the keyboard to it; false when the pane has none."""
        window = self._open.get(slot)
        if window is None:
            return False
        window.raise_()
        if not window.full:
            window.activateWindow()
        return True

    def window_of(self, slot: Slot) -> PaneWindow | None:
        """The window of a pane."""
        return self._open.get(slot)

    def _make(self, slot: Slot, wish: Float, pane: QWidget) -> PaneWindow:
        window = PaneWindow(self._look, self._desk, slot, self._title(slot), wish.full)
        window.place(self._area(wish))
        _reach(pane, True)
        window.hold(pane)
        window.closed.connect(lambda: self.closed.emit(slot))
        window.settled.connect(lambda: self._settled(slot))
        self._open[slot] = window
        return window

    def _close(self, slot: Slot) -> None:
        window = self._open.pop(slot)
        self._areas.pop(slot, None)
        pane = window.pane()
        if pane is not None:
            pane.hide()
            _reach(pane, False)
            pane.setParent(self._desk)
        window.hide()
        window.deleteLater()

    def _area(self, wish: Float) -> QRect:
        screen = self.screens[wish.screen]
        if wish.full:
            return screen.whole
        free = screen.free
        least = [
            min(self._look.px(SMALLEST[0]), free.width()),
            min(self._look.px(SMALLEST[1]), free.height()),
        ]
        width = min(max(wish.width, least[0]), free.width())
        height = min(max(wish.height, least[1]), free.height())
        corner = screen.whole.topLeft()
        left = min(max(corner.x() + wish.left, free.left()), free.right() + 1 - width)
        top = min(max(corner.y() + wish.top, free.top()), free.bottom() + 1 - height)
        return QRect(left, top, width, height)

    def wish_at(self, slot: Slot, area: QRect) -> Float | None:
        """Return the wish for a pane's window to lie there; None when that is on no screen."""
        screen = self.screen_at(area)
        if screen is None:
            return None
        corner = area.topLeft() - screen.whole.topLeft()
        return Float(
            pane=slot,
            screen=screen.name,
            left=corner.x(),
            top=corner.y(),
            width=area.width(),
            height=area.height(),
        )

    def _settled(self, slot: Slot) -> None:
        window, wish = self._open.get(slot), self._wishes.get(slot)
        if window is None or wish is None or wish.full:
            return
        now, asked = window.geometry(), self._area(wish)
        off = [now.left() - asked.left(), now.top() - asked.top(), now.width() - asked.width()]
        if max(map(abs, [*off, now.height() - asked.height()])) <= NEAR:
            return
        made = self.wish_at(slot, now)
        if made is not None:
            self._wishes[slot], self._areas[slot] = made, self._area(made)
            self.moved.emit(made)


def _reach(pane: QWidget, apart: bool) -> None:
    """Let the keys of a pane in its own window work from the whole desk; its own key is then the desk's."""
    own = sequence(getattr(pane, "key", "") or "")
    window, program = Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut
    for shortcut in pane.findChildren(QShortcut):
        if not own.isEmpty() and shortcut.key() == own:
            shortcut.setEnabled(not apart)
        elif shortcut.context() is (window if apart else program):
            shortcut.setContext(program if apart else window)

"""The operator's window: bars above and below, the workspace between them, all of it small if need be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from domain.people import Role
from domain.workspace import Layout, panes_of
from domain.workspace import Page as Page
from domain.workspace import Slot as Slot
from widgets.barred import BarredWindow
from widgets.buttons import sequence
from widgets.keys import printed
from widgets.look import Look
from widgets.workspace.cover import Cover
from widgets.workspace.defaults import default_layout
from widgets.workspace.ground import WorkspaceGround
from widgets.workspace.mover import Mover
from widgets.workspace.window import PaneWindow
from widgets.workspace.words import page_word, pane_title

DESIGN = QSize(1920, 1080)
COMPACT_BELOW = 1600
"""Windows narrower than this, in pixels at 100 %, take the small anatomy."""
MOST_PAGES = 9


@runtime_checkable
class Keyed(Protocol):
    """A pane with a key of its own."""

    key: str

    def take_focus(self) -> None:
        """The keyboard to the pane."""
        ...


def page_words(layout: Layout | None = None) -> tuple[tuple[str, str], ...]:
    """The pages of an arrangement in their order, as the top bar names them."""
    shown = layout or default_layout(Role.CALL_TAKER)
    return tuple((plan.page.value, page_word(plan.page, shown.role)) for plan in shown.pages)


class OperatorShell(BarredWindow):
    """Bars above and below, panes between them. It knows their places and nothing else about them.

    *Signals:* `compact_changed(bool)`; `page_changed(str)`.
    """

    page_changed = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, DESIGN, COMPACT_BELOW, parent)
        self._jumps: dict[Slot, QShortcut] = {}
        self._page_keys: list[QShortcut] = []
        self._had_focus: QWidget | None = None
        self.workspace = WorkspaceGround(look, self)
        self.mover = Mover(look, self.workspace)
        self.cover = Cover(self.workspace)
        self.workspace.page_changed.connect(self.page_changed)
        self.workspace.laid_out.connect(self._set_jumps)
        for number in range(1, MOST_PAGES + 1):
            key = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            key.activated.connect(lambda place=number - 1: self._turn_to_place(place))
            self._page_keys.append(key)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._remember_focus)
        self.workspace.pages_changed.connect(self._name_page_keys)
        self._name_page_keys()

    def set_bars(self, top: QWidget, banner: QWidget, command: QWidget, status: QWidget) -> None:
        """The four bars, from the top; the banner takes room only while it is shown."""
        super().set_bars(top, banner, command, status)
        for bar in self._bars.values():
            self._follow_keys(bar)

    def put(self, slot: Slot, pane: QWidget) -> None:
        """Give a slot its pane; a pane that was there is hidden and let go."""
        self.workspace.put(slot, pane)
        if isinstance(pane, Keyed) and pane.key:
            self._jump_by(slot, pane.key)
        self._follow_keys(pane)

    def _follow_keys(self, widget: QWidget) -> None:
        """A key that is pressed in a pane's own window may lead into this one."""
        for key in widget.findChildren(QShortcut):
            key.activated.connect(self._come_forward)

    def _remember_focus(self) -> None:
        self._had_focus = self.window().focusWidget()

    def _come_forward(self) -> None:
        """Take the keyboard where a key has led: a window that is not active cannot have it."""
        focus = self.window().focusWidget()
        if isinstance(QApplication.activeWindow(), PaneWindow) and focus is not self._had_focus:
            self._had_focus = focus
            self.window().activateWindow()

    def put_later(self, slot: Slot, key: str, make: Callable[[], QWidget]) -> None:
        """A pane that is made when it is first seen; its key works before."""
        self.workspace.make_later(slot, make)
        self._jump_by(slot, key)

    def _jump_by(self, slot: Slot, key: str) -> None:
        if slot not in self._jumps and key:
            self._jumps[slot] = QShortcut(sequence(key), self)
            self._jumps[slot].activated.connect(lambda: self._jump(slot))
            self._jumps[slot].setWhatsThis(pane_title(slot))
        self._set_jumps()

    def _jump(self, slot: Slot) -> None:
        """The key of a pane that is not on this page: have it on the screen, and the keyboard in it."""
        if self.workspace.turn_to(slot):
            pane = self.workspace.pane(slot)
            if isinstance(pane, Keyed):
                pane.take_focus()

    def _set_jumps(self) -> None:
        """A pane that is on screen in this window answers to its key itself."""
        shown = self.workspace.plan.panes
        made = self.workspace.made()
        taken = {pane.key for slot, pane in made.items() if slot in shown and isinstance(pane, Keyed)}
        behind = set(panes_of(self.workspace.ground()))  # a tab of this page comes before another page
        for slot, jump in sorted(self._jumps.items(), key=lambda one: one[0] not in behind):
            # A key that a pane on this page has for itself leads nowhere else from here.
            free = slot not in shown and printed(jump.key()) not in taken
            jump.setEnabled(free)
            if free:
                taken.add(printed(jump.key()))

    def _name_page_keys(self) -> None:
        """What Ctrl 1, 2, 3 ... turn to; a key without a page is let be."""
        words = dict(page_words(self.workspace.layout_now()))
        titles = [words.get(page.value, page.value) for page in self.workspace.pages()]
        for place, key in enumerate(self._page_keys):
            key.setEnabled(place < len(titles))
            key.setWhatsThis(titles[place] if place < len(titles) else "")

    def _turn_to_place(self, place: int) -> None:
        pages = self.workspace.pages()
        if place < len(pages):
            self.show_page(pages[place])

    def show_page(self, page: Page | str) -> None:
        """Turn to a page; one that this arrangement has not stays shut."""
        self.workspace.show_page(Page(page))

    def page(self) -> Page:
        """The page on screen."""
        return self.workspace.page()

    def spread_ground(self, compact: bool) -> None:
        """The panes take their small form, or leave it."""
        self.workspace.set_compact(compact)

    def fill(self, ground: QRect) -> None:
        """The workspace has all of it."""
        self.workspace.setGeometry(ground)

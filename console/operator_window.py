"""The operator's window: the shell with its bars and panes; who fills them is the desk's business."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from console.presenters.tiles import Frames
from domain.clock import Clock
from widgets.alert_pane import AlertPane
from widgets.banner import Banner
from widgets.call_form import CallForm
from widgets.call_queue import CallQueue
from widgets.command_line import CommandLine
from widgets.live_map.live_map import LiveMap
from widgets.look import Look
from widgets.merge import MergePage
from widgets.operator_shell import OperatorShell, Page, Slot, page_words
from widgets.outbox import Outbox
from widgets.pane import Pane
from widgets.status_bar import StatusBar
from widgets.toast import ToastStack
from widgets.top_bar import TopBar
from widgets.unit_board import UnitBoard
from widgets.video_wall.video_wall import VideoWall

_FIRST = {
    Page.UNITS: Slot.BOARD,
    Page.MAP: Slot.MAP,
    Page.VIDEO: Slot.VIDEO,
    Page.SHIFT: Slot.LOG,
}
"""What the keyboard goes to on a page, where its arrangement has it."""


class OperatorWindow(OperatorShell):
    """Every pane and bar of an operator, in the places that the design gives them."""

    def __init__(self, look: Look, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.frames = Frames(clock)
        self._later: list[Pane] = []
        self.top = TopBar(look)
        self.banner = Banner(look)
        self.command = CommandLine(look)
        self.status = StatusBar(look)
        self.set_bars(self.top, self.banner, self.command, self.status)
        self.queue = CallQueue(look)
        self.alerts = AlertPane(look)
        self.form = CallForm(look)
        self.map = LiveMap(look)
        self.board = UnitBoard(look)
        self.wall = VideoWall(look, self.frames, clock.monotonic)
        for slot, pane in (
            (Slot.QUEUE, self.queue),
            (Slot.ALERTS, self.alerts),
            (Slot.FORM, self.form),
            (Slot.MAP, self.map),
            (Slot.BOARD, self.board),
            (Slot.VIDEO, self.wall),
        ):
            self.put(slot, pane)
        self.merge = MergePage(look, self.workspace)
        self.merge.hide()
        self.outbox = Outbox(look, self.wall.canvas)
        self.outbox.hide()
        self.toasts = ToastStack(look, self)
        self.workspace.pages_changed.connect(self._name_pages)
        self._name_pages()
        self.top.page_picked.connect(self.show_page)
        self.page_changed.connect(self.top.set_page)
        self.page_changed.connect(self._follow_page)
        translate = QCoreApplication.translate
        answer = translate("call_queue", "atender la primera de la cola")
        form = (
            ("F6", translate("bars", "Lugar")),
            ("F9", translate("bars", "Crear")),
            ("F12", translate("bars", "Cerrar")),
        )
        self._away = (
            (Slot.QUEUE, self.queue, (self._elsewhere("F2", answer, self.queue.answer_next),)),
            (
                Slot.ALERTS,
                self.alerts,
                (self._elsewhere("Ctrl+T", translate("bars", "Tomar alerta"), self.alerts.take_chosen),),
            ),
            (
                Slot.FORM,
                self.form,
                tuple(self._elsewhere(key, words, self._to_the_form) for key, words in form),
            ),
        )
        self.workspace.laid_out.connect(self._set_away)
        self._set_away()
        self.shelve_key = self._key("Ctrl+P")
        self.shelve_key.setWhatsThis(QCoreApplication.translate("window", "posponer la alerta elegida"))

    def _elsewhere(self, key: str, words: str, act: Callable[[], object]) -> QShortcut:
        """A key of a pane for the pages that the pane is not on: what is printed at the foot works."""
        made = self._key(key)
        made.setWhatsThis(words)
        made.activated.connect(lambda: act())
        return made

    def _to_the_form(self) -> None:
        if self.form.call() is not None and self.workspace.turn_to(Slot.FORM):
            self.form.take_focus()

    def _set_away(self) -> None:
        """Two keys that are the same would both do nothing: the pane's own goes before."""
        for slot, pane, keys in self._away:
            shown = self.workspace.plan.panes
            away = slot not in shown and pane.window() is self.window()
            # On the dispatch page F9 and F12 are about the incident, not about a call on another page.
            away = away and not (slot is Slot.FORM and Slot.DISPATCH in shown)
            for key in keys:
                key.setEnabled(away)

    def panes(self) -> tuple[Pane, ...]:
        """Return every pane that shows the picture."""
        return (self.queue, self.alerts, self.form, self.map, self.board, self.wall, *self._later)

    def add_pane(self, pane: Pane) -> None:
        """A pane that was made when it was first seen: from here on it is told what all are told."""
        self._later.append(pane)

    def cover_work(self, covered: bool) -> None:
        """Lay the merge over form and map, or take it away; the keyboard goes with it."""
        if covered:
            self.cover.lay(self.merge, (Slot.QUEUE, Slot.ALERTS))
            self.merge.take_focus()
        else:
            self.cover.take_away()
            self.take_keyboard()

    def show_outbox(self, shown: bool) -> None:
        """The last tile's place is the list of what waits, while the desk is alone."""
        focus = QApplication.focusWidget()
        held = not shown and focus is not None and self.outbox.isAncestorOf(focus)
        self.wall.set_last(self.outbox if shown else None)
        if held:  # the keyboard goes where it is looked for, not to whatever is next
            self.command.take_focus()

    def look_at_outbox(self) -> None:
        """The keyboard to that list, on the page that has it."""
        if self.workspace.turn_to(Slot.VIDEO):
            self.outbox.take_focus()

    def _follow_page(self, page: str) -> None:
        """The keyboard goes to what the page is for; a command that is being typed keeps it."""
        if self.command.field.hasFocus() and self.command.text():
            return
        if page == Page.CALL:
            self.take_keyboard()
            return
        if page == Page.UNITS and Slot.DISPATCH in self.workspace.plan.panes:
            pane = self.workspace.pane(Slot.PENDING)
            if isinstance(pane, Pane) and Slot.PENDING in self.workspace.plan.panes:
                pane.take_focus()
                return
        first = _FIRST.get(Page(page))
        shown = self.workspace.plan.panes
        pane = self.workspace.pane(first if first in shown else next(iter(shown), Slot.QUEUE))
        if isinstance(pane, Pane):
            pane.take_focus()

    def take_keyboard(self) -> None:
        """The keyboard to the call in hand, to the queue when there is none."""
        shown = self.workspace.plan.panes
        if self.form.call() is not None and Slot.FORM in shown:
            self.form.take_focus()
        elif Slot.QUEUE in shown:
            self.queue.take_focus()
        else:  # this workspace has no calls
            self._follow_page(self.page().value if self.page() is not Page.CALL else Page.MAP.value)

    def pages(self) -> tuple[tuple[str, str], ...]:
        """The pages of the arrangement, each as the top bar names it."""
        return page_words(self.workspace.layout_now())

    def _name_pages(self) -> None:
        """The words in the top bar are the pages that this workspace has."""
        known = self.workspace.pages()
        self.top.set_pages(tuple(pair for pair in self.pages() if Page(pair[0]) in known))
        self.top.set_page(self.page().value)

    def _key(self, sequence: str) -> QShortcut:
        made = QShortcut(QKeySequence(sequence), self)
        made.setContext(Qt.ShortcutContext.WindowShortcut)
        made.setAutoRepeat(False)
        return made

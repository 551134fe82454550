"""The anatomy of the operator's window: where each pane stands on each page, at each size of the window."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QRect, QSize, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from widgets.buttons import sequence
from widgets.look import Look

COMPACT_BELOW = 1600
"""Windows narrower than this, in pixels at 100 %, take the small anatomy."""
GUTTER = 8


class Page(StrEnum):
    """What the window is turned to."""

    CALL = "call"
    UNITS = "units"
    MAP = "map"
    VIDEO = "video"


class Slot(StrEnum):
    """Where a pane is put."""

    QUEUE = "queue"
    ALERTS = "alerts"
    FORM = "form"
    BOARD = "board"
    MAP = "map"
    VIDEO = "video"


@runtime_checkable
class Compactable(Protocol):
    """A widget that has a smaller form for the small window."""

    def set_compact(self, compact: bool) -> None:
        """Take it or leave it."""
        ...


@runtime_checkable
class Keyed(Protocol):
    """A pane with a key of its own."""

    key: str

    def take_focus(self) -> None:
        """The keyboard to the pane."""
        ...


HOME = {Slot.FORM: Page.CALL, Slot.BOARD: Page.UNITS, Slot.MAP: Page.MAP, Slot.VIDEO: Page.VIDEO}
"""Where a pane is found that the present page does not show."""


def page_words() -> tuple[tuple[str, str], ...]:
    """The pages in their order, as the top bar names them."""
    translate = QCoreApplication.translate
    return (
        (Page.CALL.value, translate("shell", "Llamada")),
        (Page.UNITS.value, translate("shell", "Móviles")),
        (Page.MAP.value, translate("shell", "Mapa")),
        (Page.VIDEO.value, translate("shell", "Video")),
    )


def video_height(width: int, compact: bool) -> int:
    """Head, four 16:9 tiles side by side with their captions (two of them in the small window)."""
    tiles = 2 if compact else 4
    return 36 + (width - (tiles - 1) * GUTTER) * 9 // (16 * tiles) + 30


def arrange(page: Page, ground: QRect, compact: bool, scale: float = 1.0) -> dict[Slot, QRect]:
    """The rectangles of the slots that a page shows, on the ground between the bars; others are hidden."""
    gap = round(GUTTER * scale)
    inner = ground.adjusted(gap, gap, -gap, -gap)
    side = min(round((272 if compact else 360) * scale), inner.width() // 3)
    left = QRect(inner.left(), inner.top(), side, inner.height())
    rest = QRect(left.right() + 1 + gap, inner.top(), inner.width() - side - gap, inner.height())
    queue = round((36 + 4 * 44 + 27 if compact else 36 + 5 * 52 + 36) * scale)
    queue = min(queue, inner.height() // 2)
    made = {
        Slot.QUEUE: QRect(left.left(), left.top(), side, queue),
        Slot.ALERTS: QRect(left.left(), left.top() + queue + gap, side, left.height() - queue - gap),
    }
    if page is Page.MAP:
        made[Slot.MAP] = rest
    elif page is Page.VIDEO:
        made[Slot.VIDEO] = rest
    elif page is Page.UNITS:
        board = min(round(860 * scale), rest.width() * 6 // 10)
        made[Slot.BOARD] = QRect(rest.left(), rest.top(), board, rest.height())
        made[Slot.MAP] = QRect(
            rest.left() + board + gap, rest.top(), rest.width() - board - gap, rest.height()
        )
    else:
        form = min(round((410 if compact else 480) * scale), rest.width() // 2)
        made[Slot.FORM] = QRect(rest.left(), rest.top(), form, rest.height())
        made |= _map_over_video(QRect(rest.left() + form + gap, rest.top(), rest.width() - form - gap,
        rest.height()),
                                gap, compact)  # fmt: skip
    return made


def _map_over_video(area: QRect, gap: int, compact: bool) -> dict[Slot, QRect]:
    height = min(video_height(area.width(), compact), area.height() * 45 // 100)
    above = area.height() - height - gap
    return {
        Slot.MAP: QRect(area.left(), area.top(), area.width(), above),
        Slot.VIDEO: QRect(area.left(), area.top() + above + gap, area.width(), height),
    }


class OperatorShell(QWidget):
    """Bars above and below, panes between them. It knows their places and nothing else about them.

    *Signals:* `compact_changed(bool)`; `page_changed(str)`.
    """

    compact_changed = Signal(bool)
    page_changed = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._page = Page.CALL
        self._compact = False
        self._bars: dict[str, QWidget] = {}
        self._panes: dict[Slot, QWidget] = {}
        self._jumps: dict[Slot, QShortcut] = {}
        self.setObjectName("ground")
        for number, page in enumerate(Page, start=1):
            key = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            key.activated.connect(lambda shown=page: self.show_page(shown))

    def set_bars(self, top: QWidget, banner: QWidget, command: QWidget, status: QWidget) -> None:
        """The four bars, from the top; the banner takes room only while it is shown."""
        self._bars = {"top": top, "banner": banner, "command": command, "status": status}
        for bar in self._bars.values():
            bar.setParent(self)
            bar.setVisible(bar.sizeHint().height() > 0)
        changed = getattr(banner, "shown_changed", None)
        if changed is not None:
            changed.connect(self._place)
        self._spread()

    def put(self, slot: Slot, pane: QWidget) -> None:
        """Give a slot its pane; a pane that was there is hidden and let go."""
        before = self._panes.get(slot)
        if before is not None and before is not pane:
            before.hide()
            before.setParent(None)
        pane.setParent(self)
        self._panes[slot] = pane
        if isinstance(pane, Compactable):
            pane.set_compact(self._compact)
        if isinstance(pane, Keyed) and pane.key and slot in HOME:
            self._jumps[slot] = QShortcut(sequence(pane.key), self)
            self._jumps[slot].activated.connect(lambda: self._jump(slot))
        self._place()

    def _jump(self, slot: Slot) -> None:
        """The key of a pane that is on another page: turn to it."""
        self.show_page(HOME[slot])
        pane = self._panes[slot]
        if isinstance(pane, Keyed):
            pane.take_focus()

    def show_page(self, page: Page | str) -> None:
        """Turn to a page."""
        turned = Page(page)
        if turned is not self._page:
            self._page = turned
            self._place()
            self.page_changed.emit(turned.value)

    def page(self) -> Page:
        """The page on screen."""
        return self._page

    def compact(self) -> bool:
        """Whether the small anatomy holds."""
        return self._compact

    def sizeHint(self) -> QSize:
        """As in the design."""
        return QSize(1920, 1080)

    def minimumSizeHint(self) -> QSize:
        """The smallest screen we serve."""
        return QSize(1024, 640)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the anatomy and place everything."""
        compact = self.width() < COMPACT_BELOW * self._look.scale
        if compact != self._compact:
            self._compact = compact
            self._spread()
            self.compact_changed.emit(compact)
        self._place()

    def _spread(self) -> None:
        for widget in (*self._bars.values(), *self._panes.values()):
            if isinstance(widget, Compactable):
                widget.set_compact(self._compact)
        self._place()

    def _place(self) -> None:
        ground = self._place_bars()
        places = arrange(self._page, ground, self._compact, self._look.scale)
        for slot, pane in self._panes.items():
            place = places.get(slot)
            if place is not None:
                pane.setGeometry(place)
            pane.setVisible(place is not None)
            if slot in self._jumps:  # on its own page the pane answers to its key itself
                self._jumps[slot].setEnabled(place is None)

    def _place_bars(self) -> QRect:
        top, bottom = 0, self.height()
        for name in ("top", "banner"):
            bar = self._bars.get(name)
            if bar is not None:
                height = bar.sizeHint().height()
                bar.setGeometry(0, top, self.width(), height)
                top += height
        for name in ("status", "command"):
            bar = self._bars.get(name)
            if bar is not None:
                height = bar.sizeHint().height()
                bottom -= height
                bar.setGeometry(0, bottom, self.width(), height)
        return QRect(0, top, self.width(), bottom - top)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The gutters."""
        QPainter(self).fillRect(self.rect(), self._look.colour("surface.window"))

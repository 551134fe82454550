"""The anatomy of the administration's window: which panes each page shows, where, and under which keys."""

from __future__ import annotations

from enum import StrEnum
from functools import partial

from PySide6.QtCore import QCoreApplication, QRect, QSize, Signal
from PySide6.QtWidgets import QWidget

from widgets.barred import BarredWindow
from widgets.keys import shortcut
from widgets.look import Look
from widgets.pane import Pane

DESIGN = QSize(1440, 900)
COMPACT_BELOW = 1420
"""Windows narrower than this, in pixels at 100 %, take the small bars."""
GUTTER = 8
LEAST = 250
"""Pixels at 100 % under which two panes do not share a height."""


class AdminPage(StrEnum):
    """What the window is turned to."""

    CAMERAS = "cameras"
    ACCOUNTS = "accounts"
    ROLES = "roles"
    PLACES = "places"
    DEVICES = "devices"
    LISTS = "lists"
    AUDIT = "audit"


class AdminSlot(StrEnum):
    """Where a pane is put."""

    CAMERAS = "cameras"
    ACCOUNTS = "accounts"
    MATRIX = "matrix"
    ROOMS = "rooms"
    WORKSTATIONS = "workstations"
    DEVICES = "devices"
    CREDENTIALS = "credentials"
    AUTHORITIES = "authorities"
    RETENTION = "retention"
    CARD = "card"
    PENDING = "pending"
    HISTORY = "history"
    AUDIT = "audit"
    RECORD = "record"
    SECRET = "secret"


_LEFT = {
    AdminPage.CAMERAS: (AdminSlot.CAMERAS, AdminSlot.MATRIX),
    AdminPage.ACCOUNTS: (AdminSlot.ACCOUNTS,),
    AdminPage.ROLES: (AdminSlot.MATRIX,),
    AdminPage.PLACES: (AdminSlot.ROOMS, AdminSlot.WORKSTATIONS),
    AdminPage.DEVICES: (AdminSlot.DEVICES, AdminSlot.CREDENTIALS),
    AdminPage.LISTS: (AdminSlot.AUTHORITIES, AdminSlot.RETENTION),
    AdminPage.AUDIT: (AdminSlot.AUDIT,),
}
_RIGHT = {
    AdminPage.CAMERAS: (AdminSlot.PENDING, AdminSlot.AUDIT),
    AdminPage.ACCOUNTS: (AdminSlot.CARD,),
    AdminPage.ROLES: (AdminSlot.PENDING, AdminSlot.HISTORY),
    AdminPage.PLACES: (AdminSlot.PENDING, AdminSlot.HISTORY),
    AdminPage.DEVICES: (AdminSlot.PENDING, AdminSlot.HISTORY),
    AdminPage.LISTS: (AdminSlot.PENDING, AdminSlot.HISTORY),
    AdminPage.AUDIT: (AdminSlot.RECORD,),
}
_SHARE = {AdminPage.CAMERAS: 0.535, AdminPage.PLACES: 0.36, AdminPage.DEVICES: 0.6, AdminPage.LISTS: 0.6}
"""How much of the height the upper of two panes at the left takes."""


def page_words() -> tuple[tuple[str, str], ...]:
    """The pages in their order, as the top bar names them."""
    translate = QCoreApplication.translate
    return (
        (AdminPage.CAMERAS.value, translate("administration", "Cámaras")),
        (AdminPage.ACCOUNTS.value, translate("administration", "Cuentas")),
        (AdminPage.ROLES.value, translate("administration", "Roles")),
        (AdminPage.PLACES.value, translate("administration", "Salas")),
        (AdminPage.DEVICES.value, translate("administration", "Dispositivos")),
        (AdminPage.LISTS.value, translate("administration", "Listas")),
        (AdminPage.AUDIT.value, translate("administration", "Auditoría")),
    )


def shown(
    page: AdminPage, aside: AdminSlot | None = None
) -> tuple[tuple[AdminSlot, ...], tuple[AdminSlot, ...]]:
    """The panes at the left and at the right; `aside` takes the whole right side."""
    return _LEFT[page], (aside,) if aside is not None else _RIGHT[page]


def arrange(
    page: AdminPage,
    ground: QRect,
    scale: float = 1.0,
    aside: AdminSlot | None = None,
    front: frozenset[AdminSlot] = frozenset(),
) -> dict[AdminSlot, QRect]:
    """The rectangles of the panes that a page shows, on the ground between the bars.

    Where two would be too low to work in, the one in `front` has the place (the first, when none is).
    """
    gap = round(GUTTER * scale)
    inner = ground.adjusted(gap, gap, -gap, -gap)
    left, right = shown(page, aside)
    side = round((400 if page in (AdminPage.ACCOUNTS, AdminPage.AUDIT) else 438) * scale)
    side = min(side, inner.width() * 38 // 100)
    made: dict[AdminSlot, QRect] = {}
    wide = inner.width() - side - gap
    share = _SHARE.get(page, 0.5)
    if inner.height() < round(2 * LEAST * scale):
        left, right = _one_of(left, front), _one_of(right, front)
    made |= _stack(left, QRect(inner.left(), inner.top(), wide, inner.height()), gap, share)
    beside = QRect(inner.left() + wide + gap, inner.top(), side, inner.height())
    pending = min(round(326 * scale), inner.height() // 2)
    made |= _stack(right, beside, gap, pending / max(1, inner.height()))
    return made


def _one_of(slots: tuple[AdminSlot, ...], front: frozenset[AdminSlot]) -> tuple[AdminSlot, ...]:
    return next(((slot,) for slot in slots if slot in front), slots[:1])


def _stack(slots: tuple[AdminSlot, ...], area: QRect, gap: int, share: float) -> dict[AdminSlot, QRect]:
    if len(slots) == 1:
        return {slots[0]: area}
    above = round(area.height() * share)
    return {
        slots[0]: QRect(area.left(), area.top(), area.width(), above),
        slots[1]: QRect(area.left(), area.top() + above + gap, area.width(), area.height() - above - gap),
    }


class AdministrationShell(BarredWindow):
    """Bars above and below, panes between them; Alt 1 to 4 go to the panes of the page on screen.

    *Signals:* `compact_changed(bool)`; `page_changed(str)`.
    """

    page_changed = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, DESIGN, COMPACT_BELOW, parent)
        self._page = AdminPage.CAMERAS
        self._pages: tuple[AdminPage, ...] = tuple(AdminPage)
        self._aside: AdminSlot | None = None
        self._front: frozenset[AdminSlot] = frozenset()
        self._panes: dict[AdminSlot, Pane] = {}
        pane = QCoreApplication.translate("administration", "ir al panel {n}")
        for number in range(1, 5):
            shortcut(self, f"Alt {number}", pane.format(n=number), partial(self._to_pane, number))
        for number, (_, words) in enumerate(page_words(), start=1):
            shortcut(self, f"Ctrl {number}", words, partial(self._to_page, number))

    def set_pages(self, pages: tuple[AdminPage, ...]) -> None:
        """The pages that whoever sits here has; the first is shown."""
        self._pages = pages
        self._page = pages[0]
        self._place()

    def put(self, slot: AdminSlot, pane: Pane) -> None:
        """Give a slot its pane."""
        pane.setParent(self)
        self._panes[slot] = pane
        self._place()

    def pane(self, slot: AdminSlot) -> Pane:
        """The pane of a slot."""
        return self._panes[slot]

    def show_page(self, page: AdminPage | str) -> None:
        """Turn to a page."""
        turned = AdminPage(page)
        if turned is not self._page and turned in self._pages:
            self._page, self._aside = turned, None
            self._place()
            self.page_changed.emit(turned.value)

    def pages(self) -> tuple[AdminPage, ...]:
        """The pages that whoever sits here has, in their order."""
        return self._pages

    def page(self) -> AdminPage:
        """The page on screen."""
        return self._page

    def set_aside(self, slot: AdminSlot | None) -> None:
        """Give the whole right side to one pane, or share it out as the page does."""
        if slot is not self._aside:
            self._aside = slot
            self._place()

    def aside(self) -> AdminSlot | None:
        """The pane that has the whole right side."""
        return self._aside

    def on_screen(self) -> tuple[AdminSlot, ...]:
        """The panes of the page, in the order of their keys."""
        left, right = shown(self._page, self._aside)
        return (*left, *right)

    def go_to(self, slot: AdminSlot) -> None:
        """The keyboard to a pane of the page on screen."""
        if slot in self.on_screen() and slot in self._panes:
            beside = next(side for side in shown(self._page, self._aside) if slot in side)
            self._front = (self._front - frozenset(beside)) | {slot}
            self._place()
            self._panes[slot].take_focus()

    def _to_pane(self, number: int) -> None:
        slots = self.on_screen()
        if number <= len(slots):
            self.go_to(slots[number - 1])

    def _to_page(self, number: int) -> None:
        if number <= len(self._pages):
            self.show_page(self._pages[number - 1])

    def fill(self, ground: QRect) -> None:
        """The panes of the page, in their places."""
        places = arrange(self._page, ground, self._look.scale, self._aside, self._front)
        order = self.on_screen()
        for slot, pane in self._panes.items():
            place = places.get(slot)
            if place is not None:
                pane.setGeometry(place)
                pane.key = f"Alt {order.index(slot) + 1}"
                pane.update()
            pane.setVisible(place is not None)

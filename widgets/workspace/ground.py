"""The ground between the bars: it lays out what an arrangement says, and a hand turns it into another one."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from domain.people import Role
from domain.workspace import Float, Layout, Page, Slot, Split, Stack, panes_of
from widgets.barred import Compactable
from widgets.look import Look
from widgets.page_tabs import PageTabs
from widgets.workspace.defaults import default_layout
from widgets.workspace.edges import Grip, SeamHandle
from widgets.workspace.plan import Measure, Plan, Seam, lay
from widgets.workspace.tree import (
    Side,
    beside,
    floated,
    home,
    homes,
    page_of,
    resized,
    turned_to,
    with_ground,
    without,
)
from widgets.workspace.windows import PaneWindows, ScreenPlace
from widgets.workspace.words import pane_title

HEAD = 36


class WorkspaceGround(QWidget):
    """Panes in their places, on several pages and in windows of their own.

    *Signals:* `arranged(Layout)`: a person changed it; `page_changed(str)`; `pages_changed`; `laid_out`;
    `grip_made(Slot, Grip)`; `screens_moved(home, back)`: panes whose screen went or returned.
    """

    arranged = Signal(object)
    page_changed = Signal(str)
    pages_changed = Signal()
    laid_out = Signal()
    screens_moved = Signal(object, object)
    grip_made = Signal(object, object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._layout = default_layout(Role.CALL_TAKER)
        self._page = self._layout.opens
        self._compact = False
        self._panes: dict[Slot, QWidget] = {}
        self._makers: dict[Slot, Callable[[], QWidget]] = {}
        self._grips: dict[Slot, Grip] = {}
        self._seams: list[SeamHandle] = []
        self._strips: list[PageTabs] = []
        self._before_drag: Layout | None = None
        self.plan = Plan()
        self.windows = PaneWindows(look, self, lambda slot: pane_title(slot))
        self.windows.closed.connect(self.bring_home)
        self.windows.moved.connect(lambda wish: self.change(floated(self._layout, wish)))

    # ---- what it holds

    def put(self, slot: Slot, pane: QWidget) -> None:
        """Give a slot its pane; one that was there is hidden and let go."""
        before = self._panes.get(slot)
        if before is not None and before is not pane:
            before.hide()
            before.setParent(None)
        self._take(slot, pane)
        self.lay_out()

    def make_later(self, slot: Slot, make: Callable[[], QWidget]) -> None:
        """A pane that is made when it is first seen: one that nobody looks at costs nothing at the start."""
        self._makers[slot] = make

    def _take(self, slot: Slot, pane: QWidget) -> None:
        pane.setParent(self)
        self._panes[slot] = pane
        if isinstance(pane, Compactable):
            pane.set_compact(self._compact)
        grip = Grip(pane, lambda: self._head_of(slot))
        if slot is Slot.FORM:  # its head is a widget of its own, with the call's keys at the right
            grip.raise_()
        else:
            grip.lower()
        self._grips[slot] = grip
        self.grip_made.emit(slot, grip)

    def pane(self, slot: Slot) -> QWidget | None:
        """The pane of a slot, made if it has to be; None where there is no such pane here."""
        if slot not in self._panes and slot in self._makers:
            self._take(slot, self._makers.pop(slot)())
        return self._panes.get(slot)

    def made(self) -> dict[Slot, QWidget]:
        """The panes that there are already."""
        return dict(self._panes)

    def _head_of(self, slot: Slot) -> QRectF:
        pane = self._panes[slot]
        share = 0.45 if slot is Slot.FORM else 1.0
        return QRectF(0, 0, round(pane.width() * share), self._look.px(HEAD))

    # ---- the arrangement

    def layout_now(self) -> Layout:
        """The arrangement as it is."""
        return self._layout

    def set_layout(self, layout: Layout, page: Page | None = None) -> None:
        """Take another arrangement; nobody is told, for nobody did it here."""
        self._layout = layout
        wanted = page or layout.opens
        known = self.pages()
        turned = wanted if wanted in known else next(iter(known), layout.opens)
        changed, self._page = turned is not self._page, turned
        self.pages_changed.emit()
        self.lay_out()
        if changed:
            self.page_changed.emit(turned.value)

    def change(self, layout: Layout, told: bool = True) -> None:
        """A hand changed it: show it, and say so."""
        if layout == self._layout:
            return
        self._layout = layout
        self._see_pages()
        self.lay_out()
        if told:
            self.arranged.emit(layout)

    def pages(self) -> tuple[Page, ...]:
        """The pages that have something on them here."""
        away = self.away()
        return tuple(
            plan.page for plan in self._layout.pages if any(p not in away for p in panes_of(plan.ground))
        )

    def page(self) -> Page:
        """The page on screen."""
        return self._page

    def show_page(self, page: Page) -> None:
        """Turn to a page, where this arrangement has it."""
        if page is not self._page and page in self.pages():
            self._page = page
            self.lay_out()
            self.page_changed.emit(page.value)

    def _see_pages(self) -> None:
        """A page whose only pane has gone to a window of its own is no page any more."""
        self.pages_changed.emit()
        if self._page not in self.pages():
            self._page = next(iter(self.pages()), self._layout.opens)
            self.page_changed.emit(self._page.value)

    def away(self) -> Collection[Slot]:
        """The panes that are in windows of their own now."""
        return self.windows.present(self._layout.floats).keys()

    def ground(self) -> Stack | Split:
        """What the page on screen is made of."""
        plan = page_of(self._layout, self._page)
        return plan.ground if plan is not None else self._layout.pages[0].ground

    def set_screens(self, screens: tuple[ScreenPlace, ...]) -> None:
        """Screens came or went: what was on one that is gone comes home, and goes back when it returns."""
        before = set(self.away())
        first = not self.windows.screens
        self.windows.set_screens(screens)
        after = set(self.away())
        self._see_pages()
        self.lay_out()
        if before != after and not first:
            self.screens_moved.emit(sorted(before - after), sorted(after - before))

    # ---- what can be done to it

    def float_pane(self, slot: Slot, wish: Float) -> None:
        """Give a pane a window of its own."""
        self.change(floated(self._layout, wish))

    def bring_home(self, slot: Slot) -> None:
        """Put a pane back on its pages; on this one, should it have none."""
        layout = home(self._layout, slot)
        if not homes(layout, slot):
            layout = self._added(layout, slot)
        self.change(layout)

    def move_beside(self, slot: Slot, target: Slot, side: Side) -> None:
        """Put a pane at a side of another one on this page."""
        made = beside(self.ground(), target, slot, side)
        self.change(with_ground(home(self._layout, slot), self._page, made))

    def close_pane(self, slot: Slot) -> bool:
        """Take a pane off this page; the last one stays."""
        left = without(self.ground(), slot)
        if left is None:
            return False
        self.change(with_ground(home(self._layout, slot), self._page, left))
        return True

    def restore_page(self) -> None:
        """This page as the role's default has it, with its panes at home."""
        plan = page_of(default_layout(self._layout.role), self._page)
        if plan is None:
            return
        layout = with_ground(self._layout, self._page, plan.ground)
        for slot in panes_of(plan.ground):
            layout = home(layout, slot)
        self.change(layout)

    def turn_to(self, slot: Slot) -> bool:
        """Have a pane on the screen: its window in front, its tab, its page, or a place on this one."""
        if self.windows.activate(slot):
            return True
        if slot not in panes_of(self.ground()):
            found = [page for page in homes(self._layout, slot) if page in self.pages()]
            if found:
                self.show_page(found[0])
            elif self.pane(slot) is not None:
                self.change(self._added(self._layout, slot))
            else:
                return False
        if slot not in self.plan.panes:
            self.change(with_ground(self._layout, self._page, turned_to(self.ground(), slot)))
        return slot in self.plan.panes

    def _added(self, layout: Layout, slot: Slot) -> Layout:
        plan = page_of(layout, self._page) or layout.pages[0]
        target = panes_of(plan.ground)[-1]
        made = beside(plan.ground, target, slot, Side.TABS)
        return with_ground(layout, plan.page, made)

    def size_pane(self, slot: Slot, side: Side, pixels: int) -> None:
        """Make a pane larger towards a side, or smaller from the other one where it ends at the edge."""
        across = side in (Side.LEFT, Side.RIGHT)
        area = self.plan.panes.get(slot)
        if area is None:
            return
        sign = 1 if side in (Side.RIGHT, Side.BELOW) else -1
        beside_it = [s for s in self.plan.seams if s.across is across and _touches(s.area, area, across)]
        if beside_it:
            far = max(beside_it, key=lambda s: sign * (s.area.left() if across else s.area.top()))
            self._drag_seam(far, sign * pixels)
            self._drop_seam()

    # ---- laying out

    def set_compact(self, compact: bool) -> None:
        """The small anatomy, or the wide one."""
        self._compact = compact
        for pane in self._panes.values():
            if isinstance(pane, Compactable):
                pane.set_compact(compact)
        self.lay_out()

    def lay_out(self) -> None:
        """Bring every pane to where the arrangement has it."""
        wishes = self.windows.present(self._layout.floats)
        wishes = {slot: wish for slot, wish in wishes.items() if self.pane(slot) is not None}
        self.windows.show(wishes, lambda slot: self._panes[slot], self.isVisible())
        measure = self.measure()
        gap = measure.gap
        self.plan = lay(self.ground(), self.rect().adjusted(gap, gap, -gap, -gap), measure)
        for slot, area in self.plan.panes.items():
            pane = self.pane(slot)
            if pane is not None and pane.parent() is self:
                pane.setGeometry(area)
        for slot, pane in self._panes.items():
            if slot not in wishes and pane.parent() is self:  # else somebody has it for a while: a lock
                pane.setVisible(slot in self.plan.panes)
        for grip in self._grips.values():
            grip.fit()
        self._show_edges()
        self.laid_out.emit()
        self.update()

    def measure(self) -> Measure:
        """What sizes depend on."""
        known = self._panes.keys() | self._makers.keys()
        missing = {slot for slot in Slot if slot not in known}
        return Measure(self._compact, self._look.scale, {*self.away(), *missing})

    def _show_edges(self) -> None:
        while len(self._seams) < len(self.plan.seams):
            handle = SeamHandle(self._look, self)
            handle.moved.connect(self._drag_seam)
            handle.let_go.connect(self._drop_seam)
            self._seams.append(handle)
        for handle, seam in zip(self._seams, self.plan.seams, strict=False):
            handle.show_seam(seam)
        for handle in self._seams[len(self.plan.seams) :]:
            handle.hide()
        while len(self._strips) < len(self.plan.strips):
            tabs = PageTabs(self._look, self)
            tabs.setAccessibleName(QCoreApplication.translate("workspace", "Pestañas"))
            tabs.picked.connect(lambda code: self.turn_to(Slot(code)))
            self._strips.append(tabs)
        for tabs, strip in zip(self._strips, self.plan.strips, strict=False):
            tabs.setGeometry(strip.area)
            tabs.set_pages(tuple((slot.value, pane_title(slot)) for slot in strip.panes))
            tabs.set_page(strip.shown.value)
            tabs.show()
        for tabs in self._strips[len(self.plan.strips) :]:
            tabs.hide()

    def _drag_seam(self, seam: Seam, delta: int) -> None:
        """Follow the hand; nothing is kept before it lets go."""
        if self._before_drag is None:
            self._before_drag = self._layout
        plan = page_of(self._before_drag, self._page)
        if plan is None:
            return
        least = self._look.px(120)
        first, second = seam.lengths[seam.first], seam.lengths[seam.second]
        delta = max(min(least, first) - first, min(delta, second - min(least, second)))
        made = resized(plan.ground, seam, delta, self.measure())
        self.change(with_ground(self._before_drag, self._page, made), told=False)

    def _drop_seam(self) -> None:
        before, self._before_drag = self._before_drag, None
        if before is not None and before != self._layout:
            self.arranged.emit(self._layout)

    # ---- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything finds its place anew."""
        super().resizeEvent(event)
        self.lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        """The windows of the desk come with it."""
        super().showEvent(event)
        if not event.spontaneous():
            self.lay_out()

    def hideEvent(self, event: QHideEvent) -> None:
        """The windows of a desk that nobody sits at show nothing either."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The gutters."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("surface.window"))
        painter.end()


def _touches(seam: QRect, pane: QRect, across: bool) -> bool:
    """Tell whether a seam lies along a side of a pane."""
    if across:
        near = abs(seam.left() - pane.right()) <= 2 or abs(seam.right() - pane.left()) <= 2
        return near and seam.top() <= pane.bottom() and pane.top() <= seam.bottom()
    near = abs(seam.top() - pane.bottom()) <= 2 or abs(seam.bottom() - pane.top()) <= 2
    return near and seam.left() <= pane.right() and pane.left() <= seam.right()

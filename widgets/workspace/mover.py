"""Between hands and ground: dragging a pane by its head, the same by keyboard, and the menu of a head."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from domain.workspace import Float, Layout, Slot
from widgets.look import Look
from widgets.workspace.arranger import Aim, Arranger
from widgets.workspace.drop import Target, neighbour, target, target_at, words
from widgets.workspace.edges import Grip
from widgets.workspace.ground import WorkspaceGround
from widgets.workspace.tree import Side
from widgets.workspace.words import pane_title

MOVE_KEY = "Ctrl+M"
STEP = 40
"""Pixels at 100 % by which an arrow sizes or moves."""
WINDOW = (960, 640)


class Mover(QObject):
    """Moves panes about. Nothing is kept before the hand lets go or Enter is pressed."""

    def __init__(self, look: Look, ground: WorkspaceGround) -> None:
        super().__init__(ground)
        self._look, self._ground = look, ground
        self._moving: Slot | None = None
        self._target: Target | None = None
        self._before: Layout | None = None
        self._had_focus: QWidget | None = None
        self.over = Arranger(look, ground)
        ground.grip_made.connect(self._tie)
        ground.laid_out.connect(self._follow)
        over = self.over
        over.aimed.connect(self._aim)
        over.grown.connect(self._grow)
        over.tabbed.connect(self._tab)
        over.windowed.connect(self._window)
        over.closed.connect(self._close)
        over.restored.connect(self._restore)
        over.turned.connect(self._turn)
        over.accepted.connect(self._accept)
        over.cancelled.connect(self.cancel)
        key = QShortcut(QKeySequence(MOVE_KEY), ground)
        key.activated.connect(self.begin)
        key.setWhatsThis(QCoreApplication.translate("workspace", "mover este panel"))

    def moving(self) -> Slot | None:
        """The pane that is being moved."""
        return self._moving

    # ---- by hand

    def _tie(self, slot: Slot, grip: Grip) -> None:
        grip.taken.connect(lambda at: self._take(slot, at))
        grip.carried.connect(self._carry)
        grip.let_go.connect(self._let_go)
        grip.dropped.connect(self.cancel)
        grip.pressed_twice.connect(lambda: self.toggle_window(slot))
        grip.menu_wanted.connect(lambda at: self._open_menu(slot, at))

    def _take(self, slot: Slot, at: QPoint) -> None:
        self._moving, self._before = slot, self._ground.layout_now()
        self.over.setGeometry(self._ground.rect())
        self.over.begin(by_keyboard=False)
        self._carry(at)

    def _carry(self, at: QPoint) -> None:
        slot = self._moving
        if slot is None:
            return
        here = self._ground.mapFromGlobal(at)
        self._target = target_at(self._ground.plan, self._ground.rect(), here, slot)
        screen = self._ground.windows.screen_at(QRect(at, at))
        self._show(here, screen.name if screen is not None else "")

    def _let_go(self, at: QPoint) -> None:
        slot, aim = self._moving, self._target
        self._end()
        if slot is None or aim is None:
            return
        if aim.pane is not None:
            self._ground.move_beside(slot, aim.pane, aim.side)
            return
        window = self._ground.windows.window_of(slot)
        if window is None:
            self._float_at(slot, at - QPoint(self._look.px(40), self._look.px(18)))

    # ---- by keyboard

    def begin(self, slot: Slot | None = None) -> None:
        """Move a pane by keyboard: this one, else the one that has it."""
        if self._moving is not None:
            return
        found = slot if isinstance(slot, Slot) else self._focused()
        if found is None:
            return
        self._had_focus = self._ground.window().focusWidget()
        self._moving, self._target, self._before = found, None, self._ground.layout_now()
        self.over.setGeometry(self._ground.rect())
        self.over.begin(by_keyboard=True)
        self._show()

    def _focused(self) -> Slot | None:
        panes = self._ground.made()
        for window in (self._ground.window(), *(self._ground.windows.window_of(s) for s in panes)):
            widget = window.focusWidget() if window is not None and window.isActiveWindow() else None
            for slot, pane in panes.items():
                if widget is not None and (pane is widget or pane.isAncestorOf(widget)):
                    return slot
        return next(iter(self._ground.plan.panes), None)

    def _aim(self, side: Side) -> None:
        slot, plan = self._moving, self._ground.plan
        assert slot is not None, "only while something moves"
        if self._ground.windows.window_of(slot) is not None:
            self._nudge(slot, side, sized=False)
            return
        aimed = self._target.pane if self._target is not None else None
        if aimed is not None and self._target is not None and self._target.side is not side:
            found: Slot | None = aimed
        else:
            found = neighbour(plan, aimed or slot, side)
            if found is slot:
                found = neighbour(plan, slot, side)
        if found is not None:
            self._target = target(found, side, plan.panes[found])
        self._show()

    def _grow(self, side: Side) -> None:
        slot = self._moving
        assert slot is not None, "only while something moves"
        if self._ground.windows.window_of(slot) is not None:
            self._nudge(slot, side, sized=True)
        else:
            self._ground.size_pane(slot, side, self._look.px(STEP))
        self._target = None
        self._show()

    def _nudge(self, slot: Slot, side: Side, sized: bool) -> None:
        window = self._ground.windows.window_of(slot)
        assert window is not None, "it has a window"
        step = self._look.px(STEP)
        off = {
            Side.LEFT: QPoint(-step, 0), Side.RIGHT: QPoint(step, 0),
            Side.ABOVE: QPoint(0, -step), Side.BELOW: QPoint(0, step),
        }[side]  # fmt: skip
        area = window.geometry()
        area = area.adjusted(0, 0, off.x(), off.y()) if sized else area.translated(off)
        wish = self._ground.windows.wish_at(slot, area)
        if wish is not None:
            self._ground.float_pane(slot, wish)

    def _tab(self) -> None:
        aim = self._target
        if aim is not None and aim.pane is not None:
            self._target = target(aim.pane, Side.TABS, self._ground.plan.panes[aim.pane])
            self._show()

    def _window(self) -> None:
        slot = self._moving
        assert slot is not None, "only while something moves"
        self._end()
        self.toggle_window(slot)

    def _close(self) -> None:
        slot = self._moving
        assert slot is not None, "only while something moves"
        if self._ground.close_pane(slot):
            self._end()

    def _restore(self) -> None:
        self._end()
        self._ground.restore_page()

    def _turn(self, step: int) -> None:
        panes = [*self._ground.plan.panes, *self._ground.away()]
        if self._moving in panes:
            self._moving = panes[(panes.index(self._moving) + step) % len(panes)]
        self._target = None
        self._show()

    def _accept(self) -> None:
        slot, aim = self._moving, self._target
        self._end()
        if slot is not None and aim is not None and aim.pane is not None:
            self._ground.move_beside(slot, aim.pane, aim.side)

    def cancel(self) -> None:
        """Everything as it was before."""
        before, moving = self._before, self._moving
        self._end()
        if moving is not None and before is not None:
            self._ground.change(before)

    # ---- both

    def toggle_window(self, slot: Slot) -> None:
        """Into a window of its own, or home again."""
        if slot in self._ground.away():
            self._ground.bring_home(slot)
            return
        windows = self._ground.windows
        kept = next((one for one in self._ground.layout_now().floats if one.pane is slot), None)
        other, second = windows.other(), windows.second()
        if slot is Slot.WALL and second:
            self._ground.float_pane(slot, Float(pane=slot, screen=second, full=True))
        elif slot is Slot.WALL:
            self._ground.turn_to(slot)  # a wall over the only screen would bury the desk
        elif kept is not None and kept.screen in windows.screens:
            self._ground.float_pane(slot, replace(kept, full=False))
        else:
            whole = windows.screens[other or windows.home()].free if windows.screens else None
            corner = (
                whole.topLeft() + QPoint(self._look.px(80), self._look.px(80)) if whole else QPoint(80, 80)
            )
            self._float_at(slot, corner)

    def _float_at(self, slot: Slot, corner: QPoint) -> None:
        area = self._ground.plan.panes.get(slot)
        wide, high = (area.width(), area.height()) if area else map(self._look.px, WINDOW)
        wish = self._ground.windows.wish_at(slot, QRect(corner.x(), corner.y(), wide, high))
        if wish is not None:
            self._ground.float_pane(slot, wish)

    def _follow(self) -> None:
        """The ground was laid out anew below what is being moved."""
        if self._moving is None:
            return
        self.over.setGeometry(self._ground.rect())
        self.over.raise_()
        aim = self._target
        if aim is not None and aim.pane is not None:
            area = self._ground.plan.panes.get(aim.pane)
            self._target = target(aim.pane, aim.side, area) if area is not None else None
        if self.over.by_keyboard():
            self._show()

    def _show(self, at: QPoint | None = None, screen: str = "") -> None:
        slot = self._moving
        if slot is None:
            return
        aim = self._target
        say, cost = words(aim, pane_title(aim.pane) if aim and aim.pane else "", screen)
        if at is None and aim is None:
            say = QCoreApplication.translate("workspace", "Mover {pane}").format(pane=pane_title(slot))
            cost = QCoreApplication.translate("workspace", "elija adónde con las flechas")
        area = self._ground.plan.panes.get(slot, QRect())
        self.over.show_aim(Aim(pane_title(slot), area, aim, say, cost, at))

    def _end(self) -> None:
        self._moving = self._target = self._before = None
        self.over.end()
        focus, self._had_focus = self._had_focus, None
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_menu(self, slot: Slot, at: QPoint) -> None:
        translate, ground = QCoreApplication.translate, self._ground
        menu = QMenu(ground)
        apart = slot in ground.away()
        menu.addAction(translate("workspace", "Mover con el teclado\tCtrl+M")).triggered.connect(
            lambda: self.begin(slot)
        )
        window = (
            translate("workspace", "Volver a la ventana principal")
            if apart
            else translate("workspace", "En ventana aparte")
        )
        menu.addAction(window).triggered.connect(lambda: self.toggle_window(slot))
        if not apart:
            quit_page = translate("workspace", "Quitar de esta página")
            menu.addAction(quit_page).triggered.connect(lambda: ground.close_pane(slot))
        menu.addSeparator()
        first = translate("workspace", "Esta página como al principio")
        menu.addAction(first).triggered.connect(ground.restore_page)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

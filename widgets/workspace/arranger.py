"""Moving a pane, by hand or by keyboard: a dashed place where it would lie, and words that say its cost."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.ink import Ink
from widgets.look import Look
from widgets.workspace.drop import Target, key_of
from widgets.workspace.tree import Side

ARROWS = {
    Qt.Key.Key_Left: Side.LEFT,
    Qt.Key.Key_Right: Side.RIGHT,
    Qt.Key.Key_Up: Side.ABOVE,
    Qt.Key.Key_Down: Side.BELOW,
}


@dataclass(frozen=True, slots=True)
class Aim:
    """What is being moved, whereto, and how that is said."""

    title: str
    area: QRect
    target: Target | None
    say: str
    cost: str = ""
    at: QPoint | None = None


class Arranger(QWidget):
    """Lies over all panes while one of them is moved.

    *Signals:* `aimed(Side)`, `grown(Side)`, `tabbed`, `windowed`, `closed`, `restored`, `turned(int)`,
    `accepted`, `cancelled`: what the keyboard asks for.
    """

    aimed = Signal(object)
    grown = Signal(object)
    tabbed = Signal()
    windowed = Signal()
    closed = Signal()
    restored = Signal()
    turned = Signal(int)
    accepted = Signal()
    cancelled = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._aim: Aim | None = None
        self._by_keyboard = False
        self._ending = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(QCoreApplication.translate("workspace", "Acomodar paneles"))
        self.hide()

    def begin(self, by_keyboard: bool) -> None:
        """Cover the panes; by keyboard, take it."""
        self._by_keyboard = by_keyboard
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not by_keyboard)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if by_keyboard else Qt.FocusPolicy.NoFocus)
        self.raise_()
        self.show()
        if by_keyboard:
            self.window().activateWindow()
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def by_keyboard(self) -> bool:
        """Whether no hand is in it."""
        return self._by_keyboard

    def show_aim(self, aim: Aim) -> None:
        """This would happen."""
        if aim.say != (self._aim.say if self._aim else ""):
            self.setAccessibleDescription(f"{aim.title}. {aim.say}. {aim.cost}")
        self._aim = aim
        self.update()

    def end(self) -> None:
        """Give the panes back."""
        self._ending = True
        self.hide()
        self._aim = None
        self._ending = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows aim, with shift they size; the rest is written at the foot."""
        key = Qt.Key(event.key())
        plain = {
            Qt.Key.Key_T: self.tabbed,
            Qt.Key.Key_V: self.windowed,
            Qt.Key.Key_Delete: self.closed,
            Qt.Key.Key_Home: self.restored,
            Qt.Key.Key_Return: self.accepted,
            Qt.Key.Key_Enter: self.accepted,
            Qt.Key.Key_Escape: self.cancelled,
        }
        if key in ARROWS:
            sized = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.grown if sized else self.aimed).emit(ARROWS[key])
        elif key in plain:
            plain[key].emit()
        # Anything else is not for a pane that cannot be seen.

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab goes from pane to pane."""
        if not self._by_keyboard:
            return False
        self.turned.emit(1 if following else -1)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever turns to something else has not agreed to anything."""
        super().focusOutEvent(event)
        if self._by_keyboard and not self._ending and self.isVisible():
            self.cancelled.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A veil, the pane that moves, the place, the words."""
        aim = self._aim
        if aim is None:
            return
        painter = QPainter(self)
        ink, look = Ink(painter, self._look), self._look
        radius = look.size("radius.pane")
        if not aim.area.isEmpty():
            ink.fill(QRectF(aim.area), "surface.window", 0.45)
            ink.box(QRectF(aim.area).adjusted(1, 1, -1, -1), radius, "", "accent.bar", look.px(2))
        middle = QRectF(aim.area).center() if not aim.area.isEmpty() else QRectF(self.rect()).center()
        if aim.target is not None and aim.target.pane is not None:
            place = QRectF(aim.target.area).adjusted(4, 4, -4, -4)
            ink.fill(place, "surface.selected", 0.6)
            ink.box(place, radius, "", "focus.ring", look.px(2), dashed=True)
            middle = place.center()
        elif aim.target is not None and aim.at is not None:
            middle = QRectF(aim.at.x(), aim.at.y() + look.px(56), 0, 0).center()
        self._paint_plate(ink, middle.x(), middle.y(), aim.say, aim.cost, key_of(aim.target))
        if aim.at is not None:
            self._paint_ghost(ink, aim)
        if self._by_keyboard:
            self._paint_keys(ink)
        painter.end()

    def _paint_plate(self, ink: Ink, x: float, y: float, say: str, cost: str, key: str) -> None:
        look = self._look
        if self._by_keyboard:
            key = "↵" if self._aim is not None and self._aim.target is not None else key
        else:
            key = f"Ctrl M {key}"
        gap, cap = look.px(14), ink.key_width(key)
        first, second = ink.width(say, "input strong"), ink.width(cost, "body") if cost else 0.0
        wide = gap + first + gap + (second + gap if cost else 0) + cap + gap
        left = min(max(x - wide / 2, look.px(8)), max(look.px(8), self.width() - wide - look.px(8)))
        high = look.px(40)
        top = min(max(y - high / 2, look.px(8)), self.height() - high - look.px(8))
        plate = QRectF(round(left), round(top), round(wide), high)
        ink.box(plate, look.size("radius.pane"), "surface.overlay", "outline.default")
        at = plate.left() + gap
        at += ink.text(
            QRectF(at, plate.top(), first + 2, high), say, "input strong", "text.primary", elide=False
        )
        if cost:
            line = QRectF(at + gap, plate.top(), second + 2, high)
            ink.text(line, cost, "body", "text.secondary", elide=False)
        ink.key_cap(plate.right() - gap, plate.center().y(), key)

    def _paint_ghost(self, ink: Ink, aim: Aim) -> None:
        look = self._look
        assert aim.at is not None, "only a hand has a ghost"
        wide = ink.width(aim.title, "input strong") + look.px(48)
        area = QRectF(aim.at.x() + look.px(12), aim.at.y() - look.px(18), round(wide), look.px(36))
        ink.box(area, look.size("radius.pane"), "surface.raised", "accent.bar")
        ink.icon(area.left() + look.px(12), area.center().y(), "dots-six-vertical", 16, "text.secondary")
        ink.text(area.adjusted(look.px(36), 0, 0, 0), aim.title, "input strong", "text.primary")

    def _paint_keys(self, ink: Ink) -> None:
        look, translate = self._look, QCoreApplication.translate
        keys = [
            ("← ↑ ↓ →", translate("workspace", "lugar")),
            (translate("workspace", "⇧ + flecha"), translate("workspace", "tamaño")),
            ("T", translate("workspace", "pestaña")),
            ("V", translate("workspace", "ventana")),
            (translate("workspace", "Supr"), translate("workspace", "quitar")),
            (translate("workspace", "Inicio"), translate("workspace", "como al principio")),
            ("Tab", translate("workspace", "otro panel")),
            ("↵", translate("workspace", "dejar así")),
            ("Esc", translate("workspace", "como estaba")),
        ]
        gap = look.px(10)
        wide = sum(ink.key_width(key) + ink.width(word, "body") + 3 * gap for key, word in keys) + gap
        while wide > self.width() - look.px(16) and len(keys) > 4:  # the first two and the last two stay
            wide -= ink.key_width(keys[2][0]) + ink.width(keys[2][1], "body") + 3 * gap
            keys = keys[:2] + keys[3:]
        high = look.px(44)
        area = QRectF(round((self.width() - wide) / 2), self.height() - high - look.px(12), round(wide), high)
        ink.box(area, look.size("radius.pane"), "surface.overlay", "outline.default")
        at = area.left() + gap
        for key, word in keys:
            cap = ink.key_width(key)
            ink.key_cap(at + cap, area.center().y(), key)
            at += cap + gap
            line = QRectF(at, area.top(), ink.width(word, "body") + 2, high)
            at += ink.text(line, word, "body", "text.secondary", elide=False) + 2 * gap

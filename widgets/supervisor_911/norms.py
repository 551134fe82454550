"""The six targets on top of the supervisor's page: measured, promised, and whose promise it is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from domain.clock import Micros
from domain.severity import Severity
from widgets.ink import Ink
from widgets.keys import KeyHere
from widgets.look import Look
from widgets.pane_faces import OLD, Condition
from widgets.severity import paint_mark

CARDS = 6


@dataclass(frozen=True, slots=True)
class Norm:
    """One target. `value` is empty where nothing is known; `missed` when it is not met."""

    code: str
    title: str
    source: str
    value: str = ""
    unit: str = ""
    target: str = ""
    words: str = ""
    missed: bool = False


class NormStrip(QWidget):
    """Six cards. Left and right walk them, Enter or a click opens what is behind one.

    *Signals:* `opened(str)`: the code of a card.
    """

    opened = Signal(str)
    key = ""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._norms: tuple[Norm, ...] = ()
        self._place, self._hover, self._ringed = 0, -1, False
        self._old = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._name()

    def set_norms(self, norms: tuple[Norm, ...]) -> None:
        """The targets as they stand."""
        if norms != self._norms:
            self._norms = norms[:CARDS]
            self._name()
            self.update()

    def norms(self) -> tuple[Norm, ...]:
        """The targets that are shown."""
        return self._norms

    def set_condition(self, condition: Condition) -> None:
        """Numbers lose their white while nothing new comes."""
        old = condition.state in OLD
        if old != self._old:
            self._old = old
            self.update()

    def set_exercise(self, exercise: bool) -> None:
        """The panes below say it."""

    def set_now(self, now: Micros) -> None:
        """Nothing here grows by itself."""

    def take_focus(self) -> None:
        """The keyboard to the cards."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def minimumSizeHint(self) -> QSize:
        """It gives way."""
        return QSize(self.look.px(480), self.look.px(56))

    def keys_here(self) -> tuple[KeyHere, ...]:
        """The keys of the cards."""
        translate = QCoreApplication.translate
        return (
            KeyHere("← →", translate("keys", "otra norma")),
            KeyHere("↵", translate("keys", "ver su curva y sus llamadas")),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, right, Enter."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and self._norms:
            self._place = min(len(self._norms) - 1, max(0, self._place + step))
            self._ringed = True
            self._name()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._norms:
            self.opened.emit(self._norms[self._place].code)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The card under the mouse."""
        place = self._at(event.position().x())
        if place != self._hover:
            self._hover = place
            self.update()

    def leaveEvent(self, event: object) -> None:
        """None."""
        self._hover = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        place = self._at(event.position().x())
        if place >= 0:
            self._place, self._ringed = place, False
            self._name()
            self.update()
            self.opened.emit(self._norms[place].code)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for the keyboard only."""
        self._ringed = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Without it."""
        super().focusOutEvent(event)
        self.update()

    def _areas(self) -> list[QRectF]:
        gap = self.look.size("space.two")
        count = max(1, len(self._norms))
        wide = (self.width() - gap * (count - 1)) / count
        return [
            QRectF(round(n * (wide + gap)), 0, round(wide), self.height()) for n in range(len(self._norms))
        ]

    def _at(self, x: float) -> int:
        return next((n for n, area in enumerate(self._areas()) if area.left() <= x <= area.right()), -1)

    def _name(self) -> None:
        translate = QCoreApplication.translate
        self.setAccessibleName(translate("health", "Normas"))
        if self._place < len(self._norms):
            one = self._norms[self._place]
            value = f"{one.value} {one.unit}" if one.value else translate("health", "sin datos")
            late = translate("health", "no cumple") if one.missed else ""
            self.setAccessibleDescription(
                ". ".join(part for part in (one.title, value, one.target, late) if part)
            )

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cards."""
        painter = QPainter(self)
        ink = Ink(painter, self.look)
        for place, (one, area) in enumerate(zip(self._norms, self._areas(), strict=True)):
            self._paint(ink, area, one, place)
        painter.end()

    def _paint(self, ink: Ink, area: QRectF, one: Norm, place: int) -> None:
        look = self.look
        edge = "severity.high" if one.missed else "outline.subtle"
        fill = "surface.hover" if place == self._hover else "surface.pane"
        ink.box(area, look.size("radius.pane"), fill, edge, 2.0 if one.missed else 1.0)
        if place == self._place and self._ringed and self.hasFocus():
            ink.box(area.adjusted(2, 2, -2, -2), look.size("radius.tile"), "", "focus.ring", 2.0)
        tall = area.height() >= look.px(70)
        above, below = (9, 9) if tall else (5, 4)
        inner = area.adjusted(look.px(13), look.px(above), -look.px(13), -look.px(below))
        top = QRectF(inner.left(), inner.top(), inner.width(), look.px(18))
        wide = ink.text(top, one.source, "caption", "text.secondary", "right", elide=False)
        ink.text(top.adjusted(0, 0, -wide - look.px(8), 0), one.title, "body medium", "text.secondary")
        low = QRectF(inner.left(), top.bottom(), inner.width(), inner.bottom() - top.bottom())
        wide = ink.text(low, one.target, "caption", "text.secondary", "right", elide=False)
        left = low.left()
        if not one.value:
            words = one.words or QCoreApplication.translate("health", "sin datos")
            ink.text(low.adjusted(0, 0, -wide - look.px(8), 0), words, "body", "text.tertiary")
            return
        if one.missed:
            size = look.px(26 if tall else 20)
            paint_mark(ink.painter, look, Severity.HIGH, QPointF(left + size / 2, low.center().y()), size)
            left += size + look.px(8)
        tone = "severity.high" if one.missed else "text.secondary" if self._old else "text.primary"
        kind = "timer strong display" if tall else "section strong"
        room = QRectF(left, low.top(), low.right() - wide - left, low.height())
        left += ink.text(room, one.value, kind, tone, elide=False) + look.px(5)
        if one.unit:
            ink.text(QRectF(left, low.top(), look.px(40), low.height()), one.unit, "input", "text.secondary")

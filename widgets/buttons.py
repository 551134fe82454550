"""Buttons: the frame comes from the sheet, icon, text and key are painted. The printed key works."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent, QShortcutEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from widgets.ink import Ink
from widgets.look import Look
from widgets.plain_text import tip
from widgets.style import mark

KINDS = ("primary", "default", "danger", "flat", "tool", "toggle")

_COLOURS = {
    "primary": "accent.on_fill",
    "default": "text.primary",
    "danger": "severity.critical",
    "flat": "accent.text",
    "tool": "text.primary",
    "toggle": "text.primary",
}
_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


def sequence(key: str) -> QKeySequence:
    """The shortcut behind a printed key: `F9`, `Alt 1`, `Ctrl K`."""
    return QKeySequence(key.replace(" ", "+"))


class ActionButton(QPushButton):
    """One act. `key` is printed on it and triggers it; while `sending` it shows a spinner, deaf to clicks.

    *Signals:* `clicked` as any button.
    """

    def __init__(
        self,
        look: Look,
        text: str,
        parent: QWidget | None = None,
        *,
        kind: str = "default",
        icon: str = "",
        key: str = "",
        height: int = 0,
        stacked: bool = False,
        shortcut: bool = True,
        font: str = "input strong",
        key_first: bool = False,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._kind = kind
        self._words = ""
        self._icon = icon
        self._key = key
        self._font = font
        self._height = height
        self._stacked = stacked
        self._key_first = key_first
        self._sending = False
        self._provisional = False
        self.setProperty("kind", kind)
        self.setFont(look.font(font))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if stacked else Qt.FocusPolicy.StrongFocus)
        self.set_words(text)
        if key and shortcut:
            self.setShortcut(sequence(key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as Space does; a key that is held down presses it once."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.autoDefault():
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def set_words(self, text: str) -> None:
        """Name the act; the name is also what a screen reader says."""
        self._words = text
        self.setAccessibleName(text)
        if self._stacked:
            tip(self, text)
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """The act's name as shown."""
        return self._words

    def set_icon(self, icon: str) -> None:
        """Show another icon of the Phosphor font, or none."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def set_sending(self, sending: bool) -> None:
        """Sent, and the backend has not answered: spinner and grey words, no second click."""
        if sending != self._sending:
            self._sending = sending
            mark(self, "sending", sending)

    def sending(self) -> bool:
        """Whether it waits for the backend's answer."""
        return self._sending

    def set_provisional(self, provisional: bool) -> None:
        """The dashed look of what this desk decided alone."""
        if provisional != self._provisional:
            self._provisional = provisional
            self.update()

    def sizeHint(self) -> QSize:
        """Room for icon, words and key."""
        look = self._look
        if self._stacked:
            return QSize(look.px(40), look.px(40))
        width = look.metrics(self._font).horizontalAdvance(self._words)
        width += look.px(10 if self._kind in ("flat", "tool") else 32)
        width += look.px(24) if self._icon or self._sending else 0
        if self._key:
            width += look.metrics("minor strong").horizontalAdvance(self._key) + look.px(22)
        return QSize(round(width), look.px(self._height) if self._height else look.size("size.button"))

    def minimumSizeHint(self) -> QSize:
        """Its words are never cut."""
        hint = self.sizeHint()
        return QSize(hint.width() - self._look.px(16), hint.height()) if not self._stacked else hint

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for the keyboard only."""
        mark(self, "ring", event.reason() in _KEYBOARD)
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What was sent waits for its answer."""
        if not self._sending:
            super().mousePressEvent(event)

    def nextCheckState(self) -> None:
        """A toggle that was sent does not turn before the answer."""
        if not self._sending:
            super().nextCheckState()

    def event(self, event: QEvent) -> bool:
        """The printed key acts at once and leaves the caret alone; nothing acts while one is being sent.

        Qt's own way would take the focus out of the field that is being typed in, and wait 100 ms.
        """
        if self._sending and event.type() in (QEvent.Type.Shortcut, QEvent.Type.KeyPress):
            return True
        if isinstance(event, QShortcutEvent) and event.type() == QEvent.Type.Shortcut:
            if not event.isAmbiguous():
                self.click()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sheet's frame, then icon, words and key."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        ink = Ink(painter, self._look)
        area = QRectF(self.rect())
        if self._provisional:
            ink.box(area, self._look.size("radius.control"), "", "severity.high", 1.5, dashed=True)
        if self.isDown():
            area.translate(0, 1)
        if self._stacked:
            self._paint_stacked(ink, area)
        else:
            self._paint_row(ink, area)
        painter.end()

    def _tint(self) -> str:
        if self._sending:
            return "text.secondary"
        if not self.isEnabled():
            return "text.disabled"
        if self._kind == "toggle" and not self.isChecked():
            return "text.secondary"
        return _COLOURS[self._kind]

    def _paint_stacked(self, ink: Ink, area: QRectF) -> None:
        look, tint = self._look, self._tint()
        middle = area.center().x()
        ink.icon(middle - look.px(8), area.top() + area.height() * 0.34, self._icon, 16, tint)
        under = QRectF(area.left(), area.top() + area.height() * 0.56, area.width(), area.height() * 0.36)
        colour = tint if self._kind == "danger" or not self.isEnabled() else "text.secondary"
        ink.text(under, self._key, "minor strong", colour, "centre", elide=False)

    def _paint_row(self, ink: Ink, area: QRectF) -> None:
        look, tint = self._look, self._tint()
        words = ink.width(self._words, self._font)
        gap = look.px(20 if self._kind == "toggle" else 24)
        icon = gap if self._icon or self._sending else 0.0
        key = ink.key_width(self._key) + look.px(10) if self._key else 0.0
        room = area.width() - look.px(4 if self._kind == "toggle" else 8)
        if icon + words + key > room:
            key = 0.0
        left = max(area.center().x() - (icon + words + key) / 2, area.left() + look.px(2))
        middle = area.center().y()
        if key and self._key_first:
            self._paint_key(ink, left + key - look.px(8), middle, tint)
            left += key
        if self._sending:
            ink.spinner(left, middle, 15, tint)
        elif self._icon:
            ink.icon(left, middle, self._icon, 16 if self._kind != "toggle" else 14, tint)
        text = QRectF(left + icon, area.top(), room - icon - key, area.height())
        drawn = ink.text(text, self._words, self._font, tint)
        if key and not self._key_first:
            self._paint_key(ink, left + icon + drawn + key, middle, tint)

    def _paint_key(self, ink: Ink, right: float, middle: float, tint: str) -> None:
        if self._kind == "primary" and self.isEnabled() and not self._sending:
            ink.key_cap(right, middle, self._key, tint, "accent.on_fill", "")
        elif not self.isEnabled():
            ink.key_cap(right, middle, self._key, "text.disabled", "outline.subtle", "")
        else:
            ink.key_cap(right, middle, self._key)

"""People and vehicles that were mentioned, as chips on one line."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.ink import Ink
from widgets.keys import KeyHere
from widgets.look import Look

Chip = tuple[str, str, str, int]
"""Icon, words, kind ("people", "vehicles") and place in its list."""


class MentionChips(QWidget):
    """One line: a chip for each, the open one framed; those that do not fit are counted.

    *Signals:* `asked(str, int)`: kind and place of the chip under the mouse.
    """

    asked = Signal(str, int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._chips: tuple[Chip, ...] = ()
        self._open: tuple[str, int] | None = None
        self._places: list[tuple[QRectF, str, int]] = []
        self._at = 0
        self._ringed = False
        self.setFixedHeight(look.px(26))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_chips(
        self, chips: tuple[tuple[str, str, str, int], ...], open_at: tuple[str, int] | None
    ) -> None:
        """Icon, words, kind and place of each."""
        self._chips, self._open = chips, open_at
        self._at = max(0, min(self._at, len(chips) - 1))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chips else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("; ".join(words for _, words, _, _ in chips))
        self.update()

    def keys_here(self) -> tuple[KeyHere, ...]:
        """The keys that add one."""
        translate = QCoreApplication.translate
        return (
            KeyHere("← →", translate("mentions", "otra persona o vehículo")),
            KeyHere("Enter", translate("mentions", "corregir lo escrito")),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right choose a chip, Enter opens it again."""
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            self._at = max(0, min(self._at + step, len(self._chips) - 1))
            self.setAccessibleDescription(self._chips[self._at][1] if self._chips else "")
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._chips:
            _, _, kind, place = self._chips[self._at]
            self.asked.emit(kind, place)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for the keyboard only."""
        self._ringed = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A chip is opened again."""
        for area, kind, place in self._places:
            if area.contains(event.position()):
                self.asked.emit(kind, place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Chips from the left; with none, how to add one."""
        ink, look = Ink(QPainter(self), self._look), self._look
        left, middle, right = 0.0, self.height() / 2, float(self.width())
        self._places = []
        translate = QCoreApplication.translate
        for key, words in (
            ("Alt V", translate("mentions", "Vehículo")),
            ("Alt P", translate("mentions", "Persona")),
        ):
            right = ink.key_cap(right, middle, key) - look.px(5)
            if not self._chips:
                right -= ink.text(
                    QRectF(0, 0, right, self.height()), words, "body", "text.secondary", "right", elide=False
                )
            right -= look.px(10)
        if not self._chips:
            hint = translate("mentions", "Personas y vehículos")
            ink.text(QRectF(0, 0, right, self.height()), hint, "body", "text.secondary")
        ringed = self._at if self._ringed and self.hasFocus() else -1
        # The one under the keyboard is always seen: those before it give way.
        first = max(0, ringed - 1)
        for place, (icon, words, kind, number) in list(enumerate(self._chips))[first:]:
            room = right - left
            if place + 1 < len(self._chips):  # the next is seen too, or at least counted
                room = min(room - look.px(34), max(room / 2, look.px(130)))
            width = min(ink.width(words, "caption strong") + look.px(36), max(room, 0))
            if room < look.px(70):
                more = translate("call_form", "+{n}").format(n=len(self._chips) - place)
                ink.text(QRectF(left, 0, right - left, self.height()), more, "caption", "text.secondary")
                return
            area = QRectF(left, 1, round(width), self.height() - 2)
            edge = "accent.text" if self._open == (kind, number) else "outline.default"
            ring = place == ringed
            ink.box(
                area,
                look.size("radius.chip"),
                "surface.raised",
                "focus.ring" if ring else edge,
                2.0 if ring else 1.0,
            )
            ink.icon(left + look.px(8), middle, icon, 14, "text.secondary")
            text = area.adjusted(look.px(27), 0, -look.px(6), 0)
            ink.text(text, words, "caption strong", "text.primary")
            self._places.append((area, kind, number))
            left += round(width + look.px(6))

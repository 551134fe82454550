"""What stands around a field: label, hint, key cap, note, and the sentence of what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from widgets.ink import Ink
from widgets.keys import shortcut
from widgets.look import Look
from widgets.plain_text import PlainLabel
from widgets.style import mark


class FieldHead(QWidget):
    """The line above a field: label, grey hint, and a note or the key that jumps to the field."""

    def __init__(
        self,
        look: Look,
        text: str,
        parent: QWidget | None = None,
        *,
        hint: str = "",
        key: str = "",
        target: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._text, self._hint, self._key, self._note = look, text, hint, key, ""
        self._note_colour = "text.tertiary"
        self.setFixedHeight(look.px(20))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if key and target is not None:
            shortcut(self, key, text, lambda: target.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def set_note(self, note: str, colour: str = "text.tertiary") -> None:
        """Words at the right: when it was saved, by whom it is edited."""
        if (note, colour) != (self._note, self._note_colour):
            self._note, self._note_colour = note, colour
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Label, hint, note or key."""
        ink, look = Ink(QPainter(self), self._look), self._look
        line = QRectF(0, 0, self.width(), self.height() - look.px(2))
        right = float(self.width())
        if self._key:
            right = ink.key_cap(right, line.center().y(), self._key) - look.px(8)
        if self._note:
            right -= ink.text(
                QRectF(0, 0, right, line.height()), self._note, "body", self._note_colour, "right"
            ) + look.px(8)
        left = ink.text(QRectF(0, 0, right, line.height()), self._text, "body", "text.secondary")
        if self._hint:
            ink.text(
                QRectF(left + look.px(8), 0, right - left - look.px(8), line.height()),
                self._hint,
                "body",
                "text.tertiary",
            )


class Labelled(QWidget):
    """A field under its label, with room for the sentence of what is wrong."""

    def __init__(
        self,
        look: Look,
        text: str,
        field: QWidget,
        parent: QWidget | None = None,
        *,
        hint: str = "",
        key: str = "",
    ) -> None:
        super().__init__(parent)
        self.field = field
        self.head = FieldHead(look, text, self, hint=hint, key=key, target=field)
        self._wrong = PlainLabel("", self, lines=True)
        self._wrong.setFont(look.font("caption"))
        self._wrong.setProperty("tone", "high")
        self._wrong.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(look.px(2))
        rows.addWidget(self.head)
        rows.addWidget(field)
        rows.addWidget(self._wrong)

    def set_wrong(self, sentence: str) -> None:
        """What is wrong with the field, under it; empty when nothing is."""
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        mark(self.field, "invalid", bool(sentence))

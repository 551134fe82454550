"""Fields to type in: one line with an icon inside, and several lines; plain, visible and capped."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QValidator,
)
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from widgets.ink import Ink
from widgets.look import Look
from widgets.plain_text import visible
from widgets.style import mark


class PlainValidator(QValidator):
    """Turns characters that cannot be seen into visible escapes as they are typed or pasted."""

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Always acceptable, once visible."""
        shown = visible(text, cap=max(400, len(text)))
        return QValidator.State.Acceptable, shown, position + len(shown) - len(text)


def is_key_of_a_pane(event: QKeyEvent) -> bool:
    """Alt with a letter or digit: a shortcut that found nobody; Qt would write it into the field."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return held == Qt.KeyboardModifier.AltModifier and event.text().isprintable() and event.text() != ""


class LineField(QLineEdit):
    """One line of text with an icon at its right; `cap` characters at most."""

    def __init__(
        self,
        look: Look,
        name: str,
        parent: QWidget | None = None,
        *,
        cap: int = 120,
        icon: str = "",
        kind: str = "input medium",
        height: int = 0,
        visible_only: bool = True,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = _Badge(look, self)
        self.setAccessibleName(name)
        self.setFont(look.font(kind))
        self.setMaxLength(cap)
        if visible_only:
            self.setValidator(PlainValidator(self))
        self.setFixedHeight(look.px(height) if height else look.size("size.field"))
        self.set_icon(icon)

    def set_icon(self, icon: str, colour: str = "text.tertiary", word: str = "") -> None:
        """An icon and, before it, a word: EN LISTA beside a plate."""
        self._icon.show_icon(icon, colour, word)
        width = self._icon.sizeHint().width() if icon or word else 0
        self.setTextMargins(0, 0, width, 0)
        self._place()

    def set_invalid(self, invalid: bool) -> None:
        """The orange edge of a field that cannot be accepted."""
        mark(self, "invalid", invalid)

    def set_pending(self, pending: bool) -> None:
        """Sent and not answered: a spinner at the right."""
        self._icon.show_spinner(pending)
        self._place()

    def fill(self, text: str) -> None:
        """Show this text, whatever was there."""
        self.setText(visible(text, cap=self.maxLength()))

    def set_text_keeping_caret(self, text: str) -> None:
        """Show a text that came from outside unless it is there already; never while it is being typed in."""
        shown = visible(text, cap=self.maxLength())
        if shown != self.text() and not self.hasFocus():
            self.setText(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A pane's key is no text."""
        if is_key_of_a_pane(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The icon stays at the right."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        width = self._icon.sizeHint().width()
        self._icon.setGeometry(self.width() - width - self._look.px(6), 1, width, self.height() - 2)


class _Badge(QWidget):
    """The icon inside a field: a child of it, for a parent paints below its children."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._name, self._colour, self._word, self._spins = look, "", "", "", False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, name: str, colour: str, word: str) -> None:
        self._name, self._colour, self._word = name, colour, word
        self.update()

    def show_spinner(self, spins: bool) -> None:
        self._spins = spins
        self.update()

    def sizeHint(self) -> QSize:
        width = self._look.px(26) if self._name or self._spins else 0
        if self._word:
            width += round(self._look.metrics("caption heavy").horizontalAdvance(self._word)) + self._look.px(
                10
            )
        return QSize(width, self._look.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        ink = Ink(QPainter(self), self._look)
        middle, right = self.height() / 2, float(self.width())
        if self._spins:
            ink.spinner(right - self._look.px(22), middle, 16)
            return
        if self._word:
            area = QRectF(0, 0, right - self._look.px(4), self.height())
            right -= ink.text(
                area, self._word, "caption heavy", self._colour, "right", elide=False
            ) + self._look.px(10)
        if self._name:
            ink.icon(right - self._look.px(22), middle, self._name, 16, self._colour)


class TextField(QPlainTextEdit):
    """Several lines of plain text, `cap` characters at most; Tab goes on to the next field.

    *Signals:* `typed(str)`: the whole text after every change a person makes (never by
    `set_text_keeping_caret`).
    """

    typed = Signal(str)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None, *, cap: int = 8000) -> None:
        super().__init__(parent)
        self._cap = cap
        self.setAccessibleName(name)
        self.setFont(look.font("input regular"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(look.px(3))
        self._filling = False
        self.textChanged.connect(self._keep_cap)

    def fill(self, text: str) -> None:
        """Show this text, whatever was there, without telling anyone."""
        self._filling = True
        self.setPlainText(visible(text, cap=self._cap, lines=True))
        self._filling = False
        self.moveCursor(QTextCursor.MoveOperation.End)

    def set_text_keeping_caret(self, text: str) -> None:
        """Show a text that came from outside unless it is there already; never while it is being typed in."""
        if not self.hasFocus() and visible(text, cap=self._cap, lines=True) != self.toPlainText():
            self.fill(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A pane's key is no text."""
        if is_key_of_a_pane(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted is plain, visible and fits."""
        room = self._cap - len(self.toPlainText()) + len(self.textCursor().selectedText())
        if source.hasText() and room > 0:
            self.insertPlainText(visible(source.text()[:room], cap=room, lines=True))

    def _keep_cap(self) -> None:
        excess = len(self.toPlainText()) - self._cap
        if excess > 0:
            cursor = self.textCursor()
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, excess)
            cursor.removeSelectedText()
        elif not self._filling:
            self.typed.emit(self.toPlainText())

"""Fields and what stands around them: label, hint, key cap, note, and the sentence of what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
    QTextCursor,
    QValidator,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from domain.severity import Severity
from widgets import severity as marks
from widgets.buttons import sequence
from widgets.ink import Ink
from widgets.look import Look
from widgets.plain_text import PlainLabel, visible
from widgets.style import mark


class PlainValidator(QValidator):
    """Turns characters that cannot be seen into visible escapes as they are typed or pasted."""

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Always acceptable, once visible."""
        shown = visible(text, cap=max(400, len(text)))
        return QValidator.State.Acceptable, shown, position + len(shown) - len(text)


class LineField(QLineEdit):
    """One line of text with an icon at its right; `cap` characters at most."""

    def __init__(
        self, look: Look, name: str, parent: QWidget | None = None, *, cap: int = 120, icon: str = "",
        kind: str = "input medium", height: int = 0,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = _Badge(look, self)
        self.setAccessibleName(name)
        self.setFont(look.font(kind))
        self.setMaxLength(cap)
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

    def set_text_keeping_caret(self, text: str) -> None:
        """Show a text that came from outside unless it is there already; never while it is being typed in."""
        shown = visible(text, cap=self.maxLength())
        if shown != self.text() and not self.hasFocus():
            self.setText(shown)

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
            width += round(self._look.metrics("caption heavy").horizontalAdvance(self._word)) + self._look.px(10)
        return QSize(width, self._look.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        ink = Ink(QPainter(self), self._look)
        middle, right = self.height() / 2, float(self.width())
        if self._spins:
            ink.spinner(right - self._look.px(22), middle, 16)
            return
        if self._word:
            area = QRectF(0, 0, right - self._look.px(4), self.height())
            right -= ink.text(area, self._word, "caption heavy", self._colour, "right", elide=False) + self._look.px(10)
        if self._name:
            ink.icon(right - self._look.px(22), middle, self._name, 16, self._colour)


class TextField(QPlainTextEdit):
    """Several lines of plain text, `cap` characters at most; Tab goes on to the next field."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None, *, cap: int = 8000) -> None:
        super().__init__(parent)
        self._cap = cap
        self.setAccessibleName(name)
        self.setFont(look.font("input regular"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(look.px(3))
        self.textChanged.connect(self._keep_cap)

    def set_text_keeping_caret(self, text: str) -> None:
        """Show a text that came from outside unless it is there already; never while it is being typed in."""
        shown = visible(text, cap=self._cap, lines=True)
        if shown != self.toPlainText() and not self.hasFocus():
            self.setPlainText(shown)
            self.moveCursor(QTextCursor.MoveOperation.End)

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


class ChoiceField(QComboBox):
    """A list to choose from; carries a severity mark when its choices have one.

    *Signals:* `picked(str)`: the code that a person chose (never sent by `set_code`).
    """

    picked = Signal(str)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None, *, kind: str = "input medium") -> None:
        super().__init__(parent)
        self._look = look
        self._kind = kind
        self._marks: dict[str, Severity] = {}
        self.setAccessibleName(name)
        self.setFont(look.font(kind))
        self.setFixedHeight(look.size("size.field"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setMaxVisibleItems(18)
        self.activated.connect(lambda index: self.picked.emit(self.itemData(index)))

    def set_choices(self, choices: tuple[tuple[str, str], ...], severities: dict[str, Severity] | None = None) -> None:
        """Codes with their words, in order; the code that was chosen stays when it is still there."""
        kept = self.code()
        self._marks = severities or {}
        self.clear()
        for code, words in choices:
            self.addItem(visible(words), code)
        self.set_code(kept)

    def code(self) -> str:
        """The chosen code, empty when none is."""
        return self.currentData() or ""

    def set_code(self, code: str) -> None:
        """Show this choice; an empty or unknown code shows none."""
        self.setCurrentIndex(self.findData(code) if code else -1)
        found = self._marks.get(code)
        mark(self, "severity", marks.key(found) if found else "")
        self.update()

    def wheelEvent(self, event: QEvent) -> None:
        """A wheel that passes over a form changes nothing in it."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sheet's frame, then mark, words and caret."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        ink, look = Ink(painter, self._look), self._look
        middle, right = self.height() / 2, self.width() - look.px(28)
        severity = self._marks.get(self.code())
        colour = "text.primary" if self.isEnabled() else "text.tertiary"
        left = float(look.px(10))
        if severity is not None:
            marks.paint_mark(painter, look, severity, QPointF(left + look.px(9), middle), look.px(18))
            left += look.px(25)
            colour = f"severity.{marks.key(severity)}"
        words = self.currentText() if self.currentIndex() >= 0 else self.placeholderText()
        if self.currentIndex() < 0:
            colour = "text.tertiary"
        kind = "input heavy" if severity is not None else self._kind
        ink.text(QRectF(left, 0, right - left, self.height()), words, kind, colour)
        ink.icon(self.width() - look.px(25), middle, "caret-down", 14, "text.secondary" if severity is None else colour)
        painter.end()


class FieldHead(QWidget):
    """The line above a field: label, grey hint, and at the right a note or a key cap that jumps to the field."""

    def __init__(
        self, look: Look, text: str, parent: QWidget | None = None, *, hint: str = "", key: str = "",
        target: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._text, self._hint, self._key, self._note = look, text, hint, key, ""
        self._note_colour = "text.tertiary"
        self.setFixedHeight(look.px(20))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if key and target is not None:
            jump = QShortcut(sequence(key), self)
            jump.activated.connect(lambda: target.setFocus(Qt.FocusReason.ShortcutFocusReason))

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
            right -= ink.text(QRectF(0, 0, right, line.height()), self._note, "body", self._note_colour, "right") + look.px(8)
        left = ink.text(QRectF(0, 0, right, line.height()), self._text, "body", "text.secondary")
        if self._hint:
            ink.text(QRectF(left + look.px(8), 0, right - left - look.px(8), line.height()), self._hint, "body", "text.tertiary")


class Labelled(QWidget):
    """A field under its label, with room for the sentence of what is wrong."""

    def __init__(
        self, look: Look, text: str, field: QWidget, parent: QWidget | None = None, *, hint: str = "", key: str = ""
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


class ChoiceStrip(QWidget):
    """A few answers side by side; arrows or a click choose, a second click takes the answer back.

    *Signals:* `picked(str)`: the code that a person chose, empty when taken back.
    """

    picked = Signal(str)

    def __init__(self, look: Look, name: str, choices: tuple[tuple[str, str], ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._choices, self._code = look, choices, ""
        self._hover = -1
        self._ringed = False
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setFixedHeight(look.px(28))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def code(self) -> str:
        """The chosen code, empty when none is."""
        return self._code

    def set_code(self, code: str) -> None:
        """Show this answer."""
        if code != self._code:
            self._code = code
            words = dict(self._choices).get(code, "")
            self.setAccessibleDescription(words)
            self.update()

    def sizeHint(self) -> QSize:
        """Room for the longest answer in each part."""
        widest = max(self._look.metrics("body strong").horizontalAdvance(words) for _, words in self._choices)
        return QSize(round(widest + self._look.px(20)) * len(self._choices), self._look.px(28))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the answer, 1 to 9 choose one."""
        codes = [code for code, _ in self._choices]
        place = codes.index(self._code) if self._code in codes else -1
        if event.key() == Qt.Key.Key_Right:
            self._pick(codes[min(place + 1, len(codes) - 1)])
        elif event.key() == Qt.Key.Key_Left:
            self._pick(codes[max(place - 1, 0)])
        elif event.text().isdigit() and 1 <= int(event.text()) <= len(codes):
            self._pick(codes[int(event.text()) - 1])
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._pick("")
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the part under the mouse."""
        code = self._choices[self._part_at(event.position().x())][0]
        self._pick("" if code == self._code else code)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the part under the mouse."""
        part = self._part_at(event.position().x())
        if part != self._hover:
            self._hover = part
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing under the mouse."""
        self._hover = -1
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for the keyboard only."""
        self._ringed = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def _part_at(self, x: float) -> int:
        return min(len(self._choices) - 1, max(0, int(x * len(self._choices) / max(1, self.width()))))

    def _pick(self, code: str) -> None:
        if code != self._code:
            self.set_code(code)
            self.picked.emit(code)

    def paintEvent(self, event: QPaintEvent) -> None:
        """One frame, the chosen part filled."""
        ink, look = Ink(QPainter(self), self._look), self._look
        area = QRectF(self.rect())
        radius = look.size("radius.control")
        ring = self._ringed and self.hasFocus()
        ink.box(area, radius, "surface.field", "focus.ring" if ring else "outline.control", 2.0 if ring else 1.0)
        step = area.width() / len(self._choices)
        chosen = [code for code, _ in self._choices].index(self._code) if self._code in dict(self._choices) else -1
        for part, (_, words) in enumerate(self._choices):
            cell = QRectF(area.left() + part * step, area.top(), step, area.height())
            inner = cell.adjusted(2, 2, -2, -2)
            if part == chosen:
                ink.box(inner, radius - 1, "accent.fill")
            elif part == self._hover:
                ink.box(inner, radius - 1, "surface.hover")
            if part and part - 1 != chosen and part != chosen:
                ink.fill(QRectF(round(cell.left()), area.top() + look.px(8), 1, area.height() - look.px(16)), "outline.default")
            colour = "accent.on_fill" if part == chosen else "text.primary" if part == self._hover else "text.secondary"
            ink.text(inner, words, "body heavy" if part == chosen else "body medium", colour, "centre")

"""Fields to choose in: a list that may carry severity marks, and a strip of a few answers side by side."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from domain.severity import Severity
from widgets import severity as marks
from widgets.ink import Ink
from widgets.keys import KeyHere
from widgets.look import Look
from widgets.plain_text import visible
from widgets.style import mark


class ChoiceField(QComboBox):
    """A list to choose from; carries a severity mark when its choices have one.

    *Signals:* `picked(str)`: the code that a person chose (never sent by `set_code`).
    """

    picked = Signal(str)

    def __init__(
        self, look: Look, name: str, parent: QWidget | None = None, *, kind: str = "input medium"
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._kind = kind
        self._marks: dict[str, Severity] = {}
        self.setAccessibleName(name)
        self.view().setAccessibleName(name)
        self.setFont(look.font(kind))
        self.setFixedHeight(look.size("size.field"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setMaxVisibleItems(18)
        self.activated.connect(lambda index: self.picked.emit(self.itemData(index)))

    def set_choices(
        self, choices: tuple[tuple[str, str], ...], severities: dict[str, Severity] | None = None
    ) -> None:
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
        ink.icon(
            self.width() - look.px(25),
            middle,
            "caret-down",
            14,
            "text.secondary" if severity is None else colour,
        )
        painter.end()


class ChoiceStrip(QWidget):
    """A few answers side by side; arrows or a click choose, a second click takes the answer back.

    *Signals:* `picked(str)`: the code that a person chose, empty when taken back; `digit()`: it was chosen
    for good, with its digit or Enter, so that the keyboard may go on.
    """

    picked = Signal(str)
    digit = Signal()

    def __init__(
        self, look: Look, name: str, choices: tuple[tuple[str, str], ...], parent: QWidget | None = None
    ) -> None:
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

    def keys_here(self) -> tuple[KeyHere, ...]:
        """The keys of a question."""
        translate = QCoreApplication.translate
        return (
            KeyHere("1 … 9", translate("keys", "responder con ese número")),
            KeyHere("← →", translate("keys", "otra respuesta")),
            KeyHere(translate("workspace", "Supr"), translate("keys", "sin respuesta")),
        )

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
            self.digit.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.digit.emit()
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
        ink.box(
            area, radius, "surface.field", "focus.ring" if ring else "outline.control", 2.0 if ring else 1.0
        )
        step = area.width() / len(self._choices)
        chosen = (
            [code for code, _ in self._choices].index(self._code) if self._code in dict(self._choices) else -1
        )
        for part, (_, words) in enumerate(self._choices):
            cell = QRectF(area.left() + part * step, area.top(), step, area.height())
            inner = cell.adjusted(2, 2, -2, -2)
            if part == chosen:
                ink.box(inner, radius - 1, "accent.fill")
            elif part == self._hover:
                ink.box(inner, radius - 1, "surface.hover")
            if part and part - 1 != chosen and part != chosen:
                ink.fill(
                    QRectF(round(cell.left()), area.top() + look.px(8), 1, area.height() - look.px(16)),
                    "outline.default",
                )
            colour = (
                "accent.on_fill"
                if part == chosen
                else "text.primary"
                if part == self._hover
                else "text.secondary"
            )
            ink.text(inner, words, "body heavy" if part == chosen else "body medium", colour, "centre")

"""The field of the incident type: what is typed, a code or words, is looked for as it is typed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets import severity as marks
from widgets.fields import LineField
from widgets.incident_types import agency_word, by_code, find_types, type_word
from widgets.ink import Ink
from widgets.keys import KeyHere
from widgets.look import Look

ROW = 30
MOST = 8


class TypeField(LineField):
    """Shows the chosen type; while somebody types, a list under it shows what may be meant.

    Up and down choose, Enter or Tab takes, Esc leaves all as it was. What stands in the field and was not
    taken is no answer: the field shows the chosen type again when the keyboard leaves it.

    *Signals:* `picked(str)`: the code that a person took (never sent by `set_code`).
    """

    picked = Signal(str)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, name, parent, cap=60, icon="caret-down")
        self._code = ""
        self._list = TypeList(look, self)
        self._list.taken.connect(self._take)
        self.textEdited.connect(self._look_for)

    def code(self) -> str:
        """The chosen code, empty when none is."""
        return self._code

    def set_code(self, code: str) -> None:
        """Show this type; an empty or unknown code shows none. What is being typed is left alone."""
        self._code = code if by_code(code) is not None else ""
        if self._list.isHidden():
            self._show_chosen()

    def offered(self) -> tuple[str, ...]:
        """The codes in the list, none when it is not open."""
        return self._list.codes() if self._list.isVisible() else ()

    def keys_here(self) -> tuple[KeyHere, ...]:
        """The keys of the field."""
        translate = QCoreApplication.translate
        return (
            KeyHere("↑ ↓", translate("keys", "elegir un tipo")),
            KeyHere("Enter", translate("keys", "tomar el tipo elegido")),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The list is walked without leaving the field."""
        key, is_open = event.key(), self._list.isVisible()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if is_open:
                self._list.step(1 if key == Qt.Key.Key_Down else -1)
            else:
                self._look_for("" if self._code else self.text())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_open:
            self._take(self._list.chosen())
        elif key == Qt.Key.Key_Escape and is_open:
            self._shut()
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Typing replaces what stands there."""
        super().focusInEvent(event)
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.MouseFocusReason,
        ):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tab takes the first that was found; another window only interrupts."""
        if self._list.isVisible() and event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            wanted = self._list.chosen() if event.reason() is Qt.FocusReason.TabFocusReason else ""
            if wanted:
                self._take(wanted)
            else:
                self._shut()
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the list."""
        super().mousePressEvent(event)
        self.selectAll()
        self._look_for("")

    def _look_for(self, typed: str) -> None:
        found = find_types(typed, MOST)
        self._list.set_codes(found, self._code)
        self._list.stand_under(self)

    def _take(self, code: str) -> None:
        self._list.put_away(self)
        if code:
            self._code = code
        self._show_chosen()
        if code:
            self.picked.emit(code)

    def _shut(self) -> None:
        self._list.put_away(self)
        self._show_chosen()

    def _show_chosen(self) -> None:
        words = QCoreApplication.translate("call_form", "{name} · {code}")
        shown = words.format(name=type_word(self._code), code=self._code) if self._code else ""
        if shown != self.text():
            self.setText(shown)
            self.setCursorPosition(0)


class TypeList(QWidget):
    """The list under the field; it never has the keyboard.

    *Signals:* `taken(str)`: the code under the mouse.
    """

    taken = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.hide()
        self._codes: tuple[str, ...] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(QCoreApplication.translate("call_form", "Tipos que coinciden"))

    def codes(self) -> tuple[str, ...]:
        """What is offered."""
        return self._codes

    def set_codes(self, codes: tuple[str, ...], chosen: str = "") -> None:
        """Offer these; the first is under the cursor unless the chosen one is there."""
        self._codes = codes
        self._at = codes.index(chosen) if chosen in codes else 0
        self.update()

    def chosen(self) -> str:
        """The code under the cursor."""
        return self._codes[self._at] if self._codes else ""

    def step(self, by: int) -> None:
        """Move the cursor; it stops at the ends."""
        self._at = max(0, min(len(self._codes) - 1, self._at + by))
        self.setAccessibleDescription(type_word(self.chosen()))
        self.update()

    def stand_under(self, field: QWidget) -> None:
        """Take the place under a field, over everything else in its window."""
        host = field.window()
        if self.parentWidget() is not host:
            self.setParent(host)
        rows = max(1, len(self._codes))
        corner = field.mapTo(host, QPoint(0, field.height() + self._look.px(2)))
        width = max(field.width(), self._look.px(420))
        width = min(width, host.width() - corner.x() - self._look.px(8))
        self.setGeometry(corner.x(), corner.y(), width, self._look.px(ROW) * rows + 8)
        self.show()
        self.raise_()

    def put_away(self, field: QWidget) -> None:
        """Back to the field that it belongs to, unseen."""
        self.hide()
        if self.parentWidget() is not field:
            self.setParent(field)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the row under the mouse."""
        row = int((event.position().y() - 4) // max(1, self._look.px(ROW)))
        if 0 <= row < len(self._codes):
            self._at = row
            self.taken.emit(self._codes[row])

    def paintEvent(self, event: QPaintEvent) -> None:
        """A row a type: severity, name, agencies, code."""
        painter = QPainter(self)
        ink, look = Ink(painter, self._look), self._look
        ink.box(QRectF(self.rect()), look.size("radius.control"), "surface.raised", "outline.default")
        if not self._codes:
            none = QCoreApplication.translate("call_form", "Ningún tipo se le parece")
            ink.text(QRectF(self.rect()).adjusted(look.px(12), 0, 0, 0), none, "body", "text.secondary")
            return
        for place, code in enumerate(self._codes):
            row = QRectF(1, 4 + place * look.px(ROW), self.width() - 2, look.px(ROW))
            self._paint_row(painter, ink, row, code, place == self._at)

    def _paint_row(self, painter: QPainter, ink: Ink, row: QRectF, code: str, chosen: bool) -> None:
        look, kind = self._look, by_code(code)
        if kind is None:
            return
        if chosen:
            ink.fill(row, "surface.selected")
            bar = QRectF(row.left(), row.top(), look.size("size.selection_bar"), row.height())
            ink.fill(bar, "accent.bar")
        middle = QPointF(row.left() + look.px(20), row.center().y())
        marks.paint_mark(painter, look, kind.priority, middle, look.px(16))
        inner = row.adjusted(look.px(36), 0, -look.px(10), 0)
        inner.setRight(
            inner.right()
            - ink.text(inner, code, "body mono", "text.secondary", "right", elide=False)
            - look.px(12)
        )
        name = "body heavy" if chosen else "body medium"
        inner.setLeft(inner.left() + ink.text(inner, type_word(code), name, "text.primary") + look.px(12))
        agencies = " · ".join(agency_word(agency) for agency in kind.agencies)
        ink.text(inner, agencies, "caption", "text.tertiary", "right")

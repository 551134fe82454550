"""Fields of a form with their labels, side by side, and under each the sentence of what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.administration.values import EntryField, FieldKind, Verdict
from widgets.choices import ChoiceField
from widgets.fields import LineField
from widgets.ink import Ink
from widgets.look import Look
from widgets.style import mark

LABEL = 20
SENTENCE = 16


class Entry(QWidget):
    """One field under its label; the line below it says what is wrong, or a quiet note.

    *Signals:* `changed` when a person changed the value; `entered` on Enter.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, look: Look, told: EntryField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self.told = look, told
        self._wrong = self._note = ""
        self.field: LineField | ChoiceField
        if told.kind is FieldKind.CHOICE:
            choice = ChoiceField(look, told.label, self)
            choice.set_choices(told.choices)
            choice.set_code(told.value)
            choice.setPlaceholderText(told.hint)
            choice.setEnabled(not told.fixed)
            choice.picked.connect(lambda _: self.changed.emit())
            self.field = choice
        else:
            line = LineField(look, told.label, self, cap=told.cap)
            line.fill(told.value)
            line.setPlaceholderText(told.hint)
            line.setReadOnly(told.fixed)
            line.textEdited.connect(lambda _: self.changed.emit())
            line.returnPressed.connect(self.entered)
            self.field = line
        self.setFocusProxy(self.field)
        self.setFixedHeight(look.px(LABEL) + look.size("size.field"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def value(self) -> str:
        """What is entered: the text, or the chosen code."""
        return self.field.code() if isinstance(self.field, ChoiceField) else self.field.text().strip()

    def set_value(self, value: str) -> None:
        """Show another value, without a signal."""
        if isinstance(self.field, ChoiceField):
            self.field.set_code(value)
        else:
            self.field.fill(value)

    def set_said(self, wrong: str, note: str = "") -> None:
        """The sentence under the field; a wrong one turns its edge orange."""
        if (wrong, note) != (self._wrong, self._note):
            self._wrong, self._note = wrong, note
            mark(self.field, "invalid", bool(wrong))
            self.field.setAccessibleDescription(wrong or note)

    def said(self) -> tuple[str, str]:
        """The wrong sentence and the quiet note."""
        return self._wrong, self._note

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The field stands under its label."""
        self.field.setGeometry(0, self._look.px(LABEL), self.width(), self._look.size("size.field"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The label; the sentence below is drawn by the grid, for it may be longer than the field."""
        ink, look = Ink(QPainter(self), self._look), self._look
        label = QRectF(0, 0, self.width(), look.px(LABEL - 2))
        ink.text(label, self.told.label, "body", "text.secondary")


class EntryGrid(QWidget):
    """Entries in lines of at most `across`; the widths of a line follow what each field's `grow` asks for.

    *Signals:* `changed` when a person changed any value; `entered` on Enter in any.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, look: Look, across: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._across = look, across
        self.entries: dict[str, Entry] = {}
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_fields(self, fields: tuple[EntryField, ...]) -> None:
        """Another form; what was typed into fields of the same codes is gone."""
        for entry in self.entries.values():
            entry.hide()
            entry.setParent(None)
            entry.deleteLater()
        self.entries = {told.code: Entry(self._look, told, self) for told in fields}
        for entry in self.entries.values():
            entry.changed.connect(self.changed)
            entry.entered.connect(self.entered)
            entry.show()
        last: QWidget | None = None
        for entry in self.entries.values():
            if last is not None:
                QWidget.setTabOrder(last, entry.field)
            last = entry.field
        self._place()

    def set_across(self, across: int) -> None:
        """So many fields in a line."""
        if across != self._across:
            self._across = across
            self._place()

    def values(self) -> dict[str, str]:
        """What is entered, by the fields' codes."""
        return {code: entry.value() for code, entry in self.entries.items()}

    def set_verdict(self, verdict: Verdict) -> None:
        """What the rules say of each field."""
        for code, entry in self.entries.items():
            entry.set_said(verdict.wrong.get(code, ""), verdict.notes.get(code, ""))
        self.update()

    def take_focus(self) -> None:
        """The keyboard to the first field that can be changed."""
        able = [entry for entry in self.entries.values() if not entry.told.fixed]
        if able:
            able[0].field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if isinstance(able[0].field, LineField):
                able[0].field.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width."""
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sentences under the fields; each may go on under neighbours that have none."""
        ink, look = Ink(QPainter(self), self._look), self._look
        for line in self._lines():
            right = float(self.width())
            for entry in reversed(line):
                wrong, note = entry.said()
                if not wrong and not note:
                    continue
                left, top = float(entry.x()), entry.geometry().bottom() + 1
                kind = "caption medium" if wrong else "caption"
                need = ink.width(wrong or note, kind) + (look.px(18) if wrong else 0)
                if entry is line[-1]:  # the last one may begin further left
                    free = max(
                        (e.geometry().right() for e in line[:-1] if any(e.said())), default=-look.px(8)
                    )
                    left = max(min(left, right - need), free + look.px(8))
                area = QRectF(left, top, right - left, look.px(SENTENCE))
                if wrong and need <= area.width():
                    ink.icon(area.left(), area.center().y(), "warning-fill", 12, "severity.high")
                    area.setLeft(area.left() + look.px(18))
                ink.text(area, wrong or note, kind, "severity.high" if wrong else "text.secondary")
                right = left - look.px(8)

    def _lines(self) -> list[list[Entry]]:
        every = list(self.entries.values())
        return [every[n : n + self._across] for n in range(0, len(every), self._across)]

    def _place(self) -> None:
        gap = self._look.px(8)
        top = 0
        for line in self._lines():
            shares = sum(entry.told.grow for entry in line)
            room, left = self.width() - gap * (len(line) - 1), 0
            for number, entry in enumerate(line):
                wide = room * entry.told.grow // shares
                if number == len(line) - 1:
                    wide = self.width() - left
                entry.setGeometry(left, top, wide, entry.height())
                left += wide + gap
            top += line[0].height() + self._look.px(SENTENCE)
        if self.height() != top or self.minimumHeight() != top:
            self.setFixedHeight(max(1, top))

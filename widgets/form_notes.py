"""What is known before the caller says it: dangers of the place, and what its past and the number's are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.ink import Ink
from widgets.look import Look

MOST_LINES = 10


@dataclass(frozen=True, slots=True)
class Danger:
    """A danger of the place: its words, who noted it and how long ago, as they are shown."""

    words: str
    source: str
    age: str
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Past:
    """One line of what was before: an icon of the Phosphor font, words, and when, as they are shown."""

    icon: str
    words: str
    detail: str
    when: str


class DangerLine(QWidget):
    """A tinted line that is never folded away: the crew's life may hang on it.

    *Signals:* `asked()`: a click wants all of it.
    """

    asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._dangers: tuple[Danger, ...] = ()
        self.setFixedHeight(look.px(28))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_dangers(self, dangers: tuple[Danger, ...]) -> None:
        """Show these; the first is the gravest."""
        if dangers != self._dangers:
            self._dangers = dangers
            told = "; ".join(f"{one.words} ({one.source}, {one.age})" for one in dangers)
            title = QCoreApplication.translate("call_form", "Peligros del lugar")
            self.setAccessibleName(f"{title}: {told}" if told else "")
            self.update()

    def dangers(self) -> tuple[Danger, ...]:
        """What is shown."""
        return self._dangers

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """All of it."""
        self.asked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Warning, words of all, source and age of the first."""
        if not self._dangers:
            return
        ink, look = Ink(QPainter(self), self._look), self._look
        area = QRectF(self.rect())
        ink.box(area, look.size("radius.control"), "severity.high_tint", "severity.high")
        ink.icon(look.px(9), area.center().y(), "warning-fill", 16, "severity.high")
        first = self._dangers[0]
        inner = area.adjusted(look.px(32), 0, -look.px(10), 0)
        roomy = inner.width() > look.px(380)
        note = f"{first.source} · {first.age}" if roomy else first.age
        inner.setRight(
            inner.right()
            - ink.text(inner, note, "caption", "text.secondary", "right", elide=False)
            - look.px(10)
        )
        ink.text(inner, " · ".join(one.words for one in self._dangers), "body heavy", "text.primary")


class HistoryLine(QWidget):
    """One grey line: how often this number called and what was at this place.

    *Signals:* `asked()`: a click wants the list.
    """

    asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = ""
        self.setFixedHeight(look.px(22))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str) -> None:
        """Say this; empty for nothing known."""
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            self.update()

    def words(self) -> str:
        """What is said."""
        return self._words

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The list."""
        self.asked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon, words, the key of the list."""
        if not self._words:
            return
        ink, look = Ink(QPainter(self), self._look), self._look
        area = QRectF(self.rect())
        ink.icon(0, area.center().y(), "clock-counter-clockwise", 16, "text.secondary")
        right = ink.key_cap(area.right(), area.center().y(), "Alt H") - look.px(8)
        ink.text(QRectF(look.px(23), 0, right - look.px(23), area.height()), self._words, "body",
                 "text.secondary")  # fmt: skip


class HistoryList(QWidget):
    """The list over the form: dangers first, then earlier incidents and calls; it takes no keyboard."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._home = look, parent
        self._dangers: tuple[Danger, ...] = ()
        self._past: tuple[Past, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(QCoreApplication.translate("call_form", "Antecedentes"))
        self.hide()

    def set_lines(self, dangers: tuple[Danger, ...], past: tuple[Past, ...]) -> None:
        """What there is to show."""
        self._dangers, self._past = dangers, past[: max(0, MOST_LINES - len(dangers))]
        told = [f"{one.words}: {one.source}, {one.age}" for one in self._dangers]
        told += [f"{one.words}, {one.detail}, {one.when}" for one in self._past]
        self.setAccessibleDescription("; ".join(told))
        if not (self._dangers or self._past):
            self.put_away()
        elif self.isVisible():
            self.resize(self.width(), self._high())
        self.update()

    def stand_over(self, line: QWidget) -> None:
        """Take the place over a line of the form, in front of everything in its window."""
        host = line.window()
        if self.parentWidget() is not host:
            self.setParent(host)
        corner = line.mapTo(host, QPoint(0, 0))
        high = self._high()
        self.setGeometry(corner.x(), max(0, corner.y() - high - self._look.px(4)), line.width(), high)
        self.show()
        self.raise_()

    def put_away(self) -> None:
        """Back to the form, unseen."""
        self.hide()
        if self.parentWidget() is not self._home:
            self.setParent(self._home)

    def _high(self) -> int:
        return self._look.px(30) * (len(self._dangers) + len(self._past)) + 8

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click closes it."""
        self.put_away()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A row each."""
        ink, look = Ink(QPainter(self), self._look), self._look
        ink.box(QRectF(self.rect()), look.size("radius.control"), "surface.raised", "outline.default")
        high, top = look.px(30), 4
        rows = [("warning-fill", "severity.high", one.words, one.source, one.age) for one in self._dangers]
        rows += [(one.icon, "text.secondary", one.words, one.detail, one.when) for one in self._past]
        for place, (icon, colour, words, detail, when) in enumerate(rows):
            row = QRectF(look.px(10), top + place * high, self.width() - look.px(20), high)
            ink.icon(row.left(), row.center().y(), icon, 16, colour)
            inner = row.adjusted(look.px(24), 0, 0, 0)
            inner.setRight(
                inner.right()
                - ink.text(inner, when, "body", "text.secondary", "right", elide=False)
                - look.px(10)
            )
            drawn = ink.text(inner, words, "body heavy", "text.primary")
            inner.setLeft(inner.left() + drawn + look.px(10))
            ink.text(inner, detail, "body", "text.tertiary")

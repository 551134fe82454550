"""A card that scrolls: parts one under another, with buttons pinned below and the reason beside them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from domain.severity import Severity
from widgets.buttons import ActionButton
from widgets.ink import Ink
from widgets.look import Look
from widgets.severity import paint_mark


class CardBody(QScrollArea):
    """The scrolled part of a card."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plain")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        inside = QWidget()
        inside.setObjectName("pane_body")
        self.rows = QVBoxLayout(inside)
        self.rows.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(10))
        self.rows.setSpacing(look.px(8))
        self.setWidget(inside)

    def add(self, part: QWidget) -> None:
        """One part more, under the others."""
        self.rows.addWidget(part)

    def end(self) -> None:
        """What is left over stays below."""
        self.rows.addStretch(1)


class CardFoot(QWidget):
    """Buttons in a line over the pane's lower edge; above them, at the right, why one is disabled."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._buttons: list[tuple[ActionButton, int]] = []
        self._sentence, self._wrong = "", False
        self._lines = 1
        self._fix()

    def add(self, button: ActionButton, grow: int = 0) -> None:
        """A button; those with `grow` share the room left over."""
        button.setParent(self)
        button.show()
        self._buttons.append((button, grow))
        self._place()

    def say(self, sentence: str, wrong: bool = False) -> None:
        """Why it cannot be done, or what became of it."""
        if (sentence, wrong) != (self._sentence, self._wrong):
            self._sentence, self._wrong = sentence, wrong
            self._fix()
            self.update()

    def refresh(self) -> None:
        """Buttons came or went."""
        self._place()

    def _fix(self) -> None:
        look = self._look
        lines = look.px(56) + (self._lines - 1) * (look.size("size.button") + look.px(8))
        self.setFixedHeight(lines + (look.px(24) if self._sentence else 0))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width."""
        self._place()

    def _place(self) -> None:
        look = self._look
        shown = [(one, grow) for one, grow in self._buttons if not one.isHidden()]
        if not shown:
            return
        gap, inset = look.px(8), look.px(14)
        room = self.width() - 2 * inset
        need = sum(one.minimumSizeHint().width() for one, _ in shown) + gap * (len(shown) - 1)
        lines = 2 if need > room and len(shown) > 1 else 1
        if lines != self._lines:
            self._lines = lines
            self._fix()
            return
        step = look.size("size.button") + gap
        top = self.height() - look.px(46) - (lines - 1) * step
        if lines == 2:  # no word is cut: what is most wanted takes a line of its own
            self._place_line(shown[:-1], top, gap, inset)
            self._place_line(shown[-1:], top + step, gap, inset)
        else:
            self._place_line(shown, top, gap, inset)

    def _place_line(self, shown: list[tuple[ActionButton, int]], top: int, gap: int, inset: int) -> None:
        least = [one.sizeHint().width() for one, _ in shown]
        spare = self.width() - 2 * inset - gap * (len(shown) - 1) - sum(least)
        shares, left = sum(grow for _, grow in shown), inset
        for (button, grow), wide in zip(shown, least, strict=True):
            if spare < 0:
                wide += spare // len(shown)
            elif shares:
                wide += spare * grow // shares
            button.setGeometry(left, top, wide, self._look.size("size.button"))
            left += wide + gap

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rule above the buttons and the sentence over it."""
        ink, look = Ink(QPainter(self), self._look), self._look
        if self._sentence:
            area = QRectF(look.px(14), 0, self.width() - look.px(28), look.px(24))
            tone = "severity.high" if self._wrong else "text.secondary"
            ink.text(area, self._sentence, "caption", tone, "right")
        ink.rule(0, self.width(), look.px(24) if self._sentence else 0)


class Notice(QWidget):
    """A tinted box at a card's top: what is grave about this account."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._title, self._detail = look, "", ""
        self._severity = Severity.HIGH
        self.setFixedHeight(look.px(60))
        self.hide()

    def say(self, title: str, detail: str = "", severity: Severity = Severity.HIGH) -> None:
        """Say this; an empty title hides the box."""
        self._title, self._detail, self._severity = title, detail, severity
        self.setAccessibleName(f"{title}. {detail}" if detail else title)
        self.setVisible(bool(title))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark, title, detail."""
        painter = QPainter(self)
        ink, look = Ink(painter, self._look), self._look
        area = QRectF(self.rect())
        fill, edge = {
            Severity.CRITICAL: ("severity.critical_tint", "severity.critical"),
            Severity.HIGH: ("severity.high_tint", "severity.high"),
        }.get(self._severity, ("surface.raised", "outline.default"))
        ink.box(area, look.size("radius.control"), fill, edge)
        paint_mark(painter, look, self._severity, QPointF(look.px(20), look.px(20)), look.px(20))
        line = QRectF(look.px(38), look.px(8), area.width() - look.px(50), look.px(24))
        ink.text(line, self._title, "body heavy", "text.primary")
        line.translate(0, look.px(22))
        ink.text(line, self._detail, "caption", "text.secondary")

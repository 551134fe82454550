"""One note at the door: a fact in grey, a failure in orange."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.ink import Ink
from widgets.look import Look
from widgets.plain_text import PlainLabel


class LoginNotice(QWidget):
    """One note with an icon: grey for a fact, orange for a failure. Its accessible name is what it says."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._icon, self._tone = "", "text.secondary"
        self._title = PlainLabel("", lines=True)
        self._title.setFont(look.font("body strong"))
        self._detail = PlainLabel("", lines=True)
        self._detail.setFont(look.font("caption"))
        self._detail.setProperty("tone", "secondary")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(look.px(46), look.px(11), look.px(14), look.px(11))
        rows.setSpacing(look.px(4))
        rows.addWidget(self._title)
        rows.addWidget(self._detail)

    def say(self, icon: str, tone: str, title: str, detail: str) -> None:
        """Show this note."""
        self._icon, self._tone = icon, tone
        self._title.setText(title)
        self._detail.setText(detail)
        self.setAccessibleName(f"{title}. {detail}" if detail else title)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A raised box, tinted and edged for a failure."""
        ink, look = Ink(QPainter(self), self._look), self._look
        failed = self._tone == "severity.high"
        fill, edge = ("severity.high_tint", "severity.high") if failed else ("surface.raised", "")
        ink.box(QRectF(self.rect()), look.size("radius.control"), fill, edge)
        ink.icon(look.px(15), self.height() / 2, self._icon, 18, self._tone)

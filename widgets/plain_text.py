"""Text from outside, shown as it is: capped, never markup, and with its invisible characters made visible."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

CAP = 400
"""Characters of one value that a label shows, unless told otherwise; the rest is cut with an ellipsis."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_BREAKS = re.compile(r"[\t\n\r]+")


def visible(text: str, cap: int = CAP, lines: bool = False) -> str:
    """The text as an operator may trust it: cut at `cap`, direction marks and zero widths as ⟨U+202E⟩.

    Line ends and tabs become spaces unless `lines`.
    """
    if len(text) > cap:
        text = text[: cap - 1] + "…"
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n") if lines else _BREAKS.sub(" ", text)
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", text)


def tip_text(text: str, cap: int = CAP) -> str:
    """The text as a tool tip that Qt cannot read as markup (a tip has no plain format, so it is escaped)."""
    shown = visible(text, cap, lines=True)
    return "<qt>" + escape(shown).replace("\n", "<br>") + "</qt>" if shown else ""


def tip(widget: QWidget, text: str, cap: int = CAP) -> None:
    """Give a widget a tool tip in plain text."""
    widget.setToolTip(tip_text(text, cap))


class PlainLabel(QLabel):
    """A label that never renders markup; with `elide` one line is cut and told in full by its tip."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        cap: int = CAP,
        lines: bool = False,
        elide: bool = False,
    ) -> None:
        super().__init__(parent)
        self._cap = cap
        self._lines = lines
        self._elide = elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(lines)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show this text; an unchanged text costs nothing."""
        shown = visible(text, self._cap, self._lines)
        if shown != self.text():
            super().setText(shown)
            self._tell()

    def minimumSizeHint(self) -> QSize:
        """An eliding label may shrink to a few characters."""
        hint = super().minimumSizeHint()
        return (
            QSize(min(hint.width(), 3 * self.fontMetrics().height()), hint.height()) if self._elide else hint
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line cut to the room there is."""
        if (
            not self._elide
            or self.fontMetrics().horizontalAdvance(self.text()) <= self.contentsRect().width()
        ):
            super().paintEvent(event)
            return
        painter = QPainter(self)
        cut = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            self.alignment().value,
            self.palette(),
            self.isEnabled(),
            cut,
            self.foregroundRole(),
        )

    def changeEvent(self, event: QEvent) -> None:
        """A new font changes what fits."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._tell()

    def resizeEvent(self, event: object) -> None:
        """A new width changes what fits."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._tell()

    def _tell(self) -> None:
        if self._elide:
            cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
            tip(self, self.text() if cut else "", self._cap)

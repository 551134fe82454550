"""Lines of a card under their title: a mark, words, and words at the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.administration.values import FactLine
from widgets.buttons import ActionButton
from widgets.ink import Ink
from widgets.look import Look

LINE = 27
TITLE = 30


class Facts(QWidget):
    """A painted list; nothing in it is pressed but the act beside its title.

    *Signals:* `act_requested`.
    """

    act_requested = Signal()

    def __init__(
        self, look: Look, title: str, parent: QWidget | None = None, *, act: str = "", ruled: bool = True
    ) -> None:
        super().__init__(parent)
        self._look, self._title, self._ruled = look, title, ruled
        self._lines: tuple[FactLine, ...] = ()
        self._act = ActionButton(look, act, self, kind="flat", height=26, font="body heavy")
        self._act.setHidden(not act)
        self._act.clicked.connect(self.act_requested)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._fix()

    def set_lines(self, lines: tuple[FactLine, ...], act: str = "") -> None:
        """Other lines; with `act` the words beside the title change too, empty leaves them."""
        if act:
            self._act.set_words(act)
            self._act.show()
            self._place()
        if lines != self._lines:
            self._lines = lines
            said = ". ".join(f"{one.text} {one.right}".strip() for one in lines)
            self.setAccessibleName(f"{self._title}. {said}" if self._title else said)
            self._fix()
            self.update()

    def sizeHint(self) -> QSize:
        """30 px for the title, 27 a line."""
        return QSize(200, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The act beside the title."""
        self._place()

    def _place(self) -> None:
        hint = self._act.sizeHint()
        self._act.setGeometry(self.width() - hint.width(), self._look.px(4), hint.width(), hint.height())

    def _fix(self) -> None:
        title = self._look.px(TITLE) if self._title else 0
        self.setFixedHeight(title + self._look.px(LINE) * len(self._lines))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Title, then a line each."""
        ink, look = Ink(QPainter(self), self._look), self._look
        top = 0.0
        if self._title:
            head = QRectF(0, look.px(4), self.width(), look.px(TITLE - 4))
            ink.text(head, self._title, "body heavy", "text.primary")
            top = float(look.px(TITLE))
        for line in self._lines:
            self._paint_line(ink, QRectF(0, top, self.width(), look.px(LINE)), line)
            top += look.px(LINE)

    def _paint_line(self, ink: Ink, area: QRectF, line: FactLine) -> None:
        look = self._look
        words = QRectF(area)
        tone = line.tone or ("text.secondary" if line.faint else "text.primary")
        if line.icon:
            ink.icon(area.left(), area.center().y(), line.icon, 14, tone)
            words.setLeft(area.left() + look.px(24))
        right = ink.width(line.right, "caption") if line.right else 0.0
        most = words.width() * 0.62
        if line.right:
            room = QRectF(words.right() - min(right, most), area.top(), min(right, most), area.height())
            ink.text(room, line.right, "caption", "text.secondary", "right")
        words.setRight(words.right() - min(right, most) - look.px(10))
        ink.text(words, line.text, "body strong" if line.strong else "body", tone)
        if self._ruled:
            ink.rule(area.left(), area.right(), area.bottom() - 1)

"""One band under the top bar, the gravest there is; it takes no room when all is well."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from domain.severity import Severity
from widgets.buttons import ActionButton
from widgets.ink import Ink
from widgets.keys import printed
from widgets.look import Look
from widgets.severity import key, paint_mark


@dataclass(frozen=True, slots=True)
class Notice:
    """What the band says: a title, a word in capitals, a detail, a fact at the right, an act and its key."""

    severity: Severity
    title: str
    word: str = ""
    detail: str = ""
    fact: str = ""
    act: str = ""
    act_key: str = ""


class Banner(QWidget):
    """44 px, full width, hidden without a notice.

    *Signals:* `act_requested`; `shown_changed(bool)` when it comes or goes.
    """

    act_requested = Signal()
    shown_changed = Signal(bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._notice: Notice | None = None
        self._act: ActionButton | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVisible(False)

    def set_notice(self, notice: Notice | None) -> None:
        """Say this, or nothing. The caller chooses the gravest."""
        if notice == self._notice:
            return
        before, self._notice = self._notice, notice
        asked = (notice.act, notice.act_key) if notice else ("", "")
        if asked != ((before.act, before.act_key) if before else ("", "")):
            self._offer(*asked)
        if self.parentWidget() is not None:
            self.setVisible(notice is not None)
        if notice is not None:
            self.setAccessibleName(
                " ".join(part for part in (notice.title, notice.word, notice.detail) if part)
            )
        self.update()
        if (before is None) != (notice is None):
            self.shown_changed.emit(notice is not None)

    @property
    def look(self) -> Look:
        """How it is dressed; the hours it tells are the look's."""
        return self._look

    def notice(self) -> Notice | None:
        """What it says now."""
        return self._notice

    def sizeHint(self) -> QSize:
        """44 px, nothing without a notice."""
        return QSize(400, self._look.px(44) if self._notice is not None else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The act stands at the right."""
        self._place()

    def act_key(self) -> str:
        """The key of what is offered now; empty when nothing is."""
        return printed(self._act.shortcut()) if self._act is not None and self._act.isVisible() else ""

    def _offer(self, act: str, act_key: str) -> None:
        if self._act is not None:
            self._act.hide()
            self._act.deleteLater()
            self._act = None
        if act:
            self._act = ActionButton(self._look, act, self, key=act_key, height=32, font="body strong")
            self._act.clicked.connect(self.act_requested)
            self._act.show()
        self._place()

    def _place(self) -> None:
        if self._act is not None:
            size = self._act.sizeHint()
            left = self.width() - size.width() - self._look.px(12)
            self._act.setGeometry(left, (self.height() - size.height()) // 2, size.width(), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A tinted band with an edge, mark, words."""
        notice, look = self._notice, self._look
        if notice is None:
            return
        painter = QPainter(self)
        ink = Ink(painter, look)
        area = QRectF(self.rect())
        grave = notice.severity in (Severity.CRITICAL, Severity.HIGH)
        name = key(notice.severity) if grave else "info"
        ink.fill(area, f"severity.{name}_tint" if grave else "surface.raised")
        ink.fill(QRectF(0, 0, look.px(4), area.height()), f"severity.{name}")
        ink.rule(0, area.right(), area.bottom() - 1)
        middle = area.center().y()
        paint_mark(painter, look, notice.severity, QPointF(look.px(28), middle), look.px(22))
        right = float(self._act.x() if self._act is not None else area.right()) - look.px(16)
        if notice.fact:
            line = QRectF(area.center().x(), 0, right - area.center().x(), area.height())
            right -= ink.text(line, notice.fact, "body strong", "text.primary", "right") + look.px(16)
        left = float(look.px(50))
        for words, kind, tone in (
            (notice.title, "title strong", "text.primary"),
            (notice.word, "body heavy", f"severity.{name}"),
            (notice.detail, "input", "text.secondary"),
        ):
            if words:
                left += ink.text(QRectF(left, 0, right - left, area.height()), words, kind, tone) + look.px(
                    13
                )

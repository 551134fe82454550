"""A quiet band at the top of the login: the console ended badly, a report of it may be kept."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from widgets.buttons import ActionButton
from widgets.ink import Ink
from widgets.look import Look

HEIGHT, INSET, GAP = 40, 20, 8
"""Pixels at 100 %."""


class ReportOffer(QWidget):
    """Across the top of its parent; nothing is covered, nothing waits for it, the keyboard stays where it is.

    *Signals:* `save_requested`, `decline_requested`.
    """

    save_requested = Signal()
    decline_requested = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        translate = QCoreApplication.translate
        self._look = look
        self._words = ""
        save = translate("reports", "Guardar informe")
        decline = translate("reports", "No volver a ofrecer")
        self._save = ActionButton(look, save, self, height=30, font="body strong")
        self._decline = ActionButton(look, decline, self, kind="flat", height=30, font="body strong")
        for button in (self._save, self._decline):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the first Tab belongs to the login
        self._save.clicked.connect(self.save_requested)
        self._decline.clicked.connect(self.decline_requested)
        parent.installEventFilter(self)
        self._fit()

    def say(self, words: str) -> None:
        """What happened, in one line."""
        self._words = words
        self.setAccessibleName(words)
        self.update()

    def words(self) -> str:
        """What it says."""
        return self._words

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: as wide as the parent."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the acts stand at the right."""
        look = self._look
        right = self.width() - look.px(INSET)
        for button in (self._decline, self._save):
            size = button.sizeHint()
            right -= size.width()
            button.setGeometry(right, (self.height() - size.height()) // 2, size.width(), size.height())
            right -= look.px(GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a raised band with an edge, a mark, the words."""
        look = self._look
        ink, area = Ink(QPainter(self), look), QRectF(self.rect())
        ink.fill(area, "surface.raised")
        ink.fill(QRectF(0, 0, look.px(4), area.height()), "severity.medium")
        ink.rule(0, area.right(), area.bottom() - 1, "outline.default")
        ink.icon(look.px(INSET), area.center().y(), "warning", 18, "severity.medium")
        left = look.px(INSET + 28)
        room = QRectF(left, 0, self._save.x() - look.px(16) - left, area.height())
        ink.text(room, self._words, "body strong", "text.primary")

    def _fit(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(0, 0, parent.width(), self._look.px(HEIGHT))

"""The queue's foot: the answering target and how the last hour stands against it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from domain.clock import SECOND, Micros
from widgets.ink import Ink
from widgets.look import Look


class TargetFoot(QWidget):
    """The queue's foot: the answering target and how the last hour stands against it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._share: float | None = None
        self._goal = 0.90
        self._within: Micros = 15 * SECOND
        self._compact = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._tell()

    def set_target(self, share: float | None, goal: float, within: Micros) -> None:
        """Show another hour."""
        if (share, goal, within) != (self._share, self._goal, self._within):
            self._share, self._goal, self._within = share, goal, within
            self._tell()
            self.update()

    def set_compact(self, compact: bool) -> None:
        """Shorter words and 27 px in the small window."""
        self._compact = compact
        self._tell()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """35 px, 27 in the small window."""
        return QSize(100, self._look.px(27 if self._compact else 35))

    def _words(self) -> tuple[str, str]:
        number = self._look.locale
        goal, seconds = number.toString(round(self._goal * 100)), number.toString(self._within // SECOND)
        if self._compact:
            words = QCoreApplication.translate("call_queue", "{goal} % ≤ {s} s").format(goal=goal, s=seconds)
        else:
            words = QCoreApplication.translate("call_queue", "Meta {goal} % ≤ {s} s · última hora").format(
                goal=goal, s=seconds
            )
        if self._share is None:
            return words, QCoreApplication.translate("call_queue", "sin llamadas")
        return words, QCoreApplication.translate("call_queue", "{share} %").format(
            share=number.toString(self._share * 100, "f", 1)
        )

    def _tell(self) -> None:
        self.setAccessibleName("{}: {}".format(*self._words()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Target at the left, last hour at the right; orange below the target."""
        ink = Ink(QPainter(self), self._look)
        words, share = self._words()
        area = QRectF(self.rect())
        ink.rule(0, area.right(), 0)
        inner = area.adjusted(self._look.size("space.three"), 1, -self._look.size("space.three"), 0)
        missed = self._share is not None and self._share < self._goal
        tint = "severity.high" if missed else "text.primary" if self._share is not None else "text.secondary"
        ink.text(inner, words, "caption", "text.secondary")
        ink.text(inner, share, "body strong", tint, "right", elide=False)

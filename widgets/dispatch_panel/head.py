"""The head of what is being dispatched: what, where, since when, how much of its deadline has gone."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from domain.clock import SECOND, Micros
from widgets.dispatch_panel.view import DispatchView
from widgets.ink import Ink
from widgets.look import Look
from widgets.plain_text import tip
from widgets.severity import paint_mark
from widgets.severity import word as severity_word
from widgets.timer import Due, due, span

HEIGHT = 86
_BAR = {Due.OVERDUE: "severity.high", Due.WARNING: "severity.medium", Due.ON_TIME: "text.secondary"}


class IncidentHead(QWidget):
    """Painted; read aloud as one sentence."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._view: DispatchView | None = None
        self._now: Micros = 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_view(self, view: DispatchView | None) -> None:
        """Another incident, or the same one changed."""
        self._view = view
        if view is not None:
            self.setAccessibleName(
                f"{severity_word(view.priority)}. {view.title}. {view.place}. {view.who_goes}"
            )
            tip(self, f"{view.title}\n{view.place}\n{view.needs} {view.who_goes}".strip())
        self.update()

    def set_now(self, now: Micros) -> None:
        """Tick."""
        changed = now // SECOND != self._now // SECOND
        self._now = now
        if changed:
            self.update()

    def sizeHint(self) -> QSize:
        """Three lines and the bar."""
        return QSize(100, self._look.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark, words, time, bar."""
        view, look = self._view, self._look
        if view is None:
            return
        painter = QPainter(self)
        ink, area = Ink(painter, look), QRectF(self.rect())
        inner = area.adjusted(look.px(14), 0, -look.px(14), 0)
        gone = self._now - view.created_at
        state = Due.ON_TIME if view.closed else due(gone, view.limit)
        paint_mark(
            painter, look, view.priority, QPointF(inner.left() + look.px(16), look.px(30)), look.px(30)
        )
        left = inner.left() + look.px(42)
        right = inner.right() - self._paint_time(ink, inner, view, gone, state) - look.px(14)
        title = QRectF(left, look.px(8), right - left, look.px(24))
        wide = ink.text(title, view.title, "title strong", "text.primary")
        if view.alarm_level > 1:
            words = QCoreApplication.translate("dispatch", "ALARMA {n}").format(n=view.alarm_level)
            if left + wide + look.px(20) + ink.width(words, "minor heavy") < right:
                ink.chip(left + wide + look.px(10), title.center().y(), words, "minor heavy")
        second = QRectF(left, look.px(33), right - left, look.px(18))
        ink.text(second, view.place, "body", "text.secondary")
        self._paint_who(ink, QRectF(left, look.px(53), inner.right() - left, look.px(20)), view)
        self._paint_bar(ink, inner, view, gone, state)
        painter.end()

    def _paint_time(self, ink: Ink, inner: QRectF, view: DispatchView, gone: Micros, state: Due) -> float:
        look = self._look
        colour = {Due.OVERDUE: "severity.high", Due.WARNING: "severity.medium"}.get(state, "text.primary")
        first = QRectF(inner.left(), look.px(6), inner.width(), look.px(28))
        wide = ink.text(first, span(gone), "section strong display", colour, "right", elide=False)
        if view.limit is None:
            return wide
        words = QCoreApplication.translate("dispatch", "plazo {time}").format(time=span(view.limit))
        second = QRectF(inner.left(), look.px(33), inner.width(), look.px(18))
        return max(wide, ink.text(second, words, "caption", "text.secondary", "right", elide=False))

    def _paint_who(self, ink: Ink, line: QRectF, view: DispatchView) -> None:
        look, left = self._look, line.left()
        middle = line.center().y()
        if view.provisional:
            word = QCoreApplication.translate("dispatch", "PROVISIONAL {n}").format(n=view.number)
            line = line.adjusted(0, 0, ink.tag(line.right(), middle, word) - look.px(8) - line.right(), 0)
        if view.needs:
            left = ink.chip(left, middle, look.fit(view.needs, "caption strong", line.width() * 0.6))
            left += look.px(10)
        if view.pending:
            ink.spinner(left, middle, 13)
            left += look.px(18)
        ink.text(QRectF(left, line.top(), line.right() - left, line.height()), view.who_goes, "caption",
                 "text.secondary")  # fmt: skip

    def _paint_bar(self, ink: Ink, inner: QRectF, view: DispatchView, gone: Micros, state: Due) -> None:
        look = self._look
        bar = QRectF(inner.left(), self.height() - look.px(8), inner.width(), look.px(4))
        if view.limit is None:
            ink.rule(0, self.width(), self.height() - 1)
            return
        ink.fill(bar, "outline.subtle")
        share = min(1.0, max(0.0, gone / view.limit))
        ink.fill(QRectF(bar.left(), bar.top(), bar.width() * share, bar.height()), _BAR[state])

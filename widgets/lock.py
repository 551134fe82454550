"""The locked desk: who locked it, what rings (how many and how grave, nothing more), and the way back in."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from domain.clock import Micros
from domain.severity import Severity
from widgets.brand import paint_tower
from widgets.buttons import ActionButton
from widgets.ink import Ink
from widgets.login_card import LoginCard
from widgets.look import Look
from widgets.plain_text import PlainLabel
from widgets.severity import key, paint_mark, word
from widgets.timer import span, time_of_day

SHOWN = (Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW)
SIDE = 560
NARROWEST = 400
"""Pixels at 100 % that four counts need beside one another."""
LINE = 56


class LockView(QWidget):
    """The whole window while a desk is locked.

    *Signals:* `unlock_requested(password)`; `answer_requested`; `relief_requested`.
    """

    unlock_requested = Signal(str)
    answer_requested = Signal()
    relief_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._form: QWidget | None = None
        self.setObjectName("ground")
        translate = QCoreApplication.translate
        self.card = LoginCard(
            look,
            translate("lock", "Puesto bloqueado"),
            "",
            ("password",),
            translate("lock", "Desbloquear"),
            icon="lock-key-open",
        )
        self.card.setMinimumWidth(look.px(240))
        self.card.given.connect(lambda _user, password, _code: self.unlock_requested.emit(password))
        self.relief = ActionButton(
            look, translate("lock", "Relevo"), icon="arrows-left-right", key="Ctrl R", height=42
        )
        self.relief.clicked.connect(self.relief_requested)
        self.alarms = AlarmCounts(look)
        self.calls = RingingCalls(look)
        self.calls.answer.clicked.connect(self.answer_requested)
        self._head = _Head(look)
        self._counts = self._column(self._head, self.calls, self.alarms)
        self._door = self._column(self.card, self.relief)
        self.stage = QWidget(self)
        self.stage.hide()

    def _column(self, *parts: QWidget) -> QWidget:
        column = QWidget(self)
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self._look.px(16))
        for part in parts:
            rows.addWidget(part)
        rows.addStretch(1)
        return column

    # -- what the console says

    def set_who(self, name: str, desk: str, since: Micros) -> None:
        """Who locked it, at which desk, since when."""
        translate = QCoreApplication.translate
        words = translate("lock", "Sesión de {name}, bloqueada a las {time}")
        self.card.set_detail(words.format(name=name, time=time_of_day(since, self._look)))
        self._head.set_desk(translate("lock", "Puesto {desk}").format(desk=desk))

    def set_now(self, now: Micros) -> None:
        """Let time pass."""
        self._head.set_now(now)
        self.calls.set_now(now)

    def set_line(self, words: str) -> None:
        """How the line to the server is; empty while all is well."""
        self._head.set_line(words)

    def show_form(self, form: QWidget | None) -> None:
        """The form of a call that was answered here takes the room beside the counts; None: nothing does."""
        self._form = form
        if form is not None:
            form.setParent(self.stage)
            form.show()
        self.stage.setVisible(form is not None)
        self._place()

    # -- how it is drawn

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Counts over card in the middle; side by side where that is too high; beside the form of a call."""
        self._place()

    def _place(self) -> None:
        look, gap = self._look, self._look.px(16)
        edge = look.px(24)
        free = self.height() - 2 * edge
        high = self._counts.sizeHint().height(), self._door.sizeHint().height()
        if self._form is not None:
            wide = min(look.px(430), self.width() // 2 - edge)
            left, top = edge, edge
            room = QRect(wide + 2 * edge, edge, self.width() - wide - 3 * edge, free)
            self.stage.setGeometry(room)
            form = min(room.width(), look.px(640))
            self._form.setGeometry((room.width() - form) // 2, 0, form, room.height())
        elif sum(high) + gap > free and self.width() > look.px(600):
            wide = min(look.px(SIDE), (self.width() - 3 * edge) // 2)
            left, top = (self.width() - 2 * wide - edge) // 2, max(0, (self.height() - max(high)) // 2)
            self._counts.setGeometry(left, top, wide, self.height() - top)
            self._door.setGeometry(left + wide + edge, top, wide, self.height() - top)
            return
        else:
            wide = min(look.px(SIDE), self.width() - 2 * edge)
            left, top = (
                (self.width() - wide) // 2,
                edge + max(0, (free - max(sum(high) + gap, look.px(620))) // 2),
            )
        self._counts.setGeometry(left, top, wide, high[0])
        self._door.setGeometry(left, top + high[0] + gap, wide, max(0, self.height() - top - high[0] - gap))

    def sizeHint(self) -> QSize:
        """As any window of ours."""
        return QSize(1920, 1080)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("surface.window"))
        painter.end()


class _Head(QWidget):
    """Brand, desk, the hour; and the line when it is not well."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._desk = self._hour = self._line = ""
        self.setFixedHeight(look.px(72))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_desk(self, words: str) -> None:
        """Which desk."""
        self._desk = words
        self._tell()

    def set_now(self, now: Micros) -> None:
        """The hour at the site."""
        hour = time_of_day(now, self._look)
        if hour != self._hour:
            self._hour = hour
            self._tell()

    def set_line(self, words: str) -> None:
        """How the line is; empty while all is well."""
        if words != self._line:
            self._line = words
            self._tell()

    def _tell(self) -> None:
        self.setAccessibleName(". ".join(part for part in (self._desk, self._hour, self._line) if part))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tower, words, hour."""
        painter = QPainter(self)
        ink, look = Ink(painter, self._look), self._look
        paint_tower(painter, look, QRectF(0, look.px(6), look.px(36), look.px(44)))
        left = look.px(52)
        room = self.width() - left
        ink.text(QRectF(left, look.px(4), room, look.px(26)), "ATALAYA", "title strong", "text.primary")
        line = self._line or self._desk
        tone = "severity.high" if self._line else "text.secondary"
        ink.text(QRectF(left, look.px(30), room - look.px(90), look.px(22)), line, "input", tone)
        ink.text(
            QRectF(left, look.px(4), room, look.px(48)), self._hour, "timer strong", "text.primary", "right"
        )


class AlarmCounts(QWidget):
    """How many alarms nobody took, by severity: shape, number and word; nothing of what they are about."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._counts: dict[Severity, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.px(104))
        self._tell()

    def set_counts(self, counts: dict[Severity, int]) -> None:
        """The alarms that nobody took."""
        if counts != self._counts:
            self._counts = dict(counts)
            self._tell()

    def _columns(self) -> int:
        """Two where four would cut the words."""
        return 4 if self.width() >= self._look.px(NARROWEST) else 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One line or two."""
        self.setFixedHeight(self._look.px(104 if self._columns() == 4 else 104 + LINE))

    def _tell(self) -> None:
        translate = QCoreApplication.translate
        told = [f"{self._counts.get(s, 0)} {word(s)}" for s in SHOWN if self._counts.get(s)]
        none = translate("lock", "Ninguna alerta sin tomar")
        self.setAccessibleName(
            translate("lock", "Alertas sin tomar: {counts}").format(counts=", ".join(told)) if told else none
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Four cells."""
        painter = QPainter(self)
        ink, look = Ink(painter, self._look), self._look
        grave = next((s for s in SHOWN[:2] if self._counts.get(s)), None)
        edge = f"severity.{key(grave)}" if grave is not None else "outline.subtle"
        fill = f"severity.{key(grave)}_tint" if grave is not None else "surface.pane"
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ink.box(area, look.size("radius.pane"), fill, edge)
        title = QCoreApplication.translate("lock", "Alertas sin tomar")
        ink.text(QRectF(look.px(16), look.px(10), area.width(), look.px(22)), title, "body", "text.secondary")
        columns = self._columns()
        step = (area.width() - look.px(20)) / columns
        for place, severity in enumerate(SHOWN):
            count = self._counts.get(severity, 0)
            left = area.left() + look.px(16) + place % columns * step
            middle = look.px(64) + place // columns * look.px(LINE)
            painter.setOpacity(1.0 if count else 0.35)
            paint_mark(painter, look, severity, QPointF(left + look.px(13), middle), look.px(26))
            painter.setOpacity(1.0)
            tone = "text.primary" if count else "text.tertiary"
            room = step - look.px(38)
            ink.text(
                QRectF(left + look.px(36), middle - look.px(22), room, look.px(26)),
                str(count),
                "title strong",
                tone,
            )
            ink.text(
                QRectF(left + look.px(36), middle + look.px(3), room, look.px(18)),
                word(severity),
                "caption",
                tone,
            )


class RingingCalls(QWidget):
    """How many calls ring and how long the oldest has waited; the key that answers it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._count = 0
        self._since: Micros | None = None
        self._words = PlainLabel("", lines=True)
        self._words.setFont(look.font("input strong"))
        translate = QCoreApplication.translate
        self.answer = ActionButton(
            look, translate("lock", "Atender"), kind="primary", icon="phone-incoming", key="F2", height=42
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(8), look.px(10), look.px(8))
        row.addWidget(self._words, 1)
        row.addWidget(self.answer)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.px(66))
        self.set_now(0)

    def set_calls(self, count: int, since: Micros | None, may_answer: bool) -> None:
        """How many ring, since when the oldest does, and whether this person answers calls."""
        self._count, self._since = count, since
        self.answer.setVisible(may_answer)
        self.answer.setEnabled(count > 0)
        self.update()

    def set_now(self, now: Micros) -> None:
        """Let the oldest wait."""
        translate = QCoreApplication.translate
        if not self._count:
            words = translate("lock", "Ninguna llamada espera")
        else:
            waited = span(now - self._since) if self._since else ""
            words = (
                translate("lock", "1 llamada espera hace {span}").format(span=waited)
                if self._count == 1
                else translate("lock", "{n} llamadas esperan, la primera hace {span}").format(
                    n=self._count, span=waited
                )
            )
        self._words.setText(words)
        self.setAccessibleName(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A box that lights while somebody waits."""
        ink = Ink(QPainter(self), self._look)
        edge = "accent.bar" if self._count else "outline.subtle"
        ink.box(
            QRectF(self.rect()).adjusted(1, 1, -1, -1), self._look.size("radius.pane"), "surface.pane", edge
        )

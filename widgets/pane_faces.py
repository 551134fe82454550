"""What a pane shows in place of its rows (loading, empty, error) and the band that says its data is old."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from domain.clock import SECOND, Micros
from widgets.buttons import ActionButton
from widgets.ink import Ink
from widgets.look import Look
from widgets.plain_text import tip
from widgets.timer import ago, span

GREY_ROWS_AFTER: Micros = SECOND // 5
"""Loading that takes less shows nothing, so that nothing flickers."""


class PaneState(StrEnum):
    """The states of every pane; DESK is LOST once the desk works on alone (one band, no frame)."""

    LIVE = "live"
    EMPTY = "empty"
    LOADING = "loading"
    STALE = "stale"
    LOST = "lost"
    DESK = "desk"
    ERROR = "error"


OLD = frozenset({PaneState.STALE, PaneState.LOST, PaneState.DESK})
COVERED = frozenset({PaneState.EMPTY, PaneState.LOADING, PaneState.ERROR})


@dataclass(frozen=True, slots=True)
class Condition:
    """A pane's state with what its words need; times in microseconds UTC.

    `since`: when the data was last current, or when loading began. `attempt`, `retry_at`: the next try.
    `waiting`: commands in the journal. `done`, `total`: loading. `code`: of the error. `ended`: the session
    is over, and no line is looked for before somebody logs in.
    """

    state: PaneState = PaneState.LIVE
    since: Micros = 0
    attempt: int = 0
    retry_at: Micros = 0
    waiting: int = 0
    done: int = 0
    total: int = 0
    code: str = ""
    ended: bool = False


def state_word(state: PaneState, ended: bool = False) -> str:
    """The word at the right of the head; nothing when all is well."""
    if ended and state is PaneState.LOST:
        return QCoreApplication.translate("pane", "SIN SESIÓN")
    return {
        PaneState.LOADING: QCoreApplication.translate("pane", "cargando"),
        PaneState.STALE: QCoreApplication.translate("pane", "DESACTUALIZADO"),
        PaneState.LOST: QCoreApplication.translate("pane", "SIN ENLACE"),
        PaneState.ERROR: QCoreApplication.translate("pane", "error"),
    }.get(state, "")


def age_sentence(condition: Condition, now: Micros) -> str:
    """How old the picture is, as the band says it."""
    age = max(0, now - condition.since)
    if condition.state is PaneState.STALE:
        return QCoreApplication.translate("pane", "Dato de {ago}").format(ago=ago(age))
    return QCoreApplication.translate("pane", "Copia de {ago}").format(
        ago=ago(age) if age < 60 * SECOND else _ago(age)
    )


def _ago(age: Micros) -> str:
    return QCoreApplication.translate("timer", "hace {span}").format(span=span(age))


def retry_sentence(condition: Condition, now: Micros) -> str:
    """Which try comes when, and what waits to be sent."""
    seconds = max(0, -(-(condition.retry_at - now) // SECOND))
    if condition.ended:
        words = QCoreApplication.translate("pane", "la sesión terminó: entre para seguir")
    elif not condition.attempt:
        words = QCoreApplication.translate("pane", "reconectando")
    else:
        words = QCoreApplication.translate("pane", "reintento {n} en {s} s").format(
            n=condition.attempt, s=seconds
        )
    if not condition.waiting:
        return words
    return QCoreApplication.translate("pane", "{retry} · {n} por enviar").format(
        retry=words, n=condition.waiting
    )


class Band(QWidget):
    """At a pane's foot: how old its data is and what may be missing; a lost line has a second line."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._condition = Condition()
        self._lacks: str | None = ""
        self._now: Micros = 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_condition(self, condition: Condition, lacks: str | None, now: Micros) -> None:
        """Say this; the band hides itself when the data is current, or when nothing can be missing."""
        second = now // SECOND != self._now // SECOND
        if condition != self._condition or lacks != self._lacks or second:
            grown = condition.state is not self._condition.state
            self._condition, self._lacks, self._now = condition, lacks, now
            first, rest = self._sentences()
            self.setAccessibleName(f"{first}. {rest}")
            tip(self, f"{first} · {rest}" if rest else first)
            if grown:
                self.updateGeometry()
            self.update()
        self.setVisible(condition.state in OLD and lacks is not None)

    def sizeHint(self) -> QSize:
        """26 px, or 49 while the next try is told: what comes and goes in a second moves little."""
        return QSize(100, self._look.px(49 if self._condition.state is PaneState.LOST else 26))

    def _sentences(self) -> tuple[str, str]:
        first = age_sentence(self._condition, self._now)
        if self._condition.state is PaneState.LOST:
            return first, retry_sentence(self._condition, self._now)
        return first, self._lacks or ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """A tinted band, the age in bold, what may be missing beside or below it."""
        painter = QPainter(self)
        ink, look = Ink(painter, self._look), self._look
        tint = "high" if self._condition.state is PaneState.STALE else "critical"
        area = QRectF(self.rect())
        # The pane's corners below are round: the band goes on above its own area and is cut there.
        painter.setClipRect(area)
        radius = look.size("radius.pane") - 1
        ink.box(area.adjusted(0, -2 * radius, 0, 0), radius, f"severity.{tint}_tint")
        first, rest = self._sentences()
        inset = look.size("space.three")
        if self._condition.state is not PaneState.LOST:
            icon = "cloud-slash" if self._condition.state is PaneState.DESK else "clock"
            ink.icon(inset, area.center().y(), icon, 16, f"severity.{tint}")
            line = area.adjusted(inset + look.px(24), 0, -inset, 0)
            line.setLeft(line.left() + ink.text(line, first, "caption heavy", "text.primary"))
            tail = QCoreApplication.translate("pane", " · {lacks}").format(lacks=rest) if rest else ""
            ink.text(line, tail, "caption", "text.secondary")
            return
        half = area.height() / 2
        ink.text(
            QRectF(inset, look.px(3), area.width() - 2 * inset, half), first, "body heavy", "text.primary"
        )
        ink.text(
            QRectF(inset, half - look.px(4), area.width() - 2 * inset, half),
            rest,
            "caption",
            "text.secondary",
        )


class Face(QWidget):
    """Grey rows while loading, one sentence when empty, a sentence with a button after an error.

    *Signals:* `retry_requested`.
    """

    retry_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._condition = Condition(PaneState.EMPTY)
        self._now: Micros = 0
        self._title = ""
        self._detail = ""
        self._retry = ActionButton(look, QCoreApplication.translate("pane", "Reintentar"), self, height=34)
        self._retry.clicked.connect(self.retry_requested)
        self._retry.hide()

    def show_condition(self, condition: Condition, title: str, detail: str, now: Micros) -> None:
        """Show this state with these words."""
        self._condition, self._title, self._detail, self._now = condition, title, detail, now
        self._retry.setVisible(condition.state is PaneState.ERROR)
        self.setAccessibleName(f"{title}. {detail}" if detail else title)
        self._place()
        self.update()

    def resizeEvent(self, event: object) -> None:
        """The button stays under the words."""
        self._place()

    def _place(self) -> None:
        size = self._retry.sizeHint()
        width = max(size.width(), self._look.px(118))
        self._retry.setGeometry(
            (self.width() - width) // 2, round(self._middle() + self._look.px(58)), width, size.height()
        )

    def _middle(self) -> float:
        lift = self._look.px(28) if self._condition.state is PaneState.ERROR else 0
        return self.height() / 2 - lift

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rows or words, whichever the state asks for."""
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        if self._condition.state is PaneState.LOADING:
            if not self._condition.since or self._now - self._condition.since >= GREY_ROWS_AFTER:
                self._paint_grey_rows(ink)
            return
        failed = self._condition.state is PaneState.ERROR
        look, middle = self._look, self._middle()
        icon = "warning-octagon" if failed else "check-circle"
        size = look.px(28)
        ink.icon(
            (self.width() - size) / 2,
            middle - look.px(30),
            icon,
            28,
            "severity.high" if failed else "text.tertiary",
        )
        wide = QRectF(look.px(10), middle - look.px(8), self.width() - look.px(20), look.px(20))
        ink.text(wide, self._title, "input strong", "text.primary", "centre")
        ink.text(wide.translated(0, look.px(22)), self._detail, "body", "text.secondary", "centre")

    def _paint_grey_rows(self, ink: Ink) -> None:
        look = self._look
        inset, step = look.size("space.three"), look.size("size.row_double")
        for row in range(min(3, self.height() // max(1, step))):
            top = row * step + look.px(12)
            ink.box(QRectF(inset, top, look.px(16), look.px(16)), 4, "surface.raised")
            ink.box(
                QRectF(inset + look.px(26), top, (self.width() - inset) * 0.48, look.px(12)),
                3,
                "surface.raised",
            )
            ink.box(
                QRectF(inset + look.px(26), top + look.px(20), (self.width() - inset) * 0.66, look.px(9)),
                3,
                "surface.raised",
            )
        foot = QRectF(inset, self.height() - look.px(28), self.width() - 2 * inset, look.px(20))
        ink.text(foot, self._detail, "body", "text.secondary")

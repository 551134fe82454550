"""Where the seconds of the last calls with an incident went: a bar a call, live, against the two minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from domain.call_seconds import (
    DISPATCHED_WITHIN,
    CallClock,
    Phase,
    Standing,
    spans,
    standing,
)
from domain.clock import MINUTE, SECOND, Micros
from domain.severity import Severity
from widgets.ink import Ink
from widgets.look import Look
from widgets.pane import Pane
from widgets.rows import ROW, RowDelegate, RowList
from widgets.severity import paint_mark
from widgets.severity import word as severity_word
from widgets.supervisor_911.columns import HEAD, INSET, Column, cell, lay
from widgets.supervisor_911.phases import clock_words, paint_phases, phase_word, standing_word
from widgets.timer import time_of_day

HEIGHT, HEIGHT_COMPACT = 31, 28
SHOWN_SPAN: Micros = 5 * MINUTE
"""What a bar's room stands for; a longer call is cut, its total says how long."""
FOOT = 24


@dataclass(frozen=True, slots=True)
class SecondsRow:
    """One call; its bar is drawn from its moments and the hour."""

    id: UUID
    clock: CallClock
    title: str
    place: str
    priority: Severity


def total(clock: CallClock, now: Micros) -> Micros:
    """From the first ring to the scene, or to now while it is not reached, or to the end."""
    end = clock.arrived_at or clock.over_at or now
    return max(0, end - clock.rang_at)


def late(clock: CallClock, now: Micros) -> bool:
    """Whether the first unit went, or will go, later than the city says."""
    end = clock.dispatched_at or clock.over_at or now
    return end - clock.rang_at > DISPATCHED_WITHIN


def spoken(row: SecondsRow, now: Micros) -> str:
    """The row as a screen reader says it."""
    parts = [severity_word(row.priority), row.title, row.place]
    parts += [f"{phase_word(span.phase)} {clock_words(span.took)}" for span in spans(row.clock, now)]
    return ". ".join([*parts, clock_words(total(row.clock, now)), standing_word(standing(row.clock))])


def columns() -> tuple[Column, ...]:
    """What a row shows."""
    translate = QCoreApplication.translate
    return (
        Column("entered", translate("health", "Entró"), 62, gives_way=3),
        Column("mark", "", 20),
        Column("what", translate("health", "Hecho y lugar"), 170, grows=False),
        Column("bar", "", 150, grows=True),
        Column("total", translate("health", "Total"), 54, "right"),
        Column("now", translate("health", "Ahora"), 86, "right", gives_way=2),
    )


class SecondsDelegate(RowDelegate):
    """Draws one call."""

    def draw(self, ink: Ink, area: QRectF, row: object, selected: bool) -> None:
        """Hour, severity, what and where, the bar, total, where it stands."""
        assert isinstance(row, SecondsRow)
        look, places = self.look, lay(self.look, _roomy(area.width(), self.look), area.width())
        clock = row.clock
        ink.text(cell(area, places, "entered"), time_of_day(clock.rang_at, look), "body", "text.secondary")
        middle = cell(area, places, "mark").center()
        paint_mark(ink.painter, look, row.priority, QPointF(middle.x(), middle.y()), look.px(16))
        what = cell(area, places, "what")
        used = ink.text(what, row.title, "body strong", "text.primary") + look.px(8)
        ink.text(what.adjusted(used, 0, 0, 0), row.place, "caption", "text.secondary")
        bar = cell(area, places, "bar")
        scale = bar.width() / SHOWN_SPAN
        for minutes in range(1, 5):
            x = round(bar.left() + minutes * MINUTE * scale)
            tone = "outline.control" if minutes * MINUTE == DISPATCHED_WITHIN else "outline.subtle"
            ink.fill(QRectF(x, area.top(), 1, area.height()), tone)
        paint_phases(ink, bar, list(spans(clock, self.now)), scale)
        over = late(clock, self.now)
        tone = "severity.high" if over else "text.primary"
        words = clock_words(total(clock, self.now))
        ink.text(cell(area, places, "total"), words, "body strong", tone, "right", elide=False)
        stands = standing(clock)
        tone = "severity.high" if stands is Standing.NO_UNIT and over else "text.secondary"
        kind = "body strong" if tone != "text.secondary" else "body"
        ink.text(cell(area, places, "now"), standing_word(stands), kind, tone, "right")
        ink.rule(area.left() + look.px(INSET), area.right() - look.px(INSET), area.bottom() - 1)

    def tip_of(self, row: object) -> str:
        """Every phase in words."""
        return spoken(row, self.now) if isinstance(row, SecondsRow) else ""


def _roomy(width: float, look: Look) -> tuple[Column, ...]:
    """The column of words takes a share of wide panes."""
    made = columns()
    wide = max(170, min(340, round(width / look.scale * 0.27)))
    return tuple(
        Column(one.name, one.words, wide, one.side, one.grows, one.gives_way) if one.name == "what" else one
        for one in made
    )


class Legend(QWidget):
    """Heads of the columns, and what the colours are."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(100, self._look.px(HEAD))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words over the columns, swatches over the bars."""
        look, painter = self._look, QPainter(self)
        ink, area = Ink(painter, look), QRectF(self.rect())
        found = _roomy(area.width(), look)
        places = lay(look, found, area.width())
        for one in found:
            ink.text(cell(area, places, one.name), one.words, "caption", "text.secondary", one.side)
        bar = cell(area, places, "bar")
        words = [(f"phase.{phase.value}", phase_word(phase)) for phase in Phase]
        words.append(("severity.mark_high", QCoreApplication.translate("health", "sobre meta")))
        need = [look.px(16) + ink.width(word, "caption") + look.px(14) for _, word in words]
        least = cell(area, places, "what").left() + ink.width(found[2].words, "caption") + look.px(16)
        left = max(least, bar.right() - sum(need))
        for (colour, word), wide in zip(words, need, strict=True):
            if left + wide > bar.right() + look.px(14):
                break
            swatch = QRectF(left, area.center().y() - look.px(5), look.px(10), look.px(10))
            ink.box(swatch, 2, colour)
            ink.text(
                QRectF(left + look.px(16), area.top(), wide, area.height()), word, "caption",
                "text.secondary", elide=False,
            )  # fmt: skip
            left += wide
        painter.end()


class Axis(QWidget):
    """Minutes under the bars, the two of the city's promise in words."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(100, self._look.px(FOOT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """0:00 1:00 2:00 despachada 3:00 4:00."""
        look, painter = self._look, QPainter(self)
        ink, area = Ink(painter, look), QRectF(self.rect())
        places = lay(look, _roomy(area.width(), look), area.width())
        bar = cell(area, places, "bar")
        scale = bar.width() / SHOWN_SPAN
        dispatched = QCoreApplication.translate("health", "{span} despachada").format(span="2:00")
        for minutes in range(5):
            promise = minutes * MINUTE == DISPATCHED_WITHIN
            words = dispatched if promise else clock_words(minutes * MINUTE)
            kind, tone = ("caption strong", "text.primary") if promise else ("caption", "text.tertiary")
            x, wide = bar.left() + minutes * MINUTE * scale, ink.width(words, kind)
            if promise and wide / 2 > MINUTE * scale - look.px(20):
                words, wide = clock_words(DISPATCHED_WITHIN), ink.width("2:00", kind)
            ink.text(
                QRectF(x - (0 if not minutes else wide / 2), area.top(), wide + 2, area.height()), words,
                kind, tone, elide=False,
            )  # fmt: skip
        painter.end()


class SecondsPane(Pane):
    """The pane of where seconds went.

    *Signals:* `opened(UUID)`: the call of a row, on Enter or a double click.
    """

    opened = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None, *, key: str = "Alt 1") -> None:
        translate = QCoreApplication.translate
        super().__init__(look, "timer", translate("health", "En qué se fueron los segundos"), parent, key=key)
        self.set_lacks(translate("health", "los tiempos no se cuentan sin el servidor"))
        self.list = RowList(
            SecondsDelegate(look, HEIGHT), translate("health", "Llamadas con incidente, las últimas primero")
        )
        self.list.enter_words = translate("health", "ver el incidente en el mapa")
        self.list.activated.connect(self._open)
        body = QWidget(self)
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(Legend(look))
        rows.addWidget(self.list, 1)
        rows.addWidget(Axis(look))
        body.setFocusProxy(self.list)
        self.set_body(body)
        self.set_empty(True)

    def set_model(self, model: QAbstractItemModel) -> None:
        """A list model that answers ROW with a SecondsRow, the latest first."""
        self.list.setModel(model)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._counted)
        self._counted()

    def set_now(self, now: Micros) -> None:
        """Tick the bars that run."""
        changed = now // SECOND != self.now // SECOND
        super().set_now(now)
        self.list.rows.now = now
        if not changed:
            return
        model = self.list.model()
        for place, row in enumerate(self.rows_now()):
            if row.clock.over_at is None and row.clock.arrived_at is None:  # the others stand still
                self.list.update(model.index(place, 0))

    def set_compact(self, compact: bool) -> None:
        """Tighter rows in the small window."""
        self.list.set_row_height(HEIGHT_COMPACT if compact else HEIGHT)

    def empty_words(self) -> tuple[str, str]:
        """No call has an incident."""
        return QCoreApplication.translate("health", "Ninguna llamada con incidente"), ""

    def show_faded(self, faded: bool) -> None:
        """Old rows."""
        self.list.set_faded(faded)

    def rows_now(self) -> Sequence[SecondsRow]:
        """The rows on screen."""
        model = self.list.model()
        found = [model.index(n, 0).data(ROW) for n in range(model.rowCount())] if model is not None else []
        return [row for row in found if isinstance(row, SecondsRow)]

    def _counted(self) -> None:
        rows = self.rows_now()
        self.set_count(len(rows))
        self.set_empty(not rows)
        if rows:
            oldest = min(row.clock.rang_at for row in rows)
            minutes = max(1, (max(self.now, oldest + SECOND) - oldest) // MINUTE)
            words = QCoreApplication.translate("health", "llamadas con incidente, últimos {n} min")
            self.set_note(words.format(n=self.look.locale.toString(minutes)))

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, SecondsRow):
            self.opened.emit(row.id)

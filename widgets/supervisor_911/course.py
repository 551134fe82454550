"""A measure along the hours, and the calls behind a point of it: Enter goes in, Esc comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from domain.call_seconds import CallClock
from domain.clock import Micros
from domain.room_health import Course
from domain.severity import Severity
from widgets.ink import Ink
from widgets.look import Look
from widgets.pane import Pane
from widgets.plain_text import PlainLabel
from widgets.rows import ROW, RowDelegate, RowList
from widgets.severity import paint_mark
from widgets.supervisor_911.columns import INSET, Column, Heads, cell, lay
from widgets.supervisor_911.percentiles import seconds_words
from widgets.supervisor_911.phases import clock_words
from widgets.timer import local, time_of_day

HEIGHT = 29


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One call behind a figure: how long the span took, and whether that was beyond the target."""

    id: UUID
    clock: CallClock
    title: str
    place: str
    priority: Severity
    took: Micros | None
    late: bool = False


def columns() -> tuple[Column, ...]:
    """What a row shows."""
    translate = QCoreApplication.translate
    return (
        Column("entered", translate("health", "Entró"), 62),
        Column("mark", "", 18, gives_way=3),
        Column("what", translate("health", "Hecho y lugar"), 110, grows=True),
        Column("by", translate("health", "Atendió"), 110, gives_way=2),
        Column("took", translate("health", "Tardó"), 62, "right"),
    )


class BehindDelegate(RowDelegate):
    """Draws one call."""

    def draw(self, ink: Ink, area: QRectF, row: object, selected: bool) -> None:
        """Hour, severity, what and where, who, how long."""
        assert isinstance(row, BehindRow)
        look, places = self.look, lay(self.look, columns(), area.width())
        at = time_of_day(row.clock.rang_at, look)
        ink.text(cell(area, places, "entered"), at, "body", "text.secondary", elide=False)
        mark = cell(area, places, "mark")
        if mark.width() > 0 and row.clock.incident is not None:
            middle = QPointF(mark.center().x(), mark.center().y())
            paint_mark(ink.painter, look, row.priority, middle, look.px(15))
        what = cell(area, places, "what")
        used = ink.text(what, row.title, "body strong", "text.primary") + look.px(8)
        ink.text(what.adjusted(used, 0, 0, 0), row.place, "caption", "text.secondary")
        ink.text(cell(area, places, "by"), row.clock.by, "body", "text.secondary")
        tone = "severity.high" if row.late else "text.primary"
        words = clock_words(row.took) if row.took is not None else "–"
        box = cell(area, places, "took")
        wide = ink.text(box, words, "body strong", tone, "right", elide=False)
        if row.late:
            ink.icon(box.right() - wide - look.px(20), area.center().y(), "timer-fill", 14, tone)
        ink.rule(area.left() + look.px(INSET), area.right() - look.px(INSET), area.bottom() - 1)

    def tip_of(self, row: object) -> str:
        """The row in words."""
        if not isinstance(row, BehindRow):
            return ""
        parts = (time_of_day(row.clock.rang_at, self.look), row.title, row.place, row.clock.by)
        return " · ".join(part for part in parts if part)


class CoursePane(Pane):
    """The pane of a measure's course and of the calls behind it.

    *Signals:* `drilled(Course)`: the calls behind a bin are wanted; `opened(UUID)`: a call of the list;
    `left`: back at the plot.
    """

    drilled = Signal(object)
    opened = Signal(object)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None, *, key: str = "Alt 8") -> None:
        translate = QCoreApplication.translate
        super().__init__(look, "chart-line", translate("health", "Curva"), parent, key=key)
        self.set_lacks(translate("health", "la curva es de antes del corte"))
        self._bins: tuple[Course, ...] = ()
        self._shown: tuple[tuple[Course, ...], Micros, int] = ((), 0, 90)
        self._chart: QWidget | None = None
        self._measure = ""
        self._pages = QStackedWidget(self)
        self._plot = QWidget()
        plot_rows = QVBoxLayout(self._plot)
        plot_rows.setContentsMargins(look.px(6), look.px(8), look.px(10), 0)
        self._told = PlainLabel("", self._plot)
        self._told.setFont(look.font("caption"))
        self._told.setContentsMargins(look.px(6), 0, 0, look.px(6))
        plot_rows.addStretch(1)
        plot_rows.addWidget(self._told)
        self._list_page = QWidget()
        rows = QVBoxLayout(self._list_page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self.list = RowList(BehindDelegate(look, HEIGHT), translate("health", "Llamadas detrás de la cifra"))
        self.list.enter_words = translate("health", "ver el incidente en el mapa")
        self.list.activated.connect(self._open)
        rows.addWidget(Heads(look, columns()))
        rows.addWidget(self.list, 1)
        self._list_page.setFocusProxy(self.list)
        self._pages.addWidget(self._plot)
        self._pages.addWidget(self._list_page)
        self.set_body(self._pages)
        self._back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._back.setWhatsThis(translate("health", "volver a la curva"))
        self._back.activated.connect(self.back)
        self._back.setEnabled(False)

    def plug(self, make: Callable[[Look], QWidget]) -> None:
        """Put the plot in its place, once what draws it is there."""
        chart = make(self.look)
        rows = self._plot.layout()
        assert isinstance(rows, QVBoxLayout), "made above"
        rows.takeAt(0)
        rows.insertWidget(0, chart, 1)
        self._plot.setFocusProxy(chart)
        chart.picked.connect(self._picked)  # type: ignore[attr-defined]
        chart.opened.connect(self._drill)  # type: ignore[attr-defined]
        self._chart = chart
        self._draw()

    def set_course(
        self, measure: str, target: str, bins: tuple[Course, ...], within: Micros, rank: int
    ) -> None:
        """Another measure, or other figures of it."""
        if measure != self._measure:
            self.back()
        self._measure, self._bins = measure, bins
        self._shown = (bins, within, rank)
        if self._pages.currentWidget() is self._plot:
            self._say_head()
        if self._chart is not None:
            self._draw()
        self._told.setText(target)

    def show_calls(self, model: QAbstractItemModel, words: str, count: int) -> None:
        """The calls behind a figure; the keyboard goes to them if it was here."""
        had = self.isAncestorOf(self.window().focusWidget()) if self.window().focusWidget() else False
        self.list.setModel(model)
        self._pages.setCurrentWidget(self._list_page)
        self._back.setEnabled(True)
        self.set_title(words)
        self.set_count(count)
        self.set_note("", QCoreApplication.translate("health", "Esc vuelve"))
        if had:
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def back(self) -> None:
        """The plot again."""
        if self._pages.currentWidget() is self._plot:
            return
        had = self.list.hasFocus()
        self._pages.setCurrentWidget(self._plot)
        self._back.setEnabled(False)
        self._say_head()
        if had and self._chart is not None:
            self._chart.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.left.emit()

    def drilled_in(self) -> bool:
        """Whether the calls are on screen."""
        return self._pages.currentWidget() is self._list_page

    def take_focus(self) -> None:
        """The keyboard to what is on screen."""
        target = self.list if self.drilled_in() else self._chart or self._plot
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def bins(self) -> Sequence[Course]:
        """The figures that are drawn."""
        return self._bins

    def _draw(self) -> None:
        if self._chart is not None:
            self._chart.set_course(*self._shown)  # type: ignore[attr-defined]

    def _say_head(self) -> None:
        translate = QCoreApplication.translate
        self.set_title(translate("health", "Curva: {measure}").format(measure=self._measure))
        self.set_count(None)
        self.set_note("", "")

    def _picked(self, place: int) -> None:
        if not 0 <= place < len(self._bins):
            return
        one, look = self._bins[place], self.look
        at = local(one.begins, look).strftime("%H:%M")
        if not one.n:
            self._told.setText(QCoreApplication.translate("health", "{time} · ninguna").format(time=at))
            return
        translate = QCoreApplication.translate
        if one.n == 1:
            words = translate("health", "{time} · 1 llamada · {took}")
            self._told.setText(words.format(time=at, took=seconds_words(one.p50, look)))
            return
        words = translate("health", "{time} · {n} llamadas · p50 {a} · p90 {b} · p95 {c}")
        self._told.setText(
            words.format(
                time=at, n=look.locale.toString(one.n), a=seconds_words(one.p50, look),
                b=seconds_words(one.p90, look), c=seconds_words(one.p95, look),
            )
        )  # fmt: skip

    def _drill(self, place: int) -> None:
        if 0 <= place < len(self._bins):
            self._picked(place)
            self.drilled.emit(self._bins[place])

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, BehindRow):
            self.opened.emit(row.id)

"""The alerts: one spine for every source, the gravest on top, with a flood meter and what is put aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from uuid import UUID

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QModelIndex,
    QPointF,
    QRectF,
    Signal,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from domain.alert import AlertKind, AlertState
from domain.clock import Micros
from domain.severity import Severity
from widgets.alert_foot import AlertFoot, FloodMeter
from widgets.alert_words import alert_words, state_words
from widgets.ink import Ink
from widgets.look import Look
from widgets.pane import Pane
from widgets.rows import ROW, RowDelegate, RowList
from widgets.severity import key as severity_key
from widgets.severity import paint_mark
from widgets.severity import word as severity_word
from widgets.timer import Due, paint_timer, span, time_of_day

HEIGHT = 70
HEIGHT_COMPACT = 46
UNTAKEN = frozenset({AlertState.UNACKNOWLEDGED, AlertState.RETURNED})


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One alert as the pane shows it; times in microseconds UTC.

    `params` fill the kind's sentence; a `protected` alert shows only `area`. `pending`: taken at this desk,
    and not yet answered.
    """

    id: UUID
    kind: AlertKind
    severity: Severity
    state: AlertState
    raised_at: Micros
    params: Mapping[str, str] = field(default_factory=dict)
    area: str = ""
    count: int = 1
    by: str = ""
    mine: bool = False
    protected: bool = False
    pending: bool = False
    provisional: str = ""


def spoken(row: AlertRow, now: Micros) -> str:
    """The row as a screen reader says it (for the model's AccessibleTextRole)."""
    title, detail = alert_words(row.kind, row.params, row.area, row.protected)
    return QCoreApplication.translate("alerts", "{severity}. {title}. {detail}. {state}. {wait}").format(
        severity=severity_word(row.severity),
        title=title,
        detail=detail,
        state=state_words(row.state, row.by, row.mine, row.count),
        wait=span(now - row.raised_at),
    )


class AlertDelegate(RowDelegate):
    """Draws one alert: title and age; detail; severity, who has it and when it came."""

    def ground(self, row: object) -> tuple[str, str]:
        """A critical one that nobody took is tinted, with a red edge."""
        assert isinstance(row, AlertRow)
        if row.severity is Severity.CRITICAL and row.state in UNTAKEN:
            return "severity.critical_tint", "severity.critical"
        return "", ""

    def draw(self, ink: Ink, area: QRectF, row: object, selected: bool) -> None:
        """Three lines, two in the small window."""
        assert isinstance(row, AlertRow)
        look = self.look
        compact = self.height < HEIGHT
        left, right = area.left() + look.px(42), area.right() - look.size("space.three")
        first = QRectF(left, area.top() + look.px(6 if compact else 8), right - left, look.px(20))
        second = first.translated(0, look.px(17 if compact else 19))
        title, detail = alert_words(row.kind, row.params, row.area, row.protected)
        paint_mark(
            ink.painter,
            look,
            row.severity,
            QPointF(area.left() + look.px(22), first.center().y()),
            look.px(19),
        )
        edge = paint_timer(ink, first, span(self.now - row.raised_at), Due.ON_TIME)
        ink.text(
            QRectF(left, first.top(), edge - left - look.px(8), first.height()),
            title,
            "input strong",
            "text.primary",
        )
        ink.text(second, detail, "caption", "text.secondary")
        if not compact:
            self._third(ink, first.translated(0, look.px(37)), row)
        tinted = bool(self.ground(row)[0])
        ink.rule(area.left() if tinted else left, area.right() if tinted else right, area.bottom() - 1)

    def _third(self, ink: Ink, line: QRectF, row: AlertRow) -> None:
        look = self.look
        right = line.right()
        if row.provisional:
            word = QCoreApplication.translate("alerts", "PROVISIONAL {number}").format(number=row.provisional)
            right = ink.tag(right, line.center().y(), word) - look.px(8)
        else:
            came = time_of_day(row.raised_at, look)
            right -= ink.text(line, came, "caption", self.faint, "right", elide=False) + look.px(8)
        name = f"severity.{severity_key(row.severity)}"
        left = (
            line.left()
            + ink.text(line, severity_word(row.severity), "caption heavy", name, elide=False)
            + look.px(8)
        )
        if row.pending:
            ink.spinner(left, line.center().y(), 13)
            left += look.px(18)
            words, colour = QCoreApplication.translate("alerts", "tomando"), self.faint
        else:
            words = state_words(row.state, row.by, row.mine, row.count)
            colour = "text.primary" if row.state in UNTAKEN else self.faint
        kind = "caption medium" if row.state in UNTAKEN and not row.pending else "caption"
        ink.text(QRectF(left, line.top(), right - left, line.height()), words, kind, colour)

    def tip_of(self, row: object) -> str:
        """Everything the row says, uncut."""
        assert isinstance(row, AlertRow)
        title, detail = alert_words(row.kind, row.params, row.area, row.protected)
        state = state_words(row.state, row.by, row.mine, row.count)
        came = time_of_day(row.raised_at, self.look)
        return f"{title}\n{detail}\n{severity_word(row.severity)} · {state} · {came}"


class AlertPane(Pane):
    """The pane of alerts.

    *Signals:* `selected(UUID)`; `take_requested(UUID)` on Enter, double click or Ctrl T.
    """

    selected = Signal(object)
    take_requested = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None, *, key: str = "Alt 4") -> None:
        super().__init__(
            look, "bell-simple-ringing", QCoreApplication.translate("alerts", "Alertas"), parent, key=key
        )
        self.set_lacks(QCoreApplication.translate("alerts", "pueden faltar alertas"))
        self._untaken: set[UUID] = set()
        self.list = RowList(
            AlertDelegate(look, HEIGHT), QCoreApplication.translate("alerts", "Alertas abiertas")
        )
        self.list.activated.connect(self._take)
        self.flood = FloodMeter(look)
        body = QWidget()
        body.setObjectName("pane_body")
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.flood)
        rows.addWidget(self.list, 1)
        body.setFocusProxy(self.list)
        self.foot = AlertFoot(look)
        self.foot.take.clicked.connect(self.take_chosen)
        self.set_body(body)
        self.set_foot(self.foot)
        self.set_count(0)
        self.set_empty(True)

    def set_model(self, model: QAbstractItemModel) -> None:
        """A list model that answers ROW with an AlertRow, gravest first."""
        self.list.setModel(model)
        self.list.selectionModel().currentChanged.connect(self._moved)
        # Only the rows that a change is about are looked at: in a flood there are thousands of others.
        model.rowsInserted.connect(lambda _, first, last: self._look_at(first, last))
        model.dataChanged.connect(lambda top, bottom: self._look_at(top.row(), bottom.row()))
        model.rowsAboutToBeRemoved.connect(lambda _, first, last: self._let_go_of(first, last))
        model.rowsRemoved.connect(self._tell_untaken)
        model.modelReset.connect(self._look_anew)
        self._look_anew()

    def set_now(self, now: Micros) -> None:
        """Tick the ages."""
        super().set_now(now)
        self.list.set_now(now)

    def set_compact(self, compact: bool) -> None:
        """Two lines a row and no flood meter in the small window."""
        self.list.set_row_height(HEIGHT_COMPACT if compact else HEIGHT)
        self.flood.setVisible(not compact)
        self.foot.set_compact(compact)

    def set_flood(self, in_ten_minutes: int, flooding: bool) -> None:
        """How many rang in the last ten minutes and whether that is a flood (hysteresis is the caller's)."""
        self.flood.set_rate(in_ten_minutes, flooding)

    def set_aside(self, shelved: int, grouped: int, groups: int) -> None:
        """What is not in the list: shelved ones, and how many were grouped into how many rows."""
        self.foot.set_aside(shelved, grouped, groups)

    def take_chosen(self) -> None:
        """What Ctrl T does: the chosen alert, else the first that nobody took."""
        model = self.list.model()
        rows = self._alerts_in(0, model.rowCount() - 1) if model is not None else ()
        for row in chain((self.list.chosen(),), rows):
            if isinstance(row, AlertRow) and row.state in UNTAKEN and not row.pending:
                self.take_requested.emit(row.id)
                return

    def empty_words(self) -> tuple[str, str]:
        """No alerts, and how many are shelved."""
        title = QCoreApplication.translate("alerts", "Sin alertas")
        return title, self.foot.shelved_words()

    def error_title(self) -> str:
        """What failed."""
        return QCoreApplication.translate("alerts", "No se pudieron leer las alertas")

    def show_faded(self, faded: bool) -> None:
        """Old rows lose their grey hints."""
        self.list.set_faded(faded)

    def _take(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, AlertRow) and row.state in UNTAKEN and not row.pending:
            self.take_requested.emit(row.id)

    def _moved(self, current: QModelIndex, before: QModelIndex) -> None:
        row = current.data(ROW)
        if isinstance(row, AlertRow):
            self.selected.emit(row.id)

    def _look_anew(self) -> None:
        self._untaken.clear()
        self._look_at(0, self.list.model().rowCount() - 1)

    def _look_at(self, first: int, last: int) -> None:
        """Look again at these rows: who of them waits for somebody?"""
        for row in self._alerts_in(first, last):
            if row.state in UNTAKEN:
                self._untaken.add(row.id)
            else:
                self._untaken.discard(row.id)
        self._tell_untaken()

    def _let_go_of(self, first: int, last: int) -> None:
        self._untaken.difference_update(row.id for row in self._alerts_in(first, last))

    def _alerts_in(self, first: int, last: int) -> Iterator[AlertRow]:
        model = self.list.model()
        for number in range(first, last + 1):
            row = model.index(number, 0).data(ROW)
            if isinstance(row, AlertRow):
                yield row

    def _tell_untaken(self) -> None:
        some, untaken = self.list.model().rowCount() > 0, len(self._untaken)
        self.set_count(untaken)
        self.set_note(QCoreApplication.translate("alerts", "sin tomar") if some else "")
        self.foot.take.setEnabled(untaken > 0)
        self.set_empty(not some)

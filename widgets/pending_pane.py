"""The open incidents of a room: who waits for a unit, how much of its deadline has gone, who goes already."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from domain.clock import MINUTE, Micros
from domain.severity import Severity
from widgets.filter_tabs import FilterTabs
from widgets.ink import Ink
from widgets.look import Look
from widgets.pane import Pane
from widgets.plain_text import PlainLabel
from widgets.rows import ROW, RowDelegate, RowList
from widgets.severity import paint_mark
from widgets.severity import word as severity_word
from widgets.timer import Due, due, paint_timer, span

HEIGHT = 72
HEIGHT_COMPACT = 64
DEADLINES: dict[Severity, Micros] = {
    Severity.CRITICAL: 2 * MINUTE,
    Severity.HIGH: 3 * MINUTE,
    Severity.MEDIUM: 10 * MINUTE,
    Severity.LOW: 20 * MINUTE,
}
"""From an incident's creation to its first unit, by priority; the site will set its own."""


@dataclass(frozen=True, slots=True)
class PendingRow:
    """One open incident; `units` are the call signs of those that go, none while it waits."""

    id: UUID
    number: str
    title: str
    place: str
    priority: Severity
    created_at: Micros
    units: tuple[str, ...] = ()
    calls: int = 0
    needs: str = ""
    """What it lacks, in words: Falta SAME; with it, it waits although somebody goes."""
    pending: bool = False
    provisional: str = ""

    @property
    def limit(self) -> Micros | None:
        """Its deadline, while nobody goes."""
        return None if self.units else DEADLINES.get(self.priority)

    @property
    def waits(self) -> bool:
        """Nobody goes yet, or something is still lacking."""
        return not self.units or bool(self.needs)


def who_goes(row: PendingRow) -> str:
    """Nobody yet, one or two units by their signs, or the first and how many more."""
    translate = QCoreApplication.translate
    if row.needs:
        return row.needs
    if not row.units:
        return translate("pending", "Sin móvil")
    if len(row.units) <= 2:
        return ", ".join(row.units)
    return translate("pending", "{unit} y {n} más").format(unit=row.units[0], n=len(row.units) - 1)


def calls_words(calls: int) -> str:
    """How many calls there are about it."""
    translate = QCoreApplication.translate
    if calls == 1:
        return translate("pending", "1 llamada")
    return translate("pending", "{n} llamadas").format(n=calls) if calls else ""


def spoken(row: PendingRow, now: Micros) -> str:
    """The row as a screen reader says it."""
    return QCoreApplication.translate("pending", "{severity}. {title}. {place}. {who}. {wait}").format(
        severity=severity_word(row.priority),
        title=row.title,
        place=row.place,
        who=who_goes(row),
        wait=span(now - row.created_at),
    )


class PendingDelegate(RowDelegate):
    """Draws one incident: what and since when; where; number, who goes, calls, the bar of its deadline."""

    def ground(self, row: object) -> tuple[str, str]:
        """A critical one that nobody goes to is tinted, with a red edge."""
        assert isinstance(row, PendingRow)
        if row.priority is Severity.CRITICAL and not row.units:
            return "severity.critical_tint", "severity.critical"
        return "", ""

    def draw(self, ink: Ink, area: QRectF, row: object, selected: bool) -> None:
        """Three lines."""
        assert isinstance(row, PendingRow)
        look = self.look
        tight = self.height < HEIGHT
        left, right = area.left() + look.px(42), area.right() - look.size("space.three")
        first = QRectF(left, area.top() + look.px(5 if tight else 8), right - left, look.px(20))
        second = first.translated(0, look.px(18 if tight else 20))
        third = second.translated(0, look.px(18 if tight else 20))
        mark = QPointF(area.left() + look.px(22), first.center().y())
        paint_mark(ink.painter, look, row.priority, mark, look.px(19))
        gone = self.now - row.created_at
        state = due(gone, row.limit)
        edge = paint_timer(ink, first, span(gone), state, boxed=False)
        title = QRectF(left, first.top(), edge - left - look.px(8), first.height())
        ink.text(title, row.title, "input strong", "text.primary")
        ink.text(second, row.place, "caption", "text.secondary")
        self._third(ink, third, row, gone, state)
        tinted = bool(self.ground(row)[0])
        ink.rule(area.left() if tinted else left, area.right() if tinted else right, area.bottom() - 1)

    def _third(self, ink: Ink, line: QRectF, row: PendingRow, gone: Micros, state: Due) -> None:
        look = self.look
        middle, right = line.center().y(), line.right()
        if row.provisional:
            word = QCoreApplication.translate("pending", "PROVISIONAL {number}").format(
                number=row.provisional
            )
            right = ink.tag(right, middle, word) - look.px(8)
        elif row.limit is not None:
            right = self._bar(ink, right, middle, gone / row.limit, state) - look.px(12)
        left = line.left() + ink.text(line, row.number, "caption", self.faint, elide=False) + look.px(8)
        if row.pending:
            ink.spinner(left, middle, 13)
            left += look.px(18)
        left = ink.chip(left, middle, look.fit(who_goes(row), "caption strong", look.px(150))) + look.px(8)
        calls = calls_words(row.calls)
        if calls and left + ink.width(calls, "caption") <= right:
            ink.text(
                QRectF(left, line.top(), right - left, line.height()), calls, "caption", "text.secondary"
            )

    def _bar(self, ink: Ink, right: float, middle: float, share: float, state: Due) -> float:
        """How much of the deadline has gone; orange once it is over."""
        look = self.look
        wide, high = look.px(84 if self.height >= HEIGHT else 56), look.px(4)
        bar = QRectF(round(right - wide), round(middle - high / 2), wide, high)
        ink.fill(bar, "outline.subtle")
        colour = {Due.OVERDUE: "severity.high", Due.WARNING: "severity.medium"}.get(state, "text.secondary")
        ink.fill(QRectF(bar.left(), bar.top(), bar.width() * min(1.0, max(0.0, share)), high), colour)
        return bar.left()

    def tip_of(self, row: object) -> str:
        """Everything the row says, uncut."""
        assert isinstance(row, PendingRow)
        parts = (row.number, who_goes(row), ", ".join(row.units), calls_words(row.calls))
        return f"{row.title}\n{row.place}\n" + " · ".join(dict.fromkeys(part for part in parts if part))


class PendingFoot(QWidget):
    """What the bar means, and how many are over their deadline."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._late = 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_late(0)

    def set_late(self, late: int) -> None:
        """So many are over their deadline."""
        self._late = late
        self.setAccessibleName("{} {}".format(*self._words()))
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(100, self._look.px(35))

    def _words(self) -> tuple[str, str]:
        translate = QCoreApplication.translate
        late = translate("pending", "1 vencido") if self._late == 1 else ""
        if self._late > 1:
            late = translate("pending", "{n} vencidos").format(n=self._late)
        return translate("pending", "La barra es el plazo de la prioridad"), late

    def paintEvent(self, event: QPaintEvent) -> None:
        """The legend at the left, the count at the right."""
        painter = QPainter(self)
        ink, area = Ink(painter, self._look), QRectF(self.rect())
        ink.rule(0, area.right(), 0)
        inner = area.adjusted(self._look.size("space.three"), 1, -self._look.size("space.three"), 0)
        legend, late = self._words()
        room = inner.adjusted(0, 0, -ink.width(late, "body strong") - self._look.px(8), 0)
        ink.text(room, legend, "caption", "text.secondary")
        ink.text(inner, late, "body strong", "severity.high", "right", elide=False)
        painter.end()


class PendingPane(Pane):
    """The pane of open incidents: those that wait, those that go on, or all.

    *Signals:* `selected(UUID)`; `opened(UUID)` on Enter or a double click; `filter_changed(str)`:
    waiting, active or all.
    """

    selected = Signal(object)
    opened = Signal(object)
    filter_changed = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None, *, key: str = "Alt 6") -> None:
        title = QCoreApplication.translate("pending", "Pendientes")
        super().__init__(look, "list-numbers", title, parent, key=key)
        self.set_lacks(QCoreApplication.translate("pending", "pueden faltar incidentes"))
        self.list = RowList(
            PendingDelegate(look, HEIGHT), QCoreApplication.translate("pending", "Incidentes abiertos")
        )
        self.list.enter_words = QCoreApplication.translate("pending", "ver a quién mandar")
        self.list.activated.connect(self._open)
        self.foot = PendingFoot(look)
        self._compact = False
        self._open_ones = 0
        self.filters = FilterTabs(look, QCoreApplication.translate("pending", "Filtro de incidentes"))
        self.filters.picked.connect(self.filter_changed)
        self._none = PlainLabel(QCoreApplication.translate("pending", "Ninguno con este filtro"))
        self._none.setFont(look.font("body"))
        self._none.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.set_body(self._body_of(look))
        self.set_foot(self.foot)
        self.set_count(0)
        self.set_empty(True)

    def _body_of(self, look: Look) -> QWidget:
        body = QWidget()
        body.setObjectName("pane_body")
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(look.px(8), look.px(3), look.px(8), look.px(3))
        tabs.addWidget(self.filters, 1)
        rows.addLayout(tabs)
        rows.addWidget(self._none)
        rows.addWidget(self.list, 1)
        return body

    def take_focus(self) -> None:
        """Its key leads to the rows, past the filter."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_open(self, waiting: int, active: int) -> None:
        """How many there are of each, whatever the filter shows."""
        translate, number = QCoreApplication.translate, self.look.locale.toString
        self._open_ones = waiting + active
        self.filters.set_choices(
            (
                ("all", translate("pending", "Todos {n}").format(n=number(waiting + active))),
                ("waiting", translate("pending", "Esperan {n}").format(n=number(waiting))),
                ("active", translate("pending", "En curso {n}").format(n=number(active))),
            )
        )
        self._counted()

    def set_model(self, model: QAbstractItemModel) -> None:
        """A list model that answers ROW with a PendingRow, the gravest and oldest that waits first."""
        self.list.setModel(model)
        self.list.selectionModel().currentChanged.connect(self._moved)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset, model.dataChanged):
            signal.connect(self._counted)
        self._counted()

    def set_now(self, now: Micros) -> None:
        """Tick the timers and the bars."""
        super().set_now(now)
        self.list.set_now(now)
        self.foot.set_late(
            sum(due(now - row.created_at, row.limit) is Due.OVERDUE for row in self._rows_now())
        )

    def set_compact(self, compact: bool) -> None:
        """Tighter rows in the small window."""
        self._compact = compact
        self.list.set_row_height(HEIGHT_COMPACT if compact else HEIGHT)
        self._counted()

    def empty_words(self) -> tuple[str, str]:
        """Nothing is open."""
        translate = QCoreApplication.translate
        return translate("pending", "Ningún incidente abierto"), ""

    def error_title(self) -> str:
        """What failed."""
        return QCoreApplication.translate("pending", "No se pudieron leer los incidentes")

    def show_faded(self, faded: bool) -> None:
        """Old rows lose their grey hints."""
        self.list.set_faded(faded)

    def _rows_now(self) -> list[PendingRow]:
        model = self.list.model()
        found = [model.index(n, 0).data(ROW) for n in range(model.rowCount())] if model is not None else []
        return [row for row in found if isinstance(row, PendingRow)]

    def _counted(self) -> None:
        rows = self._rows_now()
        self.set_count(sum(row.waits for row in rows))
        order = QCoreApplication.translate("pending", "por prioridad y espera")
        self.set_note("", order if rows and not self._compact else "")
        self._none.setVisible(not rows)
        self.set_empty(not rows and not self._open_ones)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, PendingRow):
            self.opened.emit(row.id)

    def _moved(self, current: QModelIndex, before: QModelIndex) -> None:
        row = current.data(ROW)
        if isinstance(row, PendingRow):
            self.selected.emit(row.id)

"""The unit board: every unit by agency, what it does and for how long, and how old its data is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QLocale, QModelIndex, QPointF, QRectF, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from domain.agency import Agency
from domain.clock import SECOND, Micros
from domain.unit import UnitStatus
from widgets.filter_tabs import FilterTabs
from widgets.incident_types import agency_title
from widgets.ink import Ink
from widgets.look import Look
from widgets.pane import Pane
from widgets.rows import ROW, RowDelegate, RowList
from widgets.timer import due, paint_timer, short_age, span
from widgets.unit_columns import ColumnHeads, columns_in
from widgets.unit_state import paint_glyph
from widgets.unit_state import word as state_word

HEIGHT = 31
OLD_DATA: Micros = 30 * SECOND
"""A position older than this is old: its age turns orange."""
AGENCY_ICONS = {
    Agency.POLICE: "shield-check",
    Agency.MEDICAL: "first-aid-kit",
    Agency.FIRE: "fire-simple",
    Agency.CIVIL_PROTECTION: "lifebuoy",
    Agency.EMERGENCY: "buildings",
}


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """The head of an agency's units."""

    agency: Agency
    total: int
    available: int
    folded: bool = False


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit as the board shows it; times in microseconds UTC.

    `since`: from when the state counts. `limit`: how long the state may last, None = no limit. `seen_at`: the
    last position, None = never seen. `pending`: a state asked for here and not answered. `provisional`: set
    by this desk alone.
    """

    id: UUID
    call_sign: str
    agency: Agency
    status: UnitStatus
    since: Micros
    limit: Micros | None = None
    incident: str = ""
    place: str = ""
    crew: str = ""
    seen_at: Micros | None = None
    pending: bool = False
    provisional: bool = False


def spoken(row: UnitRow | AgencyRow, now: Micros) -> str:
    """The row as a screen reader says it (for the model's AccessibleTextRole)."""
    if isinstance(row, AgencyRow):
        return f"{agency_title(row.agency)}. {agency_facts(row)}"
    return QCoreApplication.translate("unit_board", "{unit}. {state}, {time}. {place}").format(
        unit=row.call_sign, state=state_word(row.status), time=span(now - row.since), place=row.place or "—"
    )


def agency_facts(row: AgencyRow) -> str:
    """38 móviles · 21 disponibles."""
    translate, number = QCoreApplication.translate, QLocale().toString
    units = translate("unit_board", "1 móvil") if row.total == 1 else translate("unit_board", "{n} móviles")
    free = (
        translate("unit_board", "1 disponible")
        if row.available == 1
        else translate("unit_board", "{n} disponibles")
    )
    return translate("unit_board", "{units} · {free}").format(
        units=units.format(n=number(row.total)), free=free.format(n=number(row.available))
    )


class UnitDelegate(RowDelegate):
    """Draws a unit's line or an agency's head."""

    def ground(self, row: object) -> tuple[str, str]:
        """Agency heads stand on the raised ground."""
        return ("surface.raised", "") if isinstance(row, AgencyRow) else ("", "")

    def draw(self, ink: Ink, area: QRectF, row: object, selected: bool) -> None:
        """One line of 31 px."""
        if isinstance(row, AgencyRow):
            self._draw_agency(ink, area, row)
        elif isinstance(row, UnitRow):
            self._draw_unit(ink, area, row, selected)

    def _draw_agency(self, ink: Ink, area: QRectF, row: AgencyRow) -> None:
        look, middle = self.look, area.center().y()
        ink.icon(
            area.left() + look.px(12),
            middle,
            "caret-right" if row.folded else "caret-down",
            12,
            "text.tertiary",
        )
        ink.icon(area.left() + look.px(33), middle, AGENCY_ICONS[row.agency], 16, "text.secondary")
        line = area.adjusted(look.px(58), 0, -look.px(14), 0)
        # The name before the numbers, and no number by half: where both do not fit, the short form or none.
        title = agency_title(row.agency)
        room = line.width() - look.metrics("body heavy").horizontalAdvance(title) - look.px(8)
        for facts in (
            agency_facts(row),
            f"{QLocale().toString(row.available)} / {QLocale().toString(row.total)}",
        ):
            if look.metrics("body").horizontalAdvance(facts) <= room:
                ink.text(line, facts, "body", "text.secondary", "right")
                break
        ink.text(line, title, "body heavy", "text.primary")

    def _draw_unit(self, ink: Ink, area: QRectF, row: UnitRow, selected: bool) -> None:
        look = self.look
        gone = row.status is UnitStatus.OUT_OF_SERVICE
        strong, plain = ("text.tertiary", "text.tertiary") if gone else ("text.primary", "text.secondary")
        places = columns_in(area.width(), look)

        def cell(name: str) -> QRectF:
            left, wide = places.get(name, (0.0, 0.0))
            return QRectF(area.left() + left, area.top(), max(0.0, wide - look.px(8)), area.height())

        ink.text(cell("unit"), row.call_sign, "body heavy", strong)
        self._draw_state(ink, cell("state"), row, strong)
        self._draw_timer(ink, cell("timer"), row, strong)
        ink.text(cell("incident").adjusted(look.px(12), 0, 0, 0), row.incident, "body strong", "accent.text")
        ink.text(cell("place"), row.place or "—", "body", plain)
        ink.text(cell("crew"), row.crew or "—", "body", plain)
        self._draw_age(ink, cell("age").adjusted(0, 0, look.px(8), 0), row)
        if not selected:
            ink.rule(area.left() + look.px(14), area.right() - look.px(14), area.bottom() - 1)

    def _draw_state(self, ink: Ink, area: QRectF, row: UnitRow, colour: str) -> None:
        look = self.look
        if row.pending:
            ink.spinner(area.left(), area.center().y(), 13)
        else:
            paint_glyph(
                ink.painter,
                look,
                row.status,
                QPointF(area.left() + look.px(6), area.center().y()),
                look.px(11),
            )
        words = area.adjusted(look.px(20), 0, 0, 0)
        drawn = ink.text(
            words, state_word(row.status), "body medium", "text.secondary" if row.pending else colour
        )
        if row.provisional:
            ink.box(
                QRectF(words.left() - 4, area.top() + 5, drawn + 8, area.height() - 11),
                3,
                "",
                "severity.high",
                dashed=True,
            )

    def _draw_timer(self, ink: Ink, area: QRectF, row: UnitRow, colour: str) -> None:
        elapsed = self.now - row.since
        paint_timer(ink, area, span(elapsed), due(elapsed, row.limit), "body medium", colour)

    def _draw_age(self, ink: Ink, area: QRectF, row: UnitRow) -> None:
        if row.seen_at is None:
            ink.text(area, "—", "caption", "text.tertiary", "right")
            return
        age = max(0, self.now - row.seen_at)
        old = age >= OLD_DATA
        kind, colour = ("caption heavy", "link.stale") if old or self.faded else ("caption", "text.tertiary")
        wide = ink.text(area, short_age(age), kind, colour, "right", elide=False)
        if old:
            ink.icon(
                area.right() - wide - self.look.px(20), area.center().y(), "wifi-slash", 14, "link.stale"
            )

    def tip_of(self, row: object) -> str:
        """The cells that may be cut."""
        return f"{row.call_sign} · {row.place}\n{row.crew}" if isinstance(row, UnitRow) else ""


class UnitBoard(Pane):
    """The pane of units.

    *Signals:* `selected(UUID)`; `opened(UUID)` on Enter or double click; `filter_changed(str)` with the code
    of a filter: all, available, committed, overdue; `fold_requested(Agency)` on an agency's head.
    """

    selected = Signal(object)
    opened = Signal(object)
    filter_changed = Signal(str)
    fold_requested = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None, *, key: str = "Alt 5") -> None:
        super().__init__(look, "car", QCoreApplication.translate("unit_board", "Móviles"), parent, key=key)
        self.set_lacks(QCoreApplication.translate("unit_board", "las posiciones son viejas"))
        self.list = RowList(
            UnitDelegate(look, HEIGHT), QCoreApplication.translate("unit_board", "Móviles por agencia")
        )
        self.list.activated.connect(self._open)
        self.list.clicked.connect(self._fold)
        self.heads = ColumnHeads(look)
        bar = self.list.verticalScrollBar()
        bar.rangeChanged.connect(
            lambda least, most: self.heads.set_taken(bar.sizeHint().width() if most > least else 0)
        )
        body = QWidget()
        body.setObjectName("pane_body")
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.heads)
        rows.addWidget(self.list, 1)
        body.setFocusProxy(self.list)
        self.filters = FilterTabs(look, QCoreApplication.translate("unit_board", "Filtro de móviles"))
        self.filters.picked.connect(self.filter_changed)
        self.set_counts(0, 0, 0, 0)
        self.set_body(body)
        self.set_head_widget(self.filters)
        self.set_empty(True)

    def set_model(self, model: QAbstractItemModel) -> None:
        """A list model that answers ROW with an AgencyRow before each agency's UnitRows."""
        self.list.setModel(model)
        self.list.selectionModel().currentChanged.connect(self._moved)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._counted)
        self._counted()

    def set_now(self, now: Micros) -> None:
        """Tick timers and ages."""
        super().set_now(now)
        self.list.set_now(now)

    def set_counts(self, total: int, available: int, committed: int, overdue: int) -> None:
        """The numbers on the filters and beside the title."""
        translate = QCoreApplication.translate
        self.set_count(total)
        number = self.look.locale.toString
        self.filters.set_choices(
            (
                ("all", translate("unit_board", "Todos")),
                ("available", translate("unit_board", "Disponibles {n}").format(n=number(available))),
                ("committed", translate("unit_board", "Comprometidos {n}").format(n=number(committed))),
                ("overdue", translate("unit_board", "Vencidos {n}").format(n=number(overdue))),
            )
        )

    def empty_words(self) -> tuple[str, str]:
        """Nothing with this filter."""
        title = QCoreApplication.translate("unit_board", "Ningún móvil con este filtro")
        return title, QCoreApplication.translate("unit_board", "Elija «Todos» para verlos")

    def error_title(self) -> str:
        """What failed."""
        return QCoreApplication.translate("unit_board", "No se pudieron leer los móviles")

    def show_faded(self, faded: bool) -> None:
        """Every age turns orange."""
        self.list.set_faded(faded)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, UnitRow):
            self.opened.emit(row.id)
        elif isinstance(row, AgencyRow):
            self.fold_requested.emit(row.agency)

    def _fold(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, AgencyRow):
            self.fold_requested.emit(row.agency)

    def _moved(self, current: QModelIndex, before: QModelIndex) -> None:
        row = current.data(ROW)
        if isinstance(row, UnitRow):
            self.selected.emit(row.id)

    def _counted(self) -> None:
        self.set_empty(self.list.model().rowCount() == 0)

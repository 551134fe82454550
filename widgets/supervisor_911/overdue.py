"""Units that have stayed in a state for too long, the furthest over first, then those that soon will."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QPointF, QRectF, Signal
from PySide6.QtWidgets import QWidget

from domain.clock import Micros
from domain.unit import UnitStatus
from widgets.ink import Ink
from widgets.look import Look
from widgets.pane import Pane
from widgets.rows import ROW, RowDelegate, RowList
from widgets.timer import due, paint_timer, span
from widgets.unit_state import paint_glyph
from widgets.unit_state import word as state_word

HEIGHT, HEIGHT_COMPACT = 46, 42


@dataclass(frozen=True, slots=True)
class LateUnit:
    """One unit, since when it is so, how long it may be, and on what."""

    id: UUID
    call_sign: str
    status: UnitStatus
    since: Micros
    limit: Micros
    about: str = ""


def spoken(row: LateUnit, now: Micros) -> str:
    """The row as a screen reader says it."""
    translate = QCoreApplication.translate
    limit = translate("health", "límite {span}").format(span=span(row.limit))
    parts = (row.call_sign, state_word(row.status), span(now - row.since), limit, row.about)
    return ". ".join(part for part in parts if part)


class LateDelegate(RowDelegate):
    """Draws one unit in two lines."""

    def draw(self, ink: Ink, area: QRectF, row: object, selected: bool) -> None:
        """Sign, state, timer; on what, limit."""
        assert isinstance(row, LateUnit)
        look = self.look
        inset = look.size("space.three")
        half = area.height() / 2
        first = QRectF(area.left() + look.px(36), area.top() + look.px(3), 0, half - look.px(2))
        first.setRight(area.right() - inset)
        second = first.translated(0, half - look.px(3))
        gone = self.now - row.since
        paint_glyph(
            ink.painter, look, row.status, QPointF(area.left() + look.px(20), first.center().y()),
            look.px(14),
        )  # fmt: skip
        edge = paint_timer(ink, first, span(gone), due(gone, row.limit), boxed=False)
        room = QRectF(first.left(), first.top(), edge - first.left() - look.px(8), first.height())
        used = ink.text(room, row.call_sign, "body strong", "text.primary") + look.px(8)
        ink.text(room.adjusted(used, 0, 0, 0), state_word(row.status), "body", "text.secondary")
        limit = QCoreApplication.translate("health", "límite {span}").format(span=span(row.limit))
        wide = ink.text(second, limit, "caption", "text.secondary", "right", elide=False)
        ink.text(second.adjusted(0, 0, -wide - look.px(8), 0), row.about, "caption", "text.secondary")
        ink.rule(area.left() + inset, area.right() - inset, area.bottom() - 1)

    def tip_of(self, row: object) -> str:
        """The row in words."""
        return spoken(row, self.now) if isinstance(row, LateUnit) else ""


class OverduePane(Pane):
    """The pane of units over their time.

    *Signals:* `opened(UUID)`: a unit, on Enter or a double click.
    """

    opened = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None, *, key: str = "Alt 6") -> None:
        translate = QCoreApplication.translate
        super().__init__(look, "timer", translate("health", "Fuera de plazo"), parent, key=key)
        self.set_lacks(translate("health", "no se ven los cambios de estado"))
        self.list = RowList(LateDelegate(look, HEIGHT), translate("health", "Móviles fuera de plazo"))
        self.list.enter_words = translate("health", "ver el móvil en el mapa")
        self.list.activated.connect(self._open)
        self.set_body(self.list)
        self.set_empty(True)

    def set_model(self, model: QAbstractItemModel) -> None:
        """A list model that answers ROW with a LateUnit."""
        self.list.setModel(model)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._counted)
        self._counted()

    def set_counts(self, late: int, soon: int) -> None:
        """How many are over, and how many will be in five minutes."""
        self.set_count(late)
        soon = soon if self.width() >= self.look.px(300) else 0  # the title goes before
        translate = QCoreApplication.translate
        words = translate("health", "{n} por vencer").format(n=self.look.locale.toString(soon))
        self.set_note("", words if soon else "")

    def set_now(self, now: Micros) -> None:
        """Tick the timers."""
        super().set_now(now)
        self.list.set_now(now)

    def set_compact(self, compact: bool) -> None:
        """Tighter rows in the small window."""
        self.list.set_row_height(HEIGHT_COMPACT if compact else HEIGHT)

    def empty_words(self) -> tuple[str, str]:
        """Nobody is late."""
        return QCoreApplication.translate("health", "Ningún móvil fuera de plazo"), ""

    def show_faded(self, faded: bool) -> None:
        """Old rows."""
        self.list.set_faded(faded)

    def rows_now(self) -> Sequence[LateUnit]:
        """The rows on screen."""
        model = self.list.model()
        found = [model.index(n, 0).data(ROW) for n in range(model.rowCount())] if model is not None else []
        return [row for row in found if isinstance(row, LateUnit)]

    def _counted(self) -> None:
        self.set_empty(not self.rows_now())

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, LateUnit):
            self.opened.emit(row.id)

"""What sources sent that could not be taken: one row a kind and source, counted, and never moved by news.

A group that speaks again counts up where it stands; a new one comes in at the end. What somebody is reading
stays where it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QPointF, QRectF, Signal
from PySide6.QtWidgets import QWidget

from domain.clock import Micros
from domain.severity import Severity
from widgets.ink import Ink
from widgets.look import Look
from widgets.pane import Pane
from widgets.rows import ROW, RowDelegate, RowList
from widgets.severity import paint_mark
from widgets.timer import short_age, time_of_day

HEIGHT, HEIGHT_COMPACT = 46, 42


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """One group. `title` says its kind in words; `grave`: a call suffered; `seen`: somebody has looked."""

    kind: str
    source: str
    title: str
    count: int
    first_at: Micros
    last_at: Micros
    detail: str = ""
    grave: bool = False
    seen: bool = False
    seen_by: str = ""


def spoken(row: ExceptionRow, now: Micros) -> str:
    """The row as a screen reader says it."""
    translate = QCoreApplication.translate
    last = translate("exceptions", "la última hace {age}").format(age=short_age(now - row.last_at))
    many = translate("exceptions", "{n} entradas").format(n=row.count)
    count = translate("exceptions", "1 entrada") if row.count == 1 else many
    return ". ".join(part for part in (row.title, row.source, count, last, row.detail) if part)


class ExceptionDelegate(RowDelegate):
    """Draws one group in two lines."""

    def draw(self, ink: Ink, area: QRectF, row: object, selected: bool) -> None:
        """Kind, source, how often; the latest in its own words, since when and until when."""
        assert isinstance(row, ExceptionRow)
        look, inset = self.look, self.look.size("space.three")
        half = area.height() / 2
        first = QRectF(area.left() + look.px(36), area.top() + look.px(3), 0, half - look.px(2))
        first.setRight(area.right() - inset)
        second = first.translated(0, half - look.px(3))
        middle = QPointF(area.left() + look.px(20), first.center().y())
        faint = "text.tertiary" if row.seen else "text.primary"
        if row.grave and not row.seen:
            paint_mark(ink.painter, look, Severity.HIGH, middle, look.px(16))
        else:
            icon = "check" if row.seen else "warning-circle"
            ink.icon(middle.x() - look.px(7), middle.y(), icon, 14, "text.tertiary")
        count = look.locale.toString(row.count)
        wide = ink.width(count, "caption strong") + look.px(12)
        wide = max(wide, look.px(22))
        ink.chip(first.right() - wide, first.center().y(), count, colour=faint)
        room = first.adjusted(0, 0, -wide - look.px(8), 0)
        used = ink.text(room, row.title, "body strong", faint) + look.px(8)
        ink.text(room.adjusted(used, 0, 0, 0), row.source, "body", "text.secondary")
        ages = QCoreApplication.translate("exceptions", "{first} · hace {age}").format(
            first=time_of_day(row.first_at, look), age=short_age(self.now - row.last_at)
        )
        wide = ink.text(second, ages, "caption", "text.secondary", "right", elide=False)
        ink.text(second.adjusted(0, 0, -wide - look.px(10), 0), row.detail, "caption", "text.secondary")
        ink.rule(area.left() + inset, area.right() - inset, area.bottom() - 1)

    def tip_of(self, row: object) -> str:
        """The row in words, the whole detail with it."""
        if not isinstance(row, ExceptionRow):
            return ""
        words = spoken(row, self.now)
        if row.seen and row.seen_by:
            seen = QCoreApplication.translate("exceptions", "vista por {name}").format(name=row.seen_by)
            words = f"{words}\n{seen}"
        return words


class ExceptionsPane(Pane):
    """The pane of what could not be taken.

    *Signals:* `seen(str, str)`: kind and source of a group that somebody has looked at (Enter).
    """

    seen = Signal(str, str)

    def __init__(self, look: Look, parent: QWidget | None = None, *, key: str = "Alt 7") -> None:
        translate = QCoreApplication.translate
        super().__init__(look, "warning-circle", translate("exceptions", "Excepciones"), parent, key=key)
        self.set_lacks(translate("exceptions", "no se sabe qué llega mal"))
        name = translate("exceptions", "Entradas que no se entendieron")
        self.list = RowList(ExceptionDelegate(look, HEIGHT), name)
        self.list.enter_words = translate("exceptions", "marcar como vista")
        self.list.activated.connect(self._open)
        self.set_body(self.list)
        self.set_empty(True)

    def set_model(self, model: QAbstractItemModel) -> None:
        """A list model that answers ROW with an ExceptionRow."""
        self.list.setModel(model)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset, model.dataChanged):
            signal.connect(self._counted)
        self._counted()

    def set_now(self, now: Micros) -> None:
        """Tick the ages."""
        super().set_now(now)
        self.list.set_now(now)

    def set_compact(self, compact: bool) -> None:
        """Tighter rows in the small window."""
        self.list.set_row_height(HEIGHT_COMPACT if compact else HEIGHT)

    def empty_words(self) -> tuple[str, str]:
        """All that came was understood."""
        translate = QCoreApplication.translate
        return translate("exceptions", "Todo lo que llegó se entendió"), ""

    def show_faded(self, faded: bool) -> None:
        """Old rows."""
        self.list.set_faded(faded)

    def rows_now(self) -> Sequence[ExceptionRow]:
        """The rows on screen."""
        model = self.list.model()
        found = [model.index(n, 0).data(ROW) for n in range(model.rowCount())] if model is not None else []
        return [row for row in found if isinstance(row, ExceptionRow)]

    def _counted(self) -> None:
        rows = self.rows_now()
        self.set_count(sum(not row.seen for row in rows))
        self.set_empty(not rows)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, ExceptionRow) and not row.seen:
            self.seen.emit(row.kind, row.source)

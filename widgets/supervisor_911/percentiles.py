"""Percentiles of the last hour against the norms: a row a target, the choice is what the curve shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from domain.clock import SECOND, Micros
from domain.severity import Severity
from widgets.ink import Ink
from widgets.look import Look
from widgets.pane import Pane
from widgets.rows import ROW, RowDelegate, RowList
from widgets.severity import paint_mark
from widgets.supervisor_911.columns import INSET, Column, Heads, cell, lay

HEIGHT, HEIGHT_COMPACT = 30, 27


@dataclass(frozen=True, slots=True)
class PercentileRow:
    """One target. `phase` colours its swatch; `met` None: no target, or nothing to hold to it."""

    code: str
    title: str
    phase: str
    p50: Micros | None = None
    p90: Micros | None = None
    p95: Micros | None = None
    within: Micros = 0
    rank: int = 90
    target: str = ""
    source: str = ""
    result: str = ""
    met: bool | None = None
    n: int = 0


def seconds_words(took: Micros | None, look: Look) -> str:
    """4 s, 1:52 from a hundred seconds on, a dash where nothing is known."""
    if took is None:
        return "–"
    seconds = round(took / SECOND)
    if seconds < 100:
        return QCoreApplication.translate("health", "{n} s").format(n=look.locale.toString(seconds))
    return f"{seconds // 60}:{seconds % 60:02}"


def spoken(row: PercentileRow, look: Look) -> str:
    """The row as a screen reader says it."""
    translate = QCoreApplication.translate
    met = {True: translate("health", "cumple"), False: translate("health", "no cumple"), None: ""}[row.met]
    told = [f"p{rank} {seconds_words(value, look)}" for rank, value in
            ((50, row.p50), (90, row.p90), (95, row.p95))]  # fmt: skip
    return ". ".join(part for part in (row.title, *told, row.target, row.source, met, row.result) if part)


def columns(looked_at: float) -> tuple[Column, ...]:
    """What a row shows; `looked_at`: the pane's width at 100 %."""
    translate = QCoreApplication.translate
    wide = 150 if looked_at >= 672 else 120
    return (
        Column("title", translate("health", "Tramo"), wide, grows=looked_at < 560),
        Column("p50", "p50", 46, "right", gives_way=4),
        Column("p90", "p90", 46, "right"),
        Column("p95", "p95", 46, "right", gives_way=3),
        Column("dots", translate("health", "raya = meta"), 110, grows=looked_at >= 560, gives_way=2),
        Column("target", translate("health", "Meta"), 92, gives_way=1),
        Column("source", translate("health", "Norma"), 92, gives_way=5),
        Column("result", translate("health", "Cumple"), 96),
    )


class PercentileDelegate(RowDelegate):
    """Draws one target."""

    def draw(self, ink: Ink, area: QRectF, row: object, selected: bool) -> None:
        """Swatch and name, percentiles, where they lie, the promise and whether it is kept."""
        assert isinstance(row, PercentileRow)
        look = self.look
        places = lay(look, columns(area.width() / look.scale), area.width())
        title = cell(area, places, "title")
        swatch = QRectF(title.left(), area.center().y() - look.px(5), look.px(10), look.px(10))
        ink.box(swatch, 2, f"phase.{row.phase}")
        ink.text(title.adjusted(look.px(18), 0, 0, 0), row.title, "body strong", "text.primary")
        for rank, value in ((50, row.p50), (90, row.p90), (95, row.p95)):
            kind = "body strong" if rank == row.rank else "body"
            tone = "text.primary" if rank == row.rank else "text.secondary"
            words = seconds_words(value, look)
            ink.text(cell(area, places, f"p{rank}"), words, kind, tone, "right", elide=False)
        self._paint_dots(ink, cell(area, places, "dots"), row)
        ink.text(cell(area, places, "target"), row.target, "body", "text.primary")
        ink.text(cell(area, places, "source"), row.source, "body", "text.secondary")
        self._paint_result(ink, cell(area, places, "result"), row)
        ink.rule(area.left() + look.px(INSET), area.right() - look.px(INSET), area.bottom() - 1)

    def _paint_dots(self, ink: Ink, area: QRectF, row: PercentileRow) -> None:
        if area.width() <= 0 or row.p95 is None:
            return
        look, middle = self.look, area.center().y()
        room = max(row.within * 4 // 3, row.p95, SECOND)
        inner = area.adjusted(look.px(6), 0, -look.px(6), 0)
        ink.fill(QRectF(inner.left(), round(middle), inner.width(), 1), "outline.default")
        painter = ink.painter
        for rank, value in ((50, row.p50), (95, row.p95), (90, row.p90)):
            if value is None:
                continue
            strong = rank == row.rank
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("text.primary" if strong else "text.tertiary"))
            size = look.px(5 if strong else 3)
            painter.drawEllipse(QPointF(inner.left() + inner.width() * value / room, middle), size, size)
        if row.within:
            x = round(inner.left() + inner.width() * row.within / room)
            ink.fill(QRectF(x - 1, area.top() + look.px(6), 2, area.height() - look.px(12)), "accent.bar")

    def _paint_result(self, ink: Ink, area: QRectF, row: PercentileRow) -> None:
        look, left, middle = self.look, area.left(), area.center().y()
        if row.met is None:
            words = row.result or QCoreApplication.translate("health", "sin meta")
            ink.text(area.adjusted(look.px(22), 0, 0, 0), words, "body", "text.tertiary")
            return
        tone = "text.primary" if row.met else "severity.high"
        if row.met:
            ink.icon(left, middle, "check", 14, "text.secondary")
        else:
            paint_mark(ink.painter, look, Severity.HIGH, QPointF(left + look.px(8), middle), look.px(16))
        room = area.adjusted(look.px(22), 0, 0, 0)
        ink.text(room, row.result, "body strong", tone, elide=False)

    def tip_of(self, row: object) -> str:
        """The row in words."""
        return spoken(row, self.look) if isinstance(row, PercentileRow) else ""


class _Heads(Heads):
    """The head follows the width."""

    def resizeEvent(self, event: object) -> None:
        """Other columns for another width."""
        self.set_columns(columns(self.width() / self._look.scale))


class PercentilesPane(Pane):
    """The pane of percentiles.

    *Signals:* `chosen(str)`: the row under the cursor; `opened(str)` on Enter or a double click.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None, *, key: str = "Alt 2") -> None:
        translate = QCoreApplication.translate
        title = translate("health", "Percentiles contra las normas")
        super().__init__(look, "chart-bar-horizontal", title, parent, key=key)
        self.set_lacks(translate("health", "no se cuentan sin el servidor"))
        self.list = RowList(PercentileDelegate(look, HEIGHT), translate("health", "Tramos y sus metas"))
        self.list.enter_words = translate("health", "ver su curva y sus llamadas")
        self.list.activated.connect(self._open)
        body = QWidget(self)
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(_Heads(look, columns(800)))
        rows.addWidget(self.list, 1)
        body.setFocusProxy(self.list)
        self.set_body(body)
        self.set_empty(True)

    def set_model(self, model: QAbstractItemModel) -> None:
        """A list model that answers ROW with a PercentileRow."""
        self.list.setModel(model)
        self.list.selectionModel().currentChanged.connect(self._moved)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset, model.dataChanged):
            signal.connect(self._counted)
        self._counted()

    def set_calls(self, count: int, words: str) -> None:
        """Of how many calls, and of which time."""
        self.set_count(count)
        self.set_note(words)

    def set_compact(self, compact: bool) -> None:
        """Tighter rows in the small window."""
        self.list.set_row_height(HEIGHT_COMPACT if compact else HEIGHT)

    def choose(self, code: str) -> None:
        """Put the cursor on a target."""
        for place, row in enumerate(self.rows_now()):
            if row.code == code:
                self.list.setCurrentIndex(self.list.model().index(place, 0))

    def empty_words(self) -> tuple[str, str]:
        """The server has not told yet."""
        return QCoreApplication.translate("health", "Contando"), ""

    def show_faded(self, faded: bool) -> None:
        """Old rows."""
        self.list.set_faded(faded)

    def rows_now(self) -> Sequence[PercentileRow]:
        """The rows on screen."""
        model = self.list.model()
        found = [model.index(n, 0).data(ROW) for n in range(model.rowCount())] if model is not None else []
        return [row for row in found if isinstance(row, PercentileRow)]

    def _counted(self) -> None:
        model = self.list.model()
        self.set_empty(model is None or not model.rowCount())

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, PercentileRow):
            self.opened.emit(row.code)

    def _moved(self, current: QModelIndex, before: QModelIndex) -> None:
        row = current.data(ROW)
        if isinstance(row, PercentileRow):
            self.chosen.emit(row.code)

"""The supervisor's plots, drawn with pyqtgraph: people against demand, and a measure along the hours.

pyqtgraph takes a third of a second to import: this module is imported when the page is first opened, in a
thread, and by nobody else. Nothing here moves by wheel or drag: a plot is read, walked with arrows, opened.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from domain.clock import SECOND, Micros
from domain.room_health import BIN, STAFF_STEP, Course, StaffStep
from widgets.keys import KeyHere
from widgets.look import Look
from widgets.timer import local

NOW_EVERY_S = 20.0


class HourAxis(pg.AxisItem):
    """Hours of the site's clock under a plot whose x is seconds UTC."""

    def __init__(self, look: Look, step: Micros) -> None:
        super().__init__("bottom")
        self._look, self._step = look, step // SECOND

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """Round hours, or halves and quarters of them where there is room."""
        room = max(1.0, size / self._look.px(64))
        step = next((s for s in (900, 1800, 3600, 7200, 14400, 28800) if (high - low) / s <= room), 43200)
        first = -(-int(low) // step) * step
        return [(float(step), [float(x) for x in range(first, int(high) + 1, step)])]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """22:45."""
        return [local(round(value * SECOND), self._look).strftime("%H:%M") for value in values]


class CountAxis(pg.AxisItem):
    """Round numbers beside a plot, no more of them than have room over one another."""

    def __init__(self, look: Look) -> None:
        super().__init__("left")
        self._look = look

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """0, 20, 40."""
        most = max(1.0, size / self._look.px(24))
        steps = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
        step = next((s for s in steps if (high - low) / s <= most), 10_000)
        return [(float(step), [float(y) for y in range(step, int(high) + 1, step)])]


class Plot(pg.PlotWidget):
    """What both plots share: the look, a cursor of bins, keys.

    *Signals:* `picked(int)`: the cursor stands on another bin; `opened(int)`: Enter, or a click on it.
    """

    picked = Signal(int)
    opened = Signal(int)

    def __init__(self, look: Look, name: str, step: Micros, parent: QWidget | None = None) -> None:
        super().__init__(
            parent,
            background=look.colour("surface.pane"),
            axisItems={"bottom": HourAxis(look, step), "left": CountAxis(look)},
            enableMenu=False,
        )
        menu = self.getPlotItem().ctrlMenu  # made all the same, a window of its own: it goes with the plot
        menu.setParent(self, menu.windowFlags())
        self.look, self.step = look, step // SECOND
        self._begins: list[float] = []
        self._cursor = -1
        self._ringed = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAntialiasing(True)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.getViewBox().setDefaultPadding(0.0)
        for side in ("bottom", "left"):
            self._dress(self.getAxis(side))
        self.getAxis("left").setWidth(look.px(34))
        self.showGrid(y=True, alpha=0.12)
        self._mark = pg.BarGraphItem(x=[0], height=[0], width=self.step, pen=None, brush=None)
        self._mark.setZValue(-20)
        self.addItem(self._mark)
        self.scene().sigMouseClicked.connect(self._clicked)

    def _dress(self, axis: pg.AxisItem) -> None:
        look = self.look
        axis.setStyle(tickFont=look.font("caption"), tickLength=0, tickTextOffset=look.px(6))
        axis.setPen(self.pen("outline.subtle"))
        axis.setTextPen(look.colour("text.tertiary"))

    def pen(self, colour: str, width: float = 1.0, dashed: bool = False) -> QPen:
        """A pen of a token's colour that does not grow with the scale."""
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        return pg.mkPen(self.look.colour(colour), width=self.look.px(width), style=style)

    def brush(self, colour: str, alpha: float = 1.0) -> object:
        """A brush of a token's colour."""
        return pg.mkBrush(self.look.colour(colour, alpha))

    # ---- the cursor

    def set_bins(self, begins: Sequence[Micros], high: float) -> None:
        """Where bins begin, and how high the highest is."""
        before = self._begins[self._cursor] if 0 <= self._cursor < len(self._begins) else None
        self._begins = [begin / SECOND for begin in begins]
        self._cursor = self._begins.index(before) if before in self._begins else -1
        if self._begins:
            self.setXRange(self._begins[0], self._begins[-1] + self.step, padding=0)
            self.setYRange(0, max(1.0, high) * 1.08, padding=0)
        self._show_cursor()

    def cursor_bin(self) -> int:
        """The bin under the cursor, -1 for none."""
        return self._cursor

    def put_cursor(self, place: int) -> None:
        """Put the cursor on a bin."""
        if 0 <= place < len(self._begins) and place != self._cursor:
            self._cursor = place
            self._show_cursor()
            self.picked.emit(place)

    def _show_cursor(self) -> None:
        shown = 0 <= self._cursor < len(self._begins)
        top = self.viewRange()[1][1]
        middle = self._begins[self._cursor] + self.step / 2 if shown else 0
        ringed = self._ringed and self.hasFocus()
        self._mark.setOpts(
            x=[middle], height=[top if shown else 0], width=self.step, pen=None,
            brush=self.brush("focus.ring", 0.30 if ringed else 0.16),
        )  # fmt: skip

    def keys_here(self) -> tuple[KeyHere, ...]:
        """The keys of the plot."""
        translate = QCoreApplication.translate
        return (
            KeyHere("← →", translate("keys", "otro intervalo")),
            KeyHere("↵", translate("keys", "ver sus llamadas")),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, right, home, end; Enter opens."""
        last = len(self._begins) - 1
        at = self._cursor if self._cursor >= 0 else last + 1
        places = {
            Qt.Key.Key_Left: max(0, at - 1), Qt.Key.Key_Right: min(last, at + 1),
            Qt.Key.Key_Home: 0, Qt.Key.Key_End: last,
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in places and last >= 0:
            self._ringed = True
            self.put_cursor(places[key])
            self._show_cursor()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cursor >= 0:
            self.opened.emit(self._cursor)
        else:
            event.ignore()

    def _clicked(self, click: object) -> None:
        view = self.getViewBox()
        at = view.mapSceneToView(click.scenePos()).x()  # type: ignore[attr-defined]
        for place, begin in enumerate(self._begins):
            if begin <= at < begin + self.step:
                self._ringed = False
                self.put_cursor(place)
                self._show_cursor()
                self.opened.emit(place)
                return

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cursor is bright while the keyboard is here."""
        self._ringed = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self._show_cursor()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And faint when it is not."""
        super().focusOutEvent(event)
        self._show_cursor()

    def wheelEvent(self, event: QEvent) -> None:
        """Nothing to roll: what is around it may."""
        event.ignore()


class StaffPlot(Plot):
    """People needed by quarters of an hour, who is there, and where they are too few."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        name = QCoreApplication.translate("health", "Dotación por cuarto de hora")
        super().__init__(look, name, STAFF_STEP, parent)
        self._steps: tuple[StaffStep, ...] = ()
        self._met = pg.BarGraphItem(x=[], height=[], width=1)
        self._short = pg.BarGraphItem(x=[], height=[], y0=[], width=1)
        self._band_low = pg.PlotCurveItem()
        self._band_high = pg.PlotCurveItem()
        self._band = pg.FillBetweenItem(self._band_low, self._band_high, brush=self.brush("accent.bar", 0.22))
        self._staffed = pg.PlotCurveItem([0, 1], [0], stepMode="center", pen=self.pen("text.primary", 2))
        self._now = pg.InfiniteLine(angle=90, pen=self.pen("outline.control", 1, dashed=True))
        for item in (self._met, self._short, self._band, self._staffed, self._now):
            self.addItem(item)

    def set_steps(self, steps: tuple[StaffStep, ...], now: Micros) -> None:
        """Other figures."""
        same = steps == self._steps
        # The line of the present moves by less than a point in that time, and each move paints everything.
        if not same or abs(self._now.value() - now / SECOND) > NOW_EVERY_S:
            self._now.setValue(now / SECOND)
        if same:
            return
        self._steps = steps
        if not steps:
            self.set_bins([], 1)
            return
        x = np.array([step.begins / SECOND + self.step / 2 for step in steps])
        need = np.array([float(step.needed) for step in steps])
        there = np.array([np.nan if step.staffed is None else float(step.staffed) for step in steps])
        met = np.fmin(need, there)
        wide = self.step * 0.88
        self._met.setOpts(x=x, height=met, width=wide, pen=None, brush=self.brush("outline.default"))
        short = np.nan_to_num(need - met)
        self._short.setOpts(
            x=x, y0=met, height=short, width=wide, pen=None, brush=self.brush("severity.mark_high")
        )
        ahead = [place for place, step in enumerate(steps) if not step.past]
        low = np.array([float(steps[place].needed_low) for place in ahead])
        high = np.array([float(steps[place].needed_high) for place in ahead])
        self._band_low.setData(x[ahead], low)
        self._band_high.setData(x[ahead], high)
        edges = np.append(x - self.step / 2, x[-1] + self.step / 2)
        known = ~np.isnan(there)
        if known.any():
            self._staffed.setData(edges, np.nan_to_num(there), stepMode="center")
        self._staffed.setVisible(bool(known.any()))
        tops = [*need, *np.nan_to_num(there), *high]
        self.set_bins([step.begins for step in steps], max(tops, default=1))

    def step_at(self, place: int) -> StaffStep | None:
        """The step of a bin."""
        return self._steps[place] if 0 <= place < len(self._steps) else None


class CoursePlot(Plot):
    """One measure by five minutes: median, p90 and p95 in seconds, its target, what is beyond in orange."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        name = QCoreApplication.translate("health", "Curva de un tramo")
        super().__init__(look, name, BIN, parent)
        self._bins: tuple[Course, ...] = ()
        self._shown: tuple[tuple[Course, ...], Micros, int] = ((), 0, 0)
        self._p50 = pg.PlotDataItem(pen=self.pen("text.tertiary", 1), connect="finite")
        self._p95 = pg.PlotDataItem(pen=self.pen("text.tertiary", 1, dashed=True), connect="finite")
        self._p90 = pg.PlotDataItem(pen=self.pen("accent.bar", 2), connect="finite")
        self._dots = pg.ScatterPlotItem(size=look.px(8), pen=None)
        self._goal = pg.InfiniteLine(angle=0, pen=self.pen("text.primary", 1))
        for item in (self._p50, self._p95, self._p90, self._goal, self._dots):
            self.addItem(item)

    def set_course(self, bins: tuple[Course, ...], within: Micros, rank: int) -> None:
        """Other bins; `rank` is the percentile that is held against `within` (0: no target)."""
        if (bins, within, rank) == self._shown:
            return
        self._bins, self._shown = bins, (bins, within, rank)
        x = np.array([one.begins / SECOND + self.step / 2 for one in bins])

        def curve(values: list[Micros | None]) -> np.ndarray:
            return np.array([np.nan if value is None else value / SECOND for value in values])

        p50, p90 = curve([one.p50 for one in bins]), curve([one.p90 for one in bins])
        p95 = curve([one.p95 for one in bins])
        for item, values in ((self._p50, p50), (self._p90, p90), (self._p95, p95)):
            item.setData(x, values)
        for item, of in ((self._p50, 50), (self._p90, 90), (self._p95, 95)):
            strong = of == rank
            item.setPen(self.pen("accent.bar" if strong else "text.tertiary", 2 if strong else 1))
            item.setZValue(5 if strong else 0)
        held = {50: p50, 95: p95}.get(rank, p90)
        goal = within / SECOND
        known = ~np.isnan(held)
        beyond = [bool(within) and bool(value > goal) for value in held[known]]
        self._dots.setData(
            x=x[known], y=held[known],
            brush=[self.brush("severity.mark_high" if late else "text.primary") for late in beyond],
            symbol=["t1" if late else "o" for late in beyond],
        )  # fmt: skip
        self._goal.setVisible(bool(within))
        self._goal.setValue(goal)
        tops = [float(value) for value in np.concatenate([p50, held]) if value == value]
        most = max([goal * 1.15, *tops, 1.0])
        # A wild p95 must not press what is held against the target to the ground.
        wild = [float(value) for value in p95 if value == value]
        self.set_bins([one.begins for one in bins], min(max([most, *wild]), most * 1.8))

    def bin_at(self, place: int) -> Course | None:
        """The figures of a bin."""
        return self._bins[place] if 0 <= place < len(self._bins) else None

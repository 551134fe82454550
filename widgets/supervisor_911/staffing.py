"""Staffing: how many people are short and when, people against demand, and what that costs in waiting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from domain.clock import Micros
from domain.erlang import answered_within
from domain.room_health import STAFF_STEP, Staffing, StaffStep
from domain.severity import Severity
from widgets.ink import Ink
from widgets.look import Look
from widgets.pane import Pane
from widgets.severity import paint_mark
from widgets.timer import local

HEADLINE, LINE = 38, 22
PER_HOUR = 4
WITHIN_S = 15.0


class StaffChart(Protocol):
    """The plot, made when the page is first seen."""

    def set_steps(self, steps: tuple[StaffStep, ...], now: Micros) -> None:
        """Other figures."""
        ...

    def put_cursor(self, place: int) -> None:
        """The cursor on a step."""
        ...


def shortage(steps: tuple[StaffStep, ...]) -> tuple[int, StaffStep | None]:
    """The most people that will be short, and the step of it."""
    worst: tuple[int, StaffStep | None] = (0, None)
    for step in steps:
        if not step.past and step.staffed is not None and step.needed - step.staffed > worst[0]:
            worst = (step.needed - step.staffed, step)
    return worst


def headline(staffing: Staffing, look: Look) -> tuple[str, bool]:
    """Faltan 5 a las 22:45; or that they are enough; and whether it is a complaint."""
    translate = QCoreApplication.translate
    if not staffing.steps:
        return translate("health", "Sin llamadas para pronosticar"), False
    if all(step.staffed is None for step in staffing.steps if not step.past):
        most = max(step.needed for step in staffing.steps if not step.past)
        words = translate("health", "Hacen falta {n}; no se sabe cuántos hay")
        return words.format(n=look.locale.toString(most)), False
    short, step = shortage(staffing.steps)
    if step is None:
        return translate("health", "Alcanza para las próximas 3 h"), False
    at = local(step.begins, look).strftime("%H:%M")
    one = translate("health", "Falta 1 a las {time}").format(time=at)
    many = translate("health", "Faltan {n} a las {time}").format(n=look.locale.toString(short), time=at)
    return (one if short == 1 else many), True


def facts(step: StaffStep, staffing: Staffing, look: Look) -> tuple[tuple[str, str], ...]:
    """Two lines on a step: the load and the people for it; what the people there can do."""
    translate = QCoreApplication.translate
    at = local(step.begins, look).strftime("%H:%M")
    hour = step.calls * PER_HOUR
    calls = look.locale.toString(round(hour))
    needed = look.locale.toString(step.needed)
    lines = [
        (
            translate("health", "{time} · {n} llamadas/h").format(time=at, n=calls),
            translate("health", "1 puesto") if step.needed == 1
            else translate("health", "{n} puestos").format(n=needed),
        )
    ]  # fmt: skip
    if step.staffed is not None:
        share = answered_within(step.staffed, hour, staffing.handling_s, WITHIN_S)
        lines.append(
            (
                translate("health", "Con {n}, atendidas en 15 s").format(
                    n=look.locale.toString(step.staffed)
                ),
                translate("health", "{n} %").format(n=look.locale.toString(round(share * 100))),
            )
        )
    return tuple(lines)


class _Words(QWidget):
    """Lines of words: the headline with its mark, or facts."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._headline, self._wrong, self._low = "", False, False
        self._facts: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_low(self, low: bool) -> None:
        """Less room above the plot."""
        self._low = low
        self.updateGeometry()

    def say(self, words: str, wrong: bool) -> None:
        """The headline."""
        if (words, wrong) != (self._headline, self._wrong):
            self._headline, self._wrong = words, wrong
            self.setAccessibleName(words)
            self.update()

    def tell(self, lines: tuple[tuple[str, str], ...]) -> None:
        """The facts."""
        if lines != self._facts:
            again = len(lines) != len(self._facts)
            self._facts = lines
            self.setAccessibleName(". ".join(f"{left}: {right}" for left, right in lines))
            if again:
                self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """The headline, or as many lines as there are facts."""
        high = (LINE + 8 if self._low else HEADLINE) if self._headline else len(self._facts) * LINE + 8
        return QSize(100, self._look.px(high))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark and words; words and numbers."""
        look, painter = self._look, QPainter(self)
        ink, area = Ink(painter, look), QRectF(self.rect())
        inset = look.size("space.three")
        if self._headline:
            left = float(inset)
            if self._wrong:
                size = look.px(22)
                paint_mark(painter, look, Severity.HIGH, QPointF(left + size / 2, area.center().y()), size)
                left += size + look.px(8)
            room = QRectF(left, 0, area.right() - inset - left, area.height())
            ink.text(room, self._headline, "title strong", "text.primary")
        for place, (words, number) in enumerate(self._facts):
            line = QRectF(inset, place * look.px(LINE), area.width() - 2 * inset, look.px(LINE))
            wide = ink.text(line, number, "body strong", "text.primary", "right", elide=False)
            ink.text(line.adjusted(0, 0, -wide - look.px(8), 0), words, "body", "text.secondary")
        painter.end()


class StaffingPane(Pane):
    """The pane of staffing.

    *Signals:* `opened(int, int)`: begin and end of a past step whose calls are asked for, in microseconds.
    """

    opened = Signal(object, object)

    def __init__(self, look: Look, parent: QWidget | None = None, *, key: str = "Alt 5") -> None:
        translate = QCoreApplication.translate
        super().__init__(look, "users", translate("health", "Dotación"), parent, key=key)
        self.set_lacks(translate("health", "el pronóstico es de antes del corte"))
        self._staffing: Staffing | None = None
        self._chart: StaffChart | None = None
        self._told = -1
        self._compact = False
        self._how = ""
        self._line, self._lines = _Words(look), _Words(look)
        self._ground = QWidget(self)
        self._rows_in = QVBoxLayout(self._ground)
        self._rows_in.setContentsMargins(0, 0, 0, 0)
        self._rows_in.setSpacing(0)
        self._rows_in.addWidget(self._line)
        self._rows_in.addStretch(1)
        self._rows_in.addWidget(self._lines)
        self.set_body(self._ground)
        self.set_empty(True)

    def plug(self, make: Callable[[Look], QWidget]) -> None:
        """Put the plot in its place, once what draws it is there."""
        chart = make(self.look)
        self._rows_in.takeAt(1)
        self._rows_in.insertWidget(1, chart, 1)
        self._ground.setFocusProxy(chart)
        chart.picked.connect(self._picked)  # type: ignore[attr-defined]
        chart.opened.connect(self._open)  # type: ignore[attr-defined]
        self._chart = chart  # type: ignore[assignment]
        if self._staffing is not None:
            self._chart.set_steps(self._staffing.steps, self.now)

    def set_staffing(self, staffing: Staffing, now: Micros) -> None:
        """Other figures."""
        self._staffing = staffing
        if self._chart is not None:
            self._chart.set_steps(staffing.steps, now)
        self._line.say(*headline(staffing, self.look))
        self._tell()
        translate = QCoreApplication.translate
        words = translate("health", "Erlang C · {s} s por llamada")
        if not staffing.handling_n:
            words = translate("health", "Erlang C · {s} s supuestos")
        self._how = words.format(s=self.look.locale.toString(round(staffing.handling_s)))
        self._say_how()
        self.set_empty(not any(step.calls or step.needed for step in staffing.steps))

    def _say_how(self) -> None:
        """By which formula, where the title is not pushed out by it."""
        self.set_note("", self._how if self.width() >= self.look.px(330) else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self._say_how()

    def set_compact(self, compact: bool) -> None:
        """One line of facts in the small window."""
        self._compact = compact
        self._line.set_low(compact)
        self._tell()

    def empty_words(self) -> tuple[str, str]:
        """Nothing to reckon with."""
        translate = QCoreApplication.translate
        return translate("health", "Sin llamadas para pronosticar"), translate(
            "health", "hace falta al menos un cuarto de hora"
        )

    def facts(self) -> tuple[tuple[str, str], ...]:
        """What the lines under the plot say: of the cursor's step, else of the worst to come."""
        staffing = self._staffing
        if staffing is None or not staffing.steps:
            return ()
        steps = staffing.steps
        chosen = steps[self._told] if 0 <= self._told < len(steps) else shortage(steps)[1]
        if chosen is None:
            ahead = [step for step in steps if not step.past] or list(steps)
            chosen = max(ahead, key=lambda step: step.needed)
        return facts(chosen, staffing, self.look)

    def _tell(self) -> None:
        self._lines.tell(self.facts()[: 1 if self._compact else 2])

    def _picked(self, place: int) -> None:
        self._told = place
        self._tell()

    def _open(self, place: int) -> None:
        steps = self._staffing.steps if self._staffing is not None else ()
        if 0 <= place < len(steps) and steps[place].begins <= self.now:
            self.opened.emit(steps[place].begins, steps[place].begins + STAFF_STEP)

"""The wall's cards: a figure with its last hour, the units over their time, and the bar on top."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from domain.clock import Micros
from domain.severity import Severity
from widgets.brand import paint_tower
from widgets.ink import Ink
from widgets.look import Look
from widgets.pane_faces import OLD, PaneState
from widgets.severity import key as severity_key
from widgets.severity import paint_mark
from widgets.supervisor_wall.view import Figure, OverdueRow, WallView
from widgets.timer import Due, ago, due, local, span
from widgets.unit_state import paint_glyph
from widgets.unit_state import word as state_word

translate = QCoreApplication.translate
SMALLEST = "input"
"""14 px: nothing on a wall is smaller."""
HEAD = 48
WITH_DAY = 1600
"""Narrower walls leave the day out: the alarm stands in the middle."""


def age_words(view: WallView) -> str:
    """How old what is shown is."""
    return ago(max(0, view.now - view.as_of)) if view.as_of else translate("wall", "sin datos")


class Card(QWidget):
    """A box of the wall that shows a view."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.view = WallView()

    def show_view(self, view: WallView) -> None:
        """Another second."""
        self.view = view
        self.update()

    def tone(self) -> str:
        """Numbers lose their white while nothing new comes."""
        return "text.secondary" if self.view.state in OLD else "text.primary"

    def head(self, ink: Ink, icon: str, title: str, right: str, strong: bool = False) -> None:
        """Box and head of a card, 48 px."""
        look, high = self.look, self.look.px(HEAD)
        ink.box(QRectF(self.rect()), look.size("radius.pane"), "surface.pane", "outline.subtle")
        ink.rule(1, self.width() - 1, high - 1)
        ink.icon(look.size("space.four"), high / 2, icon, 18, "text.secondary")
        line = QRectF(look.px(44), 0, self.width() - look.px(60), high)
        kind = "title strong" if strong else SMALLEST
        wide = ink.text(line, right, kind, self.tone() if strong else "text.secondary", "right", elide=False)
        ink.text(line.adjusted(0, 0, -wide - look.px(12), 0), title, "section strong", "text.primary")


class FigureCard(Card):
    """One of the five figures: target, number, the last hour as a line, words and age."""

    def __init__(self, look: Look, place: int, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._place = place

    def figure(self) -> Figure | None:
        """The figure that it shows."""
        figures = self.view.figures
        return figures[self._place] if self._place < len(figures) else None

    def show_view(self, view: WallView) -> None:
        """Say it to those who hear, too."""
        super().show_view(view)
        figure = self.figure()
        if figure is not None:
            value = f"{figure.value} {figure.unit}" if figure.value else translate("wall", "sin dato")
            self.setAccessibleName(f"{figure.title}: {value}. {figure.words}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Title and target; number and line; words and age."""
        figure, look = self.figure(), self.look
        painter = QPainter(self)
        ink = Ink(painter, look)
        missed = figure is not None and figure.missed and bool(figure.value)
        edge = "severity.high" if missed else "outline.subtle"
        area = QRectF(self.rect())
        ink.box(area, look.size("radius.pane"), "surface.pane", edge, 2.0 if missed else 1.0)
        if figure is None:
            painter.end()
            return
        inner = area.adjusted(look.px(18), look.px(10), -look.px(18), -look.px(12))
        top = QRectF(inner.left(), inner.top(), inner.width(), look.px(28))
        wide = ink.text(top, figure.target, SMALLEST, "text.secondary", "right", elide=False)
        room = top.adjusted(0, 0, -wide - look.px(10), 0)
        ink.text(room, figure.title, "title medium", "text.secondary")
        foot = QRectF(inner.left(), inner.bottom() - look.px(24), inner.width(), look.px(24))
        age = ink.text(foot, age_words(self.view), SMALLEST, "text.secondary", "right", elide=False)
        ink.text(foot.adjusted(0, 0, -age - look.px(10), 0), figure.words, SMALLEST, "text.primary")
        middle = QRectF(inner.left(), top.bottom(), inner.width(), foot.top() - top.bottom())
        self._paint_number(ink, middle, figure)
        painter.end()

    def _paint_number(self, ink: Ink, area: QRectF, figure: Figure) -> None:
        look = self.look
        tone = "severity.high" if figure.missed else self.tone()
        left = area.left()
        if not figure.value:
            ink.text(area, translate("wall", "sin dato"), "number strong display", "text.tertiary")
            return
        if figure.missed:
            paint_mark(
                ink.painter, look, Severity.HIGH, QPointF(left + look.px(20), area.center().y()), look.px(40)
            )
            left += look.px(52)
        room = QRectF(left, area.top(), area.right() - left, area.height())
        tall = look.metrics("wall strong display").capHeight() <= area.height() * 0.8
        kind = "wall strong display" if tall else "number strong display"
        left += ink.text(room, figure.value, kind, tone, elide=False)
        if figure.unit:
            low = QRectF(left + look.px(8), area.center().y(), look.px(60), look.px(36))
            left += look.px(8) + ink.text(low, figure.unit, "timer", "text.secondary", elide=False)
        chart = QRectF(0, 0, look.px(108), look.px(52))
        chart.moveTo(area.right() - chart.width(), area.center().y() - chart.height() / 2)
        if left + look.px(16) < chart.left():
            paint_hour(ink, chart, figure.history)


def paint_hour(ink: Ink, area: QRectF, history: tuple[float | None, ...]) -> None:
    """The last hour as a line: what is not known is a gap, and the present ends in a dot."""
    known = [value for value in history if value is not None]
    if len(known) < 2:
        return
    low, high = min(known), max(known)
    room = (high - low) or 1.0
    step = area.width() / max(1, len(history) - 1)
    points: list[QPointF] = []
    painter = ink.painter
    painter.setPen(QPen(ink.look.colour("text.secondary"), ink.look.px(2)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for place, value in enumerate(history):
        if value is None:
            _line(painter, points)
            points = []
            continue
        y = area.bottom() - (value - low) / room * area.height() if high > low else area.center().y()
        points.append(QPointF(area.left() + place * step, y))
    _line(painter, points)
    if points:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.look.colour("text.primary"))
        painter.drawEllipse(points[-1], ink.look.px(4), ink.look.px(4))


def _line(painter: QPainter, points: list[QPointF]) -> None:
    if len(points) > 1:
        painter.drawPolyline(QPolygonF(points))


class OverdueCard(Card):
    """Units over their time, the longest over first; then those that soon will be."""

    def show_view(self, view: WallView) -> None:
        """Say it to those who hear, too."""
        super().show_view(view)
        rows = ". ".join(f"{row.call_sign} {state_word(row.status)}" for row in view.overdue)
        self.setAccessibleName(translate("wall", "Fuera de plazo: {rows}").format(rows=rows or "0"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Head, rows as many as fit, foot."""
        look, view = self.look, self.view
        painter = QPainter(self)
        ink = Ink(painter, look)
        count = translate("wall", "{n} de {all}").format(
            n=look.locale.toString(view.overdue_count), all=look.locale.toString(view.units)
        )
        self.head(ink, "timer", translate("wall", "Fuera de plazo"), count, strong=True)
        foot = QRectF(look.px(16), self.height() - look.px(46), self.width() - look.px(32), look.px(44))
        ink.rule(1, self.width() - 1, foot.top())
        age = ink.text(foot, age_words(view), SMALLEST, "text.secondary", "right", elide=False)
        ink.text(foot.adjusted(0, 0, -age - look.px(10), 0), self._soon(), "title", "text.secondary")
        top, high = look.px(HEAD), look.px(76)
        if not view.overdue:
            body = QRectF(0, top, self.width(), foot.top() - top)
            ink.text(body, translate("wall", "Ninguno"), "section", "text.secondary", "centre")
        for row in view.overdue:
            if top + high > foot.top():
                break
            self._paint_row(ink, QRectF(look.px(16), top, self.width() - look.px(32), high), row)
            top += high
        painter.end()

    def _soon(self) -> str:
        soon = self.view.soon
        if soon == 1:
            return translate("wall", "Uno por vencer en 5 min")
        if soon:
            return translate("wall", "{n} por vencer en 5 min").format(n=soon)
        return translate("wall", "Ninguno por vencer en 5 min")

    def _paint_row(self, ink: Ink, area: QRectF, row: OverdueRow) -> None:
        look = self.look
        gone: Micros = self.view.now - row.since
        state = due(gone, row.limit)
        first = QRectF(area.left(), area.top() + look.px(10), area.width(), look.px(30))
        second = QRectF(area.left(), first.bottom(), area.width(), look.px(24))
        mark = QPointF(area.left() + look.px(9), first.center().y())
        paint_glyph(ink.painter, look, row.status, mark, look.px(17))
        kind = "timer strong display" if area.width() >= look.px(380) else "section strong"
        colour = {Due.OVERDUE: "severity.high", Due.WARNING: "severity.medium"}.get(state, "")
        wide = ink.width(span(gone), kind)
        edge = first.right() - wide
        ink.text(first, span(gone), kind, colour or self.tone(), "right", elide=False)
        if state is not Due.ON_TIME:
            icon = "timer-fill" if state is Due.OVERDUE else "timer"
            edge -= look.px(28)
            ink.icon(edge, first.center().y(), icon, 20, colour)
        left = area.left() + look.px(32)
        name = QRectF(left, first.top(), edge - left - look.px(8), first.height())
        left += ink.text(name, row.call_sign, "title strong", "text.primary") + look.px(10)
        word = QRectF(left, first.top(), edge - left - look.px(8), first.height())
        ink.text(word, state_word(row.status), SMALLEST, "text.secondary")
        limit = translate("wall", "límite {span}").format(span=span(row.limit))
        wide = ink.text(second, limit, SMALLEST, "text.secondary", "right", elide=False)
        about = second.adjusted(look.px(32), 0, -wide - look.px(10), 0)
        ink.text(about, row.about, SMALLEST, "text.secondary")
        ink.rule(area.left(), area.right(), area.bottom() - 1)


class WallTop(Card):
    """Whose wall, the worst alarm that nobody has taken in the middle, the line, the date, the hour."""

    def alarm_words(self) -> str:
        """2 críticas sin tomar."""
        alarm = self.view.alarm
        if alarm is None:
            return ""
        one, many = {
            Severity.CRITICAL: (
                translate("wall", "1 crítica sin tomar"),
                translate("wall", "{n} críticas sin tomar"),
            ),
            Severity.HIGH: (translate("wall", "1 alta sin tomar"), translate("wall", "{n} altas sin tomar")),
            Severity.MEDIUM: (
                translate("wall", "1 media sin tomar"),
                translate("wall", "{n} medias sin tomar"),
            ),
            Severity.LOW: (translate("wall", "1 baja sin tomar"), translate("wall", "{n} bajas sin tomar")),
            Severity.INFO: (
                translate("wall", "1 aviso sin tomar"),
                translate("wall", "{n} avisos sin tomar"),
            ),
        }[alarm.severity]
        return one if alarm.count == 1 else many.format(n=alarm.count)

    def show_view(self, view: WallView) -> None:
        """Say it to those who hear, too."""
        super().show_view(view)
        self.setAccessibleName(self.alarm_words() or translate("wall", "Sin alertas por tomar"))

    def line_words(self) -> tuple[str, str]:
        """How the line to the server is, and its colour."""
        view = self.view
        if view.state is PaneState.LIVE:
            return translate("wall", "EN VIVO"), "text.primary"
        if view.state is PaneState.STALE:
            return translate("wall", "ATRASADO {ago}").format(ago=age_words(view)), "link.stale"
        if view.state is PaneState.LOADING:
            return translate("wall", "CARGANDO"), "text.secondary"
        return translate("wall", "SIN SERVIDOR {ago}").format(ago=age_words(view)), "link.lost"

    def paintEvent(self, event: QPaintEvent) -> None:
        """The whole bar."""
        look, view = self.look, self.view
        painter = QPainter(self)
        ink = Ink(painter, look)
        area = QRectF(self.rect())
        ink.fill(area, "surface.window")
        ink.rule(0, area.right(), area.bottom() - 1)
        middle = area.center().y()
        paint_tower(painter, look, QRectF(look.px(16), middle - look.px(15), look.px(26), look.px(30)))
        left = look.px(54.0)
        name = QRectF(left, 0, look.px(160), area.height())
        left += ink.text(name, "ATALAYA", "section strong", "text.primary")
        ink.fill(QRectF(left + look.px(18), middle - look.px(14), 1, look.px(28)), "outline.subtle")
        room = QRectF(left + look.px(36), 0, look.px(420), area.height())
        title = translate("wall", "{room} · Supervisión").format(room=view.room)
        if view.exercise:
            title = translate("wall", "EJERCICIO · {title}").format(title=title)
        ink.text(room, title, "section", "accent.text" if view.exercise else "text.secondary")
        self._paint_right(ink, area)
        self._paint_alarm(ink, area)
        painter.end()

    def _paint_right(self, ink: Ink, area: QRectF) -> None:
        look, view = self.look, self.view
        right = area.right() - look.px(20)
        at = local(view.now, look) if view.now else None
        if at is not None:
            hour = QRectF(right - look.px(260), 0, look.px(260), area.height())
            clock = at.strftime("%H:%M:%S")
            right -= ink.text(hour, clock, "number strong display", "text.primary", "right", elide=False)
            day = look.locale.toString(QDate(at.year, at.month, at.day), QLocale.FormatType.LongFormat)
            room = QRectF(right - look.px(340), 0, look.px(320), area.height())
            if area.width() >= look.px(WITH_DAY):
                day = _no_year(day, at.year)
                right -= look.px(20) + ink.text(room, day, "title", "text.secondary", "right")
        words, tone = self.line_words()
        room = QRectF(right - look.px(340), 0, look.px(316), area.height())
        wide = ink.text(room, words, "title strong", tone, "right")
        dot = QPointF(room.right() - wide - look.px(14), area.center().y())
        ink.painter.setPen(Qt.PenStyle.NoPen)
        ink.painter.setBrush(look.colour("text.secondary" if view.state is PaneState.LIVE else tone))
        ink.painter.drawEllipse(dot, look.px(5), look.px(5))

    def _paint_alarm(self, ink: Ink, area: QRectF) -> None:
        alarm, look = self.view.alarm, self.look
        if alarm is None:
            return
        name = severity_key(alarm.severity)
        words, age = self.alarm_words(), span(self.view.now - alarm.since)
        wide = ink.width(words, "section strong") + ink.width(age, "section strong") + look.px(100)
        box = QRectF(
            round(area.center().x() - wide / 2), look.px(8), round(wide), area.height() - look.px(16)
        )
        grave = alarm.severity in (Severity.CRITICAL, Severity.HIGH)
        tint = f"severity.{name}_tint" if grave else "surface.raised"
        ink.box(box, look.size("radius.pane"), tint, f"severity.{name}", 2.0)
        mark = QPointF(box.left() + look.px(26), box.center().y())
        paint_mark(ink.painter, look, alarm.severity, mark, look.px(26))
        line = box.adjusted(look.px(50), 0, -look.px(16), 0)
        ink.text(line, words, "section strong", f"severity.{name}", elide=False)
        ink.text(line, age, "section strong", "text.primary", "right", elide=False)


def _no_year(day: str, year: int) -> str:
    """domingo, 22 de noviembre: who looks at a wall knows the year."""
    for tail in (f" de {year}", f", {year}", f" {year}"):
        if day.endswith(tail):
            return day.removesuffix(tail)
    return day

"""Staffing and demand on the wall: people needed, with their band, against people there; the gap filled."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF

from domain.clock import HOUR
from domain.room_health import STAFF_STEP, Staffing, StaffStep
from domain.severity import Severity
from widgets.ink import Ink
from widgets.severity import paint_mark
from widgets.supervisor_wall.cards import HEAD, SMALLEST, Card
from widgets.supervisor_wall.view import WallView
from widgets.timer import local

translate = QCoreApplication.translate
Scale = Callable[[float], float]


def gap(staffing: Staffing | None) -> tuple[int, StaffStep | None, StaffStep | None]:
    """The most people that will be short, from which quarter and to which."""
    steps = staffing.steps if staffing is not None else ()
    short = [s for s in steps if not s.past and s.staffed is not None and s.needed > s.staffed]
    if not short:
        return 0, None, None
    most = max(s.needed - (s.staffed or 0) for s in short)
    last = short[0]
    for step in short:
        if step.begins > last.begins + STAFF_STEP:
            break
        last = step
    return most, short[0], last


class StaffingCard(Card):
    """People against demand, two hours back and three ahead."""

    def words(self) -> tuple[str, bool]:
        """Faltan 5 operadores de 22:15 a 23:15; or that they are enough; and whether it is a complaint."""
        staffing = self.view.staffing
        if staffing is None or not any(step.calls for step in staffing.steps):
            return translate("wall", "Sin llamadas para pronosticar"), False
        most, first, last = gap(staffing)
        if first is None or last is None:
            if staffing.desks == 0:
                return translate("wall", "No se sabe cuántos hay"), False
            return translate("wall", "Alcanza para las próximas 3 h"), False
        begin = local(first.begins, self.look).strftime("%H:%M")
        end = local(last.begins + STAFF_STEP, self.look).strftime("%H:%M")
        words = (
            translate("wall", "Falta 1 operador de {begin} a {end}")
            if most == 1
            else translate("wall", "Faltan {n} operadores de {begin} a {end}")
        )
        return words.format(n=self.look.locale.toString(most), begin=begin, end=end), True

    def show_view(self, view: WallView) -> None:
        """Say it to those who hear, too."""
        super().show_view(view)
        self.setAccessibleName(self.words()[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Head, headline, plot."""
        look, painter = self.look, QPainter(self)
        ink = Ink(painter, look)
        how = translate("wall", "Erlang C por 15 min, 90 % ≤ 15 s")
        title = translate("wall", "Dotación y demanda")
        wide = ink.width(how, SMALLEST) + ink.width(title, "section strong") + look.px(90)
        self.head(ink, "chart-line", title, how if wide < self.width() else "")
        words, wrong = self.words()
        line = QRectF(look.px(16), look.px(HEAD + 6), self.width() - look.px(32), look.px(34))
        if wrong:
            middle = QPointF(line.left() + look.px(13), line.center().y())
            paint_mark(painter, look, Severity.HIGH, middle, look.px(26))
            line.setLeft(line.left() + look.px(36))
        ink.text(line, words, "section strong", self.tone())
        room = QRectF(0, line.bottom() + look.px(8), self.width(), 0)
        room.setBottom(self.height() - look.px(34))
        room.adjust(look.px(44), 0, -look.px(18), 0)
        staffing = self.view.staffing
        told = staffing is not None and any(step.calls for step in staffing.steps)
        if staffing is not None and told and room.height() > look.px(60):
            self._paint_plot(ink, room, staffing.steps)
        painter.end()

    def _paint_plot(self, ink: Ink, room: QRectF, steps: tuple[StaffStep, ...]) -> None:
        look, painter = self.look, ink.painter
        top = max(max(s.needed_high, s.needed, s.staffed or 0) for s in steps) * 1.15 or 1.0
        first, last = steps[0].begins, steps[-1].begins + STAFF_STEP
        scale = room.width() / (last - first)

        def x(at: float) -> float:
            return room.left() + (at - first) * scale

        def y(people: float) -> float:
            return room.bottom() - room.height() * people / top

        self._paint_grid(ink, room, top, first, last, x, y)
        middle = STAFF_STEP / 2
        ahead = [s for s in steps if not s.past]
        band = QPolygonF([QPointF(x(s.begins + middle), y(s.needed_high)) for s in ahead])
        for step in reversed(ahead):
            band.append(QPointF(x(step.begins + middle), y(step.needed_low)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent.bar", 0.22))
        painter.drawPolygon(band)
        for step in steps:
            staffed = step.staffed
            if staffed is None:
                continue
            box = QRectF(x(step.begins), y(staffed), STAFF_STEP * scale, room.bottom() - y(staffed))
            ink.fill(box, "surface.raised", 0.55)
            if step.needed > staffed and not step.past:
                short = QRectF(box.left() + 1, y(step.needed), box.width() - 2, y(staffed) - y(step.needed))
                ink.fill(short, "severity.mark_high")
        self._paint_staffed(painter, steps, x, y)
        self._paint_needed(painter, steps, x, y, middle)
        now = x(self.view.now)
        if room.left() < now < room.right():
            ink.fill(QRectF(round(now), room.top(), 1, room.height()), "text.primary")
            words = translate("wall", "ahora")
            wide = ink.width(words, SMALLEST) + look.px(14)
            chip = QRectF(round(now - wide / 2), room.top() - look.px(2), round(wide), look.px(24))
            ink.box(chip, look.size("radius.chip"), "text.primary")
            ink.text(chip, words, SMALLEST, "surface.window", "centre", elide=False)

    def _paint_grid(
        self, ink: Ink, room: QRectF, top: float, first: int, last: int, x: Scale, y: Scale
    ) -> None:
        look = self.look
        step = next((n for n in (1, 2, 5, 10, 20, 50, 100, 200) if top / n <= 4.5), 500)
        for people in range(0, int(top) + 1, step):
            ink.rule(room.left(), room.right(), y(people))
            area = QRectF(0, y(people) - look.px(10), room.left() - look.px(8), look.px(20))
            ink.text(area, look.locale.toString(people), SMALLEST, "text.secondary", "right", elide=False)
        every = HOUR if (last - first) / HOUR * look.px(64) < room.width() else 2 * HOUR
        at = -(-first // every) * every
        while at < last:
            words = local(at, look).strftime("%H:%M")
            area = QRectF(x(at) - look.px(40), room.bottom() + look.px(4), look.px(80), look.px(24))
            ink.text(area, words, SMALLEST, "text.secondary", "centre", elide=False)
            at += every

    def _paint_staffed(self, painter: QPainter, steps: tuple[StaffStep, ...], x: Scale, y: Scale) -> None:
        path, open_ = QPainterPath(), False
        for step in steps:
            if step.staffed is None:
                open_ = False
                continue
            left, right = QPointF(x(step.begins), y(step.staffed)), x(step.begins + STAFF_STEP)
            if open_:
                path.lineTo(left)
            else:
                path.moveTo(left)
            path.lineTo(QPointF(right, y(step.staffed)))
            open_ = True
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.look.colour("text.primary"), self.look.px(2)))
        painter.drawPath(path)

    def _paint_needed(
        self, painter: QPainter, steps: tuple[StaffStep, ...], x: Scale, y: Scale, middle: float
    ) -> None:
        points = [(s, QPointF(x(s.begins + middle), y(s.needed))) for s in steps]
        pen = QPen(self.look.colour("accent.bar"), self.look.px(3))
        past = [point for step, point in points if step.past]
        painter.setPen(pen)
        if len(past) > 1:
            painter.drawPolyline(QPolygonF(past))
        pen.setDashPattern([2.0, 1.6])
        painter.setPen(pen)
        ahead = [*past[-1:], *(point for step, point in points if not step.past)]
        if len(ahead) > 1:
            painter.drawPolyline(QPolygonF(ahead))

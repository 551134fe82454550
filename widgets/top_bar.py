"""The window's top: desk, pages, how the queue stands, the call in hand, who is in, the server's clock."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QDate, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from domain.clock import SECOND, Micros
from domain.severity import Severity
from widgets.brand import paint_tower
from widgets.desk_states import DeskChip
from widgets.ink import Ink
from widgets.look import Look
from widgets.page_tabs import PageTabs
from widgets.severity import paint_mark
from widgets.timer import local, span, time_of_day


@dataclass(frozen=True, slots=True)
class _Left:
    """What the left end shows, and where it begins, in pixels."""

    brand: bool
    desk: bool
    role: bool
    desk_at: float
    role_at: float
    tabs: float


class TopBar(QWidget):
    """48 px at the window's top.

    *Signals:* `page_picked(str)`; `person_clicked` on the name (log out, change theme); `state_clicked` on
    what the desk does (ready, paused).
    """

    page_picked = Signal(str)
    person_clicked = Signal()
    state_clicked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._desk = self._role = self._name = ""
        self._now: Micros = 0
        self._waiting = 0
        self._oldest: Micros | None = None
        self._limit: Micros | None = None
        self._answer_s: float | None = None
        self._call_since: Micros | None = None
        self._call_over = False
        self._blind = False
        self._calls_seen = True
        self._soundless = ""
        self._counter: tuple[str, str] | None = None
        self._compact = False
        self._person = QRectF()
        self._chip: DeskChip | None = None
        self._state = QRectF()
        self.tabs = PageTabs(look, self)
        self.tabs.picked.connect(self.page_picked)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_desk(self, desk: str, role: str) -> None:
        """The desk's number and what is done there: 14, Operadora 911."""
        self._desk, self._role = desk, role
        self._place()
        self.update()

    def set_person(self, name: str) -> None:
        """Who took the desk."""
        self._name = name
        self.update()

    def set_pages(self, pages: tuple[tuple[str, str], ...]) -> None:
        """Codes and words of the pages."""
        self.tabs.set_pages(pages)
        self._place()

    def set_page(self, code: str) -> None:
        """Another page is on screen."""
        self.tabs.set_page(code)

    def set_queue(self, waiting: int, oldest_at: Micros | None, limit: Micros | None = None) -> None:
        """How many ring, since when the oldest does, and after how long that is too long."""
        self._waiting, self._oldest, self._limit = waiting, oldest_at, limit
        self.update()

    def set_answer_time(self, seconds: float | None) -> None:
        """The 90th percentile of the last hour's answers, seconds; None hides it."""
        self._answer_s = seconds
        self.update()

    def set_call(self, since: Micros | None, over: bool = False) -> None:
        """The call in hand counts from here; None = no call; `over`: its line is cut since then."""
        self._call_since, self._call_over = since, over
        self.update()

    def set_desk_state(self, chip: DeskChip | None) -> None:
        """What this desk does while no call is in hand; None where calls are not given to desks."""
        if chip != self._chip:
            self._chip = chip
            self.setAccessibleName(self._spoken())
            self.update()

    def set_calls_seen(self, seen: bool) -> None:
        """Whether who sits here may see calls: for others there is no queue, not one with nobody in it."""
        self._calls_seen = seen
        self.update()

    def set_blind(self, blind: bool) -> None:
        """The room's queue is not known: the line is lost."""
        self._blind = blind
        self.update()

    def set_counter(self, label: str, value: str) -> None:
        """What is counted here in place of the queue: changes that wait for a signature."""
        if (label, value) != self._counter:
            self._counter = (label, value)
            self.update()

    def set_sound(self, trouble: str) -> None:
        """Why an alarm would not be heard at this desk: no device, muted; empty while it would."""
        if trouble != self._soundless:
            self._soundless = trouble
            self.setAccessibleName(self._spoken())
            self.update()

    def set_compact(self, compact: bool) -> None:
        """42 px, initials and hour only."""
        self._compact = compact
        self._place()
        self.updateGeometry()
        self.update()

    def set_now(self, now: Micros) -> None:
        """The server's time, microseconds UTC."""
        changed = now // SECOND != self._now // SECOND
        self._now = now
        if changed:
            self.setAccessibleName(self._spoken())
            self.update()

    def sizeHint(self) -> QSize:
        """48 px, 42 in the small window."""
        return QSize(600, self._look.px(42) if self._compact else self._look.size("size.top_bar"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tabs stand after the desk's name."""
        self._place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The name opens what belongs to the person."""
        if self._person.contains(event.position()):
            self.person_clicked.emit()
        elif self._state.contains(event.position()):
            self.state_clicked.emit()

    def person_corner(self) -> QPointF:
        """Where the person's menu opens, in the bar's own pixels."""
        return self._person.bottomLeft()

    def state_corner(self) -> QPointF:
        """Where the menu of the desk's state opens, in the bar's own pixels."""
        return self._state.bottomLeft()

    def _spoken(self) -> str:
        words = QCoreApplication.translate("top_bar", "{name}, puesto {desk}, {time}, {n} en cola")
        if not self._calls_seen:
            words = QCoreApplication.translate("top_bar", "{name}, puesto {desk}, {time}")
        time = time_of_day(self._now, self._look)[:5]
        said = words.format(name=self._name, desk=self._desk, time=time, n=self._waiting)
        said = f"{said}, {self._chip.words}" if self._chip is not None else said
        if not self._soundless:
            return said
        trouble = QCoreApplication.translate("top_bar", "Sin sonido: {why}").format(why=self._soundless)
        return f"{said}. {trouble}"

    def _left_words(self) -> _Left:
        """What stands at the left, and where: narrow or large, the role goes first, then brand, then desk."""
        kept = self._tabs_end() - self._least_right()
        for brand, desk, role in ((True, True, True), (True, True, False), (False, True, False)):
            left = self._left(brand, desk, role)
            if left.tabs <= kept:
                return left
        return self._left(False, False, False)

    def _left(self, with_brand: bool, with_desk: bool, with_role: bool) -> _Left:
        look = self._look
        brand = look.px(42)
        if with_brand:
            brand += look.metrics("title heavy").horizontalAdvance("ATALAYA") + look.px(16)
        desk = brand + look.px(32 if with_brand else 16)
        role = tabs = desk
        if with_desk:
            role += look.metrics("input strong").horizontalAdvance(self._desk_words()) + look.px(8)
            tabs = role + look.px(20)
        if with_role:
            tabs += look.metrics("input").horizontalAdvance(self._role) + look.px(8)
        return _Left(with_brand, with_desk, with_role, desk, role, tabs)

    def _tabs_end(self) -> float:
        """Where the tabs would begin if they stood at the right end."""
        return self.width() - self.tabs.sizeHint().width()

    def _least_right(self) -> float:
        """Pixels that clock, person and a call in hand need; the call's are kept free, lest tabs jump."""
        look = self._look
        words = QCoreApplication.translate("top_bar", "En llamada")
        call = look.metrics("body strong").horizontalAdvance(words) + look.px(120)
        return look.metrics("section strong display").horizontalAdvance("00:00:00") + look.px(96) + call

    def _desk_words(self) -> str:
        return (
            QCoreApplication.translate("top_bar", "Puesto {desk}").format(desk=self._desk)
            if self._desk
            else ""
        )

    def _place(self) -> None:
        left = self._left_words().tabs
        self.tabs.setGeometry(round(left), 0, self.tabs.sizeHint().width(), self.height() - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Left to right: brand, desk; right to left: clock, person, call, queue."""
        painter = QPainter(self)
        ink, look = Ink(painter, self._look), self._look
        area = QRectF(self.rect())
        ink.fill(area, "surface.bar")
        ink.rule(0, area.right(), area.bottom() - 1)
        line = area.adjusted(0, 0, 0, -1)
        tower = look.px(20)
        paint_tower(painter, look, QRectF(look.px(13), line.center().y() - look.px(12), tower, look.px(23)))
        font = type(look.font("title heavy"))(look.font("title heavy"))
        font.setLetterSpacing(font.SpacingType.AbsoluteSpacing, 1.6)
        painter.setFont(font)
        painter.setPen(look.colour("text.primary"))
        left = self._left_words()
        if left.brand:
            area = line.adjusted(look.px(42), 0, 0, 0)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter.value, "ATALAYA")
            self._bar(ink, left.desk_at - look.px(14))
        if left.desk:
            area = QRectF(left.desk_at, 0, left.tabs - left.desk_at, line.height())
            ink.text(area, self._desk_words(), "input strong", "text.primary")
        if left.role:
            area = QRectF(left.role_at, 0, left.tabs - left.role_at, line.height())
            ink.text(area, self._role, "input", "text.secondary")
        self._bar(ink, left.tabs - look.px(12))
        self._paint_right(ink, line, left.tabs + self.tabs.width() + look.px(16))

    def _bar(self, ink: Ink, x: float) -> None:
        ink.fill(
            QRectF(round(x), self.height() / 2 - self._look.px(12), 1, self._look.px(24)), "outline.subtle"
        )

    def _paint_right(self, ink: Ink, line: QRectF, left: float) -> None:
        look = self._look
        right = line.right() - look.px(16)
        clock = time_of_day(self._now, look) if self._now else ""
        room = QRectF(left, 0, right - left, line.height())
        right -= ink.text(
            room, clock, "section strong display", "text.primary", "right", elide=False
        ) + look.px(11)
        if not self._compact and self._now:
            day = local(self._now, look)
            date = look.locale.toString(QDate(day.year, day.month, day.day), "ddd d MMM").replace(".", "")
            area = QRectF(left, 0, right - left, line.height())
            right -= ink.text(area, date, "input", "text.secondary", "right", elide=False) + look.px(15)
        self._bar(ink, right)
        right = self._paint_person(ink, right - look.px(12), line, left)
        right = self._paint_call(ink, self._paint_sound(ink, right, line), line)
        self._paint_queue(ink, right, line, left)

    def _paint_person(self, ink: Ink, right: float, line: QRectF, left: float) -> float:
        look, side = self._look, self._look.px(28)
        end = right
        badge = QRectF(right - side, line.center().y() - side / 2, side, side)
        ink.box(badge, side / 2, "surface.raised", "outline.default")
        initials = "".join(word[0] for word in self._name.split()[:2]).upper()
        ink.text(badge, initials, "caption strong", "text.primary", "centre", elide=False)
        right = badge.left() - look.px(8)
        if not self._compact:
            area = QRectF(max(left, right - look.px(170)), 0, min(look.px(170), right - left), line.height())
            right -= ink.text(area, self._name, "input strong", "text.primary", "right")
        self._person = QRectF(right, 0, end - right, line.height())
        return right - look.px(14)

    def _paint_sound(self, ink: Ink, right: float, line: QRectF) -> float:
        """The crossed loudspeaker; its words too where there is room."""
        if not self._soundless:
            return right
        look = self._look
        words = "" if self._compact else QCoreApplication.translate("top_bar", "Sin sonido")
        wide = look.px(30) + (ink.width(words, "body strong") + look.px(8) if words else 0)
        box = QRectF(round(right - wide), line.center().y() - look.px(13), round(wide), look.px(26))
        ink.box(box, look.size("radius.chip"), "severity.high_tint", "severity.high")
        ink.icon(box.left() + look.px(7), line.center().y(), "speaker-slash-fill", 16, "severity.high")
        ink.text(box.adjusted(look.px(28), 0, 0, 0), words, "body strong", "severity.high", elide=False)
        return box.left() - look.px(14)

    def _paint_call(self, ink: Ink, right: float, line: QRectF) -> float:
        look, chip, since = self._look, self._chip, self._call_since
        self._state = QRectF()
        if since is not None and self._call_over:
            words, icon = QCoreApplication.translate("top_bar", "Línea cortada"), "phone-slash"
            tone = "severity.high"
        elif since is not None:
            words, icon = QCoreApplication.translate("top_bar", "En llamada"), "phone-call-fill"
            tone = "accent.text"
        elif chip is not None and not self._blind:
            words, icon, tone, since = chip.words, chip.icon, chip.tone, chip.since
        else:
            self._bar(ink, right)
            return right - look.px(14)
        time = span(self._now - since)
        wide = look.px(50) + ink.width(words, "body strong") + ink.width(time, "body")
        pill = QRectF(round(right - wide), line.center().y() - look.px(13), round(wide), look.px(26))
        if chip is not None:
            self._state = pill
        late = self._call_since is None and chip is not None and chip.late
        ink.box(pill, look.px(13), "surface.raised", tone if late else "outline.default")
        ink.icon(pill.left() + look.px(11), line.center().y(), icon, 14, tone)
        inner = pill.adjusted(look.px(29), 0, -look.px(11), 0)
        ink.text(inner, words, "body strong", "text.primary", elide=False)
        ink.text(inner, time, "body", "text.secondary", "right", elide=False)
        self._bar(ink, pill.left() - look.px(14))
        return pill.left() - look.px(28)

    def _paint_queue(self, ink: Ink, right: float, line: QRectF, left: float) -> None:
        look = self._look
        translate = QCoreApplication.translate
        if self._counter is not None:
            parts = [("", *self._counter, "text.primary")]
        elif not self._calls_seen:
            return
        elif self._blind:
            parts = [
                ("", translate("top_bar", "Cola de la sala"), translate("top_bar", "sin datos"), "link.lost")
            ]
        else:
            parts = [
                ("", translate("top_bar", "En cola"), look.locale.toString(self._waiting), "text.primary")
            ]
            if self._oldest is not None:
                late = self._limit is not None and self._now - self._oldest >= self._limit
                label = translate("top_bar", "Más antigua")
                time = span(self._now - self._oldest)
                parts.append(
                    ("late" if late else "", label, time, "severity.high" if late else "text.primary")
                )
            if self._answer_s is not None and not self._compact:
                seconds = translate("top_bar", "{n} s").format(n=look.locale.toString(round(self._answer_s)))
                parts.append(("", translate("top_bar", "Resp. p90"), seconds, "text.primary"))
        for mark, label, value, tone in reversed(parts):
            wide = (
                ink.width(label, "body")
                + look.px(6)
                + ink.width(value, "input heavy")
                + (look.px(24) if mark else 0)
            )
            if right - wide < left:
                return
            x = right - wide
            if mark:
                paint_mark(
                    ink.painter,
                    look,
                    Severity.HIGH,
                    QPointF(x + look.px(8), line.center().y()),
                    look.px(16),
                    bare=True,
                )
                x += look.px(24)
            x += ink.text(
                QRectF(x, 0, right - x, line.height()), label, "body", "text.secondary", elide=False
            ) + look.px(6)
            ink.text(QRectF(x, 0, right - x + 2, line.height()), value, "input heavy", tone, elide=False)
            right -= wide + look.px(18)

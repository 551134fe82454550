"""A measure along the last hours, and the calls behind a point of it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from console.models.rows import Rows
from console.presenters import supervisor_views as views
from console.presenters.supervisor_exceptions import Pull
from domain.clock import MINUTE, Micros
from domain.inquiries import AnyReply
from domain.room_health import (
    MEASURES,
    AskCallsBehind,
    AskCourse,
    CallsBehind,
    Course,
    Measure,
    RoomCourse,
)
from widgets.look import Look
from widgets.supervisor_911.course import BehindRow, CoursePane
from widgets.timer import local

translate = QCoreApplication.translate

HOURS = 3


class CurvePresenter:
    """Between the server's bins and their pane."""

    def __init__(self, picture: Picture, pane: CoursePane, look: Look, pull: Pull) -> None:
        self._picture, self._pane, self._look, self._pull = picture, pane, look, pull
        self._measure = MEASURES[0]
        pane.drilled.connect(self._drill)

    def choose(self, measure: Measure) -> None:
        """Another measure."""
        self._measure = measure
        self._ask()

    def refresh(self) -> None:
        """The same measure anew, while somebody looks."""
        if self._pane.isVisible():
            self._ask()

    def take_keyboard(self) -> None:
        """The curve, with the keyboard in it."""
        self._pane.back()
        self._pane.take_focus()

    def open_behind(self, begins: Micros, ends: Micros, measure: Measure) -> None:
        """The calls that rang in that time, the longest first."""
        inquiry = AskCallsBehind(begins=begins, ends=ends, code=measure.code)
        self._pull(inquiry, lambda reply: self._behind_told(reply, begins, measure), True)

    def _ask(self) -> None:
        self._pull(AskCourse(code=self._measure.code, hours=HOURS), self._told, False)

    def _told(self, reply: AnyReply) -> None:
        measure = self._measure
        if not isinstance(reply, RoomCourse) or reply.code != measure.code:
            return
        target = views.target_words(measure, self._look)
        if target:
            target = f"{target} · {views.source_long(measure.source)}"
        title = views.span_title(measure)
        self._pane.set_course(title, target, reply.bins, measure.within, measure.share)

    def _drill(self, course: Course) -> None:
        self.open_behind(course.begins, course.begins + 5 * MINUTE, self._measure)

    def _behind_told(self, reply: AnyReply, begins: Micros, measure: Measure) -> None:
        if not isinstance(reply, CallsBehind):
            return
        now = self._picture.server_now()
        rows = {clock.call: views.behind_row(clock, measure, now) for clock in reply.calls}
        places = {key: number for number, key in enumerate(rows)}
        model: Rows[UUID, BehindRow] = Rows(
            rows.get, lambda row: places[row.id], lambda row: f"{row.title}. {row.place}", self._pane
        )
        model.apply(rows)
        at = local(begins, self._look).strftime("%H:%M")
        words = translate("health", "{measure}, {time}: {n} sobre meta").format(
            measure=views.span_title(measure), time=at, n=reply.missed
        )
        self._pane.show_calls(model, words, reply.n)
        self._pane.list.setCurrentIndex(model.index(0, 0))

"""The supervisor's page: panes made when they are first seen, fed by the server's figures and the picture."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from backend_client.failure import LineFailed
from console.models.rows import Rows
from console.presenters import supervisor_desks as desks
from console.presenters import supervisor_views as views
from console.presenters.conditions import condition_of
from console.presenters.steady import Steady
from console.presenters.supervisor_curve import CurvePresenter
from console.presenters.supervisor_exceptions import ExceptionsPresenter
from console.presenters.supervisor_health import HealthFeed
from console.presenters.supervisor_report import KEY as REPORT_KEY
from console.presenters.supervisor_report import ReportPresenter
from console.sentences import sentence
from domain.clock import SECOND, Micros
from domain.commands import AnswerCall
from domain.inquiries import AnyInquiry
from domain.refusal import Refused
from domain.roles import Action, may
from domain.room_health import MEASURES, Measure, RoomHealth, measure_of
from domain.workspace import Slot
from widgets.keys import shortcut
from widgets.pane import Pane
from widgets.supervisor_911.callbacks import CallbackRow, CallbacksPane
from widgets.supervisor_911.callbacks import spoken as callback_words
from widgets.supervisor_911.course import CoursePane
from widgets.supervisor_911.cover import CoverPane, CoverRow
from widgets.supervisor_911.desks import DesksPane
from widgets.supervisor_911.exceptions import ExceptionsPane
from widgets.supervisor_911.norms import NormStrip
from widgets.supervisor_911.overdue import LateUnit, OverduePane
from widgets.supervisor_911.overdue import spoken as late_words
from widgets.supervisor_911.percentiles import PercentileRow, PercentilesPane
from widgets.supervisor_911.percentiles import spoken as percentile_words
from widgets.supervisor_911.seconds import SecondsPane, SecondsRow
from widgets.supervisor_911.seconds import spoken as seconds_words
from widgets.supervisor_911.staffing import StaffingPane

if TYPE_CHECKING:
    from backend_client.client import Client
    from console.app import App
    from console.desk import Desk
    from console.operator_window import OperatorWindow

translate = QCoreApplication.translate

COURSE_EVERY = 5
"""The curve is asked for with every so many answers: its bins are of five minutes."""
PLOTS = "widgets.supervisor_911.plots"


class SupervisorBoard:
    """Everything behind the supervisor's page."""

    def __init__(
        self,
        app: App,
        client: Client,
        window: OperatorWindow,
        desk: Desk,
        feed: HealthFeed,
        barrio: Callable[[float, float], str],
    ) -> None:
        self._app, self._client, self._window, self._desk = app, client, window, desk
        self._picture, self._feed, self._barrio = client.picture, feed, barrio
        self.report = ReportPresenter(app, client, desk)
        self._panes: dict[Slot, QWidget] = {}
        self._ends: list[Callable[[], None]] = []
        self._seconds: Rows[UUID, SecondsRow] | None = None
        self._clocks: dict[UUID, SecondsRow] = {}
        self._percentiles: Rows[str, PercentileRow] | None = None
        self._callbacks: Rows[UUID, CallbackRow] | None = None
        self._late: dict[UUID, LateUnit] = {}
        self._late_rows: Rows[UUID, LateUnit] | None = None
        self._exceptions: ExceptionsPresenter | None = None
        self._curve: CurvePresenter | None = None
        self._measure: Measure = MEASURES[0]
        self._answers = 0
        self._second: Micros = -1
        self._plots: Any = None
        self._plots_asked = False
        for slot, make in (
            (Slot.NORMS, self._make_norms),
            (Slot.SECONDS, self._make_seconds),
            (Slot.PERCENTILES, self._make_percentiles),
            (Slot.COURSE, self._make_course),
            (Slot.DESKS, self._make_desks),
            (Slot.CALLBACKS, self._make_callbacks),
            (Slot.STAFFING, self._make_staffing),
        ):
            window.put_later(slot, "", make)
        # Three behind one another: the keys of those that are not in front work, too.
        window.put_later(Slot.OVERDUE, "Alt 6", self._make_overdue)
        window.put_later(Slot.EXCEPTIONS, "Alt 7", self._make_exceptions)
        window.put_later(Slot.COVER, "Alt 9", self._make_cover)
        feed.show(self._looked_at, self._told)

    def close(self) -> None:
        """Follow the picture no more."""
        for end in self._ends:
            end()

    # ---- the panes, each when it is first seen

    def _put(self, slot: Slot, pane: QWidget) -> QWidget:
        who = self._picture.who
        self._panes[slot] = pane
        if isinstance(pane, Pane):
            pane.set_exercise(who is not None and who.room.exercise)
            self._window.add_pane(pane)
        if self._feed.told is not None:
            self._tell(slot, self._feed.told)
        return pane

    def _make_norms(self) -> QWidget:
        strip = NormStrip(self._app.look)
        strip.opened.connect(self._show_measure)
        shortcut(strip, REPORT_KEY, translate("health", "informe del turno"), self.report.begin)
        strip.set_norms(views.norms(RoomHealth(at=0, since=0, whole=False), self._app.look))
        return self._put(Slot.NORMS, strip)

    def _make_seconds(self) -> QWidget:
        pane = SecondsPane(self._app.look)
        self._seconds = Rows(
            self._clocks.get, lambda row: -row.clock.rang_at,
            lambda row: seconds_words(row, self._picture.server_now()), pane,
        )  # fmt: skip
        pane.set_model(self._seconds)
        Steady(pane.list, self._seconds.hold)
        pane.opened.connect(self._show_call)
        return self._put(Slot.SECONDS, pane)

    def _make_percentiles(self) -> QWidget:
        look = self._app.look
        pane = PercentilesPane(look)
        places = {one.code: number for number, one in enumerate(MEASURES)}
        self._percentiles = Rows(
            self._percentile, lambda row: places[row.code], lambda row: percentile_words(row, look), pane
        )
        pane.set_model(self._percentiles)
        pane.chosen.connect(self._choose_measure)
        pane.opened.connect(self._show_measure)
        return self._put(Slot.PERCENTILES, pane)

    def _make_course(self) -> QWidget:
        pane = CoursePane(self._app.look)
        self._curve = CurvePresenter(self._picture, pane, self._app.look, self._ask)
        pane.opened.connect(self._show_call)
        self._want_plots()
        if self._plots is not None:
            pane.plug(self._plots.CoursePlot)
        self._curve.choose(self._measure)
        return self._put(Slot.COURSE, pane)

    def _make_desks(self) -> QWidget:
        pane = DesksPane(self._app.look)
        self._ends.append(self._picture.desks.subscribe(lambda keys: self._tell_desks()))
        self._put(Slot.DESKS, pane)
        self._tell_desks()
        return pane

    def _make_callbacks(self) -> QWidget:
        pane, picture = CallbacksPane(self._app.look), self._picture
        rows = desks.Callbacks(picture, self._barrio)
        self._callbacks = Rows(
            rows.row, desks.rank, lambda row: callback_words(row, picture.server_now()), pane
        )
        pane.set_model(self._callbacks)
        Steady(pane.list, self._callbacks.hold)
        pane.requested.connect(self._call_back)
        pane.set_allowed(picture.who is None or may(picture.who.operator, Action.ANSWER_CALL))
        self._ends.append(picture.calls.subscribe(self._callbacks.apply))
        self._callbacks.apply([call.id for call in picture.calls.values()])
        return self._put(Slot.CALLBACKS, pane)

    def _make_staffing(self) -> QWidget:
        pane = StaffingPane(self._app.look)
        pane.opened.connect(self._arrivals)
        self._want_plots()
        if self._plots is not None:
            pane.plug(self._plots.StaffPlot)
        return self._put(Slot.STAFFING, pane)

    def _make_overdue(self) -> QWidget:
        pane, picture = OverduePane(self._app.look), self._picture
        self._late_rows = Rows(
            self._late.get, lambda row: row.since + row.limit,
            lambda row: late_words(row, picture.server_now()), pane,
        )  # fmt: skip
        pane.set_model(self._late_rows)
        Steady(pane.list, self._late_rows.hold)
        pane.opened.connect(lambda unit: self._desk.show_unit(unit, True))
        self._put(Slot.OVERDUE, pane)
        self._tell_late()
        return pane

    def _make_exceptions(self) -> QWidget:
        pane = ExceptionsPane(self._app.look)
        self._exceptions = ExceptionsPresenter(self._picture, pane, self._app.clock, self._ask)
        return self._put(Slot.EXCEPTIONS, pane)

    def _make_cover(self) -> QWidget:
        return self._put(Slot.COVER, CoverPane(self._app.look))

    # ---- the plots

    def _want_plots(self) -> None:
        if not self._plots_asked:
            self._plots_asked = True
            self._app.nursery.start(self._bring_plots(), "plots")

    async def _bring_plots(self) -> None:
        """pyqtgraph takes a third of a second to import: in a thread, after the page is on the screen."""
        loop = asyncio.get_running_loop()
        self._plots = await loop.run_in_executor(None, importlib.import_module, PLOTS)
        course, staffing = self._panes.get(Slot.COURSE), self._panes.get(Slot.STAFFING)
        if isinstance(course, CoursePane):
            course.plug(self._plots.CoursePlot)
        if isinstance(staffing, StaffingPane):
            staffing.plug(self._plots.StaffPlot)

    # ---- what the server tells

    def _looked_at(self) -> bool:
        return any(pane.isVisible() for pane in self._panes.values())

    def _told(self, told: RoomHealth) -> None:
        for slot, pane in self._panes.items():
            if pane.isVisible():
                self._tell(slot, told)
        self._answers += 1
        if self._curve is not None and self._answers % COURSE_EVERY == 1:
            self._curve.refresh()

    def _tell(self, slot: Slot, told: RoomHealth) -> None:
        pane, look = self._panes[slot], self._app.look
        match pane:
            case NormStrip():
                pane.set_norms(views.norms(told, look))
            case SecondsPane() if self._seconds is not None:
                self._clocks.clear()
                self._clocks |= {clock.call: views.seconds_row(clock) for clock in told.recent}
                self._seconds.reset(self._clocks)
            case PercentilesPane() if self._percentiles is not None:
                self._percentiles.apply([one.code for one in MEASURES])
                words = views.window_words(told.since, told.at, look)
                pane.set_calls(told.queue.settled, words)
                if pane.list.currentIndex().row() < 0:
                    pane.choose(self._measure.code)
            case StaffingPane():
                pane.set_staffing(told.staffing, told.at)
            case DesksPane():
                self._tell_desks()
            case CallbacksPane():
                self._tell_abandoned(pane, told)
            case CoverPane():
                pane.set_rows(tuple(CoverRow(one.comuna, one.seconds) for one in told.cover))

    def _tell_abandoned(self, pane: CallbacksPane, told: RoomHealth) -> None:
        queue, look = told.queue, self._app.look
        if not queue.settled:
            return
        share = views.percent(queue.abandoned / queue.settled, look)
        pane.set_note("", translate("health", "{n} % · meta < 3 %").format(n=share))

    def _percentile(self, code: str) -> PercentileRow | None:
        told, measure = self._feed.told, measure_of(code)
        if measure is None or told is None:
            return None
        figure = next((one for one in told.figures if one.code == code), None)
        return views.percentile_row(measure, figure, self._app.look)

    def _tell_desks(self) -> None:
        pane = self._panes.get(Slot.DESKS)
        if isinstance(pane, DesksPane):
            told = self._feed.told
            pane.set_tiles(desks.tiles(self._picture, told.desks if told is not None else ()))

    def _tell_late(self) -> None:
        pane = self._panes.get(Slot.OVERDUE)
        if isinstance(pane, OverduePane) and self._late_rows is not None:
            rows, late, soon = desks.late_units(self._picture, self._picture.server_now())
            self._late.clear()
            self._late |= {row.id: row for row in rows}
            self._late_rows.reset(self._late)
            pane.set_counts(late, soon)

    def time_passes(self) -> None:
        """Some tenth of a second has gone by."""
        now = self._picture.server_now()
        if now // SECOND == self._second:
            return
        self._second = now // SECOND
        late = self._panes.get(Slot.OVERDUE)
        if late is not None and late.isVisible():
            self._tell_late()
        strip = self._panes.get(Slot.NORMS)
        if isinstance(strip, NormStrip):
            strip.set_condition(condition_of(self._picture, self._app.clock, 0))
        if self._exceptions is not None:
            self._exceptions.time_passes()

    # ---- what the person does

    def _ask(self, inquiry: AnyInquiry, told: Callable[[Any], None], loud: bool) -> None:
        self._app.nursery.start(self._pull(inquiry, told, loud), type(inquiry).__name__)

    async def _pull(self, inquiry: AnyInquiry, told: Callable[[Any], None], loud: bool) -> None:
        try:
            reply = await self._client.ask(inquiry)
        except (Refused, LineFailed) as why:
            if loud:
                self._desk.say_refused(sentence(why.code, why.params))
            return
        told(reply)

    def _choose_measure(self, code: str) -> None:
        measure = measure_of(code)
        if measure is not None and measure != self._measure:
            self._measure = measure
            if self._curve is not None:
                self._curve.choose(measure)

    def _show_measure(self, code: str) -> None:
        """A card or a row was opened: its curve, with the keyboard in it."""
        self._choose_measure(code)
        percentiles = self._panes.get(Slot.PERCENTILES)
        if isinstance(percentiles, PercentilesPane):
            percentiles.choose(code)
        if self._window.workspace.turn_to(Slot.COURSE) and self._curve is not None:
            self._curve.take_keyboard()

    def _arrivals(self, begins: Micros, ends: Micros) -> None:
        """A past quarter of the staffing was opened: its calls by how long they rang."""
        if self._window.workspace.turn_to(Slot.COURSE) and self._curve is not None:
            self._curve.open_behind(begins, ends, MEASURES[0])

    def _show_call(self, call: UUID) -> None:
        """Enter on a call: its incident on the map."""
        found = self._picture.calls.get(call)
        key = found.incident if found is not None else None
        told = self._feed.told
        if key is None and told is not None:
            key = next((one.incident for one in told.recent if one.call == call), None)
        incident = self._picture.incidents.get(key) if key is not None else None
        if incident is None:
            self._desk.say(translate("health", "El incidente ya está cerrado"), "", "info")
            return
        if incident.place.position is not None and self._window.workspace.turn_to(Slot.MAP):
            place = incident.place.position
            self._window.map.show_place(place.lat, place.lon)

    def _call_back(self, call: UUID) -> None:
        self._desk.intentions.send(AnswerCall(call=call))

"""What makes an operator's window live: one presenter a pane, and what they tell one another."""

from __future__ import annotations

import asyncio
import importlib
import math
import random
import threading
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from backend_client.client import Client
from backend_client.picture import Link, LinkState
from console.appearance import person_menu, teach
from console.choice import inc
from console.city import city_shapes
from console.command_line import MERGE
from console.desk_places import DeskPlaces
from console.desk_workspace import DeskWorkspace
from console.dialogs import ShelveDialog
from console.dispatch_room import DispatchRoom
from console.loop import ask
from console.models.barrios import Barrios
from console.operator_window import OperatorWindow
from console.paint_log import PaintLog
from console.plain_orders import teach_plain
from console.presenters.alerts import AlertsPresenter
from console.presenters.bars import BarsPresenter
from console.presenters.board import BoardPresenter
from console.presenters.command import CommandPresenter
from console.presenters.conditions import condition_of, desk_lacks
from console.presenters.desk_state import DeskStatePresenter
from console.presenters.form import FormPresenter
from console.presenters.intentions import Intentions
from console.presenters.map import MapPresenter
from console.presenters.merge import MergePresenter
from console.presenters.orders import FormActs, OrdersPresenter
from console.presenters.queue import QueuePresenter
from console.presenters.tiles import Source, TilesPresenter
from console.progress import Progress
from console.sentences import sentence
from console.stalls import Stalls
from domain.incident import Incident
from domain.roles import Action, may
from resources.city import load_city
from widgets.alert_words import alert_words
from widgets.call_queue import CallRow
from widgets.operator_shell import Page
from widgets.rows import ROW
from widgets.toast import ToastNote

if TYPE_CHECKING:
    from console.app import App

translate = QCoreApplication.translate


CALL_ZOOM = 15.0  # how near the map goes to the call in hand: about 20 blocks across
CALL_RADIUS = 400.0
"""Metres around a caller that a map of middling size shows at that zoom."""


class Desk:
    """Everything behind one operator's window while somebody sits there."""

    def __init__(self, app: App, client: Client, window: OperatorWindow) -> None:
        self._app = app
        self._client = client
        self._window = window
        self._greeted: UUID | None = None
        self._seated = False
        self._build()
        self._seated = True
        self._connect()
        self._paint_log = self._log_paints()
        measured = self._paint_log is not None
        self._progress = Progress(app, measured, Stalls(app.clock, window) if measured else None)

    def _build(self) -> None:
        app, client, window = self._app, self._client, self._window
        picture, commands, clock = client.picture, client.commands, app.clock
        city = load_city()
        barrio = Barrios(city.barrios).name
        window.map.set_city(city_shapes(city))
        self.intentions = Intentions(commands, self.say_refused)
        self.queue = QueuePresenter(picture, self.intentions, window.queue, app.look, self._open_call)
        self.alerts = AlertsPresenter(picture, self.intentions, window.alerts, self._alert_chosen)
        self.board = BoardPresenter(picture, clock, self.intentions, window.board, barrio, self.show_unit)
        self.map = MapPresenter(
            picture, clock, window.map, client.watch, self._unit_picked, self._camera_picked
        )
        self.tiles = TilesPresenter(
            picture, clock, random.Random(), window.wall, window.frames, client.ask_ticket,
            self._make_source, app.nursery.start, self.map.set_tiles,
        )  # fmt: skip
        self.bars = BarsPresenter(
            picture, commands, clock, window.top, window.banner, window.status, window.command,
            lambda: client.line.round_trip_s,
        )  # fmt: skip
        self.form = FormPresenter(
            picture, commands, self.intentions, window.form, app.mint, barrio,
            self._call_in_hand, self._incident_created,
        )  # fmt: skip
        self.places = DeskPlaces(app, self.form, window, self.map)
        self.merge = MergePresenter(
            picture, commands, app.look, window, lambda: self.form.active is not None,
            self._show_incident, self.say_refused, self.say,
        )  # fmt: skip
        self.bars.merging = lambda: self.merge.shown
        self.lacks = desk_lacks(window.queue, window.alerts, window.form, window.map, window.board)
        acts = FormActs(
            lambda: self.form.active, self.form.settle, self.form.open_close_menu, self.form.set_place
        )
        self.orders = OrdersPresenter(picture, self.queue, self.alerts, self.board, acts, self.show_unit)
        self.state = DeskStatePresenter(
            picture, self.intentions, self.queue, window.top, lambda: self.form.active
        )
        self.state.teach(self.orders)
        teach(self.orders, app.appearance, app.redress_soon)
        self.orders.learn(MERGE, self.merge.order)
        app.sound.teach(self.orders, window)
        if app.caretaker is not None:
            app.caretaker.diagnosis.teach(self.orders)
        teach_plain(
            self.orders, window.show_page, app.help.show, app.log_out, self.shelve_chosen, window.pages
        )
        self.command = CommandPresenter(window.command, self.orders, app.told.data, self.form.give_keyboard)
        self.dispatch = DispatchRoom(app, client, window, self)
        self.workspace = DeskWorkspace(app, client, window, self, self.orders)

    def _connect(self) -> None:
        window = self._window
        self._ties = (
            (window.shelve_key.activated, self.shelve_chosen),
            (window.banner.act_requested, self.merge.toggle),
            (window.top.person_clicked, self._open_person_menu),
            (window.compact_changed, self._spread_tiles),
            (window.page_changed, self._page_turned),
        )
        for signal, slot in self._ties:
            signal.connect(slot)
        self._ends = (self._client.commands.subscribe(self._commands_changed),)

    def close(self) -> None:
        """Let go of the picture and end the pictures of the tiles."""
        for signal, slot in self._ties:
            signal.disconnect(slot)
        for end in self._ends:
            end()
        panes = (self.queue, self.alerts, self.board, self.map, self.form, self.places)
        for part in (self.state, self.command, self.workspace, self.dispatch, *panes, self.merge):
            part.close()
        source = self.tiles.close()
        if source is not None:
            # Its threads end within seconds; the window does not wait for them.
            end = threading.Thread(target=source.stop, name="video-end", daemon=True)
            self._app.ends[:] = [one for one in self._app.ends if one.is_alive()] + [end]
            end.start()
        if self._paint_log is not None:
            self._paint_log.close()

    # ---- what the app says -----------------------------------------------------------------------------

    def welcome(self, stay: bool = False) -> None:
        """Somebody has come in, or come back: names, band, and the whole picture again.

        `stay`: at a change of shift the window stays as it was.
        """
        who = self._client.picture.who
        for pane in self._window.panes():
            pane.set_exercise(who is not None and who.room.exercise)
        self.bars.tell_who()
        if self._app.look.complaint:
            self._say_theme(self._app.look.complaint)
        self._window.queue.set_barred(who is not None and not may(who.operator, Action.SEE_CALLS))
        if who is not None and self._greeted != who.operator.id:
            self._greeted = who.operator.id
            self.command.welcome(who.operator.id)
            self.workspace.welcome(stay)
            self.dispatch.welcome()
        self._window.take_keyboard()
        self.form.take_up()
        self._call_in_hand(self.form.active)
        self._spread_tiles()
        self.link_changed(self._client.picture.link)

    def welcome_back(self, focus: QWidget | None) -> None:
        """The same person again: the keyboard goes back to where it was."""
        self.welcome()
        if focus is not None and isValid(focus) and self._window.isAncestorOf(focus):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def link_changed(self, link: Link) -> None:
        """Every pane says at once how far it can be trusted."""
        self._tell_condition()
        if self._paint_log is not None:
            current = "" if link.current or link.state is not LinkState.LIVE else " behind"
            self._paint_log.note(f"link:{link.state}{current}".replace(" ", ":"), self._window.queue)
        self.workspace.link_changed(link)
        if link.state is LinkState.LIVE and link.current:
            self.tiles.fill()

    def time_passes(self) -> None:
        """Some tenth of a second has gone by."""
        now = self._client.picture.server_now()
        for pane in self._window.panes():
            pane.set_now(now)
        self.workspace.time_passes()
        self.dispatch.time_passes()
        self.board.set_now(now)
        self.alerts.set_now(now)
        self.state.time_passes()
        self.bars.tell_queue(*self.queue.waiting(), self.queue.p90_s())
        active = self.form.active
        self.bars.tell_call(self._client.picture.calls.get(active) if active is not None else None)
        self.bars.tell_sound(self._app.sound.words(self._app.look))
        self._tell_condition()
        self._progress.tell(self)

    def say(self, title: str, detail: str = "", icon: str = "check-circle") -> None:
        """Tell the person something that passes."""
        self._window.toasts.show_note(ToastNote(title, detail, icon))

    def say_refused(self, why: str) -> None:
        """Tell the person that something was not done."""
        title = translate("desk", "No se hizo")
        self._window.toasts.show_note(ToastNote(title, why, "prohibit", wrong=True))

    def _say_theme(self, complaint: str) -> None:
        title = translate("desk", "Se usa el otro tema: el elegido está incompleto")
        self._window.toasts.show_note(ToastNote(title, complaint, "warning", wrong=True))

    def say_failure(self, where: str, failure: BaseException) -> None:
        """Tell the person that something of ours broke; the log has the rest."""
        title = translate("desk", "Algo falló en este puesto; siga trabajando")
        detail = translate("desk", "Quedó anotado: {where}, {kind}").format(
            where=where, kind=type(failure).__name__
        )
        self._window.toasts.show_note(ToastNote(title, detail, "warning", wrong=True))

    # ---- between the panes -----------------------------------------------------------------------------

    def show_unit(self, unit: UUID, centre: bool) -> None:
        """A unit was chosen on the board or by command."""
        self.map.show_unit(unit, centre)

    def shelve_chosen(self) -> None:
        """Ctrl P: put the chosen alert aside, with a reason."""
        key = self.alerts.chosen()
        alert = self._client.picture.alerts.get(key) if key is not None else None
        who = self._client.picture.who
        if alert is not None and who is not None and not may(who.operator, Action.SHELVE_ALERT):
            self.say_refused(sentence("forbidden"))  # before a reason is written for nothing
        elif alert is not None:
            title, _ = alert_words(alert.kind, alert.params, alert.area, alert.protected)
            self._app.nursery.start(self._shelve(alert.id, title), "shelve")

    async def _shelve(self, alert: UUID, title: str) -> None:
        dialog = ShelveDialog(self._app.look, title, self._window)
        if await ask(dialog):
            self.alerts.shelve(alert, dialog.minutes, dialog.reason)

    def _show_incident(self, incident: Incident) -> None:
        place = incident.place.position
        if place is not None:
            self._window.map.show_place(place.lat, place.lon)

    def _alert_chosen(self, alert: UUID) -> None:
        found = self._client.picture.alerts.get(alert)
        if found is not None and found.position is not None and not found.protected:
            place = found.position.value
            self._window.map.show_place(place.lat, place.lon)

    def _unit_picked(self, unit: UUID) -> None:
        self.board.choose(unit)

    def _camera_picked(self, camera: UUID) -> None:
        self.tiles.show(camera)

    def _open_call(self, call: UUID) -> None:
        if self._seated:
            self.form.open(call)

    def _call_in_hand(self, call: UUID | None) -> None:
        if not self._seated:  # the panes are still being filled: welcome() tells them
            return
        self.queue.set_active(call)
        self.map.set_active(call)
        found = self._client.picture.calls.get(call) if call is not None else None
        self.bars.tell_call(found)
        if found is None:
            self._keyboard_home()
        else:
            self.merge.leave()
            self._window.show_page(Page.CALL)  # whoever answers from another page writes at once
        if found is not None and found.location is not None:
            place, radius = found.location.value, found.location.accuracy or 0.0
            wider = math.log2(max(1.0, radius / CALL_RADIUS))  # where the caller may be is seen whole
            self._window.map.show_place(place.lat, place.lon, CALL_ZOOM - wider)

    def _keyboard_home(self) -> None:
        """The keyboard is never nowhere: an emptied form hands it to the command line."""
        window, focus = self._window, QApplication.focusWidget()
        lost = focus is None or focus is window or window.form.isAncestorOf(focus)
        if lost and window.isActiveWindow() and window.isAncestorOf(window.form):
            window.command.take_focus()

    def _incident_created(self, incident: Incident) -> None:
        incident = self._client.picture.incidents.settled(incident.id) or incident
        if incident.number.startswith("P"):  # a number of this desk's own: the writer has not heard of it
            title = translate("desk", "Incidente {number} provisional").format(number=incident.number)
            self.say(title, translate("desk", "queda en este puesto y se une al volver el servidor"))
            return
        title = translate("desk", "{incident} creado").format(incident=inc(incident))
        self.say(title, incident.place.address)

    def _open_person_menu(self) -> None:
        acts = (
            *self._app.attendance.acts(),
            *(self._app.caretaker.diagnosis.acts() if self._app.caretaker else ()),
            (translate("desk", "Salir del puesto"), self._app.log_out),
            (translate("desk", "Cerrar Atalaya"), self._app.quit),
        )
        menu = person_menu(self._window, self._app.appearance(), self._app.redress_soon, acts)
        self.workspace.add_to(menu)
        corner = self._window.top.person_corner()
        menu.popup(self._window.top.mapToGlobal(QPoint(round(corner.x()), round(corner.y()))))

    def _page_turned(self, page: str) -> None:
        self.map.set_wide(page == Page.UNITS)
        self._spread_tiles()
        self.board.look_again()

    def _spread_tiles(self) -> None:
        """Two tiles beside the form in the small window, four wherever there is room."""
        self.tiles.set_compact(self._window.compact() and self._window.page() is not Page.VIDEO)

    def _commands_changed(self) -> None:
        self.merge.tell()
        self.bars.tell(self.tiles.counts())

    def _tell_condition(self) -> None:
        condition = condition_of(self._client.picture, self._app.clock, self.bars.waiting())
        for pane in self._window.panes():
            pane.set_condition(condition)
        self.lacks.tell(self._client.picture.desk_mode)
        self.merge.time_passes()
        self.bars.tell(self.tiles.counts())

    async def _make_source(self) -> Source:
        # PyAV takes a tenth of a second to import: in a thread, after the first paint.
        loop = asyncio.get_running_loop()
        module = await loop.run_in_executor(None, importlib.import_module, "console.video.live_source")
        made: Source = module.LiveSource(
            self._app.clock,
            random.Random(),
            ca=self._app.told.ca,
            server_now=self._client.picture.server_now,
        )
        return made

    def _log_paints(self) -> PaintLog | None:
        file = self._app.told.paint_log
        if file is None:
            return None
        made, form = PaintLog(self._window.queue.list, _call_of, file), self._window.form
        made.follow_typing({"place": form.place.field, "narrative": form.narrative})
        return made


def _call_of(index: QModelIndex) -> UUID | None:
    row = index.data(ROW)
    return row.id if isinstance(row, CallRow) else None

"""What makes an operator's window live: one presenter a pane, and what they tell one another."""

from __future__ import annotations

import asyncio
import importlib
import random
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from backend_client.client import Client
from backend_client.picture import Link, LinkState
from console.city import city_shapes
from console.models.barrios import Barrios
from console.operator_window import OperatorWindow
from console.paint_log import PaintLog
from console.presenters.alerts import AlertsPresenter
from console.presenters.board import BoardPresenter
from console.presenters.conditions import condition_of, current_until, link_look
from console.presenters.form import FormPresenter
from console.presenters.intentions import Intentions
from console.presenters.map import MapPresenter
from console.presenters.orders import FormActs, OrdersPresenter
from console.presenters.queue import QueuePresenter
from console.presenters.tiles import Source, TilesPresenter
from resources.city import load_city
from widgets.call_queue import CallRow
from widgets.rows import ROW

if TYPE_CHECKING:
    from console.app import App

translate = QCoreApplication.translate


class Desk:
    """Everything behind one operator's window while somebody sits there."""

    def __init__(self, app: App, client: Client, window: OperatorWindow) -> None:
        self._app = app
        self._client = client
        self._window = window
        picture, clock = client.picture, app.clock
        city = load_city()
        barrio = Barrios(city.barrios).name
        self.intentions = Intentions(client.commands, self.say)
        window.map.set_city(city_shapes(city))
        self.queue = QueuePresenter(picture, self.intentions, window.queue, app.look, self._open_call)
        self.alerts = AlertsPresenter(picture, self.intentions, window.alerts, lambda _: None)
        self.board = BoardPresenter(picture, clock, self.intentions, window.board, barrio, self.show_unit)
        self.map = MapPresenter(
            picture, clock, window.map, client.watch, self._unit_picked, self._camera_picked
        )
        self.form = FormPresenter(
            picture, client.commands, self.intentions, window.form, app.mint, barrio, self._call_in_hand
        )
        self.tiles = TilesPresenter(
            picture,
            clock,
            random.Random(),
            window.wall,
            window.frames,
            client.ask_ticket,
            self._make_source,
            app.nursery.start,
            self.map.set_tiles,
        )
        acts = FormActs(
            lambda: self.form.active, self.form.settle, self.form.open_close_menu, self.form.set_place
        )
        self.orders = OrdersPresenter(picture, self.queue, self.alerts, self.board, acts, self.show_unit)
        self._paint_log = self._log_paints()
        self._living = False

    def close(self) -> None:
        """Let go of the picture and end the pictures of the tiles."""
        for part in (self.queue, self.alerts, self.board, self.map, self.form):
            part.close()
        source = self.tiles.close()
        if source is not None:
            source.stop()
        if self._paint_log is not None:
            self._paint_log.close()

    # ---- what the app says -----------------------------------------------------------------------------

    def welcome(self) -> None:
        """Somebody has come in, or come back: names, band, and the whole picture again."""
        who = self._client.picture.who
        for pane in self._window.panes():
            pane.set_exercise(who is not None and who.room.exercise)
        self.form.take_up()
        self.tiles.fill()
        self.link_changed(self._client.picture.link)

    def link_changed(self, link: Link) -> None:
        """Every pane says at once how far it can be trusted."""
        self._tell_condition()
        if link.state is LinkState.LIVE and link.current:
            self.tiles.fill()

    def time_passes(self) -> None:
        """Some tenth of a second has gone by."""
        picture = self._client.picture
        now = picture.server_now()
        for pane in self._window.panes():
            pane.set_now(now)
        self.board.set_now(now)
        self.alerts.set_now(now)
        self._tell_status()
        self._tell_living()

    def say(self, words: str) -> None:
        """Tell the person something that passes."""

    def say_failure(self, where: str, failure: BaseException) -> None:
        """Tell the person that something of ours broke; the log has the rest."""
        self.say(
            translate(
                "desk", "Algo falló en este puesto ({where}, {kind}). Quedó anotado; siga trabajando."
            ).format(where=where, kind=type(failure).__name__)
        )

    # ---- between the panes -----------------------------------------------------------------------------

    def show_unit(self, unit: UUID, centre: bool) -> None:
        """A unit was chosen on the board or by command."""
        self.map.show_unit(unit, centre)

    def _unit_picked(self, unit: UUID) -> None:
        self.board.choose(unit)

    def _camera_picked(self, camera: UUID) -> None:
        self.tiles.show(camera)

    def _open_call(self, call: UUID) -> None:
        self.form.open(call)

    def _call_in_hand(self, call: UUID | None) -> None:
        self.queue.set_active(call)
        self.map.set_active(call)

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

    # ---- bars and bands --------------------------------------------------------------------------------

    def _tell_condition(self) -> None:
        picture = self._client.picture
        waiting = len(self._client.commands.outstanding())
        condition = condition_of(picture, self._app.clock, waiting)
        for pane in self._window.panes():
            pane.set_condition(condition)
        self._tell_status()

    def _tell_status(self) -> None:
        picture, status = self._client.picture, self._window.status
        link, now = picture.link, picture.server_now()
        status.set_now(now)
        status.set_link(link_look(link), 0, current_until(picture, self._app.clock))
        if picture.flow is not None:
            status.set_positions(picture.flow.per_second, picture.positions.server_at)
        status.set_video(*self.tiles.counts())
        status.set_journal(
            len(self._client.commands.outstanding()) + len(self._client.commands.unsaved_drafts())
        )

    def _tell_living(self) -> None:
        if self._living:
            return
        rows, units, tiles = self.queue.rows.rowCount(), self.map.moving(), self.tiles.counts()[0]
        if rows and units and tiles >= 4:
            self._living = True
            self._app.tidings.tell("living", calls=rows, units_moving=units, tiles_live=tiles)

    def _log_paints(self) -> PaintLog | None:
        file = self._app.told.paint_log
        if file is None:
            return None

        def key_of(index: object) -> UUID | None:
            row = index.data(ROW)  # type: ignore[attr-defined]
            return row.id if isinstance(row, CallRow) else None

        return PaintLog(self._window.queue.list, key_of, file)

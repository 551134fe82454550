"""What a desk needs for its workspaces: the presenter, the screens, the panes that are made late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from backend_client.client import Client
from backend_client.picture import Link, LinkState
from console.command_line import WALL, WORKSPACE
from console.models.barrios import Barrios
from console.operator_window import OperatorWindow
from console.presenters.orders import OrdersPresenter
from console.presenters.supervisor_board import SupervisorBoard
from console.presenters.supervisor_health import HealthFeed
from console.presenters.workspace_orders import WorkspaceOrders
from console.presenters.workspaces import WorkspacesPresenter
from console.screens import Screens
from console.supervisor_wall import WallPresenter, WallTiles, city_ground
from domain.people import Role
from domain.roles import Action, may
from domain.workspace import Slot
from resources.city import load_city
from widgets.look import Look
from widgets.plain_text import visible
from widgets.supervisor_wall.wall import WIDE, SupervisorWall

if TYPE_CHECKING:
    from console.app import App
    from console.desk import Desk

translate = QCoreApplication.translate


class DeskWorkspace:
    """The arrangement of one desk while somebody sits there."""

    def __init__(
        self, app: App, client: Client, window: OperatorWindow, desk: Desk, orders: OrdersPresenter
    ) -> None:
        self._app, self._client, self._window, self._desk = app, client, window, desk
        self._wall: WallPresenter | None = None
        self._health = HealthFeed(client.ask, app.nursery.start, app.clock)
        self._board: SupervisorBoard | None = None
        ground = window.workspace
        self.workspaces = WorkspacesPresenter(
            ground, app.told.data / "workspaces", client.ask, app.nursery.start, desk.say, desk.say_refused
        )
        words = WorkspaceOrders(self.workspaces, self.toggle_wall, self._has_wall)
        orders.learn(WORKSPACE, words.workspace)
        orders.learn(WALL, words.wall)
        window.put_later(Slot.WALL, "", self._make_wall)
        self.screens = Screens(ground.set_screens, window)

    def welcome(self, stay: bool = False) -> None:
        """Somebody new has sat down; at a change of shift (`stay`) in the same role nothing moves."""
        who, ground = self._client.picture.who, self._window.workspace
        if self._board is None and who is not None and may(who.operator, Action.SEE_ROOM_HEALTH):
            barrio = Barrios(load_city().barrios).name
            self._board = SupervisorBoard(
                self._app, self._client, self._window, self._desk, self._health, barrio
            )
        if who is not None:
            layout, page = ground.layout_now(), ground.page()
            self.workspaces.begin(who)
            if stay and layout.role is who.operator.role:
                self.workspaces.keep_shown(layout, page)

    def link_changed(self, link: Link) -> None:
        """The line lives again: what waited here goes out."""
        if link.state is LinkState.LIVE and link.current:
            self.workspaces.came_back()

    def time_passes(self) -> None:
        """Some tenth of a second has gone by."""
        if self._wall is not None:
            self._wall.time_passes()
        if self._board is not None:
            self._board.time_passes()
        self._health.time_passes()

    def toggle_wall(self) -> None:
        """The wall on another screen, or home again."""
        self._window.mover.toggle_window(Slot.WALL)

    def _has_wall(self) -> bool:
        who = self._client.picture.who
        return who is not None and who.operator.role is Role.SUPERVISOR

    def close(self) -> None:
        """Keep what is not kept yet, shut the windows, let go of the picture."""
        self.workspaces.close()
        self.screens.close()
        self._window.workspace.windows.close_all()
        self._health.close()
        if self._board is not None:
            self._board.close()

    def add_to(self, menu: QMenu) -> None:
        """The workspaces in the person's menu; a name is given on the command line."""
        inner = menu.addMenu(translate("workspaces", "Espacio de trabajo"))
        for name in self.workspaces.names():
            # Escaped: an ampersand in a name is no mark for a key.
            act = inner.addAction(visible(name).replace("&", "&&"))
            act.triggered.connect(lambda _=False, chosen=name: self.workspaces.open(chosen))
        inner.addSeparator()
        inner.addAction(translate("workspaces", "El de su función")).triggered.connect(self.workspaces.reset)
        inner.addAction(translate("workspaces", "Guardar como…")).triggered.connect(self._ask_name)
        if self._has_wall():
            inner.addAction(translate("workspaces", "Pared en otra pantalla")).triggered.connect(
                self.toggle_wall
            )
        if self._board is not None:
            words = translate("report", "Informe del turno…")
            menu.addAction(words).triggered.connect(self._board.report.begin)

    def _ask_name(self) -> None:
        self._window.command.set_text(translate("workspaces", "espacio guardar "))
        self._window.command.field.setFocus()

    def _make_wall(self) -> QWidget:
        app, window, picture = self._app, self._window, self._client.picture
        city = load_city()
        # Nothing on a wall is smaller than 14 px, and the words on a tile are 12.
        scale = min(app.look.scale, max(1.0, window.width() / WIDE)) * 14 / 12
        larger = Look(app.look.theme, scale=scale, locale=app.look.locale)
        tiles = WallTiles(larger, window.frames, app.clock, picture)
        wall = SupervisorWall(app.look, city_ground(city), tiles.pane)
        self._wall = WallPresenter(
            picture, app.clock, app.look, wall, Barrios(city.barrios).name, self._health, tiles.follow
        )
        return wall

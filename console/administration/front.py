"""Who gets the administration's window instead of the operators': made when such a person sits down."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from backend_client.client import Client
from backend_client.picture import Link
from console.appearance import person_menu
from domain.people import Role

translate = QCoreApplication.translate

if TYPE_CHECKING:
    from console.administration.seat import AdministrationSeat
    from console.app import App

SEATED_HERE = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})


class AdministrationFront:
    """Between the program and the administration's seat; costs nothing while operators sit here."""

    def __init__(self, app: App) -> None:
        self._app = app
        self.seat: AdministrationSeat | None = None
        self._whose = ""

    def front(self, client: Client) -> QWidget | None:
        """Return the window of who has come in, or None when the operators' is theirs."""
        who = client.picture.who
        if who is None or who.operator.role not in SEATED_HERE:
            self.close()
            return None
        if self.seat is None or self._whose != who.operator.user:
            self.close()
            self._build(client)
            self._whose = who.operator.user
        assert self.seat is not None
        self.seat.bars.set_version(self._app.version_words())
        self.seat.welcome()
        return self.seat.window

    def _build(self, client: Client) -> None:
        from console.administration.seat import AdministrationSeat
        from console.administration_window import AdministrationWindow

        app = self._app
        window = AdministrationWindow(app.look)
        app.frame.addWidget(window)
        self.seat = AdministrationSeat(
            client, window, app.look, app.clock, app.mint, app.nursery, app.log_out, self._menu,
            self._to_room, app.tidings.tell,
        )  # fmt: skip

    def _menu(self, parent: QWidget) -> QMenu:
        app = self._app
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            (translate("administration", "Salir del puesto"), app.log_out),
            (translate("administration", "Cerrar Atalaya"), app.quit),
        )
        return person_menu(parent, app.appearance(), app.redress_soon, acts)

    def close(self) -> None:
        """Take the seat apart with its window."""
        seat, self.seat, self._whose = self.seat, None, ""
        if seat is not None:
            seat.close()
            self._app.frame.removeWidget(seat.window)
            seat.window.deleteLater()

    def time_passes(self) -> None:
        """Some tenth of a second has gone by."""
        if self.seat is not None:
            self.seat.time_passes()

    def link_changed(self, link: Link) -> None:
        """The line came or went."""
        if self.seat is not None:
            self.seat.link_changed(link)

    def say_failure(self, where: str, failure: BaseException) -> bool:
        """Tell whoever sits here that something of ours broke; False when nobody does."""
        if self.seat is None:
            return False
        words = translate("administration", "Algo falló aquí y quedó anotado: {where}, {kind}")
        self.seat.say_refused(words.format(where=where, kind=type(failure).__name__))
        return True

    def _to_room(self) -> None:
        """An auditor looks at what the operators see; a tab of that window leads back."""
        app, seat = self._app, self.seat
        if app.window is None or seat is None:
            return
        from console.administration.room_view import RoomView

        who = app.client.picture.who if app.client is not None else None
        desk = who.workstation.desk if who is not None else ""
        RoomView(app.window, desk, lambda: app.frame.setCurrentWidget(seat.window)).enter()
        app.frame.setCurrentWidget(app.window)

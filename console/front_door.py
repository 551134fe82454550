"""The window itself, and the login in it: made when it is first needed, told why one is here."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget

from backend_client.failure import LineFailed
from backend_client.greeting import Greeting
from console.city import city_lines
from console.loop import Nursery
from console.presenters.login import Enter, LoginPresenter
from console.sentences import login_failure
from console.tidings import Tidings
from domain.clock import Micros
from resources.city import load_city
from widgets.login import LoginView
from widgets.login_facts import hour_fact, journal_fact, map_fact, server_fact, silent_fact
from widgets.login_words import failure_sentence
from widgets.look import Look
from widgets.timer import time_of_day

SMALLEST = (1024, 640)
ASK_EVERY_S = 5.0
"""How often the login asks the server how it is."""

Greet = Callable[[str], Awaitable[Greeting]]
"""Asks a server (https://host:port) how it stands; raises `LineFailed`."""


class DeskFrame(QStackedWidget):
    """The window: the login or the desk. Closing it ends the program; what was typed is in the journal."""

    def __init__(self, closed: Callable[[], None]) -> None:
        super().__init__()
        self._closed = closed
        self.setWindowTitle("Atalaya")
        self.setObjectName("ground")
        self.setMinimumSize(*SMALLEST)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: the end is the app's, in order."""
        event.accept()
        self._closed()


@dataclass(frozen=True, slots=True)
class Where:
    """What the fields of the login are filled with."""

    server: str
    workstation: str
    user: str
    version: str


class FrontDoor:
    """Shows the login in the frame and takes a person to the desk with `enter`."""

    def __init__(
        self, frame: DeskFrame, nursery: Nursery, enter: Enter, tidings: Tidings, greet: Greet
    ) -> None:
        self._frame = frame
        self._greet = greet
        self._asking: asyncio.Task[None] | None = None
        self._now: Micros = 0
        self._nursery = nursery
        self._enter = enter
        self._tidings = tidings
        self._view: LoginView | None = None
        self._presenter: LoginPresenter | None = None

    def show(
        self,
        look: Look,
        where: Where,
        waiting: int | None,
        code: str = "",
        params: dict[str, str] | None = None,
    ) -> LoginView:
        """Show the login; a code says why one is here, `waiting` what the journal holds (None: not open)."""
        view = self._view
        if view is None:
            view = self._view = LoginView(
                look,
                city=city_lines(load_city()),
                server=where.server,
                workstation=where.workstation,
                user=where.user,
                version=where.version,
            )
            self._frame.addWidget(view)
            self._presenter = LoginPresenter(view, self._nursery, self._enter)
        address = where.server.removeprefix("https://")
        view.set_facts((silent_fact(address, ""), map_fact(), journal_fact(waiting), hour_fact(None, "")))
        if code:
            view.set_failure(*login_failure(code, {"server": where.server, **(params or {})}))
        self._frame.setCurrentWidget(view)
        self._tidings.tell("login", code=code)
        if self._asking is not None:
            self._asking.cancel()
        self._asking = self._nursery.start(self._keep_asking(view, look, waiting), "greeting")
        return view

    async def _keep_asking(self, view: LoginView, look: Look, waiting: int | None) -> None:
        """Tell how the server stands while the login is on screen."""
        while self._frame.currentWidget() is view:
            server = view.server.text().strip()
            address = server.removeprefix("https://")
            try:
                told = await self._greet(server)
            except LineFailed as failed:
                why = failure_sentence(*login_failure(failed.code, {"server": address, **failed.params}))[0]
                view.set_facts(
                    (silent_fact(address, why), map_fact(), journal_fact(waiting), hour_fact(None, ""))
                )
            else:
                asked = time_of_day(self._now, look)
                view.set_facts(
                    (
                        server_fact(address, told.round_trip_s, told.role, told.database),
                        map_fact(),
                        journal_fact(waiting),
                        hour_fact(told.ahead, asked),
                    )
                )
            await asyncio.sleep(ASK_EVERY_S)

    def set_now(self, now: Micros) -> None:
        """Let time pass, if the login is on screen."""
        self._now = now
        if self._view is not None and self._view.isVisible():
            self._view.set_now(now)

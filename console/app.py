"""The one place where the console is put together: look, login, line, desk."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import socket
import sys
import threading
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeAlias

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from backend_client.client import Client
from backend_client.failure import JournalFailed, LineFailed
from backend_client.greeting import Greeting, greet
from backend_client.picture import Link, LinkState
from console import settings as desk_settings
from console.administration.front import AdministrationFront
from console.appearance import Appearance
from console.arguments import Arguments, lock_after, read_password
from console.attendance import Attendance
from console.desk import Desk
from console.desk_sound import DeskSound
from console.front_door import DeskFrame, FrontDoor, Where
from console.help import Help
from console.language import speak
from console.loop import Nursery, Tick
from console.operator_window import OperatorWindow
from console.plain_orders import verb_group
from console.sweep import sweep_soon
from console.theme import dress
from console.tidings import Tidings
from console.watchdog import HangWatch
from domain.clock import Clock
from domain.ids import IdMint
from logbook.outline import kind
from widgets.help_sheet import KeyGroup
from widgets.login import LoginView
from widgets.look import Look

log = logging.getLogger("atalaya.app")

VERSION = "0.1.0"
PATIENCE_S = 30.0
"""A desk that was started together with its server waits so long for it."""
LONGEST_END_S = 2.0
"""How long the end waits for the last pictures, in seconds."""
BEAT_MS = 100
"""How often time passes on the screen; panes repaint when a second has."""


if TYPE_CHECKING:
    from console.caretaker import Caretaker

Drive: TypeAlias = "Callable[[App], Awaitable[None]]"
"""Sits at the desk instead of a person: a soak, from the login on. The console ends with it."""


class App:
    """One console from start to end."""

    def __init__(
        self, qt: QApplication, told: Arguments, clock: Clock, hangs: HangWatch, drive: Drive | None = None
    ) -> None:
        self.qt = qt
        self.told = told
        self._drive = drive
        self.clock = clock
        self._hangs = hangs
        self._kept = desk_settings.load(told.data)
        self.language = told.language or self._kept.language
        self._translator = speak(qt, self.language, told.data)
        self.look: Look = dress(qt, told.theme or self._kept.theme, self.language, self._kept.text)
        self.mint = IdMint(clock, os.urandom)
        self.nursery = Nursery(self.failed)
        self.tidings = Tidings(told.ready_fd)
        self.sound = DeskSound(clock, told.data, self.nursery)
        self.caretaker: Caretaker | None = None
        """Who looks after the console itself; bootstrap brings it."""
        self.frame: DeskFrame = DeskFrame(self.quit)
        self.help = Help(self.frame, lambda: self.look, self._verbs)
        self._door = FrontDoor(self.frame, self.nursery, self.enter, self.tidings, self._greet)
        self.attendance = Attendance(self, lock_after(told, self._kept))
        self.administration = AdministrationFront(self)
        self.window: OperatorWindow | None = None
        self.desk: Desk | None = None
        self.client: Client | None = None
        self._reached = ("", "")  # server and workstation of the client
        self._running: asyncio.Task[None] | None = None
        self._over = asyncio.Event()
        self.ends: list[threading.Thread] = []
        """Threads that end something which takes a moment; the program waits for them as it ends."""
        self._status = 0
        self._tick = Tick(clock, self._flush)
        self._beat = QTimer()
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(self._time_passes)

    # ---- from start to end -----------------------------------------------------------------------------

    async def run(self) -> int:
        """Show the desk until it is closed; return the exit status."""
        self._place()
        self.nursery.start(self._begin(), "begin")
        await self._over.wait()
        self._beat.stop()
        self._tick.stop()
        self.attendance.close()
        if self.desk is not None:
            self.desk.close()
        self.frame.hide()
        if self.client is not None:
            await self.client.close()
        await self.nursery.close()
        self.sound.close()
        for end in self.ends:
            end.join(LONGEST_END_S)
        return self._status

    def quit(self, status: int = 0) -> None:
        """End the program; safe to call from any slot, more than once."""
        self._status = self._status or status
        self._over.set()

    def failed(self, where: str, failure: BaseException) -> None:
        """Something of ours broke: it is in the log; the person is told and goes on."""
        self.tidings.tell("failed", where=where, failure=type(failure).__name__)
        if where == "begin":
            print(f"console: cannot start: {kind(failure)}; see the log", file=sys.stderr)
            self.quit(1)
        elif not self.administration.say_failure(where, failure) and self.desk is not None:
            self.desk.say_failure(where, failure)

    async def _begin(self) -> None:
        told = self.told
        if told.tour is not None:
            from console.album import Album
            from console.tour import Tour

            await (Album if told.album else Tour)(self, told.tour).walk()
            self.quit()
        elif self._drive is not None:
            await self._drive(self)
            self.quit()
        elif told.password_fd is not None:
            await self._enter_at_once(read_password(told.password_fd))
        else:
            self.show_login()
            self.show()

    async def _enter_at_once(self, password: str) -> None:
        told = self.told
        workstation, server = self.workstation(), self.server()
        try:
            await self.enter(told.user, password, workstation, server, PATIENCE_S)
        except LineFailed as failed:
            self.show_login(failed.code, {"workstation": workstation, **failed.params})
            self.show()

    # ---- where and who ---------------------------------------------------------------------------------

    def server(self) -> str:
        """Return the server's address as people write it."""
        host = f"[{self.told.host}]" if ":" in self.told.host else self.told.host
        return f"https://{host}:{self.told.port}"

    def workstation(self) -> str:
        """Return the desk's own name: the one it was told, its last, or the machine's."""
        return self.told.workstation or self._kept.workstation or socket.gethostname().lower()[:16]

    async def enter(self, user: str, password: str, workstation: str, server: str, patience: float) -> None:
        """Take the desk: make the line, wait for the whole picture, show it. Raises `LineFailed`."""
        client = await self._client_for(server, workstation)
        await asyncio.gather(client.login(user, password, patience), self._get_ready())
        self._remember(user, workstation)
        self._sit_down(client)
        self.attendance.came_in(password)

    async def _get_ready(self) -> None:
        """Build the window while the line knocks: it takes a quarter of a second."""
        await asyncio.sleep(0.01)
        self._build_window()

    async def _client_for(self, server: str, workstation: str) -> Client:
        if self.client is not None and self._reached == (server, workstation):
            return self.client
        await self._let_go()
        clock = self.clock
        try:
            client = Client(
                servers=(server,),
                ca=self.told.ca,
                workstation=workstation,
                journal_directory=self.told.data / "journal",
                clock=clock,
                mint=self.mint,
                rng=random.Random(),
            )
        except JournalFailed as failed:
            raise LineFailed(failed.code, **failed.params) from None
        self.client, self._reached = client, (server, workstation)
        client.picture.on_dirty(self._tick.changed)
        client.picture.positions.on_dirty = self._tick.moved
        client.picture.subscribe_link(self._link_changed)
        self.sound.follow(client.picture)
        self.attendance.follow(client)
        self._running = self.nursery.start(client.run(), "line")
        return client

    async def _let_go(self) -> None:
        """Another server or desk: the line there was is ended first."""
        self._clear_away()
        if self.client is not None:
            await self.client.close()
            self.client = None
        if self._running is not None:
            self._running.cancel()

    def _sit_down(self, client: Client) -> None:
        assert self.window is not None, "enter() has built it"
        if self.desk is None:
            self.desk = Desk(self, client, self.window)
        self.desk.bars.set_version(self.version_words())
        self.desk.welcome()
        self.show_seat()
        self.tidings.tell("seated")
        self.show()
        self._time_passes()
        self._tick.changed()

    def _remember(self, user: str, workstation: str) -> None:
        self._keep(user=user, workstation=workstation, theme=self.look.theme, language=self.language)

    def _keep(self, **changed: str | int) -> None:
        kept = msgspec.structs.replace(self._kept, **changed)
        if kept != self._kept:
            self._kept = kept
            loop = asyncio.get_running_loop()
            loop.run_in_executor(None, desk_settings.save, self.told.data, kept)

    # ---- the window ------------------------------------------------------------------------------------

    def _place(self) -> None:
        screen = self.qt.primaryScreen()
        if screen is not None:
            self.frame.setGeometry(screen.availableGeometry())

    def show(self) -> None:
        """Show the window; from here on a hang is written down."""
        if not self.frame.isVisible():
            if self.told.tour is None:
                self.frame.showMaximized()
            else:
                self.frame.show()  # the pictures have sizes of their own
            self._beat.start()
            self.sound.start(self.frame, lambda: self.look)
            self._hangs.start()
            self.tidings.tell("window")

    def show_login(self, code: str = "", params: dict[str, str] | None = None) -> LoginView:
        """Show the login; a code says why one is here."""
        user = self.told.user or self._kept.user
        where = Where(self.server(), self.workstation(), user, f"Atalaya {VERSION}")
        view = self._door.show(self.look, where, self.waiting(), code, params)
        view.set_now(self.clock.now())
        if self.caretaker is not None:
            self.caretaker.offer_reports(view)
        return view

    async def _greet(self, server: str) -> Greeting:
        return await greet(server, self.told.ca, self.clock)

    def version_words(self) -> str:
        """Return program, version and language."""
        return f"Atalaya {VERSION} · {self.language.upper()}"

    def waiting(self) -> int | None:
        """Return how much of what was done here the server has not answered; None before it is known."""
        if self.client is None:
            return None
        commands = self.client.commands
        return len(commands.outstanding()) + len(commands.unsaved_drafts())

    def appearance(self) -> Appearance:
        """Return how the desk looks and speaks."""
        return Appearance(self.look.theme, self.language, round(self.look.scale * 100))

    def redress_soon(self, wanted: Appearance) -> None:
        """Change the look once the menu or the command line that asked for it has let go."""
        QTimer.singleShot(0, lambda: self.redress(wanted))

    def redress(self, wanted: Appearance) -> None:
        """Build the desk anew in another look; the line, the picture and what was typed stay."""
        assert self.client is not None, "somebody sits there"
        self._clear_away()
        if self._translator is not None:
            self.qt.removeTranslator(self._translator)
            self._translator.deleteLater()
        self.language = wanted.language
        self._translator = speak(self.qt, wanted.language, self.told.data)
        self.look = dress(self.qt, wanted.theme, wanted.language, wanted.text)
        self._keep(theme=wanted.theme, language=wanted.language, text=wanted.text)
        self._build_window()
        self._sit_down(self.client)

    def _build_window(self) -> None:
        if self.window is None:
            self.window = OperatorWindow(self.look, self.clock)
            self.frame.addWidget(self.window)

    def _clear_away(self) -> None:
        """Take the desk apart with its window: another desk's panes must not act on this one's line."""
        if self.caretaker is not None:
            self.caretaker.diagnosis.close()
        self.administration.close()
        if self.desk is not None:
            self.desk.close()
            self.desk = None
        if self.window is not None:
            self.frame.removeWidget(self.window)
            self.window.deleteLater()
            # Now, not when the loop comes round: a new look would dress the old window first, for 0.1 s.
            QCoreApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete.value)
            self.window = None
            sweep_soon()

    def _verbs(self) -> tuple[KeyGroup, ...]:
        return (verb_group(self.desk.orders),) if self.desk is not None else ()

    def log_out(self) -> None:
        """The person leaves the desk; what was typed waits in the journal for the same person."""
        self.attendance.left()
        self.administration.close()
        if self.client is not None:
            self.client.logout()
        self.show_login()

    def relieved(self, user: str) -> None:
        """Somebody else sits here now; window, arrangement and picture stay."""
        self._remember(user, self._reached[1])
        if self.desk is not None:
            self.desk.welcome(stay=True)
        self.show_seat()

    def show_seat(self) -> None:
        """Show the window of whoever sits here."""
        if self.client is not None and self.window is not None:
            self.frame.setCurrentWidget(self.administration.front(self.client) or self.window)

    # ---- what moves ------------------------------------------------------------------------------------

    def _flush(self) -> None:
        if self.client is not None:
            self.client.picture.flush()

    def _time_passes(self) -> None:
        self._door.set_now(self.clock.now())
        self.sound.time_passes()
        self.attendance.time_passes()
        self.administration.time_passes()
        if self.desk is not None:
            self.desk.time_passes()

    def _link_changed(self, link: Link) -> None:
        if self.desk is None:
            return
        self.desk.link_changed(link)
        self.administration.link_changed(link)
        over = link.state in (LinkState.EXPIRED, LinkState.REFUSED)
        if over and not self.attendance.put_out(link.state, link.code or ""):
            self.show_login(link.code or "session.expired", link.params)

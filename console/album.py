"""Pictures of every page of a role's window: both themes, both languages, both sizes of screen."""

from __future__ import annotations

import asyncio
import logging

from console.album_calls import handle_calls
from console.album_events import EVENTS, first_lines, open_events
from console.appearance import Appearance
from console.arguments import read_password
from console.tour import FULL_HD, SMALL, Tour
from domain.people import Role
from domain.workspace import Page

log = logging.getLogger("atalaya.album")

LOOKS = tuple(Appearance(theme, language) for theme in ("dark", "light") for language in ("es", "en"))
SETTLED_S = 0.5
"""After a change of page or size: tiles and the map have painted again by then."""


class Album(Tour):
    """One role's pages, each in eight pictures named ROLE-PAGE-THEME-LANGUAGE-WIDTHxHEIGHT.png."""

    async def walk(self) -> None:
        """Log in, do what fills the window, and leave the pictures of every page."""
        app = self._app
        assert app.told.password_fd is not None, "an album is of somebody who has logged in"
        password = read_password(app.told.password_fd)
        self._size(*FULL_HD)
        app.show()
        await app.enter(app.told.user, password, app.workstation(), app.server(), 30.0)
        self._role = self._who()
        if self._role is Role.CALL_TAKER:
            await self._take_a_call()
        if self._role is Role.DISPATCHER:
            await self._dispatch()
        if self._role is Role.SUPERVISOR:
            await handle_calls(app)
        for appearance in LOOKS:
            if appearance != app.appearance():
                app.redress(appearance)
            await asyncio.sleep(SETTLED_S)
            for size in (FULL_HD, SMALL):
                self._size(*size)
                await self._pages_of(appearance, size)

    async def _take_a_call(self) -> None:
        """Answer and write, and stay in the call: so a call-taker's window looks at work."""
        desk, window = self._desk(), self._app.window
        assert window is not None, "enter() has built it"
        await self._until(lambda: desk.queue.waiting()[0] > 0)
        before = desk.form.active
        desk.queue.answer_next()
        if await self._until(lambda: desk.form.active not in (None, before)):
            await self._type(window)

    async def _dispatch(self) -> None:
        """Events wait, one is being worked on: so a dispatcher's window looks at work."""
        desk, picture = self._desk(), self._picture()
        who, room = picture.who, desk.dispatch
        assert who is not None, "enter() has let somebody in"
        open_events(self._app, desk, who.room.id)
        await self._until(lambda: len(picture.incidents) >= len(EVENTS))
        await self._until(lambda: room.panel is not None and room.panel.first() is not None)
        first, incident = room.panel.first() if room.panel is not None else None, room.choice.incident()
        if first is None or incident is None:
            return
        for line in first_lines(desk, incident.short, first.call_sign):
            if not await self._until(lambda line=line: desk.orders.run(line), 2.0):
                log.warning("the album could not do: %s", line.split()[0])
        if self._app.window is not None:
            self._app.window.show_page(Page.UNITS)
        await asyncio.sleep(2 * SETTLED_S)

    def _who(self) -> Role:
        who = self._picture().who
        assert who is not None, "enter() has let somebody in"
        return who.operator.role

    async def _pages_of(self, appearance: Appearance, size: tuple[int, int]) -> None:
        seat = self._app.administration.seat
        if seat is not None:
            for admin_page in seat.window.pages():
                seat.window.show_page(admin_page)
                await self._keep(admin_page.value, appearance, size)
            return
        window = self._app.window
        assert window is not None, "somebody sits there"
        for page in window.workspace.pages():
            window.show_page(page)
            await self._keep(page.value, appearance, size)

    async def _keep(self, page: str, appearance: Appearance, size: tuple[int, int]) -> None:
        await asyncio.sleep(SETTLED_S)
        look = f"{appearance.theme}-{appearance.language}-{size[0]}x{size[1]}"
        await self._save(f"{self._role.value}-{page}-{look}")

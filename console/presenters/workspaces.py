"""How a person has arranged this desk: loaded at the login, kept at every change, by name when asked to."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, QTimer

from backend_client.picture import Who
from console.command_line import plain
from console.workspace_shelf import Kept, Shelf, ShelfWriter
from console.workspace_words import named, why
from domain.inquiries import AnyInquiry, AnyReply
from domain.refusal import Refused
from domain.workspace import (
    CURRENT,
    ForgetWorkspace,
    KeepWorkspace,
    Layout,
    LoadWorkspaces,
    Page,
    Slot,
    Workspaces,
    clean_name,
    read_layout,
    write_layout,
)
from widgets.workspace.defaults import default_layout
from widgets.workspace.ground import WorkspaceGround

log = logging.getLogger("atalaya.workspaces")
translate = QCoreApplication.translate

WRITE_MS = 200
SEND_MS = 1500
"""A change is on the desk's disk so soon, and at the server so soon: a hand makes several at a time."""

Say = Callable[[str, str], None]


class WorkspacesPresenter(QObject):
    """Between the ground, this desk's disk and the server. Nothing here can keep a desk from starting."""

    def __init__(
        self,
        ground: WorkspaceGround,
        folder: Path,
        ask: Callable[[AnyInquiry], Awaitable[AnyReply]],
        start: Callable[[Coroutine[Any, Any, Any], str], object],
        say: Say,
        say_refused: Callable[[str], None],
    ) -> None:
        super().__init__(ground)
        self._ground = ground
        self._folder = folder
        self._ask = ask
        self._start = start
        self._say = say
        self._say_refused = say_refused
        self._who: Who | None = None
        self._shelf: Shelf | None = None
        self._elsewhere: dict[str, str] = {}
        self._touched = False
        self._syncing = self._again = False
        self._write_soon = self._timer(WRITE_MS, lambda: start(self._write(), "workspace"))
        self._send_soon = self._timer(SEND_MS, self.synchronise)
        self._writer = ShelfWriter()
        ground.arranged.connect(self._arranged)
        ground.screens_moved.connect(self._screens_moved)

    def _timer(self, pause_ms: int, act: Callable[[], object]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(pause_ms)
        made.timeout.connect(act)
        return made

    # ---- coming and going

    def begin(self, who: Who) -> None:
        """Somebody sits down: the last arrangement from this desk's disk, then the server's word."""
        self.close()
        self._who, self._touched, self._elsewhere = who, False, {}
        self._shelf = Shelf(self._folder, who.operator.id, who.workstation.id, who.operator.role)
        self._shelf.load()
        if self._shelf.damaged:
            self._complain(Refused("workspace.unreadable"))
        text = self._shelf.text(CURRENT)
        if text is None or not self._show(text):
            self._ground.set_layout(self._default())
        self.synchronise()

    def keep_shown(self, layout: Layout, page: Page) -> None:
        """Stay with what is on the screen, whatever the server says; nothing of it is kept for anybody."""
        self._touched = True
        self._ground.set_layout(layout, page)

    def came_back(self) -> None:
        """The line lives again: what was kept here meanwhile goes to the server."""
        if self._shelf is not None and self._shelf.unsent():
            self.synchronise()

    def close(self) -> None:
        """Somebody leaves: what is not on disk yet goes there now."""
        self._send_soon.stop()
        if self._write_soon.isActive() and self._shelf is not None:
            self._write_soon.stop()
            self._writer.write(self._shelf.path, self._shelf.bytes(), self._writer.number())

    def _default(self) -> Layout:
        assert self._who is not None, "somebody sits there"
        return default_layout(self._who.operator.role, self._ground.windows.second())

    def _show(self, text: str) -> bool:
        """Show a layout that came from outside; a bad one costs a toast and nothing else."""
        assert self._who is not None, "somebody sits there"
        try:
            layout = read_layout(text)
            if layout.role is not self._who.operator.role:
                raise Refused("workspace.role", role=layout.role.value)
        except Refused as refused:
            self._complain(refused)
            return False
        self._ground.set_layout(layout)
        return True

    def _complain(self, refused: Refused) -> None:
        log.warning("a kept workspace was not taken: %s %s", refused.code, refused.params)
        self._say_refused(
            translate("workspaces", "El espacio guardado no se usa; queda el de su función. {why}").format(
                why=why(refused)
            )
        )

    # ---- what a person does

    def names(self) -> list[str]:
        """Return the names of this desk, then those that only another desk of this person has."""
        here = self._shelf.names() if self._shelf is not None else []
        return here + sorted(name for name in self._elsewhere if name not in here and name != CURRENT)

    def known(self, name: str) -> str | None:
        """Return a name as it is kept, however it was typed."""
        return next((one for one in self.names() if plain(one) == plain(name)), None)

    def keep(self, name: str) -> None:
        """Keep what is on the screen under a name."""
        if self._shelf is None:
            return
        try:
            name = clean_name(name)
        except Refused as refused:
            self._say_refused(why(refused))
            return
        name = self.known(name) or name
        layout = replace(self._ground.layout_now(), opens=self._ground.page())
        self._shelf.put(name, write_layout(layout))
        self._changed(send_now=True)
        self._say(translate("workspaces", "Espacio «{name}» guardado").format(name=name), self._where())

    def open(self, name: str) -> bool:
        """Show the workspace of a name; false when there is none."""
        found = self.known(name)
        text = self._text(found) if found is not None else None
        if found is None or text is None:
            self._say_refused(why(Refused("workspace.none")))
            return False
        if not self._show(text):
            return False
        self._arranged(self._ground.layout_now())
        self._say(translate("workspaces", "Espacio «{name}»").format(name=found), "")
        return True

    def reset(self) -> None:
        """Show what the role has by default."""
        if self._who is not None:
            self._ground.set_layout(self._default())
            self._arranged(self._ground.layout_now())
            self._say(translate("workspaces", "Espacio de su función"), "")

    def forget(self, name: str) -> None:
        """Forget a name of this desk."""
        found = self.known(name)
        if self._shelf is None or found is None or self._shelf.text(found) is None:
            self._say_refused(why(Refused("workspace.none")))
            return
        self._shelf.forget(found)
        self._changed(send_now=True)
        self._say(translate("workspaces", "Espacio «{name}» borrado").format(name=found), "")

    def _text(self, name: str) -> str | None:
        kept = self._shelf.text(name) if self._shelf is not None else None
        return kept if kept is not None else self._elsewhere.get(name)

    def _where(self) -> str:
        return translate("workspaces", "en este puesto y en el servidor")

    def _arranged(self, layout: Layout) -> None:
        if self._shelf is None:
            return
        self._touched = True
        self._shelf.put(CURRENT, write_layout(layout))
        self._changed()

    def _changed(self, send_now: bool = False) -> None:
        self._write_soon.start()
        if send_now:
            self.synchronise()
        else:
            self._send_soon.start()

    def _screens_moved(self, home: list[Slot], back: list[Slot]) -> None:
        if home:
            words = translate("workspaces", "aquí hasta que vuelva: {panes}")
            self._say(translate("workspaces", "Se fue una pantalla"), words.format(panes=named(home)))
        if back:
            self._say(translate("workspaces", "Volvió una pantalla"), named(back))

    # ---- disk

    async def _write(self) -> None:
        shelf = self._shelf
        if shelf is not None:
            copy = (shelf.path, shelf.bytes(), self._writer.number())
            await asyncio.get_running_loop().run_in_executor(None, self._writer.write, *copy)

    # ---- server

    def synchronise(self) -> None:
        """Send what the server has not heard, and take what it keeps; one at a time."""
        if self._syncing:
            self._again = True
            return
        self._syncing = True
        self._start(self._synchronise(), "workspaces")

    async def _synchronise(self) -> None:
        try:
            while True:
                self._again = False
                shelf = self._shelf
                if shelf is not None:
                    await self._exchange(shelf)
                if not self._again:
                    return
        except Refused as refused:
            log.info("workspaces wait for the server: %s", refused.code)
        finally:
            self._syncing = False

    async def _exchange(self, shelf: Shelf) -> None:
        for name, what in shelf.unsent():
            await self._send(shelf, name, what)
        told = await self._ask(LoadWorkspaces())
        who = self._who
        if not isinstance(told, Workspaces) or who is None or shelf is not self._shelf:
            return
        if told.account != who.operator.id:  # somebody else has sat down meanwhile
            return
        here = {one.name: one.layout for one in told.kept if one.workstation == who.workstation.id}
        self._elsewhere = {}
        for one in told.kept:  # the latest comes first
            if one.workstation != who.workstation.id:
                self._elsewhere.setdefault(one.name, one.layout)
        before = shelf.text(CURRENT)
        shelf.learn(here)
        self._write_soon.start()
        now = shelf.text(CURRENT)
        if now is None:  # never at this desk: as this person left another one, as far as the screens go
            now = self._elsewhere.get(CURRENT)
        if now is not None and now != before and not self._touched and not self._show(now):
            self._ground.set_layout(self._default())

    async def _send(self, shelf: Shelf, name: str, what: Kept) -> None:
        try:
            if what.gone:
                await self._ask(ForgetWorkspace(name=name))
            else:
                await self._ask(KeepWorkspace(name=name, layout=what.layout))
        except Refused as refused:
            if not refused.code.startswith("workspace."):
                raise
            shelf.sent(name, what)  # it will never be taken: this desk keeps it for itself
            self._say_refused(why(refused))
        else:
            shelf.sent(name, what)

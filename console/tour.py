"""A walk through the desk that leaves pictures: for machines without a screen, and for the design's sake."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from backend_client.picture import Picture
from console.appearance import Appearance
from console.arguments import read_password
from domain.alert import Alert, AlertState
from widgets.operator_shell import Page
from widgets.unit_board import UnitRow

if TYPE_CHECKING:
    from console.app import App
    from console.desk import Desk
    from console.operator_window import OperatorWindow

log = logging.getLogger("atalaya.tour")

FULL_HD, SMALL = (1920, 1080), (1366, 768)
PATIENCE_S = 6.0
"""How long a step waits for what it wants to show; then it shows what there is."""
SETTLE_S = 0.25
PLACE = "San Martín 438"
STORY = (
    "Dos hombres en moto Honda roja le sacaron la cartera a punta de pistola en la puerta del edificio. "
    "Uno de campera negra, el otro con casco blanco. Se van por San Martín hacia Lavalle."
)
"""Invented, as everything in the demo."""


class Tour:
    """One operator's few minutes, played on the real desk against the real server."""

    def __init__(self, app: App, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._app = app
        self._folder = folder
        self._number = 0

    async def walk(self) -> None:
        """Walk the whole way and leave numbered pictures; a step that cannot be shown is left out."""
        app = self._app
        self._size(*FULL_HD)
        view = app.show_login()
        app.show()
        view.user.setText(app.told.user)
        view.workstation.setText(app.workstation())
        await self._shoot("login")
        if app.told.password_fd is None:
            log.warning("the tour ends at the login: it was given no password")
            return
        password = read_password(app.told.password_fd)
        await app.enter(app.told.user, password, app.workstation(), app.server(), 30.0)
        assert app.window is not None, "enter() has built it"
        await self._call(app.window)
        await self._pages(app.window)
        self._size(*SMALL)
        await self._shoot("operator-1366x768")
        self._size(*FULL_HD)
        before = app.appearance()
        await self._redressed("light", "es", "light")
        await self._redressed("dark", "en", "english")
        app.redress(before)  # the desk keeps its look: the next tour begins as this one did

    # ---- the steps -------------------------------------------------------------------------------------

    async def _call(self, window: OperatorWindow) -> None:
        """Answer, write, take an alert, make an incident."""
        desk, picture = self._desk(), self._picture()
        await self._until(lambda: desk.queue.waiting()[0] > 0 and desk.tiles.counts()[0] >= desk.tiles.places)
        await self._shoot("operator")
        before = desk.form.active
        desk.queue.answer_next()
        if not await self._until(lambda: desk.form.active not in (None, before)):
            return
        await self._type(window)
        await self._shoot("call")
        if await self._until(lambda: bool(_untaken(picture))):
            desk.alerts.take_next()
            untaken = len(_untaken(picture))
            await self._until(lambda: len(_untaken(picture)) < untaken, 2.0)
            await self._shoot("alert")
        # Several places have that name: Enter confirms the one under the cursor, without which none is made.
        self._press(window.form.fields.place.field, Qt.Key.Key_Return)
        window.form.create_requested.emit()
        mine = desk.form.active
        await self._until(lambda: len(picture.incidents) > 0 and desk.form.active != mine)
        await self._shoot("incident")

    async def _pages(self, window: OperatorWindow) -> None:
        """The units with one chosen, one tile enlarged, the map alone."""
        desk = self._desk()
        window.show_page(Page.UNITS)
        row = next((n for n, row in enumerate(desk.board.rows.values()) if isinstance(row, UnitRow)), None)
        if row is not None:
            index = desk.board.rows.index(row)
            window.board.list.setCurrentIndex(index)
            desk.show_unit(desk.board.rows.values()[row].id, True)  # type: ignore[union-attr]
        await self._shoot("units")
        window.show_page(Page.VIDEO)
        window.wall.show_full(1)
        await asyncio.sleep(1.0)
        await self._shoot("video")
        window.wall.show_full(0)
        window.show_page(Page.CALL)

    async def _type(self, window: OperatorWindow) -> None:
        fields = window.form.fields
        fields.place.field.setFocus(Qt.FocusReason.OtherFocusReason)
        await self._write(fields.place.field, PLACE)
        fields.type_code.setFocus(Qt.FocusReason.OtherFocusReason)
        fields.type_code.set_code("0211")
        fields.type_code.picked.emit("0211")
        await asyncio.sleep(0)
        strips = fields.questions.strips()
        for strip, key in zip(strips, (Qt.Key.Key_2, Qt.Key.Key_1, Qt.Key.Key_2), strict=False):
            self._press(strip, key, str(key.value - Qt.Key.Key_0.value))
        fields.narrative.setFocus(Qt.FocusReason.OtherFocusReason)
        await self._write(fields.narrative, STORY)

    async def _redressed(self, theme: str, language: str, name: str) -> None:
        self._app.redress(Appearance(theme, language))
        desk = self._desk()
        await self._until(lambda: desk.tiles.counts()[0] >= desk.tiles.places)
        await self._shoot(f"operator-{name}")

    # ---- hands and eyes --------------------------------------------------------------------------------

    def _desk(self) -> Desk:
        desk = self._app.desk
        assert desk is not None, "somebody sits there"
        return desk

    def _picture(self) -> Picture:
        client = self._app.client
        assert client is not None, "somebody sits there"
        return client.picture

    def _size(self, width: int, height: int) -> None:
        self._app.frame.resize(width, height)

    async def _until(self, holds: Callable[[], bool], patience_s: float = PATIENCE_S) -> bool:
        """Wait until something can be seen; a city may be quiet, so the wait has an end."""
        end = self._app.clock.monotonic() + patience_s
        while not holds():
            if self._app.clock.monotonic() >= end:
                return False
            await asyncio.sleep(0.05)
        return True

    def _press(self, widget: QWidget, key: Qt.Key, text: str = "") -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))

    async def _write(self, widget: QWidget, text: str) -> None:
        for place, letter in enumerate(text):
            self._press(widget, Qt.Key.Key_unknown, letter)
            if place % 4 == 0:
                await asyncio.sleep(0.004)

    async def _shoot(self, name: str) -> None:
        await asyncio.sleep(SETTLE_S)
        self._number += 1
        await self._save(f"{self._number:02}-{name}")

    async def _save(self, name: str) -> None:
        path = self._folder / f"{name}.png"
        picture = self._app.frame.grab().toImage()
        # Compressing a full screen takes a tenth of a second: not on the window's thread.
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, lambda: picture.save(str(path)))
        self._app.tidings.picture(path)


def _untaken(picture: Picture) -> list[Alert]:
    return [alert for alert in picture.alerts.values() if alert.state is AlertState.UNACKNOWLEDGED]

"""Workspaces at the desk: what a person arranged is there again, whatever server, disk and screens do."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.command_line import Order
from console.presenters.workspace_orders import WorkspaceOrders
from console.presenters.workspaces import WorkspacesPresenter
from console.workspace_shelf import Shelf
from domain.inquiries import AnyInquiry, AnyReply
from domain.people import Role
from domain.refusal import Refused
from domain.workspace import (
    CURRENT,
    ForgetWorkspace,
    KeepWorkspace,
    Page,
    Slot,
    Workspace,
    WorkspaceKept,
    Workspaces,
    read_layout,
    write_layout,
)
from tests.console.desk import ME, Desk
from widgets.look import Look
from widgets.workspace.defaults import default_layout
from widgets.workspace.ground import WorkspaceGround
from widgets.workspace.tree import Side
from widgets.workspace.windows import ScreenPlace

LEFT = ScreenPlace("HDMI-1", QRect(0, 0, 1920, 1080), QRect(0, 0, 1920, 1080))
RIGHT = ScreenPlace("HDMI-2", QRect(1920, 0, 1920, 1080), QRect(1920, 0, 1920, 1080))


class Server:
    """Keeps what it is asked to keep; can be away, or refuse."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.away = False
        self.refuses = ""
        self.here = "puesto-14"
        self.asked: list[AnyInquiry] = []

    async def ask(self, inquiry: AnyInquiry) -> AnyReply:
        if self.away:
            raise Refused("link.silent")
        self.asked.append(inquiry)
        if isinstance(inquiry, KeepWorkspace):
            if self.refuses:
                raise Refused(self.refuses, most=24)
            self.kept[self.here, inquiry.name] = inquiry.layout
            return WorkspaceKept(name=inquiry.name, at=1)
        if isinstance(inquiry, ForgetWorkspace):
            self.kept.pop((self.here, inquiry.name), None)
            return WorkspaceKept(name=inquiry.name)
        rows = tuple(
            Workspace(name=name, workstation=desk, role=Role.CALL_TAKER, at=1, layout=layout)
            for (desk, name), layout in self.kept.items()
        )
        return Workspaces(account=ME, kept=rows)


class Seat:
    """Lucía at desk 14, with a server, a disk and two screens."""

    def __init__(self, qtbot: QtBot, look: Look, folder: Path, server: Server) -> None:
        self.desk = Desk()
        self.server = server
        self.said: list[str] = []
        self.complained: list[str] = []
        self.tasks: list[asyncio.Task[Any]] = []
        self.ground = WorkspaceGround(look)
        qtbot.addWidget(self.ground)
        self.ground.resize(1920, 960)
        for slot in (Slot.QUEUE, Slot.ALERTS, Slot.FORM, Slot.BOARD, Slot.MAP, Slot.VIDEO):
            self.ground.put(slot, QWidget())
        self.ground.show()
        self.ground.set_screens((LEFT, RIGHT))
        self.presenter = WorkspacesPresenter(
            self.ground, folder, server.ask, self.start, lambda title, more: self.said.append(title),
            self.complained.append,
        )  # fmt: skip

    def start(self, work: Coroutine[Any, Any, Any], name: str) -> None:
        self.tasks.append(asyncio.get_running_loop().create_task(work))

    async def sit_down(self) -> Seat:
        assert self.desk.picture.who is not None
        self.presenter.begin(self.desk.picture.who)
        await self.settle()
        return self

    async def settle(self) -> None:
        while self.tasks:
            await self.tasks.pop(0)

    async def rest(self) -> None:
        """The hand has been still for a while: what is to be written and sent, is."""
        self.presenter._write_soon.timeout.emit()
        self.presenter.synchronise()
        await self.settle()

    def file(self) -> Shelf:
        shelf = self.presenter._shelf
        assert shelf is not None
        return shelf


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "workspaces"


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def seat(qtbot: QtBot, look: Look, folder: Path, server: Server) -> Seat:
    return Seat(qtbot, look, folder, server)


async def test_a_desk_that_nobody_arranged_has_the_role_s_own(seat: Seat) -> None:
    await seat.sit_down()
    assert seat.ground.layout_now() == default_layout(Role.CALL_TAKER)
    assert (seat.said, seat.complained) == ([], [])


async def test_what_was_arranged_is_there_after_the_next_login(
    seat: Seat, qtbot: QtBot, look: Look, folder: Path, server: Server
) -> None:
    await seat.sit_down()
    seat.ground.move_beside(Slot.ALERTS, Slot.MAP, Side.BELOW)
    made = seat.ground.layout_now()
    await seat.rest()
    assert read_layout(server.kept["puesto-14", CURRENT]) == made
    other_disk = Seat(qtbot, look, folder / "another machine", server)
    await other_disk.sit_down()
    assert other_disk.ground.layout_now() == made


async def test_without_a_server_the_last_one_comes_from_this_desk_and_is_sent_later(
    seat: Seat, qtbot: QtBot, look: Look, folder: Path, server: Server
) -> None:
    server.away = True
    await seat.sit_down()
    seat.ground.close_pane(Slot.VIDEO)
    made = seat.ground.layout_now()
    await seat.rest()
    again = await Seat(qtbot, look, folder, server).sit_down()
    assert again.ground.layout_now() == made
    server.away = False
    again.presenter.came_back()
    await again.settle()
    assert read_layout(server.kept["puesto-14", CURRENT]) == made


async def test_a_person_who_changes_desks_finds_the_last_arrangement_and_the_names(
    seat: Seat, server: Server
) -> None:
    layout = default_layout(Role.CALL_TAKER)
    elsewhere = write_layout(type(layout)(role=layout.role, opens=Page.MAP, pages=layout.pages[2:]))
    server.kept["puesto-31", CURRENT] = elsewhere
    server.kept["puesto-31", "Noche"] = write_layout(layout)
    await seat.sit_down()
    assert write_layout(seat.ground.layout_now()) == elsewhere
    assert seat.presenter.names() == ["Noche"]
    seat.presenter.open("noche")
    assert seat.ground.layout_now() == layout


@pytest.mark.parametrize(
    "text",
    [
        '{"version":2,"role":"call_taker","panels":["todo"]}',
        '{"version":1,"role":"call_taker","opens":"map","pages":[{"page":"map","ground":{"is":"stack",'
        '"panes":["weather"]}}]}',
        "no es nada",
        write_layout(default_layout(Role.SUPERVISOR)),
        '{"version":1,"x":' + "[" * 3000 + "]" * 3000 + "}",
    ],
    ids=["version", "pane", "nonsense", "role", "deep"],
)
async def test_a_bad_layout_from_the_server_costs_one_toast_and_no_start(
    seat: Seat, server: Server, text: str, expect_log: Any
) -> None:
    expect_log("a kept workspace was not taken")
    server.kept["puesto-14", CURRENT] = text
    await seat.sit_down()
    assert seat.ground.layout_now() == default_layout(Role.CALL_TAKER)
    assert len(seat.complained) == 1
    assert "función" in seat.complained[0]


@pytest.mark.parametrize("data", [b"", b"{", b'{"version":7,"kept":{}}', b"\xff\xfe", b"[" * 100_000])
async def test_a_damaged_file_costs_one_toast_and_no_start(seat: Seat, data: bytes, expect_log: Any) -> None:
    expect_log("a kept workspace was not taken")
    path = Shelf(seat.presenter._folder, ME, "puesto-14", Role.CALL_TAKER).path
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    await seat.sit_down()
    assert seat.ground.layout_now() == default_layout(Role.CALL_TAKER)
    assert len(seat.complained) == 1


async def test_a_name_is_kept_opened_and_forgotten_however_it_is_accented(seat: Seat, server: Server) -> None:
    await seat.sit_down()
    seat.ground.show_page(Page.MAP)
    seat.presenter.keep("  Móviles   noche ")
    await seat.settle()
    assert seat.presenter.names() == ["Móviles noche"]
    assert read_layout(server.kept["puesto-14", "Móviles noche"]).opens is Page.MAP
    seat.presenter.reset()
    assert seat.presenter.open("moviles NOCHE")
    assert seat.ground.page() is Page.MAP
    seat.presenter.forget("MOVILES noche")
    await seat.settle()
    assert ("puesto-14", "Móviles noche") not in server.kept
    assert seat.presenter.names() == []


async def test_what_the_server_refuses_is_said_once_and_stays_at_this_desk(
    seat: Seat, server: Server
) -> None:
    await seat.sit_down()
    server.refuses = "workspace.many"
    seat.presenter.keep("Uno más")
    await seat.settle()
    assert len(seat.complained) == 1
    assert "24" in seat.complained[0]


async def test_a_console_that_is_killed_in_mid_drag_loses_nothing_that_was_let_go(
    seat: Seat, qtbot: QtBot, look: Look, folder: Path, server: Server
) -> None:
    server.away = True
    await seat.sit_down()
    seat.ground.move_beside(Slot.ALERTS, Slot.MAP, Side.RIGHT)
    made = seat.ground.layout_now()
    await seat.rest()
    seam = seat.ground.plan.seams[0]
    for pixels in range(0, 120, 10):  # the hand is still holding on: nothing is kept, nothing lost
        seat.ground._drag_seam(seam, pixels)
    assert seat.ground.layout_now() != made
    left_behind = json.loads(seat.file().path.read_bytes())
    assert read_layout(left_behind["kept"][CURRENT]["layout"]) == made
    half = seat.file().path.with_suffix(".new")
    half.write_bytes(b'{"version":1,"ke')  # killed while the next copy was being written
    again = await Seat(qtbot, look, folder, server).sit_down()
    assert again.ground.layout_now() == made
    assert again.complained == []


@pytest.fixture
def no_folder(folder: Path) -> None:
    folder.write_text("a file where a folder should be")


@pytest.mark.usefixtures("no_folder")
async def test_a_disk_that_takes_nothing_costs_only_this_desk_s_memory(
    seat: Seat, server: Server, expect_log: Any
) -> None:
    expect_log("a workspace could not be written")
    expect_log("a kept workspace was not taken")
    await seat.sit_down()
    seat.ground.close_pane(Slot.VIDEO)
    await seat.rest()
    assert read_layout(server.kept["puesto-14", CURRENT]) == seat.ground.layout_now()


@pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)
async def test_a_screen_that_goes_and_returns_is_told(seat: Seat) -> None:
    await seat.sit_down()
    wish = seat.ground.windows.wish_at(Slot.MAP, QRect(2000, 40, 900, 700))
    assert wish is not None
    seat.ground.float_pane(Slot.MAP, wish)
    kept = seat.ground.layout_now()
    seat.ground.set_screens((LEFT,))
    seat.ground.set_screens((LEFT, RIGHT))
    assert seat.said == ["Se fue una pantalla", "Volvió una pantalla"]
    assert seat.ground.layout_now() == kept


async def test_another_person_s_file_is_another_file(seat: Seat) -> None:
    mine = Shelf(seat.presenter._folder, ME, "puesto-14", Role.CALL_TAKER).path
    assert Shelf(seat.presenter._folder, UUID(int=2), "puesto-14", Role.CALL_TAKER).path != mine
    assert Shelf(seat.presenter._folder, ME, "../../etc", Role.CALL_TAKER).path.parent == mine.parent


async def test_the_command_line_says_what_enter_will_do(seat: Seat) -> None:
    await seat.sit_down()
    toggled: list[str] = []
    orders = WorkspaceOrders(seat.presenter, lambda: toggled.append("wall"), lambda: True)

    def work(words: str) -> tuple[str, str, bool]:
        meaning, act = orders.workspace(Order("workspace", word=words))
        if act is not None:
            act()
        return meaning.act, meaning.detail, meaning.wrong

    assert work("") == ("espacio", "ninguno guardado", True)
    assert work("guardar") == ("guardar espacio", "falta el nombre", True)
    assert work("guardar Noche de Boca") == ("guardar espacio", "Noche de Boca", False)
    assert work("día") == ("espacio", "no hay «día»: Noche de Boca", True)
    assert work("NOCHE de boca") == ("espacio", "Noche de Boca", False)
    assert work("por defecto") == ("espacio", "el de su función", False)
    assert work("borrar noche de boca") == ("borrar espacio", "Noche de Boca", False)
    assert seat.presenter.names() == []
    act = orders.wall(Order("wall"))[1]
    assert act is not None
    act()
    assert toggled == ["wall"]
    await seat.settle()

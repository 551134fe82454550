"""The administration's window with its seat: who gets which pages, and what a lost server changes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from backend_client.picture import LinkState
from console.administration.seat import ROOM_PAGE, AdministrationSeat
from console.administration_window import AdministrationWindow
from domain.administered import Register
from domain.administration import ListProposals, Matrix, Proposals, ReadMatrix, RegisterPage, SearchRegister
from domain.audit_reading import AskVerification, Verification, VerifyPhase
from domain.ids import IdMint
from domain.people import Role
from tests.console.desk import Desk
from tests.console.office import AtOnce, Server
from tests.console.test_administration import page_of_cameras
from widgets import style
from widgets.administration.shell import AdminPage, AdminSlot
from widgets.look import Look
from widgets.toast import Toast


class Sitting:
    """A window with somebody of a role in front of it, and a server that answers."""

    def __init__(self, qapp: QApplication, role: Role) -> None:
        look = Look()
        style.apply(qapp, look)
        self.desk = Desk()
        assert self.desk.picture.who is not None
        who = self.desk.picture.who
        operator = msgspec.structs.replace(who.operator, user="prequena", name="Pablo Requena", role=role)
        self.desk.picture.who = msgspec.structs.replace(who, operator=operator)
        self.server = Server()
        self.server.answers = {
            SearchRegister: self._page,
            ReadMatrix: lambda _: Matrix(cells=()),
            ListProposals: lambda _: Proposals(),
            AskVerification: lambda _: Verification(phase=VerifyPhase.NONE),
        }
        client: Any = SimpleNamespace(
            picture=self.desk.picture, ask=self.server.ask, line=SimpleNamespace(round_trip_s=0.038)
        )
        self.left: list[str] = []
        self.told: list[str] = []
        self.window = AdministrationWindow(look)
        self.window.resize(1440, 900)
        self.window.show()
        self.seat = AdministrationSeat(
            client,
            self.window,
            look,
            self.desk.clock,
            IdMint(self.desk.clock, lambda n: bytes(n)),
            AtOnce(),
            lambda: self.left.append("left"),
            QMenu,
            lambda: self.left.append("room"),
            lambda event, **_: self.told.append(event),
        )
        self.seat.welcome()

    def _page(self, inquiry: SearchRegister) -> RegisterPage:
        if inquiry.register is Register.CAMERAS:
            return page_of_cameras(inquiry)
        return RegisterPage(register=inquiry.register)

    def close(self) -> None:
        self.seat.close()
        self.window.close()
        self.window.deleteLater()


@pytest.fixture
def office(qapp: QApplication) -> Iterator[Sitting]:
    made = Sitting(qapp, Role.ADMINISTRATOR)
    yield made
    made.close()
    qapp.setStyleSheet("")


@pytest.fixture
def audit(qapp: QApplication) -> Iterator[Sitting]:
    made = Sitting(qapp, Role.AUDITOR)
    yield made
    made.close()
    qapp.setStyleSheet("")


def test_an_administrator_has_every_page_and_each_can_be_drawn(office: Sitting) -> None:
    codes = [code for code, _ in office.window.top.tabs.pages()]
    assert codes == [page.value for page in AdminPage]
    for code in codes:
        office.seat.turn(code)
        assert not office.window.grab().isNull()
        assert office.window.top.tabs._code == code


def test_an_auditor_reads_only_is_told_so_and_changes_nothing(audit: Sitting) -> None:
    codes = [code for code, _ in audit.window.top.tabs.pages()]
    assert codes[0] == AdminPage.AUDIT.value
    assert codes[-1] == ROOM_PAGE
    assert audit.window.banner.accessibleName().startswith("Sólo lectura")
    audit.seat.turn(AdminPage.CAMERAS.value)
    cameras = audit.window.registers[Register.CAMERAS]
    assert not cameras.new.isEnabled()
    cameras.opened.emit("4")
    assert not cameras.table.open_key()
    assert "firmar" not in [name for order in audit.seat.line.orders._orders for name in order.names]
    audit.seat.turn(ROOM_PAGE)
    assert audit.left == ["room"]


def test_nothing_of_the_audit_is_read_by_sitting_down(audit: Sitting) -> None:
    assert audit.window.audit.asks_purpose()
    assert not [one for one in audit.server.asked if type(one).__name__ == "SearchAudit"]


def test_without_the_server_every_pane_says_how_old_it_is_and_nothing_opens(office: Sitting) -> None:
    office.desk.link(LinkState.DEAD)
    office.seat.link_changed(office.desk.picture.link)
    cameras = office.window.registers[Register.CAMERAS]
    assert cameras._condition.state.value == "lost"
    assert cameras.hindrance() == "sin enlace: nada se puede cambiar"
    cameras.opened.emit("4")
    assert not cameras.table.open_key()
    office.desk.link(LinkState.LIVE)
    office.seat.link_changed(office.desk.picture.link)
    assert cameras.hindrance() == ""


def test_f7_with_nothing_to_sign_says_so(office: Sitting) -> None:
    office.window.sign_requested.emit()
    said = [toast.accessibleName() for toast in office.window.findChildren(Toast)]
    assert said == ["Nada por firmar"]


def test_a_new_entry_is_entered_in_the_card_and_escape_puts_it_away(office: Sitting) -> None:
    office.window.new_requested.emit()
    assert office.window.aside() is AdminSlot.CARD
    label = office.window.card.grid.entries["label"].field
    QTest.keyClick(label, Qt.Key.Key_Escape)
    assert office.window.aside() is None
    assert not office.seat.card.creating()


def test_an_empty_list_keeps_the_keyboard_and_can_be_added_to(office: Sitting) -> None:
    office.seat.turn(AdminPage.LISTS.value)
    authorities = office.window.registers[Register.AUTHORITIES]
    focus = office.window.focusWidget()
    assert focus is not None
    assert authorities.isAncestorOf(focus)
    office.window.new_requested.emit()
    assert set(office.window.card.grid.entries) >= {
        "list",
        "account",
        "issuer",
        "case",
        "expires_at",
        "reason",
    }


def test_whoever_leaves_takes_purpose_and_secret_along(office: Sitting) -> None:
    office.window.secret.show_secret("Marina Duarte", "una-clave")
    office.seat.close()
    assert office.window.secret.secret.text() == ""
    assert office.window.audit.asks_purpose()


def test_the_command_line_leaves_the_desk(office: Sitting) -> None:
    office.window.command.entered.emit("salir")
    assert office.left == ["left"]


def test_a_page_more_of_14000_rows_leaves_the_window_free(office: Sitting) -> None:
    table = office.window.registers[Register.CAMERAS].table
    bar, spent = table.verticalScrollBar(), []
    for _ in range(12):
        began = time.process_time()
        bar.setValue(bar.maximum())
        table.viewport().repaint()
        spent.append(time.process_time() - began)
    assert office.seat.registers[Register.CAMERAS].model.rowCount() == 1300
    assert sorted(spent)[6] < 0.05, f"{spent} s for a page: the window stalls"


def test_delete_on_a_row_asks_why_before_anything_is_removed(office: Sitting) -> None:
    table = office.window.registers[Register.CAMERAS].table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert office.window.aside() is AdminSlot.CARD
    assert office.window.card.accessibleName() == "Quitar SN-00000"
    assert not office.window.card.sign.isEnabled()


def test_an_auditor_removes_nothing(audit: Sitting) -> None:
    audit.seat.turn(AdminPage.CAMERAS.value)
    table = audit.window.registers[Register.CAMERAS].table
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert audit.window.aside() is None
    said = [toast.accessibleName() for toast in audit.window.findChildren(Toast)]
    assert said == ["No se hizo. sólo lectura"]

"""A console at which Lucía sits, without a server behind it: what its doors need, and hands to use them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from backend_client.failure import LineFailed
from backend_client.picture import LinkState
from console.attendance import Attendance
from console.front_door import DeskFrame
from console.loop import Nursery
from console.operator_window import OperatorWindow
from console.presenters.form import FormPresenter
from console.presenters.intentions import Intentions
from console.presenters.queue import QueuePresenter
from domain.ids import IdMint
from domain.inquiry import Inquiry
from domain.lockout import DeskLock, LockDesk, UnlockDesk
from domain.refusal import Refused
from domain.wire import Relief
from tests.console.desk import Desk
from widgets.lock import LockView
from widgets.login_card import LoginCard
from widgets.login_overlay import CardOverlay
from widgets.look import Look

PASSWORD = "correcta"


class Server:
    """The client's side that doors need; the server knows one password."""

    def __init__(self, desk: Desk) -> None:
        self.picture = desk.picture
        self.commands = desk.commands
        self.asked: list[Inquiry] = []
        self.logins: list[tuple[str, str]] = []
        self.relief: Relief | None = None
        self.left = False

    def logout(self) -> None:
        self.left = True

    async def ask(self, inquiry: Inquiry) -> DeskLock:
        self.asked.append(inquiry)
        if self.picture.link.state is not LinkState.LIVE:
            raise Refused("link.silent")
        if isinstance(inquiry, UnlockDesk) and inquiry.password != PASSWORD:
            raise Refused("login.wrong", left=4)
        return DeskLock(locked=isinstance(inquiry, LockDesk))

    async def login(self, user: str, password: str, patience: float) -> None:
        self.logins.append((user, password))
        if password != PASSWORD:
            raise LineFailed("login.wrong", left=4)

    async def relieve(self, user: str, password: str) -> Relief | None:
        if password != PASSWORD:
            raise LineFailed("login.wrong", left=4)
        return self.relief

    def prove_with(self, prover: object) -> None:
        """Nobody here has a second factor."""


class SeatedDesk:
    """What of the desk the doors speak to."""

    def __init__(self, form: FormPresenter) -> None:
        self.form = form
        self.said: list[str] = []
        self.bars = self
        self.version = ""

    def set_version(self, words: str) -> None:
        self.version = words

    def say(self, title: str, detail: str = "", icon: str = "") -> None:
        self.said.append(f"{title}. {detail}")

    def say_refused(self, why: str) -> None:
        self.said.append(why)

    def welcome_back(self, focus: QWidget | None) -> None:
        """The keyboard is where it was."""


@dataclass
class Seat:
    """An administrator's seat: its window."""

    window: QWidget


class NobodyAdministers:
    """An operator sits here, until a test says otherwise."""

    seat: Seat | None = None

    def close(self) -> None:
        """There is nothing to close."""


class Room:
    """A console at which Lucía sits, without a server behind it. It has what `Attendance` asks of an app."""

    def __init__(self, tmp: Path, lock_after_s: float = 0) -> None:
        self.desk_state = Desk()
        self.clock = self.desk_state.clock
        self.look = Look()
        self.frame = DeskFrame(lambda: None)
        self.window = OperatorWindow(self.look, self.clock)
        self.frame.addWidget(self.window)
        self.client = Server(self.desk_state)
        self.nursery = Nursery(lambda name, wrong: pytest.fail(f"{name}: {wrong}"))
        picture, commands = self.desk_state.picture, self.desk_state.commands
        intentions = Intentions(commands, lambda why: None)  # type: ignore[arg-type]
        self.form = FormPresenter(
            picture,
            commands,  # type: ignore[arg-type]
            intentions,
            self.window.form,
            IdMint(self.clock, lambda n: bytes(n)),
            lambda lat, lon: "Palermo",
            lambda call: None,
            lambda incident: None,
        )
        self.queue = QueuePresenter(picture, intentions, self.window.queue, self.look, lambda call: None)
        self.desk: Any = SeatedDesk(self.form)
        self.tidings = self
        self.administration = NobodyAdministers()
        self.told: list[str] = []
        self.attendance = Attendance(self, lock_after_s)  # type: ignore[arg-type]
        self.frame.resize(1366, 768)
        self.frame.show()

    def tell(self, event: str, **facts: object) -> None:
        self.told.append(event)

    def relieved(self, user: str) -> None:
        self.told.append(f"relieved by {user}")

    def version_words(self) -> str:
        return "Atalaya"

    def show_seat(self) -> None:
        self.frame.setCurrentWidget(self.window)

    def log_out(self) -> None:
        self.told.append("logged out")

    @property
    def view(self) -> LockView:
        """The lock, as it is shown."""
        shown = self.frame.currentWidget()
        assert isinstance(shown, LockView)
        return shown

    def card(self) -> LoginCard:
        """The card over the window."""
        found = [one for one in self.frame.findChildren(CardOverlay) if one.isVisible()]
        return found[-1].card

    async def type_password(self, password: str) -> None:
        """Type into the lock's card and press Enter."""
        self.view.card.line("password").setText(password)
        QTest.keyClick(self.view.card.line("password"), Qt.Key.Key_Return)
        await self.settle()

    async def settle(self) -> None:
        """Let tasks run to their end."""
        for _ in range(200):
            await asyncio.sleep(0.005)
            self.attendance.time_passes()
            if len(self.nursery) == 0:
                return
        pytest.fail("a door's task never ended")

    def close(self) -> None:
        self.attendance.close()
        self.form.close()
        self.queue.close()
        self.frame.close()
        for widget in (self.window, self.frame):
            widget.setParent(None)
            widget.deleteLater()

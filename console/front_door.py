"""The window itself, and the login in it: made when it is first needed, told why one is here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget

from console.city import city_lines
from console.loop import Nursery
from console.presenters.login import Enter, LoginPresenter
from console.sentences import login_failure
from console.tidings import Tidings
from domain.clock import Micros
from resources.city import load_city
from widgets.login import LoginView
from widgets.login_backdrop import standard_facts
from widgets.look import Look

SMALLEST = (1024, 640)


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

    def __init__(self, frame: DeskFrame, nursery: Nursery, enter: Enter, tidings: Tidings) -> None:
        self._frame = frame
        self._nursery = nursery
        self._enter = enter
        self._tidings = tidings
        self._view: LoginView | None = None
        self._presenter: LoginPresenter | None = None

    def show(
        self, look: Look, where: Where, waiting: int, code: str = "", params: dict[str, str] | None = None
    ) -> LoginView:
        """Show the login; a code says why one is here, `waiting` what the journal holds."""
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
        view.set_facts(standard_facts(where.server.removeprefix("https://"), "text.primary", waiting))
        if code:
            view.set_failure(*login_failure(code, {"server": where.server, **(params or {})}))
        self._frame.setCurrentWidget(view)
        self._tidings.tell("login", code=code)
        return view

    def set_now(self, now: Micros) -> None:
        """Let time pass, if the login is on screen."""
        if self._view is not None and self._view.isVisible():
            self._view.set_now(now)

"""What a desk has for dispatching: what is chosen, its panes, its keys and its verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from backend_client.client import Client
from console.call_signs import CallSigns
from console.choice import Choice
from console.operator_window import OperatorWindow
from console.plate_lookup import Found
from console.presenters.dispatch_orders import DispatchOrders, Shows
from console.presenters.shift_orders import PaperShows, ShiftOrders
from console.presenters.task_orders import TaskOrders
from console.undoing import Undoing
from domain.workspace import Slot

if TYPE_CHECKING:
    from console.app import App
    from console.desk import Desk

translate = QCoreApplication.translate


class DispatchRoom:
    """One a desk, while somebody sits there."""

    def __init__(self, app: App, client: Client, window: OperatorWindow, desk: Desk) -> None:
        self._client, self._window, self._desk = client, window, desk
        picture = client.picture
        self.choice = Choice(picture)
        self.signs = CallSigns(picture)
        self.undoing = Undoing(picture, lambda command: desk.intentions.send(command))
        desk.intentions.noted = self.undoing.note
        shows = Shows(self.show_incident, self.show_incident, self.show_time_line, self.explain)
        DispatchOrders(picture, desk.intentions, self.choice, self.signs, shows).teach(desk.orders)
        TaskOrders(
            picture, desk.intentions, self.choice, desk.alerts, lambda: desk.form.active, self.undoing
        ).teach(desk.orders)
        papers = PaperShows(
            lambda: self._turn(Slot.PENDING),
            lambda: self._turn(Slot.PENDING),
            lambda: self._turn(Slot.PENDING),
            self._show_found,
        )
        self.papers = ShiftOrders(picture, desk.intentions, self.choice, app.mint.mint, papers)
        self.papers.teach(desk.orders)

    def close(self) -> None:
        """Follow the picture no more."""
        self._desk.intentions.noted = lambda command: None
        self.signs.close()

    def welcome(self) -> None:
        """Somebody else sits here: what the last one did is not theirs to undo."""
        self.undoing.forget()

    def show_incident(self, incident: UUID) -> None:
        """Choose an incident, on the page that shows it."""
        self.choice.choose_incident(incident)
        self._turn(Slot.PENDING)

    def show_time_line(self, incident: UUID) -> None:
        """The same, looking at what has happened."""
        self.show_incident(incident)

    def explain(self, incident: UUID, unit: UUID | None) -> None:
        """Why the units of an incident ranked as they did."""
        self.show_incident(incident)

    def _turn(self, slot: Slot) -> None:
        self._window.workspace.turn_to(slot)

    def _show_found(self, found: Found) -> None:
        if found.incident is not None:
            self.show_incident(found.incident)
